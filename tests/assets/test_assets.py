"""Every asset through `materialize`, on a home of its own; the checks; what a problem of a root does to a run."""

import shutil
from pathlib import Path
from typing import Any

import dagster as dg
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from assets import checks
from assets.catalog import column_lineage, inputs, preview
from assets.checks import CHECKS
from assets.definitions import ASSETS, defs
from assets.documents import raw_documents
from assets.ingest import ingest
from assets.resources import HomeResource
from assets.staged import current_of
from assets.stages import STAGES
from pipelines.batches import read
from pipelines.errors import HomeBusy
from pipelines.schemas import SCHEMAS
from warehouse.home import Home
from warehouse.ledger import Ledger
from warehouse.query import query

TEXT = "Berlin, 9 November 1989. The government opened the wall on 9 November 1989, and thousands crossed the border.\n"
NAMES = [asset.key.to_user_string() for asset in ASSETS]
GROUPS = {
    "raw_documents": "ingest",
    "documents": "ingest",
    "text_signatures": "corpus",
    "repeated_lines": "corpus",
    "near_duplicates": "corpus",
    "publication_dates": "extraction",
    "time_expressions": "extraction",
    "event_mentions": "extraction",
    "derived_dates": "timeline",
    "events": "timeline",
    "warehouse": "products",
    "parquet_exports": "products",
    "timeline_page": "products",
}


NOTHING_IN_COMMON = ("repeated_lines", "near_duplicates", "derived_dates")
"""What comes of comparing documents; the three of this test have nothing in common."""


def fill(home: Home) -> None:
    home.inbox.mkdir(parents=True)
    (home.inbox / "wall.txt").write_text(TEXT)
    (home.inbox / "more.jsonl").write_text(
        '{"id": "1", "text": "The wall fell on 9 November 1989.", "published": "1989-11-10"}\n{"id": "2", "text": ""}\n'
    )


def resources(home: Home) -> dict[str, HomeResource]:
    return {"home": HomeResource(folder=str(home.folder), wait_seconds=0.0)}


def materialised(home: Home, *assets: Any, **more: Any) -> dg.ExecuteInProcessResult:
    with dg.DagsterInstance.ephemeral() as instance:
        return dg.materialize([*assets], resources=resources(home), instance=instance, raise_on_error=False, **more)


def metadata(result: dg.ExecuteInProcessResult, name: str) -> dict[str, Any]:
    (event,) = result.asset_materializations_for_node(name)
    return {key: value.value for key, value in event.metadata.items()}


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> tuple[Home, dg.ExecuteInProcessResult]:
    home = Home(tmp_path_factory.mktemp("assets") / "home")
    fill(home)
    return home, materialised(home, *ASSETS, *CHECKS)


def test_all_assets_and_checks_succeed(everything: tuple[Home, dg.ExecuteInProcessResult]) -> None:
    result = everything[1]
    assert result.success
    assert {
        event.asset_key.to_user_string() for event in result.get_asset_materialization_events() if event.asset_key
    } == {*NAMES}
    found = {check.check_name: check.passed for check in result.get_asset_check_evaluations()}
    assert found == {key.name: True for check in CHECKS for key in check.check_keys}


@pytest.mark.parametrize("name", NAMES)
def test_metadata_of_a_materialisation(everything: tuple[Home, dg.ExecuteInProcessResult], name: str) -> None:
    found = metadata(everything[1], name)
    assert isinstance(found["dagster/row_count"], int)
    assert (found["dagster/row_count"] > 0) == (name not in NOTHING_IN_COMMON)
    if name in SCHEMAS and name not in NOTHING_IN_COMMON:
        assert [column.name for column in found["dagster/column_schema"].columns] == SCHEMAS[name].names
        assert all(column.description for column in found["dagster/column_schema"].columns)
        assert found["preview"].startswith("| ")
        lineage = found["dagster/column_lineage"].deps_by_column
        assert bool(lineage) == bool(inputs(name))


def test_counts_are_those_of_the_documents(everything: tuple[Home, dg.ExecuteInProcessResult]) -> None:
    home, result = everything
    assert metadata(result, "raw_documents")["new_versions"] == 3
    assert metadata(result, "documents")["dagster/row_count"] == 3
    assert metadata(result, "documents")["readable"] == 2
    assert sum(metadata(result, "documents")["rejected"].values()) == 1
    assert metadata(result, "publication_dates")["methods"]["given"] == 1
    (row,) = query(home.published, "SELECT count(*) AS n FROM documents").to_pylist()
    assert row["n"] == 3
    assert home.page.exists()
    assert (home.exports / "LATEST" / "manifest.json").exists()


def state(home: Home) -> dict[str, int]:
    folders = (home.staging, home.exports)
    files = [
        path for folder in folders for path in folder.rglob("*") if path.is_file() and not path.name.startswith(".")
    ]
    return {str(path): path.stat().st_mtime_ns for path in (*files, home.published, home.page)}


def test_a_second_run_changes_no_file(everything: tuple[Home, dg.ExecuteInProcessResult]) -> None:
    home = everything[0]
    before = state(home)
    result = materialised(home, *ASSETS)
    assert result.success
    assert state(home) == before
    assert metadata(result, "raw_documents")["files_read"] == 0
    assert [metadata(result, stage.name)["batches_done_now"] for stage in STAGES] == [0] * len(STAGES)
    assert metadata(result, "events")["merged_anew"] is False
    assert [metadata(result, name)["changed"] for name in ("warehouse", "parquet_exports", "timeline_page")] == [
        False
    ] * 3


@pytest.mark.parametrize("asset", ASSETS, ids=NAMES)
def test_each_asset_can_be_materialised_alone(everything: tuple[Home, dg.ExecuteInProcessResult], asset: Any) -> None:
    assert materialised(everything[0], asset).success


@pytest.fixture
def copied(everything: tuple[Home, dg.ExecuteInProcessResult], tmp_path: Path) -> Home:
    home = Home(tmp_path / "home")
    shutil.copytree(everything[0].folder, home.folder, symlinks=True)
    with Ledger.open(home.ledger) as ledger:
        # The copied ledger names the inbox of the home it was copied from.
        ledger.remove_root("inbox")
        ingest(home, HomeResource(folder=str(home.folder)).settings, ledger)
    return home


def test_changed_and_withdrawn_documents_leave_every_table(copied: Home) -> None:
    (copied.inbox / "wall.txt").write_text("Paris. The treaty was signed on 28 June 1919, and the crowd cheered.\n")
    (copied.inbox / "more.jsonl").write_text('{"id": "1", "text": "The wall fell on 9 November 1989."}\n')
    assert materialised(copied, *ASSETS).success
    for table in ("documents", "publication_dates", "time_expressions", "event_mentions"):
        rows = query(copied.published, f"SELECT DISTINCT document_id, content_hash FROM {table}")  # noqa: S608
        with Ledger.reading(copied.ledger) as ledger:
            current = {(row["document_id"], row["content_hash"]) for row in ledger.current().to_pylist()}
        assert {tuple(row.values()) for row in rows.to_pylist()} <= current
    told = [row["headline"] for row in query(copied.published, "SELECT headline FROM events").to_pylist()]
    assert any("treaty" in line for line in told)
    assert not any("opened the wall" in line for line in told)


def test_a_problem_of_a_root_fails_the_run_after_all_else_is_done(copied: Home, tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    with Ledger.open(copied.ledger) as ledger:
        ledger.add_root("gone", gone)
    (copied.inbox / "new.txt").write_text("Paris. The treaty was signed on 28 June 1919, and the crowd cheered.\n")
    result = materialised(copied, *ASSETS, *CHECKS)
    assert not result.success
    failed = [event.step_key for event in result.all_events if event.is_step_failure]
    assert failed == ["raw_documents_roots_listable"]
    (failure,) = [event.step_failure_data for event in result.all_events if event.is_step_failure]
    assert failure.user_failure_data is not None
    assert f"{str(gone)!r} can't be listed" in str(failure.user_failure_data.description)
    assert query(copied.published, "SELECT * FROM timeline WHERE sentence LIKE '%treaty%'").num_rows == 1


def test_the_night_merges_batches_and_changes_no_row(copied: Home) -> None:
    for number in range(3):
        (copied.inbox / f"n{number}.txt").write_text(f"The treaty number {number} was signed on 28 June 1919.\n")
        assert materialised(copied, raw_documents).success
    assert materialised(copied, *ASSETS).success
    before = query(copied.published, "FROM timeline")
    exported = state(copied)
    config = {"raw_documents": {"config": {"compact": True}}, "warehouse": {"config": {"compact": True}}}
    result = materialised(copied, *ASSETS, *CHECKS, run_config={"ops": config})
    assert result.success
    assert metadata(result, "raw_documents")["batches"] == 1
    assert [metadata(result, stage.name)["batches_done_now"] for stage in STAGES] == [0] * len(STAGES)
    assert metadata(result, "events")["merged_anew"] is False
    assert query(copied.published, "FROM timeline").equals(before)
    assert {path: time for path, time in state(copied).items() if "exports" in path} == {
        path: time for path, time in exported.items() if "exports" in path
    }
    assert all(check.passed for check in result.get_asset_check_evaluations())


def test_one_run_writes_at_a_time(copied: Home) -> None:
    with (
        copied.locked("the other run", 0.0),
        dg.DagsterInstance.ephemeral() as instance,
        pytest.raises(dg.DagsterResourceFunctionError) as raised,
    ):
        dg.materialize([raw_documents], resources=resources(copied), instance=instance)
    assert isinstance(raised.value.user_exception, HomeBusy)


def test_definitions_are_loadable_and_complete() -> None:
    dg.Definitions.validate_loadable(defs)
    specs = {spec.key.to_user_string(): spec for spec in defs.resolve_all_asset_specs()}
    assert {name: spec.group_name for name, spec in specs.items()} == GROUPS
    for spec in specs.values():
        assert spec.description
        assert spec.code_version
        assert spec.kinds
        assert list(spec.owners) == ["team:dateline"]


@pytest.mark.parametrize("name", [name for name in NAMES if name in SCHEMAS])
def test_lineage_names_columns_that_exist(name: str) -> None:
    for column, origins in column_lineage(name).deps_by_column.items():
        assert column in SCHEMAS[name].names
        for origin in origins:
            assert origin.column_name in SCHEMAS[origin.asset_key.to_user_string()].names


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        pytest.param("a | b", "a \\| b", id="cell border"),
        pytest.param("<script>", "&lt;script&gt;", id="markup"),
        pytest.param("line\nline", "line line", id="line break"),
        pytest.param("[x](javascript:y)", "\\[x\\](javascript:y)", id="link"),
        pytest.param("x" * 500, "x" * 119 + "…", id="long"),
        pytest.param(None, "", id="null"),
    ],
)
def test_nothing_breaks_out_of_a_previewed_cell(value: str | None, shown: str) -> None:
    found = preview(pa.table({"c": pa.array([value], pa.string())})).md_str
    assert found == f"| c |\n|---|\n| {shown} |"


def test_days_before_year_1_are_previewed() -> None:
    table = pa.table({"day": pa.array([-735160], pa.int32()).cast(pa.date32())})
    assert "-0043-03-15" in str(preview(table).md_str)


def test_checks_see_what_does_not_hold(copied: Home) -> None:
    home = HomeResource(folder=str(copied.folder))
    current = current_of(home)
    assert checks.warehouse_in_step(home)[0] is True
    for stage, column, wrong, check in (
        ("time_expressions", "surface", "no such words", checks.time_expression_spans),
        ("event_mentions", "surface", "no such words", checks.trigger_spans),
        ("event_mentions", "mention_id", "the same", checks.mentions_in_order),
    ):
        (batch,) = current.names
        path = home.staging.rows(stage, batch, home.prints[stage])
        rows = read(path)
        assert check(home)[0] is True
        values = pa.array([wrong] * rows.num_rows, pa.string())
        pq.write_table(rows.set_column(rows.schema.get_field_index(column), rows.schema.field(column), values), path)
        assert check(home)[0] is False
        pq.write_table(rows, path)
    (file, *_) = (copied.exports / "LATEST").resolve().glob("events/*.parquet")
    assert checks.export_matches_manifest(home)[0] is True
    file.write_bytes(file.read_bytes() + b"x")
    passed, found = checks.export_matches_manifest(home)
    assert (passed, found["wrong"]) == (False, [f"events/{file.name}"])
    with Ledger.open(copied.ledger) as ledger:
        ledger.remove_root("inbox")
    assert checks.warehouse_in_step(home)[0] is False


def test_assets_out_of_turn_say_what_is_missing_and_spoil_nothing(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    fill(home)
    assert materialised(home, raw_documents).success
    for name, missing in (("events", "documents"), ("time_expressions", "documents")):
        alone = materialised(home, *(asset for asset in ASSETS if asset.key.to_user_string() == name))
        (failed,) = [event for event in alone.all_events if event.is_step_failure]
        assert f"'{missing}' is not done for 1 of 1 batches; materialise it first" in str(
            failed.step_failure_data.error
        )
    result = materialised(home, *ASSETS)
    assert result.success
    found = metadata(result, "events")["dagster/row_count"]
    assert found > 0
    # Staged files that something else damaged are made anew.
    for file in [*(home.staging / "event_mentions").iterdir(), *(home.staging / "corpus").iterdir()]:
        file.write_bytes(b"damaged")
    assert metadata(materialised(home, *ASSETS), "events")["dagster/row_count"] == found

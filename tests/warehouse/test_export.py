"""Exports: equal rows are equal bytes, and the folder opens as one dataset everywhere."""

import hashlib
import json
import random
from dataclasses import replace
from pathlib import Path

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pytest

from pipelines.errors import NothingPublished
from pipelines.records import EventLink
from tests.warehouse.rows import ONE_BATCH, World, document, event, mention, place, published, small_world, span
from warehouse.datasets import DATASETS, Dataset
from warehouse.export import LATEST, export
from warehouse.home import Home
from warehouse.publish import publish

NAMES = tuple(item.name for item in DATASETS)


def snapshot(folder: Path) -> dict[str, tuple[str, int]]:
    """Hash and time of change of all files below a folder."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {
        str(path.relative_to(folder)): (hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_mtime_ns)
        for path in files
    }


def contents(folder: Path) -> dict[str, str]:
    return {name: digest for name, (digest, _) in snapshot(folder).items()}


@pytest.fixture(scope="module")
def newest(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The newest version of the small world's export; tests only read it."""
    home = Home(tmp_path_factory.mktemp("export") / "home")
    place(home, small_world(), ONE_BATCH).load(home)
    report = export(home.database, home.exports)
    assert report.changed
    assert report.path.name == report.version == "v000001"
    assert report.rows == {
        "documents": 4,
        "publication_dates": 4,
        "time_expressions": 2,
        "event_mentions": 5,
        "events": 5,
        "participants": 6,
        "event_votes": 4,
        "event_history": 6,
        "near_duplicates": 1,
        "derived_dates": 1,
        "repeated_lines": 1,
    }
    return home.exports / LATEST


def test_files_are_cut_by_period(newest: Path) -> None:
    assert (newest.parent / LATEST).readlink() == Path("v000001")
    found = {name: sorted(path.name for path in (newest / name).iterdir()) for name in NAMES}
    events = ["2015-0.parquet", "2016-0.parquet", "bc-00xx-0.parquet", "undated-0.parquet"]
    assert found == {
        "documents": ["2015-0.parquet", "undated-0.parquet"],
        "publication_dates": ["2015-0.parquet", "undated-0.parquet"],
        "time_expressions": ["2015-0.parquet", "bc-00xx-0.parquet"],
        "event_mentions": events,
        "events": events,
        "participants": events,
        "event_votes": ["2015-0.parquet"],
        "event_history": ["2026-0.parquet"],
        "near_duplicates": ["2015-0.parquet"],
        "derived_dates": ["2015-0.parquet"],
        "repeated_lines": ["undated-0.parquet"],
    }


@pytest.mark.parametrize("item", DATASETS, ids=lambda item: item.name)
def test_every_file_has_the_one_schema_with_meanings(newest: Path, item: Dataset) -> None:
    for path in (newest / item.name).iterdir():
        schema = pq.read_schema(path)
        assert schema.equals(item.schema, check_metadata=True)
        assert all(field.metadata[b"description"] for field in schema), path


@pytest.mark.parametrize("item", DATASETS, ids=lambda item: item.name)
def test_files_carry_order_page_index_and_bloom_filters(newest: Path, item: Dataset) -> None:
    path = next(iter((newest / item.name).iterdir()))
    group = pq.ParquetFile(path).metadata.row_group(0)
    leaves = [group.column(column.column_index).path_in_schema for column in group.sorting_columns]
    assert tuple(leaves) == item.order
    assert all(not column.descending and not column.nulls_first for column in group.sorting_columns)
    columns = [group.column(number) for number in range(group.num_columns)]
    assert all(column.compression == "ZSTD" and column.has_offset_index for column in columns)
    with duckdb.connect() as connection:
        sql = "SELECT path_in_schema FROM parquet_metadata(?) WHERE bloom_filter_offset IS NOT NULL"
        bloom = {name for (name,) in connection.execute(sql, [str(path)]).fetchall()}
    assert bloom == set(item.ids)


def test_rows_are_sorted_and_whole(newest: Path) -> None:
    events = ds.dataset(newest / "events").to_table()
    assert events["event_id"].to_pylist() == ["e4", "e1", "e5", "e2", "e3"]
    table = ds.dataset(newest / "event_mentions").to_table(columns=["event_id", "sentence", "place"])
    rows = {row["event_id"]: row for row in table.to_pylist()}
    assert rows["e1"]["sentence"] == "On 7 October 2015 parliament elected Anna Müller."
    assert rows["e1"]["place"]["name"] == "Paris"


def as_numbers(table: pa.Table) -> list[int | None]:
    values: list[int | None] = table["begin_earliest"].cast(pa.int32()).to_pylist()
    return values


@pytest.mark.parametrize("name", NAMES)
def test_the_folder_opens_as_one_dataset_everywhere(newest: Path, name: str) -> None:
    folder = newest / name
    arrow = ds.dataset(folder).to_table()
    frame = pd.read_parquet(folder)
    polar = pl.read_parquet(folder)
    with duckdb.connect() as connection:
        duck = connection.sql("FROM read_parquet($files)", params={"files": str(folder / "*.parquet")}).to_arrow_table()
    assert list(frame.columns) == polar.columns == duck.column_names == arrow.column_names
    keys = [
        column
        for column in ("event_id", "document_id", "mention_id", "start", "line_hash")
        if column in arrow.column_names
    ]
    wanted = sorted(map(repr, arrow.select(keys).to_pylist()))
    assert sorted(map(repr, duck.select(keys).to_pylist())) == wanted
    assert sorted(map(repr, polar.select(keys).to_dicts())) == wanted
    assert sorted(map(repr, pa.Table.from_pandas(frame[keys], preserve_index=False).to_pylist())) == wanted


def test_days_before_year_1_arrive_everywhere(newest: Path) -> None:
    folder = newest / "events"
    days = [16709, 16715, 16909, -735160, None]
    assert as_numbers(ds.dataset(folder).to_table()) == days
    assert pl.read_parquet(folder)["begin_earliest"].cast(pl.Int32).to_list() == days
    assert as_numbers(pa.Table.from_pandas(pd.read_parquet(folder, columns=["begin_earliest"]))) == days


def test_the_manifest_names_rows_and_hashes(newest: Path) -> None:
    manifest = json.loads((newest / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["version"] == "v000001"
    assert tuple(manifest["datasets"]) == NAMES
    for name, entry in manifest["datasets"].items():
        assert {item["name"] for item in entry["files"]} == {path.name for path in (newest / name).iterdir()}
        for item in entry["files"]:
            path = newest / name / item["name"]
            assert hashlib.sha256(path.read_bytes()).hexdigest() == item["sha256"]
            assert (path.stat().st_size, pq.read_metadata(path).num_rows) == (item["bytes"], item["rows"])
        assert all(field["description"] for field in entry["fields"])


def test_nothing_new_changes_no_byte(filled: Home) -> None:
    export(filled.published, filled.exports)
    before = snapshot(filled.exports)
    assert not export(filled.published, filled.exports).changed
    (filled.exports / ".state.json").unlink()  # so that the rows are written and compared
    report = export(filled.published, filled.exports)
    assert (report.changed, report.version, report.linked) == (False, "v000001", report.files)
    after = snapshot(filled.exports)
    assert {key: value for key, value in after.items() if key != ".state.json"} == {
        key: value for key, value in before.items() if key != ".state.json"
    }


def test_unchanged_files_are_shared_between_versions(home: Home) -> None:
    world = small_world()
    place(home, world, ONE_BATCH).load(home)
    first = export(home.database, home.exports)
    told = mention("d3", "Later the bridge collapsed.", "bridge", ("town",), span("2019-01-01", "2019-01-01"))
    place(home, replace(world, events=(*world.events, event("e6", told, headline_mention="d3:17-26"))), ONE_BATCH).load(
        home
    )
    second = export(home.database, home.exports)
    # The new event has a file of Parquet to itself, and stands in the four files of other formats.
    assert (second.version, second.changed, second.linked) == ("v000002", True, second.files - 5)
    assert sorted(path.name for path in (second.path / "events").iterdir())[2] == "2019-0.parquet"
    for path in (first.path / "documents").iterdir():
        assert path.samefile(second.path / "documents" / path.name)


@pytest.mark.parametrize("damage", ["lost", "cut"])
def test_a_damaged_version_is_followed_by_a_whole_one(damage: str, filled: Home) -> None:
    first = export(filled.published, filled.exports)
    before = contents(first.path)
    file = next((first.path / "events").iterdir())
    file.unlink() if damage == "lost" else file.write_bytes(b"PAR1")
    second = export(filled.published, filled.exports)
    assert (second.version, second.changed, second.linked) == ("v000002", True, 0)
    after = contents(second.path)
    assert {name: digest for name, digest in after.items() if name != "manifest.json"} == {
        name: digest for name, digest in before.items() if name != "manifest.json"
    }
    assert not export(filled.published, filled.exports).changed


def test_a_withdrawn_document_is_in_no_file_of_the_newest_version(home: Home) -> None:
    placed = place(home, small_world(), ONE_BATCH)
    placed.load(home)
    export(home.database, home.exports)
    replace(placed, current=placed.current.slice(1)).load(home)
    export(home.database, home.exports)
    for name in NAMES:
        table = ds.dataset(home.exports / LATEST / name).to_table()
        of_events = name in ("events", "event_votes")
        field, gone = ("event_id", {"e1", "e4"}) if of_events else ("document_id", {"d1"})
        assert name in ("repeated_lines", "event_history") or gone.isdisjoint(table[field].to_pylist())
        assert table.num_rows > 0 or name in ("near_duplicates", "event_votes")


def test_the_last_versions_are_kept(home: Home) -> None:
    world = small_world()
    reports = []
    for number in range(1, 5):
        place(home, replace(world, events=world.events[:number]), ONE_BATCH).load(home)
        reports.append(export(home.database, home.exports, keep=2))
    assert [report.version for report in reports] == ["v000001", "v000002", "v000003", "v000004"]
    assert [report.dropped for report in reports] == [(), (), ("v000001",), ("v000002",)]
    assert sorted(path.name for path in home.exports.iterdir()) == [".state.json", LATEST, "v000003", "v000004"]


def many_events(count: int) -> World:
    """Events of several years and periods, in the order of their numbers."""
    rows = []
    for number in range(count):
        day = f"{1895 + 2 * (number % 4)}-01-{1 + number % 28:02d}"
        sentence = f"On {day} event {number} happened."
        rows.append(mention(f"d{number:04d}", sentence, "happened", (f"name {number % 7}",), span(day, day)))
    return World(
        documents=tuple(document(each.document_id, each.sentence) for each in rows),
        publication_dates=tuple(
            published(each.document_id, f"201{number % 2}-05-05") for number, each in enumerate(rows)
        ),
        event_mentions=tuple(rows),
        events=tuple(event(f"e{each.document_id}", each) for each in rows),
        event_links=tuple(
            EventLink(f"e{each.document_id}", each.document_id, each.mention_id, "alone") for each in rows
        ),
        versions={each.document_id: "v1" for each in rows},
    )


def test_equal_rows_are_equal_bytes_however_they_were_loaded(tmp_path: Path) -> None:
    world = many_events(60)
    names = list(world.versions)
    one, other = Home(tmp_path / "one"), Home(tmp_path / "other")
    place(one, world, {"all": names}).load(one)
    mixed = random.Random(3).sample(names, len(names))  # noqa: S311 - a fixed shuffle
    shuffled = replace(
        world,
        **{
            field: tuple(reversed(getattr(world, field)))
            for field in ("documents", "event_mentions", "events", "event_links")
        },
        versions=dict.fromkeys(mixed, "v1"),
    )
    for step in (20, 45, 60):  # in three loads and three batches
        batches = {f"x{number}": mixed[number:step:3] for number in range(3)}
        place(other, shuffled, batches, fingerprint="f9").load(other)
    assert contents(export(one.database, one.exports, rows_per_file=4).path) == contents(
        export(other.database, other.exports, rows_per_file=4).path
    )


def test_a_full_period_is_cut_into_a_power_of_two_of_buckets(home: Home) -> None:
    place(home, many_events(120), {"all": list(many_events(120).versions)}).load(home)
    report = export(home.database, home.exports, rows_per_file=20)
    names = {path.name for path in (report.path / "documents").iterdir()}
    assert {name for name in names if name.startswith("2011-")} == {f"2011-{number}.parquet" for number in range(4)}
    assert {path.name for path in (report.path / "events").iterdir() if path.name.startswith("18")} == {
        f"18xx-{number}.parquet" for number in range(8)
    }
    assert ds.dataset(report.path / "documents").count_rows() == 120


def test_no_rows_are_one_empty_file_with_the_schema(home: Home) -> None:
    place(home, World(), {"b1": ()}).load(home)
    publish(home)
    report = export(home.published, home.exports)
    for item in DATASETS:
        (path,) = (report.path / item.name).iterdir()
        table = pq.read_table(path)
        assert (table.num_rows, table.schema.equals(item.schema, check_metadata=True)) == (0, True)


def test_what_a_killed_run_left_is_swept(filled: Home) -> None:
    export(filled.published, filled.exports)
    (filled.exports / ".v000002.tmp" / "events").mkdir(parents=True)
    (filled.exports / ".v000000.old").mkdir()
    (filled.exports / LATEST).unlink()
    report = export(filled.published, filled.exports)
    assert not report.changed
    assert sorted(path.name for path in filled.exports.iterdir()) == [".state.json", LATEST, "v000001"]
    assert (filled.exports / LATEST / "manifest.json").exists()


def test_nothing_to_export(tmp_path: Path) -> None:
    with pytest.raises(NothingPublished, match="nothing to export"):
        export(tmp_path / "none.duckdb", tmp_path / "exports")
    assert not (tmp_path / "exports").exists()

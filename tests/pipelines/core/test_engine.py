"""Stages over batches: what is done, what is skipped, and what makes a result outdated."""

import dataclasses
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from pipelines import batches, engine
from pipelines.batches import Result, Staging, each_document, to_table
from pipelines.engine import Done, Stage
from pipelines.records import Document, PublicationDate
from pipelines.settings import Batches, Settings


def date_nothing(rows: Mapping[str, Sequence[Any]]) -> list[PublicationDate]:
    document = rows["documents"][0]
    return [PublicationDate(document.document_id, document.content_hash)]


def work(inputs: Mapping[str, pa.Table], settings: Settings) -> Result:
    return each_document("publication_dates", inputs, date_nothing)


STAGE = Stage("publication_dates", ("documents",), ("syntax",), "dating", work)
PRINTS = {"documents": "in", "publication_dates": "out"}


@pytest.fixture
def staging(tmp_path: Path) -> Staging:
    staging = Staging(tmp_path)
    for name in ("one", "two", "three"):
        batches.write(to_table("documents", [Document(name, "c", "t", "text")]), staging.rows("documents", name, "in"))
    return staging


@pytest.mark.parametrize("workers", [1, 2])
def test_missing_batches_are_done_and_the_others_left(staging: Staging, workers: int) -> None:
    settings = Settings(batches=Batches(workers=workers))
    assert list(engine.run(STAGE, ["one"], staging, PRINTS, settings)) == [Done("one", 1, 0)]
    before = staging.rows("publication_dates", "one", "out").stat().st_mtime_ns
    assert sorted(done.batch for done in engine.run(STAGE, ["one", "two", "three"], staging, PRINTS, settings)) == [
        "three",
        "two",
    ]
    assert staging.rows("publication_dates", "one", "out").stat().st_mtime_ns == before
    assert list(engine.run(STAGE, ["one", "two", "three"], staging, PRINTS, settings)) == []


def count_together(inputs: Mapping[str, pa.Table], settings: Settings) -> Result:
    def one(rows: Mapping[str, Sequence[Any]]) -> list[PublicationDate]:
        document = rows["documents"][0]
        if document.document_id in {"d2", "d5"}:
            raise ValueError
        together = str(inputs["documents"].num_rows)
        return [PublicationDate(document.document_id, document.content_hash, method=together)]

    return each_document("publication_dates", inputs, one)


@pytest.mark.parametrize(("workers", "together"), [(1, "7"), (2, "1")], ids=["one process", "shared"])
def test_processes_share_a_large_batch_that_lies_alone(staging: Staging, workers: int, together: str) -> None:
    documents = [Document(f"d{number}", "c", "t", "text") for number in range(7)]
    batches.write(to_table("documents", documents), staging.rows("documents", "large", "in"))
    stage = dataclasses.replace(STAGE, work=count_together, share=1)
    settings = Settings(batches=Batches(workers=workers))
    assert list(engine.run(stage, ["large"], staging, PRINTS, settings)) == [Done("large", 5, 2)]
    rows = batches.read(staging.rows(stage.name, "large", "out"))
    assert rows["document_id"].to_pylist() == ["d0", "d1", "d3", "d4", "d6"]
    assert set(rows["method"].to_pylist()) == {together}
    faults = batches.read(staging.faults(stage.name, "large", "out"))
    assert faults["document_id"].to_pylist() == ["d2", "d5"]


def test_where_the_number_of_processes_is_open_little_is_done_here(
    staging: Staging, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise AssertionError("a pool was made")

    monkeypatch.setattr("os.cpu_count", lambda: 2)
    monkeypatch.setattr(engine, "ProcessPoolExecutor", refused)
    with pytest.raises(AssertionError, match="a pool was made"):
        next(engine.run(dataclasses.replace(STAGE, share=1), ["one", "two"], staging, PRINTS, Settings()))
    assert [done.batch for done in engine.run(STAGE, ["one", "two"], staging, PRINTS, Settings())] == ["one", "two"]


def test_settings_of_its_own_section_make_a_stage_outdated_and_all_after_it() -> None:
    second = dataclasses.replace(STAGE, name="second", inputs=("publication_dates",), settings="events")
    first = dataclasses.replace(STAGE, inputs=("raw_documents",), settings="inbox")
    before = engine.fingerprints([first, second], Settings())
    changed = dataclasses.replace(Settings(), inbox=dataclasses.replace(Settings().inbox, settle_seconds=9.0))
    after = engine.fingerprints([first, second], changed)
    assert {name for name in before if before[name] != after[name]} == {"publication_dates", "second"}
    elsewhere = dataclasses.replace(Settings(), exports=dataclasses.replace(Settings().exports, keep=9))
    assert engine.fingerprints([first, second], elsewhere) == before


def test_parts_of_a_digest_can_not_run_together() -> None:
    assert engine.digest("ab", "c") != engine.digest("a", "bc")
    assert len(engine.digest("")) == 20

"""Records, tables and staged files."""

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines import batches, records, schemas
from pipelines.batches import RECORDS, Staging, each_document, to_records, to_table
from pipelines.days import day_number
from pipelines.errors import NoText
from pipelines.records import (
    Argument,
    Document,
    EventMention,
    Evidence,
    Line,
    OffsetPoint,
    Participant,
    PublicationDate,
    TimeExpression,
)

IDES = day_number(-43, 3, 15)
MENTION = EventMention(
    document_id="d1",
    content_hash="c1",
    mention_id="d1:0-8",
    start=0,
    end=8,
    surface="murdered",
    lemma="murder",
    event_class="OCCURRENCE",
    event_type=None,
    tense="PAST",
    aspect="NONE",
    polarity="POS",
    modality=None,
    certainty="asserted",
    reporter=None,
    agent=Argument(0, 6, 0, 6, "Brutus"),
    patient=None,
    place=None,
    participants=(Participant("agent", "person", 0, 6, 0, 6, "Brutus"),),
    sentence_start=0,
    sentence_end=40,
    sentence="Brutus murdered him on the Ides of March.",
    time_expression=0,
    begin_earliest=IDES,
    begin_latest=IDES,
    end_earliest=IDES,
    end_latest=IDES,
    ongoing=False,
    date_basis="time expression",
    undated_reason=None,
)
PUBLICATION = PublicationDate(
    "d1", "c1", latest=IDES, evidence=(Evidence("byline", "text", "Ides", 1, 5, latest=IDES),)
)
DOCUMENT = Document("d1", "c1", "t1", "Brutus.", lines=(Line(0, 7, "body", "prose", 0.5),), offset_map=None)


@pytest.mark.parametrize("name", sorted(schemas.SCHEMAS))
def test_records_have_the_fields_of_their_schema(name: str) -> None:
    own = [str(item.metadata.get("name", item.name)) for item in dataclasses.fields(RECORDS[name])]
    assert own == schemas.SCHEMAS[name].names


def described(kind: pa.DataType) -> Iterable[pa.Field]:
    fields = list(kind) if pa.types.is_struct(kind) else [kind.value_field] if pa.types.is_list(kind) else []
    for item in fields:
        if not pa.types.is_list(kind):
            yield item
        yield from described(item.type)


@pytest.mark.parametrize("name", sorted(schemas.SCHEMAS))
def test_every_field_says_what_it_means(name: str) -> None:
    schema = schemas.SCHEMAS[name]
    fields = [item for top in schema for item in (top, *described(top.type))]
    assert [item.name for item in fields if not schemas.description(item).endswith((".", "..."))] == []
    assert schemas.description(schema)


@pytest.mark.parametrize("record", [MENTION, PUBLICATION, DOCUMENT], ids=lambda record: type(record).__name__)
def test_records_come_back_from_a_staged_file(record: object, tmp_path: Path) -> None:
    name = next(key for key, kind in RECORDS.items() if kind is type(record))
    path = tmp_path / "rows.parquet"
    batches.write(to_table(name, [record]), path)
    table = batches.read(path)
    assert table.schema.equals(schemas.SCHEMAS[name], check_metadata=True)
    assert to_records(table, type(record)) == [record]


DAYS = st.none() | st.integers(-(2**31), 2**31 - 1)
ARGUMENTS = st.builds(Argument, *[st.integers(0, 99)] * 4, st.text(max_size=3))
PARTICIPANTS = st.builds(
    Participant, st.text(max_size=3), st.none() | st.text(max_size=3), *[st.integers(0, 99)] * 4, st.text(max_size=3)
)
MENTIONS = st.builds(
    partial(dataclasses.replace, MENTION),
    agent=st.none() | ARGUMENTS,
    place=st.none() | ARGUMENTS,
    participants=st.lists(PARTICIPANTS, max_size=3).map(tuple),
    begin_earliest=DAYS,
    end_latest=DAYS,
)


@pytest.mark.property
@given(st.lists(MENTIONS, max_size=5), st.integers(0, 5), st.integers(0, 5))
def test_a_table_gives_back_its_records_whole_or_in_part(rows: list[EventMention], first: int, cut: int) -> None:
    table = to_table("event_mentions", rows)
    assert to_records(table, EventMention) == rows
    assert to_records(table.slice(first), EventMention) == rows[first:]
    parts = pa.concat_tables([table.slice(0, cut), table.slice(cut)])
    assert to_records(parts, EventMention) == rows


@pytest.mark.parametrize("points", [None, (), (OffsetPoint(3, 4), OffsetPoint(7, 9))], ids=["no map", "empty", "two"])
def test_a_missing_list_is_not_an_empty_one(points: tuple[OffsetPoint, ...] | None) -> None:
    rows = [DOCUMENT, dataclasses.replace(DOCUMENT, offset_map=points), dataclasses.replace(DOCUMENT, lines=())]
    assert to_records(to_table("documents", rows), Document) == rows


def test_a_table_of_nothing_has_the_schema() -> None:
    assert to_table("events", []).schema == schemas.EVENTS


def test_a_staged_file_is_whole_or_absent(tmp_path: Path) -> None:
    path = tmp_path / "stage" / "rows.parquet"
    batches.write(to_table("events", []), path)
    assert [item.name for item in path.parent.iterdir()] == ["rows.parquet"]


def test_one_bad_document_costs_only_itself() -> None:
    documents = [dataclasses.replace(DOCUMENT, document_id=name) for name in ("bad", "good", "odd")]

    def work(rows: Mapping[str, Sequence[Any]]) -> list[TimeExpression]:
        document = rows["documents"][0]
        if document.document_id == "bad":
            raise NoText("empty", "nothing but spaces")
        if document.document_id == "odd":
            raise RuntimeError("a rule broke")
        return [TimeExpression(document.document_id, "c1", 0, 0, 6, "Brutus", "DATE", "-0043")]

    result = each_document("time_expressions", {"documents": to_table("documents", documents)}, work)
    assert result.rows.column("document_id").to_pylist() == ["good"]
    assert to_records(result.faults, records.Fault) == [
        records.Fault("bad", "c1", "time_expressions", "empty", "nothing but spaces"),
        records.Fault("odd", "c1", "time_expressions", "time_expressions_failed", "RuntimeError: a rule broke"),
    ]


def test_rows_keep_their_order_however_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "_AT_ONCE", 2)
    documents = [dataclasses.replace(DOCUMENT, document_id=f"d{number}") for number in range(5)]

    def work(rows: Mapping[str, Sequence[Any]]) -> list[TimeExpression]:
        name = rows["documents"][0].document_id
        return [TimeExpression(name, "c1", place, 0, 6, "Brutus", "DATE", "-0043") for place in range(3)]

    result = each_document("time_expressions", {"documents": to_table("documents", documents)}, work)
    found = zip(result.rows["document_id"].to_pylist(), result.rows["position"].to_pylist(), strict=True)
    assert list(found) == [(f"d{number}", place) for number in range(5) for place in range(3)]


def test_faults_lie_beside_the_rows_only_where_there_are_any(tmp_path: Path) -> None:
    staging = Staging(tmp_path)
    fault = records.Fault("d1", "c1", "documents", "empty", "nothing")
    staging.store("documents", "good", "f", batches.Result(to_table("documents", []), to_table("faults", [])))
    staging.store("documents", "bad", "f", batches.Result(to_table("documents", []), to_table("faults", [fault])))
    assert sorted(path.name for path in (tmp_path / "documents").iterdir()) == [
        "bad.f.faults",
        "bad.f.parquet",
        "good.f.parquet",
    ]

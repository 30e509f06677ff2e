"""The stage: rows of documents in, rows of publication dates out."""

import pyarrow as pa
import pytest

from pipelines import schemas
from pipelines.batches import to_records, to_table
from pipelines.dating.solve import date_document
from pipelines.dating.stage import STAGE
from pipelines.days import parse_day
from pipelines.records import Document, PublicationDate
from pipelines.settings import Settings
from tests.growth import growth

ROWS = [
    Document("a", "1", None, "Published 7 October 2015\n\nThe council met.", language="en"),
    Document("b", "1", None, "The council met.", language="en"),
    Document("c", "1", None, None, rejected="empty", detail="0 bytes"),
]


def work(rows: list[Document]) -> pa.Table:
    result = STAGE.work({"documents": to_table("documents", rows)}, Settings())
    assert result.faults.num_rows == 0
    return result.rows


def test_every_readable_document_has_its_row_and_no_other() -> None:
    table = work(ROWS)
    assert table.schema.equals(schemas.PUBLICATION_DATES, check_metadata=True)
    found = to_records(table, PublicationDate)
    assert [(row.document_id, row.content_hash, row.earliest, row.method) for row in found] == [
        ("a", "1", parse_day("2015-10-07"), "byline"),
        ("b", "1", None, "unknown"),
    ]


def test_a_second_time_gives_the_same() -> None:
    assert work(ROWS).equals(work(ROWS))


def test_a_batch_without_documents_gives_an_empty_table() -> None:
    assert work([]).num_rows == 0


@pytest.mark.parametrize(
    "unit",
    [
        pytest.param("7 October 2015 ", id="dates"),
        pytest.param("May 7, 2010 at 10:04 AM | Reply x ", id="comments"),
        pytest.param("© ", id="notices of rights"),
        pytest.param("Monday, June 15 ", id="weekdays"),
        pytest.param("President Obama ", id="facts"),
        pytest.param("8 years ago\n", id="ages"),
        pytest.param("1", id="figures"),
    ],
)
def test_a_text_twice_as_long_takes_no_more_than_a_few_times_as_long(unit: str) -> None:
    def read(length: int) -> None:
        text = (unit * (length // len(unit) + 1))[:length]
        date_document(Document("a", "1", None, text, language="en", captured="2024-01-01"))

    assert growth(read, 30_000, 60_000, enough=2.5) < 3.5

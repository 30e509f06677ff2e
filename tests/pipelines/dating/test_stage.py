"""The stage: rows of documents in, rows of publication dates out."""

import pyarrow as pa

from pipelines import schemas
from pipelines.batches import to_records, to_table
from pipelines.dating.stage import STAGE
from pipelines.days import parse_day
from pipelines.records import Document, PublicationDate
from pipelines.settings import Settings

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

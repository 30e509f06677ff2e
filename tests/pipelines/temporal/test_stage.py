"""The stage: which lines are searched, and what becomes of rejected documents."""

import dataclasses

from pipelines.batches import to_records, to_table
from pipelines.days import parse_day
from pipelines.records import Document, Line, PublicationDate, TimeExpression
from pipelines.settings import Settings
from pipelines.temporal.stage import STAGE, work

TEXT = "Offer ends July 23\nThey met on Monday."
DOCUMENT = Document(
    "d1",
    "c1",
    "t1",
    TEXT,
    language="en",
    lines=(Line(0, 18, "boilerplate", "advert"), Line(19, 38, "body", "prose")),
)
REJECTED = dataclasses.replace(DOCUMENT, document_id="d2", text=None, lines=(), rejected="empty", detail="no text")
DAY = parse_day("2015-10-07")


def run(published: list[PublicationDate]) -> list[TimeExpression]:
    tables = {
        "documents": to_table("documents", [DOCUMENT, REJECTED]),
        "publication_dates": to_table("publication_dates", published),
    }
    result = work(tables, Settings())
    assert result.faults.num_rows == 0
    return to_records(result.rows, TimeExpression)


def test_only_what_the_document_itself_says_is_searched() -> None:
    rows = run([PublicationDate("d1", "c1", DAY, DAY), PublicationDate("d2", "c1")])
    assert [(row.document_id, row.surface, row.start, row.value) for row in rows] == [
        ("d1", "Monday", 31, "2015-10-05")
    ]


def test_without_a_day_of_writing_nothing_is_guessed() -> None:
    (row,) = run([PublicationDate("d1", "c1")])
    assert (row.value, row.earliest, row.latest, row.edtf) == ("XXXX-WXX-1", None, None, None)
    assert run([]) == [row]


def test_the_stage_reads_documents_and_their_days() -> None:
    assert (STAGE.name, STAGE.inputs) == ("time_expressions", ("documents", "publication_dates"))

import pickle

from pipelines.batches import to_records, to_table
from pipelines.events.stage import STAGE, work
from pipelines.records import Document, EventMention, Line, PublicationDate, TimeExpression
from pipelines.settings import Settings

TEXT = "Sale ends soon\nMoscow annexed Crimea in 2014."
LINES = (Line(0, 14, "boilerplate", "test"), Line(15, 45, "body", "test"))


def inputs() -> dict[str, object]:
    documents = [
        Document("d1", "c1", "t", TEXT, language="en", lines=LINES),
        Document("d2", "c2", None, None, rejected="empty", detail="nothing"),
    ]
    dates = [PublicationDate("d1", "c1", 17_000, 17_000), PublicationDate("d2", "c2")]
    times = [TimeExpression("d1", "c1", 0, 40, 44, "2014", "DATE", "2014", None, 16_071, 16_435)]
    return {
        "documents": to_table("documents", documents),
        "publication_dates": to_table("publication_dates", dates),
        "time_expressions": to_table("time_expressions", times),
    }


def test_a_batch_gives_the_mentions_of_its_body_lines() -> None:
    result = work(inputs(), Settings())
    assert result.faults.num_rows == 0
    rows = to_records(result.rows, EventMention)
    assert [(row.document_id, row.surface, row.begin_earliest, row.time_expression) for row in rows] == [
        ("d1", "annexed", 16_071, 0)
    ]
    assert rows[0].mention_id == "d1:22-29"


def test_the_stage_can_be_sent_to_another_process() -> None:
    assert pickle.loads(pickle.dumps(STAGE)) == STAGE  # noqa: S301 - our own bytes

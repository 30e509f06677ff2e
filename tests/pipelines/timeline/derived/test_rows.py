"""What deriving reads: nothing but the days of writing where none of them is open."""

from collections.abc import Collection, Iterable, Sequence

import pyarrow as pa
import pytest

from pipelines.batches import to_table
from pipelines.records import Document, PublicationDate
from pipelines.timeline.derived.rows import derive_dates


class Reads:
    """What was asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def rows(self, stage: str) -> Iterable[pa.Table]:
        self.asked.append(stage)
        return [to_table(stage, ())]

    def signatures(self, columns: Sequence[str]) -> Iterable[pa.Table]:
        return [part.select(["document_id", *columns]) for part in self.rows("text_signatures")]

    def documents(self, wanted: Collection[str]) -> Iterable[Document]:
        self.asked += wanted
        return ()


DATED = PublicationDate("dated", "", 17_000, 17_000, confidence=1.0)
OPEN = PublicationDate("open", "")


@pytest.mark.parametrize(
    ("published", "asked"),
    [
        ([DATED], set()),
        ([OPEN], set()),
        ([], set()),
        ([DATED, OPEN], {"text_signatures", "event_mentions", "time_expressions"}),
    ],
    ids=["none open", "none dated", "none", "both"],
)
def test_only_what_can_tell_a_day_is_read(published: list[PublicationDate], asked: set[str]) -> None:
    reads = Reads()
    found = derive_dates(
        to_table("publication_dates", published),
        to_table("near_duplicates", ()),
        expressions=lambda: reads.rows("time_expressions"),
        mentions=lambda: reads.rows("event_mentions"),
        signatures=reads.signatures,
        documents=reads.documents,
    )
    assert [table.num_rows for table in found] == [0, 0]
    assert set(reads.asked) >= asked
    assert bool(reads.asked) == bool(asked)

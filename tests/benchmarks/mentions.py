"""Generated mentions of events, as many as wanted: what merging is measured on."""

import random
import time
from collections.abc import Iterator
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from assets.stages import Current
from pipelines import schemas
from pipelines.batches import to_table
from pipelines.days import day_number
from pipelines.records import Argument, EventMention
from pipelines.timeline.naming import named
from pipelines.timeline.register import Register
from pipelines.timeline.stage import COLUMNS, merge_arrivals

__all__ = ["Merging", "merge_generated", "merge_staged"]

_FIRST_DAY = day_number(2008, 1, 1)
_PER_DOCUMENT = 40


@dataclass(frozen=True, slots=True)
class Merging:
    """CPU seconds for merging all mentions but one document's and naming their events, and for adding those; mentions and events there are then."""

    seconds: float
    one_more: float
    mentions: int
    events: int


def merge_generated(count: int) -> Merging:
    """Merge so many generated mentions."""
    return _merge(pa.concat_tables(_tables(count)))


def merge_staged(current: Current) -> Merging:
    """Merge the current mentions of a home, whatever documents they are of."""
    return _merge(current.rows("event_mentions", COLUMNS))


def _merge(table: pa.Table) -> Merging:
    documents = pc.unique(table["document_id"])
    last = documents[len(documents) // 2]
    sources = schemas.DOCUMENT_SOURCES.empty_table()
    start = time.process_time()
    others = table.filter(pc.not_equal(table["document_id"], last))
    first, memory = merge_arrivals(others, sources)
    _, known = named(first, others, Register.none(), 0)
    between = time.process_time()
    merged, _ = merge_arrivals(table, sources, memory=memory)
    named(merged, table, known, 1)
    end = time.process_time()
    return Merging(between - start, end - between, table.num_rows, merged.events.num_rows)


def _tables(count: int) -> Iterator[pa.Table]:
    chance = random.Random(2016)
    for first in range(0, count, 10_000):
        yield to_table(
            "event_mentions", [_mention(number, count, chance) for number in range(first, min(count, first + 10_000))]
        )


def _mention(number: int, count: int, chance: random.Random) -> EventMention:
    """One mention. Few verbs and names are common, most are rare, as in any text; a year of it holds some 20,000."""
    document, place = divmod(number, _PER_DOCUMENT)
    lemma = f"verb{int(2_000 ** chance.random())}"
    named = [f"Name{int(2_000 ** chance.random())}" for _ in range(chance.choice((0, 1, 1, 2)))]
    agent, patient = (*(Argument(0, 5, 0, 5, name) for name in named), None, None)[:2]
    day = _FIRST_DAY + chance.randrange(count // 50) if chance.random() < 0.4 else None
    return EventMention(
        f"d{document}", f"c{document}", f"d{document}:{place}-{place + 5}", place, place + 5, lemma, lemma, "OCCURRENCE", None,
        "PAST", "NONE", "POS", None, "asserted", None, agent, patient, None, (), 0, 60,
        f"{lemma} and {named} in a sentence of fair length, number {number}.", None, day, day, day, day, False,
        "none" if day is None else "time expression", "no time expression" if day is None else None,
    )  # fmt: skip

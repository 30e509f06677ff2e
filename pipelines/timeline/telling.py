"""How much is told of a day: which documents name it, and which of them were written after it.

What a newspaper reports on the day itself is much the same for every day. What it still names a week later is what
mattered. So days are weighed by the stories that name them in words, near-duplicates counting once.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc

__all__ = ["NAMED", "WRITTEN", "Telling", "telling", "weigh", "weights"]

NAMED: Final = ("document_id", "earliest", "latest")
"""Columns of `schemas.TIME_EXPRESSIONS` that are read."""
WRITTEN: Final = ("document_id", "earliest")
"""Columns of `schemas.PUBLICATION_DATES` that are read."""
_AROUND: Final = 14
"""Days to either side of a day that are the days around it: a fortnight."""


@dataclass(frozen=True, slots=True)
class Telling:
    """What is told of days, over all documents.

    Attributes:
        stories: The story of each document; one that is not named is a story of its own.
        written: The first day each document can have been written, where that is known.
        naming: How many stories name a day.
        later: How many of these were written after it.
    """

    stories: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    written: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    naming: Mapping[int, int] = field(default_factory=lambda: MappingProxyType({}))
    later: Mapping[int, int] = field(default_factory=lambda: MappingProxyType({}))

    def story(self, document_id: str) -> str:
        """Name the story that a document tells."""
        return self.stories.get(document_id, document_id)

    def is_later(self, document_id: str, day: int | None) -> bool:
        """Whether a document is known to be written after a day."""
        written = self.written.get(document_id)
        return day is not None and written is not None and written > day

    def nearby(self, day: int) -> float:
        """Count the stories that still name the days around a day, on average; the farther a day is away the less it counts."""
        told = self.later.get
        shares = ((told(day - away, 0) + told(day + away, 0)) * (_AROUND + 1 - away) for away in range(1, _AROUND + 1))
        return sum(shares) / (_AROUND * (_AROUND + 1))

    def weight(self, day: int) -> float:
        """Weigh a day by what is told of it and of the days around it."""
        return weigh(self.naming.get(day, 0), self.later.get(day, 0), self.nearby(day))


@cache
def weights() -> Mapping[str, Mapping[str, float]]:
    """The numbers that salience is made with, by table and name."""
    return tomllib.loads((Path(__file__).parent / "salience.toml").read_text(encoding="utf-8"))


def weigh(naming: float, later: float, nearby: float = 0.0) -> float:
    """Weigh what is told: the product of powers of the counts, one added to each.

    Args:
        naming: Stories that name a day, or an event.
        later: Those of them that were written after it.
        nearby: Stories that are written after a day around it and name that, on average.

    Returns:
        At least 1; no unit.
    """
    power = weights()["powers"]
    told: float = (1 + naming) ** power["naming"] * (1 + later) ** power["later"] * (1 + nearby) ** power["nearby"]
    return told


def telling(sources: pa.Table, expressions: pa.Table, published: pa.Table) -> Telling:
    """Count which stories name which days.

    Args:
        sources: Rows of `schemas.DOCUMENT_SOURCES`.
        expressions: Rows of `schemas.TIME_EXPRESSIONS`, of current documents only; `NAMED` of the columns do. Those that
            name one day count.
        published: Rows of `schemas.PUBLICATION_DATES`; `WRITTEN` of the columns do.
    """
    stories = dict(zip(sources["document_id"].to_pylist(), sources["story_id"].to_pylist(), strict=True))
    days = published["earliest"].cast(pa.int32()).to_pylist()
    known = zip(published["document_id"].to_pylist(), days, strict=True)
    told = Telling(stories, {document: day for document, day in known if day is not None})
    naming: dict[int, set[str]] = {}
    later: dict[int, set[str]] = {}
    for document, day in _named(expressions):
        naming.setdefault(day, set()).add(told.story(document))
        if told.is_later(document, day):
            later.setdefault(day, set()).add(told.story(document))
    return Telling(
        told.stories, told.written, *({day: len(all_) for day, all_ in found.items()} for found in (naming, later))
    )


def _named(expressions: pa.Table) -> list[tuple[str, int]]:
    """Each document with each day it names, once."""
    single = expressions.filter(pc.equal(expressions["earliest"], expressions["latest"]))
    pairs: Any = single.select(["document_id", "earliest"]).group_by(["document_id", "earliest"]).aggregate([])
    days = pairs["earliest"].cast(pa.int32()).to_pylist()
    return list(zip(pairs["document_id"].to_pylist(), days, strict=True))

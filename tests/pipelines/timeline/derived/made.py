"""Made documents: a story whose words change from day to day, told by several documents a day."""

import numpy as np

from pipelines.days import DayInterval, parse_day
from pipelines.timeline.derived.company import Dated
from pipelines.timeline.derived.derive import Undated
from pipelines.timeline.derived.named import Named

FIRST = parse_day("2010-05-01")
DAYS = 90
COMMON = np.arange(200_000, 202_000, dtype=np.uint32)
"""Words that every document may have."""


def told(number: int, writer: int) -> np.ndarray:
    """The words of a document of some day: passages of what is new on that day and was on the one before, and common words."""
    chosen = np.random.default_rng(1_000 * number + writer)
    news = [np.arange(1_000 * day, 1_000 * day + 300) for day in (number + 2, number + 2, number + 1)]
    passages = [part[first : first + 30] for part in news for first in chosen.integers(0, 270, 4).tolist()]
    words = np.concatenate([*passages, chosen.choice(COMMON, 200, replace=False)])
    return words.astype(np.uint32)


def dated() -> list[Dated]:
    """Three documents a day."""
    return [
        Dated(f"dated-{number:02}-{writer}", FIRST + number, told(number, writer))
        for number in range(DAYS)
        for writer in range(3)
    ]


def undated(number: int, own: DayInterval | None = None, named: Named | None = None) -> Undated:
    """A document of some day that does not say so."""
    return Undated(f"undated-{number:02}", own or DayInterval(), told(number, 9), named or Named())

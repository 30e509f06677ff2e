"""What speaks for each day: how near it lies to documents that say the same, and to the days the document names.

All features of a day are plain numbers of the same scale in any company; what they weigh is learnt (`model`).
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from pipelines.days import DayInterval
from pipelines.timeline.derived.company import Shared
from pipelines.timeline.derived.named import Named

__all__ = ["FEATURES", "GENERAL", "Described", "describe"]

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]

_BEYOND: Final = 45
"""Days before the first and after the last document of the company on which one may have been written."""
_LONGEST: Final = 2_000
"""Most days on either side of the likest document that are looked at."""
_SCALES: Final = (1, 3, 10, 30)
"""Days within which nearness falls by half and more: e-folding."""
_SPANS: Final = ((0, 0), (-1, -1), (-3, -2), (-7, -4), (-14, -8), (-30, -15), (1, 1), (2, 7), (8, 30))
"""Where a day that is named lies, in days from the day looked at."""
_NEW: Final = (1, 5, 15)
"""A word that nobody had written by so many days later."""
_OFTEN: Final = 3
"""Times that naming a day again still says more."""

_CURVES: Final = ("words3", "words8", "leads3", "runs", "runs_share", "company")
FEATURES: Final = (
    *(f"{name}_{scale}" for scale in _SCALES for name in _CURVES),
    *(f"new_{days}" for days in _NEW),
    *(f"day_{first}_{last}" for first, last in _SPANS),
    "days_after",
    *(f"weekday_{number}" for number in range(7)),
)
"""Names of what is said of a day, in order."""
GENERAL: Final = (
    *("likest_words", "five_likest_words", "likest_lead", "most_runs", "all_runs"),
    *("length", "days_named", "weekdays_named", "company"),
)
"""Names of what is said of a document as a whole: how sharply its days can be told."""


@dataclass(frozen=True, slots=True)
class Described:
    """A document's days.

    Attributes:
        first: The first day looked at.
        days: One row a day, a column for each of `FEATURES`.
        general: One number for each of `GENERAL`.
    """

    first: int
    days: Floats
    general: Floats


def describe(shared: Shared, named: Named, length: int, own: DayInterval) -> Described | None:
    """Say of each day that a document may have been written on what speaks for it.

    Args:
        shared: What it has in common with dated documents.
        named: What its text names.
        length: Number of words of its body.
        own: Days that it has by its own evidence.

    Returns:
        `None` where its own evidence leaves no day near those of its company.
    """
    days = _axis(shared, own)
    if not len(days):
        return None
    columns = [*_near(shared, days), *_new(shared, days), *_named_days(named, days)]
    weekdays = np.bincount(np.array(named.weekdays, np.int64), minlength=8)[1:8]
    columns += [np.log1p(weekdays[(days + 3 - back) % 7]) for back in range(7)]
    likest = np.sort(shared.words)[::-1]
    at_all = len(list(named.days_between(int(days[0]), int(days[-1])))), len(named.weekdays)
    general = (
        *(likest[0], likest[:5].mean(), shared.leads.max()),
        *(np.log1p(shared.runs.max()), np.log1p(shared.runs.sum())),
        *(np.log(max(1, length)), np.log1p(at_all[0]), np.log1p(at_all[1]), np.log(len(shared.places))),
    )
    return Described(int(days[0]), np.stack(columns, axis=1), np.array(general))


def _axis(shared: Shared, own: DayInterval) -> Integers:
    best = int(shared.days[np.argmax(shared.words)])
    first = max(int(shared.days.min()) - _BEYOND, best - _LONGEST)
    last = min(int(shared.days.max()) + _BEYOND, best + _LONGEST)
    first = first if own.earliest is None else max(first, own.earliest)
    last = last if own.latest is None else min(last, own.latest)
    return np.arange(first, last + 1)


def _near(shared: Shared, days: Integers) -> list[Floats]:
    """How much of what the document says is said around each day, on several scales."""
    words = shared.words / max(float(shared.words.max()), 1e-9)
    leads = shared.leads / max(float(shared.leads.max()), 1e-9)
    parts = [part / max(float(part.sum()), 1e-9) for part in (words**3, words**8, leads**3)]
    runs = shared.runs
    weights = np.stack([*parts, np.log1p(runs), runs / max(float(runs.sum()), 1.0), np.ones(len(runs))], axis=1)
    apart = np.abs(days[:, None] - shared.days[None])
    reach = np.arange(int(apart.max()) + 1)
    found: list[Floats] = []
    for scale in _SCALES:
        curves = np.exp(-reach / scale)[apart] @ weights
        whole = 2 * scale  # days that an e-folding of this scale spreads a document over
        found += [np.log(1e-4 + curves[:, place] / whole) for place in range(3)]
        found += [np.log1p(curves[:, 3]), curves[:, 4], np.log(0.1 + curves[:, 5])]
    return found


def _new(shared: Shared, days: Integers) -> list[Floats]:
    """Weight of the words that nobody had written yet: what is not known can't be told."""
    order = np.argsort(shared.first_seen, kind="stable")
    left = np.concatenate([np.cumsum(shared.rarity[order][::-1])[::-1], [0.0]])
    first_seen = shared.first_seen[order]
    return [np.log1p(left[np.searchsorted(first_seen, days + later, side="right")]) for later in _NEW]


def _named_days(named: Named, days: Integers) -> list[Floats]:
    first, last = int(days[0]) - 30, int(days[-1]) + 30
    counts = np.zeros(last - first + 1)
    for day in named.days_between(first, last):
        counts[day - first] = min(_OFTEN, counts[day - first] + 1)
    total = np.concatenate([np.zeros(1), np.cumsum(counts)])
    at = days - first
    found = [np.log1p(total[at + end + 1] - total[at + begin]) for begin, end in _SPANS]
    return [*found, np.log1p(total[-1] - total[at + 1])]

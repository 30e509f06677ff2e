"""The days around which dated documents tell what an undated one tells.

An event is in the news for some days: a document much like those of 3 to 5 May is of about these days. How far around is
learnt, for as sure an answer as `SURE` says; a document like none of the dated ones gets no answer, nor does one that
might be of most days on which they were written.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from pipelines.days import DayInterval
from pipelines.timeline.derived.company import Company, Shared
from pipelines.timeline.derived.features import describe
from pipelines.timeline.derived.model import Model, likelihoods, shortest
from pipelines.timeline.derived.named import Named

__all__ = ["SURE", "TELLING", "Likeness", "by_likeness", "of_one_story"]

SURE: Final = 0.97
"""Share of the likelihood that the days given hold. Of four crises that nothing was learnt from, they held the true day
for 97 to 100 of 100 documents (`python -m tests.training.derived`)."""
TELLING: Final = 0.5
"""Share of the days looked at from which on an answer says too little to be given."""
_COMPANY: Final = 20
"""Fewest dated documents to learn the days of a story from."""
_RUNS_SHARED: Final = 0.16
"""Weight of the rare runs of words shared with the company, for each word of the document: of the documents of a Timeline17
crisis eight or nine in ten share so much with others of it, of those of another crisis none to three. Of these the model
itself tells that it knows no day (`python -m tests.training.derived`)."""
_STANDS_OUT: Final = 0.5
"""Likelihood of a day and the two beside it from which on it stands out."""
_WITNESSES: Final = 3
"""Documents that are named as evidence."""
_WORDS: Final = 6
"""Words that are named as what both say."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """What likeness says.

    Attributes:
        days: Days on which the document was written.
        likely: The likeliest of them, `None` where none stands out.
        witnesses: Places of the dated documents that speak most for these days, the first one most.
        shared: For each, the numbers of the rarest words that both say.
    """

    days: DayInterval
    likely: int | None
    witnesses: tuple[int, ...]
    shared: tuple[tuple[int, ...], ...]


def by_likeness(
    words: npt.NDArray[np.uint32], named: Named, own: DayInterval, company: Company, model: Model
) -> Likeness | None:
    """Date a document by the dated ones that are like it; `None` where too few are.

    Args:
        words: The numbers of the words of its body, in order.
        named: What its text names.
        own: Days that it has by its own evidence.
        company: The dated documents.
        model: What counts how much.
    """
    shared = company.shared_with(words)
    if shared is None or not of_one_story(shared, len(words)):
        return None
    described = describe(shared, named, len(words), own)
    if described is None or len(described.days) < 2:
        return None
    likely = likelihoods(described, model)
    first, last = shortest(likely, SURE)
    if last - first + 1 > TELLING * len(likely):
        return None
    around = np.convolve(likely, np.ones(3), mode="same")
    best = int(likely.argmax())
    days = DayInterval(described.first + first, described.first + last)
    witnesses = _witnesses(shared, days)
    return Likeness(
        days,
        described.first + best if around[best] >= _STANDS_OUT else None,
        tuple(int(shared.places[place]) for place in witnesses),
        tuple(_words(words, company.dated[int(shared.places[place])].words, company) for place in witnesses),
    )


def of_one_story(shared: Shared, length: int) -> bool:
    """Whether a document tells what its company tells: the days it names would date any other wherever they fall.

    Args:
        shared: What it has in common with the company.
        length: Number of words of its body.
    """
    return len(shared.places) >= _COMPANY and bool(shared.runs.sum() >= _RUNS_SHARED * length)


def _witnesses(shared: Shared, days: DayInterval) -> list[int]:
    """The likest documents of these days; of all where none is of these days."""
    weight = shared.words + 0.5 * shared.leads
    inside = (shared.days >= (days.earliest or 0)) & (shared.days <= (days.latest or 0))
    order = np.lexsort((shared.places, -np.round(weight, 9), ~inside))
    return [int(place) for place in order[:_WITNESSES]]


def _words(own: npt.NDArray[np.uint32], other: npt.NDArray[np.uint32], company: Company) -> tuple[int, ...]:
    both = np.intersect1d(own, other)
    order = np.lexsort((both, company.common(both)))
    return tuple(both[order[:_WORDS]].tolist())

"""Which two mentions may be likely enough to be one event: most pairs of one story are told apart without reading them.

Many pairs are compared at once, what their sentences share last and only where it can matter.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from pipelines.settings import Timeline
from pipelines.timeline.links import Links, together
from pipelines.timeline.looks import ENDLESS, Flags, Floats, Looks, Numbers
from pipelines.timeline.runs import counted, ends_of, portions
from pipelines.timeline.scorer import Likeness
from pipelines.timeline.stories import Stories

__all__ = ["Pairs", "candidates", "narrow", "pairs_of", "promising"]

_AT_ONCE: Final = 1 << 16
"""Pairs that are looked at together: so many that the calls of numpy don't count, so few that memory does not either."""
_LEAST: Final = 0.1
"""Pairs less likely than so count as if they were impossible."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """For each mention those of its kind that it may be one event with.

    Attributes:
        first: Where the row of each mention begins in `others`, and where that of the last one ends.
        others: Numbers of mentions.
        likely: How likely it is that both are one event, 0 to 1.
    """

    first: Numbers
    others: Numbers
    likely: Floats

    def of(self, number: int) -> dict[int, float]:
        """Give the mentions that one may be one event with, and how likely that is; of all others it is 0."""
        row = slice(int(self.first[number]), int(self.first[number + 1]))
        return dict(zip(self.others[row].tolist(), self.likely[row].tolist(), strict=True))

    @classmethod
    def between(cls, one: Numbers, other: Numbers, likely: Floats, count: int) -> "Pairs":
        """Let each of two mentions know the other.

        Args:
            one: Numbers of mentions.
            other: Number of the other one of each pair.
            likely: How likely it is that both are one event.
            count: How many mentions there are.
        """
        both, others = np.concatenate([one, other]), np.concatenate([other, one])
        order = np.argsort(both, kind="stable")
        return cls(ends_of(np.bincount(both, minlength=count)), others[order], np.tile(likely, 2)[order])


def promising(looks: Looks, near: Stories, limits: Timeline) -> Pairs:
    """Find the pairs of mentions of one document, or of two of one story, that may be one event.

    Args:
        looks: All mentions.
        near: Which documents tell one story.
        limits: How likely a pair has to be, and how far apart in time it may be.

    Returns:
        For each mention the others of its pairs, as `pairs_of` finds them.
    """
    return Pairs.between(*pairs_of(looks, Links.of(looks["document"], near), limits), len(looks))


def pairs_of(looks: Looks, links: Links, limits: Timeline) -> tuple[Numbers, Numbers, Floats]:
    """Find the pairs of mentions of linked documents that may be one event.

    Args:
        looks: All mentions.
        links: Documents whose mentions are compared.
        limits: How far apart in time a pair may be.

    Returns:
        Those of `candidates` that are not too unlikely: numbers of both mentions, and how likely they are one event.
    """
    linked = links.documents[np.union1d(links.one, links.others)]
    likeness = Likeness(looks, np.isin(looks["document"], linked))
    found = [(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0))]
    for one, other, story, crowd in candidates(looks, links, limits):
        worth = np.flatnonzero(likeness.worth(one, other, story, crowd))
        own, theirs = one[worth], other[worth]
        likely = likeness.likely(own, theirs, story[worth], crowd[worth])
        kept = likely >= _LEAST
        found.append((own[kept], theirs[kept], likely[kept]))
    one, other, likely = (np.concatenate(side) for side in zip(*found, strict=True))
    return one, other, likely


def candidates(looks: Looks, links: Links, limits: Timeline) -> Iterator[tuple[Numbers, Numbers, Floats, Floats]]:
    """Find the pairs of mentions of linked documents that their kinds and days allow to be one event.

    Those are pairs of a block whose days agree and that are told of at about the same time, or of which one was planned and the other
    happened about then; and of a kind, those of which one denies the other.

    Yields:
        Numbers of both mentions, how alike their documents are (-1 where they are one), and how much these tell.
    """
    for one, other, story, crowd in _within(looks, links):
        same = looks["block"][one] == looks["block"][other]
        agree = _days_agree(looks, one, other)
        close = _told_close(looks, one, other, limits)
        met = np.flatnonzero(
            np.where(same, (agree & close) | _planned(looks, one, other, limits), agree & _denied(looks, one, other))
        )
        yield one[met], other[met], story[met], crowd[met]


def narrow(looks: Looks, limits: Timeline) -> Flags:
    """Whether a mention's days are few enough to tell one event of a lemma from the next."""
    first, last = looks["begin_first"], looks["begin_last"]
    found: Flags = (first > -ENDLESS) & (last < ENDLESS) & (last - first < limits.narrow_days)
    return found


def _days_agree(looks: Looks, one: Numbers, other: Numbers) -> Flags:
    """Whether both can have begun on one day and ended on one."""
    begins = np.maximum(looks["begin_first"][one], looks["begin_first"][other])
    ends = np.minimum(looks["end_last"][one], looks["end_last"][other])
    agree: Flags = (
        (begins <= np.minimum(looks["begin_last"][one], looks["begin_last"][other]))
        & (np.maximum(looks["end_first"][one], looks["end_first"][other]) <= ends)
        & (begins <= ends)
    )
    return agree


def _told_close(looks: Looks, one: Numbers, other: Numbers, limits: Timeline) -> Flags:
    """Whether both are told of no more than so many days apart."""
    told, told_of = looks["begin_last"][one], looks["begin_last"][other]
    close: Flags = (np.abs(told - told_of) <= limits.story_days) | (told == ENDLESS) | (told_of == ENDLESS)
    return close


def _denied(looks: Looks, one: Numbers, other: Numbers) -> Flags:
    """Whether one denies, in another document, what the other tells of as having happened."""
    happened = looks["happened"] & ~looks["negative"]
    found: Flags = (looks["denied"][one] & happened[other]) | (looks["denied"][other] & happened[one])
    found &= looks["document"][one] != looks["document"][other]
    return found


def _planned(looks: Looks, one: Numbers, other: Numbers, limits: Timeline) -> Flags:
    """Whether one was planned for days about which the other happened."""
    known, plan, came = narrow(looks, limits), looks["planned"], looks["happened"]
    apart = np.maximum(
        looks["begin_first"][one] - looks["begin_last"][other], looks["begin_first"][other] - looks["begin_last"][one]
    )
    ahead = (plan[one] & came[other]) | (plan[other] & came[one])
    found: Flags = ahead & known[one] & known[other] & (apart <= limits.plan_days)
    return found


def _within(looks: Looks, links: Links) -> Iterator[tuple[Numbers, Numbers, Floats, Floats]]:
    """Give the pairs of each kind that stand in one document, or in two of one story, each once.

    Yields:
        Numbers of both mentions, how alike their documents are (-1 where they are one), and how much these tell.
    """
    keys = np.unique(looks["kind"], return_inverse=True)[1] * len(links.documents)
    keys += np.searchsorted(links.documents, looks["document"])
    order = np.argsort(keys, kind="stable")
    groups, first, size = np.unique(keys[order], return_index=True, return_counts=True)
    document = groups % max(1, len(links.documents))
    for group, other, story in together(groups, links):
        crowd = (links.crowds[document[group]] + links.crowds[document[other]]) / 2
        for pair, one, two in _crossed(group, other, size):
            own, theirs = order[first[group[pair]] + one], order[first[other[pair]] + two]
            once = (group[pair] != other[pair]) | (own > theirs)
            yield own[once], theirs[once], story[pair[once]], crowd[pair[once]]


def _crossed(group: Numbers, other: Numbers, size: Numbers) -> Iterator[tuple[Numbers, Numbers, Numbers]]:
    """Put each member of a group together with each of another one.

    Yields:
        Which two groups of those given, and which members of both.
    """
    for low, high in portions(size[group] * size[other], _AT_ONCE):
        counts = size[group[low:high]] * size[other[low:high]]
        pair = np.repeat(np.arange(low, high), counts)
        inside, width = counted(counts), size[other[pair]]
        yield pair, inside // width, inside % width

"""Which two mentions may be likely enough to be one event: most pairs of one story are told apart without reading them.

Many pairs are compared at once, what their sentences share last and only where it can matter. Names that may be the same
count as if they were. So no pair is lost that `scorer.likelihood` finds likely enough, and few are left for it to judge.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import inf, log
from typing import Final

import numpy as np

from pipelines.settings import Timeline
from pipelines.timeline import scorer
from pipelines.timeline.likeness import Sentences
from pipelines.timeline.links import Links, together
from pipelines.timeline.looks import ENDLESS, Flags, Floats, Looks, Numbers
from pipelines.timeline.runs import counted, ends_of, portions
from pipelines.timeline.stories import Stories

__all__ = ["Pairs", "bounds", "narrow", "pairs_of", "promising"]

_AT_ONCE: Final = 1 << 16
"""Pairs that are looked at together: so many that the calls of numpy don't count, so few that memory does not either."""
_SLACK: Final = 1e-9
"""The order in which a score is summed up moves its last digits."""
_SURE: Final = 1e-13
"""Likelihoods nearer to 0 or 1 than so are not told from them."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """For each mention those of its kind that it may be one event with.

    Attributes:
        first: Where the row of each mention begins in `others`, and where that of the last one ends.
        others: Numbers of mentions.
    """

    first: Numbers
    others: Numbers

    def of(self, number: int) -> list[int]:
        """Give the mentions that one may be one event with."""
        found: list[int] = self.others[self.first[number] : self.first[number + 1]].tolist()
        return found

    @classmethod
    def between(cls, one: Numbers, other: Numbers, count: int) -> "Pairs":
        """Let each of two mentions know the other.

        Args:
            one: Numbers of mentions.
            other: Number of the other one of each pair.
            count: How many mentions there are.
        """
        both, others = np.concatenate([one, other]), np.concatenate([other, one])
        order = np.argsort(both, kind="stable")
        return cls(ends_of(np.bincount(both, minlength=count)), others[order])


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


def pairs_of(looks: Looks, links: Links, limits: Timeline) -> tuple[Numbers, Numbers]:
    """Find the pairs of mentions of linked documents that may be one event.

    Args:
        looks: All mentions.
        links: Documents whose mentions are compared.
        limits: How likely a pair has to be, and how far apart in time it may be.

    Returns:
        Every pair of a block that `scorer.likelihood` finds likely enough and whose days agree, or of which one was planned
        and the other happened about then, or of a kind, of which one denies the other; and a few more. Numbers of both.
    """
    needed = log(limits.likelihood / (1 - limits.likelihood)) if _SURE < limits.likelihood < 1 - _SURE else inf
    needed = -inf if limits.likelihood <= _SURE else needed - _SLACK
    sentences = Sentences(looks)
    found = [(np.zeros(0, np.int64), np.zeros(0, np.int64))]
    for one, other, story, crowd in _within(looks, links):
        same = looks["block"][one] == looks["block"][other]
        agree = _days_agree(looks, one, other)
        close = _told_close(looks, one, other, limits)
        met = np.flatnonzero(
            np.where(same, (agree & close) | _planned(looks, one, other, limits), agree & _denied(looks, one, other))
        )
        own, theirs = one[met], other[met]
        near_enough = np.flatnonzero(bounds(looks, own, theirs, story[met]) - crowd[met] >= needed)
        own, theirs, met = own[near_enough], theirs[near_enough], met[near_enough]
        likely = bounds(looks, own, theirs, story[met], sentences.alike(own, theirs)) - crowd[met] >= needed
        found.append((own[likely], theirs[likely]))
    one, other = (np.concatenate(side) for side in zip(*found, strict=True))
    return one, other


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


def bounds(looks: Looks, one: Numbers, other: Numbers, story: Floats, alike: Floats | None = None) -> Floats:
    """Say how much each pair of mentions can score at most, without its crowd.

    Args:
        looks: What is known of all mentions.
        one: Numbers of mentions.
        other: Number of the other one of each pair.
        story: How alike their documents are; below 0 where it is one document.
        alike: How alike their sentences are; as it is best where it is not given.
    """
    weight = dict(zip(scorer.FEATURES, scorer.weights(), strict=True))
    same = story < 0
    near = np.where(same, scorer.OWN_STORY, story)
    within = same & (looks["sentence"][one] == looks["sentence"][other])
    lemma = looks["lemma"][one] == looks["lemma"][other]
    common = (looks["common"][one] + looks["common"][other]) / 2
    speech = looks["speech"][one] | looks["speech"][other]
    sentence = weight["sentence"] + weight["common_sentence"] * common + weight["speech_sentence"] * speech
    names, theirs = looks["names"][one], looks["names"][other]
    shared = np.where((names > 0) & (theirs > 0), np.minimum(scorer.MOST_NAMES, np.maximum(names, theirs)), 0)
    score: Floats = (
        weight["always"]
        + (weight["story"] + weight["lemma_story"] * lemma + weight["common_story"] * common) * near
        + weight["far"] * np.maximum(0.0, scorer.NEAR_STORY - near)
        + weight["same_document"] * same
        + weight["same_sentence"] * within
        + weight["same_lemma"] * lemma
        + weight["same_family"] * (looks["family"][one] == looks["family"][other])
        + weight["same_class"] * (looks["event_class"][one] == looks["event_class"][other])
        + weight["common"] * common
        + weight["speech"] * speech
        + np.where(within, 0.0, np.maximum(0.0, sentence) if alike is None else sentence * alike)
        + max(0.0, weight["names"]) * shared
        - scorer.LITTLE * (looks["little"][one] | looks["little"][other])
    )
    return score + _roles(looks, one, other, weight)


def _roles(looks: Looks, one: Numbers, other: Numbers, weight: Mapping[str, float]) -> Floats:
    """What agent, patient and place can add at most."""
    score: Floats = np.zeros(len(one))
    for role in ("agent", "patient", "place"):
        keys, proper = looks[role], looks["proper_" + role]
        filled = (keys[one] > 0) & (keys[other] > 0)
        differ = weight[role + "s_differ"] * np.where(proper[one] & proper[other], 1.0, 0.5)
        equal = filled & (keys[one] == keys[other])
        score += np.where(equal, np.maximum(weight[role + "s"], differ), np.where(filled, differ, 0.0))
    agents, patients = looks["agent"], looks["patient"]
    crossed = ((agents[one] > 0) & (agents[one] == patients[other])) | (
        (agents[other] > 0) & (agents[other] == patients[one])
    )
    score += max(0.0, weight["crossed"]) * crossed
    return score


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

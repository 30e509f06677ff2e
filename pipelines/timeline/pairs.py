"""Which two mentions may be likely enough to be one event: most pairs of one story are told apart without reading them.

Many pairs are compared at once, what their sentences share last and only where it can matter. Names that may be the same
count as if they were. So no pair is lost that `scorer.likelihood` finds likely enough, and few are left for it to judge.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import inf, log
from typing import Final

import numpy as np

from pipelines.settings import Timeline
from pipelines.timeline import scorer
from pipelines.timeline.likeness import Sentences
from pipelines.timeline.looks import ENDLESS, Flags, Floats, Looks, Numbers, number
from pipelines.timeline.runs import counted, ends_of, portions
from pipelines.timeline.stories import Kin, Stories

__all__ = ["Links", "Pairs", "bounds", "narrow", "pairs_of", "promising", "together"]

_AT_ONCE: Final = 1 << 19
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


@dataclass(frozen=True, slots=True)
class Links:
    """Documents, each with itself and with those after it that tell the same story.

    Attributes:
        documents: Their hashes, sorted.
        crowds: How much each tells.
        first: Where the row of each begins in `others`.
        others: Places among the documents.
        story: How alike both are; -1 where they are one.
    """

    documents: Numbers
    crowds: Floats
    first: Numbers
    others: Numbers
    story: Floats

    @classmethod
    def of(cls, documents: Numbers, near: Stories) -> "Links":
        """Take from what tells one story what concerns some documents, given by their hashes."""
        own = np.unique(documents)
        crowds = {number(name): crowd for name, crowd in near.crowds.items()}
        rows = [(number(one), number(other), story) for one, row in near.near.items() for other, story in row.items()]
        one, other = (np.array([row[side] for row in rows], np.int64) for side in (0, 1))
        story = np.array([row[2] for row in rows])
        kept = np.isin(one, own) & np.isin(other, own) & (one < other)
        first, second = (np.searchsorted(own, side[kept]) for side in (one, other))
        told = np.array([crowds.get(document, 0.0) for document in own.tolist()])
        return cls.between(own, told, Kin(first, second, story[kept], first[:0]))

    @classmethod
    def between(cls, documents: Numbers, crowds: Floats, near: Kin) -> "Links":
        """Link documents, given by their hashes, with themselves and with those that tell the same story."""
        places = np.arange(len(documents))
        first, second = np.concatenate([places, near.one]), np.concatenate([places, near.other])
        order = np.lexsort((second, first))
        alike = np.concatenate([np.full(len(documents), -1.0), near.likeness])[order]
        return cls(documents, crowds, ends_of(np.bincount(first, minlength=len(documents))), second[order], alike)

    @property
    def one(self) -> Numbers:
        """The place of the document whose row each link stands in."""
        return np.repeat(np.arange(len(self.documents)), np.diff(self.first))

    @property
    def keys(self) -> Numbers:
        """A number for each link, as `key` gives it; sorted."""
        return self.key(self.one, self.others)

    def key(self, one: Numbers, other: Numbers) -> Numbers:
        """Give a number for each two documents, whichever is first."""
        found: Numbers = np.minimum(one, other) * len(self.documents) + np.maximum(one, other)
        return found

    def only(self, some: Flags) -> "Links":
        """Leave some of the links."""
        ends = ends_of(np.bincount(self.one[some], minlength=len(self.documents)))
        return Links(self.documents, self.crowds, ends, self.others[some], self.story[some])

    def stories(self, some: Numbers, names: Mapping[int, str]) -> Stories:
        """Say what some documents tell, given by their hashes: of each two of them that are linked, and by their names."""
        places = np.searchsorted(self.documents, np.unique(some))
        among = np.zeros(len(self.documents), bool)
        among[places] = True
        one, story = self.one, self.story
        kept = np.flatnonzero(among[one] & among[self.others] & (story >= 0))
        called = {place: names[int(self.documents[place])] for place in places.tolist()}
        near: dict[str, dict[str, float]] = defaultdict(dict)
        for own, other, alike in zip(one[kept].tolist(), self.others[kept].tolist(), story[kept].tolist(), strict=True):
            near[called[own]][called[other]] = near[called[other]][called[own]] = alike
        return Stories(dict(near), {name: float(self.crowds[place]) for place, name in called.items()})


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
    shared = np.minimum(scorer.MOST_NAMES, np.minimum(looks["names"][one], looks["names"][other]))
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


def together(groups: Numbers, links: Links) -> Iterator[tuple[Numbers, Numbers, Floats]]:
    """Put the mentions of a kind and document together with those of the same kind and a document of the same story.

    Args:
        groups: Number of the kind, times the number of documents, plus the place of the document; sorted.
        links: Which documents tell one story.

    Yields:
        Places of both among the groups, each two once, and how alike their documents are; -1 where they are one.
    """
    document = groups % max(1, len(links.documents))
    counts = (links.first[1:] - links.first[:-1])[document]
    for low, high in portions(counts, _AT_ONCE):
        link = np.repeat(links.first[document[low:high]], counts[low:high]) + counted(counts[low:high])
        group = np.repeat(np.arange(low, high), counts[low:high])
        wanted = groups[group] - document[group] + links.others[link]
        found = np.minimum(np.searchsorted(groups, wanted), len(groups) - 1)
        there = groups[found] == wanted
        yield group[there], found[there], links.story[link[there]]


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

"""Which two mentions may be likely enough to be one event: most pairs of one story are told apart without reading them.

Everything but what their sentences share is compared, for many pairs at once. What the sentences can add at most, and names
that may be the same, count as if they did. So no pair is lost that `scorer.likelihood` finds likely enough, and few are left
for it to judge.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf, log
from typing import Final

import numpy as np

from pipelines.settings import Timeline
from pipelines.timeline import scorer
from pipelines.timeline.looks import Floats, Looks, Numbers
from pipelines.timeline.mentions import Mention
from pipelines.timeline.stories import Stories

__all__ = ["Pairs", "bounds", "promising"]

_AT_ONCE: Final = 1 << 19
"""Pairs that are looked at together: so many that the calls of numpy don't count, so few that memory does not either."""
_SLACK: Final = 1e-9
"""The order in which a score is summed up moves its last digits."""
_SURE: Final = 1e-13
"""Likelihoods nearer to 0 or 1 than so are not told from them."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """For each mention those before it in its block that it may be one event with.

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


def promising(mentions: Sequence[Mention], cut: Iterable[Sequence[int]], near: Stories, limits: Timeline) -> Pairs:
    """Find the pairs of mentions of one document, or of two of one story, that may be one event.

    Args:
        mentions: All mentions.
        cut: Blocks of their numbers, each in the order of merging.
        near: Which documents tell one story.
        limits: How likely a pair has to be, and how far apart in time it may be.

    Returns:
        Every pair of a block whose days agree and that `scorer.likelihood` finds likely enough, and a few more.
    """
    needed = log(limits.likelihood / (1 - limits.likelihood)) if _SURE < limits.likelihood < 1 - _SURE else inf
    needed = -inf if limits.likelihood <= _SURE else needed - _SLACK
    looks = Looks.of(mentions)
    found = [(np.zeros(0, np.int64), np.zeros(0, np.int64))]
    for later, earlier, story, crowd in _within(mentions, cut, near):
        agree = np.flatnonzero(looks.days_agree(later, earlier, limits.story_days))
        one, other = later[agree], earlier[agree]
        likely = bounds(looks, one, other, story[agree]) - crowd[agree] >= needed
        found.append((one[likely], other[likely]))
    one, other = (np.concatenate(side) for side in zip(*found, strict=True))
    order = np.argsort(one, kind="stable")
    return Pairs(np.searchsorted(one[order], np.arange(len(mentions) + 1)), other[order])


def bounds(looks: Looks, one: Numbers, other: Numbers, story: Floats) -> Floats:
    """Say how much each pair of mentions can score at most, without its crowd.

    Args:
        looks: What is known of all mentions.
        one: Numbers of mentions.
        other: Number of the other one of each pair.
        story: How alike their documents are; below 0 where it is one document.
    """
    weight = dict(zip(scorer.FEATURES, scorer.weights(), strict=True))
    same = story < 0
    near = np.where(same, scorer.OWN_STORY, story)
    within = same & (looks.sentence[one] == looks.sentence[other])
    lemma = looks.lemma[one] == looks.lemma[other]
    common = (looks.common[one] + looks.common[other]) / 2
    speech = looks.speech[one] | looks.speech[other]
    sentence = weight["sentence"] + weight["common_sentence"] * common + weight["speech_sentence"] * speech
    shared = np.minimum(scorer.MOST_NAMES, np.minimum(looks.names[one], looks.names[other]))
    score: Floats = (
        weight["always"]
        + (weight["story"] + weight["lemma_story"] * lemma + weight["common_story"] * common) * near
        + weight["far"] * np.maximum(0.0, scorer.NEAR_STORY - near)
        + weight["same_document"] * same
        + weight["same_sentence"] * within
        + weight["same_lemma"] * lemma
        + weight["same_family"] * (looks.family[one] == looks.family[other])
        + weight["same_class"] * (looks.event_class[one] == looks.event_class[other])
        + weight["common"] * common
        + weight["speech"] * speech
        + np.where(within, 0.0, np.maximum(0.0, sentence))
        + max(0.0, weight["names"]) * shared
        - scorer.LITTLE * (looks.little[one] | looks.little[other])
    )
    return score + _roles(looks, one, other, weight)


def _roles(looks: Looks, one: Numbers, other: Numbers, weight: Mapping[str, float]) -> Floats:
    """What agent, patient and place can add at most."""
    score: Floats = np.zeros(len(one))
    for place, role in enumerate(("agents", "patients", "places")):
        keys, proper = looks.roles[place], looks.proper[place]
        filled = (keys[one] > 0) & (keys[other] > 0)
        differ = weight[role + "_differ"] * np.where(proper[one] & proper[other], 1.0, 0.5)
        equal = filled & (keys[one] == keys[other])
        score += np.where(equal, np.maximum(weight[role], differ), np.where(filled, differ, 0.0))
    agents, patients = looks.roles[0], looks.roles[1]
    crossed = ((agents[one] > 0) & (agents[one] == patients[other])) | (
        (agents[other] > 0) & (agents[other] == patients[one])
    )
    score += max(0.0, weight["crossed"]) * crossed
    return score


def _within(
    mentions: Sequence[Mention], cut: Iterable[Sequence[int]], near: Stories
) -> Iterator[tuple[Numbers, Numbers, Floats, Floats]]:
    """Give the pairs of each block that stand in one document, or in two of one story.

    Yields:
        Numbers of the later and of the earlier mention in the order of merging, how alike their documents are (-1 where
        they are one), and how much these tell.
    """
    blocks = [block for block in cut if len(block) > 1]
    places = {name: place for place, name in enumerate(sorted({own.document_id for own in mentions}))}
    numbers = np.array([number for block in blocks for number in block], np.int64)
    block = np.repeat(np.arange(len(blocks)), [len(own) for own in blocks])
    keys = block * len(places) + np.array(
        [places[mentions[number].document_id] for number in numbers.tolist()], np.int64
    )
    order = np.argsort(keys, kind="stable")
    groups, first, size = np.unique(keys[order], return_index=True, return_counts=True)
    crowds = np.array([near.crowds.get(name, 0.0) for name in places])
    for group, other, story in _together(groups, places, near):
        crowd = (crowds[groups[group] % len(places)] + crowds[groups[other] % len(places)]) / 2
        for pair, one, two in _crossed(group, other, size):
            later, earlier = (order[first[side] + inside] for side, inside in ((group[pair], one), (other[pair], two)))
            once = (group[pair] != other[pair]) | (later > earlier)
            later, earlier = later[once], earlier[once]
            both = numbers[np.maximum(later, earlier)], numbers[np.minimum(later, earlier)]
            yield *both, story[pair[once]], crowd[pair[once]]


def _crossed(group: Numbers, other: Numbers, size: Numbers) -> Iterator[tuple[Numbers, Numbers, Numbers]]:
    """Put each member of a group together with each of another one.

    Yields:
        Which two groups of those given, and which members of both.
    """
    for low, high in _portions(size[group] * size[other]):
        counts = size[group[low:high]] * size[other[low:high]]
        pair = np.repeat(np.arange(low, high), counts)
        inside, width = _counted(counts), size[other[pair]]
        yield pair, inside // width, inside % width


def _together(groups: Numbers, places: Mapping[str, int], near: Stories) -> Iterator[tuple[Numbers, Numbers, Floats]]:
    """Give the mentions of a block and document together with those of the same block and a document of the same story.

    Args:
        groups: Number of the block, times the number of documents, plus the number of the document; sorted.
        places: Number of each document.
        near: Which documents tell one story.

    Yields:
        Places of both among the groups, each two once, and how alike their documents are; -1 where they are one.
    """
    links = [
        [
            (place, -1.0),
            *(
                (places[other], how)
                for other, how in near.near.get(name, {}).items()
                if other > name and other in places
            ),
        ]
        for name, place in places.items()
    ]
    counts = np.array([len(own) for own in links], np.int64)
    starts = np.cumsum(counts) - counts
    others = np.array([other for own in links for other, _ in own], np.int64)
    story = np.array([how for own in links for _, how in own])
    document = groups % max(1, len(places))
    for low, high in _portions(counts[document]):
        some = document[low:high]
        link = np.repeat(starts[some], counts[some]) + _counted(counts[some])
        group = np.repeat(np.arange(low, high), counts[some])
        wanted = groups[group] - document[group] + others[link]
        found = np.minimum(np.searchsorted(groups, wanted), len(groups) - 1)
        there = groups[found] == wanted
        yield group[there], found[there], story[link[there]]


def _counted(counts: Numbers) -> Numbers:
    """Count each of some things from 0: 0, 1, 0, 1, 2 for counts of 2 and 3."""
    found: Numbers = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    return found


def _portions(counts: Numbers) -> Iterator[tuple[int, int]]:
    """Cut rows into runs of which each counts not much more than is looked at together."""
    starts = np.unique((np.cumsum(counts) - counts) // _AT_ONCE, return_index=True)[1].tolist()
    yield from pairwise([*starts, len(counts)])

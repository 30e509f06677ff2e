"""Which mentions can come to stand in one event at all, by a chain of others or at once.

Mentions that share nothing which could join them, and share it with no common third one, are never compared: so the work is
cut into small companies, and an arrival concerns only those that it belongs to.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

import numpy as np

from pipelines.settings import Timeline
from pipelines.timeline.candidates import BUCKET
from pipelines.timeline.digests import Hashes, mixed, number_of
from pipelines.timeline.links import Links, together
from pipelines.timeline.looks import Flags, Floats, Looks, Numbers
from pipelines.timeline.pairs import narrow
from pipelines.timeline.runs import counted, distinct
from pipelines.timeline.telling import Telling

__all__ = ["companies", "company_numbers", "mention_numbers"]

_DOCUMENT, _TIME, _PLAN, _DENIAL = 1, 2, 3, 4
"""Kinds of what mentions can meet at."""
_ANY: Final = -(1 << 40)
"""Stands for the month of days that are not narrow."""
Meeting = tuple[Numbers, Hashes, Flags]
"""Numbers of mentions, at what each meets others, and whether it looks for others there, or only lets itself be found."""


def companies(looks: Looks, pairs: tuple[Numbers, Numbers, Floats], limits: Timeline) -> Numbers:
    """Number the companies of mentions.

    Two mentions are of one company if they may be one event by their story, if one of them shares with the other a name, or
    two, that would be enough for it to join an event; or if each is of one company with a third.

    Args:
        looks: All mentions.
        pairs: Which two may be one event by their story, and how likely, as `pairs.pairs_of` gives them.
        limits: Which days are narrow, and how likely two have to be one event.

    Returns:
        The number of each mention's company, from 0.
    """
    one, other, likely = pairs
    enough = likely >= limits.likelihood
    meetings = [_by_story(one[enough], other[enough]), *_by_names(looks, limits)]
    mentions, places, looking = (np.concatenate(side) for side in zip(*meetings, strict=True))
    order = np.argsort(places)
    mentions, looking, places = mentions[order], looking[order], places[order]
    first = np.flatnonzero(np.r_[True, places[1:] != places[:-1]][: len(places)])
    size = np.diff(np.r_[first, len(places)])
    found = np.add.reduceat(looking, first, dtype=np.int64) > 0 if len(first) else np.zeros(0, bool)
    kept = np.repeat(found & (size > 1), size)
    return _connected(mentions[kept], np.repeat(np.arange(len(first)), size)[kept], len(looks))


def _connected(mentions: Numbers, places: Numbers, count: int) -> Numbers:
    """Number what hangs together: each takes the least number it meets, until nothing changes."""
    label = np.arange(count)
    first = np.flatnonzero(np.r_[True, places[1:] != places[:-1]]) if len(places) else places
    sizes = np.diff(np.r_[first, len(places)])
    while len(places):
        least = np.repeat(np.minimum.reduceat(label[mentions], first), sizes)
        better = label.copy()
        np.minimum.at(better, label[mentions], least)
        np.minimum.at(better, mentions, least)
        while not np.array_equal(better, better[better]):
            better = better[better]
        if np.array_equal(better, label):
            break
        label = better
    return np.unique(label, return_inverse=True)[1]


def _by_story(one: Numbers, other: Numbers) -> Meeting:
    place = mixed(np.minimum(one, other), np.maximum(one, other))
    return np.concatenate([one, other]), np.tile(place, 2), np.ones(2 * len(one), bool)


def _by_names(looks: Looks, limits: Timeline) -> Iterator[Meeting]:
    """Say at what names mentions meet: each alone where it weighs enough, else two of them."""
    is_narrow = narrow(looks, limits)
    counts = looks["names"].astype(np.int64)
    owner = np.repeat(np.arange(len(looks)), counts)
    alone = np.where(is_narrow, looks["alone_narrow"], looks["alone_wide"])
    beyond = np.where(is_narrow, looks["beyond_narrow"], looks["beyond_wide"])
    most = np.bincount(owner, looks.weights, len(looks))
    yield owner, _at(_DOCUMENT, looks, owner, looks.names, looks["document"][owner]), (most >= alone)[owner]
    yield from _in_time(looks, owner, looks.names, looks.weights >= beyond[owner], is_narrow)
    first = np.cumsum(counts) - counts
    inside = counted(counts)
    one = np.repeat(np.arange(len(owner)), inside)
    other = first[owner[one]] + counted(inside)
    both, two = owner[one], _both(looks.names[other], looks.names[one])
    enough = looks.weights[one] + looks.weights[other] >= beyond[both]
    single = (looks.weights[one] >= beyond[both]) | (looks.weights[other] >= beyond[both])
    yield from _in_time(looks, both, two, enough & ~single, is_narrow)
    speaks = looks.weights[one] == 0
    plans = (owner, looks.names, is_narrow[owner]), (both, two, is_narrow[both])
    yield from _of_both(mixed(looks["block"], np.array(_PLAN)), *plans, looks["planned"][both] & ~speaks)
    told = looks["denied"] | (looks["happened"] & ~looks["negative"])
    did = (looks.names == looks["agent"][owner]) | (looks.names == looks["patient"][owner])
    deeds = (owner, looks.names, told[owner] & did), (both, two, told[both] & (did[one] | did[other]))
    yield from _of_both(mixed(looks["kind"], np.array(_DENIAL)), *deeds, looks["denied"][both] & ~speaks)


def _of_both(
    within: Hashes, single: tuple[Numbers, Any, Flags], double: tuple[Numbers, Any, Flags], asks: Flags
) -> Iterator[Meeting]:
    """Let mentions that share two names meet at any time.

    Args:
        within: Hash of where each mention meets others at all.
        single: Mentions, their names one by one, and which of these count.
        double: The same of each two names.
        asks: Whether they look for others by these two.
    """
    for (owner, names, kept), looking in ((single, np.zeros(len(single[0]), bool)), (double, asks)):
        yield owner[kept], mixed(within[owner[kept]], names[kept]), looking[kept]


def _both(one: Numbers, other: Numbers) -> Hashes:
    """Name two names at once; those with one key, as of one who is named with and without the first name, by that."""
    found: Hashes = np.where(one == other, one.astype(np.uint64), mixed(one, other))
    return found


def _in_time(looks: Looks, owner: Numbers, names: Any, asks: Flags, is_narrow: Flags) -> Iterator[Meeting]:
    """Let those of narrow days meet in their months, and those of other days meet all that are so named."""
    yield owner, _at(_TIME, looks, owner, names, np.full(len(owner), _ANY)), asks & ~is_narrow[owner]
    place = np.flatnonzero(is_narrow[owner])
    some = owner[place]
    month = looks["begin_first"][some] // BUCKET
    counts = looks["begin_last"][some] // BUCKET - month + 1
    place, month = np.repeat(place, counts), np.repeat(month, counts) + counted(counts)
    yield owner[place], _at(_TIME, looks, owner[place], names[place], month), asks[place]


def _at(kind: int, looks: Looks, owner: Numbers, names: Any, where: Numbers) -> Hashes:
    return mixed(mixed(looks["block"][owner], names), mixed(np.full(len(where), kind), where))


def mention_numbers(looks: Looks, rows: Hashes, links: Links, *, known: Mapping[int, str], told: Telling) -> Hashes:
    """Give each mention a number for all that its event is made of: what it says, whose story, of what day and how long its document is.

    Args:
        looks: All mentions.
        rows: The numbers of their rows.
        links: Their documents.
        known: Names of the documents by their hashes.
        told: Which documents are copies, and when they were written.
    """
    names = [known[number] for number in links.documents.tolist()]
    state = mixed(
        np.array([number_of(f"{told.story(name)} {told.written.get(name)}") for name in names], np.uint64),
        links.crowds.view(np.uint64),
    )
    return mixed(rows, state[np.searchsorted(links.documents, looks["document"])])


def company_numbers(looks: Looks, said: Hashes, company: Numbers, links: Links) -> Hashes:
    """Give each company the number of all that decides its events.

    That is what its mentions say, when their documents were written, whose story these tell and how much, and how alike
    those of the company are.

    Args:
        looks: All mentions.
        said: What `mention_numbers` gives.
        company: The company of each, from 0.
        links: Documents that tell one story.
    """
    found = np.zeros(company.max(initial=-1) + 1, np.uint64)
    np.add.at(found, company, said)
    many = len(links.documents)
    groups = distinct(company * many + np.searchsorted(links.documents, looks["document"]))
    for one, other, story in together(groups, links):
        two = story >= 0
        both = (links.documents[groups[side[two]] % many] for side in (one, other))
        np.add.at(found, groups[one[two]] // many, mixed(mixed(*both), story[two].view(np.uint64)))
    return mixed(found, np.bincount(company, minlength=len(found)))

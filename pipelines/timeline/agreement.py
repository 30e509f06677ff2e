"""Which of a day's events others tell of too, in whatever words: those whose sentences are like what other stories tell of it.

Merging joins only what is surely one event. Which event a day is known for shows before that: its words stand in many of the
stories that name the day, those of a chance remark in one.
"""

from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipelines.timeline.digests import mixed
from pipelines.timeline.looks import Floats, Looks, Numbers
from pipelines.timeline.runs import ends_of, places_of
from pipelines.timeline.words import INFORMATION

__all__ = ["agreement", "agreements"]

_RARITY: Final = 7
"""The bits of a word's number that tell how rare it is."""
_WEIGHTS: Final = np.array([*INFORMATION, 0.0, 0.0]) ** 2


def agreement(day: Numbers, story: Numbers, ends: Numbers, words: Numbers) -> Floats:
    """Say how much other stories tell of a day with the words of an event's sentence.

    Args:
        day: The day of each event.
        story: The story in which its sentence stands.
        ends: Where the words of each begin, and where the last ones end.
        words: The words of the sentences, event by event, each once.

    Returns:
        For each event how often other stories' sentences of the day have its words, each weighed by the square of its
        information, as a share of the sentence's length in that measure; 1 is one rare word of one other story, and no
        word besides. It does not depend on the order of the events.
    """
    count = len(day)
    owner = np.repeat(np.arange(count), np.diff(ends))
    weights = _WEIGHTS[words & _RARITY]
    word = np.unique(mixed(day[owner], words), return_inverse=True)[1]
    once = np.unique(mixed(word, story[owner]), return_index=True)[1]
    others = np.bincount(word[once])[word] - 1
    length = np.sqrt(np.bincount(owner, weights, count))
    shared = np.bincount(owner, weights * others, count) / INFORMATION[-1]
    return np.divide(shared, length, out=np.zeros(count), where=length > 0)


def agreements(events: pa.Table, mention_ids: pa.ChunkedArray, looks: Looks, stories: Numbers) -> Floats:
    """Say of each event how much other stories tell of its day with the words of its headline.

    Args:
        events: Rows of `schemas.EVENTS`.
        mention_ids: Names of all mentions.
        looks: What is compared of them, in the same order.
        stories: The number of the story in which each stands, in the same order.

    Returns:
        As `agreement` gives it; 0 where no one day is known.
    """
    first, last = (events[name].cast(pa.int32()).to_numpy() for name in ("begin_earliest", "begin_latest"))
    known = np.flatnonzero(first == last)
    ids = events["headline_mention"].take(pa.array(known))
    rows = pc.index_in(ids, value_set=mention_ids.combine_chunks()).to_numpy().astype(np.int64)
    words = looks.words[places_of(ends_of(looks["words"]), rows)]
    found = np.zeros(events.num_rows)
    found[known] = agreement(first[known], stories[rows], ends_of(looks["words"][rows]), words)
    return found

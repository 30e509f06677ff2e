"""Which of a day's events others tell of in the same words."""

from itertools import chain

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines import schemas
from pipelines.batches import to_table
from pipelines.timeline.agreement import agreement
from pipelines.timeline.looks import Floats
from pipelines.timeline.runs import ends_of
from pipelines.timeline.stage import merge_mentions
from pipelines.timeline.words import INFORMATION, words
from tests.pipelines.timeline.test_stage import mention

Told = tuple[int, int, str]

TOLD: list[Told] = [
    (day, story, text)
    for day in (1, 2)
    for story, text in enumerate(["", "kumquat", "zeppelin kumquat", "kumquat minister"])
]


def agreed(told: list[Told]) -> Floats:
    """For each event: its day, its story, and the words of its sentence."""
    said = [sorted(words(sentence)) for _, _, sentence in told]
    day, story = (np.array(side, np.int64) for side in zip(*(event[:2] for event in told), strict=True))
    flat = np.fromiter(chain.from_iterable(said), np.int64)
    return agreement(day, story, ends_of(np.array([len(own) for own in said])), flat)


def test_what_other_stories_tell_of_the_day_counts() -> None:
    found = agreed(
        [
            (1, 1, "kumquat"),
            (1, 2, "kumquat"),
            (1, 3, "kumquat zeppelin"),
            (1, 3, "zeppelin"),
            (2, 4, "kumquat"),
            (1, 5, ""),
        ]
    )
    assert found[:2] == pytest.approx([2, 2]), "of each of the two others all"
    assert found[2] == pytest.approx(2**0.5), "half of the sentence, of two others"
    assert found[3:].tolist() == [0, 0, 0], "the same story, another day, no words"


def test_rare_words_say_more_than_common_ones() -> None:
    common, rare = agreed([(1, 1, "minister"), (1, 2, "minister"), (2, 1, "kumquat"), (2, 2, "kumquat")])[[0, 2]]
    assert (
        rare == 1 > common == pytest.approx(min(INFORMATION[word & 7] for word in words("minister")) / INFORMATION[-1])
    )


def test_the_event_comes_first_that_others_tell_of_in_other_words() -> None:
    rows = [
        mention(
            "a", 10, "dine", "Ann Roe", "2015-06-18", sentence="Ann Roe dined late in Vaduz that Thursday evening."
        ),
        mention("b", 10, "burst", "Meuse", "2015-06-18", sentence="The Meuse burst its banks near Maastricht at dawn."),
        mention(
            "c", 10, "drown", "farmer", "2015-06-18", sentence="A farmer drowned near Maastricht in the Meuse flood."
        ),
    ]
    events, _, _ = merge_mentions(to_table("event_mentions", rows), schemas.DOCUMENT_SOURCES.empty_table())
    by_lemma = dict(zip(events["lemma"].to_pylist(), events["salience"].to_pylist(), strict=True))
    assert min(by_lemma["burst"], by_lemma["drown"]) > by_lemma["dine"] > 0


@pytest.mark.property
@given(st.permutations(TOLD))
def test_order_does_not_show(shuffled: list[Told]) -> None:
    found = dict(zip(shuffled, agreed(shuffled).tolist(), strict=True))
    again = sorted(shuffled)
    assert [found[event] for event in again] == agreed(again).tolist()

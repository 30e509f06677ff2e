"""Which events are one, taken all together."""

import numpy as np
import pytest

from pipelines.settings import Timeline
from pipelines.timeline.cluster import Cluster
from pipelines.timeline.mentions import Mention
from pipelines.timeline.pairs import Pairs
from pipelines.timeline.union import united
from tests.pipelines.timeline.test_merge import mention

LIMITS = Timeline(likelihood=0.4)


def joined(likely: dict[tuple[int, int], float], mentions: list[Mention], together: int = 1) -> list[list[int]]:
    """Unite events of so many mentions each, given how likely pairs of mentions are one event."""
    found = []
    for first in range(0, len(mentions), together):
        event = Cluster()
        for number in range(first, first + together):
            event.join(number, mentions[number], "")
        found.append(event)
    one, other = (np.array([pair[side] for pair in likely], np.int64) for side in (0, 1))
    pairs = Pairs.between(one, other, np.array(list(likely.values())), len(mentions))
    return [[item.number for item in event.members] for event in united(found, mentions, pairs, LIMITS)]


FOUR = [mention(where, day="..") for where in "abcd"]


@pytest.mark.parametrize(
    ("likely", "wanted"),
    [
        ({}, [[0], [1], [2], [3]]),
        ({(0, 1): 0.5, (2, 3): 0.3}, [[0, 1], [2], [3]]),
        ({(0, 1): 0.5, (1, 2): 0.6}, [[0], [1, 2], [3]]),
        ({(0, 1): 0.5, (1, 2): 0.6, (0, 2): 0.3}, [[0, 1, 2], [3]]),
        ({(0, 3): 0.9, (1, 2): 0.9, (0, 1): 0.6, (0, 2): 0.6, (1, 3): 0.6}, [[0, 3, 1, 2]]),
    ],
    ids=["strangers", "likely enough", "the likeliest first", "likely enough on average", "all of them"],
)
def test_those_likely_one_become_one(likely: dict[tuple[int, int], float], wanted: list[list[int]]) -> None:
    assert joined(likely, FOUR) == wanted


def test_events_that_are_there_stay_together() -> None:
    likely = {(0, 2): 0.9, (0, 3): 0.2, (1, 2): 0.2, (1, 3): 0.2}
    assert joined(likely, FOUR, together=2) == [[0, 1], [2, 3]], "1.5 over four pairs is too little"
    assert joined(likely | {(1, 3): 0.4}, FOUR, together=2) == [[0, 1, 2, 3]]


def test_days_that_contradict_keep_events_apart() -> None:
    mentions = [mention("a", day="2015-06-18"), mention("b", day="2015-06-19"), mention("c", day="..")]
    assert joined({(0, 1): 0.9, (1, 2): 0.5}, mentions) == [[0], [1, 2]]


def test_the_reason_says_how_likely() -> None:
    found = [Cluster(), Cluster()]
    for number, event in enumerate(found):
        event.join(number, FOUR[number], "first mention of it")
    pairs = Pairs.between(np.array([0]), np.array([1]), np.array([0.42]), 2)
    ((first, second),) = (event.members for event in united(found, FOUR, pairs, LIMITS))
    assert first.reason == "first mention of it"
    assert "0.42 likely" in second.reason

"""Which events hang on a time expression, weighed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.events.hanging import chosen
from pipelines.events.pairing import Pair, names_of
from tests.pipelines.events.conftest import EventsOf

Found = tuple[int, int, bool, bool]
SCALE = st.integers(-500, 500)


def pair(time: int, trigger: int, ruled: bool = False, beside: bool = False) -> Pair:
    return Pair(time, trigger, ruled, beside, ())


@pytest.mark.parametrize(
    ("found", "odds", "expected"),
    [
        pytest.param([pair(0, 0), pair(0, 1)], [100, 50], {0: 0}, id="the likeliest alone"),
        pytest.param([pair(0, 0), pair(0, 1, beside=True)], [100, 50], {0: 0, 1: 0}, id="one beside it"),
        pytest.param([pair(0, 0), pair(0, 1, beside=True)], [100, -41], {0: 0}, id="too unlikely beside it"),
        pytest.param([pair(0, 0), pair(0, 1, ruled=True)], [100, -130], {0: 0, 1: 0}, id="what the rules say stays"),
        pytest.param([pair(0, 0), pair(0, 1, ruled=True)], [100, -141], {0: 0}, id="unless it is unlikely"),
        pytest.param([pair(0, 0, ruled=True)], [-121], {}, id="nothing is likely"),
        pytest.param([pair(0, 0), pair(1, 0)], [10, 20], {0: 1}, id="the likelier of two expressions"),
        pytest.param([], [], {}, id="nothing asked"),
    ],
)
def test_chosen(found: list[Pair], odds: list[int], expected: dict[int, int]) -> None:
    assert chosen(found, odds) == expected


@pytest.mark.property
@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 5), st.booleans(), st.booleans(), SCALE), max_size=12))
def test_only_pairs_that_were_asked_are_chosen(items: list[tuple[int, int, bool, bool, int]]) -> None:
    found = [pair(*item[:4]) for item in items]
    assert set(chosen(found, [item[4] for item in items]).items()) <= {(item.trigger, item.time) for item in found}


@pytest.mark.parametrize(
    ("text", "times", "dated", "undated"),
    [
        pytest.param(
            "Opposition forces claimed a major victory Sunday in Libya.",
            {"Sunday": "2016-12-18"},
            ["victory"],
            [],
            id="a noun beside it",
        ),
        pytest.param(
            "He was taken hostage by rebels after a coup in Cambodia last year.",
            {"last year": "2015"},
            ["coup"],
            [],
            id="a noun behind a conjunction",
        ),
        pytest.param("The deal that he signed in 2014 failed.", {"2014": "2014"}, ["signed"], ["failed"], id="no leak"),
        pytest.param(
            "Both agreed to the transaction in 2014.", {"2014": "2014"}, ["agreed"], ["transaction"], id="a known event"
        ),
        pytest.param(
            "He met the envoy who will arrive next year.",
            {"next year": "2017"},
            ["arrive"],
            ["met"],
            id="nothing past lies ahead",
        ),
    ],
)
def test_what_hangs_on_a_date(
    events_of: EventsOf, text: str, times: dict[str, str], dated: list[str], undated: list[str]
) -> None:
    found = events_of(text, times)
    assert [word for word in dated if found[word].time_expression != 0] == []
    assert [word for word in undated if found[word].time_expression is not None] == []


def test_names_hold_what_a_look_tells() -> None:
    assert names_of(("rule and tree", "own", "verb", 1, 0)) == ("rule own tree 1 0", "verb tree 1 0", "tree 1 0")
    assert names_of(("counts", "left", 1, 0, 2, 0, 0))[:3] == ("left commas 1", "left verbs 0", "left prepositions 2")

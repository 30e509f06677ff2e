"""Floors on the fields of event rows, where gold data is present. Lowered only on purpose, with the reason in the commit.

Every fifth document of TimeBank, so that the suite stays fast; `python -m tests.evaluation.event_rows` measures all.
"""

from functools import cache

import pytest

from tests.evaluation.event_rows import DATA, MEANTIME, TIMEBANK, Tally, links, meantime, timebank
from tests.evaluation.gold_events import days_of, heads

pytestmark = pytest.mark.xdist_group("event rows")  # measured once for all of them
gold = pytest.mark.skipif(
    not (DATA / TIMEBANK).exists() or not (DATA / MEANTIME).exists(), reason="the gold data lie beside the repository"
)


@cache
def tallies() -> dict[str, Tally]:
    return {tally.name: tally for tally in (*timebank(DATA, 5), *links(DATA, 5), *meantime(DATA))}


@gold
@pytest.mark.parametrize(
    ("name", "events", "floor"),
    [
        pytest.param("negated, TimeBank", 40, 85, id="negation"),
        pytest.param("tense of finite verbs, TimeBank", 600, 90, id="tense"),
        pytest.param("agent and patient heads, MEANTIME", 100, 62, id="agent and patient"),
        pytest.param("date of an event, TimeBank links", 100, 81, id="date"),
        pytest.param("event of an expression, one of its", 100, 86, id="event of a date"),
        pytest.param("not certain, MEANTIME", 45, 45, id="doubt"),
        pytest.param("negated, MEANTIME", 26, 70, id="negation in Wikinews"),
    ],
)
def test_fields_of_given_events(name: str, events: int, floor: float) -> None:
    *_, found, counts = tallies()[name].figure()
    assert counts["gold"] >= events
    assert found >= floor


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        pytest.param("the president of Ukraine", "", ["president"], id="before a preposition"),
        pytest.param("Kyiv's new mayor, a boxer", "", ["mayor"], id="behind an owner"),
        pytest.param("tanks and guns", "", ["tanks", "guns"], id="joined"),
        pytest.param("Steve Jobs (CEO)", "NAM", ["Steve", "Jobs"], id="all of a name"),
        pytest.param("which", "PRO", ["which"], id="a pronoun"),
        pytest.param("# 13 billion", "", ["billion"], id="a sign before"),
        pytest.param("the company’s", "", ["company’s"], id="an owner alone"),
    ],
)
def test_heads_of_a_gold_phrase(text: str, kind: str, expected: list[str]) -> None:
    spans = heads({"text": text, "syntactic": kind}, 100)
    assert [text[first - 100 : last - 100] for first, last in spans] == expected


@pytest.mark.parametrize(
    ("value", "length"),
    [("1989-Q3", 92), ("1998-W8", 7), ("1998-02", 28), ("1998-02-20", 1), ("P3M", None), ("PAST_REF", None)],
)
def test_days_of_a_gold_value(value: str, length: int | None) -> None:
    assert days_of(value).length == length


def test_a_tally_counts_a_wrong_answer_against_both() -> None:
    tally = Tally("role", 0)
    tally.add({"id": "a"}, True, True, right=False)
    tally.add({"id": "a"}, True, True)
    tally.add({"id": "a"}, False, True)
    tally.add({"id": "a"}, True, False)
    precision, recall, f1, counts = tally.figure()
    assert (counts["gold"], counts["system"], counts["hit"]) == (3, 3, 1)
    assert (precision, recall, f1) == pytest.approx((100 / 3, 100 / 3, 100 / 3))

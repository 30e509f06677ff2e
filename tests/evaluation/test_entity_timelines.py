"""The measure of entity timelines, on timelines small enough to count by hand."""

from datetime import date

import pytest

from pipelines.days import parse_interval
from tests.evaluation.entity_timelines import (
    Placed,
    Score,
    align,
    gold_timeline,
    place_all,
    placed_days,
    score,
    task_date,
)


def placed(name: str, order: int, date: str = "2015", *sentences: int) -> Placed:
    return Placed(name, order, date, frozenset(("d", number, name.lower()) for number in sentences or (1,)))


GOLD = [placed("a", 1, "2014"), placed("b", 2), placed("c", 2)]


@pytest.mark.parametrize(
    ("ours", "wanted"),
    [
        (GOLD, Score(4, 4, 4, 4)),
        ([], Score(0, 0, 0, 4)),
        ([placed("A", 1, "2014")], Score(1, 1, 1, 4)),
        ([placed("A", 1, "2014"), placed("B", 5)], Score(3, 3, 2.5, 4)),
        ([placed("A", 5, "2014"), placed("B", 1)], Score(2, 3, 2, 4)),
        ([placed("A", 1, "2014-05"), placed("x", 2)], Score(0, 3, 0, 4)),
    ],
    ids=[
        "the same",
        "nothing",
        "one event",
        "one of two in a place",
        "the wrong way round",
        "a finer date, and no event",
    ],
)
def test_score(ours: list[Placed], wanted: Score) -> None:
    assert score(ours, GOLD) == wanted


def test_figures_of_a_score() -> None:
    both = Score(3, 3, 2.5, 4) + Score(0, 1, 0, 1)
    assert (both.precision, both.recall) == (0.75, 0.5)
    assert (Score().precision, Score().recall) == (0, 0)


def test_events_are_the_same_by_most_shared_mentions_and_once() -> None:
    gold = [placed("a", 1, "2014", 1, 2, 3), placed("a2", 1, "2014", 9)]
    one, two = placed("A", 1, "2014", 1), placed("A", 1, "2014", 2, 3)
    ours = [Placed("one", 1, "2014", one.mentions), Placed("two", 1, "2014", two.mentions)]
    assert align(ours, gold) == {"two": "a"}


@pytest.mark.parametrize(
    ("days", "wanted"),
    [
        ("2015-10-07", "2015-10-07"),
        ("2015-10", "2015-10-XX"),
        ("2015", "2015-XX-XX"),
        ("2015-10-01/2015-10-09", None),
        ("2015-10-07/..", None),
        ("..", None),
    ],
)
def test_dates_of_the_task(days: str, wanted: str | None) -> None:
    assert task_date(parse_interval(days)) == wanted


def test_order_is_by_first_day_and_vaguer_first() -> None:
    days = {"a": "2007", "b": "2007-02-28", "c": "2007-01-01", "d": "..", "e": "2007"}
    found = place_all({name: (parse_interval(value), frozenset()) for name, value in days.items()})
    assert {item.name: item.order for item in found} == {"a": 1, "e": 1, "c": 2, "b": 3}


@pytest.mark.parametrize(
    ("days", "listed", "nowhere"),
    [
        (("2015-10-07", "2015-10-09", None), "2015-10-07/2015-10-09", "2015-10-07/2015-10-09"),
        (("2015-10-07", "2015-10-09", "2015-10-08"), "2015-10-08", "2015-10-08"),
        ((None, "2015-10-09", None), "2015-10-09", ".."),
        ((None, None, None), "..", ".."),
    ],
    ids=["known", "likely", "open to one side", "unknown"],
)
def test_where_the_timeline_lists_an_event(
    days: tuple[str | None, str | None, str | None], listed: str, nowhere: str
) -> None:
    first, last, likely = (None if day is None else date.fromisoformat(day) for day in days)
    row = {
        "begin_earliest": first,
        "begin_latest": last,
        "likely_day": likely,
        "end_earliest": None,
        "end_latest": None,
    }
    assert placed_days(row, listed=True) == parse_interval(listed)
    assert placed_days(row, listed=False) == parse_interval(nowhere)


def test_gold_events_of_place_0_are_placed_nowhere() -> None:
    rows = [
        {"order": 0, "date": "XXXX-XX-XX", "mentions": ["11-2-won"]},
        {"order": 3, "date": "2015-XX-XX", "mentions": ["11-2-job_cuts", "12-0-cut"]},
    ]
    words = {("11", 2, "job"), ("11", 2, "cuts"), ("12", 0, "cut")}
    assert gold_timeline(rows) == [Placed("1", 3, "2015-XX-XX", frozenset(words))]

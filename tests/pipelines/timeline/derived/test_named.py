"""What a document names of days, by its words alone."""

import pytest

from pipelines.days import DayInterval, parse_day
from pipelines.temporal.recognise import recognise
from pipelines.timeline.derived.named import Named, named

UNKNOWN = DayInterval()


def read(text: str, publication: DayInterval = UNKNOWN) -> Named:
    return named(recognise(text, language="en", publication=publication))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        pytest.param("It fell on 9 November 1989.", Named(days=(parse_day("1989-11-09"),)), id="a day with its year"),
        pytest.param("It fell on 9 November.", Named(of_any_year=((11, 9),)), id="a day without"),
        pytest.param("It fell on Thursday.", Named(weekdays=(4,)), id="a weekday"),
        pytest.param("It fell in November 1989.", Named(), id="a month names no day"),
        pytest.param("It fell.", Named(), id="nothing"),
    ],
)
def test_what_is_named(text: str, wanted: Named) -> None:
    assert read(text) == wanted


def test_a_weekday_that_the_own_day_decides_is_still_a_weekday() -> None:
    day = parse_day("2016-12-21")
    assert read("He was shot on Monday.", DayInterval(day, day)).weekdays == (1,)


def test_a_day_without_year_is_named_in_every_year() -> None:
    days = Named(of_any_year=((2, 29),)).days_between(parse_day("2011-01-01"), parse_day("2016-12-31"))
    assert list(days) == [parse_day("2012-02-29"), parse_day("2016-02-29")]

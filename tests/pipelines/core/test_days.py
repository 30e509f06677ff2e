"""Days: numbers, intervals and how they are written."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines import days
from pipelines.days import UNKNOWN, DayInterval, parse_interval
from pipelines.errors import InvalidDay

numbers = st.integers(min_value=days.day_number(-4000, 1, 1), max_value=days.day_number(9999, 12, 31))
bounds = st.one_of(st.none(), numbers)


@st.composite
def intervals(draw: st.DrawFn) -> DayInterval:
    first, last = draw(bounds), draw(bounds)
    if first is not None and last is not None and first > last:
        first, last = last, first
    return DayInterval(first, last)


@pytest.mark.property
@given(numbers)
def test_civil_dates_and_day_numbers_are_inverse(number: int) -> None:
    assert days.day_number(*days.civil(number)) == number


@pytest.mark.property
@given(st.dates())
def test_numbers_agree_with_the_calendar_of_python(day: date) -> None:
    number = days.day_number(day.year, day.month, day.day)
    assert number == (day - date(1970, 1, 1)).days
    assert days.iso_day(number) == day.isoformat()
    assert days.weekday(number) == day.isoweekday()


@pytest.mark.property
@given(numbers)
def test_iso_days_are_read_back(number: int) -> None:
    text = days.iso_day(number)
    assert text is not None
    assert days.parse_day(text) == number


@pytest.mark.property
@given(intervals())
def test_edtf_of_an_interval_is_read_back(interval: DayInterval) -> None:
    text = days.edtf(interval)
    assert (text is None) == (not interval.known)
    if text is not None:
        assert parse_interval(text) == interval


@pytest.mark.property
@given(intervals(), intervals())
def test_an_intersection_lies_in_both(one: DayInterval, other: DayInterval) -> None:
    both = one.intersect(other)
    assert both == other.intersect(one)
    if both is not None:
        assert both.intersect(one) == both
        assert both.intersect(other) == both


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        pytest.param("2015-10-07", "2015-10-07", "2015-10-07", id="day"),
        pytest.param("2016-02", "2016-02-01", "2016-02-29", id="month of a leap year"),
        pytest.param("2016", "2016-01-01", "2016-12-31", id="year"),
        pytest.param("2016-10/2017", "2016-10-01", "2017-12-31", id="two of unequal fineness"),
        pytest.param("../2016-10-07", None, "2016-10-07", id="open begin"),
        pytest.param("2016-10-07/..", "2016-10-07", None, id="open end"),
        pytest.param("2016-10-07T23:30:00-05:00", "2016-10-07", "2016-10-07", id="clock time left off"),
        pytest.param("2016-10-07 08:00", "2016-10-07", "2016-10-07", id="clock time after a space"),
        pytest.param("-0043-03-15", "-0043-03-15", "-0043-03-15", id="44 BC"),
    ],
)
def test_intervals_are_read(text: str, earliest: str | None, latest: str | None) -> None:
    interval = parse_interval(text)
    assert (days.iso_day(interval.earliest), days.iso_day(interval.latest)) == (earliest, latest)


@pytest.mark.parametrize(
    "text", ["yesterday", "2015-13", "2015-02-30", "20151007", "2015/2016/2017", "2015x", "2016/2015"]
)
def test_what_is_no_interval_is_refused_by_name(text: str) -> None:
    with pytest.raises(InvalidDay):
        parse_interval(text)


@pytest.mark.parametrize(
    ("text", "words", "fineness"),
    [
        ("2015-10-07", "7 October 2015", "day"),
        ("2015-10", "October 2015", "month"),
        ("2015", "2015", "year"),
        ("-0043-03-15", "15 March 44 BC", "day"),
        ("2015-10-07/2015-10-09", "7 to 9 October 2015", "interval"),
        ("2015-10-07/2015-11-09", "7 October to 9 November 2015", "interval"),
        ("2015-10-07/2016-01-02", "7 October 2015 to 2 January 2016", "interval"),
        ("2014/2016", "2014 to 2016", "interval"),
        ("../2016-01-02", "on or before 2 January 2016", "interval"),
        ("2016-01-02/..", "on or after 2 January 2016", "interval"),
    ],
)
def test_dates_as_people_write_them(text: str, words: str, fineness: str) -> None:
    interval = parse_interval(text)
    assert days.written(interval) == words
    assert days.granularity(interval) == fineness


def test_what_is_unknown_says_so() -> None:
    assert (days.written(UNKNOWN), days.granularity(UNKNOWN), days.edtf(UNKNOWN)) == ("unknown", "unknown", None)


def test_an_interval_has_no_end_before_its_begin() -> None:
    with pytest.raises(InvalidDay, match="1970-01-02"):
        DayInterval(1, 0)

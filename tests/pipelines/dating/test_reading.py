"""Dates as they stand in lines and in fields of metadata."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.dating.reading import dates_in, months_in, partial_dates_in, stated
from pipelines.days import UNKNOWN, DayInterval, civil, iso_day, parse_interval


@pytest.mark.parametrize(
    ("value", "days"),
    [
        pytest.param("2015-10-07", "2015-10-07", id="ISO day"),
        pytest.param("2015-10-07T23:30:00-04:00", "2015-10-07", id="the day its own zone writes"),
        pytest.param("2015-10-07Z", "2015-10-07", id="ISO day with a zone"),
        pytest.param("2015-10", "2015-10", id="ISO month"),
        pytest.param("2015", "2015", id="year"),
        pytest.param("2015-10-07/2015-10-09", "2015-10-07/2015-10-09", id="ISO interval"),
        pytest.param("-0043-03-15", "-0043-03-15", id="before year 1"),
        pytest.param("20151007", "2015-10-07", id="ISO basic form"),
        pytest.param("2015/10/07", "2015-10-07", id="slashes, year first"),
        pytest.param("1490788800", "2017-03-29", id="seconds"),
        pytest.param("1490788800.25", "2017-03-29", id="seconds with a fraction"),
        pytest.param("1490788800000", "2017-03-29", id="milliseconds"),
        pytest.param("Wed, 13 Jul 2016 18:30:00 +0100", "2016-07-13", id="RFC 5322"),
        pytest.param("Wednesday, 13-Jul-16 18:30:00 GMT", "2016-07-13", id="RFC 850"),
        pytest.param("Wed Oct 07 20:19:24 +0000 2015", "2015-10-07", id="year at the end"),
        pytest.param("7 October 2015", "2015-10-07", id="English"),
        pytest.param("Oct 7, 2015", "2015-10-07", id="American"),
        pytest.param("Monday, October 7th, 2015 at 3:15pm", "2015-10-07", id="with a time"),
        pytest.param("7. Oktober 2015", "2015-10-07", id="German"),
        pytest.param("1er avril 2019", "2019-04-01", id="French"),
        pytest.param("14 de octubre de 2010", "2010-10-14", id="Spanish"),
        pytest.param("7 октября 2015 г.", "2015-10-07", id="Russian"),
        pytest.param("2015年10月7日", "2015-10-07", id="Chinese"),
        pytest.param("13/05/2015", "2015-05-13", id="only one way round"),
        pytest.param("October 2015", "2015-10", id="month in words"),
    ],
)
def test_a_field_of_metadata(value: str, days: str) -> None:
    reading = stated(value)
    assert reading.days == parse_interval(days)
    assert reading.note is None


@pytest.mark.parametrize(
    ("value", "note"),
    [
        pytest.param("Oct. 7", "names no year", id="no year"),
        pytest.param("yesterday", "names no date that could be read", id="relative to a day nobody knows"),
        pytest.param("2 hours ago", "names no date that could be read", id="relative to a capture"),
        pytest.param("31 June 2015", "names no date that could be read", id="no such day"),
        pytest.param("2015-02-30", "names no date that could be read", id="no such day in ISO"),
        pytest.param("99999999", "names no date that could be read", id="eight figures, no date"),
        pytest.param("We 12 2015", "names no date that could be read", id="a word that dateparser takes for a weekday"),
        pytest.param("7 October 2015 or 8 October 2015", "names more than one date", id="two dates"),
        pytest.param("", "names no date that could be read", id="nothing"),
    ],
)
def test_what_names_no_day_says_why(value: str, note: str) -> None:
    reading = stated(value)
    assert (reading.days, reading.note) == (UNKNOWN, note)


def test_figures_that_read_both_ways_cover_both() -> None:
    reading = stated("04/05/2015", "en")
    assert reading.days == parse_interval("2015-04-05/2015-05-04")
    assert reading.note == "day and month could be read either way round"


def test_figures_in_a_language_that_writes_the_day_first() -> None:
    assert stated("04/05/2015", "fr").days == parse_interval("2015-05-04")


def test_dates_in_a_line_have_their_spans() -> None:
    line = "From 7 October 2015 to Oct. 9, 2015, not on the 12 or in May"
    assert [line[found.start : found.end] for found in dates_in(line, "en")] == ["7 October 2015", "Oct. 9, 2015"]


def test_a_month_is_no_day_and_a_day_is_no_month() -> None:
    assert [found.days for found in months_in("in October 2015", "en")] == [parse_interval("2015-10")]
    assert months_in("on 7 October 2015", "en") == []
    assert dates_in("in October 2015", "en") == []


def test_a_day_without_its_year_names_month_and_day() -> None:
    assert [(found.month_day, found.days) for found in partial_dates_in("OTTAWA, Oct. 7 -", "en")] == [
        ((10, 7), UNKNOWN)
    ]


def test_a_language_dateparser_does_not_know_falls_back_on_english() -> None:
    assert stated("7 October 2015", "xx").days == parse_interval("2015-10-07")


@pytest.mark.property
@given(st.text())
def test_any_field_is_read_or_left_open(value: str) -> None:
    reading = stated(value, "en")
    assert reading.days.known or reading.note


@pytest.mark.property
@given(st.text(), st.dates(min_value=date(1000, 1, 1)), st.text())
def test_a_date_keeps_its_span_whatever_stands_around_it(before: str, day: date, after: str) -> None:
    line = f"{before} {day.isoformat()} {after}"
    for found in dates_in(line, "en"):
        assert 0 <= found.start < found.end <= len(line)
        assert line[found.start : found.end].strip()


@pytest.mark.property
@given(st.integers(min_value=-300_000, max_value=80_000))
def test_an_iso_day_is_read_back(number: int) -> None:
    if civil(number)[0] >= 1000:
        written = iso_day(number)
        assert written is not None
        assert stated(written).days == DayInterval(number, number)

"""What words that look from the day of writing mean where that day is an interval, half open or not known at all."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.days import DayInterval, day_number, iso_day, parse_interval
from pipelines.temporal.recognise import recognise


def first(text: str, published: DayInterval) -> tuple[str, str, str]:
    row = recognise(text, language="en", publication=published)[0]
    return row.value, iso_day(row.earliest) or "..", iso_day(row.latest) or ".."


AUTUMN, LONG, WEEK, AFTER, BEFORE = (
    "2016-10/2016-12",
    "2016-04/2016-12",
    "2016-11-14/2016-11-18",
    "2016-10/..",
    "../2016",
)
CASES = [
    (AUTUMN, "By mid-September 40 had died.", "2016-09", "2016-09-01", "2016-09-30"),
    (LONG, "By mid-September 40 had died.", "XXXX-09", "2015-09-01", "2016-09-30"),
    (AFTER, "By mid-September 40 had died.", "XXXX-09", "2016-09-01", ".."),
    (BEFORE, "By mid-September 40 had died.", "XXXX-09", "..", "2016-09-30"),
    ("..", "By mid-September 40 had died.", "XXXX-09", "..", ".."),
    (WEEK, "They met on Monday.", "2016-11-14", "2016-11-14", "2016-11-14"),
    ("2016-11-15/2016-11-18", "They will meet on Monday.", "2016-11-21", "2016-11-21", "2016-11-21"),
    (AUTUMN, "They met on Monday.", "XXXX-WXX-1", "2016-09-26", "2016-12-26"),
    ("..", "They met on Monday.", "XXXX-WXX-1", "..", ".."),
    (WEEK, "It fell last month.", "2016-10", "2016-10-01", "2016-10-31"),
    (AUTUMN, "It fell last month.", "XXXX-XX", "2016-09-01", "2016-11-30"),
    ("..", "It fell last month.", "XXXX-XX", "..", ".."),
    (AUTUMN, "They met in the spring.", "2016-SP", "2016-03-01", "2016-05-31"),
    (AUTUMN, "They will meet in the spring.", "2017-SP", "2017-03-01", "2017-05-31"),
    (LONG, "They will meet in the spring.", "XXXX-SP", "2016-03-01", "2017-05-31"),
    (AUTUMN, "They met last summer.", "2016-SU", "2016-06-01", "2016-08-31"),
    (LONG, "They met last summer.", "XXXX-SU", "2015-06-01", "2016-08-31"),
    (WEEK, "They will meet at Easter.", "2017-04-16", "2017-04-16", "2017-04-16"),
    (LONG, "They will meet at Easter.", "XXXX-XX-XX", "2016-03-27", "2017-04-16"),
    ("..", "They will meet at Easter.", "XXXX-XX-XX", "..", ".."),
    (AUTUMN, "They met last year.", "2015", "2015-01-01", "2015-12-31"),
    (AUTUMN, "They met two years ago.", "2014", "2014-01-01", "2014-12-31"),
    (WEEK, "They met yesterday.", "XXXX-XX-XX", "2016-11-13", "2016-11-17"),
    (WEEK, "They met on Friday the 13th.", "2016-05-13", "2016-05-13", "2016-05-13"),
    (AUTUMN, "They met in 2014.", "2014", "2014-01-01", "2014-12-31"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("published", "text", "value", "earliest", "latest"), CASES, ids=[f"{row[0]} {row[1]}" for row in CASES]
)
def test_an_answer_is_as_narrow_as_the_days_of_writing(
    published: str, text: str, value: str, earliest: str, latest: str
) -> None:
    assert first(text, parse_interval(published)) == (value, earliest, latest)


LOOKING = [
    "They met on Monday.", "They will meet on Friday.", "By mid-September 40 had died.", "They met on 7 October.",
    "It fell last month.", "They met in the spring.", "They will meet in the spring.", "They met at Easter.",
    "It fell two weeks ago.", "It rose in the third quarter.", "They met on Friday the 13th.", "They met on the 21st.",
    "It fell last summer.", "It was a year ago.", "They meet next week.", "They met at Christmas.",
]  # fmt: skip
DAYS = st.integers(day_number(1600, 1, 1), day_number(2400, 1, 1))


@pytest.mark.property
@settings(deadline=None, max_examples=80)
@given(begin=DAYS, length=st.integers(0, 800), inside=st.integers(0, 800), text=st.sampled_from(LOOKING))
def test_an_interval_is_bounded_by_what_its_ends_mean_and_no_narrower(
    begin: int, length: int, inside: int, text: str
) -> None:
    def days(published: DayInterval) -> DayInterval:
        return recognise(text, language="en", publication=published)[0].days

    wide = days(DayInterval(begin, begin + length))
    assert wide.earliest == days(DayInterval(begin, begin)).earliest
    assert wide.latest == days(DayInterval(begin + length, begin + length)).latest
    at = begin + min(inside, length)
    assert wide.intersect(days(DayInterval(at, at))) == days(DayInterval(at, at))
    assert days(DayInterval(begin, None)) == DayInterval(wide.earliest, None)
    assert days(DayInterval(None, begin + length)) == DayInterval(None, wide.latest)

"""What must hold for every text, whatever stands in it."""

import re
from itertools import pairwise

import pytest
from edtf import parse_edtf
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.days import DayInterval, civil, day_number, days_in_month, parse_day, parse_interval
from pipelines.temporal.patterns import grammar, patterns
from pipelines.temporal.recognise import recognise
from pipelines.temporal.words import LANGUAGES, lexicon
from tests.growth import growth

pytestmark = pytest.mark.property

WORDS = [
    "Monday",
    "may",
    "May",
    "7",
    "31",
    "1984",
    "2014",
    ",",
    "-",
    ".",
    "the",
    "a",
    "of",
    "in",
    "last",
    "next",
    "week",
    "year",
    "years",
    "ago",
    "two",
    "more",
    "than",
    "October",
    "Oct.",
    "9:30",
    "a.m.",
    "early",
    "mid",
    "first",
    "third",
    "quarter",
    "century",
    "BC",
    "AD",
    "44",
    "1914-18",
    "'98",
    "1990s",
    "today",
    "every",
    "twice",
    "$",
    "%",
    "1,984",
    "2015-10-07",
    "\n",
    "\n\n",
    "12/25/2014",
    "hundred",
    "twenty",
    "four",
    "later",
    "the",
    "past",
    "future",
    "spring",
    "of",
    "end",
    "now",
    "é",
    "月",
    "ago",
    "half",
    "an",
    "hour",
    "and",
]
TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join),
    st.lists(st.sampled_from(WORDS), max_size=40).map("".join),
)
DAYS = st.integers(day_number(1000, 1, 1), day_number(9000, 1, 1))
ANCHORS = st.one_of(
    st.just(DayInterval()),
    DAYS.map(lambda day: DayInterval(day, day)),
    st.tuples(DAYS, st.integers(0, 2000)).map(lambda pair: DayInterval(pair[0], pair[0] + pair[1])),
    DAYS.map(lambda day: DayInterval(day, None)),
    DAYS.map(lambda day: DayInterval(None, day)),
)


@settings(deadline=None, max_examples=150)
@given(
    text=TEXTS,
    anchor=ANCHORS,
    language=st.sampled_from(
        ["en", "de", "fr", "es", "it", "pt", "nl", "pl", "ru", "tr", "ar", "zh", "ja", "sv", "el", "xx", "", None]
    ),
)
def test_every_row_is_sound(text: str, anchor: DayInterval, language: str | None) -> None:
    rows = recognise(text, language=language, publication=anchor)
    for number, row in enumerate(rows):
        assert row.position == number
        assert row.start < row.end
        assert text[row.start : row.end] == row.surface
        assert row.surface == row.surface.strip()
        assert row.type in ("DATE", "TIME", "DURATION", "SET")
        assert row.value
        assert row.rule
        assert row.earliest is None or row.latest is None or row.earliest <= row.latest
        assert (row.edtf is None) == (row.earliest is None and row.latest is None)
        if row.edtf:
            parse_edtf(row.edtf)
        if anchor == DayInterval() and row.anchor == "publication":
            assert row.days == DayInterval()
    assert all(left.end <= right.start for left, right in pairwise(rows))


def meant(value: str) -> DayInterval | None:
    """The days of a TIMEX3 date, read from the value alone; `None` where it leaves parts open or names none."""
    found = re.fullmatch(r"(BC)?(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:T.*)?", value)
    if found:
        year = 1 - int(found[2]) if found[1] else int(found[2])
        first, last = int(found[3] or 1), int(found[3] or 12)
        return DayInterval(
            day_number(year, first, int(found[4] or 1)),
            day_number(year, last, int(found[4] or days_in_month(year, last))),
        )
    found = re.fullmatch(r"(\d{4})-Q([1-4])", value)
    if found:
        year, month = int(found[1]), 3 * int(found[2])
        return DayInterval(day_number(year, month - 2, 1), day_number(year, month, days_in_month(year, month)))
    found = re.fullmatch(r"(\d{4})-W(\d{2})(-WE)?", value)
    if found:
        fourth = day_number(int(found[1]), 1, 4)
        monday = fourth - (fourth + 3) % 7 + 7 * (int(found[2]) - 1)
        return DayInterval(monday + (5 if found[3] else 0), monday + 6)
    return meant_by_part(value) or meant_by_many_years(value)


def meant_by_part(value: str) -> DayInterval | None:
    """The days of a half or a season of a year; the winter of a year begins in its December."""
    found = re.fullmatch(r"(BC)?(\d{4})-(H1|H2|SP|SU|FA|WI)", value)
    if not found:
        return None
    year = 1 - int(found[2]) if found[1] else int(found[2])
    month, months = {"H1": (1, 6), "H2": (7, 6), "SP": (3, 3), "SU": (6, 3), "FA": (9, 3), "WI": (12, 3)}[found[3]]
    end_year, end = (year, month + months) if month + months <= 12 else (year + 1, month + months - 12)
    return DayInterval(day_number(year, month, 1), day_number(end_year, end, 1) - 1)


def meant_by_many_years(value: str) -> DayInterval | None:
    """The days of a decade or a century, before Christ too."""
    found = re.fullmatch(r"(BC)?(\d{2,3})", value)
    if not found:
        return None
    number, years = int(found[2]), 100 if len(found[2]) == 2 else 10
    if not found[1]:
        first = number * years + (years == 100)
        return DayInterval(day_number(first, 1, 1), day_number(first + years - 1, 12, 31))
    # 5 BC is year -4: the 2nd century BC is 200 to 101 BC, the 40s BC are 49 to 40 BC, the first decade is 9 to 1 BC.
    oldest, latest = (number * 100 + 100, number * 100 + 1) if years == 100 else (number * 10 + 9, max(number * 10, 1))
    return DayInterval(day_number(1 - oldest, 1, 1), day_number(1 - latest, 12, 31))


@pytest.mark.parametrize(
    "text",
    ["the 2nd century BC", "the 1st century BC", "the 40s BC", "the 460s BC", "the 4th century", "the 1640s",
     "the spring of 480 BC", "the winter of 1916-17", "the first half of 1998", "44 BC", "March 44 BC", "AD 79"],
)  # fmt: skip
def test_value_and_interval_agree_far_back(text: str) -> None:
    (row,) = recognise(f"It was {text}.", language="en")
    assert meant(row.value) == row.days
    assert row.surface == text


@settings(deadline=None, max_examples=100)
@given(text=TEXTS, anchor=ANCHORS)
def test_value_and_interval_agree(text: str, anchor: DayInterval) -> None:
    for row in recognise(text, language="en", publication=anchor):
        days = meant(row.value) if row.type in ("DATE", "TIME") else None
        if days is not None and row.mod not in ("MORE_THAN", "LESS_THAN", "BEFORE", "AFTER"):
            assert row.days == days, row
        if row.value.startswith("XXXX-XX-XX"):
            assert not row.days.single, row


@settings(deadline=None, max_examples=50)
@given(
    day=DAYS, weeks=st.integers(-500, 500), text=st.sampled_from(["Monday", "last Friday", "next Sunday", "yesterday"])
)
def test_shifting_the_day_of_writing_by_weeks_shifts_the_answer(day: int, weeks: int, text: str) -> None:
    (before,) = recognise(text, language="en", publication=DayInterval(day, day))
    (after,) = recognise(text, language="en", publication=DayInterval(day + 7 * weeks, day + 7 * weeks))
    assert after.days == before.days.shift(7 * weeks)


RELATIVE_TO_THE_YEAR = [
    "in September", "last year", "next year", "a year ago", "two years ago", "this month", "last month", "last summer",
    "this spring", "in the third quarter", "on 7 October", "at Christmas", "late last year", "next March",
]  # fmt: skip


@settings(deadline=None, max_examples=100)
@given(
    day=DAYS,
    years=st.integers(-300, 300),
    text=st.sampled_from(RELATIVE_TO_THE_YEAR),
)
def test_shifting_the_day_of_writing_by_years_shifts_the_value(day: int, years: int, text: str) -> None:
    year, month, of_month = civil(day)
    of_month = min(of_month, 28)
    values = []
    for shifted in (year, year + years):
        at = day_number(shifted, month, of_month)
        (row,) = recognise(text, language="en", publication=DayInterval(at, at))
        values.append((int(row.value[:4]) - shifted, row.value[4:]))
    assert values[0] == values[1]


@settings(deadline=None, max_examples=80)
@given(first=DAYS, length=st.integers(0, 900), inside=st.integers(0, 900), text=st.sampled_from(
    ["They met Monday", "in mid-September", "on Oct. 7", "yesterday", "last week", "two months ago", "this summer", "next year"]
))  # fmt: skip
def test_a_wide_anchor_covers_what_each_of_its_days_gives(first: int, length: int, inside: int, text: str) -> None:
    (wide,) = recognise(text, language="en", publication=DayInterval(first, first + length))
    at = first + min(inside, length)
    (narrow,) = recognise(text, language="en", publication=DayInterval(at, at))
    assert wide.earliest is not None
    assert wide.latest is not None
    assert narrow.earliest is not None
    assert narrow.latest is not None
    assert wide.earliest <= narrow.earliest
    assert narrow.latest <= wide.latest
    if not wide.value.startswith("XX"):
        assert wide.value == narrow.value


HOSTILE = {
    "digits": "1" * 10_000,
    "spaces": " " * 10_000,
    "commas": "," * 10_000,
    "may": "may " * 3_000,
    "May": "May " * 500,
    "ranges": "from 3 to 5 May to " * 120,
    "numbers": "two " * 3_000,
    "hyphens": "1-" * 1_000,
    "clocks": "1:" * 1_000,
    "thousands": "1,000" * 600,
    "newlines": "\n" * 10_000,
    "letters": "a" * 20_000,
    "weekdays": "Monday, " * 200,
    "prices": "$1 " * 1_000,
    "versions": "v2.0 said " * 400,
    "quotes": "'" * 10_000,
    "ones": "1 " * 1_000,
    "ranges of years": "2001-2002-2003-" * 100,
    "nested ranges": "between May 3 and " * 100,
    "dots": "." * 10_000,
    "brackets": "([" * 5_000,
    "combining marks": "May\u0301 " * 500,
    "dates with a cue": "May 3 1914 which was " * 60,
}


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("language", ["en", "de"])
def test_hostile_text_takes_linear_time(name: str, language: str) -> None:
    assert growth(lambda copies: recognise(HOSTILE[name] * copies, language=language), 1, 8, enough=9) < 16


@pytest.mark.parametrize("language", LANGUAGES)
def test_patterns_compile_and_are_bounded(language: str) -> None:
    assert len(grammar(language).at("|x", 0)) == 0
    for rule in patterns(language):
        assert "*" not in rule.form, f"{rule.name}: a pattern must be bounded"
        assert "+" not in rule.form, f"{rule.name}: a pattern must be bounded"
    assert lexicon(language).kinds


def test_no_day_comes_from_the_clock() -> None:
    rows = recognise("It ends July 23, in 6 months, next Monday.", language="en", publication=parse_interval(".."))
    assert [row.days for row in rows] == [DayInterval()] * len(rows)
    assert parse_day("2015-10-07") == 16_715

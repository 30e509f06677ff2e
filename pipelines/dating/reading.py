"""Dates as documents state them: in the words of a line, or alone in a field of metadata.

Candidates are found by our own patterns, which fix day and year; the month's name is read by dateparser in the
document's language, with an explicit base and strictly, so nothing is ever filled in from today's calendar.
"""

import email.utils
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

import regex
from dateparser.data.languages_info import language_locale_dict
from dateparser.date import DateDataParser

from pipelines.days import (
    UNKNOWN,
    DayInterval,
    day_number,
    days_in_month,
    month_interval,
    parse_interval,
    year_interval,
)
from pipelines.errors import InvalidDay

__all__ = ["Reading", "dates_in", "months_in", "partial_dates_in", "stated"]

_MONTH: Final = r"(?P<month>[\p{L}\p{M}]{3,14})\.?"
_YEAR: Final = r"(?P<year>[12][0-9]{3})(?![0-9])"
_DAY: Final = r"(?<![0-9])(?P<day>[0-3]?[0-9])"
_DAY_MONTH: Final = _DAY + r"(?:\.|º|ª|(?i:st|nd|rd|th|er|de))?(?:\s*-\s*|\s+)(?:(?:de|of|d)\b['’]?\s*)?" + _MONTH
_MONTH_DAY: Final = r"(?<![\p{L}\p{M}])" + _MONTH + r"\s*(?P<day>[0-3]?[0-9])(?![0-9:])(?i:st|nd|rd|th)?"
_GAP: Final = r"(?:\s?,\s*|\s*-\s*|\s+)(?:del?\s+)?"

_WORDED: Final = (
    regex.compile(_DAY_MONTH + _GAP + _YEAR),
    regex.compile(_MONTH_DAY + _GAP + _YEAR),
    # As C's ctime and some feeds write it: "Wed Oct 07 20:19:24 +0000 2015".
    regex.compile(_MONTH_DAY + r"\s+[0-9:]{5,8}\s+(?:[+\-]?[A-Z0-9]{3,5}\s+)?" + _YEAR),
    regex.compile(r"(?<![0-9])(?P<year>[12][0-9]{3})\.?\s+" + _MONTH + r"\s+(?P<day>[0-3]?[0-9])(?![0-9:])"),
)
_YEAR_FIRST: Final = regex.compile(
    r"(?<![0-9])(?P<year>[12][0-9]{3})(?:(?P<sign>[-/.])(?P<month>[0-9]{1,2})(?P=sign)(?P<day>[0-9]{1,2})(?![0-9])"
    r"|\s?[年년]\s?(?P<month>[0-9]{1,2})\s?[月월]\s?(?P<day>[0-9]{1,2})\s?[日일])"
)
_NUMBERS: Final = regex.compile(
    r"(?<![0-9./-])(?P<first>[0-9]{1,2})(?P<sign>[-/.])(?P<second>[0-9]{1,2})(?P=sign)" + _YEAR
)
_MONTH_YEAR: Final = regex.compile(
    r"(?<![\p{L}\p{M}]|[0-9][.\s-]{1,2}|[0-9](?i:st|nd|rd|th)\s)" + _MONTH + r"\s?,?\s+(?:de\s+)?" + _YEAR
)
_PARTIAL: Final = (regex.compile(_MONTH_DAY), regex.compile(_DAY_MONTH + r"(?![\p{L}\p{M}])"))

_DAY_FIRST: Final = frozenset({"de", "fr", "es", "it", "pt", "nl", "da", "no", "fi", "pl", "cs", "tr", "ru", "uk"})
"""Languages that write the day before the month in figures (CLDR, short date formats)."""


_LONGEST_FIELD: Final = 200
"""Characters of a field of metadata; what is longer is a text."""

_NAMES: Final = {"no": "nb"}
"""Languages that dateparser knows under another code."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One date as it stands in a string.

    Attributes:
        start: First code point.
        end: Code point after its last.
        days: What it names; unknown where the year is missing.
        month_day: Month and day where the year is missing.
        note: What is doubtful about it.
    """

    start: int
    end: int
    days: DayInterval
    month_day: tuple[int, int] | None = None
    note: str | None = None


@cache
def _languages() -> tuple[str, ...]:
    table = tomllib.loads((files("pipelines.dating") / "lexicon" / "labels.toml").read_text(encoding="utf-8"))
    return tuple(table["published"])


@cache
def _parser(language: str | None) -> DateDataParser | None:
    """Give the reader of a language, or of all whose labels we know; `None` where dateparser does not know it."""
    names = [language] if language else list(_languages())
    names = [_NAMES.get(name, name) for name in names]
    if not set(names) <= set(language_locale_dict):
        return None
    settings = {
        "RELATIVE_BASE": datetime(2000, 1, 1),
        "STRICT_PARSING": True,
        "REQUIRE_PARTS": ["day", "month", "year"],
        "PARSERS": ["absolute-time"],
        "DATE_ORDER": "DMY",
    }
    return DateDataParser(languages=names, settings=settings)


@lru_cache(maxsize=8192)
def _month(word: str, language: str | None) -> int | None:
    """Give the number of a month by its name, in a language or, if it says nothing there, in English."""
    for name in (language, "en") if language else (None,):
        parser = _parser(name)
        found = parser.get_date_data(f"1 {word} 2000").date_obj if parser else None
        if found is not None and (found.year, found.day) == (2000, 1):
            return int(found.month)
    return None


def dates_in(text: str, language: str | None) -> list[Reading]:
    """Find the complete dates in a string, from left to right.

    Args:
        text: A line, or a field of metadata.
        language: ISO 639-1, for the names of months; `None` where it is not known.
    """
    found: list[Reading] = []
    for reading in _complete(text, language):
        if all(reading.end <= other.start or other.end <= reading.start for other in found):
            found.append(reading)
    return sorted(found, key=lambda reading: reading.start)


def _complete(text: str, language: str | None) -> Iterator[Reading]:
    if not any(sign.isdecimal() for sign in text):
        return
    for match in _YEAR_FIRST.finditer(text):
        yield from _on(match, int(match["month"]))
    for match in _NUMBERS.finditer(text):
        yield from _numeric(match, language)
    for pattern in _WORDED:
        for match in pattern.finditer(text, overlapped=True):
            month = _month(match["month"].casefold(), language)
            if month:
                yield from _on(match, month)


def _on(match: "regex.Match[str]", month: int) -> Iterator[Reading]:
    try:
        day = day_number(int(match["year"]), month, int(match["day"]))
    except InvalidDay:
        return
    yield Reading(match.start(), match.end(), DayInterval(day, day))


def _numeric(match: "regex.Match[str]", language: str | None) -> Iterator[Reading]:
    """Read `04/05/2015`: both ways where nothing tells which figure is the month."""
    first, second, year = int(match["first"]), int(match["second"]), int(match["year"])
    day_first = match["sign"] == "." or language in _DAY_FIRST
    orders = [(second, first)] if day_first else [(first, second), (second, first)]
    days = []
    for month, day in orders:
        try:
            days.append(day_number(year, month, day))
        except InvalidDay:
            continue
    if days:
        note = "day and month could be read either way round" if len(set(days)) > 1 else None
        yield Reading(match.start(), match.end(), DayInterval(min(days), max(days)), note=note)


def months_in(text: str, language: str | None) -> list[Reading]:
    """Find months with their year (`October 2015`); each is all days of the month."""
    found = []
    for match in _MONTH_YEAR.finditer(text):
        month = _month(match["month"].casefold(), language)
        if month:
            found.append(Reading(match.start(), match.end(), month_interval(int(match["year"]), month)))
    return found


def partial_dates_in(text: str, language: str | None) -> list[Reading]:
    """Find days without a year (`Oct. 7`): they name no day until something else gives the year."""
    found = []
    for pattern in _PARTIAL:
        for match in pattern.finditer(text):
            month, day = _month(match["month"].casefold(), language), int(match["day"])
            if month and 1 <= day <= days_in_month(2000, month):
                found.append(Reading(match.start(), match.end(), UNKNOWN, (month, day)))
    return sorted(found, key=lambda reading: reading.start)


def stated(value: str, language: str | None = None) -> Reading:
    """Read a field of metadata: ISO 8601, RFC 5322, seconds or milliseconds since 1970, or as people write a date.

    The day is the one its own zone writes. A date without a year, or a field with two dates, names no day; the note
    says so.

    Args:
        value: The field as it stood.
        language: ISO 639-1, for the names of months.
    """
    text = value.strip()
    if len(text) > _LONGEST_FIELD:
        return Reading(0, len(value), UNKNOWN, note="too long to be a date")
    everything = UNKNOWN
    for read in (_bare_number, _iso):
        try:
            everything = read(text)
        except (InvalidDay, OverflowError):
            continue
        if everything.known:
            return Reading(0, len(value), everything)
    found = dates_in(text, language) or dates_in(text, None) or months_in(text, language)
    if len({reading.days for reading in found}) > 1:
        return Reading(0, len(value), UNKNOWN, note="names more than one date")
    if found:
        return Reading(0, len(value), found[0].days, note=found[0].note)
    return _without_year(text, language, len(value))


def _without_year(text: str, language: str | None, length: int) -> Reading:
    mail = email.utils.parsedate(text) if regex.match(r"\p{L}+, [0-9]{1,2}[ -]\p{L}{3}[ -][0-9]{2} ", text) else None
    if mail and 1 <= mail[1] <= 12:
        day = day_number(mail[0], mail[1], mail[2]) if 1 <= mail[2] <= 28 else None
        if day is not None:
            return Reading(0, length, DayInterval(day, day))
    partial = partial_dates_in(text, language)
    if partial:
        return Reading(0, length, UNKNOWN, partial[0].month_day, "names no year")
    return Reading(0, length, UNKNOWN, note="names no date that could be read")


def _bare_number(text: str) -> DayInterval:
    """Read `20151007`, `2015`, and seconds or milliseconds since 1970 (UTC)."""
    found = regex.fullmatch(r"(?P<sign>-?)(?P<figures>[0-9]{4,13})(?:\.[0-9]+)?", text)
    if not found:
        return UNKNOWN
    figures = found["figures"]
    number = int(found["sign"] + figures)
    if len(figures) == 4 and not found["sign"]:
        return year_interval(number) if number else UNKNOWN
    if len(figures) == 8 and not found["sign"]:
        day = day_number(number // 10_000, number // 100 % 100, number % 100)
        return DayInterval(day, day)
    if len(figures) in (9, 10, 12, 13):
        day = number // (86_400 if len(figures) < 12 else 86_400_000)
        return DayInterval(day, day)
    return UNKNOWN


def _iso(text: str) -> DayInterval:
    """Read ISO 8601 with years of four figures: longer ones count something else, and 0000 stands for nothing."""
    if not regex.match(r"(?!0000)-?[0-9]{4}(?:$|[-/])|\.\./", text):
        return UNKNOWN
    return parse_interval(text)

"""Dates as documents state them: in the words of a line, or alone in a field of metadata.

What a text says is read by `temporal.recognise.absolute_dates`, the one reader of dates in words; nothing is ever filled
in from today's calendar. This module adds the forms that machines write into fields of metadata (seconds since 1970,
`20151007`, RFC 5322), and keeps a day open where its figures can be read both ways round.
"""

import email.utils
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

import regex

from pipelines.days import UNKNOWN, DayInterval, day_number, days_in_month, parse_interval, year_interval
from pipelines.errors import InvalidDay
from pipelines.records import TimeExpression
from pipelines.temporal.recognise import absolute_dates

__all__ = ["CLOCK", "Reading", "dates_in", "months_in", "partial_dates_in", "readings_in", "stated"]

CLOCK: Final = regex.compile(
    r"(?:\b(?:at|um|à|alle|às|kl\.?|klo|ore)\s+)?\b[0-2]?[0-9]\s?[:.h]\s?[0-5][0-9](?::[0-5][0-9])?\s*(?:[ap]\.?\s?m\b\.?(?:\s+[a-z]{1,3}t\b)?|uhr)?"
    r"|\b[0-2]?[0-9]\s?(?:[ap]\.?\s?m\b\.?|uhr)|\b(?-i:[A-Z]{2,4}T|GMT|UTC|Z)\b|[+\-][0-9]{2}:?[0-9]{2}",
    regex.I,
)
"""A clock time or a zone beside a date."""
_OF_TIME: Final = regex.compile(
    r"(?:\s?[,;T|–-])?\s*(?:\b(?:at|um|à)\s+)?[0-2]?[0-9](?:[:.h][0-5]|\s?[ap]\.?m|\s?Uhr)", regex.I
)
"""Where the clock time of `7 October 2015 at 3:15pm` begins."""
_YEAR: Final = re.compile(r"\d{4}")
"""What a date with its year has in any form: a string without it need not be read."""
_FIGURES: Final = re.compile(
    r"(?<!\d)(?P<first>\d{1,2})(?P<sign>[/-])(?P<second>\d{1,2})(?P=sign)(?P<year>\d{4})(?!\d)"
)
_CTIME: Final = re.compile(r"(?P<day>[A-Z][a-z]{2} +\d{1,2}) +[\d:]{5,8} +(?:[+-]?[A-Z0-9]{3,5} +)?(?P<year>\d{4})\b")
"""As C's ctime and some feeds write it: `Wed Oct 07 20:19:24 +0000 2015`."""
_AFTER_DAY: Final = re.compile(r"\d(?:st|nd|rd|th)?[.\s-]{1,2}$")
_FOREIGN: Final = regex.compile(
    r"(?<![0-9.])[0-3]?[0-9](?:[.ºª]|er|\sde)\s\p{L}{3,14}\.?,?\s(?:del?\s)?[12][0-9]{3}(?![0-9])"
)
"""What is a date in a language other than English."""
_LANGUAGES: Final = ("en", "de", "fr", "es", "it", "pt", "nl", "ru", "pl", "sv", "da", "nb", "fi", "cs", "tr", "uk")
"""Languages that are tried, in this order, where a field does not say which is its own."""
_DAY_FIRST: Final = frozenset({"de", "fr", "es", "it", "pt", "nl", "da", "no", "fi", "pl", "cs", "tr", "ru", "uk"})
"""Languages that write the day before the month in figures (CLDR, short date formats)."""
_NAMES: Final = {"no": "nb"}
"""Languages that dateparser knows under another code."""
_LONGEST_FIELD: Final = 200
"""Characters of a field of metadata; what is longer is a text."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One date as it stands in a string.

    Attributes:
        start: First code point.
        end: Code point after its last; a clock time is not counted.
        days: What it names; unknown where the year is missing.
        month_day: Month and day where the year is missing.
        note: What is doubtful about it.
    """

    start: int
    end: int
    days: DayInterval
    month_day: tuple[int, int] | None = None
    note: str | None = None


def readings_in(text: str, language: str | None) -> tuple[Reading, ...]:
    """Find the days, months and years in a string, and days without a year, from left to right.

    Args:
        text: A line, or a field of metadata.
        language: ISO 639-1, for the names of months; `None` where it is not known. English is tried after it.
    """
    if not any(map(str.isdecimal, text)):
        return ()
    return _read(text, language)


@lru_cache(maxsize=8192)
def _read(text: str, language: str | None) -> tuple[Reading, ...]:
    own = tuple(_rows(text, _NAMES.get(language, language))) if language else ()
    if own and any(row.days.single or row.note for row in own):
        return own
    if language is None or _FOREIGN.search(text):
        for name in _LANGUAGES:
            found = tuple(_rows(text, name))
            if any(row.days.single or (row.month_day and not own) for row in found):
                return found
    return own or tuple(_rows(text, "en"))


def _rows(text: str, language: str) -> Iterator[Reading]:
    for row in absolute_dates(text, language):
        found = _reading(row, language)
        if found:
            yield found


def _reading(row: TimeExpression, language: str) -> Reading | None:
    surface = row.surface
    clock = _OF_TIME.search(surface) if row.type == "TIME" else None
    length = clock.start() if clock and clock.start() else len(surface)
    if row.value.startswith("XXXX-"):
        month, _, day = row.value[5:10].partition("-")
        if not (month.isdigit() and day.isdigit() and 1 <= int(day) <= days_in_month(2000, int(month))):
            return None
        return Reading(row.start, row.start + length, UNKNOWN, (int(month), int(day)))
    days = DayInterval(row.earliest, row.latest)
    if not days.bounded or (row.type == "TIME" and not clock):
        return None
    found = Reading(row.start, row.start + length, days)
    figures = _FIGURES.search(surface)
    return _both_ways(found, figures, language) if figures else found


def _both_ways(found: Reading, figures: re.Match[str], language: str) -> Reading | None:
    """Read `04/05/2015` both ways where nothing tells which figure is the month."""
    first, second, year = int(figures["first"]), int(figures["second"]), int(figures["year"])
    days = []
    for month, day in [(second, first)] if language in _DAY_FIRST else [(first, second), (second, first)]:
        try:
            days.append(day_number(year, month, day))
        except InvalidDay:
            continue
    if not days:
        return None
    note = "day and month could be read either way round" if len(set(days)) > 1 else None
    return replace(found, days=DayInterval(min(days), max(days)), note=note)


def dates_in(text: str, language: str | None) -> list[Reading]:
    """Find the complete dates in a string, from left to right; one that reads both ways round counts."""
    if not _YEAR.search(text):
        return []
    return [found for found in readings_in(text, language) if found.days.single or found.note]


def months_in(text: str, language: str | None) -> list[Reading]:
    """Find months with their year (`October 2015`); each is all days of the month."""
    if not _YEAR.search(text):
        return []
    return [
        found
        for found in readings_in(text, language)
        if found.note is None
        and 28 <= (found.days.length or 0) <= 31
        and not _AFTER_DAY.search(text[max(0, found.start - 6) : found.start])
    ]


def partial_dates_in(text: str, language: str | None) -> list[Reading]:
    """Find days without a year (`Oct. 7`): they name no day until something else gives the year."""
    return [found for found in readings_in(text, language) if found.month_day]


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
    for read in (_bare_number, _iso, _of_a_machine):
        try:
            everything = read(text)
        except (InvalidDay, OverflowError, ValueError):
            continue
        if everything.known:
            return Reading(0, len(value), everything)
    found = dates_in(text, language) or dates_in(text, None) or months_in(text, language)
    if len({reading.days for reading in found}) > 1:
        return Reading(0, len(value), UNKNOWN, note="names more than one date")
    if found:
        return Reading(0, len(value), found[0].days, note=found[0].note)
    partial = partial_dates_in(text, language)
    if partial:
        return Reading(0, len(value), UNKNOWN, partial[0].month_day, "names no year")
    return Reading(0, len(value), UNKNOWN, note="names no date that could be read")


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


def _of_a_machine(text: str) -> DayInterval:
    """Read what ctime, RFC 850 (`Wednesday, 13-Jul-16`) and PDF (`D:20151007120000Z`, ISO 32000-1, 7.9.4) write."""
    pdf = re.match(r"D:(\d{4})(\d\d)(\d\d)", text)
    if pdf:
        day = day_number(*map(int, pdf.groups()))
        return DayInterval(day, day)
    ctime = _CTIME.search(text)
    if ctime:
        named = dates_in(f"{ctime['day']}, {ctime['year']}", "en")
        return named[0].days if named else UNKNOWN
    if re.match(r"[A-Za-z]+, \d{1,2}[ -][A-Za-z]{3}[ -]\d{2} ", text):
        mail = email.utils.parsedate(text)
        if mail:
            day = day_number(mail[0], mail[1], mail[2])
            return DayInterval(day, day)
    return UNKNOWN

"""Readers of calendar dates: with a year they stand alone, without one they are reckoned from the anchor."""

import re
from dataclasses import replace
from typing import Final

from pipelines.days import civil, day_number, days_in_month, weekday
from pipelines.errors import InvalidDay
from pipelines.temporal.meaning import Context, Found, Meaning, absolute, reader, relative, with_part
from pipelines.temporal.reckoning import (
    Span,
    day_span,
    month_span,
    week_value,
)
from pipelines.temporal.years import full_year, modifier, pivot, shared_year

__all__ = ["modifier", "month_day_from"]

_HALF_YEAR: Final = 183
_AHEAD: Final = 120
"""Days ahead up to which a date without a year, in a sentence that looks nowhere, may lie."""


def _month(found: Found) -> int:
    return int(found.get("MONTH") or found.get("MONTHABBR"))


def _date(year: int, month: int, day: int) -> Span:
    return day_span(day_number(year, month, day))


@reader
def iso(found: Found, _context: Context) -> Meaning | None:
    """`2015-10-07`, with or without a time."""
    text = str(found.get("ISO"))
    year, month, day = (int(part) for part in text[:10].split("-"))
    meaning = absolute(_date(year, month, day))
    return with_part(meaning, text[10:]) if len(text) > 10 else meaning


@reader
def slashed(found: Found, _context: Context) -> Meaning | None:
    """`25/12/2014`, `12/25/14`: the order that makes a date; where both do, the American one for slashes."""
    text = str(found.get("SLASHED"))
    first, second, third = (int(part) for part in re.split(r"[./-]", text))
    if first > 31:
        return absolute(_date(first, second, third))
    year = third if third > 99 else pivot(third)
    if "-" in text and third < 100:
        return None
    orders = [(second, first), (first, second)] if "." in text else [(first, second), (second, first)]
    for month, day in orders:
        if 1 <= month <= 12 and 1 <= day <= days_in_month(year, month):
            return absolute(_date(year, month, day))
    return None


@reader
def date(found: Found, context: Context) -> Meaning | None:
    """A day of a month, with a year or reckoned."""
    month, day = _month(found), int(found.get("DAY") or found.get("DAYTH") or 0)
    year = full_year(found) or shared_year(context)
    if year is not None:
        return absolute(_date(year, month, day), modifier(found))
    if day < 1 or day > (29 if month == 2 else days_in_month(2001, month)):
        return None
    return month_day_from(context, month, day, modifier(found))


def month_day_from(context: Context, month: int, day: int, mod: str | None = None) -> Meaning:
    """Give a day and month without a year: narrative texts go on from the last date, news looks around."""
    direction = "chain" if context.narrative and context.reference else context.direction
    ahead = _ahead(direction)

    def reckon(anchor: int) -> Span:
        year = civil(anchor)[0] + 1
        while day > days_in_month(year, month) or day_number(year, month, day) > anchor + ahead:
            year -= 1
        return _date(year, month, day)

    if direction == "chain" and context.reference is not None and context.reference.days.bounded:
        return _chained(context, month, day, mod)
    return relative(context, reckon, f"XXXX-{month:02d}-{day:02d}", mod)


def _ahead(direction: str) -> int:
    """Days after the anchor that a date without a year may lie."""
    return {"future": 330, "past": 75, "chain": _HALF_YEAR}.get(direction, _AHEAD)


def _chained(context: Context, month: int, day: int, mod: str | None) -> Meaning:
    """In the year of the last date mentioned, or the one after where that reads on."""
    reference = context.reference
    assert reference is not None and reference.days.earliest is not None  # noqa: S101, PT018 - the caller looked
    at = reference.days.earliest
    year = civil(at)[0]
    if (reference.days.length or 400) <= 31:
        ahead = month_span(year, month).first - at
        year += 1 if ahead < -_READ_ON else -1 if ahead > 365 - _READ_ON else 0
    if day > days_in_month(year, month):
        return Meaning("DATE", f"XXXX-{month:02d}-{day:02d}", mod)
    span = _date(year, month, day) if day else month_span(year, month)
    return replace(absolute(span, mod), anchor="expression")


_READ_ON: Final = 200
"""Days before the last date mentioned from which on a month is that of the next year."""


@reader
def day_continued(found: Found, context: Context) -> Meaning | None:
    """The `5` of `March 3 and 5, 2011`."""
    month, day, year = _month(found), int(found.get("INT")), found.get("YEAR")
    if not 1 <= day <= days_in_month(2000, month) or day <= int(found.get("DAY") or found.get("DAYTH")):
        return None
    if year is None and context.reference is not None and context.reference.days.single:
        at = context.reference.days.earliest
        return replace(absolute(_date(civil(at or 0)[0], month, day)), anchor="expression")
    return absolute(_date(int(year), month, day)) if year is not None else month_day_from(context, month, day)


@reader
def date_bc(found: Found, _context: Context) -> Meaning | None:
    """`15 March 44 BC`."""
    numbers = [value for name in ("NUM", "YEAR", "OLDYEAR") for value in found.every(name)]
    return absolute(_date(1 - int(numbers[-1]), _month(found), int(found.get("DAY") or found.get("DAYTH"))))


@reader
def date_of(found: Found, context: Context) -> Meaning | None:
    """`April 26 last year`."""
    offset = int(found.get("PREV") or 0)
    month, day = _month(found), int(found.get("DAY") or found.get("DAYTH"))
    return relative(context, lambda at: _date(civil(at)[0] + offset, month, day), f"XXXX-{month:02d}-{day:02d}")


@reader
def weekday_nth(found: Found, context: Context) -> Meaning | None:
    """`Friday the 13th`: the nearest month in which it is that weekday."""
    number = int(found.get("WEEKDAY") or found.get("WDABBR"))
    return relative(context, lambda at: _nth(at, int(found.get("DAYTH")), number), "XXXX-XX-XX")


@reader
def nth_of_month(found: Found, context: Context) -> Meaning | None:
    """`on the 21st`."""
    return relative(
        context, lambda at: _nth(at, int(found.get("DAYTH")), None), "XXXX-XX-XX", chained=context.narrative
    )


def _nth(at: int, nth: int, of_week: int | None) -> Span:
    year, month, _ = civil(at)
    for shift in (0, 1, -1, 2, -2, 3, -3):
        span = month_span(year, month + shift)
        day = span.first + nth - 1
        if day <= span.last and (of_week is None or weekday(day) == of_week):
            return day_span(day)
    raise InvalidDay(f"no month around has a weekday {of_week} on its {nth}th")


@reader
def month(found: Found, _context: Context) -> Meaning | None:
    """`September 2015`."""
    year = full_year(found)
    return None if year is None else absolute(month_span(year, _month(found)), modifier(found))


@reader
def month_bc(found: Found, _context: Context) -> Meaning | None:
    """`March 44 BC`."""
    return absolute(month_span(1 - int(found.get("NUM") or found.get("YEAR")), _month(found)), modifier(found))


@reader
def month_of(found: Found, context: Context) -> Meaning | None:
    """`November last year`, `August of that year`."""
    named, offset = _month(found), found.get("PREV")
    if found.get("UNIT") != "Y":
        return month_alone(found, context) if not found.get("UNSURE") else None
    chained = offset is None or context.narrative
    return relative(
        context,
        lambda at: month_span(civil(at)[0] + int(offset or 0), named),
        f"XXXX-{named:02d}",
        modifier(found),
        chained=chained,
    )


_SURE: Final = frozenset(
    (
        "in",
        "of",
        "by",
        "since",
        "until",
        "till",
        "from",
        "to",
        "through",
        "during",
        "for",
        "late",
        "early",
        "mid",
        "last",
        "next",
        "this",
        "between",
        "and",
        "before",
        "after",
        "on",
        "every",
        "throughout",
        "around",
    )
)


@reader
def month_alone(found: Found, context: Context) -> Meaning | None:
    """`October`; `May`, `March` and the like only where a word before says that a month is meant."""
    named, mod = _month(found), modifier(found)
    first = found.tokens[found.candidate.first]
    if found.candidate.last - found.candidate.first == 1 and (
        "UNSURE" in first.values or "MONTHABBR" in first.values or found.text[first.start].islower()
    ):
        before = found.text[max(0, first.start - 14) : first.start].split()
        if not before or before[-1].lower() not in _SURE or not found.text[first.start].isupper():
            return None
        if "MONTHABBR" in first.values and found.text[first.end : first.end + 2].strip().istitle():
            return None
    if found.text[first.start : first.end].isupper() and found.candidate.last - found.candidate.first == 1:
        return None
    shared = shared_year(context)
    if shared:
        return absolute(month_span(shared, named), mod)
    if context.narrative and context.reference and context.reference.days.bounded:
        return _chained(context, named, 0, mod)
    return _month_from(context, named, mod)


@reader
def month_partly(found: Found, context: Context) -> Meaning | None:
    """A month that the pattern itself makes sure of: `en octobre`, `Anfang Oktober 2015`."""
    year = full_year(found)
    if year is not None:
        return absolute(month_span(year, _month(found)), modifier(found))
    return _month_from(context, _month(found), modifier(found))


def _month_from(context: Context, named: int, mod: str | None) -> Meaning:
    ahead = {"future": 330, "past": 0}.get(context.direction, 75)

    def reckon(at: int) -> Span:
        span = month_span(civil(at)[0] + 1, named)
        while span.first > at + ahead:
            span = month_span(civil(span.first)[0] - 1, named)
        return span

    return relative(context, reckon, f"XXXX-{named:02d}", mod)


@reader
def month_directed(found: Found, context: Context) -> Meaning | None:
    """`last May`, `next September`, `this March`."""
    named, offset = _month(found), int(found.get("PREV") or 0)
    if "past" in found.words:
        offset = -1

    def reckon(at: int) -> Span:
        year, now, _ = civil(at)
        if offset < 0:
            year -= named >= now
        elif offset > 0:
            year += named <= now
        return month_span(year, named)

    return relative(context, reckon, f"XXXX-{named:02d}", modifier(found))


@reader
def week_of(found: Found, context: Context) -> Meaning | None:
    """`the week of March 3`."""
    meaning = month_day_from(context, _month(found), int(found.get("DAY") or found.get("DAYTH")))
    if not meaning.days.single or meaning.days.earliest is None:
        return replace(meaning, value="XXXX-WXX")
    monday = meaning.days.earliest - weekday(meaning.days.earliest) + 1
    return replace(absolute(Span(week_value(monday), monday, monday + 6)), anchor=meaning.anchor)

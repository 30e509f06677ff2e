"""Readers of calendar dates: with a year they stand alone, without one they are reckoned from the anchor."""

import re
from dataclasses import replace
from typing import Final

from pipelines.days import civil, day_number, days_in_month, weekday
from pipelines.errors import InvalidDay
from pipelines.temporal.discourse import opens
from pipelines.temporal.meaning import Context, Found, Meaning, absolute, reader, relative, with_part
from pipelines.temporal.reckoning import (
    Span,
    day_span,
    month_span,
)
from pipelines.temporal.years import full_year, modifier, pivot, shared_year

__all__ = ["chained", "in_that_year", "month_day_from", "month_number"]

_AHEAD: Final = 120
"""Days ahead up to which a date without a year, in a sentence that looks nowhere, may lie."""


def month_number(found: Found) -> int:
    """The month that matched, 1 to 12."""
    return int(found.get("MONTH") or found.get("MONTHABBR") or found.get("MONTHSMALL"))


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
def date_words(found: Found, context: Context) -> Meaning | None:
    """`the Fourth of July`, `March eighth`."""
    month, day, year = month_number(found), int(found.get("ORD")), full_year(found)
    return absolute(_date(year, month, day)) if year is not None else month_day_from(context, month, day)


@reader
def day_slash_month(found: Found, context: Context) -> Meaning | None:
    """`on 20/11`, `by 11/20`: where the order is plain."""
    first, second = (int(word) for word in found.words if word.isdigit())
    if (first > 12) == (second > 12) or min(first, second) < 1 or max(first, second) > 31:
        return None
    return month_day_from(context, min(first, second), max(first, second))


@reader
def nine_eleven(found: Found, _context: Context) -> Meaning | None:
    """`9/11`, the day that goes by this name."""
    return absolute(_date(2001, 9, 11)) if found.words == ["9", "/", "11"] else None


@reader
def date(found: Found, context: Context) -> Meaning | None:
    """A day of a month, with a year or reckoned."""
    month, day = month_number(found), int(found.get("DAY") or found.get("DAYTH") or 0)
    year = full_year(found) or shared_year(context, month)
    if year is not None:
        return absolute(_date(year, month, day), modifier(found))
    if "chained" in found.candidate.slots:
        return in_that_year(context, month, day, modifier(found))
    if day < 1 or day > (29 if month == 2 else days_in_month(2001, month)):
        return None
    return month_day_from(context, month, day, modifier(found))


def in_that_year(context: Context, month: int, day: int, mod: str | None) -> Meaning | None:
    """`16 December of that year`: of the year last mentioned; open where none was."""
    that, unknown = context.that, f"XXXX-{month:02d}" + (f"-{day:02d}" if day else "")
    if that is None or that.days.earliest is None:
        return Meaning("DATE", unknown, mod)
    year = civil(that.days.earliest)[0]
    if year != civil(that.days.latest or 0)[0] or day > days_in_month(year, month):
        return Meaning("DATE", unknown, mod)
    span = _date(year, month, day) if day else month_span(year, month)
    return replace(absolute(span, mod), anchor="expression", counts_from=that.position)


@reader
def date_old(found: Found, context: Context) -> Meaning | None:
    """`24 August 410`, `July AD 64`: a year of few digits needs `AD`, or a text that tells of such times."""
    number = int(next(value for name in ("NUM", "YEAR", "OLDYEAR") for value in found.every(name)))
    day = int(found.get("DAY") or found.get("DAYTH") or 0)
    if "ERAAD" not in found.candidate.slots and not context.ancient:
        return None
    if not 1 <= number <= 2150:
        return None
    span = _date(number, month_number(found), day) if day else month_span(number, month_number(found))
    return absolute(span, modifier(found))


def month_day_from(context: Context, month: int, day: int, mod: str | None = None) -> Meaning:
    """Give a day and month without a year: narrative texts go on from the last date, news looks around."""
    direction = context.direction
    ahead = _ahead(direction)

    def reckon(anchor: int) -> Span:
        year = civil(anchor)[0] + 1
        while day > days_in_month(year, month) or day_number(year, month, day) > anchor + ahead:
            year -= 1
        return _date(year, month, day)

    if context.narrative or _goes_on(context, month, day):
        return chained(context, month, day, mod)
    return relative(context, reckon, f"XXXX-{month:02d}-{day:02d}", mod)


def _goes_on(context: Context, month: int, day: int) -> bool:
    """Whether, in a text of unknown day, this is the near sequel of a full date just named: 26 April 1986, 27 April."""
    reference = context.reference
    if context.publication.known or reference is None or not context.near or not reference.days.single:
        return False
    at = reference.days.earliest or 0
    year = civil(at)[0]
    return day <= days_in_month(year, month) and 0 <= day_number(year, month, day) - at <= _SEQUEL


_SEQUEL: Final = 60
"""Days after a full date within which a date without a year, close by, goes on from it."""


def _ahead(direction: str) -> int:
    """Days after the anchor that a date without a year may lie."""
    return {"future": 330, "past": 75}.get(direction, _AHEAD)


def chained(context: Context, month: int, day: int, mod: str | None) -> Meaning:
    """In the year that the story has reached, or the one beside it where that reads on; open where there is none near."""
    story, reference = context.story, context.reference
    unknown = f"XXXX-{month:02d}-{day:02d}" if day else f"XXXX-{month:02d}"
    if story is not None:
        days, counts_from = story.days, story.position
    elif context.chains and reference is not None:
        days, counts_from = reference.days, None
    else:
        return Meaning("DATE", unknown, mod)
    at = days.earliest or 0
    year = civil(at)[0]
    if (days.length or 400) <= _A_MONTH:
        ahead = month_span(year, month).first - at
        furthest = _READ_ON_AHEAD if opens(context.text, context.start) else 365 - _READ_ON
        year += 1 if ahead < -_READ_ON else -1 if ahead > furthest else 0
    if day > days_in_month(year, month):
        return Meaning("DATE", unknown, mod)
    span = _date(year, month, day) if day else month_span(year, month)
    return replace(absolute(span, mod), anchor="expression", counts_from=counts_from)


_A_MONTH: Final = 31
_READ_ON: Final = 200
"""Days before the last date mentioned from which on a month is that of the next year."""
_READ_ON_AHEAD: Final = 270
"""Days ahead within which a month that opens a sentence goes on: there a story looks back less often."""


@reader
def day_continued(found: Found, context: Context) -> Meaning | None:
    """The `5` of `March 3 and 5, 2011`."""
    month, day, year = month_number(found), int(found.get("INT") or found.get("DAYTH")), found.get("YEAR")
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
    return absolute(_date(1 - int(numbers[-1]), month_number(found), int(found.get("DAY") or found.get("DAYTH"))))


@reader
def date_of(found: Found, context: Context) -> Meaning | None:
    """`April 26 last year`."""
    offset = int(found.get("PREV") or 0)
    month, day = month_number(found), int(found.get("DAY") or found.get("DAYTH"))
    return relative(context, lambda at: _date(civil(at)[0] + offset, month, day), f"XXXX-{month:02d}-{day:02d}")


@reader
def weekday_nth(found: Found, context: Context) -> Meaning | None:
    """`Friday the 13th`: the nearest month in which it is that weekday."""
    number = int(found.get("WEEKDAY") or found.get("WDABBR"))
    return relative(context, lambda at: _nth(at, int(found.get("DAYTH")), number, context.direction), "XXXX-XX-XX")


@reader
def nth_of_month(found: Found, context: Context) -> Meaning | None:
    """`on the 21st`; before a word only in a history."""
    if not context.narrative and _WORD_AFTER.match(context.text, context.end):
        return None
    return relative(
        context,
        lambda at: _nth(at, int(found.get("DAYTH")), None, "" if context.narrative else context.direction),
        "XXXX-XX-XX",
        chained=context.narrative,
    )


_WORD_AFTER: Final = re.compile(r" [^\W\d_]")


@reader
def nth_of_this(found: Found, context: Context) -> Meaning | None:
    """`the 10th of this month`."""
    nth, offset = int(found.get("DAYTH")), int(found.get("PREV"))

    def reckon(at: int) -> Span:
        year, month, _ = civil(at)
        span = month_span(year, month + offset)
        return day_span(min(span.first + nth - 1, span.last))

    return relative(context, reckon, f"XXXX-XX-{nth:02d}", chained=context.narrative)


def _nth(at: int, nth: int, of_week: int | None, direction: str = "") -> Span:
    """The nearest such day of a month; where the sentence looks back or ahead, the nearest on that side."""
    year, month, _ = civil(at)
    for shift in (0, 1, -1, 2, -2, 3, -3, *_FURTHER):
        span = month_span(year, month + shift)
        day = span.first + nth - 1
        aside = (direction == "past" and day > at) or (direction == "future" and day < at)
        if day <= span.last and not aside and (of_week is None or weekday(day) == of_week):
            return day_span(day)
    raise InvalidDay(f"no month around has a weekday {of_week} on its {nth}th")


_FURTHER: Final = tuple(sign * months for months in range(4, 15) for sign in (1, -1))
"""Months within which each day of the month falls on each weekday."""

"""Readers of quarters, halves and seasons."""

import re
from dataclasses import replace
from typing import Final

from pipelines.days import civil, day_number, iso_year
from pipelines.temporal.meaning import Context, Found, Meaning, absolute, reader, relative
from pipelines.temporal.reckoning import Span, month_span, quarter_span, season_span, unit_span, year_span
from pipelines.temporal.years import full_year, modifier, pivot, shared_year

__all__ = ["last_quarter", "year_before"]


def last_quarter(at: int, years: int) -> Span:
    """The quarter that reports at a time speak of: the last one that had ended, so many years before."""
    at_year, month, _ = civil(at)
    return quarter_span(at_year - years, (month + 2) // 3 - 1)


def last_such_quarter(at: int, number: int) -> Span:
    """The quarter of that number that had begun last."""
    year, month, _ = civil(at)
    return quarter_span(year - (number > (month + 2) // 3), number)


_AHEAD: Final = 120
"""Days ahead up to which a season, in a sentence that looks nowhere, may begin."""
_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_ENDED_IN: Final = re.compile(rf" (?:that )?ended (?:in )?(?:the end of )?({'|'.join(_MONTHS)})")
"""A quarter that ended in a month is that of the calendar, whatever a company calls it."""


@reader
def quarter_plain(found: Found, context: Context) -> Meaning | None:
    """`the quarter`, `the latest quarter`: the last that has ended; "this" and "current" is the one that lasts."""
    if "this" in found.words or "current" in found.words:
        return relative(context, lambda at: unit_span("Q", at), "XXXX-QX")
    ended = _ENDED_IN.match(found.text, context.end)
    if ended:
        number = _MONTHS.index(ended[1]) // 3 + 1
        return relative(context, lambda at: last_such_quarter(at, number), f"XXXX-Q{number}")
    if context.quarter and context.quarter.days.known:
        return replace(context.quarter, mod=None, type="DATE", anchor="none")
    return relative(context, lambda at: last_quarter(at, 0), "XXXX-QX")


def year_before(context: Context, mod: str | None = None) -> Meaning:
    """Give "a year ago" in a report on a quarter: that quarter of the year before, a year for what nine months brought."""
    if context.over_months:
        return relative(context, lambda at: unit_span("Y", at, -1), "XXXX", mod)
    if context.quarter is None:
        return relative(context, lambda at: last_quarter(at, 1), "XXXX-QX", mod)
    first = context.quarter.days.earliest
    year, month, _ = civil(first or 0)
    return absolute(quarter_span(year - 1, (month + 2) // 3), mod)


@reader
def year_ago_period(found: Found, context: Context) -> Meaning | None:
    """`the year-earlier quarter`, `year-ago`, `the 1988 period`."""
    named = found.get("YEAR")
    if not named:
        reports = context.reports or "quarter" in found.words
        return year_before(context) if reports else relative(context, lambda at: unit_span("Y", at, -1), "XXXX")
    if context.reports and not context.over_months:
        reported = context.quarter or relative(context, lambda at: last_quarter(at, 0), "XXXX-QX")
        if reported.value[-1].isdigit():
            return absolute(quarter_span(int(named), int(reported.value[-1])))
    return absolute(year_span(int(named)))


@reader
def quarter(found: Found, context: Context) -> Meaning | None:
    """`third-quarter`, `the third quarter of 1989`, `next year's first quarter`."""
    number = int(found.get("ORD") or found.get("NUM") or _glued(found) or 0)
    if not 1 <= number <= 4:
        return None
    words, named = found.words, full_year(found)
    if named:
        return absolute(quarter_span(int(named), number), modifier(found))
    unknown = f"XXXX-Q{number}"
    if found.get("UNIT") and "PREV" in found.candidate.slots:
        offset = int(found.get("PREV"))
        return relative(context, lambda at: quarter_span(civil(at)[0] + offset, number), unknown)
    years = 1 if "ago" in words or "earlier" in words or "comparable" in words or "same" in words else 0
    future = context.direction == "future" and years == 0

    def reckon(at: int) -> Span:
        now_year, month, _ = civil(at)
        current = (month + 2) // 3
        if future:
            return quarter_span(now_year + (number < current - 1) - (number == 4 and current == 1), number)
        return quarter_span(now_year - (number > current) - years, number)

    return relative(context, reckon, unknown, modifier(found))


def _glued(found: Found) -> int | None:
    """The number that sticks to a letter, `3` of `Q3`."""
    glued = str(found.get("GLUED") or "")
    return int(glued) if glued.isdigit() and len(glued) <= 4 else None


@reader
def year_fiscal(found: Found, _context: Context) -> Meaning | None:
    """`FY2014`, `FY14`."""
    number = found.get("YEAR") or _glued(found)
    if number is None or not (10 <= number <= 99 or 1900 <= number <= 2150):
        return None
    return absolute(year_span(int(number) if number > 99 else pivot(int(number))))


@reader
def half(found: Found, context: Context) -> Meaning | None:
    """`the first half of 1998`."""
    number = _glued(found) or (1 if "first" in found.words else 2)
    if number > 2:
        return None

    def span(in_year: int) -> Span:
        first = day_number(in_year, 1 if number == 1 else 7, 1)
        last = month_span(in_year, 6 if number == 1 else 12).last
        return Span(f"{iso_year(in_year)}-H{number}", first, last)

    named = found.get("YEAR")
    if named:
        return absolute(span(int(named)))
    if found.get("UNIT") != "Y":
        return None
    offset = int(found.get("PREV") or 0)
    return relative(context, lambda at: span(civil(at)[0] + offset), f"XXXX-H{number}")


@reader
def season_bc(found: Found, _context: Context) -> Meaning | None:
    """`the spring of 480 BC`."""
    number = int(next(value for name in ("NUM", "YEAR", "OLDYEAR") for value in found.every(name)))
    named = str(found.get("SEASON"))
    span = season_span(1 - number, named)
    return absolute(Span(f"BC{number:04d}-{named}", span.first, span.last), modifier(found))


@reader
def season_told(found: Found, context: Context) -> Meaning | None:
    """`the following spring`, `that summer`: of the last date mentioned; in news `the past winter` is the last one."""
    named, words = str(found.get("SEASON")), found.words
    offset = int(found.get("PREV") or found.get("NARRATED") or 0)
    if not context.narrative and ("past" in words or "last" in words or "coming" in words or "next" in words):
        return season(found, context)

    reference = context.reference
    if reference is None or not context.near or reference.days.earliest is None or reference.days.latest is None:
        return Meaning("DATE", f"XXXX-{named}", modifier(found))
    at = reference.days.latest if offset > 0 else reference.days.earliest
    year = civil(at)[0]
    if offset > 0 and season_span(year, named).first <= at:
        year += 1
    if offset < 0 and season_span(year, named).last >= at:
        year -= 1
    return replace(absolute(season_span(year, named), modifier(found)), anchor="expression")


@reader
def season_of_that_year(found: Found, context: Context) -> Meaning | None:
    """`the spring of that year`, `the autumn of the following year`: of the year last mentioned, or the one beside it."""
    named, that = str(found.get("SEASON")), context.that
    if that is None or that.days.earliest is None or not that.days.bounded:
        return Meaning("DATE", f"XXXX-{named}", modifier(found))
    year = civil(that.days.earliest)[0] + int(found.get("NARRATED") or 0)
    meaning = absolute(season_span(year, named), modifier(found))
    return replace(meaning, anchor="expression", counts_from=that.position)


_FOUGHT: Final = re.compile(r" (?:campaigns?|offensives?|rains|harvest|elections?)\b")
"""Words before which fall is a season in a history."""


@reader
def message_season(found: Found, context: Context) -> Meaning | None:
    """`Spring colours`, in short messages: of the year of writing; `the summer offensive`, in histories: of the one told."""
    named = str(found.get("SEASON"))
    told = context.narrative and _FOUGHT.match(found.text, context.end) is not None
    if not (context.message or context.narrative) or (found.words == ["fall"] and not told):
        return None
    if context.narrative:
        return season(found, context)
    return relative(context, lambda at: season_span(civil(at)[0], named), f"XXXX-{named}")


@reader
def season_span_of(found: Found, _context: Context) -> Meaning | None:
    """`the winter of 1916-17`: the one that begins in the first year."""
    year, last = int(found.get("YEAR")), int(found.every("INT")[-1])
    if last not in (year + 1, (year + 1) % 100):
        return None
    return absolute(season_span(year, str(found.get("SEASON"))), modifier(found))


_MONTH_LATER: Final = re.compile(
    r"[^.;:\n]{1,80}?\b(?:(?P<SP>March|April|May)|(?P<SU>June|July|August)|(?P<FA>September|October|November)|(?P<WI>December))"
    r" (?P<year>[12]\d{3})(?!\d)"
)


def _said_later(context: Context, named: str) -> int | None:
    """The year of a month of the season named later in the sentence: `their summer offensive, in June 1942`."""
    found = _MONTH_LATER.match(context.text, context.end) if context.narrative else None
    return int(found["year"]) if found and found[named] else None


@reader
def season(found: Found, context: Context) -> Meaning | None:
    """`last fall`, `the summer of 1998`, `in the spring`."""
    named, number = str(found.get("SEASON") or found.get("SURESEASON")), full_year(found)
    mod = modifier(found)
    offset = -1 if "past" in found.words else 1 if "coming" in found.words else found.get("PREV")
    if number is None and offset is None:
        number = shared_year(context, {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[named]) or _said_later(context, named)
    if number is not None:
        return absolute(season_span(number, named), mod)
    token = found.tokens[found.candidate.last - 1]
    if found.text[token.start : token.end].istitle() and found.candidate.pattern.name == "season-alone":
        return None
    if found.get("UNIT"):
        return relative(context, lambda at: season_span(civil(at)[0] + int(offset or 0), named), f"XXXX-{named}", mod)
    if context.message and offset is None and not context.direction:
        return relative(context, lambda at: season_span(civil(at)[0], named), f"XXXX-{named}", mod)
    ahead = (
        {1: 366, 0: 200}.get(offset, 0)
        if offset is not None
        else {"future": 200, "past": 0}.get(context.direction, _AHEAD)
    )
    back = offset == -1

    def reckon(at: int) -> Span:
        in_year = civil(at)[0] + 1
        while (season_span(in_year, named).last if back else season_span(in_year, named).first) > at + ahead:
            in_year -= 1
        return season_span(in_year, named)

    if context.narrative and offset is not None:
        return relative(context, reckon, f"XXXX-{named}", mod, chained=True)
    chained = context.narrative
    return relative(
        context,
        reckon if not chained else lambda at: season_span(civil(at)[0], named),
        f"XXXX-{named}",
        mod,
        chained=chained,
    )

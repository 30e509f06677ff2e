"""Readers of months: with a year they stand alone, without one they are reckoned from the anchor."""

import re
from dataclasses import replace
from typing import Final

from pipelines.days import civil, weekday
from pipelines.temporal.dates import chained, in_that_year, month_day_from, month_number
from pipelines.temporal.meaning import Context, Found, Meaning, absolute, reader, relative
from pipelines.temporal.reckoning import Span, month_span, week_value
from pipelines.temporal.years import full_year, modifier, shared_year

__all__: list[str] = []


@reader
def month(found: Found, _context: Context) -> Meaning | None:
    """`September 2015`."""
    year = full_year(found)
    return None if year is None else absolute(month_span(year, month_number(found)), modifier(found))


@reader
def month_bc(found: Found, _context: Context) -> Meaning | None:
    """`March 44 BC`."""
    return absolute(month_span(1 - int(found.get("NUM") or found.get("YEAR")), month_number(found)), modifier(found))


@reader
def month_of(found: Found, context: Context) -> Meaning | None:
    """`November last year`, `August of that year`."""
    named, offset = month_number(found), found.get("PREV")
    if found.get("UNIT") != "Y":
        return month_alone(found, context) if not found.get("UNSURE") else None
    if offset is None:
        return in_that_year(context, named, 0, modifier(found))
    return relative(
        context,
        lambda at: month_span(civil(at)[0] + int(offset or 0), named),
        f"XXXX-{named:02d}",
        modifier(found),
        chained=context.narrative,
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


_NO_MONTH: Final = frozenset(("the", "his", "her", "their", "its", "this", "that"))
"""Words in histories after which a march is one on foot."""
_ON_FOOT: Final = re.compile(r" (?:to|into|on|onto|through|across|against|north|south|east|west)")


def _is_month(found: Found, context: Context, named: int) -> bool:
    """Whether one word by itself is a month: not "may" the verb, `June Carter`, `MARCH`."""
    first = found.tokens[found.candidate.first]
    text, small = found.text, found.text[first.start].islower()
    if text[first.start : first.end].isupper():
        return False
    before = text[max(0, first.start - 14) : first.start].split()
    name_after = text[first.end : first.end + 2].strip().istitle()
    if before and before[-1][-1] in "-–/" and not small:
        return True
    weak = not before or before[-1].lower() not in _SURE or before[-1].lower() in _WEAK
    if named in _FIRST_NAMES and name_after and weak and not context.message:
        return False
    if not ("UNSURE" in first.values or "MONTHABBR" in first.values or small):
        return True
    if "MONTHABBR" in first.values and name_after:
        return False
    unsure = "MONTHABBR" in first.values or first.values.get("UNSURE")
    told = context.narrative and bool(before) and before[-1].islower() and before[-1] not in _NO_MONTH
    told = told and not small and not _ON_FOOT.match(text, first.end)
    sure = bool(before) and before[-1].lower() in _SURE and not (small and unsure)
    sure = sure or (
        not small and bool(before) and before[-1].lower() in _OWNED and bool(_THING_AFTER.match(text, first.end))
    )
    return told or sure or (context.message and small and not unsure and "UNSURE" not in first.values)


_OWNED: Final = frozenset(("the", "a", "an", "its", "his", "her", "their", "our"))
_THING_AFTER: Final = re.compile(
    r" (?!(?:on|to|of|for|in|into|through|across|by|against|over|and|or|at|from|with|was|is|has|had|will|family|girls?)\b)[a-z]{3,}"
)
"""A noun that a month stands before: `the May talks`, `its March meeting`, not `the March on Rome`."""
_FIRST_NAMES: Final = frozenset((4, 5, 6, 8))
_WEAK: Final = frozenset(("and", "to", "for", "from", "between", "of"))
"""Words before a month that stand before a person's name too."""


@reader
def month_alone(found: Found, context: Context) -> Meaning | None:
    """`October`; `May`, `March` and the like only where a word before says that a month is meant."""
    named, mod = month_number(found), modifier(found)
    if found.candidate.last - found.candidate.first == 1 and not _is_month(found, context, named):
        return None
    shared = shared_year(context, named)
    if shared:
        return absolute(month_span(shared, named), mod)
    if context.narrative:
        return chained(context, named, 0, mod)
    return _month_from(context, named, mod)


@reader
def month_partly(found: Found, context: Context) -> Meaning | None:
    """A month that the pattern itself makes sure of: `en octobre`, `Anfang Oktober 2015`."""
    year = full_year(found)
    if year is not None:
        return absolute(month_span(year, month_number(found)), modifier(found))
    return _month_from(context, month_number(found), modifier(found))


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
    named, offset = month_number(found), int(found.get("PREV") or 0)
    if "past" in found.words:
        offset = -1

    def reckon(at: int) -> Span:
        year, now, _ = civil(at)
        if offset < 0:
            year -= named >= now
        elif offset > 0:
            year += named <= now
        return month_span(year, named)

    return relative(context, reckon, f"XXXX-{named:02d}", modifier(found), chained=context.narrative)


@reader
def week_of(found: Found, context: Context) -> Meaning | None:
    """`the week of March 3`."""
    meaning = month_day_from(context, month_number(found), int(found.get("DAY") or found.get("DAYTH")))
    if not meaning.days.single or meaning.days.earliest is None:
        return replace(meaning, value="XXXX-WXX")
    monday = meaning.days.earliest - weekday(meaning.days.earliest) + 1
    return replace(absolute(Span(week_value(monday), monday, monday + 6)), anchor=meaning.anchor)

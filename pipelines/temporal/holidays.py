"""Readers of holidays: the rule of each stands in the lexicon (`12-25`, `easter+0`, `11-4-4` for the fourth Thursday)."""

from dataclasses import replace

from pipelines.days import DayInterval, civil, day_number, days_in_month, weekday
from pipelines.temporal.dates import month_day_from
from pipelines.temporal.meaning import Context, Found, Meaning, absolute, reader, relative, with_part
from pipelines.temporal.reckoning import Span, day_span, easter, unit_span

__all__: list[str] = []

_AHEAD = 120
"""Days ahead up to which a holiday, in a sentence that looks nowhere, may lie."""
_A_MONTH = 31
_SOON = 60
"""The same in a sentence that looks back, but may tell of what was done for the holiday."""


def _holiday(rule: str, in_year: int) -> Span:
    if rule.startswith("easter"):
        return day_span(easter(in_year) + int(rule[6:]))
    rule, _, later = rule.partition("/")[0].partition("+")
    parts = rule.split("-")
    if len(parts) == 2:
        return day_span(day_number(in_year, int(parts[0]), int(parts[1])))
    month, which, of_week = int(parts[0]), parts[1], int(parts[2])
    first, last = day_number(in_year, month, 1), day_number(in_year, month, days_in_month(in_year, month))
    if which == "L":
        return day_span(last - (weekday(last) - of_week) % 7)
    return day_span(first + (of_week - weekday(first)) % 7 + 7 * (int(which) - 1) + int(later or 0))


@reader
def holiday(found: Found, context: Context) -> Meaning | None:
    """`Christmas 2014`, `Thanksgiving Day`: the nearest where no year is said, by the sentence's direction."""
    rule, named = found.get("HOLIDAY"), found.get("YEAR")
    rule = str(
        _KING if rule is None and "HOLIDAYDAY" not in found.candidate.slots else rule or found.get("HOLIDAYDAY") or ""
    )
    if context.in_compound("holiday"):
        return None
    if not rule or context.in_compound("campaign"):  # named for the holiday, fought for months
        return Meaning("DATE", "XXXX-XX-XX")
    eve = -1 if "eve" in found.words else 0
    if named:
        return _of(found, absolute(day_span(_holiday(rule, int(named)).first + eve)))
    return _of(found, _nearest(rule, context, found.get("PREV"), eve))


def _nearest(rule: str, context: Context, offset: int | None = None, shift: int = 0) -> Meaning:
    """The holiday that words without a year mean: by direction word, else by the sentence, else the nearest past one or soon."""
    way = "future" if offset == 1 else "" if context.narrative else context.direction
    every = int(rule.partition("/")[2] or 1)
    ahead = -1 if offset == -1 else {"future": 365 * every, "past": _SOON}.get(way, _AHEAD)

    def of_year(at: int) -> Span:
        return day_span(_holiday(rule, civil(at)[0]).first + shift)

    def reckon(at: int) -> Span:
        in_year = civil(at)[0] + 1
        while _holiday(rule, in_year).first > at + ahead or in_year % every:
            in_year -= 1
        return day_span(_holiday(rule, in_year).first + shift)

    told = context.reference.days.length if context.narrative and context.reference else None
    of_a_year = told is not None and told > _A_MONTH and offset is None
    return relative(context, of_year if of_a_year else reckon, "XXXX-XX-XX", chained=context.narrative)


_KING = "1-3-1"
"""The third Monday of January."""


def _of(found: Found, day: Meaning) -> Meaning:
    """The night or morning of a holiday, or the weekend it falls on."""
    part = {"night": "TNI", "morning": "TMO"}.get(found.words[-1])
    if part:
        return with_part(day, part)
    if "WEEKEND" in found.candidate.slots and day.days.single and day.days.earliest is not None:
        span = unit_span("WE", day.days.earliest - 1)
        return replace(day, value=span.value, days=DayInterval(span.first, span.last))
    return day


@reader
def holiday_weekday(found: Found, context: Context) -> Meaning | None:
    """`Good Friday`, `Easter Monday`, `Black Friday`: days that a holiday gives, not the nearest of their weekday."""
    from_holiday = {
        ("good", "friday"): "easter-2",
        ("holy", "thursday"): "easter-3",
        ("holy", "saturday"): "easter-1",
        ("palm", "sunday"): "easter-7",
        ("ash", "wednesday"): "easter-46",
        ("easter", "sunday"): "easter+0",
        ("easter", "monday"): "easter+1",
        ("black", "friday"): "11-4-4+1",
        ("cyber", "monday"): "11-4-4+4",
    }
    rule = from_holiday.get((found.words[0], found.words[1]))
    return None if rule is None else _nearest(rule, context)


@reader
def holiday_new_year(found: Found, context: Context) -> Meaning | None:
    """`New Year's Day`."""
    month_named, day = (12, 31) if "eve" in found.words else (1, 1)
    if found.get("YEAR"):
        return absolute(day_span(day_number(int(found.get("YEAR")), month_named, day)))
    return month_day_from(context, month_named, day)

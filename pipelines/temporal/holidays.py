"""Readers of holidays: the rule of each stands in the lexicon (`12-25`, `easter+0`, `11-4-4` for the fourth Thursday)."""

from pipelines.days import civil, day_number, weekday
from pipelines.temporal.dates import month_day_from
from pipelines.temporal.meaning import Context, Found, Meaning, absolute, reader, relative
from pipelines.temporal.reckoning import Span, day_span, easter

__all__: list[str] = []

_AHEAD = 120
"""Days ahead up to which a holiday, in a sentence that looks nowhere, may lie."""


def _holiday(rule: str, in_year: int) -> Span:
    if rule.startswith("easter"):
        return day_span(easter(in_year) + int(rule[6:]))
    parts = [int(part) for part in rule.split("-")]
    if len(parts) == 3:
        first = day_number(in_year, parts[0], 1)
        return day_span(first + (parts[2] - weekday(first)) % 7 + 7 * (parts[1] - 1))
    return day_span(day_number(in_year, parts[0], parts[1]))


@reader
def holiday(found: Found, context: Context) -> Meaning | None:
    """`Christmas 2014`, `Thanksgiving Day`: the nearest where no year is said, by the sentence's direction."""
    rule, named = str(found.get("HOLIDAY")), found.get("YEAR")
    if not rule or context.in_compound("holiday"):
        return None
    eve = -1 if "eve" in found.words else 0
    if named:
        return absolute(day_span(_holiday(rule, int(named)).first + eve))
    offset, direction = found.get("PREV"), context.direction
    ahead = -1 if offset == -1 else 365 if offset == 1 or direction == "future" else _AHEAD

    def reckon(at: int) -> Span:
        in_year = civil(at)[0] + 1
        while _holiday(rule, in_year).first > at + ahead:
            in_year -= 1
        return day_span(_holiday(rule, in_year).first + eve)

    return relative(context, reckon, "XXXX-XX-XX", chained=context.narrative)


@reader
def holiday_new_year(found: Found, context: Context) -> Meaning | None:
    """`New Year's Day`."""
    month_named, day = (12, 31) if "eve" in found.words else (1, 1)
    if found.get("YEAR"):
        return absolute(day_span(day_number(int(found.get("YEAR")), month_named, day)))
    return month_day_from(context, month_named, day)

"""Readers of units counted from an anchor: "two years ago", "a week from Monday", "three days later"."""

from dataclasses import replace
from typing import Final

from pipelines.days import DayInterval, weekday
from pipelines.temporal.amounts import amount, amount_mod
from pipelines.temporal.meaning import Context, Found, Meaning, reader, relative, with_part
from pipelines.temporal.reckoning import OPEN, Span, day_span, same_day, unit_span
from pipelines.temporal.seasons import year_before

__all__: list[str] = []


_FINE: Final = {"D": "D", "W": "W", "M": "M", "Q": "Q", "Y": "Y", "DE": "Y", "CE": "Y", "F": "W"}


def _counted(found: Found, context: Context, sign: int, *, chained: bool) -> Meaning | None:
    """So many units from an anchor; no finer than the unit."""
    unit = str(found.get("UNIT") or found.get("UNITS") or found.get("CLOCKUNIT"))
    number = amount(found)
    mod = amount_mod(found)
    if "CLOCKUNIT" in found.candidate.slots:
        return _hours(context, unit, number, sign, mod, chained=chained)
    if number is None or (number != number // 1 and unit not in ("Y", "M")):
        return Meaning("DATE", "PAST_REF" if sign < 0 else "FUTURE_REF", mod)
    if unit == "Y" and context.reports and number == 1 and not chained and sign < 0:
        return year_before(context, mod)
    months = {"M": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200}.get(unit)
    if abs(number) > 10_000:
        return Meaning("DATE", "PAST_REF" if sign < 0 else "FUTURE_REF", mod)

    def reckon(at: int) -> Span:
        if months is None:
            return unit_span(_FINE[unit], at + int(sign * number * {"D": 1, "W": 7, "F": 14}[unit]))
        return unit_span(_FINE[unit], same_day(at, int(sign * number * months)))

    meaning = relative(context, reckon, OPEN[_FINE[unit]], mod, chained=chained)
    return _bounded(meaning, sign) if mod in ("MORE_THAN", "LESS_THAN") else meaning


def _hours(
    context: Context, unit: str, number: float | None, sign: int, mod: str | None, *, chained: bool
) -> Meaning | None:
    """`two hours ago`, `an hour later`: the hour of the anchor is not known, so it is of that day or the one beside it."""
    hours = (number or 1) / {"H": 1, "m": 60}.get(unit, 3600)
    near, far = int(hours // 24), int(-(-hours // 24))
    if number is None or far > _MOST_DAYS_OF_HOURS:
        return Meaning("TIME", "PAST_REF" if sign < 0 else "FUTURE_REF", mod)
    first, last = (-far, -near) if sign < 0 else (near, far)
    written, anchor = context.publication, "publication"
    if chained:
        told = context.told_day
        if told is None:
            return None
        written, anchor = told.days, "expression"
    days = DayInterval(
        None if written.earliest is None else written.earliest + first,
        None if written.latest is None else written.latest + last,
    )
    value = day_span(days.earliest).value if days.single and days.earliest is not None else "XXXX-XX-XX"
    return Meaning("TIME", value, mod, days, anchor)


_MOST_DAYS_OF_HOURS: Final = 100


def _bounded(meaning: Meaning, sign: int) -> Meaning:
    """More than a year ago is that year or any before it: the near end is as known as before, the far end is open."""
    far_is_early = (sign < 0) == (meaning.mod == "MORE_THAN")
    days = DayInterval(None, meaning.days.latest) if far_is_early else DayInterval(meaning.days.earliest, None)
    return replace(meaning, days=days)


@reader
def ago(found: Found, context: Context) -> Meaning | None:
    """`two years ago`, `more than a week ago`; in a history somebody is quoted, of whom it counts."""
    if context.narrative:
        return Meaning("DATE", "PAST_REF", amount_mod(found))
    return _counted(found, context, -1, chained=False)


@reader
def long_ago(found: Found, _context: Context) -> Meaning | None:
    """`long ago`, `months ago`."""
    unit = found.get("UNITS")
    return Meaning("DURATION", f"PX{unit}") if unit in ("M", "W", "D", "Y") else Meaning("DATE", "PAST_REF")


@reader
def from_now(found: Found, context: Context) -> Meaning | None:
    """`a week from now`."""
    return _counted(found, context, 1, chained=False)


@reader
def ago_weekday(found: Found, context: Context) -> Meaning | None:
    """`a week ago Tuesday`, `two years ago today`."""
    number = int(found.get("NUM") or 1)
    unit, named = str(found.get("UNIT") or found.get("UNITS")), found.get("WEEKDAY")
    months, step = number * {"M": 1, "Y": 12}.get(unit, 0), number * {"D": 1, "W": 7}.get(unit, 0)
    if number > _MOST_BACK or (named is not None and unit != "W") or not months + step:
        return None
    if named is not None:
        return relative(context, lambda at: day_span(at - (weekday(at) - int(named)) % 7 - step), f"XXXX-WXX-{named}")
    shift = int(found.get("TODAY"))
    return relative(context, lambda at: day_span(same_day(at + shift, -months) - step), "XXXX-XX-XX")


_MOST_BACK: Final = 1000


@reader
def from_day(found: Found, context: Context) -> Meaning | None:
    """`a week from Monday`, `two weeks from today`."""
    number, unit = amount(found), str(found.get("UNIT") or found.get("UNITS") or found.get("CLOCKUNIT"))
    if number is None:
        return None
    if unit not in ("D", "W"):
        return _counted(found, context, 1, chained=False) if found.get("TODAY") == 0 else None
    shift = int(number) * (7 if unit == "W" else 1) + int(found.get("TODAY") or 0)
    if found.get("WEEKDAY") is None:
        return relative(context, lambda at: day_span(at + shift), "XXXX-XX-XX")
    to = int(found.get("WEEKDAY"))
    return relative(context, lambda at: day_span(at + 1 + (to - weekday(at + 1)) % 7 + shift), "XXXX-XX-XX")


@reader
def earlier(found: Found, context: Context) -> Meaning | None:
    """`a year earlier`: in reports on a quarter the same quarter a year before, else counted from the last date."""
    if found.get("UNIT") == "Y" and context.reports and amount(found) == 1:
        return year_before(context, amount_mod(found))
    return _counted(found, context, -1, chained=True)


@reader
def later(found: Found, context: Context) -> Meaning | None:
    """`three days later`."""
    return _counted(found, context, 1, chained=True)


@reader
def some_time(found: Found, _context: Context) -> Meaning | None:
    """`months earlier`, `years later`: how many is not said."""
    ahead = found.words[-1].startswith(("later", "after"))
    return Meaning("DATE", "FUTURE_REF" if ahead else "PAST_REF")


@reader
def unit_beside(found: Found, context: Context) -> Meaning | None:
    """`the week before`, `the year after`: of the last date mentioned."""
    named = found.words[1]
    unit = "WE" if "WEEKEND" in found.candidate.slots else {"week": "W", "month": "M"}.get(named, "Y")
    step = -1 if "before" in found.words else 1
    return relative(context, lambda at: unit_span(unit, at, step), OPEN[unit], chained=True)


@reader
def next_day(found: Found, context: Context) -> Meaning | None:
    """`the next day`, `the following morning`, `the day before`."""
    words = found.words
    back = any(word in words for word in ("previous", "preceding", "before"))
    part = found.get("PART")
    meaning = relative(context, lambda at: day_span(at + (-1 if back else 1)), "XXXX-XX-XX", chained=True)
    return with_part(meaning, f"T{part}") if part else meaning

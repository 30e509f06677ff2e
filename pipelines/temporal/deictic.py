"""Readers of words that look from the day of writing, or from the last date mentioned: "today", "this morning", "last week"."""

import re
from dataclasses import replace
from typing import Final

from pipelines.days import civil
from pipelines.temporal.amounts import duration_value
from pipelines.temporal.meaning import Context, Found, Meaning, of_the_day, reader, relative, with_part
from pipelines.temporal.reckoning import (
    OPEN,
    day_span,
    month_span,
    unit_span,
)
from pipelines.temporal.years import modifier

__all__: list[str] = []


@reader
def today(found: Found, context: Context) -> Meaning | None:
    """`today`, `late yesterday`."""
    shift = int(found.get("TODAY"))
    if context.narrative:  # a history is quoting, or means the present
        return Meaning("DATE", "XXXX-XX-XX" if shift else "PRESENT_REF", modifier(found))
    return relative(context, lambda at: day_span(at + shift), "XXXX-XX-XX", modifier(found))


@reader
def day_of_writing(_found: Found, context: Context) -> Meaning | None:
    """The day of writing, in words whose class does not say so."""
    return relative(context, day_span, "XXXX-XX-XX")


@reader
def day_after_writing(_found: Found, context: Context) -> Meaning | None:
    """The day after the day of writing."""
    return relative(context, lambda at: day_span(at + 1), "XXXX-XX-XX")


@reader
def two_days_before_writing(_found: Found, context: Context) -> Meaning | None:
    """The day before the one before the day of writing."""
    return relative(context, lambda at: day_span(at - 2), "XXXX-XX-XX")


@reader
def today_part(found: Found, context: Context) -> Meaning | None:
    """`yesterday morning`."""
    shift = int(found.get("TODAY"))
    meaning = relative(context, lambda at: day_span(at + shift), "XXXX-XX-XX", modifier(found))
    return with_part(meaning, f"T{found.get('PART')}")


@reader
def tonight(found: Found, context: Context) -> Meaning | None:
    """`tonight`; in a history somebody is quoted."""
    if context.narrative:
        return Meaning("TIME", "XXXX-XX-XXTNI", modifier(found))
    return with_part(relative(context, day_span, "XXXX-XX-XX", modifier(found)), "TNI")


@reader
def night_before(_found: Found, context: Context) -> Meaning | None:
    """`lastnight`."""
    return with_part(relative(context, lambda at: day_span(at - 1), "XXXX-XX-XX"), "TNI")


@reader
def message_two(found: Found, context: Context) -> Meaning | None:
    """`2moro`, `2day`, `2nite`, in short messages."""
    first, last = found.tokens[found.candidate.first], found.tokens[found.candidate.last - 1]
    if not context.message or found.get("INT") != 2 or first.end != last.start:
        return None
    two = found.get("TWO")
    meaning = relative(context, lambda at: day_span(at + (two if isinstance(two, int) else 0)), "XXXX-XX-XX")
    return meaning if isinstance(two, int) else with_part(meaning, f"T{two}")


@reader
def this_part(found: Found, context: Context) -> Meaning | None:
    """`this morning`, `last night`, `next evening`."""
    offset = int(found.get("PREV") or 0)
    meaning = relative(context, lambda at: day_span(at + offset), "XXXX-XX-XX", modifier(found))
    return with_part(meaning, f"T{found.get('PART')}")


@reader
def part_alone(found: Found, context: Context) -> Meaning | None:
    """`in the morning`, `overnight`, `that night`: of the day that is told of, see `of_the_day`."""
    if "that" in found.words and context.told_day is None:
        return Meaning("TIME", f"XXXX-XX-XXT{found.get('PART')}")
    first = found.words[0]
    midnight = "T00:00" if context.message else "T24:00"
    part = {"noon": "T12:00", "midday": "T12:00", "midnight": midnight, "midnite": midnight}.get(first, "")
    if not part:
        part = "TAF" if "afternoon" in found.words else f"T{found.get('PART') or 'NI'}"
    if "morning" in found.words:
        part = "TMO"
    mod = "MID" if first == "mid" else None
    return replace(with_part(of_the_day(context), part), mod=mod)


@reader
def message_part(found: Found, context: Context) -> Meaning | None:
    """`Nice evening`, in short messages: of the day of writing; `at night` is of any. `One afternoon`: of the day told."""
    part, start = f"T{found.get('PART')}", found.tokens[found.candidate.first].start
    if not context.message and not (context.narrative and found.text.endswith("one ", 0, start)):
        return None
    if found.text[max(0, start - 4) : start].lower().endswith(("at ", "by ")):
        return Meaning("TIME", f"XXXX-XX-XX{part}", modifier(found))
    return replace(with_part(of_the_day(context), part), mod=modifier(found))


@reader
def unit_directed(found: Found, context: Context) -> Meaning | None:
    """`last week`, `earlier this year`, `the following month`, `the end of the year`."""
    unit = str(found.get("UNIT") or found.get("WEEKEND") or ("CE" if "century" in found.words else "Y"))
    offset = found.get("NARRATED") if "NARRATED" in found.candidate.slots else found.get("PREV")
    words = found.words
    if offset is None:
        offset = -1 if words[-2:-1] == ["past"] else 0
    if "past" in words and "this" in words:
        offset = -1
    if "coming" in words and "this" in words:
        offset = 1
    mod = modifier(found)
    if words[:1] == ["the"] and words[1] in ("past", "last") and unit != "DE":
        return _past_unit(context, unit, found)
    ahead = words[:2] in (["the", "next"], ["the", "following"])
    if context.narrative and ahead and _LASTING.search(found.text, max(0, context.start - 6), context.start):
        return Meaning("DURATION", duration_value(1, unit))
    if unit == "D" and "EDGE" in found.candidate.slots:
        return replace(of_the_day(context), mod=mod)
    next_day = unit == "D" and words[0] == "the"
    chained = "NARRATED" in found.candidate.slots or context.narrative or next_day
    shift = int(offset)
    return relative(context, lambda at: unit_span(unit, at, shift), OPEN.get(unit, "XXXX"), mod, chained=chained)


_LASTING: Final = re.compile(r"\b(?:[Ff]or|[Oo]ver) $")
"""In a history the year after such a word is the time that something lasts: `fighting continued for the next year`."""


def _past_unit(context: Context, unit: str, found: Found) -> Meaning | None:
    """`the past year`: as far as annotators go, the unit before."""
    return relative(context, lambda at: unit_span(unit, at, -1), OPEN.get(unit, "XXXX"), modifier(found))


@reader
def unit_told_day(found: Found, context: Context) -> Meaning | None:
    """`earlier in the day`."""
    return replace(of_the_day(context), mod="START" if found.words[0] == "earlier" else "END")


@reader
def unit_that(found: Found, context: Context) -> Meaning | None:
    """`that year`, `the same day`: of the last date mentioned."""
    if context.reference is None:
        return Meaning("DATE", OPEN.get(str(found.get("UNIT")), "XXXX"), modifier(found))
    unit = str(found.get("UNIT") or found.get("WEEKEND"))
    return relative(context, lambda at: unit_span(unit, at), OPEN.get(unit, "XXXX"), modifier(found), chained=True)


@reader
def unit_the(found: Found, context: Context) -> Meaning | None:
    """`the year`, `the week`: the one that lasts."""
    words = found.words
    unit = str(found.get("UNIT") or found.get("WEEKEND") or {"week": "W", "month": "M"}.get(words[-1], "Y"))
    if words[-1] == "day":
        return None
    if unit == "Y" and ("fiscal" in words or _ENDED.match(found.text, context.end)):
        return Meaning("DURATION", "P1Y")
    if unit == "WE" and context.direction != "future" and not context.message:
        return relative(context, lambda at: unit_span("WE", at - 5), OPEN["WE"], modifier(found))
    return relative(
        context, lambda at: unit_span(unit, at), OPEN.get(unit, "XXXX"), modifier(found), chained=context.narrative
    )


_ENDED: Final = re.compile(r" (?:end(?:ed|ing)|to|through) (?:\d|(?:early |late |the end of |end-)?[A-Z][a-z]{2})")
"""A year that ends on a day of its own is no calendar year."""


@reader
def year_end(found: Found, context: Context) -> Meaning | None:
    """`year-end`."""
    return relative(
        context,
        lambda at: day_span(month_span(civil(at)[0], 12).last),
        "XXXX-12-31",
        "APPROX" if found.get("ABOUT") else None,
    )

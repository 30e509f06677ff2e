"""Readers of clock times, with their day and zone where the words say them."""

import re
from dataclasses import replace
from typing import Final

from pipelines.temporal.dates import date
from pipelines.temporal.meaning import READERS, Context, Found, Meaning, of_the_day, reader, relative, with_part
from pipelines.temporal.reckoning import day_span
from pipelines.temporal.weekdays import named_day
from pipelines.temporal.years import modifier

__all__: list[str] = []


def _clock(found: Found) -> str | None:
    """`T14:30` and the like; `None` where the numbers are no time of day."""
    noon = found.get("NOON")
    if noon is not None:
        return f"T{noon}:00"
    stated = found.get("CLOCKAM") or found.get("CLOCK") or found.get("HHMM")
    if stated is not None:
        digits = re.split(r"[:.]", str(stated)) if not str(stated).isdigit() else [str(stated)[:-2], str(stated)[-2:]]
        hour, minute = int(digits[0] or 0), int(digits[1])
        rest = f":{digits[2]}" if len(digits) > 2 else ""
    else:
        hour, minute, rest = int(found.get("HOUR") or found.get("WORDHOUR") or 0), 0, ""
    half = found.get("AMPM") or _half_by_part(found, hour)
    if (half and not 1 <= hour <= 12) or hour > 24 or minute > 59:
        return None
    if half == "p" and hour < 12:
        hour += 12
    if half == "a" and hour == 12:
        hour = 0
    zone = found.get("ZONE")
    return f"T{hour:02d}:{minute:02d}{rest}" + (str(zone) if zone else "")


def _half_by_part(found: Found, hour: int) -> str | None:
    """Which half of the day "morning" and the like mean; one to four at night are before dawn."""
    part = found.get("PART")
    if part is None or hour > 12:
        return None
    return "a" if part == "MO" or (part == "NI" and hour in (1, 2, 3, 4, 12)) else "p"


@reader
def hour_joined(found: Found, context: Context) -> Meaning | None:
    """The `5` of `5-7pm`: in the half of the day of the hour that follows, if it comes before it."""
    last = found.tokens[found.candidate.last + 1 : found.candidate.last + 3]
    half = last[1].values.get("AMPM")
    hour = int(found.get("HOUR"))
    until = int(last[0].values.get("HOUR") or re.split(r"[:.]", str(last[0].values.get("CLOCKAM")))[0])
    if (hour % 12 >= until % 12 and until % 12) or not half:
        return None
    hour = hour % 12 + (12 if half == "p" else 0)
    meaning = _day_after(context) or of_the_day(context)
    return replace(meaning, type="TIME", value=f"{meaning.value}T{hour:02d}:00")


@reader
def time(found: Found, context: Context) -> Meaning | None:
    """`9:30 a.m.`, `10 p.m. Monday`, `noon on Oct. 7`; without a day it is of the last one mentioned, else of the day of writing."""
    clock = _clock(found)
    if clock is None:
        return None
    slots = found.candidate.slots
    if "NOON" in slots and len(slots) == 1:
        pass
    if "date" in slots:
        meaning = date(found, context)
    elif "WEEKDAY" in slots or "WDABBR" in slots:
        meaning = READERS["weekday_name"](found, context)
    elif "TODAY" in slots or "TONIGHT" in slots:
        shift = int(found.get("TODAY") or 0)
        meaning = relative(context, lambda at: day_span(at + shift), "XXXX-XX-XX")
    else:
        meaning = _day_after(context) or of_the_day(context)
    if meaning is None:
        return None
    return replace(meaning, type="TIME", value=meaning.value + clock, mod="APPROX" if found.get("ABOUT") else None)


_DAY_AFTER: Final = re.compile(
    r"(?:\)| local time)?(?: \([^()\n]{2,30}\))?,? (?:on )?(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b(?! (?:to|through|and|until)\b)"
)
_NAMES: Final = ("Mon", "Tues", "Wednes", "Thurs", "Fri", "Satur", "Sun")


def _day_after(context: Context) -> Meaning | None:
    """The weekday behind what stands in brackets after a time: `10:35 a.m. (0735 GMT) Friday`."""
    found = _DAY_AFTER.match(context.text, context.end)
    return named_day(context, _NAMES.index(found[1]) + 1, None) if found else None


@reader
def part_date(found: Found, context: Context) -> Meaning | None:
    """`the night of April 18, 1775`, `the early hours of 26 April`."""
    meaning = date(found, context)
    return replace(with_part(meaning, f"T{found.get('PART') or 'MO'}"), mod=modifier(found)) if meaning else None


_AT: Final = re.compile(r"(?i)(?:\b(?:at|by|from|until|till?|since|after|before|around|about|to)|[@~–-]) ?$")
"""What stands before a number by itself that is an hour: `at 8 tonight`, not `killed 12 on Friday night`."""


@reader
def time_part(found: Found, context: Context) -> Meaning | None:
    """`8 in the morning`."""
    bare = found.get("CLOCK") is None and "in" not in found.words
    if bare and not _AT.search(found.text, max(0, context.start - 9), context.start):
        return None
    stated = str(found.get("CLOCK") or f"{found.get('HOUR') or found.get('WORDHOUR')}:00")
    hour, minute = (int(part) for part in re.split(r"[:.]", stated)[:2])
    if (_half_by_part(found, hour) == "p" or "TONIGHT" in found.candidate.slots) and hour < 12:
        hour += 12
    if "WEEKDAY" in found.candidate.slots or "WDABBR" in found.candidate.slots:
        meaning = named_day(context, int(found.get("WEEKDAY") or found.get("WDABBR")), found.get("PREV"))
    elif "TONIGHT" in found.candidate.slots:
        meaning = relative(context, day_span, "XXXX-XX-XX")
    elif "this" in found.words or found.get("TODAY") is not None:
        shift = int(found.get("TODAY") or 0)
        meaning = relative(context, lambda at: day_span(at + shift), "XXXX-XX-XX")
    else:
        meaning = of_the_day(context)
    return replace(meaning, type="TIME", value=f"{meaning.value}T{hour:02d}:{minute:02d}")

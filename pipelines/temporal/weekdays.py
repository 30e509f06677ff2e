"""Readers of weekdays: by direction word, by the sentence, or joined to another weekday."""

import re
from dataclasses import replace
from typing import Final

from pipelines.days import weekday
from pipelines.temporal.meaning import READERS, Context, Found, Meaning, reader, relative, with_part
from pipelines.temporal.reckoning import Span, day_span, unit_span
from pipelines.temporal.years import modifier

__all__ = ["named_day"]


def _weekday(found: Found) -> int:
    return int(found.get("WEEKDAY") or found.get("WDABBR"))


def named_day(context: Context, number: int, offset: int | None) -> Meaning:
    """Give a weekday its day: by direction word, else by the sentence, else the latest on or before the anchor.

    A sentence that looks ahead can mean the day of writing: newswires name today by its weekday.
    """

    def back(at: int) -> Span:
        return day_span(at - (weekday(at) - number) % 7)

    def before(at: int) -> Span:
        return day_span(at - 1 - (weekday(at - 1) - number) % 7)

    def ahead(at: int) -> Span:
        return day_span(at + 1 + (number - weekday(at + 1)) % 7)

    def here(at: int) -> Span:
        return day_span(at + (number - weekday(at)) % 7)

    unknown = f"XXXX-WXX-{number}"
    if offset is None and _explains(context, number):
        return relative(context, here, unknown, chained=True)
    if offset is None and not context.narrative and _joined(context):
        return relative(context, ahead, unknown, chained=True)
    if offset == 0 and context.direction == "past" and not context.message:
        return relative(context, back, unknown)
    if offset is not None:
        return relative(context, {-1: before, 1: ahead, 0: here}[offset], unknown, chained=context.narrative)
    if context.narrative and context.near and context.reference and context.reference.days.single:
        return relative(context, here, unknown, chained=True)
    return relative(context, here if context.direction == "future" else back, unknown)


def _explains(context: Context, number: int) -> bool:
    """Whether this weekday is that of the date just before it: `14 May (Tuesday)`."""
    reference, last = context.reference, context.reference_span[1]
    if reference is None or not reference.days.single or reference.days.earliest is None:
        return False
    return context.text[last : context.start] in (" (", ", ", " ") and weekday(reference.days.earliest) == number


def _joined(context: Context) -> bool:
    """Whether the last date mentioned is a weekday that this one comes after: `Monday to Friday`, or both to come."""
    reference, (first, last) = context.reference, context.reference_span
    written = context.publication.latest
    if reference is None or written is None or not reference.days.single or reference.days.earliest is None:
        return False
    join = _JOIN.fullmatch(context.text, last, context.start) if context.start - last <= _JOINT else None
    if join is None or _WEEKDAY.search(context.text, first, last) is None:
        return False
    ahead = reference.days.earliest - written
    return join["range"] is not None or ahead > 0 or (ahead == 0 and context.direction != "past")


_JOINT: Final = 12
_JOIN: Final = re.compile(r"\s?(?:,|,? and|,? or|[/&]|(?P<range>to|through|until|till|[-–]))\s?(?:on )?")
_WEEKDAY: Final = re.compile(r"(?i)\b(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*$")


@reader
def weekday_name(found: Found, context: Context) -> Meaning | None:
    """`Monday`, `last Monday`, `early Friday`."""
    offset = -1 if "past" in found.words else 1 if "coming" in found.words else found.get("PREV")
    index = next(iter(found.candidate.slots.get("WEEKDAY") or found.candidate.slots.get("WDABBR") or ()))
    token = found.tokens[index]
    small = found.text[token.start].islower() and "WDABBR" in token.values
    if (small and offset is None and not context.message) or (offset is None and context.in_compound("weekday")):
        return None
    if offset is None and _REPEATED.search(found.text, max(0, token.start - 60), token.start):
        return Meaning("SET", f"XXXX-WXX-{_weekday(found)}")
    return replace(named_day(context, _weekday(found), offset), mod=modifier(found))


_REPEATED: Final = re.compile(r"(?i)\bevery (?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*[\s,/&]+(?:and |or )?)+$")
"""Days before a weekday which are joined to it and make a set of it."""


@reader
def weekday_message(found: Found, context: Context) -> Meaning | None:
    """`fri or sat`, in short messages; words that are others too need a preposition or a weekday beside them."""
    if not context.message:
        return None
    token = found.tokens[found.candidate.first]
    word = found.words[0]
    beside = _BESIDE_SURE if word in ("sat", "sun") else _BESIDE if word in ("mon", "wed") else None
    named = found.text[token.start].isupper() and found.text[token.end : token.end + 2].strip().istitle()
    alone = beside is not None and not _WEEKDAY_AFTER.match(found.text, token.end)
    if beside and alone and (named or not beside.search(found.text, max(0, token.start - 14), token.start)):
        return None
    return weekday_name(found, context)


_WEEKDAY_AFTER: Final = re.compile(
    r"(?i)\s?(?:[-–/&,]|to|and|or)\s?(?:mon|tues?|wed|thurs?|fri|sat|sun)(?:day)?s?(?![a-z])"
)
_BESIDE: Final = re.compile(
    r"(?i)(?:\b(?:on|by|till|until|this|for|from|b4|before|after|coming|and|or)\s+|[,/&(-]\s*)$"
)
_BESIDE_SURE: Final = re.compile(
    r"(?i)(?:\b(?:on|by|till|until|this|for|from|b4|before|after|coming)|(?:day|mon|tues?|wed|thurs?|fri|sat)(?:\s?[,/&-]| or| and| to)|\()\s*$"
)


@reader
def weekday_hours(found: Found, context: Context) -> Meaning | None:
    """`the early hours of Tuesday`."""
    if found.get("TODAY") is not None:
        meaning = relative(context, lambda at: day_span(at + int(found.get("TODAY"))), "XXXX-XX-XX")
    else:
        meaning = named_day(context, _weekday(found), found.get("PREV"))
    part = found.get("PART") or ("NI" if found.get("EARLYLATE") == "END" else "MO")
    return replace(with_part(meaning, f"T{part}"), mod=modifier(found))


@reader
def weekday_week(found: Found, context: Context) -> Meaning | None:
    """`Monday of next week`."""
    number, offset = _weekday(found), int(found.get("PREV") or 0)
    return relative(context, lambda at: day_span(unit_span("W", at, offset).first + number - 1), f"XXXX-WXX-{number}")


@reader
def weekday_part(found: Found, context: Context) -> Meaning | None:
    """`Monday morning`, `late Friday night`, `Monday night, May 13`."""
    if found.get("PREV") is None and context.in_compound("weekday"):
        return None
    dated = READERS["date"](found, context) if "date" in found.candidate.slots else None
    meaning = dated or named_day(context, _weekday(found), found.get("PREV"))
    return replace(with_part(meaning, f"T{found.get('PART')}"), mod=modifier(found))


@reader
def day_beside(found: Found, context: Context) -> Meaning | None:
    """`the day before yesterday`, `the day after Monday`."""
    step = -1 if "before" in found.words else 1
    shift = found.get("TODAY")
    if shift is not None:
        return relative(context, lambda at: day_span(at + int(shift) + step), "XXXX-XX-XX")
    meaning = named_day(context, int(found.get("WEEKDAY")), found.get("PREV"))
    if not meaning.days.single or meaning.days.earliest is None:
        return replace(meaning, value="XXXX-XX-XX", days=meaning.days.shift(step))
    span = day_span(meaning.days.earliest + step)
    return replace(meaning, value=span.value, days=meaning.days.shift(step))

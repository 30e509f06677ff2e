"""Readers of amounts of time: durations. They name no days."""

import re
from typing import Final

from pipelines.days import DayInterval
from pipelines.temporal.meaning import Context, Found, Meaning, reader
from pipelines.temporal.reckoning import unit_span

__all__ = ["UNITS", "amount", "amount_mod", "duration_value", "unit_of"]

UNITS: Final = {"H": "T{}H", "m": "T{}M", "S": "T{}S"}
_LESS: Final = ("less than", "fewer than", "under", "just under")


def amount(found: Found) -> float | None:
    """How many units the words count; `None` where they don't say ("several")."""
    words = found.words
    numbers = found.every("NUM")
    fraction = found.get("FRACTION") or 0.0
    if "VAGUE" in found.candidate.slots:
        return None
    if "couple" in words:
        return 2
    if any(word in words for word in ("number", "hundreds", "thousands", "dozens", "tens")):
        return None
    scale = 12 if "dozen" in words else 1
    if numbers:
        return float(numbers[-1]) * scale + (0.5 if "half" in words and "and" in words else fraction)
    if "half" in words and "and" not in words:
        return 0.5
    if "half" in words:
        return 1.5
    if "quarter" in words and "and" in words:
        return 1.25
    return fraction or 1.0 * scale


def amount_mod(found: Found) -> str | None:
    """The mod that words before an amount give."""
    phrase = " ".join(found.words)
    if (
        "no more than" in phrase
        or "up to" in phrase
        or "at most" in phrase
        or re.search(r"\bas (many|much|long) as", phrase)
    ):
        return "EQUAL_OR_LESS"
    if "at least" in phrase or "no less than" in phrase or "no fewer than" in phrase:
        return "EQUAL_OR_MORE"
    if "more than" in phrase or "over" in found.words:
        return "MORE_THAN"
    if any(part in phrase for part in ("less than", "fewer than")) or "under" in found.words:
        return "LESS_THAN"
    if "ABOUT" in found.candidate.slots or "or so" in phrase:
        return str(found.get("ABOUT") or "APPROX")
    return "APPROX" if "couple" in found.words or ("mod" in found.candidate.slots and "some" in found.words) else None


def duration_value(number: float | None, unit: str) -> str:
    """Write a TIMEX3 duration.

    >>> duration_value(2, "W"), duration_value(None, "H"), duration_value(1.5, "Y"), duration_value(3, "DE")
    ('P2W', 'PTXH', 'P1Y6M', 'P30Y')
    >>> duration_value(1, "DE")
    'P1E'
    """
    if number is not None and unit in ("DE", "CE"):
        number, unit = (
            (1, "E" if unit == "DE" else "C") if number == 1 else (number * (10 if unit == "DE" else 100), "Y")
        )
    if number is not None and unit in ("Q", "F"):
        number, unit = (number * 3, "M") if unit == "Q" else (number * 2, "W")
    if number is not None and number % 1 and unit in ("Y", "H", "m"):
        whole, rest = int(number), round(number % 1 * (12 if unit == "Y" else 60))
        smaller = {"Y": "M", "H": "M", "m": "S"}[unit]
        big = f"{whole}{unit.upper()}" if whole else ""
        return f"P{'' if unit == 'Y' else 'T'}{big}{rest}{smaller}"
    unit = {"DE": "E", "CE": "C"}.get(unit, unit)
    count = "X" if number is None else f"{number:.10g}"
    return "P" + UNITS[unit].format(count) if unit in UNITS else f"P{count}{'X' if unit == 'P' else unit}"


def unit_of(found: Found) -> str:
    """The unit that the words count in, as its class gives it."""
    return str(found.get("UNIT") or found.get("UNITS") or found.get("MANYCLOCK") or found.get("CLOCKUNIT") or "X")


@reader
def duration(found: Found, context: Context) -> Meaning | None:
    """`more than two years`, `six-month`, `34-year-old`."""
    number = amount(found)
    if number is not None and not 0 < number < 1e7:
        return None
    if found.words == ["one", "day"] and (meaning := _some_day(context)):
        return meaning
    if unit_of(found) == "S" and "second" in found.words and (number or 0) != 1 and "-" not in found.words:
        return None
    return Meaning("DURATION", duration_value(number, unit_of(found)), amount_mod(found))


@reader
def duration_joined(found: Found, _context: Context) -> Meaning | None:
    """`two hours and 20 minutes`, `six years, three months`: units that go down."""
    order = "YMWDHmS"
    tokens = found.tokens[found.candidate.first : found.candidate.last]
    units = [
        str(next(token.values[name] for name in _UNIT if name in token.values))
        for token in tokens
        if _UNIT & token.values.keys()
    ]
    numbers = [float(number) for number in found.every("NUM")]
    ranks = [order.find(unit) for unit in units]
    if len(numbers) != len(units) or -1 in ranks or ranks != sorted(set(ranks)):
        return None
    if any(number % 1 or number < 1 for number in numbers):
        return None
    written = ""
    for number, unit in zip(numbers, units, strict=True):
        written += "T" if unit in "HmS" and "T" not in written else ""
        written += f"{number:.10g}{unit.upper()}"
    return Meaning("DURATION", f"P{written}", amount_mod(found), trim=(int(found.words[0] in _PREPOSITIONS), 0))


_PREPOSITIONS: Final = ("in", "over", "during", "for", "within", "each", "of")
_UNIT: Final = frozenset(("UNIT", "UNITS", "CLOCKUNIT"))


@reader
def duration_time(found: Found, _context: Context) -> Meaning | None:
    """`two weeks' time`."""
    one = not {"VAGUE", "NUM"} & found.candidate.slots.keys() and "couple" not in found.words
    trim = int(found.words[0] in _PREPOSITIONS)
    return Meaning("DURATION", duration_value(1.0 if one else amount(found), unit_of(found)), trim=(trim, 0))


@reader
def duration_plus(found: Found, _context: Context) -> Meaning | None:
    """`two-plus years`, `20-odd years`."""
    mod = "MORE_THAN" if "plus" in found.words else "APPROX"
    return Meaning("DURATION", duration_value(float(found.get("NUM")), unit_of(found)), mod)


@reader
def duration_word(found: Found, _context: Context) -> Meaning | None:
    """`weeklong`, `yearlong`."""
    return Meaning("DURATION", duration_value(1, str(found.get("LONGWORD"))))


@reader
def duration_all(found: Found, context: Context) -> Meaning | None:
    """`all day`, `all week long`, in short messages; annotators of news leave them."""
    if not context.message:
        return None
    return Meaning("DURATION", duration_value(1, unit_of(found)))


_OF_ONE_DAY: Final = re.compile(
    r"(?i)\b(?:in|for|by|within|of|than|least|most|only|just|about|nearly|every|after|with|a|to|over|under|last|take|took|takes) $"
)
_AFTER_ONE_DAY: Final = re.compile(
    r"[-'’]| (?:after|before|later|earlier|ago|of|in|at|per|only|a|off|and|or|from|for|to)\b"
)


def _some_day(context: Context) -> Meaning | None:
    """The "one day" on which something will be; `None` where it is an amount, or past."""
    if _OF_ONE_DAY.search(context.text, max(0, context.start - 12), context.start):
        return None
    ahead = context.direction == "future" and not _AFTER_ONE_DAY.match(context.text, context.end)
    return Meaning("DATE", "FUTURE_REF") if ahead else None


@reader
def duration_one(found: Found, _context: Context) -> Meaning | None:
    """`a year`, `an hour`, `one day`."""
    words = found.words
    if words[-1] == "second" or (words[-1] in ("min", "hr", "yr", "quarter") and "NUM" not in found.candidate.slots):
        return None
    return Meaning("DURATION", duration_value(1, unit_of(found)), amount_mod(found))


_VERB_BEFORE: Final = re.compile(r"\b(?:to|will|would|could|should|may|might|can|must|not|n't|usually|often) $")


@reader
def duration_directed(found: Found, _context: Context) -> Meaning | None:
    """`the past two years`, `the next 10 to 20 months`; a preposition before it does not belong to it."""
    words = found.words
    trim = 0
    first = found.tokens[found.candidate.first].start
    if words[0] == "last" and _VERB_BEFORE.search(found.text, max(0, first - 12), first):
        trim = 1  # the verb: "to last three months"
    while words[trim] in _PREPOSITIONS:
        trim += 1
    number = amount(found)
    if "CLOCKUNIT" in found.candidate.slots and words[-1] == "second":
        return None
    value = duration_value(number, unit_of(found))
    mod = amount_mod(found) if not trim or words[0] != "over" else None
    return Meaning("DURATION", value, mod, trim=(trim, 0))


@reader
def duration_vague(found: Found, _context: Context) -> Meaning | None:
    """`recent years`, `the coming weeks`, `days`."""
    if unit_of(found) == "Q" and len(found.words) == 1:
        return None
    return Meaning("DURATION", duration_value(None, unit_of(found)))


@reader
def duration_long(found: Found, _context: Context) -> Meaning | None:
    """`day-long`, `decades-long`."""
    number = None if "UNITS" in found.candidate.slots else 1
    return Meaning("DURATION", duration_value(number, unit_of(found)))


@reader
def told_night(_found: Found, context: Context) -> Meaning | None:
    """`at night`, in histories: of no certain day."""
    return Meaning("TIME", "XXXX-XX-XXTNI") if context.narrative else None


@reader
def told_hour(found: Found, context: Context) -> Meaning | None:
    """`the first hour`, in histories."""
    if not context.narrative or found.words[-1] not in ("hour", "minute"):
        return None
    return Meaning("DURATION", duration_value(1, unit_of(found)))


@reader
def message_unit(found: Found, context: Context) -> Meaning | None:
    """`a nice day`, `day 3`, `first week`, in short messages; in histories `the bloodiest day` is the one told of."""
    unit = found.get("UNIT")
    if unit not in ("D", "W", "M", "Y") or "yr" in found.words:
        return None
    if context.narrative:
        return _told_unit(found, context, str(unit))
    return Meaning("DURATION", f"P1{unit}") if context.message else None


def _told_unit(found: Found, context: Context, unit: str) -> Meaning | None:
    if "ORD" in found.candidate.slots:
        return Meaning("DURATION", f"P1{unit}")
    if len(found.words) > 1:
        return None
    first = found.tokens[found.candidate.first].start
    named = found.text[first].isupper() or _UTMOST.search(found.text, max(0, first - 20), first)
    if not named:
        return None
    told, widest = context.story, {"D": 1, "W": 7, "M": 31, "Y": 366}[unit]
    if told is None or told.days.earliest is None or (told.days.length or 400) > widest:
        return Meaning("DURATION", f"P1{unit}")
    span = unit_span(unit, told.days.earliest)
    return Meaning(
        "DATE", span.value, None, DayInterval(span.first, span.last), "expression", counts_from=told.position
    )


_UTMOST: Final = re.compile(r"(?:\w{3}est|most \w+)(?: single)? $")

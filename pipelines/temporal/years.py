"""Readers of years, decades and centuries, and what dates share with them: the year and the modifier."""

import re
from dataclasses import replace
from typing import Final

from pipelines.days import civil
from pipelines.temporal.discourse import Mention
from pipelines.temporal.meaning import Context, Found, Meaning, absolute, reader
from pipelines.temporal.reckoning import century_bc, century_span, decade_bc, decade_span, hundreds_span, year_span

__all__ = ["full_year", "modifier", "pivot", "shared_year"]


def modifier(found: Found) -> str | None:
    """The mod that words such as "early", "the end of", "about" give; `None` where there are none."""
    part = found.get("EARLYLATE") or found.get("EDGE")
    if part:
        return str(part)
    about = found.get("ABOUT")
    if about:
        return str(about)
    words = found.words
    if "half" in words:
        return "START" if "first" in words else "END"
    return None


def full_year(found: Found) -> int | None:
    """The year that matched, if any; two digits after an apostrophe are of the century that makes sense for news."""
    year = found.get("YEAR") or found.get("WORDYEAR")
    if year is not None:
        return int(year)
    short = found.get("APOSYEAR")
    return None if short is None else pivot(int(short[1:]))


def _of_the_story(short: int, story: Mention) -> int:
    """The last year with these two digits up to the one that a history has reached: `'99` told in 1917 is 1899."""
    reached = civil(story.days.latest or 0)[0]
    return reached - (reached - short) % 100


def pivot(short: int) -> int:
    """Give two digits their century, as the POSIX `%y` does but later: 00 to 39 are of the 21st."""
    return 2000 + short if short < 40 else 1900 + short


_MONTHS: Final = {name: number for number, name in enumerate(
    ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
)} | {"spr": 3, "sum": 6, "aut": 9, "fal": 9, "win": 12}  # fmt: skip
_NAMED: Final = (
    r"(?P<named>Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sep|Oct|Nov|Dec|[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter)"
    r"[a-z]*\.?"
)
_JOINED: Final = (
    r"(?:\s?(?:,|-|–|—|/|&|\()\s?|,?\s(?:and|to|or|through|until|till)\s)"
    rf"(?:the )?(?:(?:early|late|mid|end of|beginning of|start of)[ -])?(?:\d{{1,2}}(?:st|nd|rd|th)? )?{_NAMED}"
    r"(?: \d{1,2}(?:st|nd|rd|th)?)?"
)
_YEAR: Final = r"(?: of)?,? (?P<year>[12]\d{3})(?![\d,]\d|\d)"
_SHARED_YEAR: Final = tuple(
    re.compile(form)
    for form in (
        _JOINED + _YEAR,
        _JOINED + _JOINED.replace("?P<named>", "") + _YEAR,
        r" ?(?:-|–|and|to|or) ?\d{1,2}, (?P<year>[12]\d{3})(?!\d)",
        r" ?\([^()\n]{1,60}\),? (?P<year>[12]\d{3})(?!\d)",
        r"(?<=[\w])[^()\n]{0,40}\), (?P<year>[12]\d{3})(?!\d)",
        r" [^\W\d_]{4,} of (?P<year>[12]\d{3})(?![\d,]\d|\d)",
    )
)
"""What joins a date without a year to one with it. One stands in brackets itself: `7 May (8 May in Moscow), 1945`."""


def shared_year(context: Context, month: int = 0) -> int | None:
    """The year that a date shares with the one it is joined to: `August and September 1914`, `31 May-1 June 1916`.

    Args:
        context: Where the date stands.
        month: Its month; one that is later in the year than the other's is of the year before: `December to March 1945`.
    """
    end = min(len(context.text), context.end + 100)
    for form in _SHARED_YEAR:
        found = form.match(context.text, context.end, end)
        if found is not None:
            other = _MONTHS[found["named"][:3].lower()] if "named" in form.groupindex else 12
            return int(found["year"]) - (month > other)
    return None


@reader
def year(found: Found, context: Context) -> Meaning | None:
    """`2014`, `the end of 2014`, `fiscal 1998`."""
    number = full_year(found) or found.get("NUM")
    if found.get("APOSYEAR") and context.story is not None:
        number = _of_the_story(int(found.get("APOSYEAR")[1:]), context.story)
    if number is None or not 1000 <= number <= 2150:
        return None
    if found.candidate.last - found.candidate.first == 1 and found.get("YEAR") and not _lone_year(found, context):
        return None
    mod = modifier(found)
    if "after" in found.candidate.slots or "before" in found.candidate.slots:
        mod = "AFTER" if "after" in found.candidate.slots else "BEFORE"
    return absolute(year_span(int(number)), mod)


_CERTAIN: Final = re.compile(
    r"(?i)\b(?:in|since|by|until|till|from|to|of|during|before|after|through|between|late|early|mid|year|and|circa|around)\s+\(?$"
)
_NUMBERED: Final = re.compile(
    r"(?i)(?:\b(?:page|pages|no\.?|number|flight|room|route|highway|model|version|section|vol\.?|windows|office|apartment|box|about|nearly|some|only|almost|than|channel|area|level|class|gate|resolution|resolutions|chapter|article|regulation|directive|boeing|airbus|bus|train|lot|line|platform|suite|pin|code|extension|ext|patent|case|order|hwy|unit|all|these|those|total|of|the)|[#$£€:/=@+*])\s*$"
)


def _lone_year(found: Found, context: Context) -> bool:
    """Whether four digits by themselves are a year."""
    token = found.tokens[found.candidate.first]
    value = int(token.values["YEAR"])
    before = found.text[max(0, token.start - 16) : token.start]
    after = found.text[token.end : token.end + 2]
    if _MEASURED.match(found.text, token.end) or _DIALLED.search(before):
        return False
    if after[:1] in "/:" and after[1:2].isdigit():
        return False
    if after[:1] in ("-", "–") and after[1:2].isdigit() and not _SPAN.match(found.text, token.start):
        return False
    if _CERTAIN.search(before) or _SPAN.match(found.text, token.start) or _SPAN_BEFORE.search(before):
        return (1000 if context.narrative else 1100) <= value <= 2100
    if _NUMBERED.search(before) and not before.rstrip().lower().endswith("the"):
        return False
    bracketed = before.endswith("(") and after[:1] in ")-–,;"
    return (1000 if context.narrative and bracketed else 1600) <= value <= 2035


_MEASURED: Final = re.compile(
    r"[^\W\d_]|-(?!(?:built|era|based|style|season|model|vintage|present|now|born|to)\b)[^\W\d_]"
)
"""What touches four digits and makes an amount of them: `2000m`, `a 2000-seat hall`; a `2012-built` ship is of that year."""
_DIALLED: Final = re.compile(r"(?:\b0\d{2,3}|\b[3-9]\d{3}|\+\d+ \d+) $")
"""Digits before four more: those of a telephone."""
_SPAN_BEFORE: Final = re.compile(r"(?<![\d.,$£€])[12]\d{3} ?[-–] ?$")
_SPAN: Final = re.compile(r"[12]\d{3}[-–](?:\d{2}|[12]\d{3})(?![\w-])")


@reader
def year_continued(found: Found, _context: Context) -> Meaning | None:
    """The `18` of `1914-18`."""
    short = found.get("INT")
    before = found.tokens[found.candidate.first - 2].values.get("YEAR")
    if (
        before is None
        or not (10 <= short <= 99 or short == before % 100 + 1)
        or not before % 100 < short
        or not _SPAN.match(found.text, found.tokens[found.candidate.first - 2].start)
    ):
        return None
    return replace(absolute(year_span(before // 100 * 100 + short)), lends=False)


@reader
def year_ad(found: Found, context: Context) -> Meaning | None:
    """`AD 79`, `in 476`; before a name only in a text that tells of such times."""
    if found.candidate.pattern.name == "year-old-name" and not context.ancient:
        return None
    number = int(next(value for name in ("NUM", "YEAR", "OLDYEAR") for value in found.every(name)))
    bare = "ERAAD" not in found.candidate.slots
    if bare and context.before_christ and not _our_era(context):
        return absolute(year_span(1 - number))
    return absolute(year_span(number)) if 1 <= number <= 9999 else None


def _our_era(context: Context) -> bool:
    """Whether the story has come to years AD, which years of few digits after it are then, too."""
    last = context.mentioned
    return last is not None and last.days.earliest is not None and civil(last.days.earliest)[0] > 0


@reader
def year_bc(found: Found, _context: Context) -> Meaning | None:
    """`44 BC`."""
    number = int(next(value for name in ("NUM", "YEAR", "OLDYEAR", "INT") for value in found.every(name)))
    return absolute(year_span(1 - number), modifier(found)) if 1 <= number <= 9999 else None


@reader
def decade(found: Found, _context: Context) -> Meaning | None:
    """`the late 1980s`, `the nineties`; `the early 1800s` are years of a century, not ten."""
    text, mod = found.get("DECADE"), modifier(found)
    if text and text[:1].isdigit() and len(text.rstrip("s'’")) == 3:
        return None
    digits = re.sub(r"\D", "", text) if text else str(found.get("DECADEWORD"))
    number = int(digits) if len(digits) == 4 else 1900 + int(digits)
    if text and len(digits) == 2 and "the" not in found.words and not text.startswith(("'", "’")):
        return None
    hundreds = text is not None and number % 100 == 0 and number < 2000
    return absolute(hundreds_span(number // 100) if hundreds else decade_span(number // 10), mod)


@reader
def decade_old(found: Found, _context: Context) -> Meaning | None:
    """`the 470s BC`."""
    number = int(re.sub(r"\D", "", str(found.get("DECADE"))))
    return absolute(decade_bc(number // 10), modifier(found)) if number >= 10 else None


@reader
def century(found: Found, _context: Context) -> Meaning | None:
    """`the 19th century`, `the 5th century BC`."""
    number = int(found.get("ORD"))
    if found.get("ERA"):
        return absolute(century_bc(number), modifier(found)) if 1 <= number <= 99 else None
    return absolute(century_span(number - 1), modifier(found)) if number <= 99 else None

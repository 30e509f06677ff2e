"""Words to meaning: what a matched pattern says, and what of the document's context it needs.

The readers stand in modules by what they read: `dates`, `months`, `years` (and longer), `seasons` (and quarters),
`holidays`, `weekdays`, `deictic` (looking from an anchor), `counted` (so many units from one), `clock` (times of day),
`amounts` (durations), `references` (the present, past and future), `sets`.
"""

import re
from functools import cache
from typing import Final

from pipelines.days import DayInterval, civil
from pipelines.errors import InvalidDay
from pipelines.temporal import (
    amounts,
    clock,
    counted,
    dates,
    deictic,
    holidays,
    months,
    references,
    seasons,
    sets,
    weekdays,
    years,
)
from pipelines.temporal.cues import compounds, cues, tenses
from pipelines.temporal.meaning import READERS, Context, Found, Meaning
from pipelines.temporal.words import load

__all__ = ["look_around", "mean"]

_MODULES: Final = (
    amounts,
    clock,
    counted,
    dates,
    deictic,
    holidays,
    months,
    references,
    seasons,
    sets,
    weekdays,
    years,
)
"""Imported for the readers they register."""
_MOST_DAYS: Final = 2**31 - 1
"""Days that `date32` can hold on either side of 1970."""

_YEAR: Final = re.compile(r"(?:1[4-9]|20)\d\d(?<![\d$£€.,].{4})(?![\d,]\d|%)", re.DOTALL)
_DEICTIC: Final = (
    "today", "yesterday", "tomorrow", "tonight",
    "last week", "last month", "last year", "last night", "this week", "this month", "this year", "this night",
    "next week", "next month", "next year", "next night",
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
)  # fmt: skip
"""Words that look from a day of writing. Counting each is faster than one regular expression for all."""
_OLD_YEAR: Final = re.compile(
    r"\b(?:[Ii]n|[Bb]y|[Ff]rom|[Uu]ntil|[Ss]ince|[a-z]+(?:ary|ch|ril|ay|une|uly|ust|ber)) (1[0-3]\d\d)(?![\d,.%]\d|[\d%])"
)
"""Years that numbers of anything look like, after a word that says they are years."""
_MAYBE_OLD_YEAR: Final = re.compile(r"1[0-3]\d\d(?<= .{4})(?!\d)", re.DOTALL)
"""The same without the word, which is quicker to look for."""
_ERA: Final = re.compile(  # beginning with one of few characters, so that a search skips all others
    r"[\dcA](?:(?:(?<=\d)|(?<=\bc)entur(?:y|ies)) ?(?:(?P<before>BCE?|B\.C\.)|AD|CE|A\.D\.)(?![\w])"
    r"|(?<=\bA)(?:D|\.D\.) ?\d)"
)


def look_around(text: str, language: str, publication: DayInterval) -> Context:
    """Tell what kind of text this is, as far as its dates depend on it.

    A history names many years, hardly ever looks from its day of writing and is told in the past tense; a report on a
    quarter says so repeatedly.

    Args:
        text: The document.
        language: Its language.
        publication: Days on which it can have been written.
    """
    years = [int(found) for found in _YEAR.findall(text)]
    eras = [found["before"] is not None for found in _ERA.finditer(text)] if _names_era(text) else []
    many = len(years) + len(eras)
    if many < _MANY and _MAYBE_OLD_YEAR.search(text):
        years += [int(found) for found in _OLD_YEAR.findall(text)]
        many = len(years) + len(eras)
    narrative = many >= _MANY
    if publication.latest is not None and narrative:
        written = civil(publication.latest)[0]
        gone = 0 if len(years) >= _VERY_MANY else _RECENT
        narrative = (len(eras) + sum(written - year > gone for year in years)) * 2 > many
    # Last what looks at all of the text.
    narrative = narrative and sum(map(text.count, _deictic(language))) * 4 <= many and _tells(text, language)
    quarters = text.count("quarter")
    if quarters >= _REPORTING:
        quarters -= text.count("quarters") + text.count("headquarter")
    return Context(
        text,
        publication,
        narrative=narrative,
        plain=narrative and many >= _PLAINLY,
        message=not narrative and len(text) <= _SHORT and "\n\n" not in text.strip(),
        quarterly=quarters >= _REPORTING,
        ancient=bool(eras),
        before_christ=sum(eras) >= _SOME_BC and sum(eras) * 3 > len(eras) * 2,
        compounds=compounds(language),
        cues=cues(language),
    )


@cache
def _deictic(language: str) -> tuple[str, ...]:
    """Words of a language that look from a day of writing."""
    words = load(language).get("words", {})
    return (
        _DEICTIC if language == "en" else (*words.get("TODAY", ()), *words.get("WEEKDAY", ()), *words.get("PREV", ()))
    )


def _names_era(text: str) -> bool:
    return any(map(text.__contains__, _ERA_MARKS)) and _MAYBE_ERA.search(text) is not None


def _tells(text: str, language: str) -> bool:
    """Whether a text tells what was rather than says what is: its past tense is twice as frequent, or more.

    In annotated histories there is less than one "is", "has" or "will" to two of "was", "had" or "would"; in news that
    names many years there mostly are more.
    """
    present, past = tenses(language)
    told = sum(map(text.count, past))
    return told > 0 and sum(map(text.count, present)) * 2 <= told


_MAYBE_ERA: Final = re.compile(r"[ABC](?:(?<=[\dsy].)|(?<=[\dsy] .)|(?=D ?\d|\.D\. ?\d))(?:CE?|D|E|\.[CD]\.)")
"""Wider than `_ERA`, but quick to fail as all it finds begins with one of three letters."""
_ERA_MARKS: Final = (" BC", " AD", "AD ", " CE", "B.C.", "A.D.", "BCE")
_PLAINLY: Final = 12
"""Years by which a text is a history whether or not its day of writing is known."""
_SOME_BC: Final = 3
"""Years BC by which a text tells of that era."""
_SHORT: Final = 280
"""Characters of a post."""
_MANY: Final = 5
"""Years that a history names at least; most are over."""
_REPORTING: Final = 2
"""Times that a report on a quarter says so at least."""
_RECENT: Final = 2
"""Years that lie so far back or less may be those of news, which look back too."""
_VERY_MANY: Final = 20
"""A text that names so many years is a history of recent ones too."""


def mean(found: Found, context: Context) -> Meaning | None:
    """Give matched words their meaning.

    Returns:
        `None` where they mean no time: the numbers are none of a calendar, or the place speaks against it.
    """
    try:
        meaning = READERS[found.candidate.pattern.read](found, context)
    except InvalidDay:
        return None
    if meaning is None:
        return None
    days = meaning.days
    if not (-_MOST_DAYS <= (days.earliest or 0) <= _MOST_DAYS and -_MOST_DAYS <= (days.latest or 0) <= _MOST_DAYS):
        return None
    return meaning

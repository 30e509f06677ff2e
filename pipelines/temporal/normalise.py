"""Words to meaning: what a matched pattern says, and what of the document's context it needs.

The readers stand in modules by what they read: `dates`, `months`, `years` (and longer), `seasons` (and quarters),
`holidays`, `deictic` (looking from an anchor), `counted` (so many units from one), `clock` (times of day), `amounts`
(durations, sets and references).
"""

import re
from collections.abc import Callable, Iterable
from typing import Final

from pipelines.days import DayInterval, civil
from pipelines.errors import InvalidDay
from pipelines.temporal import amounts, clock, counted, dates, deictic, holidays, months, seasons, years
from pipelines.temporal.meaning import READERS, Context, Found, Meaning
from pipelines.temporal.words import load

__all__ = ["look_around", "mean"]

_MODULES: Final = (amounts, clock, counted, dates, deictic, holidays, months, seasons, years)
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
_ERA: Final = re.compile(
    r"\d ?(?:BCE?|AD|CE|B\.C\.|A\.D\.)(?![\w])|\b(?:AD|A\.D\.) ?\d|\bcentur(?:y|ies) (?:BCE?|AD|CE)\b"
)


def look_around(text: str, language: str, publication: DayInterval) -> Context:
    """Tell what kind of text this is, as far as its dates depend on it.

    A history names many years and hardly ever looks from its day of writing; a report on a quarter says so repeatedly.

    Args:
        text: The document.
        language: Its language.
        publication: Days on which it can have been written.
    """
    years = [int(found) for found in _YEAR.findall(text)]
    ancient = len(_ERA.findall(text)) if any(mark in text for mark in _ERA_MARKS) else 0
    many = len(years) + ancient >= _MANY
    looks = sum(map(text.count, _DEICTIC)) if many else 0
    narrative = many and looks * 4 <= len(years) + ancient
    if publication.latest is not None and narrative:
        written = civil(publication.latest)[0]
        narrative = (ancient + sum(year < written for year in years)) * 2 > len(years) + ancient
    quarters = text.count("quarter") - text.count("quarters") - text.count("headquarter")
    compounds = {kind: frozenset(words) for kind, words in load(language).get("compounds", {}).items()}
    return Context(
        text,
        publication,
        narrative=narrative,
        message=len(text) <= _SHORT and "\n\n" not in text.strip(),
        quarterly=quarters >= 2,
        ancient=ancient > 0,
        compounds=compounds,
        cues=_cues(text, language),
    )


_ERA_MARKS: Final = (" BC", " AD", "AD ", " CE", "B.C.", "A.D.", "BCE")
_SHORT: Final = 280
"""Characters of a post."""
_MANY: Final = 5
"""Years that a history names at least."""


def _cues(text: str, language: str) -> Callable[[int, int], str]:
    """Make a function that says which way the sentence around a span looks, by the nearest cue before, else after."""
    data = load(language).get("cues", {})
    future, past = frozenset(data.get("future", ())), frozenset(data.get("past", ()))

    no_past = frozenset(data.get("no_past", ()))
    english = language == "en"
    gone, ahead = _phrases(data.get("past_phrases", ())), _phrases(data.get("future_phrases", ()))

    def looks(word: str) -> str:
        if word in future:
            return "future"
        return "past" if word in past or (english and word.endswith("ed") and word not in no_past) else ""

    def direction(start: int, end: int) -> str:
        beside = _BESIDE.match(text, end)
        if beside and looks(beside[1]) == "past":
            return "past"
        before = _CLAUSE_BREAK.split(text[max(0, start - 140) : start])[-1]
        to_come = False
        for word in reversed(_CUE.findall(ahead.sub(" will ", gone.sub(" was ", before)))):
            if english and word.startswith("to "):
                to_come = True
            elif way := looks(word):
                return "" if to_come and way == "past" else way
        after = _CLAUSE_BREAK.split(text[end : end + 80])[0]
        for word in _CUE.findall(after):
            if word not in _BEFORE_ONLY and (way := looks(word)):
                return way
        return ""

    return direction


def _phrases(found: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(found) or '(?!)'})\b")


_BESIDE: Final = re.compile(r" ([a-z]+)")
_BEFORE_ONLY: Final = frozenset(("due", "until", "plans", "effective", "hopes"))
_CLAUSE_BREAK: Final = re.compile(r"(?<=[a-z\")])[.!?;]\s|\n\n")
_CUE: Final = re.compile(r"['’]ll|\b(?:to (?!the\b|a\b|an\b|its\b|his\b|their\b))?[a-z]+(?:n['’]t)?")


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
    ends = (meaning.days.earliest, meaning.days.latest)
    if any(day is not None and abs(day) > _MOST_DAYS for day in ends):
        return None
    return meaning

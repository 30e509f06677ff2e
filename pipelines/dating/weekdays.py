"""Weekdays with their date and no year ("Tuesday, June 15"): in a span of a few years they fix the year.

News that names a weekday with its date looks back on the months before, or ahead on those to come; told as past, such a
day lies in the year before the writing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

import regex

from pipelines.dating.clues import Clue, lexicon, weight
from pipelines.dating.mentions import Mention
from pipelines.dating.reading import partial_dates_in
from pipelines.dating.tense import sense_of
from pipelines.days import UNKNOWN

__all__ = ["named_weekday", "weekdays_with_dates"]

_MOST: Final = 40
"""Weekdays with a date that are looked at."""
_ONE_SORT: Final = 3
_AHEAD: Final = 32
"""Characters behind a weekday in which its date stands."""
_DATE: Final = regex.compile(
    r"\s?,?\s+(?:(?:the|den|le|el)\s+)?(?P<date>[0-3]?[0-9](?:[.ºª]|st|nd|rd|th|er)?\s+(?:(?:de|of)\s+)?[\p{L}\p{M}]{3,12}\.?"
    r"|[\p{L}\p{M}]{3,12}\.?\s+[0-3]?[0-9](?:st|nd|rd|th)?)(?![0-9\p{L}]|\s?,?\s?(?:del?\s)?(?:1[5-9]|20)[0-9]{2}(?![0-9]))"
)


@dataclass(frozen=True, slots=True)
class _Day:
    start: int
    end: int
    month_day: tuple[int, int]
    weekday: int


@cache
def _weekdays(language: str) -> dict[str, int]:
    """Give the names of a language's weekdays, small and with a capital, with their numbers."""
    names = lexicon("labels")["weekdays"].get(language, ())[:7]
    return {form: number for number, name in enumerate(names, 1) for form in (name, name.capitalize())}


def _named(text: str, language: str | None, first: int, last: int) -> Iterator[tuple[int, int, int]]:
    """Find weekdays: first code point, the one after the last, number."""
    for name, number in _weekdays(language or "en").items():
        at = text.find(name, first, last)
        while at >= 0:
            end = at + len(name)
            if not text[at - 1 : at].isalpha() and not text[end : end + 1].isalpha():
                yield at, end, number
            at = text.find(name, end, last)


def named_weekday(text: str, language: str | None) -> int | None:
    """Give the first weekday named in a stretch of text, 1 for Monday to 7 for Sunday."""
    return min(_named(text, language, 0, len(text)), default=(0, 0, None))[2]


def weekdays_with_dates(text: str, language: str | None, spans: Sequence[tuple[int, int]]) -> Iterator[Clue]:
    """Find the weekdays told as past that have a date and no year.

    Args:
        text: The document.
        language: ISO 639-1; of one whose weekdays are not listed nothing is found.
        spans: Half-open ranges that are the article's own prose.

    Returns:
        Clues with `month_day` and `weekday`: what they mean, the years around them decide.
    """
    seen: set[tuple[int, int]] = set()
    for day in _days(text, language, spans):
        if day.month_day in seen or len(seen) >= _ONE_SORT:
            continue
        if sense_of(text, Mention(day.start, day.end, UNKNOWN), language) == "past":
            seen.add(day.month_day)
            surface, believed = text[day.start : day.end], weight("weekday with its date")
            origin = "text: weekday"
            yield Clue(
                "text", origin, surface, UNKNOWN, believed, day.start, day.end, day.month_day, weekday=day.weekday
            )


def _days(text: str, language: str | None, spans: Sequence[tuple[int, int]]) -> Iterator[_Day]:
    left = _MOST
    for first, last in spans:
        for start, end, number in sorted(_named(text, language, first, last)):
            follows = _DATE.match(text, end, min(last, end + _AHEAD))
            found = partial_dates_in(follows["date"], language) if follows else []
            if follows and found and found[0].month_day:
                yield _Day(start, follows.end("date"), found[0].month_day, number)
                left -= 1
            if not left:
                return

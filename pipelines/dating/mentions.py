"""The years, months and days that a text names, found at the price of one scan for years."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import regex

from pipelines.dating.reading import readings_in
from pipelines.days import DayInterval, year_interval

__all__ = ["Mention", "mentions_in"]

_YEAR: Final = regex.compile(r"(?<![0-9\p{L}])(?:1[5-9][0-9]{2}|20[0-9]{2})(?![0-9\p{L}])")
_WORD: Final = r"[\p{L}\p{M}]{3,14}\.?"
_BEFORE: Final = regex.compile(
    rf"(?:(?<![0-9.,:])[0-3]?[0-9](?:[.ºª]|st|nd|rd|th|er|\.º)?(?:\s+|-)(?:(?:de|of)\s+)?{_WORD}(?:\s?,\s?|\s+|-)(?:del?\s+)?"
    rf"|(?<![\p{{L}}]){_WORD}\s+[0-3]?[0-9](?:st|nd|rd|th)?\s?,?\s+"
    r"|(?<![0-9./-])[0-3]?[0-9][./-][0-3]?[0-9][./-]"
    rf"|(?<![\p{{L}}]){_WORD}\s?,?\s(?:del?\s+)?)$"
)
"""What stands before the year of a date: `7 October`, `October 7,`, `07/10/`, `October`."""
_AFTER: Final = regex.compile(
    r"[-/.][01]?[0-9][-/.][0-3]?[0-9](?![0-9])|\s?[年년]\s?[01]?[0-9]\s?[月월](?:\s?[0-3]?[0-9]\s?[日일])?"
)
_LONE: Final = regex.compile(r"[.,$£€¥#:+/%-]$")
_NO_YEAR: Final = regex.compile(
    r"[.,][0-9]|\s?:\s|%|[/:+][0-9]|-[\p{L}]|\s?(?:%|percent|per\s?cent|million|billion|people|feet|metres|meters|miles|km|kg|tons|"
    r"barrels|points|dollars|euros|pounds|deaths|cases|troops|soldiers|jobs|workers|hours|GMT|BST|UTC|EDT|EST|hrs)\b"
)
"""What tells a plain number of four figures from a year."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A year, month or day that a text names.

    Attributes:
        start: First code point.
        end: Code point after its last.
        days: The days it names: one, or those of a month or year.
    """

    start: int
    end: int
    days: DayInterval


def mentions_in(text: str, language: str | None, first: int = 0, last: int | None = None) -> Iterator[Mention]:
    """Find what names a year, from left to right; days and months that leave their year out are not found.

    Args:
        text: The document.
        language: ISO 639-1, for the names of months.
        first: First code point to search.
        last: Code point after the last; `None` is the end.
    """
    for year in _YEAR.finditer(text, first, len(text) if last is None else last):
        start, end = year.span()
        after = _AFTER.match(text, end)
        before = _BEFORE.search(text[max(first, start - 26) : start])
        if after:
            surface, at = text[start : after.end()], start
        elif before:
            at = start - len(before.group())
            surface = text[at:end]
        else:
            surface, at = "", start
        named = (
            max(readings_in(surface, language), key=lambda found: found.end - found.start, default=None)
            if surface
            else None
        )
        if named and named.days.known and (named.days.length or 999) < 340:
            yield Mention(at + named.start, at + named.end, named.days)
        elif not _LONE.search(text[max(0, start - 1) : start]) and not _NO_YEAR.match(text, end):
            yield Mention(start, end, year_interval(int(year.group())))

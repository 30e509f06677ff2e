"""The main line of a history: which of the dates that a text names moves the story on, and which are told in passing.

A history goes from date to date, and a date without a year ("In July", "on April 9") is of the year that the story has
reached. Not every date moves it: "which lasted until February 1945", "(he had been elected in 1932)", "the withdrawal
planned for late 2008" look aside, and the story goes on from where it stood.
"""

import re
from dataclasses import dataclass
from typing import Final

from pipelines.days import DayInterval

__all__ = ["Mention", "before_in_sentence", "moves_on", "opens"]


@dataclass(frozen=True, slots=True)
class Mention:
    """A date of the text.

    Attributes:
        days: The days it means, both ends known.
        position: Its number among the expressions of the document.
        start: First code point.
        end: Code point after the last.
        own: It names its year itself.
    """

    days: DayInterval
    position: int
    start: int
    end: int
    own: bool = True


_BREAK: Final = re.compile(r"(?<![A-Z])[.!?:][\"”’)]*\s|\n")
_INITIAL: Final = 25
"""Characters before a date that still stands at the beginning of its sentence."""
_A_MONTH: Final = 31
_A_YEAR: Final = 366
_SENTENCE: Final = 300
"""Characters before a date that are looked at."""
_LASTS_UNTIL: Final = re.compile(
    r"\b(?:until|till|since|than|surpassing|compared (?:to|with)|unlike|as in|like)\b[^,;:]{0,45}$"
)
_ATTRIBUTE: Final = re.compile(r"(?i)\b(?:the|this|that|a|an|its|their|his|her|every|'s|’s)\s$")
_NOUN: Final = re.compile(r" [^\W\d_]{3,}")
_PERFECT: Final = re.compile(r"\b(?:had|having)\b(?! to\b)")
_TO_COME: Final = re.compile(
    r"\b(?:would|will|plan(?:s|ned)?|schedul\w+|expect(?:s|ed)|due|propos\w+|envision\w+|promis\w+|calls? for|demand\w*|deadline)\b"
)
_ASIDE: Final = re.compile(
    r"\b(?:which|who|whose|whom|where)\b[^,]*$|\b(?:follow(?:s|ed|ing)|preced(?:es|ed|ing))\b[^,]*$"
)


_LASTING: Final = ("until", "till", "since", "than", "surpassing", "compared", "unlike", "as in", "like")
_ASIDES: Final = ("wh", "follow", "preced")
"""One of these stands in everything that `_LASTS_UNTIL` and `_ASIDE` find; looking for them first is ten times as fast."""


def _says(pattern: re.Pattern[str], words: tuple[str, ...], text: str) -> bool:
    return any(map(text.__contains__, words)) and pattern.search(text) is not None


def before_in_sentence(text: str, start: int) -> str:
    """Give what stands in a sentence before a place in it; a heading or a paragraph ends a sentence too."""
    return _BREAK.split(text[max(0, start - _SENTENCE) : start])[-1]


def opens(text: str, start: int) -> bool:
    """Whether a date stands at the beginning of its sentence: "In July", "By the end of March"."""
    return len(before_in_sentence(text, start)) <= _INITIAL


def moves_on(text: str, date: Mention, line: Mention | None) -> bool:
    """Whether the story goes on from a date.

    Args:
        text: The document.
        date: The date, `days` bounded.
        line: The one that the story had reached; `None` at the beginning.

    Returns:
        False where the date looks aside: back, ahead, to the end of what lasts, or to a whole year where days are told.
    """
    if line is None or date.days.earliest is None or date.days.latest is None:
        return line is None
    at, until = line.days.earliest or 0, line.days.latest or 0
    before = before_in_sentence(text, date.start)
    back, ahead = date.days.latest < at, date.days.earliest > until
    if _says(_LASTS_UNTIL, _LASTING, before) or (ahead and _TO_COME.search(before)):
        return False
    bracketed = before.count("(") > before.count(")") or _says(_ASIDE, _ASIDES, before)
    if bracketed and (back or date.days.earliest > until + _A_YEAR):
        return False
    if back:
        return _goes_back(text, date, line, before)
    return not _in_passing(text, date, line, before)


def _goes_back(text: str, date: Mention, line: Mention, before: str) -> bool:
    """Whether the story itself goes back: to a date with its own year, in a new paragraph or at a sentence's beginning."""
    if not date.own:
        return False
    initial, same_paragraph = len(before) <= _INITIAL, "\n" not in text[line.end : date.start]
    if line.own and (_PERFECT.search(before) or (same_paragraph and not initial)):
        return False
    after = _BREAK.split(text[date.end : date.end + 60], maxsplit=1)[0]
    return not (initial and same_paragraph and _PERFECT.search(after))


def _in_passing(text: str, date: Mention, line: Mention, before: str) -> bool:
    """Whether a year or season only describes something ("the 1978 treaty"), or stands deep in a sentence told by days."""
    if (date.days.length or 0) <= _A_MONTH:
        return False
    if _ATTRIBUTE.search(text[max(0, date.start - 8) : date.start]) and _NOUN.match(text, date.end):
        return True
    same_paragraph = "\n" not in text[line.end : date.start]
    return len(before) > _INITIAL and (line.days.length or 0) <= _A_MONTH and same_paragraph

"""Lines that say who wrote a text, or on which day."""

import re
from typing import Final

__all__ = ["FULL_DAY", "MONTH", "is_byline"]

_SENTENCE_END: Final = re.compile(r"[.!?…。！？؟۔।][\"'”’»)\]]*\s*$")
_BY: Final = re.compile(
    r"\s*(?:(?:written |posted |reported |words )?by|von|par|por|di|da)\s*:?\s+(?-i:[A-ZÀ-Þ])\S*(?:\s+\S+){0,11}\s*$",
    re.IGNORECASE,
)
MONTH: Final = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
    r"|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
    r"|januar|februar|märz|juni|juli|oktober|dezember|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre)"
)
"""Names of months, in small letters."""
FULL_DAY: Final = re.compile(
    rf"\b(?:{MONTH}\.?\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+(?:19|20)\d\d"
    rf"|\d{{1,2}}(?:st|nd|rd|th|er|\.)?(?:\s+de)?\s+{MONTH}\.?,?(?:\s+del?)?\s+(?:19|20)\d\d"
    r"|(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)\d\d|(?:19|20)\d\d年\d{1,2}月\d{1,2}日)",
    re.IGNORECASE,
)
"""A day with its year."""
_DIGIT: Final = re.compile(r"\d")
_NOT_WORDS: Final = re.compile(r"[\W\d_]+")


def is_byline(line: str) -> bool:
    """Whether a short line says who wrote a text, or on which day.

    >>> is_byline("By Jane Roe"), is_byline("Published October 2, 2015"), is_byline("offer ends july 23")
    (True, True, False)
    """
    line = line.strip()
    if not line or len(line) > 120:
        return False
    if _BY.match(line) and not _SENTENCE_END.search(line):
        return True
    # Most lines have no digit; to find that out first is what makes this quick.
    day = FULL_DAY.search(line) if _DIGIT.search(line) else None
    # Beside the day a byline has a few words (place, name, "published"); a headline with a day in it has more.
    return day is not None and len(_NOT_WORDS.split(line[: day.start()] + " " + line[day.end() :])) <= 10

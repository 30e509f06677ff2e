"""Phrases as arguments, and the name each goes by: without the article, title, quotation marks or brackets around it."""

import re
from functools import lru_cache
from typing import Final

from pipelines.records import Argument
from pipelines.syntax.tagger import NOUNS, Sentence

__all__ = ["named_phrase", "plain_name"]

_TITLES: Final = re.compile(
    r"^(?:(?:the|such\s+an?|a|an|this|that|these|those|its|his|her|their|our|my|your|whose|some|any|no|all|both|but)\s+|(?:Mr|Mrs|Ms|Dr|Prof)\.?\s+)+",
    re.IGNORECASE,
)
_NO_NOUN: Final = ("JJ", "RB")
"""What the model calls words that the capitals or endings alone take for nouns: "a violent reckoning"."""
_SPACE: Final = re.compile(r"\s+")
_MARKS: Final = "\"'`“”„«»‘’()"


@lru_cache(maxsize=8_192)
def plain_name(phrase: str) -> str:
    """Give a phrase without the article or title before it, with single spaces.

    >>> plain_name("the [so-called] “rebels”")
    'so-called rebels'
    """
    return _bare(_SPACE.sub(" ", _TITLES.sub("", _bare(phrase))))


def _bare(phrase: str) -> str:
    """Without quotation marks and brackets around it, or one that is never closed; "[our] enemy" is "our enemy"."""
    if "[" in phrase or "]" in phrase:
        phrase = phrase.replace("[", "").replace("]", "")
    phrase = phrase.strip()
    if phrase[:1] in _MARKS and phrase[:1]:
        phrase = phrase.lstrip(_MARKS)
    if phrase[-1:] in _MARKS and phrase[-1:] and not phrase.endswith(("s'", "s’")):
        phrase = phrase if phrase[-1] == ")" and "(" in phrase else phrase.rstrip(_MARKS)
    return phrase.strip()


def named_phrase(text: str, sentence: Sentence, first: int, last: int, head: int) -> Argument | None:
    """Give the phrase of the words `first` to `last`, both included; `None` where its head is no noun."""
    if sentence.tags[head] not in NOUNS or (sentence.analysis.tags and sentence.analysis.tags[head] in _NO_NOUN):
        return None
    start, end = sentence.starts[first], sentence.ends[last]
    name = text[start:end]
    if last > first:  # a single word has neither a title nor a space in it
        name = plain_name(name)
    return Argument(start, end, sentence.starts[head], sentence.ends[head], name) if name else None

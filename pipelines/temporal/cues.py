"""Words around an expression: which way its sentence looks, and what makes a name of it. The words stand in the lexicon."""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Final

from pipelines.temporal.words import load

__all__ = ["Direction", "compounds", "cues", "tenses"]

Direction = Callable[[str, int, int], str]
"""From a text and a span in it to "future", "past" or "" where nothing tells."""


@cache
def compounds(language: str) -> Mapping[str, frozenset[str]]:
    """Give the words that make a name or a thing of an expression before them, by its kind."""
    return {kind: frozenset(words) for kind, words in load(language).get("compounds", {}).items()}


@cache
def tenses(language: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give words of the present and of the past tense, between spaces; counting each is faster than a regular expression."""
    data = load(language).get("tenses", {})
    present, past = ([f" {word} " for word in data.get(name, ())] for name in ("present", "past"))
    return tuple(present), tuple(past)


@cache
def cues(language: str) -> Direction:
    """Make the function that says which way a sentence looks around a span: the nearest cue before it, else after.

    An infinitive between a past tense and the span leaves it open: "decided to admit them in March".
    """
    data = load(language).get("cues", {})
    future, past = frozenset(data.get("future", ())), frozenset(data.get("past", ()))
    no_past = frozenset(data.get("no_past", ()))
    gone, ahead = _phrases(data.get("past_phrases", ())), _phrases(data.get("future_phrases", ()))
    english = language == "en"

    def looks(word: str) -> str:
        if word in future:
            return "future"
        return "past" if word in past or (english and word.endswith("ed") and word not in no_past) else ""

    def direction(text: str, start: int, end: int) -> str:
        beside = _BESIDE.match(text, end)
        if beside and looks(beside[1]) == "past":
            return "past"
        before = _CLAUSE_BREAK.split(text[max(0, start - 140) : start])[-1]
        to_come = False
        for word in reversed(_CUE.findall(ahead.sub(" will ", gone.sub(" was ", before)))):
            if english and word.startswith("to "):
                to_come = True
            elif way := looks(word):
                if not (to_come and way == "past"):
                    return way
                return "future" if text[max(0, start - 3) : start].lower() == "by " else ""
        after = _CLAUSE_BREAK.split(text[end : end + 80])[0]
        ways = (looks(word) for word in _CUE.findall(after) if word not in _BEFORE_ONLY)
        way = next((way for way in ways if way), "")
        return way or ("future" if english and text[max(0, start - 3) : start].lower() == "by " else "")

    return direction


def _phrases(found: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(found) or '(?!)'})\b")


_BESIDE: Final = re.compile(r" ([a-z]+)")
_BEFORE_ONLY: Final = frozenset(
    ("due", "until", "plans", "effective", "hopes", "must", "should", "starts", "till", "ends", "opens")
)
_CLAUSE_BREAK: Final = re.compile(r"(?<=[a-z\")])[.!?;]\s|\n\n")
_CUE: Final = re.compile(r"['’]ll|\b(?:to (?!the\b|a\b|an\b|its\b|his\b|their\b))?[a-z]+(?:n['’]t)?")

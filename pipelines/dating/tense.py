"""Whether a text speaks of a date as past or as to come.

English is read with word classes: the verb that governs the date decides. German, French and Spanish are read by the
auxiliary that stands nearest. What is quoted, wished for, or merely planned in the past is neither: it stays open.
"""

from functools import cache
from typing import Final, Literal

import regex

from pipelines.dating.clues import lexicon
from pipelines.dating.mentions import Mention
from pipelines.syntax.tagger import FINITE, Sentence, read_sentence

__all__ = ["Sense", "doubtful", "sense_of", "sentence_around"]

Sense = Literal["past", "future", "open"]
_LEFT: Final = 260
_RIGHT: Final = 120
"""Characters of a sentence that are read on either side of a date."""
_STOP: Final = regex.compile(r"\n|[.!?;]['\"”’)]*\s+(?=[\p{Lu}\"“`'(])")
_QUOTES: Final = regex.compile(r"``|''|[“”\"]")
_NEAR: Final = 3
_AFTER: Final = 5
"""Words behind a date that can put it in doubt."""
_FAR: Final = 14
"""Words within which a verb is taken to govern a date."""


@cache
def _words(language: str) -> dict[str, frozenset[str]]:
    return {name: frozenset(words.split()) for name, words in lexicon("tense").get(language, {}).items()}


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Give the sentence that a span stands in, no more than a few hundred characters of it."""
    first = max(0, start - _LEFT)
    stops = [found.end() for found in _STOP.finditer(text, first, start)]
    after = _STOP.search(text, end, end + _RIGHT)
    return (stops[-1] if stops else first), (after.start() + 1 if after else min(len(text), end + _RIGHT))


def sense_of(text: str, mention: Mention, language: str | None) -> Sense:
    """Tell whether a date is spoken of as past, as to come, or neither for sure.

    Args:
        text: The document.
        mention: One of its dates.
        language: ISO 639-1; of a language without a list of tenses nothing is told.
    """
    first, last = sentence_around(text, mention.start, mention.end)
    if len(_QUOTES.findall(text, first, mention.start)) % 2:
        return "open"
    if language == "en" or language is None:
        return _english(read_sentence(text, first, last), mention)
    return _by_auxiliary(text[first : mention.start], text[mention.end : last], language)


def doubtful(text: str, mention: Mention, language: str | None) -> bool:
    """Whether the sentence of a date speaks of what may come: then nothing says that the date is past."""
    words = _words(language or "en")
    ahead = words.get("doubt", frozenset()) | words.get("future", frozenset())
    first, last = sentence_around(text, mention.start, mention.end)
    said = set(regex.findall(r"[\p{L}'’]+", f"{text[first : mention.start]} {text[mention.end : last]}".casefold()))
    return not words or not ahead.isdisjoint(said)


def _english(sentence: Sentence, mention: Mention) -> Sense:
    words = _words("en")
    place = next((i for i, start in enumerate(sentence.starts) if start >= mention.start), None)
    if place is None:
        return "open"
    lowers = sentence.lowers
    while place and lowers[place - 1] in _WEEKDAYS:
        place -= 1
    verb = _governing(sentence, place, words["links"])
    if verb is None:
        return "past" if place and lowers[place - 1] == "since" else "open"
    link = lowers[place - 1] if place else ""
    if link in _AHEAD and verb < place and _coming(sentence, verb, place, words):
        return "future"
    if place and lowers[place - 1] == "since":
        return "past"
    # "May 2009" is no doubt: the date's own words are left out.
    after = next((i for i in range(place, len(lowers)) if sentence.starts[i] >= mention.end), len(lowers))
    clause = (*lowers[max(0, place - _FAR) : place], *lowers[after : after + _AFTER])
    if not words["doubt"].isdisjoint(clause):
        return "open"
    return _past(sentence, verb, place, words)


_WEEKDAYS: Final = frozenset(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", ","))


_AHEAD: Final = frozenset(("in", "on", "by", "until", "till", "through", "before", "of", "early", "late", "mid"))
"""Words that link a verb with a date to come."""


def _governing(sentence: Sentence, place: int, links: frozenset[str]) -> int | None:
    """Find the verb that a date belongs to: the nearest before it, else the first finite one after it."""
    tags, lowers = sentence.tags, sentence.lowers
    if place and lowers[place - 1] not in links and tags[place - 1] not in {"VBD", "VBN", ","}:
        return None
    for i in range(place - 1, max(-1, place - _FAR - 1), -1):
        if tags[i] in FINITE or tags[i] in {"VBN", "VB", "VBG", "MD"}:
            return i
        if lowers[i] in {"which", "who", "that", ":", "(", "-lrb-"}:
            break
    return next((i for i in range(place, min(len(tags), place + _FAR)) if tags[i] in FINITE or tags[i] == "MD"), None)


def _coming(sentence: Sentence, verb: int, place: int, words: dict[str, frozenset[str]]) -> bool:
    """Whether a date is one that the speaker looks forward to: "will open in 2017", "is due in 2017", "plans to open"."""
    lowers, tags = sentence.lowers, sentence.tags
    chain = lowers[max(0, verb - 5) : max(verb + 1, min(place, verb + 5))]
    if not {"would", "was", "were", "had", "could", "might", "said"}.isdisjoint(chain):
        return False
    if not {"if", "unless"}.isdisjoint(lowers):
        return False
    if not words["coming"].isdisjoint(chain):
        return True
    helped = not {"is", "are", "'s", "'re"}.isdisjoint(chain)
    if helped and not words["settled"].isdisjoint(chain):
        return True
    return tags[verb] == "VB" and "to" in chain and not words["intending"].isdisjoint(chain)


def _past(sentence: Sentence, verb: int, place: int, words: dict[str, frozenset[str]]) -> Sense:
    tag, lemma = sentence.tags[verb], sentence.lemmas[verb]
    if tag not in {"VBD", "VBN"} or lemma in words["planning"]:
        return "open"
    before = sentence.lowers[max(0, verb - 4) : verb]
    if "to" in before or "be" in before:
        return "open"
    if verb < place and lemma in words["reporting"] and place - verb > _NEAR:
        return "open"
    return "past"


def _by_auxiliary(before: str, after: str, language: str) -> Sense:
    words = _words(language)
    if not words:
        return "open"
    left: list[str] = regex.findall(r"[\p{L}'’]+", before.casefold())[-_FAR:]
    right: list[str] = regex.findall(r"[\p{L}'’]+", after.casefold())[:_FAR]
    for word in (*reversed(left), *right):
        if word in words["coming"]:
            return "future"
        if word in words["future"]:
            return "open"
        if word in words["past"]:
            return "past"
    return "open"

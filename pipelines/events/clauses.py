"""Clauses of a sentence, as far as a date can leak from one into another.

A clause ends where a conjunction such as "after" or "because", a relative pronoun, a quotation mark, a semicolon or colon, or a
comma or "and" before a new subject with its own verb begins the next; and after a verb of saying whose content follows.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from pipelines.events.lexicon import event_words
from pipelines.quick import quick
from pipelines.syntax.tagger import FINITE, NOUNS, VERBS, Sentence

__all__ = ["PARTS_OF_DAY", "Clause", "clause_numbers", "clauses"]

_OPENERS: Final = frozenset(
    (
        "after",
        "before",
        "since",
        "until",
        "till",
        "when",
        "while",
        "because",
        "although",
        "though",
        "if",
        "unless",
        "whereas",
        "where",
        "as",
        "once",
        "whether",
        "why",
        "how",
        "following",
        "during",
        "despite",
    )
)
_MARKS: Final = frozenset((":", "``", "WDT", ",", "CC"))
_MAY_OPEN: Final = _OPENERS | frozenset(("who", "whom", "whose", "that"))
_TELLING: Final = _MARKS | FINITE
"""Tags at which a clause may begin, or that say how the next may."""
_SUBJECT_WORDS: Final = NOUNS | frozenset(("DT", "PRP", "PRP$", "JJ", "CD", "POS", "RB", "IN"))
_REACH: Final = 12
PARTS_OF_DAY: Final = frozenset(
    ("morning", "afternoon", "evening", "night", "dawn", "noon", "dusk", "hours", "midnight")
)
"""Words that make of a date a part of its day: "until the afternoon of 27 April"."""
_BEFORE_TIME: Final = PARTS_OF_DAY | frozenset(
    ("the", "early", "late", "small", "first", "last", "of", "on", "about", "around")
)


_ADDRESSED: Final = frozenset(("tell", "inform", "warn", "remind", "notify", "assure", "advise"))
"""Verbs of saying that name whom it was said to before they go on with "that"."""


@quick
@dataclass(frozen=True, slots=True)
class Clause:
    """Words `first` up to and without `last`; `opener` is the word that begins it, in small letters, if it is one of ours."""

    first: int
    last: int
    opener: str


def clauses(sentence: Sentence, time_starts: Collection[int] = ()) -> list[Clause]:
    """Cut a sentence into clauses.

    Args:
        sentence: The sentence.
        time_starts: Places of words that begin a time expression: "since" before one opens no clause.

    Returns:
        Clauses in order; together they hold every word once.
    """
    tags, lowers = sentence.tags, sentence.lowers
    cuts: list[tuple[int, str]] = [(0, lowers[0] if lowers else "")]
    finite = False
    telling = [i for i, tag in enumerate(tags) if tag in _TELLING or lowers[i] in _MAY_OPEN]
    for i in telling:
        if i > cuts[-1][0] and _opens(sentence, i, finite, time_starts):
            cuts.append((i, lowers[i]))
            finite = False
        if tags[i] in FINITE:
            finite = True
            if _content_follows(sentence, i):
                place = _after_saying(sentence, i, time_starts)
                if place > cuts[-1][0]:
                    cuts.append((place, ""))
                    finite = False
    count = len(sentence.words)
    ends = [place for place, _ in cuts[1:]] + [count]
    return [
        Clause(first, last, opener if opener in _OPENERS else "")
        for (first, opener), last in zip(cuts, ends, strict=True)
        if first < count
    ]


def clause_numbers(found: Sequence[Clause]) -> list[int]:
    """Give each word of a sentence the number of its clause."""
    numbers: list[int] = []
    for number, clause in enumerate(found):
        numbers += [number] * (clause.last - clause.first)
    return numbers


def _opens(sentence: Sentence, i: int, finite: bool, time_starts: Collection[int]) -> bool:
    tag, lower = sentence.tags[i], sentence.lowers[i]
    if tag in (":", "``"):
        return True
    if tag == "WDT" or lower in ("who", "whom", "whose"):
        return True
    if lower == "that" and tag == "IN":
        return True
    if lower == "as" and sentence.lowers[i + 1 : i + 2] != ("of",) and not _finite_follows(sentence, i + 1):
        return False
    if lower in _OPENERS:
        return not (
            i + 1 in time_starts
            or i in time_starts
            or (i + 2 in time_starts and sentence.tags[i + 1] in ("DT", "JJ", "RB"))
            or _part_of_day(sentence, i + 1, time_starts)
        )
    if tag in (",", "CC") and finite:
        return _new_subject(sentence, i + 1)
    return False


def _finite_follows(sentence: Sentence, i: int) -> bool:
    """Whether a finite verb stands before the next comma: "as chief executive" is no clause."""
    for j in range(i, len(sentence.tags)):
        if sentence.tags[j] in FINITE or sentence.tags[j] == ",":
            return sentence.tags[j] != ","
    return False


def _part_of_day(sentence: Sentence, i: int, time_starts: Collection[int]) -> bool:
    """Whether a part of a day and then its date follow: "the early hours of 27 April"."""
    part = False
    for j in range(i, min(len(sentence.lowers), i + 6)):
        if part and j in time_starts:
            return True
        if sentence.lowers[j] not in _BEFORE_TIME:
            return False
        part = part or sentence.lowers[j] in PARTS_OF_DAY
    return False


def _new_subject(sentence: Sentence, i: int) -> bool:
    """Whether a subject and then a finite verb follow."""
    seen = False
    for j in range(i, min(len(sentence.tags), i + _REACH)):
        tag = sentence.tags[j]
        if tag in FINITE:
            return seen
        if tag not in _SUBJECT_WORDS:
            return tag == "CC" and j == i and _new_subject(sentence, j + 1)
        seen = seen or tag in NOUNS or tag == "PRP"
    return False


def _content_follows(sentence: Sentence, i: int) -> bool:
    """Whether this is a verb of saying, and what was said comes next without "that"."""
    if sentence.lemmas[i] not in event_words().sets["reporting"] or sentence.tags[i] not in VERBS:
        return False
    addressed = sentence.lemmas[i] in _ADDRESSED
    for j in range(i + 1, min(len(sentence.tags), i + 17)):
        if sentence.tags[j] in FINITE:
            return True
        if sentence.lowers[j] == "that" and (sentence.tags[j] == "IN" or (addressed and sentence.tags[j] == "WDT")):
            return False
    return False


def _after_saying(sentence: Sentence, i: int, time_starts: Collection[int]) -> int:
    """Where the content begins: after the verb, and after a date that stands right beside it ("said on Monday ...")."""
    place = i + 1
    for j in (i + 1, i + 2):
        if j in time_starts:
            place = j + 1
            while place < len(sentence.words) and sentence.tags[place] in ("CD", "NNP", "NN") and place - j < 4:
                if sentence.tags[place] == "NNP" and sentence.tags[place - 1] == "NNP" and place - j >= 1:
                    break
                place += 1
    return place if place < len(sentence.words) else -1

"""Where it was: the first name behind a trigger that a word of place leads to."""

from collections.abc import Collection
from typing import Final

from pipelines.events.lexicon import event_words
from pipelines.events.naming import named_phrase
from pipelines.events.places import folded, gazetteer
from pipelines.events.triggers import Trigger
from pipelines.records import Argument
from pipelines.syntax.tagger import FINITE, Sentence

__all__ = ["find_place"]

_PLACE_WORDS: Final = frozenset(("in", "at", "near", "outside", "inside", "across", "throughout"))
_REACH: Final = 25
"""Words behind a trigger in which its place is looked for."""


def find_place(
    text: str, sentence: Sentence, trigger: Trigger, clause: tuple[int, int], timed: Collection[int]
) -> Argument | None:
    """Give the first name after a word of place, behind the trigger and in its clause; `None` where there is none.

    Args:
        text: The whole text, for the name.
        sentence: The sentence.
        trigger: The event.
        clause: First word of its clause, and the word after the last that can be its own.
        timed: Places of words that belong to time expressions.
    """
    tags = sentence.tags
    for j in range(trigger.index + 1, min(clause[1], trigger.index + _REACH)):
        if sentence.lowers[j] not in _PLACE_WORDS or tags[j] != "IN" or j + 1 in timed:
            # Behind a comma somebody is described who spoke: "said Smith, a teacher in Ohio".
            if tags[j] in FINITE or (tags[j] == "," and trigger.event_class == "REPORTING"):
                return None
            continue
        if sentence.lowers[j] == "at" and j == trigger.index + 1:
            continue
        found = _named(text, sentence, j + 1, clause[1], timed)
        if found is not None:
            return found
    return None


def _named(text: str, sentence: Sentence, first: int, end: int, timed: Collection[int]) -> Argument | None:
    """The name of a place that begins at a word; its head is the last word before "of" ("the Gulf of Mexico")."""
    tags, last = sentence.tags, first
    while last < end and tags[last] in ("DT", "JJ", "NNP", "NN", "POS") and last not in timed:
        last += 1
    while last > first and tags[last - 1] != "NNP":
        last -= 1
    modifies = last < len(tags) and tags[last] in ("NN", "NNS", "POS", "JJ")
    if last == first or modifies or _somebody(sentence, last - 1) or sentence.lowers[last - 1] in event_words().nouns:
        return None
    whole = last
    if sentence.lowers[last : last + 1] == ("of",):
        further = last + 1 + (sentence.lowers[last + 1 : last + 2] == ("the",))
        while further < end and tags[further] == "NNP" and further not in timed:
            further += 1
            whole = further
    return named_phrase(text, sentence, first, whole - 1, last - 1)


def _somebody(sentence: Sentence, i: int) -> bool:
    """Whether a name is a person's: the model says so, and of a single word the gazetteer knows no such place."""
    if not sentence.names or sentence.names[i] != "B-PER":
        return bool(sentence.names) and sentence.names[i] == "I-PER"
    known, name = gazetteer(), folded(sentence.words[i])
    return name not in known.regions and name not in known.cities and name not in known.contested

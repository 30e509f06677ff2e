"""Where it was: the first name behind a trigger that a word of place leads to."""

from collections.abc import Collection
from typing import Final

from pipelines.events.lexicon import event_words
from pipelines.events.naming import named_phrase
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
    """The first name after a word of place, behind the trigger and in its clause."""
    tags = sentence.tags
    for j in range(trigger.index + 1, min(clause[1], trigger.index + _REACH)):
        if sentence.lowers[j] not in _PLACE_WORDS or tags[j] != "IN" or j + 1 in timed:
            if tags[j] in FINITE:
                return None
            continue
        first = j + 1
        last = first
        while last < clause[1] and tags[last] in ("DT", "JJ", "NNP", "NN", "POS") and last not in timed:
            last += 1
        while last > first and tags[last - 1] != "NNP":
            last -= 1
        modifies = last < len(tags) and tags[last] in ("NN", "NNS", "POS", "JJ")
        named = sentence.lowers[last - 1] in event_words().nouns
        if last > first and not modifies and not named and not (sentence.lowers[j] == "at" and j == trigger.index + 1):
            return named_phrase(text, sentence, first, last - 1, last - 1)
    return None

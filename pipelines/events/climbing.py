"""Which event a time expression hangs on, by the tree of its sentence: the first one met on the way up from it."""

from collections.abc import Sequence
from typing import Final

from pipelines.events.clauses import PARTS_OF_DAY
from pipelines.events.placing import PlacedTime
from pipelines.events.triggers import Trigger
from pipelines.syntax.tagger import FINITE, NOUNS, Sentence

__all__ = ["behind", "climbed", "in_aside"]

_HIGHEST: Final = 6
"""Steps up the tree, at most: what is further up has little to do with the expression."""

_NEAR: Final = 3
"""Words between an expression and the noun that it stands before, at most one less: "third-quarter net results"."""


def climbed(sentence: Sentence, triggers: Sequence[Trigger], time: PlacedTime) -> int | None:
    """Climb from an expression to the event it hangs on.

    Args:
        sentence: The sentence.
        triggers: Its triggers.
        time: The expression.

    Returns:
        Number of the trigger; `None` where none is met.
    """
    heads = sentence.analysis.heads
    if not heads:
        return None
    numbers = {trigger.index: n for n, trigger in enumerate(triggers)}
    copulas = {
        head: i
        for i, (head, relation) in enumerate(zip(heads, sentence.analysis.relations, strict=True))
        if relation == "cop"
    }
    i = next((j for j in range(time.first, time.last) if not time.first <= heads[j] < time.last), time.first)
    for _ in range(_HIGHEST):
        i = heads[i]
        if i < 0:
            return None
        found = numbers.get(i, numbers.get(copulas.get(i, -1)))
        if found is not None:
            return found
    return None


def behind(sentence: Sentence, trigger: Trigger, time: PlacedTime, *, after_verb: bool) -> bool:
    """Whether the tree hangs an expression on what follows: a finite verb ("he said it now holds"), or its own noun.

    Behind a verb, a preposition binds it to what is before: "the deal that he signed in 2014 failed".
    """
    if trigger.index < time.last or in_aside(sentence, time):
        return False
    if trigger.kind == "noun":
        return trigger.index - time.last < _NEAR
    bound = after_verb and time.first > 0 and sentence.tags[time.first - 1] == "IN"
    return trigger.group.finite and not bound


def in_aside(sentence: Sentence, time: PlacedTime) -> bool:
    """Whether an expression ends an aside that tells of its noun: "ENI, present in Libya since the 1950s, is the biggest"."""
    if sentence.lowers[time.last : time.last + 1] != (",",):
        return False
    for j in range(time.first - 1, 0, -1):
        if sentence.tags[j] == ",":
            return sentence.tags[j - 1] in NOUNS and any(
                sentence.tags[k] in ("JJ", "VBN", "NN", "NNS")
                and sentence.lowers[k] not in PARTS_OF_DAY | {"early", "late"}
                for k in range(j + 1, time.first)
            )
        if sentence.tags[j] in FINITE:
            return False
    return False

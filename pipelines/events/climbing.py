"""Which event a time expression hangs on, by the tree of its sentence: the first one met on the way up from it."""

from collections.abc import Sequence
from typing import Final

from pipelines.events.placing import PlacedTime
from pipelines.events.triggers import Trigger
from pipelines.syntax.tagger import Sentence

__all__ = ["climbed"]

_HIGHEST: Final = 6
"""Steps up the tree, at most: what is further up has little to do with the expression."""


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

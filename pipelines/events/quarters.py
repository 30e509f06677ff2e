"""What happened in a period that is named by its last day: "a loss for the quarter ended Sept. 30".

The day ends the period, and with it what the period's figures sum up; it is not the day on which they were told. Companies' reports
date most of what they tell so.
"""

from collections.abc import Sequence
from typing import Final

from pipelines.events.placing import PlacedTime
from pipelines.events.triggers import Trigger
from pipelines.syntax.tagger import Sentence

__all__ = ["closes", "summed_up"]

_ENDED: Final = frozenset(("ended", "ending"))
_BEHIND: Final = frozenset((word,) for word in _ENDED)
_PERIODS: Final = frozenset(("quarter", "half", "year", "month", "months", "week", "weeks", "period"))


def closes(sentence: Sentence, time: PlacedTime) -> bool:
    """Whether an expression says when a period ended: "the six months ended Aug. 12"."""
    return time.first > 1 and sentence.lowers[time.first - 1] in _ENDED and sentence.lowers[time.first - 2] in _PERIODS


def summed_up(sentence: Sentence, numbers: Sequence[int], triggers: Sequence[Trigger], time: PlacedTime) -> list[int]:
    """Give the events of a period that is named by its last day.

    Args:
        sentence: The sentence.
        numbers: The number of each word's clause.
        triggers: The triggers of the sentence.
        time: The period ("the third quarter", before "ended"), or its last day.

    Returns:
        Numbers of the triggers: what the verb of its clause, or of the next one to it, gives as figure ("posted net income"), and the verb
        unless it only reports; none where the expression is nothing of such a period, or there is no verb.
    """
    if closes(sentence, time):
        start = time.first - 2
    elif sentence.lowers[time.last - 1] in _PERIODS and sentence.lowers[time.last : time.last + 1] in _BEHIND:
        start = time.last - 1
    else:
        return []
    verb = _verb_of(numbers, triggers, start)
    if verb is None:
        return []
    figures = _figures(sentence, numbers, triggers, verb)
    return figures if figures and triggers[verb].event_class == "REPORTING" else [verb, *figures]


def _verb_of(numbers: Sequence[int], triggers: Sequence[Trigger], start: int) -> int | None:
    """The last finite verb before a period's word in its clause or the one before, else the first one behind "ended" up to the next clause."""
    finite = [n for n, trigger in enumerate(triggers) if trigger.group.finite and trigger.index != start + 1]
    left = [n for n in finite if triggers[n].index < start and numbers[start] - numbers[triggers[n].index] <= 1]
    right = [n for n in finite if triggers[n].index > start and numbers[triggers[n].index] - numbers[start] <= 1]
    return left[-1] if left else (right[0] if right else None)


def _figures(sentence: Sentence, numbers: Sequence[int], triggers: Sequence[Trigger], verb: int) -> list[int]:
    """The object noun of a verb, and those joined to it."""
    places: list[int] = []
    found = []
    for n in range(verb + 1, len(triggers)):
        at = triggers[n].index
        if triggers[n].kind != "noun" or numbers[at] != numbers[triggers[verb].index]:
            break
        if not places or (sentence.heads and sentence.heads[at] in places and sentence.relations[at] == "conj"):
            places.append(at)
            found.append(n)
    return found

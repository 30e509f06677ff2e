"""The likeliest day of an event, beside the days it can have been on.

The intervals say what a text states, and are never a guess. A reader of dated news knows more: an undated finished event is told
because it has just happened. That is no evidence, so it stands apart, with how often it is right.
"""

from dataclasses import dataclass
from typing import Final

from pipelines.days import DayInterval
from pipelines.events.intervals import When
from pipelines.events.triggers import Trigger

__all__ = ["NOTHING", "Likely", "likely", "settled"]


@dataclass(frozen=True, slots=True)
class Likely:
    """What is most likely, where something is.

    Attributes:
        relation: How the event lies to the day of publication: before, on, over or after.
        begin: The day it began.
        end: The day it ended.
        confidence: How often such an answer is right, 0 to 1.
        basis: What it rests on.
    """

    relation: str | None = None
    begin: int | None = None
    end: int | None = None
    confidence: float | None = None
    basis: str | None = None


NOTHING: Final = Likely()
_STATED: Final = 0.9
"""How often a day that a time expression gives is right."""


def settled(when: When) -> Likely:
    """Give the only day on which an event can have begun, and the only one on which it can have ended, where there is one."""
    begin = when.begin.earliest if when.begin.single else None
    end = when.end.earliest if when.end.single else None
    if begin is None and end is None:
        return NOTHING
    return Likely(None, begin, end, _STATED, when.basis)


def likely(trigger: Trigger, when: When, publication: DayInterval) -> Likely:
    """Give the likeliest days of an event.

    Args:
        trigger: The event.
        when: The days on which it can have begun and ended.
        publication: Days on which the document can have been written.

    Returns:
        A likely day is always one of the possible ones.
    """
    found = settled(when)
    day = publication.earliest
    if found.basis is not None or day is None or not publication.single:
        return found
    # Of 110 such statements in news whose days are known, 80 % were made on the day of publication (words/coverage.toml).
    if trigger.event_class == "REPORTING" and when.basis == "publication date" and when.begin.earliest is not None:
        return Likely("on", day, day, 0.8, "news")
    return NOTHING

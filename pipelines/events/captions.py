"""Captions that tell when their picture was taken: "In this March 2012 file photo, Syrians hold photos of the president"."""

from collections.abc import Sequence
from typing import Final

from pipelines.events.placing import PlacedTime
from pipelines.events.triggers import Trigger
from pipelines.syntax.tagger import FINITE, Sentence

__all__ = ["pictured"]

_PICTURES: Final = frozenset(("photo", "photograph", "picture", "image", "handout", "frame", "screenshot", "grab"))
_TAKEN: Final = frozenset(("take", "shoot", "make", "grab"))
_REACH: Final = 14
"""Words from the start of a caption within which its picture is named and dated."""


def pictured(sentence: Sentence, triggers: Sequence[Trigger], time: PlacedTime) -> list[int]:
    """Give the numbers of the events that a picture of a dated day shows.

    Args:
        sentence: The sentence.
        triggers: Its triggers, in order.
        time: A time expression of it.

    Returns:
        The taking of the picture, if it is told of, the first finite verb after the opening phrase, and the verbs joined to that;
        none where the sentence is no such caption.
    """
    opening = sentence.lowers[: time.last + 4]
    if time.first >= _REACH or opening[:1] != ("in",) or opening[1:2] not in (("this",), ("a",), ("an",)):
        return []
    named = next((i for i, word in enumerate(opening) if word in _PICTURES), None)
    if named is None or not FINITE.isdisjoint(sentence.tags[2 : time.first]):
        return []
    behind = max(named, time.last)
    shown: list[int] = []
    for n, trigger in enumerate(triggers):
        joined = shown and sentence.tags[trigger.index - 1] == "CC"
        if trigger.kind == "verb" and trigger.index > behind and trigger.group.finite and (joined or not shown):
            shown.append(n)
    taken = [n for n, trigger in enumerate(triggers) if trigger.index < time.first and trigger.lemma in _TAKEN]
    return taken + shown if shown else []

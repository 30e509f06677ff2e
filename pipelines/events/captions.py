"""Captions that tell when their picture was taken.

"In this March 2012 file photo, Syrians hold photos of the president", or "A man walks past a poster in Tripoli, March 3, 2011".
"""

from collections.abc import Sequence
from typing import Final

from pipelines.days import DayInterval
from pipelines.events.placing import PlacedTime
from pipelines.events.triggers import Trigger
from pipelines.syntax.tagger import FINITE, Sentence

__all__ = ["pictured"]

_PICTURES: Final = frozenset(("photo", "photograph", "picture", "image", "handout", "frame", "screenshot", "grab"))
_TAKEN: Final = frozenset(("take", "shoot", "make", "grab"))
_REACH: Final = 14
"""Words from the start of a caption within which its picture is named and dated."""
_DAY: Final = len("2011-03-03")
_SHOWN: Final = frozenset(("OCCURRENCE", "PERCEPTION", "ASPECTUAL"))
"""Classes of what a picture can show; what is said, thought or the case may be told today of another day."""
_OCCASION: Final = frozenset(("during", "at"))
"""Before a noun that tells of the occasion on which the picture was taken, and so of the same day."""
_AROUND: Final = _OCCASION | {"after", "before", "following", "for"}
"""Before a noun that tells more of the occasion."""


def pictured(sentence: Sentence, triggers: Sequence[Trigger], time: PlacedTime, publication: DayInterval) -> list[int]:
    """Give the numbers of the events that a picture of a dated day shows.

    Args:
        sentence: The sentence.
        triggers: Its triggers, in order.
        time: A time expression of it.
        publication: Days on which the document can have been written.

    Returns:
        The taking of the picture, if it is told of, the first finite verb after the opening phrase, and the verbs joined to that;
        none where the sentence is no such caption.
    """
    return _named(sentence, triggers, time) or _stamped(sentence, triggers, time, publication)


def _stamped(sentence: Sentence, triggers: Sequence[Trigger], time: PlacedTime, publication: DayInterval) -> list[int]:
    """The verbs of a sentence that is told as present and closed by a full date of the past, and the occasion between."""
    day, value = time.expression.days, time.expression.value or ""
    if (
        time.last < len(sentence.words) - 1
        or len(value) != _DAY
        or value[:4] not in sentence.words[time.first : time.last]
    ):
        return []
    if day.latest is None or publication.earliest is None or day.latest >= publication.earliest:
        return []
    verbs = [n for n, trigger in enumerate(triggers) if trigger.index < time.first and trigger.group.finite]
    told = [triggers[n] for n in verbs]
    if not told or any(not _is_present(trigger) for trigger in told):
        return []
    joined = all(sentence.tags[trigger.index - 1] == "CC" for trigger in told[1:])
    alone = FINITE.isdisjoint(sentence.tags[: told[0].group.first])
    if not (joined and alone):
        return []
    last = told[-1].index
    nouns = [n for n, trigger in enumerate(triggers) if last < trigger.index < time.first and trigger.kind == "noun"]
    before = [_preposition(sentence, last, triggers[n].index) for n in nouns]
    if not _AROUND.issuperset(before):
        return []
    return verbs + [n for n, word in zip(nouns, before, strict=True) if word in _OCCASION]


def _preposition(sentence: Sentence, first: int, noun: int) -> str:
    """The last preposition between a verb and a noun."""
    found = [sentence.lowers[i] for i in range(first + 1, noun) if sentence.tags[i] in ("IN", "TO")]
    return found[-1] if found else ""


def _is_present(trigger: Trigger) -> bool:
    group = trigger.group
    told = trigger.kind == "verb" and trigger.event_class in _SHOWN and group.tense == "PRESENT"
    return told and group.modality is None and group.polarity != "NEG"


def _named(sentence: Sentence, triggers: Sequence[Trigger], time: PlacedTime) -> list[int]:
    """What a sentence shows that begins by naming a picture: its taking, the first finite verb, and those joined to it."""
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

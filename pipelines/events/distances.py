"""Events that are said to lie less than half a day from a dated one: they happened on its day."""

import re
from collections.abc import Sequence
from typing import Final

from pipelines.events.placing import Anchor, PlacedTime
from pipelines.events.triggers import Trigger
from pipelines.syntax.tagger import Sentence

__all__ = ["hours_from"]

_HOURS: Final = re.compile(r"PT(?=\d)(?:(?P<hours>\d{1,6})H)?(?:\d+M)?(?:\d+S)?")


def hours_from(
    sentence: Sentence,
    numbers: Sequence[int],
    triggers: Sequence[Trigger],
    times: Sequence[PlacedTime],
    dated: dict[int, Anchor],
) -> dict[int, Anchor]:
    """Events less than half a day from a dated one: "broke apart 73 seconds after its launch on Tuesday"."""
    found: dict[int, Anchor] = {}
    for time in times:
        if not _short(time.expression.value) or sentence.lowers[time.last : time.last + 1] not in (
            ("after",),
            ("before",),
            ("into",),
        ):
            continue
        here = [n for n in dated if triggers[n].index > time.last and numbers[triggers[n].index] == numbers[time.last]]
        if not here or dated[here[0]].time.relation != "in" or dated[here[0]].until is not None:
            continue
        left = [
            n
            for n, trigger in enumerate(triggers)
            if trigger.index < time.first and trigger.kind == "verb" and numbers[trigger.index] == numbers[time.first]
        ]
        right = [n for n, trigger in enumerate(triggers) if trigger.index > time.last and trigger.group.finite]
        measured = left[-1:] or (right[:1] if time.first < 3 else [])
        found.update({n: dated[here[0]] for n in measured if n not in dated})
    return found


def _short(value: str | None) -> bool:
    """Whether a TIMEX3 duration is less than half a day."""
    found = _HOURS.fullmatch(value or "")
    return found is not None and int(found["hours"] or 0) < 12

"""What a mention's names weigh, and how much of that an event must share for the mention to join it by names."""

from dataclasses import dataclass

from pipelines.settings import Timeline
from pipelines.timeline.candidates import is_narrow
from pipelines.timeline.mentions import Mention, is_light

__all__ = ["Asked", "ask", "factor", "name_weights", "needed"]

_PROPER, _COMMON = 4, 2
"""Weight of a shared proper name, and of a shared common noun such as "police": two of those are worth a name. A name that
only stands in the mention's sentence, and is neither agent nor patient nor place, weighs half."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A mention that looks for its event, with what each comparison asks of it.

    Attributes:
        mention: The mention.
        weights: What each of its names weighs, in their order.
        most: What all of them weigh.
        narrow: Whether its days are narrow.
        factor: How many times as much as other words its word needs.
    """

    mention: Mention
    weights: tuple[int, ...]
    most: int
    narrow: bool
    factor: int

    @property
    def alone(self) -> bool:
        """Whether one of its names may do where an event stands in other documents."""
        return max(self.weights) >= self.needed(narrow=self.narrow, same_document=False)

    def needed(self, *, narrow: bool, same_document: bool) -> int:
        """What must be shared; narrow only if the event's days are too."""
        return needed(self.factor, narrow=narrow, same_document=same_document)


def ask(own: Mention, limits: Timeline) -> Asked:
    """Say what a mention asks of an event."""
    weights = name_weights(own)
    narrow = is_narrow(own.begin, limits)
    return Asked(own, weights, sum(weights), narrow, factor(own))


def name_weights(own: Mention) -> tuple[int, ...]:
    """What each of a mention's names weighs; nothing where it speaks: that one spoke on a day is another event each time."""
    if own.event_class == "REPORTING":
        return (0,) * len(own.names)
    return tuple((_PROPER if item.proper else _COMMON) // (1 if item in own.roles else 2) for item in own.names)


def factor(own: Mention) -> int:
    """How many times as much as others a mention needs: 2 for a light verb."""
    return 2 if is_light(own.lemma) else 1


def needed(times: int, *, narrow: bool, same_document: bool) -> int:
    """What must be shared: a common noun, a name, or a name and another; and so many times that."""
    if same_document:
        return times * (_COMMON if narrow else _PROPER)
    return times * (_PROPER if narrow else _PROPER + _COMMON)

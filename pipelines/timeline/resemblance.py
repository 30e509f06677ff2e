"""Whether two events that merging kept apart speak of the same, apart from their days and from whether they happened.

They do where no role is filled by two different names, and they share two names, one of them a proper one, or their
documents tell one story that makes it likely.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from pipelines.settings import Timeline
from pipelines.timeline.cluster import Cluster
from pipelines.timeline.mentions import Mention, is_light
from pipelines.timeline.pairs import Pairs

__all__ = ["Resemblance", "resemblance"]

_NAMES: Final = 2
"""Names that two events have to share, where no story joins them; one more for a verb that says little."""
_SAMPLE: Final = 4
"""Mentions of either, the best dated first, by which their story is judged."""


@dataclass(frozen=True, slots=True)
class Resemblance:
    """What two events share.

    Attributes:
        shared: The names, in small letters.
        likely: How likely they are one by their story, 0 to 1; 0 where names alone decided.
    """

    shared: tuple[str, ...]
    likely: float

    @property
    def strength(self) -> tuple[int, float]:
        """By what resemblances are compared: the more the better."""
        return len(self.shared), self.likely

    def __str__(self) -> str:
        """The end of a sentence: " with ann roe, oslo: 0.83 likely"."""
        named = f" with {', '.join(self.shared)}" if self.shared else ""
        return named + (f": {self.likely:.2f} likely" if self.likely else "")


def resemblance(
    one: Cluster, other: Cluster, mentions: Sequence[Mention], pairs: Pairs, limits: Timeline
) -> Resemblance | None:
    """Say what two events of one kind of happening share; `None` where that is too little, or a role differs.

    Args:
        one: An event.
        other: Another.
        mentions: All mentions, which the members of events are numbers of.
        pairs: How likely two mentions are of one event.
        limits: How likely a story must make it.
    """
    if one.families.isdisjoint(other.families):
        return None
    if any(other.roles_clash(mentions[item.number]) for item in one.members):
        return None
    first = mentions[one.members[0].number]
    named = () if first.event_class == "REPORTING" else first.names
    shared = [own for own in named if other.is_known_by(own)]
    words = tuple(own.full for own in shared)
    if len(shared) >= _NAMES + is_light(first.lemma) and any(own.proper for own in shared):
        return Resemblance(words, 0.0)
    likely = _likelihood(one, other, pairs)
    return Resemblance(words, likely) if likely >= limits.likelihood else None


def _likelihood(one: Cluster, other: Cluster, pairs: Pairs) -> float:
    """How likely both are one by their story: the mean over pairs of their mentions."""
    theirs = [item.number for item in other.members[:_SAMPLE]]
    found = [pairs.of(item.number).get(number, 0.0) for item in one.members[:_SAMPLE] for number in theirs]
    return sum(found) / len(found)

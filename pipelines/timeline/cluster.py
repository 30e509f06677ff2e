"""The mentions of one event so far, what they agree on, and what would contradict them."""

from dataclasses import dataclass, field
from typing import Final

from pipelines.timeline.kinds import Kind, kind_of
from pipelines.timeline.mentions import Mention, Name, same_name

__all__ = ["Cluster", "Days", "Joined"]

Days = tuple[int | None, int | None]
"""First and last day, `None` where no bound is known."""

KNOWN: Final = 2
"""Mentions that must bring a name before it stands for the event: else an event drifts from name to name. Those of the
mention that founded it stand from the start."""


@dataclass(frozen=True, slots=True)
class Joined:
    """A mention's number, and why it belongs to its event."""

    number: int
    reason: str


@dataclass(slots=True)
class Cluster:
    """The mentions of one event so far, and what they agree on.

    Attributes:
        members: Its mentions, in the order they joined.
        begin: Days on which it can have begun by all of them.
        end: Days on which it can have ended by all of them.
        names: Full names by key, each with the number of mentions that brought it.
        roles: Proper names that fill agent, patient and place.
        documents: Documents its mentions stand in.
        families: Families of words it is named by.
    """

    members: list[Joined] = field(default_factory=list)
    begin: Days = (None, None)
    end: Days = (None, None)
    names: dict[str, dict[str, int]] = field(default_factory=dict)
    roles: tuple[set[Name], set[Name], set[Name]] = field(default_factory=lambda: (set(), set(), set()))
    documents: set[str] = field(default_factory=set)
    families: set[Kind] = field(default_factory=set)

    def join(self, number: int, mention: Mention, reason: str) -> None:
        """Take a mention in."""
        brought = 1 if self.members else KNOWN
        self.members.append(Joined(number, reason))
        self.begin, self.end = _both(self.begin, mention.begin), _both(self.end, mention.end)
        self.documents.add(mention.document_id)
        self.families.add(kind_of(mention.lemma))
        for own in mention.names:
            known = self.names.setdefault(own.key, {})
            known[own.full] = known.get(own.full, 0) + brought
        for filled, own_role in zip(self.roles, mention.roles, strict=True):
            if own_role is not None and own_role.proper:
                filled.add(own_role)

    def is_known_by(self, name: Name) -> bool:
        """Whether the event is known by a name."""
        known = self.names.get(name.key)
        if known is None:
            return False
        if known.get(name.full, 0) >= KNOWN:
            return True
        return any(count >= KNOWN and same_name(name.full, full) for full, count in known.items())

    def days_agree(self, own: "Mention | Cluster") -> bool:
        """Whether there is a day on which both can have begun, one on which both can have ended, in this order."""
        begin, end = _both(own.begin, self.begin), _both(own.end, self.end)
        return _ordered(*begin) and _ordered(*end) and _ordered(begin[0], end[1])

    def roles_clash(self, own: Mention) -> bool:
        """Whether agent, patient or place is one proper name here and another there."""
        return any(
            mine is not None
            and mine.proper
            and filled
            and not any(mine.key == theirs.key and same_name(mine.full, theirs.full) for theirs in filled)
            for mine, filled in zip(own.roles, self.roles, strict=True)
        )


def _ordered(first: int | None, last: int | None) -> bool:
    return first is None or last is None or first <= last


def _both(one: Days, other: Days) -> Days:
    """The days in both, an impossible pair where there are none; a missing bound bounds nothing."""
    (a, b), (c, d) = one, other
    earliest = c if a is None else a if c is None else max(a, c)
    latest = d if b is None else b if d is None else min(b, d)
    return earliest, latest

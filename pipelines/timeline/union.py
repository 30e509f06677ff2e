"""Which events found so far are one: those whose mentions are likely enough one, taken all together.

The two that are likeliest one become one, again and again, as long as the mean over all pairs of their mentions is likely enough.

Source: average linkage, R. Sokal and C. Michener: A statistical method for evaluating systematic relationships (1958).
"""

from collections import defaultdict
from collections.abc import Sequence
from heapq import heapify, heappop, heappush

from pipelines.settings import Timeline
from pipelines.timeline.cluster import Cluster
from pipelines.timeline.mentions import Mention
from pipelines.timeline.pairs import Pairs
from pipelines.timeline.reasons import by_story

__all__ = ["united"]


def united(found: Sequence[Cluster], mentions: Sequence[Mention], pairs: Pairs, limits: Timeline) -> list[Cluster]:
    """Let events of one kind and polarity become one that are likely one.

    Args:
        found: The events, in an order that their content fixes.
        mentions: All mentions, which the members of events are numbers of.
        pairs: How likely two mentions are of one event.
        limits: How likely that has to be on average.

    Returns:
        The events in their order, each where the first of those stood that it was made of.
    """
    if len(found) < 2:
        return list(found)
    return _Union(found, mentions, pairs, limits).found()


class _Union:
    """Events on their way to becoming one."""

    def __init__(self, found: Sequence[Cluster], mentions: Sequence[Mention], pairs: Pairs, limits: Timeline) -> None:
        self._events: dict[int, Cluster] = dict(enumerate(found))
        self._mentions, self._needed = mentions, limits.likelihood
        home = {item.number: place for place, event in enumerate(found) for item in event.members}
        self._sums: dict[int, dict[int, float]] = defaultdict(lambda: defaultdict(float))
        for number, own in home.items():
            for other, likely in pairs.of(number).items():
                if home.get(other, own) != own:
                    self._sums[own][home[other]] += likely
        self._waiting = [
            (-mean, own, other)
            for own, row in self._sums.items()
            for other in row
            if own < other and (mean := self._mean(own, other)) >= self._needed
        ]
        heapify(self._waiting)

    def found(self) -> list[Cluster]:
        """Unite what is likely one, and give the events."""
        while self._waiting:
            likely, own, other = heappop(self._waiting)
            if own in self._events and other in self._events and self._mean(own, other) == -likely:
                if self._fit(own, other):
                    self._unite(own, other, -likely)
                else:
                    self._part(own, other)
        return list(self._events.values())

    def _mean(self, own: int, other: int) -> float:
        """How likely two events are one: the mean over all pairs of their mentions."""
        many = len(self._events[own].members) * len(self._events[other].members)
        return self._sums[own].get(other, 0.0) / many

    def _fit(self, own: int, other: int) -> bool:
        """Whether there are days on which both can have been, and no two names speak."""
        event, members = self._events[own], [self._mentions[item.number] for item in self._events[other].members]
        return event.days_agree(self._events[other]) and not any(
            one.event_class == "REPORTING" and event.roles_clash(one) for one in members
        )

    def _part(self, own: int, other: int) -> None:
        """Never look at two events again."""
        del self._sums[own][other], self._sums[other][own]

    def _unite(self, own: int, other: int, likely: float) -> None:
        event, joining = self._events[own], self._events.pop(other)
        for place, item in enumerate(joining.members):
            mention = self._mentions[item.number]
            event.join(item.number, mention, item.reason if place else by_story(mention, event, likely))
        for third, total in self._sums.pop(other).items():
            del self._sums[third][other]
            if third != own:
                self._sums[own][third] += total
                self._sums[third][own] = self._sums[own][third]
        for third in self._sums[own]:
            if (mean := self._mean(own, third)) >= self._needed:
                heappush(self._waiting, (-mean, min(own, third), max(own, third)))

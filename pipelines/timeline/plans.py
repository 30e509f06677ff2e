"""Which plan became which happening: a vote announced for 3 May and held on the 5th is one event with two dates.

Where the days agree, merging joins a plan like any other mention. Where they don't, what was planned joins what happened if
it was planned for days close by, was written of before it happened, nothing that happened on other days then fits as well,
and both speak of the same: they share two names, one of them a proper one, or their documents tell one story that makes it
likely. What comes every year, or every month, stays apart.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter

from pipelines.days import DayInterval, written
from pipelines.settings import Timeline
from pipelines.timeline.candidates import is_narrow
from pipelines.timeline.cluster import Cluster, Days
from pipelines.timeline.mentions import TOLD, Mention
from pipelines.timeline.pairs import Pairs
from pipelines.timeline.resemblance import resemblance

__all__ = ["with_plans"]


def with_plans(
    found: Sequence[Cluster],
    mentions: Sequence[Mention],
    pairs: Pairs,
    known: Mapping[str, int],
    limits: Timeline,
) -> Iterator[Cluster]:
    """Join what was planned to what happened of it.

    Args:
        found: The events of one kind of happening and one polarity.
        mentions: All mentions, which the members of events are numbers of.
        pairs: How likely two mentions are of one event.
        known: The first day each document can have been written, where that is known.
        limits: Which days are narrow, how far from those planned an event may happen, how likely a story must make it.

    Yields:
        The events in their order, without those that joined another.
    """
    plans = [event for event in found if _is_near(event.begin, limits) and _is_plan(event, mentions, limits)]
    if not plans:
        yield from found
        return
    ahead = {id(plan) for plan in plans}
    search = _Search([event for event in found if id(event) not in ahead], mentions, pairs, known, limits)
    gone: set[int] = set()
    for plan in plans:
        came = search.of(plan)
        if came is not None:
            event, why = came
            _join(event, plan, mentions, why)
            gone.add(id(plan))
    yield from (event for event in found if id(event) not in gone)


def _is_plan(event: Cluster, mentions: Sequence[Mention], limits: Timeline) -> bool:
    """Whether an event's days are those of plans alone: who tells that it happened does not say when."""
    members = [mentions[item.number] for item in event.members]
    return any(own.certainty == "planned" for own in members) and not any(
        own.certainty in TOLD and is_narrow(own.begin, limits) for own in members
    )


def _is_near(days: Days, limits: Timeline) -> bool:
    return days[0] is not None and days[1] is not None and days[0] <= days[1] and is_narrow(days, limits)


@dataclass(frozen=True, slots=True)
class _Came:
    """Something that happened on known days, first and last of them as numbers."""

    first: int
    last: int
    event: Cluster


class _Search:
    """Looks for what came of plans, among the events of one kind."""

    def __init__(
        self,
        found: Sequence[Cluster],
        mentions: Sequence[Mention],
        pairs: Pairs,
        known: Mapping[str, int],
        limits: Timeline,
    ) -> None:
        self._mentions, self._pairs, self._known, self._limits = mentions, pairs, known, limits
        came = [
            _Came(event.begin[0], event.begin[1], event)
            for event in found
            if _is_near(event.begin, limits) and event.begin[0] is not None and event.begin[1] is not None
            if any(mentions[item.number].certainty in TOLD for item in event.members)
        ]
        self._came = sorted(came, key=attrgetter("first"))  # stable: those of one day stay in the order of the events
        self._firsts = [item.first for item in self._came]

    def of(self, plan: Cluster) -> tuple[Cluster, str] | None:
        """Give what came of a plan, and why it is that; `None` where nothing did, or more than one thing may have."""
        fits = [
            (came, fit)
            for came in self._around(plan)
            if self._was_ahead(plan, came) and self._days_of_others_agree(plan, came.event)
            if (fit := resemblance(plan, came.event, self._mentions, self._pairs, self._limits)) is not None
        ]
        if not fits or len({(came.first, came.last) for came, _ in fits}) > 1:
            return None
        best, fit = max(fits, key=lambda pair: pair[1].strength)
        begin = DayInterval(*plan.begin)
        if begin.intersect(DayInterval(best.first, best.last)) is not None:
            return None  # its days agree, and merging saw why it is another
        return best.event, f"planned for {written(begin)}, told of as having happened{fit}"

    def _around(self, plan: Cluster) -> Iterator[_Came]:
        """What happened on the days planned, or close by."""
        first, last = plan.begin
        if first is None or last is None:
            return
        most, widest = self._limits.plan_days, self._limits.narrow_days
        for came in self._came[
            bisect_left(self._firsts, first - most - widest) : bisect_right(self._firsts, last + most)
        ]:
            if came.last >= first - most:
                yield came

    def _days_of_others_agree(self, plan: Cluster, event: Cluster) -> bool:
        """Whether who tells, without a day, that what was planned happened can mean this."""
        members = (self._mentions[item.number] for item in plan.members)
        return all(event.days_agree(own) for own in members if own.certainty in TOLD)

    def _was_ahead(self, plan: Cluster, came: _Came) -> bool:
        """Whether what happened came later than planned, or the plan is known to have been written of before."""
        if plan.begin[1] is not None and came.first > plan.begin[1]:
            return True
        days = [self._known.get(document) for document in plan.documents]
        return all(day is not None and day <= came.last for day in days)


def _join(event: Cluster, plan: Cluster, mentions: Sequence[Mention], why: str) -> None:
    """Let an event take in the mentions of its plan; the days on which it happened stay its days."""
    begin, end = event.begin, event.end
    for item in plan.members:
        reason = why if item is plan.members[0] else f"of the same plan: {item.reason}"
        event.join(item.number, mentions[item.number], reason)
    event.begin, event.end = begin, end

"""Rows of events, of which those are made that were not made before.

An event has a number that stands for all that its rows are made of. So where mentions arrive, and their company is put into
events anew, the rows of those events that stay the same are taken over.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import pyarrow as pa

from pipelines.batches import to_table
from pipelines.records import Event, EventLink
from pipelines.timeline.cluster import Cluster
from pipelines.timeline.digests import Hashes, number_of
from pipelines.timeline.fuse import fuse
from pipelines.timeline.mentions import Detail
from pipelines.timeline.reader import Reader
from pipelines.timeline.telling import Telling
from pipelines.timeline.votes import Ballot, tally

__all__ = ["EVENT", "PARTS", "Making"]

PARTS: Final = ("events", "event_links", "event_votes")
"""Tables that are made of events."""
EVENT: Final = "event"
"""Column of the number of a row's event."""
_AT_ONCE: Final = 1 << 14
"""Mentions of which all is read at once."""


@dataclass(slots=True)
class _Found:
    """An event as merging found it: the rows of its mentions, why each belongs, and which events say the contrary."""

    members: Sequence[int]
    reasons: Sequence[str]
    said: str
    number: int = 0
    contrary: list["_Found"] = field(default_factory=list)


class Making:
    """Events of companies that were put into events anew.

    Args:
        known: Numbers of the events whose rows are known.
        reader: All mentions.
        said: A number for all that an event is made of, of each mention.
        told: Which documents are one story, and when they were written.

    Attributes:
        numbers: The number of each event.
        companies: The number of the company of each.
    """

    def __init__(self, known: Hashes, reader: Reader, said: Hashes, told: Telling) -> None:
        self.numbers: list[int] = []
        self.companies: list[int] = []
        self._known, self._reader, self._said, self._told = frozenset(known.tolist()), reader, said.tolist(), told
        self._waiting: list[_Found] = []
        self._mentions = 0
        self._made: dict[str, list[pa.Table]] = {name: [] for name in PARTS}

    def add(
        self, company: int, found: Sequence[Cluster], contrary: Iterable[tuple[int, int]], rows: Sequence[int]
    ) -> None:
        """Add the events of a company.

        Args:
            company: Its number.
            found: Its events.
            contrary: Which two of them say the contrary of each other.
            rows: The row of each mention, by the number under which the events know it.
        """
        events = [self._found(cluster, rows) for cluster in found]
        for one, other in contrary:
            events[one].contrary.append(events[other])
            events[other].contrary.append(events[one])
        for event in events:
            event.number = number_of("\n\n".join([event.said, *(other.said for other in event.contrary)]))
            if event.number not in self._known:
                self._waiting.append(event)
                self._mentions += len(event.members)
        self.numbers += [event.number for event in events]
        self.companies += [company] * len(events)
        if self._mentions > _AT_ONCE:
            self._make()

    def tables(self) -> dict[str, pa.Table]:
        """Give the rows of all events that were not known, each with the number of its event."""
        self._make()
        return {name: pa.concat_tables(made) for name, made in self._made.items()}

    def _found(self, cluster: Cluster, rows: Sequence[int]) -> _Found:
        members, reasons = zip(*((rows[item.number], item.reason) for item in cluster.members), strict=True)
        lines = (f"{self._said[row]} {reason}" for row, reason in zip(members, reasons, strict=True))
        return _Found(members, reasons, "\n".join(lines))

    def _make(self) -> None:
        """Make the rows of the events that wait for it."""
        asked = {row for event in self._waiting for item in (event, *event.contrary) for row in item.members}
        wanted = sorted(asked)
        read = dict(zip(wanted, self._reader.details(wanted), strict=True))
        sentences = dict(zip(wanted, self._reader.sentences(wanted), strict=True))
        made: dict[str, list[Any]] = {name: [] for name in PARTS}
        numbers: dict[str, list[int]] = {name: [] for name in PARTS}
        for item in self._waiting:
            event, ballot = self._fused(item, read, sentences)
            others = [self._fused(other, read, sentences) for other in item.contrary]
            ranked = sorted(zip(ballot.mentions, item.reasons, strict=True), key=lambda pair: pair[0].rank)
            links = [EventLink(event.event_id, own.document_id, own.mention_id, reason) for own, reason in ranked]
            rows: tuple[list[Any], ...] = ([event], links, list(tally(event, ballot, others, self._told)))
            for name, found in zip(PARTS, rows, strict=True):
                made[name].extend(found)
                numbers[name].extend([item.number] * len(found))
        for name, tables in self._made.items():
            tables.append(to_table(name, made[name]).append_column(EVENT, pa.array(numbers[name], pa.uint64())))
        self._waiting, self._mentions = [], 0

    def _fused(self, item: _Found, read: dict[int, Detail], sentences: dict[int, str]) -> tuple[Event, Ballot]:
        own = self._reader.mentions(item.members)
        details = [read[row] for row in item.members]
        event = fuse(own, details, self._told, lambda place: sentences[item.members[place]])
        return event, Ballot(own, details)

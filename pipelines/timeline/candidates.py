"""Which events a mention is compared with: never all of them.

Mentions of one kind of happening and one polarity are a block, which is cut into companies that alone need comparing. Inside
one an event is looked up by the names that take part in it, and by the month where its days are narrow.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, islice
from typing import Final

from pipelines.settings import Timeline
from pipelines.timeline.kinds import kind_of
from pipelines.timeline.mentions import Mention, Name

__all__ = ["BUCKET", "Index", "blocks", "in_order", "is_narrow", "width"]

BUCKET = 32
"""Days of a bucket: at least a month, so that a month lies in two at most."""
_NONE: Final[dict[int, None]] = {}
_ENDLESS = 1 << 40
"""Width of an interval with an open side: wider than any other."""


def width(days: tuple[int | None, int | None]) -> int:
    """Number of days of an interval; one with an open side is wider than any other."""
    earliest, latest = days
    return _ENDLESS if earliest is None or latest is None else latest - earliest + 1


def is_narrow(days: tuple[int | None, int | None], limits: Timeline) -> bool:
    """Whether days are few enough to tell one event of a lemma from the next."""
    return width(days) <= limits.narrow_days


def blocks(mentions: Sequence[Mention]) -> Iterator[list[int]]:
    """Cut mentions into blocks that alone need comparing.

    Args:
        mentions: In any order.

    Yields:
        Numbers of mentions of one kind and polarity, those with the narrowest days first; the order depends on the
        mentions' content only.
    """

    def block(number: int) -> tuple[str, bool]:
        return kind_of(mentions[number].lemma)[0], mentions[number].negative

    for _, group in groupby(sorted(range(len(mentions)), key=block), block):
        yield in_order(mentions, group)


def in_order(mentions: Sequence[Mention], some: Iterable[int]) -> list[int]:
    """Put numbers of mentions into the order of merging: narrow days first, by content alone."""

    def order(number: int) -> tuple[int, int, int, tuple[str, int, str]]:
        own = mentions[number]
        return width(own.begin), width(own.end), own.begin[0] or 0, own.rank

    return sorted(some, key=order)


class Index:
    """Events of one company by name, by name and month, and by name and document."""

    def __init__(self, limits: Timeline) -> None:
        self._limits = limits
        self._by_name: dict[str, dict[int, None]] = defaultdict(dict)
        self._by_month: dict[tuple[str, int], dict[int, None]] = defaultdict(dict)
        self._by_document: dict[tuple[str, str], dict[int, None]] = defaultdict(dict)
        self._standing: dict[str, set[int]] = defaultdict(set)

    def add(self, event: int, mention: Mention) -> None:
        """Let an event be found by a mention that joined it."""
        months = self._months(mention.begin)
        self._standing[mention.document_id].add(event)
        for own in mention.names:
            self._by_name[own.key][event] = None
            self._by_document[own.key, mention.document_id][event] = None
            for month in months:
                self._by_month[own.key, month][event] = None

    def find(self, mention: Mention, *, alone: bool = True) -> list[int]:
        """Give the events worth comparing a mention with, in the order they were founded.

        A name that a great many events of the company carry tells none of them apart: for each name only the last
        `limits.comparisons` events are looked at, which are those nearest in time.

        Args:
            mention: The mention.
            alone: Whether one name may do where an event stands in other documents only; else two are asked for.
        """
        found = set[int]()
        months = self._months(mention.begin)
        for own in mention.names:
            found.update(self._last(self._by_document.get((own.key, mention.document_id), _NONE)))
            for month in months:
                found.update(self._last(self._by_month.get((own.key, month), _NONE)))
            if not months:
                found.update(self._all_or_none(own))
        if not alone:
            here = self._standing[mention.document_id]
            carry = [self._by_name.get(own.key, _NONE) for own in mention.names]
            found = {event for event in found if event in here or sum([event in events for events in carry]) > 1}
        return sorted(found)

    def _months(self, days: tuple[int | None, int | None]) -> range:
        if days[0] is None or days[1] is None or not is_narrow(days, self._limits):
            return range(0)
        return range(days[0] // BUCKET, days[1] // BUCKET + 1)

    def _last(self, events: dict[int, None]) -> Iterable[int]:
        most = self._limits.comparisons
        return events if len(events) <= most else islice(reversed(events), most)

    def _all_or_none(self, own: Name) -> Iterable[int]:
        events = self._by_name.get(own.key, {})
        return events if len(events) <= self._limits.comparisons else ()

"""Events that an undated document tells of as of "Monday", and that a dated one puts on a day.

Two mentions are of one event here where they are of one kind of happening, share two proper names that are not those of every
second document, one of them rare, and the weekday fits; where several days fit, none is taken. So a document that says "Monday" of an event of 19 December
2016 was written on one of the seven days from then on.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from pipelines.days import DayInterval, civil, weekday
from pipelines.records import EventMention, TimeExpression
from pipelines.timeline.kinds import kind_of
from pipelines.timeline.mentions import TOLD, Name, is_light, same_name, slim

__all__ = ["CLASSES", "Happening", "Happenings", "happening", "told_on", "written_around"]

CLASSES: Final = frozenset(("OCCURRENCE", "I_ACTION"))
"""What happens on a day and is told of by many; that somebody spoke on a day is another event each time."""
_SHARED: Final = 2
"""Proper names that both mentions have."""
_RARE: Final = 5
"""Most documents with the rarest of them; of many documents `_RARE_SHARE` of them."""
_RARE_SHARE: Final = 0.02
_COMMON_SHARE: Final = 0.1
"""Share of the documents with a name from which on it tells nothing: in the news of a war, that of the country."""
_WEEKDAY: Final = re.compile(r"XXXX-WXX-([1-7])")
_OF_ANY_YEAR: Final = re.compile(r"XXXX-(\d{2})-(\d{2})")
_SPOKEN: Final = re.compile(
    r"(?i)(?P<last>last |past )?(?:early |late )?(?P<day>(?:mon|tues|wednes|thurs|fri|satur|sun)day|yesterday|today)\b"
)
_YEAR: Final = 365


@dataclass(frozen=True, slots=True)
class Happening:
    """A mention of something that happened on a day which its sentence names.

    Attributes:
        mention_id: The mention.
        document_id: Its document.
        kind: The kind of happening.
        names: The proper names of those who take part.
        said: How the day is named: `weekday 1`, `last weekday 1`, `yesterday`, `today`, `day 05-03`, or `day` with its year.
        surface: The words that name it.
        start: First code point of them.
        end: Code point after their last.
        day: The day, where the document's own evidence decides it.
        sentence: The sentence.
    """

    mention_id: str
    document_id: str
    kind: str
    names: tuple[Name, ...]
    said: str
    surface: str
    start: int
    end: int
    day: int | None
    sentence: str


def happening(mention: EventMention, expression: TimeExpression | None) -> Happening | None:
    """Read a mention as something that happened on a day; `None` where it is not told as past, or of no such day.

    Args:
        mention: The mention.
        expression: The time expression that dates it.
    """
    own = slim(mention)
    names = tuple(item for item in own.names if item.proper)
    if expression is None or len(names) < _SHARED or own.negative or own.certainty not in TOLD:
        return None
    if mention.event_class not in CLASSES or mention.tense in ("FUTURE", "PRESENT") or is_light(own.lemma):
        return None
    said = _said(expression)
    if said is None:
        return None
    day = mention.begin_earliest if mention.begin_earliest == mention.begin_latest else None
    return Happening(
        *(own.mention_id, own.document_id, kind_of(own.lemma)[0], names, said),
        *(expression.surface, expression.start, expression.end, day, mention.sentence),
    )


def _said(expression: TimeExpression) -> str | None:
    if expression.type not in ("DATE", "TIME") or expression.anchor == "expression":
        return None
    if found := _OF_ANY_YEAR.match(expression.value):
        return f"day {found[1]}-{found[2]}"
    spoken = _SPOKEN.match(expression.surface)
    if spoken is None:
        return "day" if expression.days.single else None
    word = spoken["day"].casefold()
    if word in ("yesterday", "today"):
        return word
    number = _WEEKDAY.match(expression.value)
    day = expression.days.earliest if expression.days.single else None
    if number is None and day is None:
        return None
    return f"{'last ' if spoken['last'] else ''}weekday {number[1] if number else weekday(day or 0)}"


def written_around(said: str, day: int) -> DayInterval | None:
    """Give the days on which one writes so of a day; `None` where nobody would.

    Args:
        said: How the day is named, as `Happening.said`.
        day: The day.

    >>> written_around("weekday 1", 17_154)
    DayInterval(2016-12-19, 2016-12-25)
    """
    if said == "yesterday":
        return DayInterval(day + 1, day + 2)  # a paper of the morning after is dated a day on
    if said == "today":
        return DayInterval(day, day + 1)
    what, _, value = said.rpartition(" ")
    if what.endswith("weekday"):
        later = 7 if what.startswith("last") else 0
        return DayInterval(day, day + 6 + later) if weekday(day) == int(value) else None
    if what == "day":
        return DayInterval(day, day + _YEAR) if value == "{1:02}-{2:02}".format(*civil(day)) else None
    return None


def told_on(said: str, written: DayInterval) -> int | None:
    """Give the day that a document means, where the days on which it can have been written leave one; else `None`."""
    if written.earliest is None or written.latest is None:
        return None
    first = max(written.earliest - 14, written.latest - 400) if said.startswith("day") else written.earliest - 14
    fits = [
        day
        for day in range(first, written.latest + 1)
        if (around := written_around(said, day)) is not None and around.intersect(written) is not None
    ]
    return fits[0] if len(fits) == 1 and not said.startswith("day") else None


class Happenings:
    """What dated documents tell, to be looked up by kind and name.

    Args:
        told: Mentions whose day is known.
        often: In how many documents each name stands, by its key.
        documents: How many documents there are.
    """

    def __init__(self, told: Iterable[Happening], often: Mapping[str, int], documents: int) -> None:
        self._often = often
        self._rare = max(_RARE, int(_RARE_SHARE * documents))
        self._common = max(_RARE, int(_COMMON_SHARE * documents))
        self._by_name: dict[tuple[str, str], list[Happening]] = defaultdict(list)
        for item in sorted(told, key=lambda item: item.mention_id):
            self.add(item)

    def add(self, item: Happening) -> None:
        """Take in a mention whose day is known."""
        for name in item.names:
            if self._count(name) <= self._rare:
                self._by_name[item.kind, name.key].append(item)

    def _count(self, name: Name) -> int:
        return self._often.get(name.key, 0)

    def same_as(self, own: Happening, near: DayInterval) -> tuple[Happening, DayInterval, str] | None:
        """Find the day of an event that an undated document tells of.

        Args:
            own: The mention in the undated document.
            near: Days on which that can have been written by all that is known.

        Returns:
            The mention of a dated document, the days of writing that follow, and the names both have; `None` where no mention
            is of the same event, or those that may be are of several days.
        """
        found = list(self._fitting(own, near))
        if len({item.day for item, *_ in found}) != 1:
            return None
        return min(found, key=lambda pair: (-len(pair[2]), pair[0].mention_id))

    def _fitting(self, own: Happening, near: DayInterval) -> Iterator[tuple[Happening, DayInterval, str]]:
        seen: set[str] = set()
        for name in own.names:
            for item in self._by_name.get((own.kind, name.key), ()):
                if item.mention_id in seen or item.document_id == own.document_id or item.day is None:
                    continue
                seen.add(item.mention_id)
                both = [name.full for name in _shared(own.names, item.names) if self._count(name) <= self._common]
                days = written_around(own.said, item.day) if len(both) >= _SHARED else None
                if days is not None and days.intersect(near) is not None:
                    yield item, days, ", ".join(both)


def _shared(one: Sequence[Name], other: Sequence[Name]) -> list[Name]:
    """The proper names that two mentions share, each once."""
    return sorted({a for a in one for b in other if a.key == b.key and same_name(a.full, b.full)})

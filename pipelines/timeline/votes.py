"""What mentions say of an event, where they differ: on which day it most likely began, and who says what.

Votes stand beside what an event states of itself, and change none of it.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from pipelines.days import DayInterval, written
from pipelines.records import Event, EventVote
from pipelines.timeline.mentions import Detail, Mention, Vote, number
from pipelines.timeline.telling import Telling

__all__ = ["STATUS", "Ballot", "likely_day", "tally"]

STATUS: Final = {"asserted": "happened", "reported": "reported", "planned": "planned", "possible": "possible"}
"""Status of an event by the best certainty among its mentions, best first."""
_MATTERS: Final = ("day", "plan", "status", "number")
"""What mentions may say differently, in the order in which it is told."""
_DATED: Final = {"asserted": "day", "reported": "day", "planned": "plan"}
"""What the days of a mention are, by its certainty; those of what is only possible are neither."""
_NUMBERED: Final = re.compile(
    r"(?:(?:at least|at most|more than|less than|fewer than|up to|as many as|about|around|some|nearly|almost|over|only) )?"
    r"(?P<number>\d[\d,]*(?:\.\d+)?|[a-z-]+) (?:[^\s,]+ ){0,2}?(?P<what>[^\W\d_]+)"
)
"""A name that counts: "at least 84 people", "three oil workers". Who is counted is its last word."""


@dataclass(frozen=True, slots=True)
class Ballot:
    """The mentions of one event, and the rest of what is known of each, in the same order."""

    mentions: Sequence[Mention]
    details: Sequence[Detail]


@dataclass(frozen=True, slots=True)
class _Said:
    """What a mention says of a matter; `counted` is who or what a number counts, and `number` the number in figures."""

    matter: str
    says: str
    days: DayInterval | None = None
    counted: str = ""
    number: str = ""


def tally(event: Event, ballot: Ballot, contrary: Sequence[tuple[Event, Ballot]], told: Telling) -> Iterator[EventVote]:
    """Count who says what of an event, of those matters on which its mentions differ.

    Days count where words of the text name them, numbers where they count the same things.

    Args:
        event: The event.
        ballot: Its mentions.
        contrary: Events that say of the same that it did not happen, or that it did, with their mentions.
        told: Which documents are one story.

    Yields:
        Its votes, by matter, what most sources say first; of equals what the event states.
    """
    if len(ballot.mentions) == 1 and not contrary:
        return  # most events are told once, and one mention differs with none
    cast: dict[_Said, list[Mention]] = defaultdict(list)
    for own, detail in zip(ballot.mentions, ballot.details, strict=True):
        for said in _says(own, detail):
            cast[said].append(own)
    others = {(other.event_id, _Said("status", other.status)): list(votes.mentions) for other, votes in contrary}
    every = {(event.event_id, said): mentions for said, mentions in cast.items()} | others
    matters: dict[tuple[str, str], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for (_, said), mentions in every.items():
        told_by = {own.document_id for own in mentions}
        matters[said.matter, said.counted][said.number or said.says] |= told_by
    rows = [
        (said, _row(event, said, told_in, mentions, told))
        for (told_in, said), mentions in every.items()
        if _differ(said.matter, matters[said.matter, said.counted])
    ]
    rows.sort(key=lambda pair: _order(*pair))
    yield from (row for _, row in rows)


def _differ(matter: str, told_by: Mapping[str, set[str]]) -> bool:
    """Whether mentions differ on a matter. A document that has two numbers counts two different things."""
    documents = [document for each in told_by.values() for document in each]
    return len(told_by) > 1 and (matter != "number" or len(documents) == len(set(documents)))


def _order(said: _Said, row: EventVote) -> tuple[int, str, int, int, bool, int, str, str]:
    first = row.earliest if row.earliest is not None else 0
    place = _MATTERS.index(said.matter)
    return place, said.counted, -row.sources, -row.mentions, not row.agrees, first, row.says, row.told_in


def _says(own: Mention, detail: Detail) -> Iterator[_Said]:
    """What one mention says."""
    matter = _DATED.get(own.certainty)
    if matter and detail.dated_by_words and own.begin_days.known:
        yield _Said(matter, written(own.begin_days), own.begin_days)
    yield _Said("status", "denied" if own.negative else STATUS.get(own.certainty, "possible"))
    for phrase in detail.participants:
        found = _NUMBERED.fullmatch(phrase.casefold())
        counted = number(found["number"]) if found else None
        if found and counted:
            yield _Said("number", found.string, counted=found["what"], number=counted)


def _row(event: Event, said: _Said, told_in: str, mentions: Sequence[Mention], told: Telling) -> EventVote:
    documents = {own.document_id for own in mentions}
    days = said.days or DayInterval(None, None)
    return EventVote(
        event_id=event.event_id,
        matter=said.matter,
        says=said.says,
        earliest=days.earliest,
        latest=days.latest,
        mentions=len({own.mention_id for own in mentions}),
        documents=len(documents),
        sources=len({told.story(document) for document in documents}),
        agrees=_agrees(event, said),
        told_in=told_in,
    )


def _agrees(event: Event, said: _Said) -> bool | None:
    """Whether something said is what the event states of itself; `None` where it states nothing of the kind."""
    if said.matter == "status":
        return said.says == event.status
    if said.days is None:
        return None
    own = {
        "day": DayInterval(event.begin_earliest, event.begin_latest),
        "plan": DayInterval(event.planned_earliest, event.planned_latest),
    }[said.matter]
    return said.days.intersect(own) is not None


def likely_day(
    mentions: Sequence[Mention], votes: Sequence[Vote], begin: DayInterval, told: Telling
) -> tuple[int | None, float | None]:
    """Let the stories that tell an event vote on the day it began.

    Each story has one vote a day, as sure as the surest of its mentions. What is not possible for the event as a whole
    is no candidate.

    Args:
        mentions: Its mentions.
        votes: What each of them holds likeliest, in the same order.
        begin: Days on which it can have begun.
        told: Which documents are one story.

    Returns:
        The day with the most votes, the earliest of equals, and how sure it is, 0 to 1: as sure as its surest vote, as
        far as the others agree. `None` twice where no mention holds a possible day likely.
    """
    cast: dict[int, dict[str, float]] = {}
    for own, (day, sure) in zip(mentions, votes, strict=True):
        if day is not None and sure and begin.intersect(DayInterval(day, day)) is not None:
            stories = cast.setdefault(day, {})
            story = told.story(own.document_id)
            stories[story] = max(sure, stories.get(story, 0.0))
    if not cast:
        return None, None
    counted = {day: sum(stories.values()) for day, stories in cast.items()}
    best = min(counted, key=lambda day: (-counted[day], day))
    return best, round(max(cast[best].values()) * counted[best] / sum(counted.values()), 4)

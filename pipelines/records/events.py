"""Events, the mentions they are made of, what is told differently of them, and what became of their ids."""

from dataclasses import dataclass, field

from pipelines.quick import quick

__all__ = ["Event", "EventChange", "EventLink", "EventVote"]


@quick
@dataclass(frozen=True, slots=True)
class Event:
    """One event, its mentions merged: a row of `events`. `event_class` is the field `class`."""

    event_id: str
    headline: str
    headline_mention: str
    lemma: str
    event_class: str = field(metadata={"name": "class"})
    event_type: str | None
    status: str
    begin_earliest: int | None
    begin_latest: int | None
    end_earliest: int | None
    end_latest: int | None
    ongoing: bool
    granularity: str
    date_text: str
    edtf: str | None
    date_basis: str
    undated_reason: str | None
    place: str | None
    participants: tuple[str, ...]
    mentions: int
    documents: int
    sources: int
    salience: float
    likely_day: int | None = None
    likely_confidence: float | None = None
    country: str | None = None
    planned_earliest: int | None = None
    planned_latest: int | None = None


@quick
@dataclass(frozen=True, slots=True)
class EventLink:
    """Which mention speaks of which event: a row of `event_links`."""

    event_id: str
    document_id: str
    mention_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class EventVote:
    """How many hold what of an event, where they differ: a row of `event_votes`."""

    event_id: str
    matter: str
    says: str
    earliest: int | None
    latest: int | None
    mentions: int
    documents: int
    sources: int
    agrees: bool | None
    told_in: str


@dataclass(frozen=True, slots=True)
class EventChange:
    """What became of an event whose id changed: a row of `event_history`."""

    event_id: str
    successor_id: str | None
    how: str
    shared: int
    mentions: int
    change: int
    since: int

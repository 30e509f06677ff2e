"""What a document mentions: times, and events with who takes part."""

from dataclasses import dataclass, field

from pipelines.days import DayInterval
from pipelines.quick import quick

__all__ = ["Argument", "EventMention", "Participant", "TimeExpression"]


@quick
@dataclass(frozen=True, slots=True)
class TimeExpression:
    """One mention of time: a row of `time_expressions`."""

    document_id: str
    content_hash: str
    position: int
    start: int
    end: int
    surface: str
    type: str
    value: str
    mod: str | None = None
    earliest: int | None = None
    latest: int | None = None
    edtf: str | None = None
    anchor: str = "none"
    anchor_position: int | None = None
    rule: str = ""

    @property
    def days(self) -> DayInterval:
        """The days it can mean; unknown where it names none."""
        return DayInterval(self.earliest, self.latest)


@quick
@dataclass(frozen=True, slots=True)
class Argument:
    """A phrase of the text that takes part in an event."""

    start: int
    end: int
    head_start: int
    head_end: int
    name: str | None


@quick
@dataclass(frozen=True, slots=True)
class Participant:
    """A phrase of the text that takes part in an event, with its role."""

    role: str
    kind: str | None
    start: int
    end: int
    head_start: int
    head_end: int
    name: str | None


@quick
@dataclass(frozen=True, slots=True)
class EventMention:
    """One mention of an event: a row of `event_mentions`. `event_class` is the field `class`."""

    document_id: str
    content_hash: str
    mention_id: str
    start: int
    end: int
    surface: str
    lemma: str
    event_class: str = field(metadata={"name": "class"})
    event_type: str | None
    tense: str
    aspect: str
    polarity: str
    modality: str | None
    certainty: str
    reporter: Argument | None
    agent: Argument | None
    patient: Argument | None
    place: Argument | None
    participants: tuple[Participant, ...]
    sentence_start: int
    sentence_end: int
    sentence: str
    time_expression: int | None
    begin_earliest: int | None
    begin_latest: int | None
    end_earliest: int | None
    end_latest: int | None
    ongoing: bool
    date_basis: str
    undated_reason: str | None
    likely_relation: str | None = None
    likely_begin: int | None = None
    likely_end: int | None = None
    likely_confidence: float | None = None
    likely_basis: str | None = None
    country: str | None = None

    @property
    def begin(self) -> DayInterval:
        """The days on which it can have begun."""
        return DayInterval(self.begin_earliest, self.begin_latest)

    @property
    def end_days(self) -> DayInterval:
        """The days on which it can have ended."""
        return DayInterval(self.end_earliest, self.end_latest)

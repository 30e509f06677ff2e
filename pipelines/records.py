"""The values that travel between stages; field by field the rows of `pipelines.schemas`, where each is explained.

Days are day numbers (`pipelines.days`), offsets half-open code points of the document's text.
"""

from dataclasses import dataclass, field
from datetime import datetime

from pipelines.days import DayInterval
from pipelines.quick import quick

__all__ = [
    "Argument",
    "DerivedDate",
    "DerivedEvidence",
    "DerivedMention",
    "Document",
    "DocumentSource",
    "Event",
    "EventLink",
    "EventMention",
    "EventVote",
    "Evidence",
    "Fault",
    "Hint",
    "Line",
    "NearDuplicate",
    "OffsetPoint",
    "Participant",
    "PublicationDate",
    "RawDocument",
    "RepeatedLine",
    "RepeatedPlace",
    "SignedLine",
    "TextSignature",
    "TimeExpression",
]


@dataclass(frozen=True, slots=True)
class RawDocument:
    """One document as it arrived: a row of `raw_documents`. `content` is the field `bytes`."""

    document_id: str
    content_hash: str
    root: str
    path: str
    record: str | None
    uri: str
    media_type: str
    content: bytes | None = field(metadata={"name": "bytes"})
    received_at: datetime
    stated_title: str | None = None
    stated_url: str | None = None
    stated_source: str | None = None
    stated_author: str | None = None
    stated_language: str | None = None
    stated_published: str | None = None
    stated_published_by: str | None = None
    stated_captured: str | None = None
    hints: "tuple[Hint, ...]" = ()
    rejected: str | None = None
    detail: str | None = None


@quick
@dataclass(frozen=True, slots=True)
class Line:
    """One line of a text with its label."""

    start: int
    end: int
    label: str
    reason: str
    score: float | None = None


@dataclass(frozen=True, slots=True)
class Hint:
    """What a container says that may date its document."""

    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class OffsetPoint:
    """From here on, text and decoded source run in step."""

    text: int
    source: int


@dataclass(frozen=True, slots=True)
class Document:
    """One document, read: a row of `documents`. `text` is `None` where it was rejected."""

    document_id: str
    content_hash: str
    text_hash: str | None
    text: str | None
    title: str | None = None
    language: str | None = None
    language_confidence: float | None = None
    url: str | None = None
    source: str | None = None
    author: str | None = None
    uri: str = ""
    media_type: str = "text/plain"
    encoding: str | None = None
    lines: tuple[Line, ...] = ()
    hints: tuple[Hint, ...] = ()
    offset_map: tuple[OffsetPoint, ...] | None = ()
    given_published: str | None = None
    given_by: str | None = None
    captured: str | None = None
    rejected: str | None = None
    detail: str | None = None


@quick
@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing that speaks for a day of writing."""

    kind: str
    origin: str
    surface: str
    start: int | None = None
    end: int | None = None
    earliest: int | None = None
    latest: int | None = None
    weight: float = 0.0
    used: bool = False
    note: str | None = None


@dataclass(frozen=True, slots=True)
class PublicationDate:
    """When one document was written: a row of `publication_dates`."""

    document_id: str
    content_hash: str
    earliest: int | None = None
    latest: int | None = None
    most_likely: int | None = None
    granularity: str = "unknown"
    method: str = "unknown"
    confidence: float = 0.0
    contradicted: bool = False
    evidence: tuple[Evidence, ...] = ()

    @property
    def days(self) -> DayInterval:
        """The days on which it can have been written."""
        return DayInterval(self.earliest, self.latest)


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
class DocumentSource:
    """Which text a document's place holds, and of which story: a row of `document_sources`."""

    document_id: str
    text_document_id: str
    story_id: str
    source: str


@quick
@dataclass(frozen=True, slots=True)
class SignedLine:
    """One line of a document, as it is compared with those of others."""

    start: int
    end: int
    label: str
    line_hash: int
    words: int


@dataclass(frozen=True, slots=True)
class TextSignature:
    """What a document is compared by: a row of `text_signatures`."""

    document_id: str
    content_hash: str
    body_hash: int | None
    body_size: int
    minhash: tuple[int, ...]
    words: tuple[int, ...]
    lines: tuple[SignedLine, ...]


@dataclass(frozen=True, slots=True)
class RepeatedLine:
    """A line that a source repeats: a row of `repeated_lines`."""

    source: str
    line_hash: str
    text: str
    documents: int
    stories: int
    share: float


@quick
@dataclass(frozen=True, slots=True)
class RepeatedPlace:
    """Where a repeated line stands as title, body or caption: a row of `repeated_places`."""

    document_id: str
    start: int
    end: int
    label: str
    line_hash: str
    source: str


@quick
@dataclass(frozen=True, slots=True)
class NearDuplicate:
    """A document linked to another one of the same story: a row of `near_duplicates`."""

    document_id: str
    other_id: str
    story_id: str
    kind: str
    similarity: float
    containment: float


@dataclass(frozen=True, slots=True)
class DerivedEvidence:
    """What another document says of the day on which one was written."""

    rule: str
    other_id: str
    other_earliest: int | None
    other_latest: int | None
    earliest: int | None
    latest: int | None
    shared: str
    start: int | None = None
    end: int | None = None
    used: bool = True
    note: str | None = None


@dataclass(frozen=True, slots=True)
class DerivedDate:
    """When a document was written, as others tell: a row of `derived_dates`."""

    document_id: str
    earliest: int | None
    latest: int | None
    most_likely: int | None
    granularity: str
    rule: str
    round: int
    confidence: float
    own_earliest: int | None
    own_latest: int | None
    evidence: tuple[DerivedEvidence, ...]

    @property
    def days(self) -> DayInterval:
        """The days on which it can have been written."""
        return DayInterval(self.earliest, self.latest)


@dataclass(frozen=True, slots=True)
class DerivedMention:
    """The days of a mention that hang on its document's derived ones: a row of `derived_mentions`."""

    document_id: str
    mention_id: str
    begin_earliest: int | None
    begin_latest: int | None
    end_earliest: int | None
    end_latest: int | None
    surface: str
    rule: str
    other_id: str


@dataclass(frozen=True, slots=True)
class Fault:
    """What went wrong with one document in one stage: a row of `faults`."""

    document_id: str
    content_hash: str
    stage: str
    reason: str
    detail: str

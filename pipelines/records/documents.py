"""Documents, their lines, and when they were written."""

from dataclasses import dataclass, field
from datetime import datetime

from pipelines.days import DayInterval
from pipelines.quick import quick

__all__ = ["Document", "Evidence", "Hint", "Line", "OffsetPoint", "PublicationDate", "RawDocument"]


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

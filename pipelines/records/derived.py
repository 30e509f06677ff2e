"""Days that follow from other documents."""

from dataclasses import dataclass

from pipelines.days import DayInterval

__all__ = ["DerivedDate", "DerivedEvidence", "DerivedMention"]


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

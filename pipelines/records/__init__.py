"""The values that travel between stages; field by field the rows of `pipelines.schemas`, where each is explained.

Days are day numbers (`pipelines.days`), offsets half-open code points of the document's text.
"""

from dataclasses import dataclass

from pipelines.records.corpus import (
    DocumentSource,
    NearDuplicate,
    RepeatedLine,
    RepeatedPlace,
    SignedLine,
    TextSignature,
)
from pipelines.records.derived import DerivedDate, DerivedEvidence, DerivedMention
from pipelines.records.documents import Document, Evidence, Hint, Line, OffsetPoint, PublicationDate, RawDocument
from pipelines.records.events import Event, EventChange, EventLink, EventVote
from pipelines.records.mentions import Argument, EventMention, Participant, TimeExpression

__all__ = [
    "Argument",
    "DerivedDate",
    "DerivedEvidence",
    "DerivedMention",
    "Document",
    "DocumentSource",
    "Event",
    "EventChange",
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
class Fault:
    """What went wrong with one document in one stage: a row of `faults`."""

    document_id: str
    content_hash: str
    stage: str
    reason: str
    detail: str

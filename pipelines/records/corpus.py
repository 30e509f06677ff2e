"""What depends on other documents: where texts come from, lines that repeat, texts that tell the same."""

from dataclasses import dataclass

from pipelines.quick import quick

__all__ = ["DocumentSource", "NearDuplicate", "RepeatedLine", "RepeatedPlace", "SignedLine", "TextSignature"]


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

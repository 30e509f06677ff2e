"""The stage `documents`: every document that arrived gives one row, readable or rejected with its reason."""

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from pathlib import PurePosixPath
from typing import Any, Final

import pyarrow as pa

from pipelines.batches import Result, each_document
from pipelines.documents.formats import Stated, storable
from pipelines.documents.language import language_of, stated_language
from pipelines.documents.lines import body_sample, extracted_lines, label_lines, letter_author, without_marks
from pipelines.documents.readers import LIBRARIES, read_text
from pipelines.documents.registry import by_extension
from pipelines.engine import Stage, digest
from pipelines.errors import DocumentError
from pipelines.records import Document, Hint, RawDocument
from pipelines.settings import Documents, Settings

__all__ = ["STAGE", "read_document", "work"]


def read_document(raw: RawDocument, settings: Documents) -> Document:
    """Read one document: its text, what is known of it, and which of its lines are the document.

    Returns:
        The document; if it can't be read, a row without text that says why.
    """
    try:
        return _readable(raw, settings)
    except DocumentError as error:
        return _rejected(raw, error.reason, str(error))
    except Exception as error:  # noqa: BLE001 - the boundary of one document: whatever fails, its row says so
        return _rejected(raw, "documents_failed", f"{type(error).__name__}: {error}"[:500])


def _readable(raw: RawDocument, settings: Documents) -> Document:
    readable = read_text(raw, settings)
    text, found = readable.text, _storable(readable.found)
    title = raw.stated_title or found.title
    lines = extracted_lines(text, title) if readable.extracted else label_lines(text, title)
    if title is None:
        title = next((without_marks(text[line.start : line.end]) for line in lines if line.label == "title"), None)
    language, confidence = _language(raw.stated_language, found.language, body_sample(text, lines), settings)
    url = raw.stated_url or found.url
    return Document(
        document_id=raw.document_id,
        content_hash=raw.content_hash,
        text_hash=digest(text),
        text=text,
        title=title,
        language=language,
        language_confidence=confidence,
        url=url,
        source=raw.stated_source or found.source,
        author=raw.stated_author or found.author or letter_author(text, lines),
        uri=raw.uri,
        media_type=raw.media_type,
        encoding=readable.encoding,
        lines=lines,
        hints=(
            *(Hint(hint.kind, storable(hint.value)) for hint in readable.hints),
            *([Hint("url", url)] if url else []),
            _file_name(raw),
            *(raw.hints if settings.file_times else ()),
        ),
        offset_map=readable.offset_map,
        given_published=raw.stated_published,
        given_by=raw.stated_published_by,
        captured=raw.stated_captured or found.captured,
    )


def _file_name(raw: RawDocument) -> Hint:
    """Give the path of the file, with the name inside an archive: many say a day."""
    member = raw.record is not None and PurePosixPath(raw.record).suffix.lower() in by_extension()
    name = f"{raw.path}/{raw.record}" if member else raw.path
    return Hint("file_name", name)


def _storable(found: Stated) -> Stated:
    said = {item.name: getattr(found, item.name) for item in fields(found)}
    return replace(found, **{name: storable(value) for name, value in said.items() if value is not None})


def _language(
    stated: str | None, own: str | None, sample: Sequence[str], settings: Documents
) -> tuple[str | None, float | None]:
    """Stated by the source, else told by the text, else what the page says of itself: many say `en` and are not."""
    if code := stated_language(stated):
        return code, 1.0
    told, confidence = language_of(sample, settings)
    if told is None and (code := stated_language(own)):
        return code, None
    return told, confidence


def _rejected(raw: RawDocument, reason: str, detail: str) -> Document:
    return Document(
        document_id=raw.document_id,
        content_hash=raw.content_hash,
        text_hash=None,
        text=None,
        title=raw.stated_title,
        url=raw.stated_url,
        source=raw.stated_source,
        author=raw.stated_author,
        uri=raw.uri,
        media_type=raw.media_type,
        offset_map=None,
        given_published=raw.stated_published,
        given_by=raw.stated_published_by,
        captured=raw.stated_captured,
        rejected=reason,
        detail=detail,
    )


def work(inputs: Mapping[str, pa.Table], settings: Settings) -> Result:
    """Read a batch of `raw_documents`; every row gives one row of `documents`."""

    def one(rows: Mapping[str, Sequence[Any]]) -> list[Document]:
        return [read_document(rows["raw_documents"][0], settings.documents)]

    return each_document("documents", inputs, one, settings.batches.seconds)


STAGE: Final = Stage("documents", ("raw_documents",), ("documents",), "documents", work, LIBRARIES)

"""Rows of documents: as they arrived, as they can be read, and when they were written."""

from typing import Final

import pyarrow as pa

from pipelines.schemas.fields import OF_DOCUMENT, REJECTED, field, list_of, schema

__all__ = ["DOCUMENTS", "PUBLICATION_DATES", "RAW_DOCUMENTS"]

_HINT: Final = pa.struct(
    (
        field("kind", pa.string(), "Where in the container it stood, such as `html meta article:published_time`."),
        field("value", pa.string(), "What it said, as it stood there."),
    )
)

RAW_DOCUMENTS: Final = schema(
    "raw_documents",
    "One document as it arrived.",
    (
        *OF_DOCUMENT,
        field("root", pa.string(), "Name of the inbox it came from."),
        field("path", pa.string(), "Its file, relative to the root, with forward slashes."),
        field(
            "record",
            pa.string(),
            "Which record of that file: its id or its number; null where the file is the document.",
        ),
        field("uri", pa.string(), "Where it came from: the file's URI, and `#record`."),
        field("media_type", pa.string(), "What its bytes are, such as text/html; of a record, what its text is."),
        field("bytes", pa.large_binary(), "The document as it arrived; null where it could not be read at all."),
        field("received_at", pa.timestamp("us", tz="UTC"), "When its file was last changed, UTC."),
        field("stated_title", pa.string(), "Title, as the source states it beside the document."),
        field("stated_url", pa.string(), "Address, as the source states it."),
        field("stated_source", pa.string(), "Publisher or feed, as the source states it."),
        field("stated_author", pa.string(), "Author, as the source states it."),
        field("stated_language", pa.string(), "Language, as the source states it: ISO 639-1."),
        field("stated_published", pa.string(), "Publication date, as the source states it, not interpreted."),
        field(
            "stated_published_by",
            pa.string(),
            "Who states the publication date: person, sidecar, json, csv, parquet, feed.",
        ),
        field("stated_captured", pa.string(), "When the document was captured, as the source states it."),
        field(
            "hints",
            list_of(_HINT),
            "What may date it and lies outside of its bytes, as it was when these were first seen: times of last change of its "
            "file, in its archive, and at its server.",
        ),
        *REJECTED,
    ),
)

_LINE: Final = pa.struct(
    (
        field("start", pa.int32(), "First code point of the line."),
        field("end", pa.int32(), "Code point after its last, the line break not counted."),
        field("label", pa.string(), "title, body, caption, byline or boilerplate."),
        field("reason", pa.string(), "The rule that gave the label."),
        field("score", pa.float32(), "How sure the label is, 0 to 1; null where the rule gives no figure."),
    )
)

_OFFSET: Final = pa.struct(
    (
        field("text", pa.int32(), "A code point of the text."),
        field("source", pa.int32(), "The code point of the decoded source it came from."),
    )
)

DOCUMENTS: Final = schema(
    "documents",
    "One document, read; `text` is never edited after this point.",
    (
        *OF_DOCUMENT,
        field("text_hash", pa.string(), "Hash of the text: equal texts from two places are one text with two sources."),
        field("text", pa.large_string(), "The document's text, line breaks as line feeds; null where it was rejected."),
        field("title", pa.string(), "Its title, stated or found; null where none is known."),
        field("language", pa.string(), "ISO 639-1; null where it can't be told."),
        field("language_confidence", pa.float32(), "How sure the language is, 0 to 1; 1 where it is stated."),
        field("url", pa.string(), "Its address on the web; null where none is known."),
        field("source", pa.string(), "Publisher, feed or site; null where none is known."),
        field("author", pa.string(), "Author; null where none is known."),
        field("uri", pa.string(), "Where it came from: the file's URI, and `#record`."),
        field("media_type", pa.string(), "What its bytes were."),
        field("encoding", pa.string(), "Character set its bytes were read in; null where they were text already."),
        field("lines", list_of(_LINE), "Every line of the text with its label."),
        field("hints", list_of(_HINT), "What the container says that may date the document: evidence, not yet judged."),
        field(
            "offset_map",
            list_of(_OFFSET),
            "Where normalisation changed the length: from each point on, text and source run in step. Empty: all in step "
            "from 0. Null: the text was extracted from markup and has no such map.",
        ),
        field("given_published", pa.string(), "Publication date as a person or a feed states it, not interpreted."),
        field("given_by", pa.string(), "Who states it: person, sidecar, json, csv, parquet, feed."),
        field("captured", pa.string(), "When the document was captured, as its source states it."),
        *REJECTED,
    ),
)

_EVIDENCE: Final = pa.struct(
    (
        field("kind", pa.string(), "given, html, url, byline, dateline, comment, text, fact, captured ..."),
        field("origin", pa.string(), "Who or what said so: `sidecar`, a meta tag, `text`."),
        field("surface", pa.string(), "The characters it was read from."),
        field("start", pa.int32(), "First code point of the text; null where it stands outside the text."),
        field("end", pa.int32(), "Code point after its last; null where it stands outside the text."),
        field("earliest", pa.date32(), "First day it allows; null: no bound."),
        field("latest", pa.date32(), "Last day it allows; null: no bound."),
        field("weight", pa.float32(), "How far this kind of evidence is to be believed, 0 to 1."),
        field("used", pa.bool_(), "Whether the answer rests on it."),
        field("note", pa.string(), "Why it was not used, or what it contradicts; null where there is nothing to say."),
    )
)

PUBLICATION_DATES: Final = schema(
    "publication_dates",
    "When one document was written: an interval of days, and the evidence for it.",
    (
        *OF_DOCUMENT,
        field("earliest", pa.date32(), "First day it can have been written; null: no bound known."),
        field("latest", pa.date32(), "Last day it can have been written; null: no bound known."),
        field(
            "most_likely",
            pa.date32(),
            "The likeliest day where one stands out: the answer itself, or the day of the first comment; else null.",
        ),
        field("granularity", pa.string(), "day, month, year, interval or unknown."),
        field(
            "method",
            pa.string(),
            "What decided, as a kind of evidence: given, html, front matter, mail, feed, metadata, file, url, byline, "
            "dateline, comment, text, fact, captured; or unknown.",
        ),
        field("confidence", pa.float32(), "How sure the interval is, 0 to 1; 0 where it is unknown."),
        field("contradicted", pa.bool_(), "Whether evidence of the document contradicts the answer."),
        field("evidence", list_of(_EVIDENCE), "Everything that speaks for a day, also what lost, and why."),
    ),
)

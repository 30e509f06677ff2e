"""The rows that stages exchange: one Arrow schema a stage, each field with its unit and meaning.

The same descriptions end up in the Parquet files (field metadata `description`), in DuckDB (`COMMENT ON`) and in
Dagster's column metadata. The dataclasses of `pipelines.records` have the same fields; a test compares them.

Offsets are half-open code points of `documents.text`. Days are inclusive, proleptic Gregorian, `date32`; null is "no
bound known".
"""

from collections.abc import Sequence
from typing import Final

import pyarrow as pa

__all__ = [
    "DOCUMENTS",
    "DOCUMENT_SOURCES",
    "EVENTS",
    "EVENT_LINKS",
    "EVENT_MENTIONS",
    "FAULTS",
    "NEAR_DUPLICATES",
    "PUBLICATION_DATES",
    "RAW_DOCUMENTS",
    "REPEATED_LINES",
    "REPEATED_PLACES",
    "SCHEMAS",
    "TEXT_SIGNATURES",
    "TIME_EXPRESSIONS",
    "description",
]


def _field(name: str, kind: pa.DataType, meaning: str) -> pa.Field:
    return pa.field(name, kind, metadata={"description": meaning})


def _list(kind: pa.DataType) -> pa.DataType:
    """A list whose items are named as Parquet names them, so that a schema comes back as it was written."""
    return pa.list_(pa.field("element", kind))


def _schema(name: str, meaning: str, fields: Sequence[pa.Field]) -> pa.Schema:
    return pa.schema(fields, metadata={"dateline.name": name, "description": meaning})


def description(item: pa.Field | pa.Schema) -> str:
    """Give the meaning that a field or a schema carries."""
    found: bytes = (item.metadata or {}).get(b"description", b"")
    return found.decode()


_OF_DOCUMENT: Final = (
    _field("document_id", pa.string(), "Names the document's place: hash of its root, path and record; 20 hex digits."),
    _field(
        "content_hash",
        pa.string(),
        "Names this version of it: hash of its bytes and of what its source said of it; 20 hex digits.",
    ),
)
_REJECTED: Final = (
    _field("rejected", pa.string(), "Why it can't be used, as a short code; null where it can."),
    _field("detail", pa.string(), "The same in a sentence: what was found, where, what would have been accepted."),
)

_HINT: Final = pa.struct(
    (
        _field("kind", pa.string(), "Where in the container it stood, such as `html meta article:published_time`."),
        _field("value", pa.string(), "What it said, as it stood there."),
    )
)

RAW_DOCUMENTS: Final = _schema(
    "raw_documents",
    "One document as it arrived.",
    (
        *_OF_DOCUMENT,
        _field("root", pa.string(), "Name of the inbox it came from."),
        _field("path", pa.string(), "Its file, relative to the root, with forward slashes."),
        _field(
            "record",
            pa.string(),
            "Which record of that file: its id or its number; null where the file is the document.",
        ),
        _field("uri", pa.string(), "Where it came from: the file's URI, and `#record`."),
        _field("media_type", pa.string(), "What its bytes are, such as text/html; of a record, what its text is."),
        _field("bytes", pa.large_binary(), "The document as it arrived; null where it could not be read at all."),
        _field("received_at", pa.timestamp("us", tz="UTC"), "When its file was last changed, UTC."),
        _field("stated_title", pa.string(), "Title, as the source states it beside the document."),
        _field("stated_url", pa.string(), "Address, as the source states it."),
        _field("stated_source", pa.string(), "Publisher or feed, as the source states it."),
        _field("stated_author", pa.string(), "Author, as the source states it."),
        _field("stated_language", pa.string(), "Language, as the source states it: ISO 639-1."),
        _field("stated_published", pa.string(), "Publication date, as the source states it, not interpreted."),
        _field(
            "stated_published_by",
            pa.string(),
            "Who states the publication date: person, sidecar, json, csv, parquet, feed.",
        ),
        _field("stated_captured", pa.string(), "When the document was captured, as the source states it."),
        _field(
            "hints",
            _list(_HINT),
            "What may date it and lies outside of its bytes, as it was when these were first seen: times of last change of its "
            "file, in its archive, and at its server.",
        ),
        *_REJECTED,
    ),
)

_LINE: Final = pa.struct(
    (
        _field("start", pa.int32(), "First code point of the line."),
        _field("end", pa.int32(), "Code point after its last, the line break not counted."),
        _field("label", pa.string(), "title, body, caption, byline or boilerplate."),
        _field("reason", pa.string(), "The rule that gave the label."),
        _field("score", pa.float32(), "How sure the label is, 0 to 1; null where the rule gives no figure."),
    )
)
_OFFSET: Final = pa.struct(
    (
        _field("text", pa.int32(), "A code point of the text."),
        _field("source", pa.int32(), "The code point of the decoded source it came from."),
    )
)

DOCUMENTS: Final = _schema(
    "documents",
    "One document, read; `text` is never edited after this point.",
    (
        *_OF_DOCUMENT,
        _field(
            "text_hash", pa.string(), "Hash of the text: equal texts from two places are one text with two sources."
        ),
        _field(
            "text", pa.large_string(), "The document's text, line breaks as line feeds; null where it was rejected."
        ),
        _field("title", pa.string(), "Its title, stated or found; null where none is known."),
        _field("language", pa.string(), "ISO 639-1; null where it can't be told."),
        _field("language_confidence", pa.float32(), "How sure the language is, 0 to 1; 1 where it is stated."),
        _field("url", pa.string(), "Its address on the web; null where none is known."),
        _field("source", pa.string(), "Publisher, feed or site; null where none is known."),
        _field("author", pa.string(), "Author; null where none is known."),
        _field("uri", pa.string(), "Where it came from: the file's URI, and `#record`."),
        _field("media_type", pa.string(), "What its bytes were."),
        _field("encoding", pa.string(), "Character set its bytes were read in; null where they were text already."),
        _field("lines", _list(_LINE), "Every line of the text with its label."),
        _field("hints", _list(_HINT), "What the container says that may date the document: evidence, not yet judged."),
        _field(
            "offset_map",
            _list(_OFFSET),
            "Where normalisation changed the length: from each point on, text and source run in step. Empty: all in step "
            "from 0. Null: the text was extracted from markup and has no such map.",
        ),
        _field("given_published", pa.string(), "Publication date as a person or a feed states it, not interpreted."),
        _field("given_by", pa.string(), "Who states it: person, sidecar, json, csv, parquet, feed."),
        _field("captured", pa.string(), "When the document was captured, as its source states it."),
        *_REJECTED,
    ),
)

_SIGNED_LINE: Final = pa.struct(
    (
        _field("start", pa.int32(), "First code point of the line."),
        _field("end", pa.int32(), "Code point after its last, the line break not counted."),
        _field("label", pa.string(), "title, body, caption, byline or boilerplate."),
        _field("line_hash", pa.uint64(), "Hash of its words and figures; capitals, signs and spaces do not matter."),
        _field("words", pa.int32(), "Number of its words among those of the body; 0 where it is no part of it."),
    )
)

TEXT_SIGNATURES: Final = _schema(
    "text_signatures",
    "What a document is compared with others by: its words as numbers. One row a readable document.",
    (
        *_OF_DOCUMENT,
        _field("body_hash", pa.uint64(), "Hash of the words of its body; null where they are too few to compare."),
        _field("body_size", pa.int32(), "Number of those words; 0 where they are too few."),
        _field(
            "minhash", _list(pa.uint32()), "Its MinHash: two bodies agree in as many of the values as they are alike."
        ),
        _field("words", _list(pa.uint32()), "Hash of each word of its body, in order."),
        _field("lines", _list(_SIGNED_LINE), "Every line with a letter in it."),
    ),
)

REPEATED_LINES: Final = _schema(
    "repeated_lines",
    "A line that many documents of one source have, such as a notice or an entry of a menu: no part of any story.",
    (
        _field("source", pa.string(), "Whose line it is: publisher, else site, else the file or folder it arrived in."),
        _field("line_hash", pa.string(), "Names the line; 16 hex digits."),
        _field("text", pa.string(), "The line as one of them has it; the one with the smallest id."),
        _field("documents", pa.int32(), "Documents of the source that have it."),
        _field("stories", pa.int32(), "Stories these tell: near-duplicates count once."),
        _field("share", pa.float32(), "Share of the source's stories that have it, 0 to 1."),
    ),
)

REPEATED_PLACES: Final = _schema(
    "repeated_places",
    "Where a repeated line stands in a document that takes it for its own: as title, body or caption.",
    (
        _field("document_id", pa.string(), "The document."),
        _field("start", pa.int32(), "First code point of the line."),
        _field("end", pa.int32(), "Code point after its last."),
        _field("label", pa.string(), "What the document takes it for: title, body or caption."),
        _field("line_hash", pa.string(), "The line, as in `repeated_lines`."),
        _field("source", pa.string(), "The source that repeats it."),
    ),
)

NEAR_DUPLICATES: Final = _schema(
    "near_duplicates",
    "A document that is a copy, a version or an excerpt of another one. The one that stands for a story has a row only "
    "where it is an excerpt of another story.",
    (
        _field("document_id", pa.string(), "The document."),
        _field(
            "other_id", pa.string(), "The one it is linked to: the story's own where they are alike, else the likest."
        ),
        _field("story_id", pa.string(), "The document that stands for its story: the one known to be written first."),
        _field(
            "kind",
            pa.string(),
            "same text; reprint (much the same, of another source); updated version (of the same, or of an unknown one); "
            "excerpt (the shorter stands in the longer, which holds much more).",
        ),
        _field("similarity", pa.float32(), "Share of what either body says that both say, in five words each, 0 to 1."),
        _field("containment", pa.float32(), "Share of the shorter body that the longer one holds, 0 to 1."),
    ),
)

_EVIDENCE: Final = pa.struct(
    (
        _field("kind", pa.string(), "given, html, url, byline, dateline, comment, text, fact, captured ..."),
        _field("origin", pa.string(), "Who or what said so: `sidecar`, a meta tag, `text`."),
        _field("surface", pa.string(), "The characters it was read from."),
        _field("start", pa.int32(), "First code point of the text; null where it stands outside the text."),
        _field("end", pa.int32(), "Code point after its last; null where it stands outside the text."),
        _field("earliest", pa.date32(), "First day it allows; null: no bound."),
        _field("latest", pa.date32(), "Last day it allows; null: no bound."),
        _field("weight", pa.float32(), "How far this kind of evidence is to be believed, 0 to 1."),
        _field("used", pa.bool_(), "Whether the answer rests on it."),
        _field("note", pa.string(), "Why it was not used, or what it contradicts; null where there is nothing to say."),
    )
)

PUBLICATION_DATES: Final = _schema(
    "publication_dates",
    "When one document was written: an interval of days, and the evidence for it.",
    (
        *_OF_DOCUMENT,
        _field("earliest", pa.date32(), "First day it can have been written; null: no bound known."),
        _field("latest", pa.date32(), "Last day it can have been written; null: no bound known."),
        _field(
            "most_likely",
            pa.date32(),
            "The likeliest day where one stands out: the answer itself, or the day of the first comment; else null.",
        ),
        _field("granularity", pa.string(), "day, month, year, interval or unknown."),
        _field(
            "method",
            pa.string(),
            "What decided, as a kind of evidence: given, html, front matter, mail, feed, metadata, file, url, byline, "
            "dateline, comment, text, fact, captured; or unknown.",
        ),
        _field("confidence", pa.float32(), "How sure the interval is, 0 to 1; 0 where it is unknown."),
        _field("contradicted", pa.bool_(), "Whether evidence of the document contradicts the answer."),
        _field("evidence", _list(_EVIDENCE), "Everything that speaks for a day, also what lost, and why."),
    ),
)

TIME_EXPRESSIONS: Final = _schema(
    "time_expressions",
    "One mention of time. Source: TimeML 1.2.1, TIMEX3.",
    (
        *_OF_DOCUMENT,
        _field("position", pa.int32(), "Its number among the document's time expressions, from 0."),
        _field("start", pa.int32(), "First code point."),
        _field("end", pa.int32(), "Code point after its last."),
        _field("surface", pa.string(), "The characters themselves."),
        _field(
            "type",
            pa.string(),
            "DATE, TIME, DURATION or SET; PERIOD for a named one, whose days are no words of the text.",
        ),
        _field("value", pa.string(), "TIMEX3 value, such as 2015-10-07, 2015-W40, P3D, XXXX-WXX-1, PAST_REF."),
        _field("mod", pa.string(), "TIMEX3 mod, such as START, MID, END, APPROX, MORE_THAN; null where none."),
        _field("earliest", pa.date32(), "First day it can mean; null: no bound known, or it names no day."),
        _field("latest", pa.date32(), "Last day it can mean."),
        _field("edtf", pa.string(), "The same days in EDTF; null where it names none."),
        _field("anchor", pa.string(), "What it was resolved against: publication, expression, or none needed."),
        _field("anchor_position", pa.int32(), "The time expression it was resolved against; null where none."),
        _field("rule", pa.string(), "The pattern that found it."),
    ),
)

_ARGUMENT_FIELDS: Final = (
    _field("start", pa.int32(), "First code point of the phrase."),
    _field("end", pa.int32(), "Code point after its last."),
    _field("head_start", pa.int32(), "First code point of its head word."),
    _field("head_end", pa.int32(), "Code point after the head word."),
    _field("name", pa.string(), "The normalised name it stands for."),
)
_ARGUMENT: Final = pa.struct(_ARGUMENT_FIELDS)
_PARTICIPANT: Final = pa.struct(
    (
        _field("role", pa.string(), "agent, patient, place, recipient or participant."),
        _field("kind", pa.string(), "person, organisation, place, or null where not known."),
        *_ARGUMENT_FIELDS,
    )
)
_WHEN: Final = (
    _field("begin_earliest", pa.date32(), "First day it can have begun; null: no bound known."),
    _field("begin_latest", pa.date32(), "Last day it can have begun."),
    _field("end_earliest", pa.date32(), "First day it can have ended."),
    _field("end_latest", pa.date32(), "Last day it can have ended."),
    _field("ongoing", pa.bool_(), "Whether it still lasted when it was written of."),
)

EVENT_MENTIONS: Final = _schema(
    "event_mentions",
    "One mention of an event. Sources: TimeML 1.2.1 (class, tense, aspect, polarity), PLOVER (event_type).",
    (
        *_OF_DOCUMENT,
        _field("mention_id", pa.string(), "document_id:start-end of its trigger."),
        _field("start", pa.int32(), "First code point of the trigger."),
        _field("end", pa.int32(), "Code point after its last."),
        _field("surface", pa.string(), "The trigger itself."),
        _field("lemma", pa.string(), "Its dictionary form, in small letters."),
        _field("class", pa.string(), "OCCURRENCE, STATE, REPORTING, I_ACTION, I_STATE, ASPECTUAL or PERCEPTION."),
        _field("event_type", pa.string(), "Type in PLOVER's scheme; null where none fits."),
        _field("tense", pa.string(), "PAST, PRESENT, FUTURE, INFINITIVE, PRESPART, PASTPART or NONE."),
        _field("aspect", pa.string(), "PROGRESSIVE, PERFECTIVE, PERFECTIVE_PROGRESSIVE or NONE."),
        _field("polarity", pa.string(), "POS or NEG."),
        _field("modality", pa.string(), "The modal word; null where none."),
        _field("certainty", pa.string(), "asserted, reported, planned, possible or denied."),
        _field("reporter", _ARGUMENT, "Who is said to have said so; null where nobody is named."),
        _field("agent", _ARGUMENT, "Who did it; null where not known."),
        _field("patient", _ARGUMENT, "Whom or what it was done to; null where not known."),
        _field("place", _ARGUMENT, "Where; null where not known."),
        _field("participants", _list(_PARTICIPANT), "All who take part, in order of the text."),
        _field("sentence_start", pa.int32(), "First code point of its sentence."),
        _field("sentence_end", pa.int32(), "Code point after the sentence's last."),
        _field("sentence", pa.string(), "The sentence itself, as it stands in the text."),
        _field("time_expression", pa.int32(), "Position of the time expression that dates it; null where none does."),
        *_WHEN,
        _field(
            "date_basis",
            pa.string(),
            "What its days rest on: time expression, neighbouring event (a dated one it follows), publication date, or none.",
        ),
        _field("undated_reason", pa.string(), "Why no day is known; null where at least one bound is."),
        _field(
            "likely_relation",
            pa.string(),
            "How it most likely lies to the day of publication: before, on, over (begun before and not yet ended) or after; "
            "null where that day is not known, or a time expression dates it.",
        ),
        _field(
            "likely_begin",
            pa.date32(),
            "The likeliest day it began, one of those it can have begun on; null where none stands out. It is what such "
            "sentences mean as a rule, and no evidence.",
        ),
        _field("likely_end", pa.date32(), "The likeliest day it ended; null where none stands out."),
        _field(
            "likely_confidence", pa.float32(), "How often such a likely day or relation is right, 0 to 1; null: none."
        ),
        _field(
            "likely_basis",
            pa.string(),
            "What the likely day or relation rests on: its date_basis where only one day is possible, or news (a finished "
            "event is told as the news of the day), or usage.",
        ),
        _field(
            "country", pa.string(), "Country its place lies in, ISO 3166-1 alpha-2; null where not known or not sure."
        ),
    ),
)

EVENTS: Final = _schema(
    "events",
    "One event: its mentions across documents merged.",
    (
        _field("event_id", pa.string(), "Names the event: e and 20 hex digits."),
        _field("headline", pa.string(), "The sentence that says it best."),
        _field("headline_mention", pa.string(), "mention_id of the mention the headline was taken from."),
        _field("lemma", pa.string(), "Dictionary form of its trigger."),
        _field("class", pa.string(), "TimeML class of the headline's mention."),
        _field("event_type", pa.string(), "Type in PLOVER's scheme; null where none fits."),
        _field("status", pa.string(), "happened, reported, planned, possible or denied."),
        *_WHEN,
        _field(
            "granularity", pa.string(), "day, month, year, interval or unknown: how fine the days of its begin are."
        ),
        _field("date_text", pa.string(), "Its date as people write it."),
        _field("edtf", pa.string(), "Its date in EDTF; null where nothing is known."),
        _field(
            "date_basis",
            pa.string(),
            "What its days rest on: time expression, neighbouring event (a dated one it follows), publication date, or none.",
        ),
        _field("undated_reason", pa.string(), "Why no day is known; null where at least one bound is."),
        _field("place", pa.string(), "Where; null where not known."),
        _field("participants", _list(pa.string()), "Normalised names of all who take part, sorted."),
        _field("mentions", pa.int32(), "Number of mentions merged."),
        _field("documents", pa.int32(), "Number of documents that mention it, equal texts counted once."),
        _field(
            "sources", pa.int32(), "Number of independent sources: stories that tell it, near-duplicates counted once."
        ),
        _field("salience", pa.float64(), "What a timeline would show first: higher is more; no unit."),
        _field("likely_day", pa.date32(), "The likeliest of the days it can have begun; null where none stands out."),
        _field("likely_confidence", pa.float32(), "How sure that day is, 0 to 1; null where there is none."),
        _field(
            "country",
            pa.string(),
            "Country of its place, ISO 3166-1 alpha-2; null where its mentions know none or differ.",
        ),
    ),
)

EVENT_LINKS: Final = _schema(
    "event_links",
    "Which mention speaks of which event.",
    (
        _field("event_id", pa.string(), "The event."),
        _field("document_id", pa.string(), "The mention's document."),
        _field("mention_id", pa.string(), "The mention."),
        _field("reason", pa.string(), "Why it belongs to the event."),
    ),
)

DOCUMENT_SOURCES: Final = _schema(
    "document_sources",
    "Which text a document's place holds, of which story and of whom: equal texts are one text with several sources.",
    (
        _field("document_id", pa.string(), "A document's place."),
        _field(
            "text_document_id", pa.string(), "The document that stands for the text; itself where it is alone or first."
        ),
        _field(
            "story_id",
            pa.string(),
            "The document that stands for the story, near-duplicates being one; itself where it is alone or first.",
        ),
        _field("source", pa.string(), "Whose it is: publisher, else site, else the file or folder it arrived in."),
    ),
)

FAULTS: Final = _schema(
    "faults",
    "What went wrong with one document in one stage.",
    (
        *_OF_DOCUMENT,
        _field("stage", pa.string(), "The stage."),
        _field("reason", pa.string(), "A short code."),
        _field("detail", pa.string(), "What was found, where, what would have been accepted."),
    ),
)

SCHEMAS: Final[dict[str, pa.Schema]] = {
    (schema.metadata or {})[b"dateline.name"].decode(): schema
    for schema in (
        RAW_DOCUMENTS,
        DOCUMENTS,
        PUBLICATION_DATES,
        TIME_EXPRESSIONS,
        EVENT_MENTIONS,
        EVENTS,
        EVENT_LINKS,
        DOCUMENT_SOURCES,
        TEXT_SIGNATURES,
        REPEATED_LINES,
        REPEATED_PLACES,
        NEAR_DUPLICATES,
        FAULTS,
    )
}

"""Rows of what depends on other documents: signatures, repeated lines, near-duplicates, stories."""

from typing import Final

import pyarrow as pa

from pipelines.schemas.fields import OF_DOCUMENT, field, list_of, schema

__all__ = ["DOCUMENT_SOURCES", "NEAR_DUPLICATES", "REPEATED_LINES", "REPEATED_PLACES", "TEXT_SIGNATURES"]

_SIGNED_LINE: Final = pa.struct(
    (
        field("start", pa.int32(), "First code point of the line."),
        field("end", pa.int32(), "Code point after its last, the line break not counted."),
        field("label", pa.string(), "title, body, caption, byline or boilerplate."),
        field("line_hash", pa.uint64(), "Hash of its words and figures; capitals, signs and spaces do not matter."),
        field("words", pa.int32(), "Number of its words among those of the body; 0 where it is no part of it."),
    )
)

TEXT_SIGNATURES: Final = schema(
    "text_signatures",
    "What a document is compared with others by: its words as numbers. One row a readable document.",
    (
        *OF_DOCUMENT,
        field("body_hash", pa.uint64(), "Hash of the words of its body; null where they are too few to compare."),
        field("body_size", pa.int32(), "Number of those words; 0 where they are too few."),
        field(
            "minhash", list_of(pa.uint32()), "Its MinHash: two bodies agree in as many of the values as they are alike."
        ),
        field("words", list_of(pa.uint32()), "Hash of each word of its body, in order."),
        field("lines", list_of(_SIGNED_LINE), "Every line with a letter in it."),
    ),
)

REPEATED_LINES: Final = schema(
    "repeated_lines",
    "A line that many documents of one source have, such as a notice or an entry of a menu: no part of any story.",
    (
        field("source", pa.string(), "Whose line it is: publisher, else site, else the file or folder it arrived in."),
        field("line_hash", pa.string(), "Names the line; 16 hex digits."),
        field("text", pa.string(), "The line as one of them has it; the one with the smallest id."),
        field("documents", pa.int32(), "Documents of the source that have it."),
        field("stories", pa.int32(), "Stories these tell: near-duplicates count once."),
        field("share", pa.float32(), "Share of the source's stories that have it, 0 to 1."),
    ),
)

REPEATED_PLACES: Final = schema(
    "repeated_places",
    "Where a repeated line stands in a document that takes it for its own: as title, body or caption.",
    (
        field("document_id", pa.string(), "The document."),
        field("start", pa.int32(), "First code point of the line."),
        field("end", pa.int32(), "Code point after its last."),
        field("label", pa.string(), "What the document takes it for: title, body or caption."),
        field("line_hash", pa.string(), "The line, as in `repeated_lines`."),
        field("source", pa.string(), "The source that repeats it."),
    ),
)

NEAR_DUPLICATES: Final = schema(
    "near_duplicates",
    "A document that is a copy, a version or an excerpt of another one. The one that stands for a story has a row only "
    "where it is an excerpt of another story.",
    (
        field("document_id", pa.string(), "The document."),
        field(
            "other_id", pa.string(), "The one it is linked to: the story's own where they are alike, else the likest."
        ),
        field("story_id", pa.string(), "The document that stands for its story: the one known to be written first."),
        field(
            "kind",
            pa.string(),
            "same text; reprint (much the same, of another source); updated version (of the same, or of an unknown one); "
            "excerpt (the shorter stands in the longer, which holds much more).",
        ),
        field("similarity", pa.float32(), "Share of what either body says that both say, in five words each, 0 to 1."),
        field("containment", pa.float32(), "Share of the shorter body that the longer one holds, 0 to 1."),
    ),
)

DOCUMENT_SOURCES: Final = schema(
    "document_sources",
    "Which text a document's place holds, of which story and of whom: equal texts are one text with several sources.",
    (
        field("document_id", pa.string(), "A document's place."),
        field(
            "text_document_id", pa.string(), "The document that stands for the text; itself where it is alone or first."
        ),
        field(
            "story_id",
            pa.string(),
            "The document that stands for the story, near-duplicates being one; itself where it is alone or first.",
        ),
        field("source", pa.string(), "Whose it is: publisher, else site, else the file or folder it arrived in."),
    ),
)

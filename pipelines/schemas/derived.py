"""Rows of what is derived from other documents: days of writing, and the days of mentions that hang on them."""

from typing import Final

import pyarrow as pa

from pipelines.schemas.fields import field, list_of, schema

__all__ = ["DERIVED_DATES", "DERIVED_MENTIONS"]

_EVIDENCE: Final = pa.struct(
    (
        field("rule", pa.string(), "reprint, shared event or likeness."),
        field("other_id", pa.string(), "The dated document that says so."),
        field("other_earliest", pa.date32(), "First day on which that one can have been written."),
        field("other_latest", pa.date32(), "Last day on which that one can have been written."),
        field("earliest", pa.date32(), "First day of writing that this allows; null: no bound."),
        field("latest", pa.date32(), "Last day of writing that this allows; null: no bound."),
        field("shared", pa.string(), "What both say: the words, or the event."),
        field("start", pa.int32(), "First code point of it in the document; null where it stands in many places."),
        field("end", pa.int32(), "Code point after its last."),
        field("used", pa.bool_(), "Whether the answer rests on it."),
        field("note", pa.string(), "How the days follow from it, or why it was not used."),
    )
)

DERIVED_DATES: Final = schema(
    "derived_dates",
    "When a document was written, as other documents tell: one row a document whose own evidence leaves more days. Laid over "
    "`publication_dates`, never written into it; own evidence comes first, and these days lie within what it allows.",
    (
        field("document_id", pa.string(), "The document."),
        field("earliest", pa.date32(), "First day on which it was written, as others tell."),
        field("latest", pa.date32(), "Last day on which it was written, as others tell."),
        field("most_likely", pa.date32(), "The likeliest of these days; null where none stands out."),
        field("granularity", pa.string(), "day, month, year or interval."),
        field("rule", pa.string(), "What narrows it most: reprint, shared event or likeness."),
        field(
            "round", pa.int32(), "1 where it rests on documents dated by their own evidence, else one more than theirs."
        ),
        field("confidence", pa.float32(), "How often such an interval holds, 0 to 1."),
        field("own_earliest", pa.date32(), "First day by its own evidence; null: no bound known."),
        field("own_latest", pa.date32(), "Last day by its own evidence; null: no bound known."),
        field("evidence", list_of(_EVIDENCE), "The documents it rests on, what they share with it, and what follows."),
    ),
)

DERIVED_MENTIONS: Final = schema(
    "derived_mentions",
    "Days of a mention that follow from a derived day of writing. Laid over `event_mentions`, never written into it.",
    (
        field("document_id", pa.string(), "The mention's document."),
        field("mention_id", pa.string(), "The mention."),
        field("begin_earliest", pa.date32(), "First day it can have begun; null: no bound known."),
        field("begin_latest", pa.date32(), "Last day it can have begun."),
        field("end_earliest", pa.date32(), "First day it can have ended."),
        field("end_latest", pa.date32(), "Last day it can have ended."),
        field("surface", pa.string(), "The words that were counted from the derived day of writing."),
        field("rule", pa.string(), "The rule that gave its document the day, as in `derived_dates`."),
        field("other_id", pa.string(), "The dated document which that day rests on first."),
    ),
)

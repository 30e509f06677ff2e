"""Rows of what a text mentions: times and events."""

from typing import Final

import pyarrow as pa

from pipelines.schemas.fields import OF_DOCUMENT, WHEN, field, list_of, schema

__all__ = ["EVENT_MENTIONS", "TIME_EXPRESSIONS"]

TIME_EXPRESSIONS: Final = schema(
    "time_expressions",
    "One mention of time. Source: TimeML 1.2.1, TIMEX3.",
    (
        *OF_DOCUMENT,
        field("position", pa.int32(), "Its number among the document's time expressions, from 0."),
        field("start", pa.int32(), "First code point."),
        field("end", pa.int32(), "Code point after its last."),
        field("surface", pa.string(), "The characters themselves."),
        field(
            "type",
            pa.string(),
            "DATE, TIME, DURATION or SET; PERIOD for a named one, whose days are no words of the text.",
        ),
        field("value", pa.string(), "TIMEX3 value, such as 2015-10-07, 2015-W40, P3D, XXXX-WXX-1, PAST_REF."),
        field("mod", pa.string(), "TIMEX3 mod, such as START, MID, END, APPROX, MORE_THAN; null where none."),
        field("earliest", pa.date32(), "First day it can mean; null: no bound known, or it names no day."),
        field("latest", pa.date32(), "Last day it can mean."),
        field("edtf", pa.string(), "The same days in EDTF; null where it names none."),
        field("anchor", pa.string(), "What it was resolved against: publication, expression, or none needed."),
        field("anchor_position", pa.int32(), "The time expression it was resolved against; null where none."),
        field("rule", pa.string(), "The pattern that found it."),
    ),
)

_ARGUMENT_FIELDS: Final = (
    field("start", pa.int32(), "First code point of the phrase."),
    field("end", pa.int32(), "Code point after its last."),
    field("head_start", pa.int32(), "First code point of its head word."),
    field("head_end", pa.int32(), "Code point after the head word."),
    field("name", pa.string(), "The normalised name it stands for."),
)

_ARGUMENT: Final = pa.struct(_ARGUMENT_FIELDS)

_PARTICIPANT: Final = pa.struct(
    (
        field("role", pa.string(), "agent, patient, place, recipient or participant."),
        field("kind", pa.string(), "person, organisation, place, or null where not known."),
        *_ARGUMENT_FIELDS,
    )
)

EVENT_MENTIONS: Final = schema(
    "event_mentions",
    "One mention of an event. Sources: TimeML 1.2.1 (class, tense, aspect, polarity), PLOVER (event_type).",
    (
        *OF_DOCUMENT,
        field("mention_id", pa.string(), "document_id:start-end of its trigger."),
        field("start", pa.int32(), "First code point of the trigger."),
        field("end", pa.int32(), "Code point after its last."),
        field("surface", pa.string(), "The trigger itself."),
        field("lemma", pa.string(), "Its dictionary form, in small letters."),
        field("class", pa.string(), "OCCURRENCE, STATE, REPORTING, I_ACTION, I_STATE, ASPECTUAL or PERCEPTION."),
        field("event_type", pa.string(), "Type in PLOVER's scheme; null where none fits."),
        field("tense", pa.string(), "PAST, PRESENT, FUTURE, INFINITIVE, PRESPART, PASTPART or NONE."),
        field("aspect", pa.string(), "PROGRESSIVE, PERFECTIVE, PERFECTIVE_PROGRESSIVE or NONE."),
        field("polarity", pa.string(), "POS or NEG."),
        field("modality", pa.string(), "The modal word; null where none."),
        field("certainty", pa.string(), "asserted, reported, planned, possible or denied."),
        field("reporter", _ARGUMENT, "Who is said to have said so; null where nobody is named."),
        field("agent", _ARGUMENT, "Who did it; null where not known."),
        field("patient", _ARGUMENT, "Whom or what it was done to; null where not known."),
        field("place", _ARGUMENT, "Where; null where not known."),
        field("participants", list_of(_PARTICIPANT), "All who take part, in order of the text."),
        field("sentence_start", pa.int32(), "First code point of its sentence."),
        field("sentence_end", pa.int32(), "Code point after the sentence's last."),
        field("sentence", pa.string(), "The sentence itself, as it stands in the text."),
        field("time_expression", pa.int32(), "Position of the time expression that dates it; null where none does."),
        *WHEN,
        field(
            "date_basis",
            pa.string(),
            "What its days rest on: time expression, neighbouring event (a dated one it follows), publication date, or none.",
        ),
        field("undated_reason", pa.string(), "Why no day is known; null where at least one bound is."),
        field(
            "likely_relation",
            pa.string(),
            "How it most likely lies to the day of publication: before, on, over (begun before and not yet ended) or after; "
            "null where that day is not known, or a time expression dates it.",
        ),
        field(
            "likely_begin",
            pa.date32(),
            "The likeliest day it began, one of those it can have begun on; null where none stands out. It is what such "
            "sentences mean as a rule, and no evidence.",
        ),
        field("likely_end", pa.date32(), "The likeliest day it ended; null where none stands out."),
        field(
            "likely_confidence", pa.float32(), "How often such a likely day or relation is right, 0 to 1; null: none."
        ),
        field(
            "likely_basis",
            pa.string(),
            "What the likely day or relation rests on: its date_basis where only one day is possible, or news (a finished "
            "event is told as the news of the day), or usage.",
        ),
        field(
            "country", pa.string(), "Country its place lies in, ISO 3166-1 alpha-2; null where not known or not sure."
        ),
    ),
)

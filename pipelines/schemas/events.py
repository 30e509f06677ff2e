"""Rows of the timeline: events, which mention speaks of which, and what became of ids that events had."""

from typing import Final

import pyarrow as pa

from pipelines.schemas.fields import WHEN, field, list_of, schema

__all__ = ["EVENTS", "EVENT_HISTORY", "EVENT_LINKS", "EVENT_VOTES"]

EVENTS: Final = schema(
    "events",
    "One event: its mentions across documents merged.",
    (
        field("event_id", pa.string(), "Names the event: e and 20 hex digits."),
        field("headline", pa.string(), "The sentence that says it best."),
        field("headline_mention", pa.string(), "mention_id of the mention the headline was taken from."),
        field("lemma", pa.string(), "Dictionary form of its trigger."),
        field("class", pa.string(), "TimeML class of the headline's mention."),
        field("event_type", pa.string(), "Type in PLOVER's scheme; null where none fits."),
        field("status", pa.string(), "happened, reported, planned, possible or denied."),
        *WHEN,
        field("granularity", pa.string(), "day, month, year, interval or unknown: how fine the days of its begin are."),
        field("date_text", pa.string(), "Its date as people write it."),
        field("edtf", pa.string(), "Its date in EDTF; null where nothing is known."),
        field(
            "date_basis",
            pa.string(),
            "What its days rest on: time expression, neighbouring event (a dated one it follows), publication date, or none; "
            "where days that follow from other documents are laid over its own: derived.",
        ),
        field("undated_reason", pa.string(), "Why no day is known; null where at least one bound is."),
        field("place", pa.string(), "Where; null where not known."),
        field("participants", list_of(pa.string()), "Normalised names of all who take part, sorted."),
        field("mentions", pa.int32(), "Number of mentions merged."),
        field("documents", pa.int32(), "Number of documents that mention it, equal texts counted once."),
        field(
            "sources", pa.int32(), "Number of independent sources: stories that tell it, near-duplicates counted once."
        ),
        field("salience", pa.float64(), "What a timeline would show first: higher is more; no unit."),
        field("likely_day", pa.date32(), "The likeliest of the days it can have begun; null where none stands out."),
        field("likely_confidence", pa.float32(), "How sure that day is, 0 to 1; null where there is none."),
        field(
            "country",
            pa.string(),
            "Country of its place, ISO 3166-1 alpha-2; null where its mentions know none or differ.",
        ),
        field(
            "planned_earliest",
            pa.date32(),
            "First day for which it was planned, by the mentions that tell of it ahead; null where none names days. It stays "
            "when others tell that it happened, then or on other days.",
        ),
        field(
            "planned_latest", pa.date32(), "Last day for which it was planned; where plans differ, the last of them."
        ),
    ),
)

EVENT_LINKS: Final = schema(
    "event_links",
    "Which mention speaks of which event.",
    (
        field("event_id", pa.string(), "The event."),
        field("document_id", pa.string(), "The mention's document."),
        field("mention_id", pa.string(), "The mention."),
        field("reason", pa.string(), "Why it belongs to the event."),
    ),
)

EVENT_VOTES: Final = schema(
    "event_votes",
    "What the mentions of an event say differently, and how many say what: one row a statement.",
    (
        field("event_id", pa.string(), "The event."),
        field(
            "matter",
            pa.string(),
            "What is told differently: day (on which it began), plan (the days it was planned for), status, number (of "
            "those who take part).",
        ),
        field("says", pa.string(), "What is said: days as people write them, a status, or the words with the number."),
        field("earliest", pa.date32(), "First of the days that are said; null where none are."),
        field("latest", pa.date32(), "Last of the days that are said; null where none are."),
        field("mentions", pa.int32(), "Mentions that say so."),
        field("documents", pa.int32(), "Documents that say so, equal texts counted once."),
        field("sources", pa.int32(), "Independent sources that say so: stories, near-duplicates counted once."),
        field(
            "agrees",
            pa.bool_(),
            "Whether it agrees with what the event states of itself: its days, its planned days, its status; null for numbers, "
            "of which it states none.",
        ),
        field(
            "told_in",
            pa.string(),
            "The event whose mentions say so: itself, or one like it that others deny, or tell of as having happened.",
        ),
    ),
)

EVENT_HISTORY: Final = schema(
    "event_history",
    "What became of events whose ids changed: one row an event and each other one that has mentions of it since. It is "
    "kept from run to run, so that an id somebody noted still leads to the event.",
    (
        field("event_id", pa.string(), "The event as it was named before."),
        field("successor_id", pa.string(), "The event that has mentions of it since; null where none is left."),
        field(
            "how",
            pa.string(),
            "merged (it went into others, and its id names nothing since), split (it stays, and a part of it is an event of "
            "its own) or gone (no mention of it is left).",
        ),
        field("shared", pa.int32(), "Mentions of it that the other event has; 0 where none is left."),
        field("mentions", pa.int32(), "Mentions it had before."),
        field(
            "change",
            pa.int32(),
            "Number of the run that changed ids, counted from 1; those that changed none don't count.",
        ),
        field("since", pa.date32(), "Day of that run, UTC."),
    ),
)

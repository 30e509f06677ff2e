"""How an answer is written: the JSON of one document."""

import json
from functools import lru_cache
from typing import Any

from pipelines.annotation.document import Analysis
from pipelines.days import DayInterval, iso_day
from pipelines.engine import digest
from pipelines.events.likely import around
from pipelines.records import Argument, EventMention, TimeExpression

__all__ = ["answer", "best", "failure", "written"]

Row = dict[str, Any]


def answer(doc_id: object, analysis: Analysis) -> Row:
    """Give the answer for a document; each event has an id of its own."""
    publication = analysis.publication
    return {
        "doc_id": doc_id,
        "publication": {
            "earliest": iso_day(publication.earliest),
            "latest": iso_day(publication.latest),
            "method": publication.method,
            "confidence": publication.confidence,
        },
        "lines": list(analysis.kept),
        "timexes": [_timex(item) for item in analysis.expressions],
        "events": [
            _event(item, "e" + digest(repr(doc_id), item.mention_id, str(number)), publication.days)
            for number, item in enumerate(analysis.mentions)
        ],
    }


def failure(doc_id: object, detail: str) -> Row:
    """Give the answer for a line that can't be answered: why."""
    return {"doc_id": doc_id, "error": detail}


def written(row: Row) -> str:
    """Write an answer as one line; as ASCII where it holds half a surrogate pair, which no encoding can write."""
    line = json.dumps(row, ensure_ascii=False, separators=(", ", ": "))
    try:
        line.encode()
    except UnicodeEncodeError:
        return json.dumps(row)
    return line


def _timex(item: TimeExpression) -> Row:
    return {
        "start": item.start,
        "end": item.end,
        "type": item.type,
        "value": item.value,
        "mod": item.mod,
        "earliest": iso_day(item.earliest),
        "latest": iso_day(item.latest),
    }


def best(item: EventMention, publication: DayInterval) -> tuple[DayInterval, DayInterval]:
    """Give the best single answer for the days of an event.

    Args:
        item: The event.
        publication: Days on which its document can have been written.

    Returns:
        Begin and end: the likeliest days, else the possible days that the likeliest relation to the day of publication leaves, else the
        possible ones.
    """
    begin, end = item.begin, item.end_days
    if item.likely_relation is not None and publication.earliest is not None:
        first, last = around(item.likely_relation, publication.earliest)
        begin, end = begin.intersect(first) or begin, end.intersect(last) or end
    if item.likely_begin is not None:
        begin = DayInterval(item.likely_begin, item.likely_begin)
    if item.likely_end is not None:
        end = DayInterval(item.likely_end, item.likely_end)
    return begin, end


def _event(item: EventMention, event_id: str, publication: DayInterval) -> Row:
    begin, end = best(item, publication)
    return {
        "start": item.start,
        "end": item.end,
        "lemma": item.lemma,
        "class": item.event_class,
        "tense": item.tense,
        "aspect": item.aspect,
        "polarity": item.polarity,
        "modality": item.modality,
        "certainty": item.certainty,
        "begin": _days(begin.earliest, begin.latest),
        "end_time": _days(end.earliest, end.latest),
        "begin_possible": _days(item.begin_earliest, item.begin_latest),
        "end_possible": _days(item.end_earliest, item.end_latest),
        "likely": {"relation": item.likely_relation, "confidence": item.likely_confidence, "basis": item.likely_basis},
        "ongoing": item.ongoing,
        "timex": item.time_expression,
        "agent": _argument(item.agent),
        "patient": _argument(item.patient),
        "place": _argument(item.place),
        "event_id": event_id,
    }


def _days(earliest: int | None, latest: int | None) -> Row:
    return {"earliest": _iso(earliest), "latest": _iso(latest)}


# The events of a document share a few days.
_iso = lru_cache(maxsize=4_096)(iso_day)


def _argument(item: Argument | None) -> Row | None:
    if item is None:
        return None
    return {"start": item.start, "end": item.end, "head": [item.head_start, item.head_end], "name": item.name}

"""Timesketch: one JSON object a line, a moment each.

Source: timesketch.org, "Import JSON or CSV": `message`, `datetime` and `timestamp_desc` are wanted, all else is free.
"""

import json
from typing import Any, Final

from warehouse.formats.shapes import Event, Format, iso, why_out_of_years

__all__ = ["TIMESKETCH"]

_ABOUT: Final = (
    "Timesketch: one event a line. Its moment is midnight UTC of the first day the event can have begun; timestamp_desc "
    "says whether that is the day it began."
)
_DAYS: Final = (
    *("begin_earliest", "begin_latest", "end_earliest", "end_latest"),
    *("likely_day", "planned_earliest", "planned_latest"),
)
_FACTS: Final = (
    "event_id",
    "date_text",
    "granularity",
    "edtf",
    "date_basis",
    "derived_by",
    "derived_titles",
    "status",
    "lemma",
    "event_type",
    "participants",
    "place",
    "source",
    "title",
    "link",
    "mentions",
    "documents",
    "sources",
    "salience",
    "likely_confidence",
)


def _written(event: Event) -> str:
    first = event["begin_earliest"]
    row: dict[str, Any] = {
        "message": event["headline"],
        "datetime": f"{iso(first)}T00:00:00+00:00",
        "timestamp_desc": "Day it began" if first == event["begin_latest"] else "First day it can have begun",
    }
    row |= {name: iso(event[name]) for name in _DAYS}
    row |= {name: event[name] for name in _FACTS}
    # In ASCII, so that no line separator of Unicode breaks a line.
    return json.dumps({name: value for name, value in row.items() if value is not None}, ensure_ascii=True) + "\n"


TIMESKETCH: Final = Format("timeline.timesketch.jsonl", _ABOUT, "", "", "", why_out_of_years, _written)

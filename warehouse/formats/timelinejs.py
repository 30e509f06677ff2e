"""TimelineJS: slides with dates at their own granularity.

Source: the JSON format of TimelineJS 3, timeline.knightlab.com/docs/json-format.html. It draws headline and text as HTML,
so that what a document says is escaped here.
"""

import json
from html import escape
from typing import Any, Final

from pipelines.days import DayInterval, civil, days_in_month
from warehouse.formats.shapes import WEB, Event, Format, begin, certain_end, why_no_point

__all__ = ["MOST", "TIMELINEJS"]

MOST: Final = 1_000
"""Slides of a file: TimelineJS builds all of them when it opens, and its authors advise far fewer."""
_ABOUT: Final = "TimelineJS 3: one slide an event, its date as fine as it is known; years before 1 are astronomical."
_CROWDED: Final = f"it is not among the {MOST} most salient, which is as many slides as TimelineJS can be given"


def _refusal(event: Event) -> str | None:
    return why_no_point(event) or (_CROWDED if event["standing"] > MOST else None)


def _written(event: Event) -> str:
    start, end = _ends(begin(event), certain_end(event))
    slide: dict[str, Any] = {"start_date": start}
    if end is not None and end != start:
        slide["end_date"] = end
    slide["display_date"] = event["date_text"]
    slide["text"] = {"headline": escape(event["headline"] or ""), "text": _text(event)}
    if event["event_type"]:
        slide["group"] = event["event_type"]
    slide["unique_id"] = event["event_id"]
    slide["autolink"] = False
    return json.dumps(slide, ensure_ascii=True)


def _ends(days: DayInterval, last: int | None) -> tuple[dict[str, int], dict[str, int] | None]:
    """Give the first date and the last, in years or months where the interval is made of whole ones."""
    assert days.earliest is not None  # noqa: S101 - what is not bounded was refused
    assert days.latest is not None  # noqa: S101 - what is not bounded was refused
    first, until = civil(days.earliest), civil(days.latest)
    parts = 3
    if not days.single and first[2] == 1 and until[2] == days_in_month(*until[:2]):
        parts = 1 if (first[1], until[1]) == (1, 12) else 2
    if last is not None and last > days.latest:
        # A known last day is a day, however coarsely the first one is known.
        return _date(first, parts), _date(civil(last), 3)
    return _date(first, parts), _date(until, parts)


def _date(day: tuple[int, int, int], parts: int) -> dict[str, int]:
    return dict(zip(("year", "month", "day")[:parts], day, strict=False))


def _text(event: Event) -> str:
    facts = [", ".join(event["participants"] or ()), event["place"], event["status"]]
    lines = [" · ".join(escape(fact) for fact in facts if fact)]
    named = escape(event["source"] or event["title"] or "document")
    link = event["link"] or ""
    lines.append(f'<a href="{escape(link)}">{named}</a>' if link.startswith(WEB) else named)
    return "".join(f"<p>{line}</p>" for line in lines if line)


TIMELINEJS: Final = Format("timeline.timelinejs.json", _ABOUT, '{"events": [\n', ",\n", "\n]}\n", _refusal, _written)

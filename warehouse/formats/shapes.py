"""What a format is, and what all of them ask of an event's days.

An event is a dict as `sql/export/formats.sql` gives it, its days being day numbers (`pipelines.days`).
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from pipelines.days import DayInterval, civil, iso_day

__all__ = ["WEB", "Event", "Format", "begin", "certain_end", "in_calendar", "iso", "why_no_point", "why_out_of_years"]

Event = dict[str, Any]

WEB: Final = ("https://", "http://")
"""How an address begins that another program may open: one that can only lead somewhere."""
_UNDATED: Final = "no date is known"
_ONE_SIDED: Final = "only one side of its date is known"
_OUT_OF_YEARS: Final = "it lies outside the years 1 to 9999"


@dataclass(frozen=True, slots=True)
class Format:
    """How the events of a timeline become a file.

    Attributes:
        name: The file's name.
        description: What it holds and for which program.
        head: What stands before the first event.
        between: What stands between two events.
        foot: What stands after the last.
        refusal: Why an event has no place in it; `None` where it has.
        written: An event as it stands in the file.
    """

    name: str
    description: str
    head: str
    between: str
    foot: str
    refusal: Callable[[Event], str | None]
    written: Callable[[Event], str]


iso = lru_cache(maxsize=65_536)(iso_day)
"""A day in ISO 8601, kept: thousands of events share a few days."""


def begin(event: Event) -> DayInterval:
    """Give the days on which it can have begun."""
    return DayInterval(event["begin_earliest"], event["begin_latest"])


def certain_end(event: Event) -> int | None:
    """Give the day it ended, where that is one known day and the event is over."""
    end = DayInterval(event["end_earliest"], event["end_latest"])
    return end.earliest if end.single and not event["ongoing"] else None


@lru_cache(maxsize=65_536)
def in_calendar(day: int) -> bool:
    """Whether a day can be written with four digits of the year, as ISO 8601 without expansion has it."""
    return 1 <= civil(day)[0] <= 9999


def why_no_point(event: Event) -> str | None:
    """Say why an event can't be put on an axis of days by its begin; `None` where it can."""
    if event["begin_earliest"] is not None and event["begin_latest"] is not None:
        return None
    dated = any(event[name] is not None for name in ("begin_earliest", "begin_latest", "end_earliest", "end_latest"))
    return _ONE_SIDED if dated else _UNDATED


def why_out_of_years(event: Event) -> str | None:
    """Say why an event has no place in a calendar of the years 1 to 9999; `None` where it has one."""
    missing = why_no_point(event)
    if missing:
        return missing
    return None if in_calendar(event["begin_earliest"]) and in_calendar(event["begin_latest"]) else _OUT_OF_YEARS

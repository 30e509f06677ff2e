from collections.abc import Callable

import pytest

from pipelines.days import UNKNOWN, DayInterval, parse_interval
from pipelines.events.mentions import find_events
from pipelines.records import EventMention, TimeExpression

EventsOf = Callable[..., dict[str, EventMention]]


def expressions(text: str, times: dict[str, str]) -> list[TimeExpression]:
    """Time expressions of a text from their words and days; a value of "" names no day."""
    found = []
    for surface, value in times.items():
        start = text.index(surface)
        days = parse_interval(value) if value else UNKNOWN
        found.append((start, surface, value, days))
    return [
        TimeExpression(
            "d", "c", n, start, start + len(surface), surface, "DATE", value, None, days.earliest, days.latest
        )
        for n, (start, surface, value, days) in enumerate(sorted(found))
    ]


@pytest.fixture
def events_of() -> EventsOf:
    """Mentions of a text by their words."""

    def find(
        text: str, times: dict[str, str] | None = None, published: str | None = "2016-12-22", language: str = "en"
    ) -> dict[str, EventMention]:
        publication = parse_interval(published) if published else DayInterval()
        found = find_events(text, None, language, publication, expressions(text, times or {}), document_id="d")
        return {event.surface: event for event in found}

    return find

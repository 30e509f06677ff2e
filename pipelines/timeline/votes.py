"""The day on which an event most likely began, by what its mentions hold likeliest.

It stands beside the days that are possible and changes none of them.
"""

from collections.abc import Sequence

from pipelines.days import DayInterval
from pipelines.timeline.mentions import Mention
from pipelines.timeline.telling import Telling

__all__ = ["Vote", "likely_day"]

Vote = tuple[int | None, float | None]
"""The day that a mention holds likeliest, and how sure that is, 0 to 1; both `None` where it holds none."""


def likely_day(
    mentions: Sequence[Mention], votes: Sequence[Vote], begin: DayInterval, told: Telling
) -> tuple[int | None, float | None]:
    """Let the stories that tell an event vote on the day it began.

    Each story has one vote a day, as sure as the surest of its mentions. What is not possible for the event as a whole
    is no candidate.

    Args:
        mentions: Its mentions.
        votes: What each of them holds likeliest, in the same order.
        begin: Days on which it can have begun.
        told: Which documents are one story.

    Returns:
        The day with the most votes, the earliest of equals, and how sure it is, 0 to 1: as sure as its surest vote, as
        far as the others agree. `None` twice where no mention holds a possible day likely.
    """
    cast: dict[int, dict[str, float]] = {}
    for own, (day, sure) in zip(mentions, votes, strict=True):
        if day is not None and sure and begin.intersect(DayInterval(day, day)) is not None:
            stories = cast.setdefault(day, {})
            story = told.story(own.document_id)
            stories[story] = max(sure, stories.get(story, 0.0))
    if not cast:
        return None, None
    counted = {day: sum(stories.values()) for day, stories in cast.items()}
    best = min(counted, key=lambda day: (-counted[day], day))
    return best, round(max(cast[best].values()) * counted[best] / sum(counted.values()), 4)

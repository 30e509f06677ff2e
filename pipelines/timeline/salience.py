"""How far up a timeline an event belongs: by what is told of it, and of its day."""

from collections import Counter
from collections.abc import Sequence
from math import log2
from typing import Final

import numpy as np
import pyarrow as pa

from pipelines.days import DayInterval
from pipelines.timeline.looks import Flags, Floats, Numbers
from pipelines.timeline.mentions import Mention, is_empty, is_light
from pipelines.timeline.runs import counted
from pipelines.timeline.telling import Telling, weigh, weights

__all__ = ["ranked", "salience"]

_FINE: Final = (("day", 1), ("week", 7), ("month", 31), ("season", 92), ("year", 366))
"""Until how many days an interval is as fine as each of these."""


def salience(  # noqa: PLR0917 - all of it makes one weight
    mentions: Sequence[Mention], begin: DayInterval, event_class: str, state: str, told: Telling, faults: int = 0
) -> float:
    """Weigh an event by itself: the stories that tell it, how early, how precise its date is, its kind, and whether it happened.

    Stories written after its day count more than those of the day, because what is still told is what mattered. Of
    near-duplicates the one with the most mentions counts, and to mention it twice as often in a story counts a quarter of one.

    Args:
        mentions: Its mentions.
        begin: Days on which it can have begun.
        event_class: TimeML class of the mention that gives its headline.
        state: Its status.
        told: Which documents are one story, and when they were written.
        faults: How many things keep its headline from saying by itself what happened.

    Returns:
        A positive number without unit.
    """
    times: dict[str, int] = {}
    for document, count in Counter(item.document_id for item in mentions).items():
        story = told.story(document)
        times[story] = max(count, times.get(story, 0))
    later = {told.story(item.document_id) for item in mentions if told.is_later(item.document_id, begin.latest)}
    table = weights()
    more = table["mention"]["more"] * sum(map(log2, times.values()))
    kind: float = _precision(begin) * table["class"].get(event_class, 0.3) * table["status"][state]
    lead = table["lead"]
    kind *= (1 + min(item.start for item in mentions) / lead["characters"]) ** -lead["power"]
    kind *= table["headline"]["fault"] ** faults
    if all(is_empty(item.lemma) for item in mentions):
        kind *= table["mention"]["empty"]
    elif all(is_light(item.lemma) or is_empty(item.lemma) for item in mentions):
        kind *= table["mention"]["light"]
    return round(weigh(len(times) + more, len(later)) * kind, 6)


def _precision(begin: DayInterval) -> float:
    """How far its date lets an event onto a timeline."""
    table = weights()["precision"]
    if not begin.known:
        return table["unknown"]
    length = begin.length
    name = "open" if length is None else next((name for name, days in _FINE if length <= days), "more")
    return table[name]


def ranked(events: pa.Table, told: Telling, agreement: Floats) -> pa.Table:
    """Raise the events of known days to what is told of their days, and let those of one day share it.

    The first event of a day gets the weight of the day, if that is more than what its events weigh. The others get as much
    of it as their own weight is of the greatest: half of that the second, a third the third. So a timeline shows the first
    event of every great day before the many lesser ones of the greatest. They stand in the order of their own weights, the
    more others tell of the day in an event's words the farther up. An event that only most likely began on a day is raised
    as far as that is sure; one whose day has no event that is known to be of it keeps its weight.

    Args:
        events: Rows of `schemas.EVENTS`, each weighed by itself.
        told: What is told of days.
        agreement: How much others tell of the day of each event in the words of its headline, from 0.

    Returns:
        The same events, in the same order.
    """
    first, last, likely = (
        events[name].cast(pa.int32()).to_numpy().astype(np.float64)
        for name in ("begin_earliest", "begin_latest", "likely_day")
    )
    sure, weight = events["likely_confidence"].to_numpy(), events["salience"].to_numpy()
    known = first == last
    days, place = np.unique(np.where(known, first, likely), return_inverse=True)
    best = np.zeros(len(days))
    np.maximum.at(best, place[known], weight[known])
    raised = np.zeros(len(days))
    some = np.flatnonzero(best)
    raised[some] = [max(best[day], told.weight(int(days[day]))) / best[day] for day in some.tolist()]
    share = np.minimum(weight, best[place]) * raised[place] * np.where(known, 1.0, np.nan_to_num(sure))
    before = _before(place, share * (1 + agreement), known)
    share = np.where(known & (before == 0), best[place] * raised[place], share)
    found = np.maximum(weight, share) / (1 + np.where(best[place] > 0, before, 0))
    field = events.schema.field("salience")
    return events.set_column(events.schema.get_field_index("salience"), field, pa.array(np.round(found, 6), field.type))


def _before(day: Numbers, weight: Floats, known: Flags) -> Numbers:
    """Count the events of its day that come before each: of greater weight; of equal ones those known to be of the day."""
    order = np.lexsort((~known, -weight, day))
    found = np.empty(len(day), np.int64)
    found[order] = counted(np.bincount(day))
    return found

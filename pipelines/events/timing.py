"""The days of one event of a sentence: by the expression that dates it, by the deed told before it, by its tense."""

from pipelines.events import intervals
from pipelines.events.intervals import NO_DAY, When
from pipelines.events.placing import Anchor
from pipelines.events.progress import follows, statement, then
from pipelines.events.reading import Reading
from pipelines.events.rows import Origin

__all__ = ["day_beside", "days_of"]


def days_of(origin: Origin, reading: Reading, number: int) -> tuple[When, int | None]:
    """The days of an event, and the position of the expression they come from."""
    trigger = reading.triggers[number]
    verb = reading.carriers[number]
    teller = number if verb is None else verb
    ruler = reading.rulers[teller]
    tied = intervals.from_publication(
        reading.triggers[teller],
        reading.triggers[ruler] if ruler >= 0 else None,
        origin.publication,
        _opener(reading, teller),
    )
    anchored = reading.anchors.get(number)
    if anchored is None:
        return _after_dated(origin, reading, number) or _stated(origin, reading, number) or tied, None
    when = intervals.from_expression(trigger, anchored, origin.publication)
    if when.basis == "none" and tied.basis != "none":
        return tied, None
    if _before_it_was_said(reading, number, anchored):
        return When(reason=NO_DAY), None
    return when, anchored.time.expression.position


def _opener(reading: Reading, number: int) -> str:
    """The conjunction that opens a verb's clause, where no other finite verb stands between them."""
    index, ruler = reading.triggers[number].index, reading.rulers[number]
    clause = reading.clauses[reading.clause_of[index]]
    return clause.opener if ruler < 0 or reading.triggers[ruler].index < clause.first else ""


def _after_dated(origin: Origin, reading: Reading, number: int) -> When | None:
    """The days of an event that is told right after a dated one."""
    first = _dated_before(origin, reading, number)
    return None if first is None else then(first, origin.publication)


def day_beside(origin: Origin, reading: Reading, number: int) -> int | None:
    """The day of the deed that an event is told right after, where that is one day."""
    first = _dated_before(origin, reading, number)
    return first.begin.earliest if first is not None and first.begin.single and first.begin == first.end else None


def _dated_before(origin: Origin, reading: Reading, number: int) -> When | None:
    """The days of the dated deed that an event is told right after."""
    if not reading.anchors:
        return None
    found = follows(reading.sentence, reading.triggers, reading.anchors, number)
    if found is None:
        return None
    before, anchored = found
    return intervals.from_expression(reading.triggers[before], anchored, origin.publication)


def _stated(origin: Origin, reading: Reading, number: int) -> When | None:
    """The days of an undated statement; `None` where it is none."""
    verb = reading.triggers[number]
    if verb.event_class != "REPORTING":
        return None
    told = []
    for n, anchored in reading.anchors.items():
        other = reading.triggers[n]
        if reading.speech.by[other.index] == number and other.group.tense == "PAST" and anchored.time.relation == "in":
            told.append(intervals.from_expression(other, anchored, origin.publication).begin.earliest)
    clause = reading.clauses[reading.clause_of[verb.index]]
    times = [time for time in reading.times if clause.first <= time.first < clause.last]
    relative = reading.sentence.tags[clause.first] == "WDT" or reading.sentence.lowers[clause.first] == "who"
    plain = not clause.opener and not relative and reading.speech.by[verb.index] < 0
    latest = max((day for day in told if day is not None), default=None)
    return statement(verb, latest, times, origin.publication, news=origin.news and plain)


def _before_it_was_said(reading: Reading, number: int, anchored: Anchor) -> bool:
    """Whether a date would put what somebody said "would" happen before the day of saying so: then it was misread."""
    teller = reading.anchors.get(reading.speech.by[reading.triggers[number].index])
    if teller is None or reading.triggers[number].group.modality != "would":
        return False
    said, latest = teller.time.expression.days.earliest, anchored.time.expression.days.latest
    return said is not None and latest is not None and latest < said

"""Begin and end of an event as intervals of days, from its time expression, or from its tense and the publication day.

Nothing here is a guess: a past event happened on or before the day it was written of, and no more is known; a bound that the
words do not give stays open.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from pipelines.days import UNKNOWN, DayInterval
from pipelines.events.placing import Anchor
from pipelines.events.triggers import Trigger
from pipelines.quick import quick

__all__ = ["NO_DAY", "NO_PUBLICATION", "NO_TENSE", "When", "from_expression", "from_publication"]

NO_PUBLICATION: Final = "publication date unknown"
NO_DAY: Final = "time expression names no day"
NO_TENSE: Final = "no time expression, and no tense that ties it to the publication date"
_AHEAD: Final = ("may", "might", "must", "should", "can", "have to")
"""Modal words that point ahead from the day of writing; "would" and "could" point ahead from some other day."""
_DONE: Final = frozenset(("able", "manage", "begin", "start", "continue", "help"))
"""What these words govern happened when they are told in the past: "managed to escape"."""
_COMING: Final = frozenset(("until", "till", "once"))
_CONDITIONS: Final = frozenset(("if", "unless"))
"""Conjunctions behind which a present verb tells of no day of writing; states ("if he is ill") may hold then."""
_STATES: Final = frozenset(("STATE", "I_STATE"))
_EXTENDED: Final = ("PROGRESSIVE", "PERFECTIVE_PROGRESSIVE")


@quick
@dataclass(frozen=True, slots=True)
class When:
    """Begin, end, whether it still lasted, and what that rests on."""

    begin: DayInterval = UNKNOWN
    end: DayInterval = UNKNOWN
    ongoing: bool = False
    basis: str = "none"
    reason: str | None = None


def _consistent(when: When) -> When:
    """What begin says of the end and the other way round: nothing ends before it begins."""
    begin, end = when.begin, when.end
    if begin.earliest is not None and (end.earliest is None or end.earliest < begin.earliest):
        end = DayInterval(
            begin.earliest, None if end.latest is not None and end.latest < begin.earliest else end.latest
        )
    if end.latest is not None and (begin.latest is None or begin.latest > end.latest):
        begin = DayInterval(
            None if begin.earliest is not None and begin.earliest > end.latest else begin.earliest, end.latest
        )
    if not begin.known and not end.known:
        return When(reason=when.reason or NO_DAY)
    return When(begin, end, when.ongoing, when.basis, None)


def from_expression(trigger: Trigger, anchor: Anchor, publication: DayInterval) -> When:
    """Give an event the days of the expression that dates it.

    Args:
        trigger: The event.
        anchor: The expression, with the preposition before it.
        publication: Days on which the document can have been written.

    Returns:
        What the words state: "in 2014" begins and ends within the year; "since 2011" begins in it and lasts; "until" and "by" bound
        the end. An event told in the past lies no later than the day of writing.
    """
    days = anchor.time.expression.days
    if not days.known:
        return When(reason=NO_DAY)
    relation = anchor.time.relation
    if anchor.until is not None:
        return _consistent(When(days, anchor.until.expression.days, False, "time expression"))
    if trigger.group.tense == "FUTURE" and _over(days, publication):
        return When(reason=NO_DAY)
    if _same_day(trigger, anchor):
        relation = "in"
    past = trigger.group.tense == "PAST"
    if past and relation in ("in", "by", "since", "from"):
        days = days.intersect(DayInterval(None, publication.latest)) or days
    begin, end, ongoing = _related(trigger, relation, days, publication)
    return _consistent(When(begin, end, ongoing, "time expression"))


def _over(days: DayInterval, publication: DayInterval) -> bool:
    """Whether the days lie before the day of writing for certain."""
    return days.latest is not None and publication.earliest is not None and days.latest < publication.earliest


def _same_day(trigger: Trigger, anchor: Anchor) -> bool:
    """Whether a preposition leads to no other day: "shortly after 7 p.m.", and "not until Monday", which is on Monday."""
    relation = anchor.time.relation
    if relation in ("before", "after"):
        return anchor.time.expression.type == "TIME"
    return relation == "until" and trigger.group.polarity == "NEG"


def _related(
    trigger: Trigger, relation: str, days: DayInterval, publication: DayInterval
) -> tuple[DayInterval, DayInterval, bool]:
    earliest, latest = days.earliest, days.latest
    present = trigger.group.tense == "PRESENT"
    ahead = earliest is not None and publication.latest is not None and earliest > publication.latest
    lasting = (trigger.event_class == "STATE" or trigger.group.aspect in _EXTENDED) and not ahead
    if relation == "since" and trigger.kind == "noun":
        return DayInterval(earliest, None), DayInterval(earliest, None), False
    if relation in ("since", "from"):
        still = relation == "since" and (present or lasting)
        return days, DayInterval(publication.earliest if still else earliest, None), still
    if relation == "until":
        return DayInterval(None, latest), days, False
    if relation == "by":
        return DayInterval(None, latest), DayInterval(None, latest), False
    if relation == "before":
        limit = None if earliest is None else earliest - 1
        return DayInterval(None, limit), DayInterval(None, limit), False
    if relation == "after":
        limit = None if latest is None else latest + 1
        return DayInterval(limit, None), DayInterval(limit, None), False
    if lasting and relation != "at":
        return DayInterval(None, latest), DayInterval(earliest, None), present and days == publication
    return days, days, False


def from_publication(trigger: Trigger, governor: Trigger | None, publication: DayInterval, opener: str = "") -> When:
    """Tie an event without a time expression to the day it was written of, as far as its tense says so.

    Args:
        trigger: The event.
        governor: The verb that a participle or an infinitive leans on ("..., adding that"); `None` where there is none.
        publication: Days on which the document can have been written.
        opener: The conjunction that opens its clause, if it is the first verb there: "until the crisis ends" lies ahead, and
            whether "if it cooperates" ever holds is open.
    """
    kind = _kind(trigger, governor, opener)
    if kind is None:
        return When(reason=NO_TENSE)
    if not publication.known:
        return When(reason=NO_PUBLICATION)
    return _tied(kind, publication.earliest, publication.latest)


@lru_cache(maxsize=256)
def _tied(kind: str, earliest: int | None, latest: int | None) -> When:
    """The days of what is told as past, ongoing or future on a day of writing; made once for all that is told so."""
    if kind == "past":
        when = When(DayInterval(None, latest), DayInterval(None, latest), False, "publication date")
    elif kind == "ongoing":
        when = When(DayInterval(None, latest), DayInterval(earliest, None), True, "publication date")
    else:
        when = When(DayInterval(earliest, None), DayInterval(earliest, None), False, "publication date")
    return _consistent(when)


def _kind(trigger: Trigger, governor: Trigger | None, opener: str) -> str | None:
    """past, ongoing, future, or nothing that tense says."""
    group = trigger.group
    if group.modality == "have to" and group.tense == "PAST":
        return "past"
    if group.modality is not None:
        ahead = group.modality in _AHEAD and group.aspect == "NONE" and group.tense != "PAST"
        return "future" if ahead else None
    if group.tense == "INFINITIVE":
        if governor is None:
            return None
        done = governor.lemma in _DONE and governor.group.tense == "PAST" and governor.group.polarity == "POS"
        return "past" if done else ("future" if _looks_ahead(governor) else None)
    tense, aspect = group.tense, group.aspect
    if tense == "PRESPART" and governor is not None and governor.group.modality is None:
        tense, aspect = governor.group.tense, governor.group.aspect
    if tense == "FUTURE":
        return "future"
    if tense == "PRESENT" and aspect == "NONE" and trigger.event_class not in _STATES:
        if opener in _CONDITIONS:
            return None
        if opener in _COMING:
            return "future"
    if tense == "PRESENT":
        lasting = aspect != "PERFECTIVE" or trigger.event_class == "STATE"
        return "ongoing" if lasting else "past"
    return "past" if tense in ("PAST", "PASTPART") else None


def _looks_ahead(governor: Trigger) -> bool:
    """Whether what depends on this verb as an infinitive still lies ahead when it is written of."""
    group = governor.group
    return (
        group.modality in _AHEAD
        or group.tense == "FUTURE"
        or (group.tense == "PRESENT" and group.aspect != "PERFECTIVE")
    )

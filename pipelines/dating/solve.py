"""Intersects the evidence for a day of writing: what is given first, then what is believed most.

Evidence that shares no day with what is believed more is kept and shown as a contradiction. What nothing speaks for
stays unknown.
"""

import math
from dataclasses import dataclass, field, replace

from pipelines.dating.clues import Clue
from pipelines.dating.evidence import collect
from pipelines.days import UNKNOWN, DayInterval, civil, day_number, granularity, weekday, written
from pipelines.errors import InvalidDay
from pipelines.records import Document, Evidence, PublicationDate
from pipelines.settings import Dating

__all__ = ["date_document", "solve"]

_NEAR = 1
"""Days by which two clues may differ without contradiction: other time zones, and the paper of the next morning."""
_LONGEST = 366
"""Days within which a day without its year names one day at most."""
_FEW_YEARS = 5 * 366
"""Days within which a day has its weekday once, most often: it comes again after 5, 6 or 11 years."""
_CLOSE = 31
"""Days of an interval that still supports a day inside it."""
_SURE = 0.99
"""Most confidence that own evidence can reach: pages that agree with themselves can still be wrong."""


def date_document(document: Document, settings: Dating | None = None) -> PublicationDate:
    """Find out when a document was written.

    A day that a person or feed states wins; evidence of the document's own only narrows it. A text of which nothing
    speaks for a day stays unknown: no bound, method `unknown`, confidence 0.

    Args:
        document: One readable document.
        settings: What evidence is too weak to give an answer; the defaults where it is not given.

    Returns:
        Inclusive first and last day, what decided, how sure that is, and all evidence, also what lost, and why.
    """
    found = solve(collect(document), settings or Dating())
    return replace(found, document_id=document.document_id, content_hash=document.content_hash)


@dataclass(slots=True)
class _Case:
    """What is concluded so far."""

    least_weight: float
    days: DayInterval = UNKNOWN
    method: str = "unknown"
    contradicted: bool = False
    lost: float = 0.0
    verdicts: dict[int, Evidence] = field(default_factory=dict)
    used: list[Clue] = field(default_factory=list)


def solve(clues: list[Clue], settings: Dating) -> PublicationDate:
    """Intersect clues, those believed most first.

    Args:
        clues: In the order in which they shall be shown; among equals the earlier one is believed.
        settings: What evidence is too weak to give an answer.

    Returns:
        A publication date without the names of its document.
    """
    case = _Case(settings.least_weight)
    ranked = sorted(range(len(clues)), key=lambda n: -clues[n].weight)
    for number in ranked:
        clue = clues[number]
        if clue.month_day is None:
            case.verdicts[number] = _weigh(case, clue)
    for number in ranked:
        clue = clues[number]
        if clue.month_day is not None:
            case.verdicts[number] = _weigh_without_year(case, clue)
    days = case.days
    return PublicationDate(
        document_id="",
        content_hash="",
        earliest=days.earliest,
        latest=days.latest,
        most_likely=days.earliest if days.single else _nearest(case),
        granularity=granularity(days),
        method=case.method,
        confidence=_confidence(case),
        contradicted=case.contradicted,
        evidence=tuple(case.verdicts[number] for number in range(len(clues))),
    )


def _weigh(case: _Case, clue: Clue) -> Evidence:
    if not clue.days.known or clue.weight <= 0:
        return clue.judged(used=False)
    shared = case.days.intersect(clue.days)
    if shared is None:
        return _lost(case, clue, clue.days)
    if clue.weight < case.least_weight and shared != case.days:
        return clue.judged(used=False, note="too weak to give an answer by itself")
    if shared.single and shared != case.days and not clue.settles:
        return clue.judged(used=False, note="too weak to settle on a day")
    _take(case, clue, shared)
    return clue.judged(used=True)


def _take(case: _Case, clue: Clue, shared: DayInterval) -> None:
    """Narrow the answer to what a clue leaves of it."""
    if shared != case.days:
        case.days, case.method = shared, clue.kind
    case.used.append(clue)


def _lost(case: _Case, clue: Clue, days: DayInterval) -> Evidence:
    """Set aside a clue that shares no day with the answer."""
    answer = f"{written(case.days)} ({case.method})"
    if _near(case.days, days):
        return clue.judged(used=False, note=f"a day away from {answer}: another time zone or the next day's edition")
    if clue.weight >= case.least_weight:
        case.contradicted = True
        case.lost = max(case.lost, clue.weight)
    return clue.judged(used=False, note=f"contradicts {answer}, which is believed more")


def _near(answer: DayInterval, other: DayInterval) -> bool:
    wider = DayInterval(
        None if other.earliest is None else other.earliest - _NEAR,
        None if other.latest is None else other.latest + _NEAR,
    )
    return answer.intersect(wider) is not None


def _weigh_without_year(case: _Case, clue: Clue) -> Evidence:
    """Judge "Oct. 7" by a year that other evidence gives; without one it stays as it is."""
    year_missing = "names no year" if clue.note != "names no year" else None
    most = _LONGEST if clue.weekday is None else _FEW_YEARS
    if clue.month_day is None or case.days.length is None or case.days.length > most:
        return clue.judged(used=False, note=year_missing)
    if clue.weight < case.least_weight:
        return clue.judged(used=False, note="too weak to narrow an answer")
    if clue.kind == "text":
        return _told_of(case, clue, clue.month_day)
    by_weekday = case.days.length > _LONGEST
    candidates = _days_named(case.days, *clue.month_day)
    inside = [day for day in candidates if case.days.intersect(DayInterval(day, day))]
    inside = [day for day in inside if not by_weekday or _fits(day, clue)]
    if len(inside) == 1:
        named = DayInterval(inside[0], inside[0])
        origin = case.method
        _take(case, replace(clue, days=named), named)
        fixed = f"its year comes from {origin}" + (" and a weekday" if by_weekday else "")
        return clue.judged(used=True, note=fixed, days=named)
    if inside or not candidates or by_weekday:
        return clue.judged(used=False, note=year_missing)
    nearest = min(candidates, key=lambda day: abs(day - (case.days.earliest or 0)))
    return _lost(case, clue, DayInterval(nearest, nearest))


def _fits(day: int, clue: Clue) -> bool:
    """Whether a day can be that of a dateline whose story names a weekday: the same day, or the day after it."""
    return clue.weekday is None or (weekday(day) - clue.weekday) % 7 <= 1


def _told_of(case: _Case, clue: Clue, month_day: tuple[int, int]) -> Evidence:
    """Judge "Tuesday, June 15", told as past: the one year in which it was a Tuesday, and the year after it."""
    before = DayInterval((case.days.earliest or 0) - _LONGEST, case.days.latest)
    fitting = [day for day in _days_named(before, *month_day) if weekday(day) == clue.weekday]
    fitting = [day for day in fitting if case.days.intersect(DayInterval(day, day + _LONGEST))]
    shared = case.days.intersect(DayInterval(fitting[0], fitting[0] + _LONGEST)) if len(fitting) == 1 else None
    if shared is None:
        return clue.judged(used=False, note="names no year, and its weekday fits none or several")
    days = DayInterval(fitting[0], fitting[0] + _LONGEST)
    _take(case, replace(clue, days=days), shared)
    return clue.judged(used=True, note="its weekday fits one year only; news names no year within a year", days=days)


def _days_named(days: DayInterval, month: int, day: int) -> list[int]:
    """Give the days of that name in the years of an interval and the years next to it."""
    if days.earliest is None or days.latest is None:
        return []
    found = []
    for year in range(civil(days.earliest)[0] - 1, civil(days.latest)[0] + 2):
        try:
            found.append(day_number(year, month, day))
        except InvalidDay:  # 29 February
            continue
    return found


def _nearest(case: _Case) -> int | None:
    """Give the day that stands out in an interval: that of a bound which lies on or next to the day of writing."""
    bounds = (clue for clue in case.used if clue.nearest and clue.days.latest == case.days.latest)
    return next((clue.days.latest for clue in bounds), None)


def _confidence(case: _Case) -> float:
    """Say how sure the answer is: kinds that agree make it surer, what contradicts it less.

    Where no clue gives both ends, each end rests on its own, and both have to hold.
    """
    if not case.days.known:
        return 0.0
    if case.days.bounded and any(clue.days == case.days for clue in case.used):
        whole = [clue for clue in case.used if clue.days == case.days]
        # A month speaks for one of its days too, but half as much.
        around = [clue for clue in case.used if clue not in whole and 0 < (clue.days.length or 0) <= _CLOSE]
        sure = _together([*whole, *(replace(clue, weight=clue.weight / 2) for clue in around)])
    else:
        lower = [clue for clue in case.used if clue.days.earliest == case.days.earliest]
        upper = [clue for clue in case.used if clue.days.latest == case.days.latest]
        sure = _together(lower if case.days.earliest is not None else upper)
        if case.days.bounded:
            sure *= _together(upper)
    if sure == 1.0:
        return 1.0
    # Half of a contradicting clue's weight is lost: it was believed less to begin with.
    return round(min(_SURE, sure) * (1.0 - case.lost / 2), 4)


def _together(clues: list[Clue]) -> float:
    """Give how sure clues make what they all say; those of one kind count once."""
    doubt = {clue.kind: 1.0 - clue.weight for clue in reversed(clues)}
    return 1.0 - math.prod(doubt.values())

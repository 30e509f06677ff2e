"""The likeliest day of an event, beside the days it can have been on.

The intervals say what a text states, and are never a guess. A reader of dated news knows more: an undated finished event is told
because it has just happened. That is no evidence, so it stands apart, with how often it is right.

How an event without a date of its own lies to the day of publication is weighed by a log-linear model over what the mention looks
like; `usage/MODEL_CARD.md` says what it learnt from, and how well it does.
"""

import json
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from math import exp, log
from pathlib import Path
from typing import Final

from pipelines.days import DayInterval
from pipelines.events.intervals import When
from pipelines.events.placing import Anchor
from pipelines.events.signs import Part, names_of
from pipelines.quick import quick

__all__ = ["NOTHING", "RELATIONS", "Likely", "Usage", "around", "is_possible", "likely", "settled", "usage", "weigh"]

RELATIONS: Final = ("on", "before", "over", "after")
"""How an event can lie to the day of publication; over: begun before it and not yet ended."""
_USAGE: Final = Path(__file__).parent / "usage" / "weights.json"


@quick
@dataclass(frozen=True, slots=True)
class Likely:
    """What is most likely, where something is.

    Attributes:
        relation: How the event lies to the day of publication, one of `RELATIONS`.
        begin: The day it began.
        end: The day it ended.
        confidence: How often such an answer is right, 0 to 1.
        basis: What it rests on.
    """

    relation: str | None = None
    begin: int | None = None
    end: int | None = None
    confidence: float | None = None
    basis: str | None = None


@dataclass(frozen=True, slots=True)
class Usage:
    """What was learnt.

    Attributes:
        weights: What each sign says for each relation, in hundredths of natural log odds.
        slopes: For each relation how its share of the model's belief becomes a confidence: slope and offset on the
            logarithm of its odds, so that of answers of a confidence as many are right as it says.
        stated: How often a single day that a time expression gives is right.
    """

    weights: dict[str, tuple[int, int, int, int]]
    slopes: dict[str, tuple[float, float]]
    stated: float


NOTHING: Final = Likely()

_SUREST: Final = 1 - 1e-6
"""The strongest belief: what is stronger counts as that."""
_MOST_PARTS: Final = 16_384
"""Parts whose weights are kept; then the table is begun anew, so that memory stays small whatever is read."""
_FIELD: Final = 20
"""Bits of a sum of weights: hundredths of natural log odds up to half a million to either side."""
_MASK: Final = (1 << _FIELD) - 1
_HALF: Final = 1 << (_FIELD - 1)
_HALVES: Final = sum(_HALF << n * _FIELD for n in range(4))
"""Half of each field: what is added to a sum, so that none of its fields is below zero."""


@cache
def usage() -> Usage:
    """Give the model of the package."""
    found = json.loads(_USAGE.read_text(encoding="utf-8"))
    return Usage(
        {name: (own[0], own[1], own[2], own[3]) for name, own in found["weights"].items()},
        {name: (slope, offset) for name, (slope, offset) in found["slopes"].items()},
        found["stated"],
    )


def weigh(named: Iterable[str], known: Usage) -> tuple[float, float, float, float]:
    """Give how far the model believes in each relation; the four sum up to one."""
    return _shares(*_total(named, known))


def _total(named: Iterable[str], known: Usage) -> tuple[int, int, int, int]:
    """What the names say for each relation, all together."""
    on = before = over = after = 0
    weights = known.weights
    for name in named:
        own = weights.get(name)
        if own is not None:
            on, before, over, after = on + own[0], before + own[1], over + own[2], after + own[3]
    return on, before, over, after


class _Said(dict[Part, int]):
    """What each part of a mention's looks says, worked out when it is first met.

    The four weights lie side by side in one number, each in a field of its own, so that one addition adds all four.
    """

    def __missing__(self, part: Part) -> int:
        if len(self) >= _MOST_PARTS:
            self.clear()
        on, before, over, after = _total(names_of(part), usage())
        self[part] = said = (((on << _FIELD) + before << _FIELD) + over << _FIELD) + after
        return said


@cache
def _said() -> _Said:
    return _Said()


def _shares(on: int, before: int, over: int, after: int) -> tuple[float, float, float, float]:
    most = max(on, before, over, after)
    a, b = exp((on - most) / 100), exp((before - most) / 100)
    c, d = exp((over - most) / 100), exp((after - most) / 100)
    whole = a + b + c + d
    return a / whole, b / whole, c / whole, d / whole


def settled(when: When) -> Likely:
    """Give the only day on which an event can have begun, and the only one on which it can have ended, where there is one."""
    begin, end = when.begin.earliest, when.end.earliest
    if begin != when.begin.latest:
        begin = None
    if end != when.end.latest:
        end = None
    if begin is None and end is None:
        return NOTHING
    return Likely(None, begin, end, usage().stated, when.basis)


def around(relation: str, day: int) -> tuple[DayInterval, DayInterval]:
    """Give the days of begin and end that a relation to a day leaves open."""
    till, on, since = DayInterval(None, day), DayInterval(day, day), DayInterval(day, None)
    return {"on": (on, on), "before": (till, till), "over": (till, since), "after": (since, since)}[relation]


def likely(
    parts: Iterable[Part],
    when: When,
    anchored: Anchor | None,
    publication: DayInterval,
    *,
    earlier: bool = False,
    beside: int | None = None,
) -> Likely:
    """Give the likeliest days of an event.

    Args:
        parts: What the mention looks like, as `signs` says it.
        when: The days on which it can have begun and ended.
        anchored: The time expression that dates it, if any.
        publication: Days on which the document can have been written.
        beside: The one day of the deed that it is told right after, if any: what is told in one breath is of one day.
        earlier: Whether it is told as over before something past ("had warned"): so it is not the news of the day.

    Returns:
        A likely day is always one of the possible ones. A relation, where nothing dates the event and the day of publication is
        known; its day only where more than half of such answers are right.
    """
    if anchored is not None:
        return _on_named_day(when, anchored)
    if beside is not None:
        return Likely(None, beside, beside, usage().stated, when.basis)
    found = settled(when)
    day = publication.earliest
    if day is None or day != publication.latest or (found.basis is not None and when.basis != "publication date"):
        return found
    begins, ends = when.begin, when.end
    left = _left(begins.earliest, begins.latest, ends.earliest, ends.latest, day)
    if earlier:
        left = [item for item in left if item[0] != "on"]
    if not left:
        return found
    said = sum(map(_said().__getitem__, parts), _HALVES)
    weights = [said >> shift & _MASK for _, shift in left]
    most = max(weights)
    best = left[weights.index(most)][0]
    share = 1 / sum([exp((weight - most) / 100) for weight in weights])
    confidence = _confidence(best, share)
    if best != "on" or confidence <= 0.5:
        return Likely(best, None, None, confidence, "usage")
    news = when.end.latest == day
    return Likely(best, day, day, confidence, "news" if news else "usage")


def _on_named_day(when: When, anchored: Anchor) -> Likely:
    """What lasts on a day that is named is most likely told of that day: "helicopters are flying today"."""
    found = settled(when)
    days = anchored.time.expression.days
    if found.basis is not None or anchored.until is not None or anchored.time.relation != "in" or not days.single:
        return found
    fits = when.begin.intersect(days) is not None and when.end.intersect(days) is not None
    return (
        Likely(None, days.earliest, days.earliest, usage().stated, when.basis) if fits and when.begin.known else NOTHING
    )


def is_possible(relation: str, day: int, when: When) -> bool:
    """Whether the days an event can have been on leave a relation open."""
    begins, ends = when.begin, when.end
    possible = _possible(begins.earliest, begins.latest, ends.earliest, ends.latest, day)
    return possible[RELATIONS.index(relation)]


def _possible(
    begins: int | None, begun: int | None, ends: int | None, ended: int | None, day: int
) -> tuple[bool, bool, bool, bool]:
    """Which of `RELATIONS` to a day are open: the first and last day it can have begun and ended on."""
    starts_by_then = begins is None or begins <= day
    starts_no_sooner = begun is None or begun >= day
    ends_no_sooner = ended is None or ended >= day
    on = starts_by_then and starts_no_sooner and ends_no_sooner and (ends is None or ends <= day)
    before = starts_by_then and (ends is None or ends < day)
    over = (begins is None or begins < day) and (ended is None or ended > day)
    return on, before, over, ends_no_sooner and (begun is None or begun > day)


@lru_cache(maxsize=1_024)
def _left(
    begins: int | None, begun: int | None, ends: int | None, ended: int | None, day: int
) -> Sequence[tuple[str, int]]:
    """The relations that are left open, each with its place in a sum of weights: the same few again and again."""
    possible = _possible(begins, begun, ends, ended, day)
    places = range(3 * _FIELD, -1, -_FIELD)
    return [(relation, place) for relation, may, place in zip(RELATIONS, possible, places, strict=True) if may]


def _confidence(relation: str, share: float) -> float:
    """Turn the model's belief into how often such an answer is right, in thousandths."""
    return bisect_right(_thresholds(relation), share) / 1_000


@cache
def _thresholds(relation: str) -> Sequence[float]:
    """From which belief on so many thousandths of the answers are right, 1, 2 and so on.

    Worked out once: a logarithm, an exponential and rounding for each answer take longer than all else that is done for it.
    """
    slope, offset = usage().slopes[relation]
    rights = [(n + 0.5) / 1_000 for n in range(1_000)]
    beliefs = [1 / (1 + exp((offset - log(right / (1 - right))) / slope)) for right in rights]
    return [belief for belief in beliefs if belief <= _SUREST]

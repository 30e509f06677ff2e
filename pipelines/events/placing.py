"""Time expressions at their place in a sentence, with what the preposition before makes of them."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from pipelines.events.clauses import PARTS_OF_DAY
from pipelines.quick import quick
from pipelines.records import TimeExpression
from pipelines.syntax.tagger import Sentence

__all__ = ["Anchor", "PlacedTime", "place_times"]

_RELATIONS: Final = {
    "since": "since",
    "until": "until",
    "till": "until",
    "through": "until",
    "by": "by",
    "before": "before",
    "after": "after",
    "from": "from",
    "following": "after",
}
_SKIPPED: Final = frozenset(("the", "early", "late", "mid", "about", "around", "just", "only", "at", "least", "this"))


@quick
@dataclass(frozen=True, slots=True)
class PlacedTime:
    """A time expression and the words of its sentence that it covers, `first` up to and without `last`.

    `relation` is what the preposition before it makes of it: in, since, until, by, before, after or from; "at" for the moment that a
    picture shows.
    """

    expression: TimeExpression
    first: int
    last: int
    relation: str


@quick
@dataclass(frozen=True, slots=True)
class Anchor:
    """The time expression that dates an event, and the one that ends it ("from 2003 to 2011"), if any."""

    time: PlacedTime
    until: PlacedTime | None = None


def place_times(sentence: Sentence, expressions: Sequence[TimeExpression]) -> list[PlacedTime]:
    """Find the words that the expressions of a sentence cover, in order."""
    found = []
    for expression in expressions:
        first = bisect_left(sentence.ends, expression.start + 1)
        last = max(bisect_left(sentence.starts, expression.end), first + 1)
        if first < len(sentence.words):
            found.append(PlacedTime(expression, first, min(last, len(sentence.words)), _relation(sentence, first)))
    return found


def _relation(sentence: Sentence, first: int) -> str:
    inside = sentence.lowers[first]
    if inside in _RELATIONS:
        return _RELATIONS[inside]
    part = False
    for j in range(first - 1, max(-1, first - 6), -1):
        lower = sentence.lowers[j]
        if lower in _RELATIONS:
            relation = _RELATIONS[lower]
            return "in" if part and relation in ("before", "after") else relation
        part = part or lower in PARTS_OF_DAY
        if lower not in _SKIPPED and lower not in PARTS_OF_DAY and not (part is False and lower in ("of", "on")):
            break
    return "in"

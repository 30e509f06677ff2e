"""Which events of a sentence hang on a time expression, weighed: what the rules of `anchoring` say is one sign among others.

Each pair of an expression and an event is weighed by a log-linear model over how the two stand to each other: in the order of the words,
in the tree, in the clauses, and by the rules. `usage/MODEL_CARD.md` says what it learnt from, and how well it does.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Final

from pipelines.days import DayInterval
from pipelines.events.pairing import Look, Pair, names_of, pairs
from pipelines.events.placing import Anchor, PlacedTime
from pipelines.events.quarters import closes
from pipelines.events.triggers import Trigger
from pipelines.syntax.tagger import Sentence

__all__ = ["chosen", "hung"]

_WEIGHTS: Final = Path(__file__).parent / "usage" / "links.json"
_LIKELY: Final = -40
"""From these odds on an event hangs on an expression beside a likelier one: two chances of five."""
_DOUBTED: Final = -140
"""From these odds on it does if the rules say so: one chance of five."""
_POSSIBLE: Final = -120
"""From these odds on an expression has one event, the likeliest: one chance of four."""
_MOST_LOOKS: Final = 16_384
"""Looks whose weights are kept; then the table is begun anew, so that memory stays small whatever is read."""


@cache
def _weights() -> dict[str, int]:
    """What each name says for a pair, in hundredths of natural log odds."""
    found: dict[str, int] = json.loads(_WEIGHTS.read_text(encoding="utf-8"))
    return found


class _Said(dict[Look, int]):
    """What each look says by the weights of names, worked out when it is first met."""

    def __init__(self, known: Mapping[str, int]) -> None:
        super().__init__()
        self._known = known

    def __missing__(self, look: Look) -> int:
        if len(self) >= _MOST_LOOKS:
            self.clear()
        self[look] = said = sum(self._known.get(name, 0) for name in names_of(look))
        return said


@cache
def _said() -> _Said:
    return _Said(_weights())


def hung(
    sentence: Sentence,
    numbers: Sequence[int],
    triggers: Sequence[Trigger],
    times: Sequence[PlacedTime],
    ruled: dict[int, Anchor],
    *,
    publication: DayInterval,
) -> dict[int, Anchor]:
    """Say anew which events hang on which expression.

    Args:
        sentence: The sentence; without a tree, what the rules say stands.
        numbers: The number of each word's clause.
        triggers: Its triggers, in order.
        times: Its time expressions, in order.
        ruled: The expressions that the rules hang triggers on, by number of the trigger.
        publication: Days on which the document can have been written.

    Returns:
        The expression of each dated trigger, by its number; as the rules read it where they hang the trigger on it too.
    """
    if not times or not triggers or not sentence.heads:
        return ruled
    said = _said()
    asked = list(pairs(sentence, numbers, triggers, times, ruled, publication=publication))
    found = chosen(asked, [sum(map(said.__getitem__, pair.looks)) for pair in asked])
    weighed = {(pair.trigger, times[pair.time].first) for pair in asked}
    kept = {n: anchor for n, anchor in ruled.items() if n not in found and (n, anchor.time.first) not in weighed}
    return kept | {n: _anchored(sentence, triggers[n], times[place], n, ruled) for n, place in found.items()}


def chosen(found: Sequence[Pair], odds: Sequence[int]) -> dict[int, int]:
    """Choose among the pairs of a sentence by their odds, in hundredths of natural log odds.

    Returns:
        By number of the trigger the number of the expression it hangs on: the likeliest of those it may hang on.
    """
    best: dict[int, int] = {}
    for pair, own in zip(found, odds, strict=True):
        best[pair.time] = max(own, best.get(pair.time, own))
    taken: dict[int, tuple[int, int]] = {}
    for pair, own in zip(found, odds, strict=True):
        likeliest = own == best[pair.time]
        least = _POSSIBLE if likeliest else (_DOUBTED if pair.ruled else _LIKELY)
        hangs = own > least and (likeliest or pair.ruled or pair.beside)
        if hangs and (pair.trigger not in taken or taken[pair.trigger][0] < own):
            taken[pair.trigger] = (own, pair.time)
    return {trigger: time for trigger, (_, time) in taken.items()}


def _anchored(
    sentence: Sentence, trigger: Trigger, time: PlacedTime, number: int, ruled: Mapping[int, Anchor]
) -> Anchor:
    """What an expression is for an event: what the rules say; else the same as for others that they hang on it."""
    own = ruled.get(number)
    if own is not None and own.time.first == time.first:
        return own
    if closes(sentence, time) and trigger.index != time.first - 1:
        return Anchor(replace(time, relation="until"))
    if trigger.kind == "noun" and trigger.index >= time.last:
        return Anchor(replace(time, relation="in"))  # "since Monday's attack"
    return Anchor(time, next((anchor.until for anchor in ruled.values() if anchor.time.first == time.first), None))

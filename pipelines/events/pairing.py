"""How a time expression and an event of one sentence stand to each other, as short names that a small model weighs.

A name holds no word of the text but the preposition before the expression.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from typing import Final

from pipelines.days import DayInterval
from pipelines.events.anchoring import not_yet, settled
from pipelines.events.climbing import in_aside, told_of
from pipelines.events.governors import definite
from pipelines.events.placing import Anchor, PlacedTime
from pipelines.events.triggers import Trigger
from pipelines.quick import quick
from pipelines.syntax.tagger import FINITE, Sentence

__all__ = ["Look", "Pair", "names_of", "pairs"]

Look = tuple[str | int, ...]
"""One side of how a pair stands: its kind, and what is told of it."""

_FAR: Final = (0, 1, 2, 3, 4, 6, 6, 9, 9, 9, *([14] * 5), *([20] * 6))
"""How distances in words are told, up to 20."""
_FARTHEST: Final = 30
_STEPS: Final = 8
"""Steps in the tree that are told apart, up and down; one more where two words hang in different trees."""
_MOST: Final = 4
"""As many commas, verbs and so on between the two are told apart."""
_NOMINAL: Final = frozenset(("noun", "adjective"))
_PARTICIPLES: Final = frozenset(("PASTPART", "PRESPART"))
_QUOTES: Final = ("``", "''", ":")
_LENGTHS: Final = {4: "year", 7: "month", 10: "day"}


@quick
@dataclass(frozen=True, slots=True)
class Pair:
    """An expression and an event, by their numbers among those of the sentence, and how they stand to each other.

    `ruled` says whether the rules hang the event on the expression, `beside` whether it can hang on it beside another event: a noun,
    adjective or participle of its clause; a verb with a tense of its own is another story.
    """

    time: int
    trigger: int
    ruled: bool
    beside: bool
    looks: tuple[Look, ...]


@quick
@dataclass(frozen=True, slots=True)
class _Asked:
    """What is told of an expression: its length, its side of the day of publication, the steps up from it, and its look."""

    length: str
    side: str
    before: str
    steps: Mapping[int, int]
    look: Look


def pairs(
    sentence: Sentence,
    numbers: Sequence[int],
    triggers: Sequence[Trigger],
    times: Sequence[PlacedTime],
    ruled: Mapping[int, Anchor],
    *,
    publication: DayInterval,
) -> Iterator[Pair]:
    """Give each expression that names a date or time with each event outside it that it may be of, but for what the words around it settle.

    A verb with a tense of its own that the rules do not date is asked about in its own clause only: dates do not leak.

    Args:
        sentence: The sentence, with its tree.
        numbers: The number of each word's clause.
        triggers: Its triggers, in order.
        times: Its time expressions, in order.
        ruled: The expressions that the rules hang triggers on, by number of the trigger.
        publication: Days on which the document can have been written.
    """
    nouns = [0, *accumulate(trigger.kind == "noun" for trigger in triggers)]
    own = [_of_trigger(sentence, trigger) for trigger in triggers]
    hung = {n: anchor.time.first for n, anchor in ruled.items()}
    asked_of = _open_times(sentence, triggers, times, ruled, publication)
    closed = {time.first for place, time in enumerate(times) if place not in asked_of}
    for place in asked_of:
        time = times[place]
        asked = _of_time(sentence, time, publication)
        owned = time.first in hung.values()
        left = sum(trigger.index < time.first for trigger in triggers)
        right = left + sum(time.first <= trigger.index < time.last for trigger in triggers[left:])
        for n, trigger in enumerate(triggers):
            at = hung.get(n)
            clause = max(-3, min(3, numbers[trigger.index] - numbers[time.first]))
            if left <= n < right or at in closed or (at is None and clause and trigger.group.finite):
                continue
            if at != time.first and _is_barred(sentence, triggers, n, time, publication, dated=at is not None):
                continue
            rule = ("taken" if owned else "free") if at is None else ("own" if at == time.first else "other")
            first, last = (n + 1, left) if n < left else (right, n)
            known = nouns[last] - nouns[first]
            between = _between(sentence, trigger, time, last - first - known, known)
            stand = (*between, clause, *_steps(sentence.heads, trigger.index, asked.steps))
            beside = not clause and (trigger.kind in _NOMINAL or trigger.group.tense in _PARTICIPLES)
            yield Pair(place, n, rule == "own", beside, (asked.look, own[n], *_together(asked, trigger, rule, stand)))


def _open_times(
    sentence: Sentence,
    triggers: Sequence[Trigger],
    times: Sequence[PlacedTime],
    ruled: Mapping[int, Anchor],
    publication: DayInterval,
) -> list[int]:
    """Numbers of the dates and times of which it is open what they are of; "to May" of "from March to May" is none of its own."""
    closing = {anchor.until.first for anchor in ruled.values() if anchor.until}
    return [
        place
        for place, time in enumerate(times)
        if time.expression.type in ("DATE", "TIME") and time.first not in closing
        if not settled(sentence, triggers, time, publication)
    ]


def _is_barred(
    sentence: Sentence, triggers: Sequence[Trigger], n: int, time: PlacedTime, publication: DayInterval, *, dated: bool
) -> bool:
    """Whether an event cannot hang on an expression, whatever it looks like: what would be past lies ahead, or the tree says so.

    A bare copula, or a word that is none of ours, is an event only where the rules date it.
    """
    trigger = triggers[n]
    if not dated and (trigger.kind in ("copula", "other") or sentence.tags[trigger.index] == "NNP"):
        return True
    if trigger.group.tense == "INFINITIVE" and not publication.known:
        return True
    if not_yet(trigger, time, publication) or (trigger.index >= time.last and in_aside(sentence, time)):
        return True
    return trigger.kind == "noun" and told_of(sentence, triggers, range(len(triggers)), n) is not None


def _of_trigger(sentence: Sentence, trigger: Trigger) -> Look:
    group = trigger.group
    modal = "modal" if group.modality else ("ahead" if group.future else "plain")
    relation = _broadly(sentence.relations[trigger.index])
    known = "known" if trigger.kind == "noun" and definite(sentence, trigger.index) else "new"
    return "event", trigger.kind, trigger.event_class, group.tense, modal, group.polarity, relation, known


def _of_time(sentence: Sentence, time: PlacedTime, publication: DayInterval) -> _Asked:
    heads, tags = sentence.heads, sentence.tags
    head = next((j for j in range(time.first, time.last) if not time.first <= heads[j] < time.last), time.first)
    steps = {head: 0}
    above = heads[head]
    while above >= 0 and above not in steps:
        steps[above] = len(steps)
        above = heads[above]
    before = _before(sentence, time.first)
    length, side = _length(time.expression.value or ""), _side(time.expression.days, publication)
    where = ("opens " if time.first <= 2 else "") + ("ends" if time.last >= len(tags) - 2 else "")
    hangs = tags[heads[head]] if heads[head] >= 0 else "root"
    behind = tags[time.last] if time.last < len(tags) else "end"
    look = ("time", length, side, before, time.relation, where, _broadly(sentence.relations[head]), hangs, behind)
    return _Asked(length, side, before, steps, look)


def _before(sentence: Sentence, first: int) -> str:
    if first == 0:
        return "start"
    tag = sentence.tags[first - 1]
    return sentence.lowers[first - 1] if tag in ("IN", "TO") else tag


def _length(value: str) -> str:
    """What a TIMEX3 value names."""
    if value.endswith("REF"):
        return "vague"
    if value.startswith("P"):
        return "span"
    if "T" in value:
        return "hour"
    return "week" if "W" in value else ("quarter" if "Q" in value else _LENGTHS.get(len(value), "other"))


def _side(days: DayInterval, publication: DayInterval) -> str:
    """How days lie to the last day of writing."""
    day = publication.latest
    if days.earliest is None or days.latest is None or day is None:
        return "unknown"
    if days.latest < day:
        return "before"
    return "after" if days.earliest > day else ("on" if days.single else "over")


def _between(
    sentence: Sentence, trigger: Trigger, time: PlacedTime, verbs: int, nouns: int
) -> tuple[str, int, int, int, tuple[int, ...]]:
    """On which side the event stands, how far, and what stands between."""
    before = trigger.index < time.first
    first, last = (trigger.index + 1, time.first) if before else (time.last, trigger.index)
    distance = last - first
    count = sentence.tags[first:last].count
    counts = (
        count(","),
        sum(map(count, FINITE)),
        count("IN") + count("TO"),
        count("CC"),
        sum(map(count, _QUOTES)),
    )
    return (
        "left" if before else "right",
        _FAR[distance] if distance <= 20 else _FARTHEST,
        verbs,
        nouns,
        tuple(min(_MOST, number) for number in counts),
    )


def _steps(heads: Sequence[int], index: int, above: Mapping[int, int]) -> tuple[int, int]:
    """Steps up from the expression to the word that the event hangs under too, and down from there to the event."""
    down = 0
    while index not in above:
        index = heads[index]
        down += 1
        if index < 0:
            return _STEPS + 1, _STEPS + 1
    return min(_STEPS, above[index]), min(_STEPS, down)


def _together(
    asked: _Asked, trigger: Trigger, rule: str, stand: tuple[str, int, int, int, tuple[int, ...], int, int, int]
) -> tuple[Look, ...]:
    side, distance, verbs, nouns, counts, clause, up, down = stand
    kind, event_class, tense = trigger.kind, trigger.event_class, trigger.group.tense
    return (
        ("rule", rule, kind, side, event_class),
        ("rule of time", rule, kind, asked.length),
        ("rule of tense", rule, tense, asked.side),
        ("rule and tree", rule, kind, up, down),
        ("far", side, distance, kind, event_class),
        ("over", side, kind, min(_MOST, verbs + nouns), min(3, verbs), min(3, nouns), clause),
        ("before", asked.before, kind, side, asked.length),
        ("counts", side, *counts),
    )


@cache
def _broadly(relation: str) -> str:
    """A relation without its kind."""
    return relation.partition(":")[0]


def names_of(look: Look) -> tuple[str, ...]:
    """Name what a look says."""
    kind, *told = look
    if kind == "counts":
        side, *counts = told
        names = zip(("commas", "verbs", "prepositions", "conjunctions", "quotes"), counts, strict=True)
        return tuple(f"{side} {name} {number}" for name, number in names)
    return tuple(name.format(*told) for name in _NAMES[str(kind)])


_NAMES: Final = {
    "event": ("{0}", "class {1}", "tense {2}", "{3} {4}", "event {5}", "{0} {6}"),
    "time": ("{0}", "days {1}", "prep {2}", "{3}", "place {4}", "time {5}", "under {6}", "behind {7}", "any"),
    "rule": ("rule {0}", "rule {0} {2}", "rule {0} {1} {2}", "rule {0} {3}"),
    "rule of time": ("rule {0} {1} {2}",),
    "rule of tense": ("rule {0} {1} days {2}", "{1} days {2}"),
    "rule and tree": ("rule {0} tree {2} {3}", "{1} tree {2} {3}", "tree {2} {3}"),
    "far": ("{0} far {1}", "{0} {2} far {1}", "{0} {3} far {1}"),
    "over": ("{0} {1} over {2}", "{0} {1} over {3} {4}", "{0} {1} clause {5}"),
    "before": ("{1} prep {0} {2}", "{1} {3}"),
}

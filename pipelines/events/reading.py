"""One sentence read as a whole: its words, triggers, clauses, dates and speech, from which each mention is made."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.days import DayInterval
from pipelines.events.anchoring import anchor
from pipelines.events.certainty import Judge, may_ask
from pipelines.events.clauses import Clause, clause_numbers, clauses
from pipelines.events.dependents import NO_PAIR, Pair, agent_and_patient
from pipelines.events.hanging import hung
from pipelines.events.judging import find_triggers, triggers_at
from pipelines.events.participants import names
from pipelines.events.placing import Anchor, PlacedTime, place_times
from pipelines.events.references import NOBODY, Standing
from pipelines.events.signs import form_of
from pipelines.events.speech import Speech, speech
from pipelines.events.triggers import Trigger, carrier
from pipelines.quick import quick
from pipelines.records import Participant, TimeExpression
from pipelines.syntax.lexicon import entries
from pipelines.syntax.tagger import Sentence
from pipelines.syntax.trees import Tree

__all__ = ["Reading", "read", "word_at"]


@quick
@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence read; `anchors` are by number of the trigger, `clause_of` by place of the word.

    `heads` (the words of agent and patient), `forms`, `rulers` (the last finite one before each, -1 where there is none) and
    `carriers` (its light verb) are told of each trigger; `place` is its number among the sentences of the document.
    """

    sentence: Sentence
    triggers: Sequence[Trigger]
    clauses: Sequence[Clause]
    clause_of: Sequence[int]
    times: Sequence[PlacedTime]
    timed: frozenset[int]
    anchors: dict[int, Anchor]
    speech: Speech
    judge: Judge
    names: tuple[Participant, ...]
    standing: Standing
    heads: Sequence[Pair]
    forms: Sequence[str]
    rulers: Sequence[int]
    carriers: Sequence[int | None]
    place: int
    tree: Tree | None


def read(
    text: str,
    sentence: Sentence,
    expressions: Sequence[TimeExpression],
    *,
    quoted: bool,
    publication: DayInterval,
    known: Sequence[Trigger] | None = None,
    asked: Sequence[tuple[int, int]] | None = None,
    place: int = 0,
    standing: Standing = NOBODY,
) -> Reading:
    """Read a sentence.

    Args:
        text: The whole text.
        sentence: The sentence, cut into words.
        expressions: The time expressions inside it.
        quoted: Whether a quotation is open where it begins.
        publication: Days on which the document can have been written.
        known: Its triggers, where they were found already.
        asked: Spans that somebody says are triggers; then these are looked at, not those we would find.
        place: Number of the sentence in its document, from 0.
        standing: What the words of the document stand for.
    """
    times = place_times(sentence, expressions)
    timed = frozenset(i for time in times for i in range(time.first, time.last))
    found = clauses(sentence, {time.first for time in times})
    if asked is None:
        triggers = [t for t in (find_triggers([sentence])[0] if known is None else known) if t.index not in timed]
    else:
        triggers = _asked(sentence, asked)
    numbers = clause_numbers(found)
    anchors = anchor(sentence, found, triggers, times, publication)
    anchors = hung(sentence, numbers, triggers, times, anchors, publication=publication)
    if asked is None:
        triggers, anchors = _without_bare_copulas(triggers, anchors)
    tree = Tree.of(sentence) if triggers else None
    heads = [NO_PAIR if tree is None else agent_and_patient(sentence, tree, trigger) for trigger in triggers]
    spoken = speech(text, sentence, triggers, found, timed, quoted=quoted, tree=tree, heads=heads)
    carriers = [carrier(sentence, triggers, number) for number in range(len(triggers))]
    return Reading(
        sentence=sentence,
        triggers=triggers,
        clauses=found,
        clause_of=numbers,
        times=times,
        timed=timed,
        anchors=anchors,
        speech=spoken,
        judge=Judge(sentence, triggers, carriers, found, numbers, spoken, bool(triggers) and may_ask(sentence)),
        names=names(text, sentence, timed, standing) if triggers else (),
        standing=standing,
        forms=list(map(form_of, triggers)),
        rulers=_rulers(triggers),
        carriers=carriers,
        place=place,
        tree=tree,
        heads=heads,
    )


def _rulers(triggers: Sequence[Trigger]) -> list[int]:
    """For each trigger the number of the last finite one before it, which it leans on if it is not finite itself; -1 for none."""
    found: list[int] = []
    last = -1
    for number, trigger in enumerate(triggers):
        found.append(last)
        if trigger.group.finite:
            last = number
    return found


def _without_bare_copulas(
    triggers: Sequence[Trigger], anchors: dict[int, Anchor]
) -> tuple[list[Trigger], dict[int, Anchor]]:
    """A bare copula is an event only where it is dated."""
    kept = [n for n, trigger in enumerate(triggers) if trigger.kind != "copula" or n in anchors]
    return [triggers[n] for n in kept], {new: anchors[old] for new, old in enumerate(kept) if old in anchors}


def _asked(sentence: Sentence, asked: Sequence[tuple[int, int]]) -> list[Trigger]:
    """The triggers at the words that the spans touch, one for each word, in order of the text."""
    own = {trigger.index: trigger for trigger in find_triggers([sentence])[0]}
    places = {word_at(sentence, start, end, own) for start, end in asked} - {None}
    return triggers_at(sentence, {i for i in places if i is not None})


def word_at(sentence: Sentence, start: int, end: int, own: dict[int, Trigger] | None = None) -> int | None:
    """The word that a span means: the first of those it touches that we take for a trigger, else the last that is no function word.

    So "Checks Into" in a headline is about checking, whatever its tags.
    """
    first = bisect_left(sentence.ends, start + 1)
    last = bisect_left(sentence.starts, end)
    if first >= len(sentence.words) or first >= last:
        return None
    for i in range(first, last):
        if own is not None and i in own:
            return i
    known = entries()
    telling = (
        i for i in reversed(range(first, last)) if (word := known.get(sentence.lowers[i])) is None or not word.closed
    )
    return next(telling, last - 1)

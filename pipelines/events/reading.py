"""One sentence read as a whole: its words, triggers, clauses, dates and speech, from which each mention is made."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.days import DayInterval
from pipelines.events import intervals
from pipelines.events.anchoring import anchor
from pipelines.events.arguments import Roles, find_roles
from pipelines.events.certainty import Certainty, Judge
from pipelines.events.clauses import Clause, clause_numbers, clauses
from pipelines.events.dependents import NO_PAIR, Pair, agent_and_patient
from pipelines.events.intervals import NO_DAY, When
from pipelines.events.judging import find_triggers, triggers_at
from pipelines.events.likely import likely
from pipelines.events.participants import names, participants
from pipelines.events.placing import Anchor, PlacedTime, place_times
from pipelines.events.plover import event_type
from pipelines.events.progress import follows, statement, then
from pipelines.events.references import NOBODY, Standing, with_name
from pipelines.events.rows import Origin, build
from pipelines.events.signs import Part, form_of, shape_of, signs
from pipelines.events.speech import Speech, speech
from pipelines.events.triggers import Trigger, carrier
from pipelines.quick import quick
from pipelines.records import EventMention, Participant, TimeExpression
from pipelines.syntax.lexicon import entries
from pipelines.syntax.tagger import Sentence
from pipelines.syntax.trees import Tree

__all__ = ["Reading", "days_of", "mention", "named", "read", "word_at"]


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
    anchors = anchor(sentence, found, triggers, times, publication)
    if asked is None:
        triggers, anchors = _without_bare_copulas(triggers, anchors)
    tree = Tree.of(sentence) if triggers else None
    heads = [NO_PAIR if tree is None else agent_and_patient(sentence, tree, trigger) for trigger in triggers]
    spoken = speech(text, sentence, triggers, found, timed, quoted=quoted, tree=tree, heads=heads)
    numbers = clause_numbers(found)
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
        judge=Judge(sentence, triggers, carriers, found, numbers, spoken),
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


def mention(origin: Origin, reading: Reading, number: int) -> EventMention:
    """Make the mention of one trigger of a sentence."""
    trigger = reading.triggers[number]
    sentence = reading.sentence
    clause = reading.clauses[reading.clause_of[trigger.index]]
    bounds = (clause.first, clause.last)
    following = reading.triggers[number + 1].index if number + 1 < len(reading.triggers) else None
    roles = find_roles(
        origin.text,
        sentence,
        trigger,
        bounds,
        reading.timed,
        following=following,
        tree=reading.tree,
        heads=reading.heads[number],
    )
    sure = reading.judge.certainty(number)
    when, position = days_of(origin, reading, number)
    roles, sure = _named_roles(roles, reading.standing), _told_by(sure, reading.standing)
    stretch = (sentence.starts[clause.first], sentence.ends[clause.last - 1])
    everybody = participants(roles, reading.names, stretch, reading.standing)
    group = trigger.group
    anchored = reading.anchors.get(number)
    chosen = likely(
        () if anchored else named(origin, reading, number, when, sure.value),
        when,
        anchored,
        origin.publication,
        earlier=group.tense == "PAST" and group.aspect.startswith("PERFECTIVE"),
        beside=_day_beside(origin, reading, number) if when.basis == "neighbouring event" else None,
    )
    kind = event_type(sentence, trigger, bounds)
    return build(
        origin, sentence, trigger, roles,
        sure=sure, when=when, position=position, everybody=everybody, chosen=chosen, kind=kind,
    )  # fmt: skip


def _named_roles(roles: Roles, standing: Standing) -> Roles:
    if not standing.names:
        return roles
    agent, patient = with_name(roles.agent, standing), with_name(roles.patient, standing)
    place = with_name(roles.place, standing)
    same = agent is roles.agent and patient is roles.patient and place is roles.place
    return roles if same else Roles(agent, patient, place)


def _told_by(sure: Certainty, standing: Standing) -> Certainty:
    reporter = with_name(sure.reporter, standing)
    return sure if reporter is sure.reporter else Certainty(sure.value, reporter)


def named(origin: Origin, reading: Reading, number: int, when: When, sure: str) -> list[Part]:
    """Say what a mention looks like, where that can say how it lies to the day of publication."""
    if not origin.publication.single:
        return []
    clause = reading.clauses[reading.clause_of[reading.triggers[number].index]]
    shape = shape_of(when, origin.publication)
    return signs(
        reading.sentence, reading.triggers, number,
        forms=reading.forms, ruler=reading.rulers[number], carried=reading.carriers[number] is not None,
        clause=clause, speech=reading.speech, sure=sure, shape=shape, place=reading.place, tree=reading.tree,
    )  # fmt: skip


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


def _day_beside(origin: Origin, reading: Reading, number: int) -> int | None:
    """The day of the deed that an event is told right after, where that is one day."""
    first = _dated_before(origin, reading, number)
    return first.begin.earliest if first is not None and first.begin.single and first.begin == first.end else None


def _dated_before(origin: Origin, reading: Reading, number: int) -> When | None:
    """The days of the dated deed that an event is told right after."""
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

"""The mention of one trigger of a sentence that has been read: who took part, how sure it is, when it was."""

from pipelines.events.arguments import Roles, find_roles
from pipelines.events.certainty import Certainty
from pipelines.events.intervals import When
from pipelines.events.likely import likely
from pipelines.events.participants import participants
from pipelines.events.plover import event_type
from pipelines.events.reading import Reading
from pipelines.events.references import Standing, with_name
from pipelines.events.rows import Origin, build
from pipelines.events.signs import Part, shape_of, signs
from pipelines.events.timing import day_beside, days_of
from pipelines.records import EventMention

__all__ = ["mention", "named"]


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
        beside=day_beside(origin, reading, number) if when.basis == "neighbouring event" else None,
    )
    kind = event_type(sentence, trigger, bounds)
    return build(
        origin, sentence, trigger, roles,
        sure=sure, when=when, position=position, everybody=everybody, chosen=chosen, kind=kind,
    )  # fmt: skip


def _named_roles(roles: Roles, standing: Standing) -> Roles:
    known, (agent, patient, place) = standing.names, (roles.agent, roles.patient, roles.place)
    # Most stand for no name, and need no look at theirs.
    if not (
        (agent is not None and agent.head_start in known)
        or (patient is not None and patient.head_start in known)
        or (place is not None and place.head_start in known)
    ):
        return roles
    return Roles(*(with_name(item, standing) for item in (agent, patient, place)))


def _told_by(sure: Certainty, standing: Standing) -> Certainty:
    return sure if sure.reporter is None else Certainty(sure.value, with_name(sure.reporter, standing))


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

"""Whose date stands behind an infinitive: that of "leave", or that of "voted", in "voted to leave on 23 June".

Both can be meant. What has been told of in the past is the deed: people voted, ordered or agreed on that day. Only a verb
that does nothing but look ahead ("was expected to") hands the date on, and every verb does where the date lies ahead. Nor does a
date ahead belong to a verb told as past, unless the text says so in full ("opened the dam on 3 May 2011").
"""

import re
from collections.abc import Sequence
from typing import Final

from pipelines.days import DayInterval
from pipelines.events.lexicon import event_words
from pipelines.events.placing import PlacedTime
from pipelines.events.triggers import Trigger
from pipelines.syntax.tagger import Sentence

__all__ = ["ahead", "bearers", "stated"]

_FULL_DAY: Final = re.compile(r"-?\d{4,6}-\d\d-\d\d(?:T.*)?")


def bearers(
    triggers: Sequence[Trigger], verbs: Sequence[int], days: DayInterval, publication: DayInterval
) -> list[int] | None:
    """Give the verbs that a date behind an infinitive belongs to.

    Args:
        triggers: The triggers of the sentence.
        verbs: Numbers of the verbs before the date in its clause, in order.
        days: What the date can mean.
        publication: Days on which the document can have been written.

    Returns:
        Numbers of triggers, none where either reading is as good; `None` where the last verb is no infinitive under a past verb, or
        keeps the date.
    """
    last = verbs[-1]
    governor = _governor(triggers, verbs)
    if governor is None:
        return None
    sets = event_words().sets
    lemma, group = triggers[governor].lemma, triggers[governor].group
    if lemma in sets["at_once"]:
        return [governor, last]
    told = group.tense == "PAST" or (group.tense == "PRESENT" and group.aspect == "PERFECTIVE")
    if not told or group.modality is not None or lemma in sets["expecting"] or triggers[governor].kind != "verb":
        return None
    if days.latest is not None and publication.latest is not None and days.latest <= publication.latest:
        return [governor]
    later = days.earliest is not None and publication.latest is not None and days.earliest > publication.latest
    return None if later or lemma in sets["planning"] else []


def ahead(triggers: Sequence[Trigger], left: Sequence[int], verb: int) -> list[int]:
    """Give the event that a date ahead belongs to, behind a verb told as past: what was planned or told of.

    Args:
        triggers: The triggers of the sentence.
        left: Numbers of those before the date in its clause, in order.
        verb: Number of the last verb among them.

    Returns:
        The event noun behind the verb ("told of a cutback in September"), or before a verb that looks ahead ("a meeting scheduled
        for Friday"); none where there is no such noun.
    """
    if left[-1] != verb and triggers[left[-1]].kind == "noun":
        return [left[-1]]
    before = verb - 1 if verb - 1 in left and triggers[verb - 1].kind == "noun" else None
    return [before] if before is not None and _looks_ahead(triggers[verb]) else []


def stated(sentence: Sentence, verb: Trigger, time: PlacedTime) -> bool:
    """Whether the text itself puts a past deed after the day that it is said to be of: "opened the dam on 3 May 2011".

    Only a full date that needs no other day to be read, right behind "on", says so; the words of the text then stand against the
    day of publication, and are shown as they are.
    """
    full = time.expression.anchor == "none" and _FULL_DAY.fullmatch(time.expression.value) is not None
    placed = time.first > 0 and sentence.lowers[time.first - 1] == "on"
    return full and placed and verb.kind == "verb" and verb.group.finite and not _looks_ahead(verb)


def _looks_ahead(verb: Trigger) -> bool:
    sets = event_words().sets
    return verb.lemma in sets["expecting"] | sets["planning"] | {"set", "slate"}


def _governor(triggers: Sequence[Trigger], verbs: Sequence[int]) -> int | None:
    """The finite verb before a run of infinitives at the end of the verbs."""
    for place in range(len(verbs) - 1, 0, -1):
        if triggers[verbs[place]].group.tense != "INFINITIVE":
            return None
        if triggers[verbs[place - 1]].group.finite:
            return verbs[place - 1]
    return None

"""Which time expression dates which event of a sentence.

A date belongs to the clause it stands in: "suspended contacts after Moscow annexed Crimea in 2014" dates the annexation and not
the suspension. Within the clause it belongs to the event noun it stands beside ("the 2014 annexation"), else to the last
verb before it, else to the first verb after it. What an infinitive takes is told in `complements`.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from pipelines.days import UNKNOWN, DayInterval
from pipelines.events.captions import pictured
from pipelines.events.clauses import Clause, clause_numbers
from pipelines.events.climbing import behind, climbed, in_aside, predicates, said_then, told_of
from pipelines.events.complements import ahead, bearers, stated
from pipelines.events.distances import hours_from
from pipelines.events.placing import Anchor, PlacedTime
from pipelines.events.quarters import closes, summed_up
from pipelines.events.sharing import shared
from pipelines.events.triggers import Trigger, carrier
from pipelines.records import TimeExpression
from pipelines.syntax.tagger import FINITE, NOUNS, VERBS, Sentence

__all__ = ["anchor", "not_yet", "settled"]

_STARTS: Final = frozenset(("begin", "start", "erupt", "commence"))
_ENDS: Final = frozenset(("end", "finish", "conclude", "stop", "cease"))
_OBJECT: Final = NOUNS | frozenset(("DT", "JJ", "CD", "PRP$"))
_BESIDE: Final = 5
"""Words behind an expression among which the noun stands that it tells apart: "last month's Campeau Corp. credit squeeze"."""
_SUPERLATIVES: Final = frozenset(("first", "worst", "best", "most", "least", "only"))


def anchor(
    sentence: Sentence,
    found: Sequence[Clause],
    triggers: Sequence[Trigger],
    times: Sequence[PlacedTime],
    publication: DayInterval = UNKNOWN,
) -> dict[int, Anchor]:
    """Give each dated trigger (by its number in `triggers`) the expression that dates it.

    A trigger that two expressions would date keeps the nearer one; a pair "from A to B" counts as one. Days on which the
    document can have been written decide whether a date behind an infinitive can be that of its governing verb.
    """
    if not times:
        return {}
    numbers = clause_numbers(found)
    chosen: dict[int, tuple[int, Anchor]] = {}
    closing: PlacedTime | None = None
    for place, time in enumerate(times):
        if time is closing or not _dates(time.expression) or _measures(sentence, time):
            continue
        closing = _closing(sentence, time, times[place + 1 : place + 2])
        for number in _when_clause(sentence, triggers, time):
            distance = abs(triggers[number].index - time.first)
            if number not in chosen or distance < chosen[number][0]:
                chosen[number] = (distance, Anchor(replace(time, relation="in")))
        at = replace(time, relation="at") if pictured(sentence, triggers, time, publication) else time
        if _noun_beside(sentence, triggers, time) is not None:
            at = replace(time, relation="in")
        for number in _dated(sentence, numbers, triggers, time, publication):
            distance = abs(triggers[number].index - time.first)
            if number not in chosen or distance < chosen[number][0]:
                ends = closes(sentence, time) and triggers[number].index != time.first - 1
                chosen[number] = (distance, Anchor(replace(time, relation="until") if ends else at, closing))
            for noun in _phases_of(sentence, triggers, number):
                phase = "from" if triggers[number].lemma in _STARTS else "until"
                chosen.setdefault(noun, (distance, Anchor(replace(time, relation=phase))))
    dated = {number: value for number, (_, value) in chosen.items()}
    dated |= shared(sentence, triggers, dated)
    return dated | hours_from(sentence, numbers, triggers, times, dated)


def settled(sentence: Sentence, triggers: Sequence[Trigger], time: PlacedTime, publication: DayInterval) -> bool:
    """Whether the words around an expression leave no doubt what it is of: a noun behind it, a picture, a thing it describes or is measured by."""
    if _measures(sentence, time) or _describes(sentence, time) or pictured(sentence, triggers, time, publication):
        return True
    return _noun_beside(sentence, triggers, time) is not None


def _measures(sentence: Sentence, time: PlacedTime) -> bool:
    """Whether the expression only measures: "the lowest level since 1985", "higher than a year earlier", "compared with 1997"."""
    before = sentence.lowers[max(0, time.first - 2) : time.first]
    if before[-1:] == ("than",) or before in (("compared", "with"), ("compared", "to")):
        return True
    if time.relation != "since":
        return False
    before = sentence.lowers[max(0, time.first - 10) : time.first]
    return any(word in _SUPERLATIVES or (word.endswith("est") and len(word) > 5) for word in before)


def _phases_of(sentence: Sentence, triggers: Sequence[Trigger], number: int) -> list[int]:
    """The event noun whose beginning or end a verb tells: "the conflict began in 2011", "began a safety test"."""
    verb = triggers[number]
    if verb.lemma not in _STARTS | _ENDS or not verb.group.finite or verb.group.polarity == "NEG":
        return []
    found = []
    if number and triggers[number - 1].kind == "noun":
        between = sentence.tags[triggers[number - 1].index + 1 : verb.group.first]
        found = [] if set(between) - {"RB", "IN", "NNP", "DT"} else [number - 1]
    if number + 1 < len(triggers) and triggers[number + 1].kind == "noun" and not verb.group.passive:
        between = sentence.tags[verb.index + 1 : triggers[number + 1].index]
        found += [] if set(between) - _OBJECT else [number + 1]
    return found


def _dates(expression: TimeExpression) -> bool:
    """Whether the expression names days that something can have happened on."""
    return expression.type in ("DATE", "TIME")


def _closing(sentence: Sentence, time: PlacedTime, following: Sequence[PlacedTime]) -> PlacedTime | None:
    """The end of "from 2003 to 2011" or "between May and July"."""
    if not following or not 0 < following[0].first - time.last + 1 <= 2 or time.first == 0:
        return None
    joint = sentence.words[following[0].first - 1].lower()
    before = sentence.lowers[time.first - 1]
    if (before == "from" and joint in ("to", "until", "through", "till")) or (before == "between" and joint == "and"):
        return following[0]
    return following[0] if joint in ("-", "–", "—") and following[0].first - time.last == 1 else None


def _dated(
    sentence: Sentence,
    numbers: Sequence[int],
    triggers: Sequence[Trigger],
    time: PlacedTime,
    publication: DayInterval,
) -> list[int]:
    """Numbers of the triggers that the expression dates."""
    beside = _noun_beside(sentence, triggers, time)
    if beside is not None:
        return [beside]
    if shown := pictured(sentence, triggers, time, publication):
        return shown
    if _describes(sentence, time):
        return []
    if closes(sentence, time):
        ended = [n for n, trigger in enumerate(triggers) if trigger.index == time.first - 1]
        return ended + summed_up(sentence, numbers, triggers, time)
    return _in_clause(sentence, numbers, triggers, time, publication) or summed_up(sentence, numbers, triggers, time)


def _describes(sentence: Sentence, time: PlacedTime) -> bool:
    """Whether the expression only describes a thing: "a Christmas market", "this March 2012 file photo"."""
    if time.first == 0 or time.last >= len(sentence.words):
        return False
    before, behind = sentence.tags[time.first - 1], sentence.tags[time.last]
    if before == "DT" and behind == "NNP":
        return time.expression.value is not None and time.expression.value[:4] == sentence.words[time.first]
    return before in ("DT", "PRP$", "JJ") and behind in ("NN", "NNS")


def _when_clause(sentence: Sentence, triggers: Sequence[Trigger], time: PlacedTime) -> list[int]:
    """The event of "in 2003 when Ottawa refused": the clause says what happened then."""
    if sentence.lowers[time.last : time.last + 1] != ("when",) and sentence.lowers[time.last : time.last + 2] != (
        ",",
        "when",
    ):
        return []
    return [n for n, trigger in enumerate(triggers) if trigger.index > time.last and trigger.group.finite][:1]


def _in_clause(
    sentence: Sentence,
    numbers: Sequence[int],
    triggers: Sequence[Trigger],
    time: PlacedTime,
    publication: DayInterval,
) -> list[int]:
    """The triggers of the expression's own clause that it dates; of the next one where its own has none."""
    here = numbers[time.first]
    inside = [n for n, trigger in enumerate(triggers) if numbers[trigger.index] == here and not _covered(trigger, time)]
    left = [n for n in inside if triggers[n].index < time.first]
    verbs = [n for n in left if triggers[n].kind in ("verb", "copula", "adjective")]
    if verbs and left[-1] != verbs[-1] and _happened_before(triggers, left[-1], verbs[-1], time):
        return [left[-1]]
    if verbs and said_then(sentence, triggers[verbs[-1]], time):
        return [verbs[-1]]
    above = climbed(sentence, triggers, time)
    if above is not None and behind(sentence, triggers[above], time, after_verb=bool(verbs)):
        return [above]
    if above in verbs:
        last = _last_joined(sentence, triggers, verbs, above)
        left, verbs = [n for n in left if n <= last], [n for n in verbs if n <= last]
    elif above in left and triggers[above].kind == "noun" and sentence.tags[triggers[above].index] != "NNP":
        verb = told_of(sentence, triggers, verbs, above)
        return [above if verb is None else verb]
    if verbs and not_yet(triggers[verbs[-1]], time, publication):
        looking = ahead(triggers, left, verbs[-1])
        return looking or ([verbs[-1]] if stated(sentence, triggers[verbs[-1]], time) else [])
    if verbs:
        bearing = bearers(triggers, verbs, time.expression.days, publication)
        return _with_joined(sentence, triggers, verbs) if bearing is None else bearing
    if left and _attached(sentence, triggers[left[-1]], time):
        return [left[-1]]
    right = [n for n in inside if triggers[n].index > time.first and predicates(sentence, triggers[n])]
    finite = [n for n in right if triggers[n].group.finite]
    if (finite or right) and not in_aside(sentence, time):
        return [(finite or right)[0]]
    if left:
        return [left[-1]]
    if _mere_phrase(sentence, numbers, time):
        return _in_clause(sentence, [here - 1 if n == here else n for n in numbers], triggers, time, publication)
    return _next_clause(numbers, triggers, time)


def _last_joined(sentence: Sentence, triggers: Sequence[Trigger], verbs: Sequence[int], first: int) -> int:
    """The last of the verbs that are joined to one: "annexed" to "seized" in "seized and annexed"."""
    last = first
    for n in verbs:
        if n > last and _are_joined(sentence, triggers, last, n):
            last = n
    return last


def _are_joined(sentence: Sentence, triggers: Sequence[Trigger], first: int, second: int) -> bool:
    """Whether two verbs of one form have nothing but a conjunction between them."""
    between = sentence.tags[triggers[first].index + 1 : triggers[second].index]
    same = sentence.tags[triggers[first].index] == sentence.tags[triggers[second].index]
    return same and bool(between) and set(between) <= {"CC", ",", "RB"}


def _mere_phrase(sentence: Sentence, numbers: Sequence[int], time: PlacedTime) -> bool:
    """Whether the clause of an expression is none: "shot at a target during Operation REASSURANCE on 18 April"."""
    first = bisect_left(numbers, numbers[time.first])
    if first == 0 or sentence.lowers[first] not in ("during", "following", "despite", "after", "before"):
        return False
    return not any(tag in VERBS for tag in sentence.tags[first + 1 : bisect_right(numbers, numbers[time.first])])


def not_yet(verb: Trigger, time: PlacedTime, publication: DayInterval) -> bool:
    """Whether a date lies ahead of the day of writing, and the verb is told as past: so it is not the verb's."""
    earliest = time.expression.days.earliest
    told = verb.group.tense in ("PAST", "PASTPART") and verb.group.modality is None and not verb.group.future
    return told and earliest is not None and publication.latest is not None and earliest > publication.latest


def _happened_before(triggers: Sequence[Trigger], noun: int, verb: int, time: PlacedTime) -> bool:
    """Whether a date right behind an event noun is the noun's, because the verb is told in the present."""
    group = triggers[verb].group
    return group.tense == "PRESENT" and group.aspect == "NONE" and time.first - triggers[noun].index <= 2


def _covered(trigger: Trigger, time: PlacedTime) -> bool:
    return time.first <= trigger.index < time.last


def _noun_beside(sentence: Sentence, triggers: Sequence[Trigger], time: PlacedTime) -> int | None:
    """The event noun right after the expression: "the 2014 annexation", "Monday's attack"."""
    premodifies = time.first > 0 and (sentence.tags[time.first - 1] in ("DT", "POS", "PRP$", "JJ"))
    # "an Aug. 10, 1988, purchase agreement": the comma belongs to the date.
    inside = premodifies and sentence.lowers[time.first - 1] in ("a", "an")
    j = time.last + (inside and sentence.tags[time.last : time.last + 1] == (",",))
    limit = min(len(sentence.words), j + _BESIDE)
    while j < limit and sentence.tags[j] in ("POS", "JJ", "NN", "NNS", "NNP", "CD"):
        for n, trigger in enumerate(triggers):
            if (
                trigger.index == j
                and trigger.kind == "noun"
                and (premodifies or sentence.tags[time.last] == "POS" or sentence.words[time.last - 1].endswith("'s"))
            ):
                return n
        j += 1
    return None


def _attached(sentence: Sentence, trigger: Trigger, time: PlacedTime) -> bool:
    """Whether only prepositional phrases stand between an event noun and the expression."""
    return trigger.kind == "noun" and not any(
        tag in FINITE or tag in VERBS or tag == "," for tag in sentence.tags[trigger.index + 1 : time.first]
    )


def _with_joined(sentence: Sentence, triggers: Sequence[Trigger], verbs: Sequence[int]) -> list[int]:
    """The last verb; with those joined to it ("seized and annexed"), and the event noun of a light verb ("held a meeting")."""
    last = verbs[-1]
    found = [last]
    at = last
    for n in reversed(verbs[:-1]):
        if not _are_joined(sentence, triggers, n, at):
            break
        found.append(n)
        at = n
    beside = [noun for noun in (last - 1, last + 1) if 0 <= noun < len(triggers)]
    return found + [noun for noun in beside if carrier(sentence, triggers, noun) == last]


def _next_clause(numbers: Sequence[int], triggers: Sequence[Trigger], time: PlacedTime) -> list[int]:
    """An expression that opens the sentence, its clause without an event: "On Monday, when ..., he left"."""
    if time.first > 3:
        return []
    for n, trigger in enumerate(triggers):
        if numbers[trigger.index] == numbers[time.first] + 1 and trigger.group.finite:
            return [n]
    return []

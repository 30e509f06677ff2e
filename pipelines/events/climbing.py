"""Which event a time expression hangs on, by the tree of its sentence: the first one met on the way up from it."""

from collections.abc import Sequence
from typing import Final

from pipelines.events.clauses import PARTS_OF_DAY
from pipelines.events.placing import PlacedTime
from pipelines.events.triggers import Trigger
from pipelines.syntax.tagger import FINITE, NOUNS, Sentence

__all__ = ["behind", "climbed", "in_aside", "predicates", "said_then", "told_of"]

_HIGHEST: Final = 6
"""Steps up the tree, at most: what is further up has little to do with the expression."""

_KNOWN: Final = frozenset(("the", "this", "that", "these", "those", "its", "his", "her", "their", "as"))
"""Words on a noun that make it known, or a part that somebody plays."""

_NEAR: Final = 3
"""Words between an expression and the noun that it stands before, at most one less: "third-quarter net results"."""


def climbed(sentence: Sentence, triggers: Sequence[Trigger], time: PlacedTime) -> int | None:
    """Climb from an expression to the event it hangs on.

    Args:
        sentence: The sentence.
        triggers: Its triggers.
        time: The expression.

    Returns:
        Number of the trigger; `None` where none is met.
    """
    heads = sentence.analysis.heads
    if not heads:
        return None
    numbers = {trigger.index: n for n, trigger in enumerate(triggers)}
    copulas = {
        head: i
        for i, (head, relation) in enumerate(zip(heads, sentence.analysis.relations, strict=True))
        if relation == "cop"
    }
    i = next((j for j in range(time.first, time.last) if not time.first <= heads[j] < time.last), time.first)
    for _ in range(_HIGHEST):
        i = heads[i]
        if i < 0:
            return None
        found = numbers.get(i, numbers.get(copulas.get(i, -1)))
        if found is not None:
            return found
    return None


def behind(sentence: Sentence, trigger: Trigger, time: PlacedTime, *, after_verb: bool) -> bool:
    """Whether the tree hangs an expression on what follows: a finite verb ("he said it now holds"), or its own noun.

    Behind a verb, a preposition binds it to what is before: "the deal that he signed in 2014 failed".
    """
    if trigger.index < time.last or in_aside(sentence, time):
        return False
    if trigger.kind == "noun":
        return trigger.index - time.last < _NEAR and "IN" not in sentence.tags[time.last : trigger.index]
    if sentence.tags[trigger.index] == "VBG" and sentence.relations[trigger.index] in ("advcl", "xcomp"):
        return False
    bound = after_verb and time.first > 0 and sentence.tags[time.first - 1] == "IN"
    return trigger.group.finite and not bound


def told_of(sentence: Sentence, triggers: Sequence[Trigger], verbs: Sequence[int], noun: int) -> int | None:
    """Give the past verb that a date behind an event noun is of, because the noun is known already or names a part somebody plays.

    "agreed to the transaction in August", "stepped down as chairman in March": a date that tells a known event apart is rarer than one
    that says when the deed was done.
    """
    heads, lowers = sentence.heads, sentence.lowers
    at = triggers[noun].index
    hung = [i for i, head in enumerate(heads) if head == at]
    known = any(lowers[i] in _KNOWN for i in hung) and not any(_tells_apart(sentence, i) for i in hung)
    if not known or sentence.relations[at] not in ("obl", "obj"):
        return None
    return next((n for n in verbs if triggers[n].index == heads[at] and triggers[n].group.tense == "PAST"), None)


def _tells_apart(sentence: Sentence, i: int) -> bool:
    """Whether what hangs on a noun says which one is meant: "the sale of his shares in August"."""
    return sentence.relations[i] == "nmod" and "of" in sentence.lowers[max(0, i - 3) : i]


def in_aside(sentence: Sentence, time: PlacedTime) -> bool:
    """Whether an expression ends an aside that tells of its noun: "ENI, present in Libya since the 1950s, is the biggest"."""
    if sentence.lowers[time.last : time.last + 1] != (",",):
        return False
    for j in range(time.first - 1, 0, -1):
        if sentence.tags[j] == ",":
            return sentence.tags[j - 1] in NOUNS and any(
                sentence.tags[k] in ("JJ", "VBN", "NN", "NNS")
                and sentence.lowers[k] not in PARTS_OF_DAY | {"early", "late"}
                for k in range(j + 1, time.first)
            )
        if sentence.tags[j] in FINITE:
            return False
    return False


def said_then(sentence: Sentence, verb: Trigger, time: PlacedTime) -> bool:
    """Whether a date stands right behind a verb of saying, and is not the owner of what follows: "they said Friday's focus ..."."""
    owns = sentence.tags[time.last - 1] == "POS" or sentence.tags[time.last : time.last + 1] == ("POS",)
    return verb.event_class == "REPORTING" and verb.index == time.first - 1 and not owns


def predicates(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether an event is what a clause says: a verb, or what stands with a copula ("shares were up")."""
    if trigger.kind in ("verb", "copula"):
        return True
    pairs = zip(sentence.heads, sentence.relations, strict=True)
    return any(head == trigger.index and relation == "cop" for head, relation in pairs)

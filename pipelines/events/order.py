"""Who did it and to whom, as the order of the words tells: for sentences without a tree, and what a tree leaves open.

Careful rather than complete: a pronoun, or a phrase that is not plainly the subject or object, gives nothing.
"""

from bisect import bisect_left
from collections.abc import Collection
from typing import Final

from pipelines.events.naming import named_phrase
from pipelines.events.objects import says_clause
from pipelines.events.triggers import Trigger
from pipelines.records import Argument
from pipelines.syntax.tagger import FINITE, NOUNS, VERBS, Sentence

__all__ = ["agent_by_order", "patient_by_order", "phrase_before"]

_INSIDE: Final = NOUNS | frozenset(("DT", "JJ", "CD", "POS", "PRP$"))
_JOINING: Final = frozenset(("of", "to", "for", "in", "on", "at", "from", "with", "against", "between"))
_WHERE: Final = frozenset(("in", "at", "on", "from", "of"))
_REACH: Final = 25
"""Words to either side of a trigger in which its arguments are looked for."""


def agent_by_order(
    text: str, sentence: Sentence, trigger: Trigger, clause: tuple[int, int], timed: Collection[int]
) -> Argument | None:
    """Give who did it, `None` where the order of the words does not tell.

    Args:
        text: The whole text, for the names.
        sentence: Its sentence.
        trigger: The event.
        clause: First word of its clause, and the word after the clause's last.
        timed: Places of words that belong to time expressions: they take no part in anything.
    """
    if trigger.kind == "noun":
        return _owner(text, sentence, trigger.index)
    if trigger.kind != "verb":
        return None
    if trigger.group.passive:
        return _by(text, sentence, trigger.index, clause, timed)
    return _subject(text, sentence, trigger, clause, timed)


def patient_by_order(
    text: str, sentence: Sentence, trigger: Trigger, clause: tuple[int, int], timed: Collection[int]
) -> Argument | None:
    """Give whom or what it was done to, `None` where the order of the words does not tell; as `agent_by_order` is asked."""
    i = trigger.index
    if trigger.kind == "noun":
        follows = i + 2 < len(sentence.tags) and sentence.lowers[i + 1] == "of"
        return _object(text, sentence, i + 1, ()) if follows else None
    if trigger.kind != "verb":
        return None
    if trigger.group.passive:
        return _subject(text, sentence, trigger, clause, timed)
    if trigger.event_class == "REPORTING" and _clause_follows(sentence, i):
        return None
    found = _object(text, sentence, i, timed)
    if found is not None and says_clause(sentence, i, bisect_left(sentence.starts, found.head_start)):
        return None
    return found


def _subject(
    text: str, sentence: Sentence, trigger: Trigger, clause: tuple[int, int], timed: Collection[int]
) -> Argument | None:
    group = trigger.group
    if not group.finite:
        if sentence.tags[trigger.index] == "VBN" and group.passive and trigger.index > 0:
            return phrase_before(text, sentence, trigger.index, 0, timed)
        return None
    return phrase_before(text, sentence, group.first, clause[0], timed)


def phrase_before(text: str, sentence: Sentence, i: int, lowest: int, timed: Collection[int]) -> Argument | None:
    """The noun phrase that ends right before word `i`, prepositional phrases behind its head skipped.

    Args:
        text: The whole text.
        sentence: The sentence.
        i: The word it must stand before.
        lowest: Where to stop, unless a relative pronoun refers further back.
        timed: Places of words in time expressions.
    """
    tags = sentence.tags
    j = i - 1
    floor = max(lowest, i - _REACH)
    while j >= floor and (tags[j] == "RB" or j in timed or (tags[j] == "IN" and j + 1 in timed)):
        j -= 1
    joining = _JOINING
    if j >= 0 and (tags[j] == "WDT" or sentence.lowers[j] == "who"):
        joining = _WHERE if sentence.lowers[j] == "who" else frozenset()
        j, floor = j - 1, max(0, i - _REACH)
    aside = j >= floor and tags[j] == ","
    if aside:
        j -= 1
    if j < floor or tags[j] not in NOUNS:
        return None
    first, head = _phrase(sentence, j, floor, joining, timed)
    if aside and not FINITE.isdisjoint(tags[floor:first]):
        return None
    if first - 2 >= floor and tags[first - 1] in ("IN", "TO"):
        return phrase_before(text, sentence, first - 2 + 1, lowest, timed) if aside and tags[first - 2] == "," else None
    if aside and tags[first] == "DT" and first - 2 >= floor and tags[first - 1] == "," and tags[first - 2] == "NNP":
        return phrase_before(text, sentence, first - 1, lowest, timed)
    return named_phrase(text, sentence, _after_possessive(sentence, first, head), head, head)


def _phrase(
    sentence: Sentence, last: int, floor: int, joining: Collection[str], timed: Collection[int]
) -> tuple[int, int]:
    """First word and head of the noun phrase that ends at `last`: its head is left of what prepositions add to it."""
    tags = sentence.tags
    head = last
    while True:
        first = head
        while first - 1 >= floor and tags[first - 1] in _INSIDE and first - 1 not in timed:
            first -= 1
        if first - 2 < floor or sentence.lowers[first - 1] not in joining:
            return first, head
        if tags[first - 2] not in NOUNS or first - 2 in timed:
            return first, head
        head = first - 2


def _after_possessive(sentence: Sentence, first: int, head: int) -> int:
    """Where a phrase begins: its determiner and its owner belong to it ("Syria's army")."""
    while first < head and sentence.tags[first] == "POS":
        first += 1
    return first


def _object(text: str, sentence: Sentence, i: int, timed: Collection[int]) -> Argument | None:
    """The noun phrase right after a verb."""
    tags = sentence.tags
    first = i + 1
    while first < len(tags) and tags[first] == "RB":
        first += 1
    last = first
    while last < len(tags) and last - first < _REACH and last not in timed and (tags[last] in _INSIDE):
        last += 1
    if last == first or last - 1 < first:
        return None
    if sentence.tags[i] in VERBS and last < len(tags) and tags[last] in FINITE:
        return None
    return named_phrase(text, sentence, first, last - 1, last - 1)


def _by(text: str, sentence: Sentence, i: int, clause: tuple[int, int], timed: Collection[int]) -> Argument | None:
    """Who did it, in a passive: the phrase after "by"."""
    for j in range(i + 1, min(clause[1], i + 8)):
        if sentence.tags[j] in VERBS:
            return None
        if sentence.lowers[j] == "by":
            return _object(text, sentence, j, timed)
    return None


def _clause_follows(sentence: Sentence, i: int) -> bool:
    return not FINITE.isdisjoint(sentence.tags[i + 1 : i + 12]) or sentence.words[i + 1 : i + 2] == ("that",)


def _owner(text: str, sentence: Sentence, i: int) -> Argument | None:
    """The owner of an event noun: "Moscow's annexation of Crimea"."""
    tags = sentence.tags
    owner = i - 1
    while owner > 0 and tags[owner] in ("JJ", "CD", "NN"):
        owner -= 1
    if owner <= 0 or tags[owner] != "POS" or tags[owner - 1] not in NOUNS:
        return None
    first = owner - 1
    while first > 0 and tags[first - 1] in _INSIDE and tags[first - 1] != "POS":
        first -= 1
    return named_phrase(text, sentence, first, owner - 1, owner - 1)

"""Who did it, to whom, and where: phrases around a trigger, told by the tree of the sentence.

Where a sentence has no tree they are told by their place in the clause, careful rather than complete: then a pronoun, or a phrase
that is not plainly the subject or object, gives nothing. The place is told by its preposition either way.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from pipelines.events.dependents import agent_and_patient, antecedent, phrase_of
from pipelines.events.lexicon import event_words
from pipelines.events.triggers import Trigger
from pipelines.quick import quick
from pipelines.records import Argument
from pipelines.syntax.tagger import FINITE, NOUNS, VERBS, Sentence
from pipelines.syntax.trees import Tree

__all__ = ["Roles", "find_roles", "named_phrase", "phrase_before"]

_INSIDE: Final = NOUNS | frozenset(("DT", "JJ", "CD", "POS", "PRP$"))
_JOINING: Final = frozenset(("of", "to", "for", "in", "on", "at", "from", "with", "against", "between"))
_WHERE: Final = frozenset(("in", "at", "on", "from", "of"))
_PLACE_WORDS: Final = frozenset(("in", "at", "near", "outside", "inside", "across", "throughout"))
_TITLES: Final = re.compile(
    r"^(?:(?:the|a|an|this|that|these|those|its|his|her|their|our|some|all|both)\s+|(?:Mr|Mrs|Ms|Dr|Prof)\.?\s+)+",
    re.IGNORECASE,
)
_PRONOUNS: Final = frozenset(("PRP", "PRP$", "WDT", "WP"))
_STANDING: Final = frozenset(("who", "which", "that", "this", "these", "those", "its", "one", "all", "both", "others"))
_NAMING: Final = NOUNS | frozenset(("CD", "JJ", "VBG"))
_NO_CLAUSE: Final = frozenset(
    ("amod", "compound", "nmod", "nmod:poss", "nsubj", "obj", "obl", "appos", "case", "flat", "advmod", "det")
)
_SPACE: Final = re.compile(r"\s+")
_REACH: Final = 25
"""Words to either side of a trigger in which its arguments are looked for."""


@quick
@dataclass(frozen=True, slots=True)
class Roles:
    """The arguments of one event; `None` where not known."""

    agent: Argument | None = None
    patient: Argument | None = None
    place: Argument | None = None


def find_roles(
    text: str,
    sentence: Sentence,
    trigger: Trigger,
    clause: tuple[int, int],
    timed: Collection[int],
    *,
    following: int | None = None,
    tree: Tree | None = None,
) -> Roles:
    """Find the arguments of a trigger.

    Args:
        text: The whole text, for the names.
        sentence: Its sentence.
        trigger: The event.
        clause: First word of its clause, and the word after the clause's last.
        timed: Places of words that belong to time expressions: they take no part in anything.
        following: Place of the next trigger: what stands behind it belongs to it.
        tree: The tree of the sentence; `None` where it has none.
    """
    reach = min(clause[1], len(sentence.words) if following is None else following)
    place = _place(text, sentence, trigger, (clause[0], reach), timed)
    if tree is None or _misread(tree, trigger):
        return replace(_by_order(text, sentence, trigger, clause, timed), place=place)
    heads = agent_and_patient(sentence, tree, trigger)
    agent, patient = (None if i is None or i in timed else _phrase_at(text, sentence, tree, i) for i in heads)
    if agent is not None and patient is not None:
        return Roles(agent, patient, place)
    order = _by_order(text, sentence, trigger, clause, timed)
    if agent is None and (trigger.group.passive or patient is None or patient.start > trigger.start):
        agent = order.agent
    if patient is None and agent is not None and agent != order.patient:
        patient = order.patient
    return Roles(agent, patient, place)


def _misread(tree: Tree, trigger: Trigger) -> bool:
    """Whether the tree has something else than a clause where the words say that a finite verb stands: then it is wrong."""
    return trigger.kind == "verb" and trigger.group.finite and tree.relations[trigger.index] in _NO_CLAUSE


def _by_order(
    text: str, sentence: Sentence, trigger: Trigger, clause: tuple[int, int], timed: Collection[int]
) -> Roles:
    """Agent and patient as the order of the words tells them."""
    if trigger.kind == "noun":
        return _of_noun(text, sentence, trigger)
    if trigger.kind != "verb":
        return Roles()
    group = trigger.group
    subject = _subject(text, sentence, trigger, clause, timed)
    if group.passive:
        return Roles(_by(text, sentence, trigger.index, clause, timed), subject)
    if trigger.event_class == "REPORTING" and _clause_follows(sentence, trigger.index):
        return Roles(subject)
    return Roles(subject, _object(text, sentence, trigger.index, timed))


def _phrase_at(text: str, sentence: Sentence, tree: Tree, i: int) -> Argument | None:
    """The phrase of a word of the tree. A relative pronoun has the name of what it stands for, another pronoun none yet."""
    first, last = phrase_of(sentence, tree, i)
    start, end, head = sentence.starts[first], sentence.ends[last], (sentence.starts[last], sentence.ends[last])
    meant = antecedent(sentence, tree, i)
    if meant is not None:
        found = _phrase_at(text, sentence, tree, meant) if meant != i else None
        return Argument(start, end, *head, None if found is None else found.name)
    if sentence.tags[last] in _PRONOUNS or sentence.lowers[last] in _STANDING:
        return Argument(start, end, *head, None)
    if _NAMING.isdisjoint(sentence.tags[first : last + 1]):
        return None
    name = _plain(text[start:end])
    return Argument(start, end, *head, name) if any(map(str.isalnum, name)) else None


@lru_cache(maxsize=8_192)
def _plain(phrase: str) -> str:
    """A phrase without the article or title before it, with single spaces."""
    return _SPACE.sub(" ", _TITLES.sub("", phrase)).strip()


def named_phrase(text: str, sentence: Sentence, first: int, last: int, head: int) -> Argument | None:
    """Give the phrase of the words `first` to `last`, both included; `None` where its head is no noun."""
    if sentence.tags[head] not in NOUNS:
        return None
    start, end = sentence.starts[first], sentence.ends[last]
    name = text[start:end]
    if last > first:  # a single word has neither a title nor a space in it
        name = _plain(name)
    return Argument(start, end, sentence.starts[head], sentence.ends[head], name) if name else None


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
    if aside and any(tag in FINITE for tag in tags[floor:first]):
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
    following = sentence.tags[i + 1 : i + 12]
    return any(tag in FINITE for tag in following) or sentence.words[i + 1 : i + 2] == ("that",)


def _of_noun(text: str, sentence: Sentence, trigger: Trigger) -> Roles:
    """Owner and object of an event noun: "Moscow's annexation of Crimea"."""
    tags, i = sentence.tags, trigger.index
    agent = patient = None
    owner = i - 1
    while owner > 0 and tags[owner] in ("JJ", "CD", "NN"):
        owner -= 1
    if owner > 0 and tags[owner] == "POS" and tags[owner - 1] in NOUNS:
        first = owner - 1
        while first > 0 and tags[first - 1] in _INSIDE and tags[first - 1] != "POS":
            first -= 1
        agent = named_phrase(text, sentence, first, owner - 1, owner - 1)
    if i + 2 < len(tags) and sentence.lowers[i + 1] == "of":
        patient = _object(text, sentence, i + 1, ())
    return Roles(agent, patient)


def _place(
    text: str, sentence: Sentence, trigger: Trigger, clause: tuple[int, int], timed: Collection[int]
) -> Argument | None:
    """The first name after a word of place, behind the trigger and in its clause."""
    tags = sentence.tags
    for j in range(trigger.index + 1, min(clause[1], trigger.index + _REACH)):
        if sentence.lowers[j] not in _PLACE_WORDS or tags[j] != "IN" or j + 1 in timed:
            if tags[j] in FINITE:
                return None
            continue
        first = j + 1
        last = first
        while last < clause[1] and tags[last] in ("DT", "JJ", "NNP", "NN", "POS") and last not in timed:
            last += 1
        while last > first and tags[last - 1] != "NNP":
            last -= 1
        modifies = last < len(tags) and tags[last] in ("NN", "NNS", "POS", "JJ")
        named = sentence.lowers[last - 1] in event_words().nouns
        if last > first and not modifies and not named and not (sentence.lowers[j] == "at" and j == trigger.index + 1):
            return named_phrase(text, sentence, first, last - 1, last - 1)
    return None

"""Who did it, to whom, and where: phrases around a trigger, told by the tree of the sentence.

Where a sentence has no tree they are told by the order of its words. The place is told by its preposition either way.
"""

from bisect import bisect_left
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from pipelines.events.dependents import Pair
from pipelines.events.naming import plain_name
from pipelines.events.order import agent_by_order, patient_by_order
from pipelines.events.phrases import CURRENCIES, RELATIVE, antecedent, phrase_of
from pipelines.events.triggers import Trigger
from pipelines.events.where import find_place
from pipelines.quick import quick
from pipelines.records import Argument
from pipelines.syntax.tagger import NOUNS, Sentence
from pipelines.syntax.trees import Tree

__all__ = ["Roles", "find_roles", "phrase_at"]

_PRONOUNS: Final = frozenset(("PRP", "PRP$", "WDT", "WP"))
_STANDING: Final = frozenset(("who", "which", "that", "this", "these", "those", "its", "one", "all", "both", "others"))
_NAMING: Final = NOUNS | frozenset(("CD", "JJ", "VBG"))
_NO_CLAUSE: Final = frozenset(
    ("amod", "compound", "nmod", "nmod:poss", "nsubj", "obj", "obl", "appos", "case", "flat", "advmod", "det")
)
_NEVER_FIRST: Final = frozenset(("CC", "IN", ",", ":", ".", "``", "''", "-LRB-", "-RRB-", "(", ")", "RP"))
"""Tags of words and marks that no phrase begins with, though the tree hangs them on it."""


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
    following: int | None,
    tree: Tree | None,
    heads: Pair,
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
        heads: What `agent_and_patient` says of it.
    """
    reach = min(clause[1], len(sentence.words) if following is None else following)
    place = find_place(text, sentence, trigger, (clause[0], reach), timed)
    by_order = (text, sentence, trigger, clause, timed)
    if tree is None or _misread(tree, trigger):
        return Roles(agent_by_order(*by_order), patient_by_order(*by_order), place)
    does, undergoes = heads
    agent = None if does is None or does in timed else phrase_at(text, sentence, tree, does)
    patient = None if undergoes is None or undergoes in timed else phrase_at(text, sentence, tree, undergoes)
    if agent is None and (trigger.group.passive or patient is None or patient.start > trigger.start):
        agent = agent_by_order(*by_order)
    # "observing the holy months": what the tree says is a time, and nothing else is observed.
    if patient is None and agent is not None and (undergoes is None or undergoes not in timed):
        behind = patient_by_order(*by_order)
        if behind is not None and agent.head_start != behind.head_start and not _acts(sentence, tree, trigger, behind):
            patient = behind
    return Roles(agent, patient, place)


def _acts(sentence: Sentence, tree: Tree, trigger: Trigger, found: Argument | None) -> bool:
    """Whether the tree has a phrase as part of a clause that hangs on a verb: "he said the war was over"."""
    if found is None or trigger.event_class == "OCCURRENCE":
        return False
    head = tree.heads[bisect_left(sentence.starts, found.head_start)]
    return head >= 0 and tree.heads[head] == trigger.index and tree.relations[head] in ("ccomp", "parataxis")


def _misread(tree: Tree, trigger: Trigger) -> bool:
    """Whether the tree has something else than a clause where the words say that a finite verb stands: then it is wrong."""
    return trigger.kind == "verb" and trigger.group.finite and tree.relations[trigger.index] in _NO_CLAUSE


def phrase_at(text: str, sentence: Sentence, tree: Tree, i: int) -> Argument | None:
    """Give the phrase of a word of the tree; `None` where it is none that can take part in anything.

    A relative pronoun has the name of what it stands for, another pronoun none yet.
    """
    first, last = phrase_of(sentence, tree, i)
    while first < last and sentence.tags[first] in _NEVER_FIRST and sentence.words[first] not in CURRENCIES:
        first += 1
    head_start, head_end = sentence.starts[last], sentence.ends[last]
    start, end = head_start if sentence.tags[last] in _PRONOUNS else sentence.starts[first], head_end
    meant = antecedent(sentence, tree, i) if sentence.lowers[i] in RELATIVE else None
    if meant is not None:
        found = phrase_at(text, sentence, tree, meant) if meant != i else None
        return Argument(start, end, head_start, head_end, None if found is None else found.name)
    if sentence.tags[last] in _PRONOUNS or sentence.lowers[last] in _STANDING:
        return Argument(start, end, head_start, head_end, None)
    if _NAMING.isdisjoint(sentence.tags[first : last + 1]):
        return None
    name = _apposed(text, sentence, tree, i) or plain_name(text[start:end])
    return Argument(start, end, head_start, head_end, name) if any(map(str.isalnum, name)) else None


def _apposed(text: str, sentence: Sentence, tree: Tree, i: int) -> str | None:
    """The name of whom a description is set beside: "Russia's envoy, Ivan Karlov", "the airline Ryanair"; else `None`."""
    if sentence.tags[i] not in ("NN", "NNS"):
        return None
    for j in tree.under(i, "appos", "flat", "nmod:desc"):
        first, last = phrase_of(sentence, tree, j) if j > i else (0, 0)
        begins = first + (sentence.lowers[first] in ("the", "a"))
        beside = first == i + 1 or (first == i + 2 and sentence.tags[i + 1] == ",")
        if beside and sentence.names[begins][:1] == "B" and sentence.tags[begins] in ("NNP", "NNPS"):
            while sentence.tags[last + 1 : last + 2] == ("NNP",) and tree.heads[last + 1] in (i, j):
                last += 1
            return plain_name(text[sentence.starts[first] : sentence.ends[last]])
    return None

"""From the trees of spaCy's English pipelines to those of Universal Dependencies.

Those pipelines speak the relations of ClearNLP, where a preposition governs its noun and "be" its predicate. Here the content
word governs, as everything that asks a `Tree` expects: prepositions become `case` or `mark`, "be" becomes `cop`, and all that
hung on them hangs on the word they stand with. Joined words hang on the first of them. A tree stays a tree.

Two differences are left: a person's name has its last word as head ("Barack" hangs on "Obama"), and so has a date its month.

Source: Choi and Palmer, Guidelines for the CLEAR Style Constituent to Dependency Conversion (2012);
Universal Dependencies 2, guidelines for English.
"""

import tomllib
from bisect import insort
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from pipelines.syntax.window import FINITE, NOUNS, VERBS

__all__ = ["is_clearnlp", "universal"]

_OWN: Final = frozenset(("pobj", "dobj", "nsubjpass", "acomp"))
"""Relations that ClearNLP has and Universal Dependencies has not."""
_PREPOSITIONS: Final = frozenset(("prep", "agent", "dative"))
_ASIDE: Final = frozenset((*_PREPOSITIONS, "advmod", "amod", "mark", "aux", "case", "det", "compound:prt"))
"""Relations of a preposition that say nothing of what its noun is for the word above."""
_HELPERS: Final = frozenset(("aux", "aux:pass", "cop", "case"))
_OUTER: Final = {"nsubj": "nsubj:outer", "csubj": "csubj:outer"}
_CLAUSES: Final = frozenset(("xcomp", "ccomp"))
_NOMINAL: Final = NOUNS | frozenset(("NNPS", "CD", "PRP", "DT", "WP", "WDT", "$", "EX", "FW", "SYM"))
"""Tags of words whose phrases with a preposition are `nmod`; those of all others are `obl`."""


@dataclass(frozen=True, slots=True)
class _Words:
    renamed: dict[str, str]
    unturned: dict[str, str]
    be: frozenset[str]
    predicates: frozenset[str]
    first: frozenset[str]


@cache
def _words() -> _Words:
    tables = tomllib.loads((Path(__file__).parent / "words" / "clearnlp.toml").read_text(encoding="utf-8"))
    words = {name: frozenset(found.split()) for name, found in tables["words"].items()}
    return _Words(tables["renamed"], tables["unturned"], **words)


def is_clearnlp(relations: Collection[str]) -> bool:
    """Tell by its relations whether a parser speaks ClearNLP's."""
    return not _OWN.isdisjoint(relations)


def universal(
    lowers: Sequence[str], tags: Sequence[str], heads: Sequence[int], relations: Sequence[str]
) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """Turn the tree of a sentence into one of Universal Dependencies.

    Args:
        lowers: Its words in small letters, with straight apostrophes.
        tags: Their Penn Treebank tags.
        heads: For each the place of the word it hangs on; -1 for a root.
        relations: ClearNLP's relation of each to its head.

    Returns:
        Heads and relations, as `Analysis` has them.

    >>> universal(("rebels", "fled", "to", "russia"), ("NNS", "VBD", "IN", "NNP"), (1, -1, 1, 2), ("nsubj", "ROOT", "prep", "pobj"))
    ((1, -1, 3, 1), ('nsubj', 'root', 'case', 'obl'))
    """
    tree = _Tree(lowers, tags, heads, relations)
    tree.turn_prepositions()
    tree.turn_copulas()
    tree.raise_subjects()
    tree.join()
    return tuple(tree.heads), tuple(map(tree.named, range(len(tree.heads))))


class _Tree:
    """A tree that is being turned."""

    def __init__(
        self, lowers: Sequence[str], tags: Sequence[str], heads: Sequence[int], relations: Sequence[str]
    ) -> None:
        self.lowers, self.tags = lowers, tags
        self.heads = list(heads)
        renamed = _words().renamed
        self.relations = [renamed.get(relation.lower(), relation.lower()) for relation in relations]
        self.children: list[list[int]] = [[] for _ in heads]
        for i, head in enumerate(heads):
            if head >= 0:
                self.children[head].append(i)
        self.from_above = [i for i, head in enumerate(heads) if head < 0]
        for i in self.from_above:  # grows: each word comes after the one it hangs on
            self.from_above.extend(self.children[i])

    def under(self, i: int, *relations: str) -> list[int]:
        return [child for child in self.children[i] if self.relations[child] in relations]

    def hang(self, i: int, head: int, relation: str) -> None:
        """Hang a word on another, or make it a root."""
        if self.heads[i] >= 0:
            self.children[self.heads[i]].remove(i)
        self.heads[i], self.relations[i] = head, relation
        if head >= 0:
            insort(self.children[head], i)

    def exchange(self, i: int, content: int, relation: str, function: str) -> None:
        """Let a word stand where the one it hung on stood, with all that hung there, that one itself among them."""
        self.hang(content, self.heads[i], relation)
        for child in tuple(self.children[i]):
            self.hang(child, content, self.relations[child])
        self.hang(i, content, function)

    def turn_prepositions(self) -> None:
        """Hang prepositions on their nouns and clauses."""
        for i in self.from_above:
            content = self._complement(i)
            if content is None:
                continue
            for other in self.under(i, "pobj", "pcomp"):
                if other != content:
                    # "because of rain", where "of" hangs on "because" beside the rain.
                    self.relations[other] = "fixed" if self.tags[other] == "IN" else "dep"
            fixed = self.under(i, "fixed")
            relation = self.relations[i]
            clause = self.relations[content] == "pcomp" and self.tags[content] in VERBS
            second = self.relations[content] in _PREPOSITIONS  # "out of the house": it is turned in its time
            if not second and (relation in _ASIDE or self.lowers[i] in _words().first):
                relation = self._oblique(self.heads[i], relation, clause=clause)
            self.exchange(i, content, relation, "mark" if clause else "case")
            for other in fixed:
                self.hang(other, i, "fixed")
            if i and self.heads[i - 1] == content and self.lowers[i - 1] in _words().first:
                self.relations[i - 1] = "case"  # "such as", where "such" hangs on "as"

    def _complement(self, i: int) -> int | None:
        """What stands with a preposition: its noun, its clause, or a second preposition right behind."""
        own = self.under(i, "pobj") or self.under(i, "pcomp")
        if own:
            return own[0]
        if self.relations[i] in _PREPOSITIONS or self.lowers[i] in _words().first:
            return next((j for j in self.under(i, *_PREPOSITIONS) if j == i + 1 and self.children[j]), None)
        return None

    def _oblique(self, head: int, relation: str, *, clause: bool) -> str:
        """The relation of a phrase with a preposition to what it hangs on."""
        noun = head >= 0 and self.tags[head] in _NOMINAL
        if clause:
            return "acl" if noun else "advcl"
        if relation == "agent":
            return "obl:agent"
        return "nmod" if noun else "obl"

    def turn_copulas(self) -> None:
        """Hang forms of "be" on their predicates; after "there" it is a verb, and what there is its subject."""
        for i in reversed(self.from_above):
            if self.lowers[i] not in _words().be or self.relations[i] in _HELPERS:
                continue
            if any(self.tags[j] == "EX" for j in self.under(i, "expl")):
                for j in self.under(i, "attr"):
                    self.relations[j] = "nsubj"
                continue
            content = self._predicate(i)
            if content is None:
                continue
            if self.relations[content] in _CLAUSES:
                for j in self.under(i, *_OUTER):
                    self.relations[j] = _OUTER[self.relations[j]]
            self.exchange(i, content, self.relations[i], "cop")

    def _predicate(self, i: int) -> int | None:
        """What is said of the subject of "be": a noun or adjective, else a clause, a phrase or an adverb right behind."""
        own = self.under(i, "attr") or self.under(i, "acomp")
        if own:
            return own[0]
        if not self.under(i, *_OUTER):
            return None
        for j in self.children[i]:
            said = self.relations[j] in ("obl", *_CLAUSES) or self.lowers[j] in _words().predicates
            if j > i and (said or self.relations[j] not in ("advmod", "punct", "nsubj")):
                return j if said else None
        return None

    def raise_subjects(self) -> None:
        """Make the subject of a clause without a finite verb the object of the verb above: "forced him to leave"."""
        for i in self.from_above:
            head = self.heads[i]
            if self.relations[i] != "ccomp" or head < 0 or self.tags[head] not in VERBS or self._finite(i):
                continue
            own = self.under(i, "nsubj", "nsubj:pass")
            if len(own) == 1 and head < own[0] < i and not self.under(head, "obj") and not self.under(i, "mark"):
                self.hang(own[0], head, "obj")
                self.relations[i] = "xcomp"

    def _finite(self, i: int) -> bool:
        helpers = (self.tags[j] for j in self.children[i] if self.relations[j] in _HELPERS)
        return self.tags[i] not in ("VB", "VBG", "VBN") or not FINITE.isdisjoint(helpers)

    def join(self) -> None:
        """Hang joined words on the first of them, conjunctions and commas on the one they stand before."""
        for i in self.from_above:
            head = self.heads[i]
            while head >= 0 and self.relations[i] == self.relations[head] == "conj" and self.heads[head] >= 0:
                self.hang(i, self.heads[head], "conj")
                head = self.heads[i]
        for i, head in enumerate(self.heads):
            between = self.relations[i] == "cc" or (self.relations[i] == "punct" and self.lowers[i] in (",", ";"))
            if head < 0 or not between or self.children[i] or i < head:
                continue
            first = self.heads[head] if self.relations[head] == "conj" else head
            following = next((j for j in self.under(first, "conj") if j > i), None) if first >= 0 else None
            if following is not None:
                self.hang(i, following, self.relations[i])

    def named(self, i: int) -> str:
        """The relation of a word as Universal Dependencies name it."""
        relation, head = self.relations[i], self.heads[i]
        if head < 0:
            return "root"
        if relation == "obl:unmarked" and self.tags[head] in NOUNS:
            return "nmod:unmarked"
        if relation == "aux" and self.tags[i] == "TO":
            return "mark"
        return _words().unturned.get(relation, relation)

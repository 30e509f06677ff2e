"""The tree of a sentence, to be climbed: who hangs on whom, and what stands for subject, object or place of a verb.

A word is named by its place in the sentence, as everywhere. Make the tree once for a sentence, then ask:

>>> from pipelines.syntax.tagger import read_sentences
>>> text = "Rebels from the north seized the town and burned two bridges on Monday."
>>> [sentence] = read_sentences(text, [(0, len(text))])
>>> tree = Tree.of(sentence)
>>> sentence.words[tree.heads[9]], tree.relations[9]
('burned', 'obj')
>>> [sentence.words[i] for i in tree.subjects(8)]
['Rebels']
>>> [sentence.words[i] for i in tree.objects(4)]
['town']
>>> [(sentence.words[case], sentence.words[i]) for i, case in tree.obliques(8)]
[('on', 'Monday')]
>>> [sentence.words[i] for i in tree.conjuncts(4)]
['seized', 'burned']
>>> tree.span(0)
(0, 4)

The trees are made by a model and are wrong now and then (heads: 84 of 100 words, see `weights/README.md`): let a rule that asks the tree say
what it does where the tree has no answer. A sentence that was read by rules alone has no tree: `Tree.of` gives `None`.
Relations are those of Universal Dependencies, version 2 (https://universaldependencies.org/u/dep/).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from pipelines.quick import quick
from pipelines.syntax.sentence import Sentence

__all__ = ["OBJECTS", "OBLIQUES", "SUBJECTS", "Tree"]

SUBJECTS: Final = frozenset(("nsubj", "nsubj:pass", "nsubj:outer", "csubj", "csubj:pass", "csubj:outer"))
"""Relations of a subject, in the active and in the passive."""
OBJECTS: Final = frozenset(("obj", "iobj"))
"""Relations of an object."""
OBLIQUES: Final = frozenset(("obl", "obl:agent", "obl:unmarked", "nmod", "nmod:unmarked", "nmod:desc"))
"""Relations of a phrase that tells where, when, how or by whom; those of a noun too."""
_PASSIVE: Final = frozenset(("nsubj:pass", "csubj:pass", "aux:pass"))
_NO_WORD: Final = -1


@quick
@dataclass(frozen=True, slots=True)
class Tree:
    """A sentence's words and how they hang together.

    Attributes:
        heads: For each word the place of the one it hangs on; -1 for a root.
        relations: The relation of each to its head.
        children: For each word those that hang on it, in order.
    """

    heads: tuple[int, ...]
    relations: tuple[str, ...]
    children: tuple[tuple[int, ...], ...]

    @classmethod
    def of(cls, sentence: Sentence) -> "Tree | None":
        """Give the tree of a sentence; `None` where it has none."""
        return cls.made(sentence.heads, sentence.relations) if sentence.heads else None

    @classmethod
    def made(cls, heads: tuple[int, ...], relations: tuple[str, ...]) -> "Tree":
        """Make a tree of its two columns."""
        found: list[tuple[int, ...]] = [()] * len(heads)
        for i, head in enumerate(heads):
            if head >= 0:
                found[head] += (i,)  # most have one or none: quicker than lists made into tuples
        return cls(heads, relations, tuple(found))

    def up(self, i: int) -> Iterator[int]:
        """Give the words above one, its head first, the root last."""
        i = self.heads[i]
        while i >= 0:
            yield i
            i = self.heads[i]

    def path(self, first: int, second: int) -> tuple[int, ...]:
        """Give the words on the way from one to the other, both included; none where they have no root in common."""
        left, right = (first, *self.up(first)), (second, *self.up(second))
        meet = next((i for i in left if i in right), _NO_WORD)
        if meet < 0:
            return ()
        return (*left[: left.index(meet) + 1], *reversed(right[: right.index(meet)]))

    def under(self, i: int, *relations: str) -> tuple[int, ...]:
        """Give the words that hang on one by any of these relations (`conj`, `case`), in order."""
        # Asked several times of each event: most words have few children and fewer of a kind, so adding to a tuple is quickest.
        known, found = self.relations, tuple[int, ...]()
        for child in self.children[i]:
            if known[child] in relations:
                found += (child,)
        return found

    def subtree(self, i: int) -> list[int]:
        """Give a word and all that hangs on it, however far down, in order."""
        found, at = [i], 0
        while at < len(found):
            found.extend(self.children[found[at]])
            at += 1
        return sorted(found)

    def span(self, i: int) -> tuple[int, int]:
        """Give the first word of a word's phrase and the one behind its last; marks of punctuation at its ends count."""
        found = self.subtree(i)
        return found[0], found[-1] + 1

    def conjuncts(self, i: int) -> tuple[int, ...]:
        """Give the words joined to one ("seized and burned"), itself among them, in order."""
        first = i
        while self.relations[first] == "conj" and self.heads[first] >= 0:
            first = self.heads[first]
        found, at = [first], 0
        while at < len(found):
            found.extend(self.under(found[at], "conj"))
            at += 1
        return tuple(sorted(found))

    def passive(self, i: int) -> bool:
        """Whether a verb is told in the passive, by its auxiliary or its subject."""
        known = self.relations
        for child in self.children[i]:  # noqa: SIM110  # half the time of `any`, and asked of every verb
            if known[child] in _PASSIVE:
                return True
        return False

    def subjects(self, i: int) -> tuple[int, ...]:
        """Give the subjects of a verb: its own, or those of the verb it is joined to, or that its infinitive leans on.

        "Rebels seized it and burned it": of both. "He plans to leave": "he" of "leave". "the rebels who left": "who", as the tree has it;
        its head is the word that the relative clause hangs on.
        """
        while True:
            own = tuple(child for child in self.children[i] if self.relations[child] in SUBJECTS)
            if own or self.relations[i] not in ("conj", "xcomp") or self.heads[i] < 0:
                return own
            i = self.heads[i]

    def objects(self, i: int) -> tuple[int, ...]:
        """Give the objects of a verb, in order; what is done to the subject of a passive is `subjects`."""
        return tuple(child for child in self.children[i] if self.relations[child] in OBJECTS)

    def obliques(self, i: int) -> tuple[tuple[int, int], ...]:
        """Give the phrases that tell where, when or by whom: head word of each and its preposition, -1 where it has none."""
        known, found = self.relations, tuple[tuple[int, int], ...]()
        for child in self.children[i]:
            if known[child] in OBLIQUES:
                preposition = _NO_WORD
                for below in self.children[child]:
                    if known[below] == "case":
                        preposition = below
                        break
                found += ((child, preposition),)
        return found

"""Phrases of the tree: the words that belong to a noun, and what a relative pronoun stands for."""

from typing import Final

from pipelines.events.rolewords import role_words
from pipelines.syntax.tagger import NOUNS, Sentence
from pipelines.syntax.trees import Tree

__all__ = ["CURRENCIES", "RELATIVE", "antecedent", "phrase_of"]

RELATIVE: Final = frozenset(("who", "which", "that", "whom"))
"""Pronouns that stand for the noun before their clause."""
_BEFORE: Final = frozenset(
    ("det", "amod", "compound", "nummod", "nmod:poss", "nmod:desc", "det:predet", "flat", "nmod:unmarked")
)
CURRENCIES: Final = frozenset(("$", "US$", "£", "€", "¥"))
"""Signs that stand before what they count."""
_BEHIND: Final = frozenset(("flat", "compound", "nummod", "nmod:desc"))


def antecedent(sentence: Sentence, tree: Tree, i: int) -> int | None:
    """Give the noun that a relative pronoun stands for; `None` for any other word."""
    if sentence.lowers[i] not in RELATIVE:
        return None
    for j in tree.up(i):
        if tree.relations[j] == "acl:relcl":
            meant = tree.heads[j]
            if sentence.lowers[i] == "who":
                return _somebody(sentence, tree, meant)
            # "SARS in 2003, which killed": a number is not what is told of.
            above = tree.heads[meant]
            return above if sentence.tags[meant] == "CD" and sentence.tags[above] in NOUNS and above >= 0 else meant
    return None


def _somebody(sentence: Sentence, tree: Tree, i: int) -> int:
    """Whom "who" stands for: not a place, but what lies there ("militants in eastern Ukraine who")."""
    people = role_words().verbs["people"]
    if sentence.lemmas[i] in people or sentence.names[i][2:] == "PER":
        return i
    above, place = i, sentence.names[i][2:] == "LOC"
    while tree.relations[above] == "nmod" and sentence.tags[tree.heads[above]] in NOUNS:
        above = tree.heads[above]
        if sentence.lemmas[above] in people or place:
            return above
    return i


def phrase_of(sentence: Sentence, tree: Tree, head: int) -> tuple[int, int]:
    """Give first and last word of the phrase of a noun; its last word counts as its head ("Steve Jobs", "iPhone 4").

    What stands before it, and further parts of a name behind it; what follows ("of the company", "which ...") is left out.
    """
    first = last = head
    for j in tree.children[head]:
        if j < head and tree.relations[j] in _BEFORE:
            first = min(first, _leftmost(tree, j))
    following = list(tree.children[head])
    for j in following:
        if j == last + 1 and tree.relations[j] in _BEHIND and sentence.tags[j] in (*NOUNS, "CD"):
            last = j
            following.extend(tree.children[j])
    # "$1 billion": the sign is the head, what it counts stands behind it; "$50 billion in aid": the number is.
    if sentence.words[head] in CURRENCIES:
        while last + 1 < len(sentence.tags) and sentence.analysis.tags[last + 1] == "CD":
            last += 1
    elif first > 0 and sentence.words[first - 1] in CURRENCIES:
        first -= 1
    # "a procedure the company expects": an article behind a noun begins another phrase.
    for j in range(head - 1, first, -1):
        if sentence.tags[j] == "DT" and sentence.tags[j - 1] in NOUNS:
            return j, last
    return first, last


def _leftmost(tree: Tree, j: int) -> int:
    while tree.children[j] and tree.children[j][0] < j:
        j = tree.children[j][0]
    return j

"""What hangs on a mention in the tree of its sentence, as parts of what it looks like: "if", "still", "would", a subject, an object.

Words are told of the closed classes only, and adverbs; the model has weights for common ones alone.
"""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Final

from pipelines.events.triggers import Trigger
from pipelines.syntax.tagger import Sentence
from pipelines.syntax.trees import Tree

__all__ = ["BRANCH_NAMES", "branches"]

Part = tuple[str, ...]

_WORDS: Final = frozenset(("mark", "case", "det", "aux", "cc", "advmod"))
"""Relations of small words, which are told as they stand."""
_FILLED: Final = frozenset(("nsubj", "obj", "obl", "nmod", "ccomp", "xcomp", "advcl", "amod", "compound"))
"""Relations of which it is told that something stands there."""


def branches(sentence: Sentence, tree: Tree | None, trigger: Trigger, own: str) -> list[Part]:
    """Say how a mention hangs in its tree, and what hangs on it.

    Args:
        sentence: The sentence.
        tree: Its tree; without one nothing is said.
        trigger: The mention.
        own: The form it is told in.

    Returns:
        Parts; `BRANCH_NAMES` names what each says.
    """
    if tree is None:
        return []
    index = trigger.index
    relations, lowers = tree.relations, sentence.lowers
    found: list[Part] = [("hangs", own, trigger.kind, _broadly(relations[index]), sentence.tags[index])]
    filled: set[str] = set()
    for child in tree.children[index]:
        relation = _broadly(relations[child])
        if relation in _WORDS:
            found.append(("small", trigger.kind, relation, lowers[child]))
        elif relation in _FILLED and relation not in filled:
            filled.add(relation)
            found.append(("filled", own, relation))
            if relation == "nsubj":
                found.append(_subject(sentence.tags, lowers, child))
    return found


@cache
def _broadly(relation: str) -> str:
    """A relation without its kind: there are some fifty."""
    return relation.partition(":")[0]


def _subject(tags: Sequence[str], lowers: Sequence[str], child: int) -> Part:
    return "subject", tags[child], lowers[child] if tags[child] == "PRP" else ""


BRANCH_NAMES: Final[dict[str, Callable[..., tuple[str, ...]]]] = {
    "hangs": lambda own, kind, relation, tag: (f"rel {relation}", f"{own} rel {relation}", f"{kind} tag {tag}"),
    "small": lambda kind, relation, word: (f"{relation} {word}", f"{kind} {relation} {word}"),
    "filled": lambda own, relation: (f"has {relation}", f"{own} has {relation}"),
    "subject": lambda tag, word: (f"subject {tag} {word}".rstrip(),),
}
"""What names each kind of part."""

"""Who is spoken of where a thing or an organisation is meant: names by the part that they play in their sentence.

What a pronoun stands for is mostly the subject of its own sentence, else that of the sentence before ("Boeing said it would ..."; "Boeing
won. Its shares rose."). Where a phrase without a name stands in that place, it is meant, and nobody is named.

Source: Lappin and Leass 1994 (parts of the sentence rank whom a pronoun stands for); Centering (Grosz, Joshi, Weinstein 1995).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from pipelines.events.dependents import subject_of
from pipelines.events.entities import Mention
from pipelines.events.rolewords import role_words
from pipelines.syntax.tagger import Sentence
from pipelines.syntax.trees import OBJECTS, SUBJECTS, Tree

__all__ = ["Scene", "before", "is_empty", "within"]

_LED: Final = frozenset(("xcomp", "advcl", "acl"))
"""Relations of verbs that may have their subject from the one above."""
_QUOTES: Final = frozenset(('"', "``", "''", "“", "”"))
_PLURALS: Final = frozenset(("NNS", "NNPS"))

Fits = Callable[[str], bool]
"""Whether a name can be that of whom a word stands for."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence with its tree and the names in it.

    Attributes:
        sentence: The sentence.
        tree: Its tree; `None` where it has none.
        named: The name at each word that a mention holds.
    """

    sentence: Sentence
    tree: Tree | None
    named: dict[int, str]

    @classmethod
    def of(cls, sentence: Sentence, mentions: Iterable[Mention]) -> "Scene":
        """Make the scene of a sentence."""
        named = {i: item.name for item in mentions for i in range(item.first, item.last)}
        return cls(sentence, Tree.of(sentence), named)


def within(scene: Scene, i: int, fits: Fits, *, many: bool = False, persons: bool = False) -> tuple[bool, str | None]:
    """Look for whom a word stands for in its own sentence: among the subjects of the verbs above it.

    Args:
        scene: The sentence.
        i: The word.
        fits: Tells the names that can be meant.
        many: Whether the word stands for several ("they").
        persons: Whether it stands for a person.

    Returns:
        Whether the search is over, and the name; the sentence before need not be asked where it is.
    """
    tree = scene.tree
    if tree is None:
        return True, None
    own = tree.relations[i] not in ("nmod:poss", "det")
    quoted = _quotation(scene.sentence, i)
    for verb in (i, *tree.up(i)):
        subjects = tuple(j for j in tree.children[verb] if tree.relations[j] in SUBJECTS)
        led = None if subjects or tree.relations[verb] not in _LED else subject_of(scene.sentence, tree, verb)
        if led is not None and led != i:
            subjects = (led,)
        if not subjects:
            continue
        clause, own = own, False
        if clause and (i in subjects or tree.relations[i] in (*OBJECTS, "obl", "nmod")):
            continue  # a word is not the subject of its own verb: "Boeing bought it"
        for j in subjects:
            # Nobody speaks of himself as "he": who is quoted is somebody else than whom he names.
            if j >= i or j < quoted or i in tree.subtree(j):
                continue
            name = scene.named.get(j)
            if name is not None and fits(name):
                return True, name
            if name is None and _may_be_meant(scene.sentence, j, many=many, persons=persons):
                return True, None
    return False, None


def _quotation(sentence: Sentence, i: int) -> int:
    """Where the quotation begins that a word of a sentence stands in; -1 where it stands in none."""
    opened = -1
    for j, word in enumerate(sentence.words[:i]):
        if word in _QUOTES:
            opened = j if opened < 0 else -1
    return opened


def _may_be_meant(sentence: Sentence, j: int, *, many: bool, persons: bool) -> bool:
    """Whether a word without a name may be what a pronoun stands for."""
    tag = sentence.tags[j]
    if persons:
        return sentence.lowers[j] in ("he", "she", "who") or sentence.lemmas[j] in role_words().verbs["people"]
    return tag in _PLURALS if many else tag == "NN" or sentence.lowers[j] in ("it", "this", "that", "which")


def before(scenes: Iterable[Scene], fits: Fits, *, many: bool = False) -> str | None:
    """Look for whom a word stands for in the sentence before: the subject of what is told, or of what is said there.

    Args:
        scenes: The sentences before, the nearest first.
        fits: Tells the names that can be meant.
        many: Whether the word stands for several.
    """
    for scene in scenes:
        tree = scene.tree
        if tree is None:
            return None
        for j in _main_subjects(tree):
            name = scene.named.get(j)
            if name is not None and fits(name):
                return name
            if name is None and _may_be_meant(scene.sentence, j, many=many, persons=False):
                return None
        if any(map(fits, scene.named.values())):
            return None
    return None


def _main_subjects(tree: Tree) -> list[int]:
    """The subjects of the main clause and of what is said there, the outermost first."""
    found: list[int] = []
    for verb in [i for i, head in enumerate(tree.heads) if head < 0]:
        at: int | None = verb
        while at is not None:
            found.extend(j for j in tree.children[at] if tree.relations[j] in SUBJECTS)
            at = next((j for j in tree.children[at] if tree.relations[j] == "ccomp"), None)
    return found


def is_empty(sentence: Sentence, tree: Tree, i: int) -> bool:
    """Whether "it" stands for nothing, or for the clause behind: "it is clear that", "it rains"."""
    if sentence.lowers[i] != "it":
        return False
    head = tree.heads[i]
    if tree.relations[i] == "expl" or head < 0:
        return True
    told = tree.under(head, "ccomp", "csubj", "xcomp", "csubj:pass")
    described = sentence.tags[head] in ("JJ", "NN", "VBN") and (tree.under(head, "cop") or tree.passive(head))
    return bool(told and described)

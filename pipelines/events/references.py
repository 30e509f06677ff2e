"""Whom a pronoun or a description stands for: the last name of the document that fits, where one alone does.

"he" and "she" look for a person in their sentence before them, then up to three sentences back; "it" only for the one who is
said to say so ("Airbus said it would"); "the ambassador" for the one name that the document has called so. Whatever two could fit,
or none, stays without a name.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from pipelines.events.entities import Entities, Mention, find_entities
from pipelines.events.extents import Span
from pipelines.events.lexicon import event_words
from pipelines.records import Argument
from pipelines.syntax.tagger import Sentence
from pipelines.syntax.trees import Tree

__all__ = ["NOBODY", "Standing", "find_references", "with_name"]

_GENDERS: Final = {"he": "man", "him": "man", "his": "man", "she": "woman", "her": "woman"}
_THINGS: Final = frozenset(("it", "its"))
_BACK: Final = 3
"""Sentences back in which somebody is looked for."""
_SPECIFIED: Final = frozenset(("of", "to", "for", "in", "from", "at", "who", "whose", "that"))


@dataclass(frozen=True, slots=True)
class Standing:
    """What words of a document stand for.

    Attributes:
        names: The name in full, by the first code point of the word: the last of a name, a pronoun, the noun of a description.
        kinds: person, organisation or place, by the name in full.
        spans: The names of each sentence by its first code point: first word, and the word behind the last.
    """

    names: dict[int, str]
    kinds: dict[str, str]
    spans: dict[int, list[Span]]


NOBODY: Final = Standing({}, {}, {})
"""Where no word is known to stand for a name."""


def find_references(sentences: Sequence[Sentence]) -> Standing:
    """Find what the names, pronouns and descriptions of a document stand for.

    Args:
        sentences: Its sentences, in order.
    """
    entities = find_entities(sentences)
    placed: list[list[Mention]] = [[] for _ in sentences]
    for mention in entities.mentions:
        placed[mention.sentence].append(mention)
    names = dict[int, str]()
    spans = {
        sentences[number].start: [(mention.first, mention.last) for mention in own]
        for number, own in enumerate(placed)
        if own
    }
    met = set[str]()
    words = frozenset((*_GENDERS, *_THINGS, *entities.described))
    pointed_at: list[list[Mention]] = []
    for number, sentence in enumerate(sentences):
        names.update(
            {sentence.starts[i]: mention.name for mention in placed[number] for i in _heads(sentence, mention)}
        )
        if not words.isdisjoint(sentence.lowers):
            here = _Here(sentence, entities, [*pointed_at[-_BACK:], placed[number]], met)
            for i in _pointing(sentence, words):
                name = here.meant(i)
                if name is not None:
                    names[sentence.starts[i]] = name
                    placed[number].append(Mention(number, i, i + 1, name))
        pointed_at.append(_no_owners(sentence, placed[number]))
        met.update([mention.name for mention in placed[number]])
    return Standing(names, entities.kinds, spans)


def _heads(sentence: Sentence, mention: Mention) -> Sequence[int]:
    """The words that may stand for a whole name: its last, and that before its first "of" ("Bank" for "Bank of America")."""
    last = mention.last - 1
    inside = (i - 1 for i in range(mention.first + 1, last) if sentence.lowers[i] in ("of", "for"))
    return last, next(inside, last)


def _no_owners(sentence: Sentence, mentions: Iterable[Mention]) -> list[Mention]:
    """The names that a later sentence may point at: not those that only say whose something is ("Assad's regime")."""
    tags = (*sentence.tags, "")
    return [item for item in mentions if tags[item.last] != "POS"]


def _pointing(sentence: Sentence, words: Collection[str]) -> Iterable[int]:
    """The places of words that may stand for a name; `words` are all that ever do."""
    lowers, tags = (*sentence.lowers, ""), (*sentence.tags, "")
    for i, lower in enumerate(lowers):
        if lower in words and (
            lower in _GENDERS
            or lower in _THINGS
            or (
                i > 0
                and lowers[i - 1] in ("the", "this")
                and lowers[i + 1] not in _SPECIFIED
                and tags[i + 1] not in ("NN", "NNP", "NNS")
            )
        ):
            yield i


class _Here:
    """One sentence, the names in it and in those before it (the last are its own), and all names met before it."""

    def __init__(
        self, sentence: Sentence, entities: Entities, placed: Sequence[Sequence[Mention]], met: Collection[str]
    ) -> None:
        self._sentence, self._entities, self._placed, self._met = sentence, entities, placed, met

    @cached_property
    def _tree(self) -> Tree | None:
        return Tree.of(self._sentence)

    def meant(self, i: int) -> str | None:
        """Whom the word at `i` stands for; `None` where it may be several, or nobody is known."""
        lower = self._sentence.lowers[i]
        if lower in _THINGS:
            return self._who_says_so(i)
        if lower not in _GENDERS:
            return self._called(lower, i)
        barred = self._same_clause(i)
        for back, names in enumerate(reversed(self._placed)):
            near = {item.name for item in names if back or item.last <= i} - barred
            fitting = [name for name in near if _fits(self._entities, name, _GENDERS[lower])]
            if fitting:
                sure = len(fitting) == 1 and self._entities.kinds.get(fitting[0]) == "person"
                return fitting[0] if sure else None
        return None

    def _called(self, word: str, i: int) -> str | None:
        """The one person or organisation that was called so, and was named before."""
        called = self._entities.described[word]
        name = next(iter(called))
        if len(called) > 1 or self._entities.kinds.get(name) not in ("person", "organisation"):
            return None
        named = name in self._met or any(item.name == name and item.last <= i for item in self._placed[-1])
        return name if named else None

    def _same_clause(self, i: int) -> set[str]:
        """Names that a pronoun can't stand for: an object is not the subject of its own verb ("Obama met him")."""
        tree = self._tree
        if tree is None or tree.relations[i] not in ("obj", "iobj", "obl"):
            return set()
        subjects = tree.subjects(tree.heads[i])
        return {item.name for item in self._placed[-1] if any(item.first <= j < item.last for j in subjects)}

    def _who_says_so(self, i: int) -> str | None:
        """The name of who says it, of the subject of what is said: "Airbus said it would deliver"."""
        tree = self._tree
        if tree is None or tree.relations[i] != "nsubj" or tree.relations[tree.heads[i]] != "ccomp":
            return None
        verb = tree.heads[tree.heads[i]]
        if verb < 0 or self._sentence.lemmas[verb] not in event_words().sets["reporting"]:
            return None
        for j in tree.under(verb, "nsubj"):
            for item in self._placed[-1]:
                kind = self._entities.kinds.get(item.name)
                if item.first <= j < item.last and kind not in ("person", "place"):
                    return item.name
        return None


def _fits(entities: Entities, name: str, gender: str) -> bool:
    """Whether a name can be that of a man or woman; one of which nothing is known can."""
    return entities.kinds.get(name, "person") == "person" and entities.genders.get(name, gender) == gender


def with_name(item: Argument | None, standing: Standing) -> Argument | None:
    """Give a phrase the name that it stands for; itself, where that is not known.

    Args:
        item: The phrase, by its head.
        standing: What the words of its document stand for.
    """
    if item is None:
        return None
    name = standing.names.get(item.head_start)
    if name is None or name == item.name:
        return item
    # "Gulf of Mexico" and "St James's Square" are more than the name that their heads stand for.
    if item.name is not None and (item.name.startswith(f"{name} of ") or item.name.endswith(f"'s {name}")):
        return item
    return Argument(item.start, item.end, item.head_start, item.head_end, name)

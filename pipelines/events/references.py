"""Whom a pronoun or a description stands for: a name of the document, where one alone fits.

"he" and "she" look for a person, "it", "they" and "the company" for an organisation or a thing: first among the subjects of their
own sentence, then in those before (`antecedents`). "the ambassador" is the one name that the document has called so, "the aircraft"
the only aircraft spoken of, or the last. Whatever two could fit, or none, stays without a name.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Final

from pipelines.events.antecedents import Scene, before, is_empty, within
from pipelines.events.entities import Entities, Mention, find_entities, kinds_of_things
from pipelines.events.extents import Span, people_words
from pipelines.records import Argument
from pipelines.syntax.tagger import Sentence
from pipelines.syntax.trees import SUBJECTS, Tree

__all__ = ["NOBODY", "Standing", "find_references", "with_name"]

_GENDERS: Final = {"he": "man", "him": "man", "his": "man", "she": "woman", "her": "woman"}
_THINGS: Final = frozenset(("it", "its", "itself"))
_MANY: Final = frozenset(("they", "their", "them", "themselves"))
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
    bodies = people_words()["described"]["organisations"]
    words = frozenset((*_GENDERS, *_THINGS, *_MANY, *bodies, *entities.described))
    things = frozenset[str]().union(*entities.things.values())
    if things:
        words |= kinds_of_things().keys()
    pointed_at: list[list[Mention]] = []
    scenes = _Scenes(sentences, placed)
    for number, sentence in enumerate(sentences):
        names.update(
            {sentence.starts[i]: mention.name for mention in placed[number] for i in _heads(sentence, mention)}
        )
        for mention in placed[number] if things else ():
            if mention.name in things:
                names.update(dict.fromkeys(_called_by_name(sentence, mention), mention.name))
        if not words.isdisjoint(sentence.lowers):
            here = _Here(sentence, entities, [*pointed_at[-_BACK:], placed[number]], met, scenes.back_from(number))
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


def _called_by_name(sentence: Sentence, mention: Mention) -> Iterable[int]:
    """The starts of the nouns behind a name that only say what it is: "the A380 superjumbo airliner", "787 jets"."""
    i = mention.last
    while i < len(sentence.words) and sentence.tags[i] in ("NN", "NNS"):
        if sentence.lemmas[i].lower() in kinds_of_things():
            yield sentence.starts[i]
        i += 1


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
            or lower in _MANY
            or (
                i > 0
                and (lowers[i - 1] in ("the", "this") or _is_that_thing(sentence, i))
                and lowers[i + 1] not in _SPECIFIED
                and tags[i + 1] not in ("NN", "NNP", "NNS")
            )
        ):
            yield i


def _is_that_thing(sentence: Sentence, i: int) -> bool:
    """Whether a word is that of a thing spoken of already: "the massive airliner", not "the other airliner"."""
    lowers = sentence.lowers
    known = lowers[i] in kinds_of_things() and i > 1 and lowers[i - 2] in ("the", "this")
    return known and sentence.tags[i - 1] == "JJ" and lowers[i - 1] not in people_words()["things"]["other"]


class _Scenes:
    """The sentences of a document with the names in them; each is made when it is first asked for."""

    def __init__(self, sentences: Sequence[Sentence], placed: Sequence[Sequence[Mention]]) -> None:
        self._sentences, self._placed = sentences, placed
        self._made: dict[int, Scene] = {}

    def back_from(self, number: int) -> Callable[[], Iterator[Scene]]:
        """Give what yields the sentences before one, the nearest first."""

        def earlier() -> Iterator[Scene]:
            for place in range(number - 1, max(-1, number - 1 - _BACK), -1):
                if place not in self._made:
                    self._made[place] = Scene.of(self._sentences[place], self._placed[place])
                yield self._made[place]

        return earlier


class _Here:
    """One sentence, the names in it and in those before it (the last are its own), all names met, and the sentences before."""

    def __init__(
        self,
        sentence: Sentence,
        entities: Entities,
        placed: Sequence[Sequence[Mention]],
        met: Collection[str],
        earlier: Callable[[], Iterator[Scene]],
    ) -> None:
        self._sentence, self._entities, self._placed, self._met = sentence, entities, placed, met
        self._earlier = earlier

    @cached_property
    def _tree(self) -> Tree | None:
        return Tree.of(self._sentence)

    def meant(self, i: int) -> str | None:
        """Whom the word at `i` stands for; `None` where it may be several, or nobody is known."""
        lower = self._sentence.lowers[i]
        if lower in _THINGS:
            return self._thing(i, many=False)
        if lower in _MANY:
            return self._thing(i, many=True)
        if lower not in _GENDERS:
            return self._called(lower, i) or self._body(lower, i) or self._called_thing(lower)
        return self._person(i, _GENDERS[lower])

    def _person(self, i: int, gender: str) -> str | None:
        """Whom "he" or "she" stand for."""
        barred = self._same_clause(i)

        def fits(name: str) -> bool:
            return name not in barred and _fits(self._entities, name, gender)

        def sure(name: str | None) -> str | None:
            known = name is not None and (self._entities.kinds.get(name) == "person" or name in self._entities.people)
            return name if known else None

        scene = self._scene(i)
        if scene.tree is not None:
            name = within(scene, i, fits, persons=True)[1]
            if name is not None:
                return sure(name)
        for back, names in enumerate(reversed(self._placed)):
            near = {item.name for item in names if back or item.last <= i}
            fitting = [name for name in near if fits(name)]
            if fitting:
                return sure(fitting[0]) if len(fitting) == 1 else None
        return None

    def _called(self, word: str, i: int) -> str | None:
        """The one person or organisation that was called so, and was named before."""
        called = self._entities.described.get(word, frozenset())
        name = next(iter(called), "")
        if len(called) != 1 or self._entities.kinds.get(name) not in ("person", "organisation"):
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

    def _thing(self, i: int, *, many: bool) -> str | None:
        """What "it" or "they" stand for: who is spoken of in the sentence, or in the one before."""
        scene = self._scene(i)
        if scene.tree is None or is_empty(self._sentence, scene.tree, i):
            return None
        fits = self._is_body if many else self._is_thing
        over, name = within(scene, i, fits, many=many)
        if over or scene.tree.relations[i] not in (*SUBJECTS, "nmod:poss"):
            return name
        return before(islice(self._earlier(), 1), fits, many=many)

    def _called_thing(self, word: str) -> str | None:
        """The thing that was called so: the only one, else the one that was spoken of last."""
        called = self._entities.things.get(kinds_of_things().get(word, ""), frozenset())
        for names in reversed(self._placed):
            near = {item.name for item in names} & called
            if near:
                return next(iter(near)) if len(near) == 1 else None
        return next(iter(called)) if len(called) == 1 and not called.isdisjoint(self._met) else None

    def _body(self, word: str, i: int) -> str | None:
        """What "the company" stands for."""
        if word not in people_words()["described"]["organisations"]:
            return None
        scene = self._scene(i)
        over, name = within(scene, i, self._is_body, many=False)
        return name if over else before(self._earlier(), self._is_body, many=False)

    def _scene(self, i: int) -> Scene:
        """The sentence with the names that stand before a word."""
        named = {j: item.name for item in self._placed[-1] for j in range(item.first, item.last) if j < i}
        return Scene(self._sentence, self._tree, named)

    def _is_thing(self, name: str) -> bool:
        return self._entities.kinds.get(name) not in ("person", "place")

    def _is_body(self, name: str) -> bool:
        kind = self._entities.kinds.get(name)
        return kind == "organisation" or (kind is None and not any(map(str.isdigit, name)))


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

"""The names of a document: which of them name the same, and whether they name a person or an organisation.

A shorter form of a person's name stands for the longer one ("Merkel" for "Angela Merkel") where only one longer one is there; a
legal form is dropped ("Boeing Co."). What a name names is told by titles, first names and words of organisations, then by the
gazetteer, and else by what the model says of all its mentions together; where these disagree it stays open.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from pipelines.events.extents import Span, names_of, people_words, titles
from pipelines.events.places import folded, gazetteer
from pipelines.events.products import code_of, codes_in_full
from pipelines.quick import quick
from pipelines.syntax.tagger import Sentence

__all__ = ["Entities", "Mention", "find_entities", "kinds_of_things"]

_KINDS: Final = {"PER": "person", "ORG": "organisation", "LOC": "place"}
_SURE: Final = 0.75
"""Share of the model's labels of a name that must agree, where nothing else tells what it names."""
_LABELLED: Final = 2
"""Mentions that the model must have labelled, at least."""


_ACRONYM: Final = 5
"""Capitals of an acronym, at most."""
_CLOSE: Final = 2
"""Nouns behind a name with a number that say what it is: "A380 superjumbo airliner"."""
_APPOSED: Final = 8
"""Words behind a name among which the noun is looked for that says what it is."""


@quick
@dataclass(frozen=True, slots=True)
class Mention:
    """Where a name stands: number of the sentence, first word, word behind its last, and the name in full."""

    sentence: int
    first: int
    last: int
    name: str


@dataclass(frozen=True, slots=True)
class Entities:
    """The names of a document.

    Attributes:
        mentions: All places where one stands, in order of the text.
        full: The name in full by each form that was met.
        kinds: person, organisation or place, by the name in full; what is not known is missing.
        genders: man or woman, by the full name of a person; what is not known is missing.
        described: What names have been called, by the word: "ambassador" for Andrei Karlov.
        things: Names of things, by what kind of thing they have been called ("aircraft").
        people: Names that nothing but the model takes for a person's: single ones, never given in full.
    """

    mentions: tuple[Mention, ...]
    full: dict[str, str]
    kinds: dict[str, str]
    genders: dict[str, str]
    described: dict[str, frozenset[str]]
    things: dict[str, frozenset[str]]
    people: frozenset[str]


def find_entities(sentences: Sequence[Sentence]) -> Entities:
    """Read the names of a document.

    Args:
        sentences: Its sentences, in order.
    """
    spans = enumerate(names_of(sentences))
    named = (_name(sentences[number], number, span) for number, own in spans for span in own)
    found = [mention for mention in named if mention is not None]
    told = _Told()
    for mention in found:
        told.add(sentences[mention.sentence], mention)
    kinds = told.kinds()
    full = _full_names(Counter(mention.name for mention in found), kinds)
    merged = tuple(Mention(item.sentence, item.first, item.last, full[item.name]) for item in found)
    described: dict[str, set[str]] = {}
    things: dict[str, set[str]] = {}
    for word, name in told.called:
        described.setdefault(word, set()).add(full[name])
        if word in kinds_of_things() and kinds.get(name) not in ("person", "organisation"):
            things.setdefault(kinds_of_things()[word], set()).add(full[name])
    return Entities(
        merged,
        full,
        _agreed((full[name], kind) for name, kind in kinds.items()),
        _agreed((full[name], gender) for name, gender in told.genders),
        {word: frozenset(names) for word, names in described.items()},
        {kind: frozenset(names) for kind, names in things.items()},
        frozenset(full[name] for name in told.people if name not in kinds),
    )


def _name(sentence: Sentence, number: int, span: Span) -> Mention | None:
    """A name without titles before it and legal forms behind it; `None` where nothing else is left."""
    lowers, words, (first, end) = sentence.lowers, people_words(), span
    # A sentence's first word is capitalised anyway: "Bill Clinton" is taken whole there by its first name.
    if first == 1 and any(lowers[0] in words["first"][gender] for gender in ("man", "woman")):
        first = 0
    # "First Airbus A380 lands" counts aircraft; "Second World War" and "First Amendment" are names.
    if lowers[first] in words["names"]["ordinals"] and code_of(" ".join(sentence.words[first + 1 : end])) is not None:
        first += 1
    # "Apple CEO", "Air Force Secretary": what somebody is to an organisation is no part of its name.
    while end - 1 > first and lowers[end - 1] in words["organisations"]["forms"] | words["titles"]["offices"]:
        end -= 1
    for j in range(first, end - 1):
        if lowers[j] in titles() and lowers[j + 1] not in ("of", "for"):
            first = j + 1
    first = max(first, _person_begins(sentence, first, end))
    if end - first == 1 and (lowers[first] in titles() or _is_day(sentence, first)):
        return None
    # "the Secretary of State": what an office is for takes part in nothing.
    if first > 1 and lowers[first - 1] == "of" and lowers[first - 2] in words["titles"]["fields"]:
        return None
    return Mention(number, first, end, " ".join(sentence.words[first:end]))


def _is_day(sentence: Sentence, i: int) -> bool:
    """Whether a word names a day or a month ("Monday"), which the model does not take for a person ("May")."""
    return sentence.lowers[i] in people_words()["names"]["never"] and sentence.names[i : i + 1] != ("B-PER",)


def _person_begins(sentence: Sentence, first: int, end: int) -> int:
    """Where the model begins a person's name that the words end with: "Apple CEO Steve Jobs"."""
    labels = sentence.names
    if labels and labels[end - 1] in ("B-PER", "I-PER"):
        for i in range(end - 1, first, -1):
            if labels[i] == "B-PER":
                return i
    return first


class _Told:
    """What the words around its mentions tell of each name."""

    def __init__(self) -> None:
        self.genders: list[tuple[str, str]] = []
        self.called: list[tuple[str, str]] = []
        self._sure: list[tuple[str, str]] = []
        self._labels: dict[str, list[str]] = {}
        self.people = set[str]()
        self._bodies = set[str]()
        self._numbered = set[str]()

    def add(self, sentence: Sentence, mention: Mention) -> None:
        name, labels = mention.name, sentence.names
        self._from_words(sentence, mention)
        self._from_beside(sentence, mention)
        if mention.first and sentence.tags[mention.first - 1] in ("NN", "NNP"):
            self._call(sentence.lemmas[mention.first - 1].lower(), name)
        if code_of(name) is not None:
            for j in range(mention.last, min(mention.last + _CLOSE, len(sentence.words))):
                if sentence.tags[j] not in ("NN", "NNS"):
                    break
                self._call(sentence.lemmas[j].lower(), name)
        if "appos" in sentence.relations:
            self._apposition(sentence, mention)
        if "cop" in sentence.relations:
            self._predicate(sentence, mention)
        known = self._labels.setdefault(name, [])
        if labels and labels[mention.last - 1] != "O":
            known.append(labels[mention.last - 1][2:])

    def _from_words(self, sentence: Sentence, mention: Mention) -> None:
        """What titles, first names and words of organisations tell for sure."""
        words, lowers, name = people_words(), sentence.lowers, mention.name
        first, last = mention.first, mention.last
        before = lowers[first - 1] if first else ""
        titles, given, organisations = words["titles"], words["first"], words["organisations"]
        for gender in ("man", "woman"):
            if before in titles[gender] or (last - first > 1 and lowers[first] in given[gender]):
                self.genders.append((name, gender))
                self._sure.append((name, "person"))
        if before in titles["either"]:
            self._sure.append((name, "person"))
        formed = last < len(lowers) and lowers[last] in organisations["forms"]
        if formed or lowers[first] in organisations["words"] or lowers[last - 1] in organisations["words"]:
            self._sure.append((name, "organisation"))

    def _from_beside(self, sentence: Sentence, mention: Mention) -> None:
        """What the words before and behind make likely: "the airline Ryanair", "Boeing executives", "Boeing 787"."""
        words, lowers, last = people_words(), (*sentence.lowers, "", ""), mention.last
        behind = lowers[last + 1] if lowers[last] in {"'s", "’s"} else lowers[last]
        before = lowers[mention.first - 1] if mention.first else ""
        if behind in words["organisations"]["behind"] or before in words["described"]["organisations"]:
            self._bodies.add(mention.name)
        if lowers[last][:1].isdigit():
            self._numbered.add(mention.name)

    def _call(self, word: str, name: str) -> None:
        if word not in people_words()["described"]["common"]:
            self.called.append((word, name))

    def _apposition(self, sentence: Sentence, mention: Mention) -> None:
        """What a name is called behind a comma: "Andrei Karlov, the ambassador to Turkey"."""
        heads, relations = sentence.heads, sentence.relations
        for j in range(mention.first, mention.last):
            head = heads[j]
            if relations[j] == "appos" and head >= 0 and sentence.tags[head] == "NN":
                self._call(sentence.lemmas[head].lower(), mention.name)
        # What hangs on the name stands right behind it: further off is another's.
        for j in range(mention.last, min(mention.last + _APPOSED, len(heads))):
            named = mention.first <= heads[j] < mention.last
            if relations[j] == "appos" and named and sentence.tags[j] == "NN":
                self._call(sentence.lemmas[j].lower(), mention.name)

    def _predicate(self, sentence: Sentence, mention: Mention) -> None:
        """What a name is said to be: "The A380 is a large airliner"."""
        head = sentence.heads[mention.last - 1]
        if sentence.relations[mention.last - 1] == "nsubj" and head >= mention.last and sentence.tags[head] == "NN":
            self._call(sentence.lemmas[head].lower(), mention.name)

    def kinds(self) -> dict[str, str]:
        """What each name names, where it is known."""
        sure = _agreed(self._sure)
        contested = {name for name, _ in self._sure} - set(sure)
        # "Boeing" beside "Boeing 787": a person goes by the last of several names, not by the first.
        opening = {name.split()[0] for name in self._labels if " " in name}
        last_names = {name.split()[-1] for name, labels in self._labels.items() if " " in name and "PER" in labels}
        for name, labels in self._labels.items():
            if name in sure or name in contested or code_of(name) is not None:
                continue
            if _is_place(name, last_names):
                sure[name] = "place"
            elif len(labels) >= _LABELLED:
                [(label, count)] = Counter(labels).most_common(1)
                if count < max(_LABELLED, _SURE * len(labels)):
                    continue
                if label != "PER":
                    sure[name] = _KINDS.get(label, "")
                elif name in self._bodies:
                    sure[name] = "organisation"
                elif " " in name or name in last_names:
                    sure[name] = "person"
                elif not _is_acronym(name) and name not in opening | self._numbered:
                    self.people.add(name)
            elif name in self._bodies and "LOC" not in labels:
                sure[name] = "organisation"
        return {name: kind for name, kind in sure.items() if kind}


@cache
def kinds_of_things() -> dict[str, str]:
    """Give what kind of thing each word of `words/people.toml` means: "plane" an aircraft."""
    words = people_words()["things"]
    return {word: kind for kind, own in words.items() if kind != "other" for word in own}


def _is_acronym(name: str) -> bool:
    """Whether a name is a few capitals ("BP"): the model may be wrong that it is a person's."""
    return name.isupper() and len(name) <= _ACRONYM


def _is_place(name: str, persons: Collection[str]) -> bool:
    """Whether a name is a place's by its words or by the gazetteer; a city's is no place where a person goes by it."""
    words, parts = people_words()["places"], name.lower().split()
    if parts[-1] in words["closing"] | words["former"] or (len(parts) > 1 and parts[0] in words["opening"]):
        return True
    known, plain = gazetteer(), folded(name)
    return plain in known.regions or plain in known.contested or (plain in known.cities and name not in persons)


def _full_names(counts: Counter[str], kinds: dict[str, str]) -> dict[str, str]:
    """The longest form of each name: of a person whose last name it is, where there is one alone."""
    by_last: dict[str, set[str]] = {}
    for name in counts:
        parts = name.split()
        if len(parts) > 1 and kinds.get(name, "person") == "person":
            by_last.setdefault(parts[-1], set()).add(name)
    full = codes_in_full(counts)
    for name in counts.keys() - full.keys():
        longer = by_last.get(name, set())
        fits = " " not in name and len(longer) == 1 and kinds.get(name, "person") == "person"
        full[name] = next(iter(longer)) if fits and kinds.get(next(iter(longer))) == "person" else name
    return full


def _agreed(told: Iterable[tuple[str, str]]) -> dict[str, str]:
    """What is told of each name, where nothing contradicts it."""
    found: dict[str, set[str]] = {}
    for name, what in told:
        found.setdefault(name, set()).add(what)
    return {name: next(iter(what)) for name, what in found.items() if len(what) == 1}

"""What type an event has in PLOVER's scheme: by its verb or noun, and the words near it; `words/plover.toml` holds the lines.

Source: PLOVER, Political Language Ontology for Verifiable Event Records (Open Event Data Alliance): 16 types.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from pipelines.events.triggers import Trigger
from pipelines.syntax.tagger import NOUNS, Sentence

__all__ = ["Line", "event_type", "lines", "parse"]

_FILE: Final = Path(__file__).parent / "words" / "plover.toml"
_KINDS: Final = {"verbs": "verb", "nouns": "noun"}
_INSIDE: Final = NOUNS | frozenset(("DT", "JJ", "CD", "POS", "PRP", "PRP$", "RB"))
_REACH: Final = 9
"""Words to either side in which an object, a subject or a complement is looked for."""
_APART: Final = 5
"""Words between a verb and its particle: "turned the offer down"."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the lexicon.

    Attributes:
        type: PLOVER type; `None` takes one away.
        kind: verb or noun.
        lemma: Dictionary form of the event.
        particles: One of these must follow; none asks for nothing.
        near: One of these must stand near, in dictionary form or as it stands; none asks for nothing.
        acted_on: Whether that must be the object: behind a verb, before its passive.
        example: A sentence with the event in brackets.
    """

    type: str | None
    kind: str
    lemma: str
    particles: frozenset[str]
    near: frozenset[str]
    acted_on: bool
    example: str


def event_type(sentence: Sentence, trigger: Trigger, bounds: tuple[int, int]) -> str | None:
    """Give the type of an event, `None` where none fits.

    Args:
        sentence: Its sentence.
        trigger: The event.
        bounds: First word of its clause, and the word after the clause's last.
    """
    kind = "verb" if trigger.kind == "verb" else "noun"
    for line in lines().get((kind, trigger.lemma), ()):
        if _particle_follows(sentence, trigger.index, line) and _stands_near(sentence, trigger, line, bounds):
            return line.type
    return None


def _particle_follows(sentence: Sentence, i: int, line: Line) -> bool:
    if not line.particles:
        return True
    for j in range(i + 1, min(len(sentence.lowers), i + _APART)):
        if sentence.lowers[j] in line.particles:
            return True
        if sentence.tags[j] not in _INSIDE:
            return False
    return False


def _stands_near(sentence: Sentence, trigger: Trigger, line: Line, bounds: tuple[int, int]) -> bool:
    if not line.near:
        return True
    i = trigger.index
    first, last = max(bounds[0], i - _REACH), min(bounds[1], i + _REACH + 1)
    if line.acted_on and not trigger.group.passive:
        first = i
    elif line.acted_on and trigger.group.finite:
        last = i
    # Its own word counts for nothing.
    before, behind = slice(first, i), slice(max(first, i + 1), last)
    near, forms = line.near, _forms(line.near)
    lemmas, lowers = sentence.lemmas, sentence.lowers
    return not (
        near.isdisjoint(lemmas[before])
        and near.isdisjoint(lemmas[behind])
        and forms.isdisjoint(lowers[before])
        and forms.isdisjoint(lowers[behind])
    )


@cache
def _forms(near: frozenset[str]) -> frozenset[str]:
    """Words as they can stand in a text, and their forms in s: what the tagger takes for a name keeps its form."""
    return near | {word + "s" for word in near}


@cache
def lines() -> Mapping[tuple[str, str], Sequence[Line]]:
    """Give the lines of the lexicon by kind and dictionary form: what takes a type away, then what asks for most, then the rest."""
    found: dict[tuple[str, str], list[Line]] = {}
    for line in parse(_FILE.read_text(encoding="utf-8")):
        found.setdefault((line.kind, line.lemma), []).append(line)
    for entries in found.values():
        entries.sort(key=lambda line: (line.type is not None, not line.particles, not line.near))
    return found


def parse(text: str) -> list[Line]:
    """Read the lexicon from its TOML text, in order."""
    found = []
    for name, tables in tomllib.loads(text).items():
        for key, listed in tables.items():
            for entry in listed.strip().splitlines():
                head, _, example = entry.partition(" | ")
                acted_on = ">" in head
                head, _, near = head.replace(">", ":").partition(":")
                lemma, _, particles = head.strip().partition(" +")
                found.append(
                    Line(
                        None if name == "none" else name,
                        _KINDS[key],
                        lemma,
                        frozenset(particles.split(",")) if particles else frozenset(),
                        frozenset(near.split()),
                        acted_on,
                        example.strip(),
                    )
                )
    return found

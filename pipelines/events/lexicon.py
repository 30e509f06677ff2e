"""The lexicons of event words, read once from the TOML files in `words`."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

__all__ = ["LANGUAGES", "EventWords", "ForeignWords", "certainty_cues", "coverage", "event_words", "foreign_words"]

LANGUAGES: Final = ("de", "fr", "es")
"""Languages besides English whose common event words are known."""

_FOLDER: Final = Path(__file__).parent / "words"


@dataclass(frozen=True, slots=True)
class EventWords:
    """English event words.

    Attributes:
        verbs: TimeML class by dictionary form; what is missing is an OCCURRENCE.
        nouns: TimeML class by dictionary form; what is missing names no event.
        adjectives: TimeML class by adjective.
        sets: Word sets that decide certainty, by their name in the file.
    """

    verbs: dict[str, str]
    nouns: dict[str, str]
    adjectives: dict[str, str]
    sets: dict[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class ForeignWords:
    """Event words of another language: dictionary form by form met in text.

    The sets after `boundaries` are what `inflection` reads unlisted verbs by; each is explained in the language's file.
    """

    verbs: dict[str, str]
    nouns: dict[str, str]
    reporting: frozenset[str]
    negative: frozenset[str]
    boundaries: frozenset[str]
    auxiliaries: frozenset[str]
    no_verbs: frozenset[str]
    pronouns: frozenset[str]
    particles: frozenset[str]
    strong: dict[str, str]
    since: frozenset[str]
    until: frozenset[str]


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((_FOLDER / name).read_text(encoding="utf-8"))


def _classes(tables: dict[str, str]) -> dict[str, str]:
    """Class by word; where a word stands in two lists, the first list counts."""
    found: dict[str, str] = {}
    for event_class, words in tables.items():
        for word in words.split():
            found.setdefault(word, event_class)
    return found


@cache
def event_words() -> EventWords:
    """Give the English event words."""
    tables = _read("en.toml")
    return EventWords(
        _classes(tables["verbs"]),
        _classes(tables["nouns"]),
        _classes(tables["adjectives"]),
        {name: frozenset(words.split()) for name, words in tables["certainty"].items()},
    )


@cache
def certainty_cues() -> dict[str, dict[str, str]]:
    """Give what a word makes of the event that depends on it, by role and dictionary form; `words/certainty.toml` explains both.

    Where a word stands in two lists of a role, the first counts. The role `said` holds what has been said even if it is denied.
    """
    tables = _read("certainty.toml")
    found = {"said": dict.fromkeys(tables["said"].split(), "asserted")}
    for cue in tables["cue"]:
        words = found.setdefault(cue["role"], {})
        for word in cue["words"].split():
            words.setdefault(word, cue["value"])
    return found


@cache
def coverage(kind: str) -> int:
    """Give the days by which something comes before publication, as measured in `words/coverage.toml`.

    Args:
        kind: `statements`, made at most so long before a news report; or `news`, which names a day no further back.
    """
    return int(_read("coverage.toml")[kind]["days"])


@cache
def foreign_words(language: str) -> ForeignWords | None:
    """Give the event words of German, French or Spanish; `None` for a language we have none of."""
    if language not in LANGUAGES:
        return None
    tables = _read(f"{language}.toml")
    return ForeignWords(
        _forms(tables["verbs"]),
        {noun.lower(): noun.lower() for noun in tables["nouns"].split()},
        frozenset(tables["reporting"].split()),
        frozenset(tables["negative"].split()),
        frozenset((*tables["after"].split(), *tables["before"].split())),
        frozenset(tables["auxiliaries"].split()),
        frozenset(tables["no_verbs"].split()),
        frozenset(tables.get("pronouns", "").split()),
        frozenset(tables.get("particles", "").split()),
        _forms(tables.get("strong", "")),
        frozenset(tables["since"].split()),
        frozenset(tables["until"].split()),
    )


def _forms(listed: str) -> dict[str, str]:
    """Dictionary form by form, of entries such as "go:went,gone"."""
    found: dict[str, str] = {}
    for entry in listed.split():
        lemma, _, forms = entry.partition(":")
        for form in (lemma, *forms.split(",")):
            found.setdefault(form, lemma)
    return found

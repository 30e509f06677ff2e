"""What is known of words for telling who did it and to whom: the sets of `words/roles.toml`, each explained there."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

__all__ = ["RoleWords", "role_words"]


@dataclass(frozen=True, slots=True)
class RoleWords:
    """Word sets by name.

    Attributes:
        verbs: Sets of verbs, and of nouns that belong to verbs.
        verbs_asked: For each verb the prepositions that lead to whom an infinitive is asked of.
        verbs_toward: For each verb the prepositions that lead to what it is done to.
        nouns: Sets of event nouns.
        nouns_toward: For each noun the prepositions that lead to what it is done to.
    """

    verbs: dict[str, frozenset[str]]
    verbs_asked: dict[str, frozenset[str]]
    verbs_toward: dict[str, frozenset[str]]
    nouns: dict[str, frozenset[str]]
    nouns_toward: dict[str, frozenset[str]]


@cache
def role_words() -> RoleWords:
    """Give the sets, read once."""
    path = Path(__file__).parent / "words" / "roles.toml"
    tables = tomllib.loads(path.read_text(encoding="utf-8"))
    verbs, nouns = tables["verbs"], tables["nouns"]
    asked = _by_word(verbs.pop("asked"))
    toward = [_by_word(table.pop("toward")) for table in (verbs, nouns)]
    sets = [{name: frozenset(words.split()) for name, words in table.items()} for table in (verbs, nouns)]
    return RoleWords(sets[0], asked, toward[0], sets[1], toward[1])


def _by_word(table: dict[str, str]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for preposition, words in table.items():
        for word in words.split():
            found.setdefault(word, set()).add(preposition)
    return {word: frozenset(prepositions) for word, prepositions in found.items()}

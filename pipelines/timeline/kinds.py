"""Which words can name the same happening: annex and annexation, die and death, crash and collide.

What a table lists belongs together; a noun or adjective that is made of a verb (killing, settlement, suspended) goes with it.
"""

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

from pipelines.syntax.lexicon import BASE, entries

__all__ = ["Kind", "kind_of"]

Kind = tuple[str, str]
"""The kind of happening a word can name, and the family of near synonyms within it. A word of no table is its own."""

_ENDINGS: Final = {
    "ing": ("", "e"), "ed": ("", "e"), "ation": ("", "e", "ate", "y"), "ition": ("e", ""), "ption": ("be", "ve"),
    "sion": ("d", "de", "t", "s", "se"), "ion": ("", "e"), "ment": ("",), "al": ("", "e", "y"), "ance": ("", "e"),
    "ence": ("", "e"), "ure": ("", "e"), "age": ("", "e"), "ery": ("", "e"), "y": ("",),
}  # fmt: skip
"""What stands at the end of a noun or participle, longest first, and what stands there in the verb it is made of.

Source: R. Quirk et al.: A Comprehensive Grammar of the English Language, I.43 to I.52, deverbal nouns.
"""
_SHORTEST: Final = 3
"""Letters of a verb that a noun can be made of: shorter ones only look so (sing from s, ration from r)."""


@cache
def _listed() -> dict[str, Kind]:
    tables = tomllib.loads((Path(__file__).parent / "kinds.toml").read_text(encoding="utf-8"))
    return {
        word: (kind, family)
        for kind, families in tables.items()
        for family, list_ in families.items()
        for word in list_.split()
    }


@cache
def kind_of(lemma: str) -> Kind:
    """Give the kind of happening that a word can name, and its family within it.

    >>> kind_of("annexation") == kind_of("annex"), kind_of("killing"), kind_of("settlement")
    (True, ('death', 'kill'), ('settle', 'settle'))
    """
    return next((_listed()[form] for form in _spellings(lemma) if form in _listed()), None) or _derived(lemma)


def _spellings(word: str) -> Iterator[str]:
    yield word
    if "-" in word:
        yield word.replace("-", "")
    if word.endswith("ise"):
        yield word[:-3] + "ize"


def _derived(lemma: str) -> Kind:
    verb = next((verb for verb in (lemma, *_verbs(lemma)) if _is_verb(verb)), lemma)
    verb = next(form for form in (*_other_ends(verb), verb) if form == verb or form in _listed())
    return _listed().get(verb, (verb, verb))


def _other_ends(verb: str) -> Iterator[str]:
    if verb.endswith("ise"):
        yield verb[:-3] + "ize"
    if verb.startswith("re") and _is_verb(verb[2:]):
        yield verb[2:]


def _verbs(word: str) -> Iterator[str]:
    """The verbs that a noun or participle can be made of; not all of them are words."""
    entry = entries().get(word)
    if entry is not None and entry.past:
        yield entry.past
    for ending, others in _ENDINGS.items():
        stem = word.removesuffix(ending)
        if stem == word or len(stem) < _SHORTEST:
            continue
        if stem[-1] == stem[-2]:
            yield stem[:-1]
        yield from (stem + other for other in others)
        if stem.endswith("i"):
            yield stem[:-1] + "y"


def _is_verb(word: str) -> bool:
    entry = entries().get(word)
    return entry is not None and bool(entry.forms & BASE)

"""The lexicon of English word forms, read once from the TOML files beside it."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from pipelines.syntax import morphology

__all__ = ["BASE", "ING", "PART", "PAST", "Context", "Entry", "S", "context", "entries"]

BASE, S, ING, PAST, PART = 1, 2, 4, 8, 16
"""Bits of the verb forms that a word can be."""

_FOLDER: Final = Path(__file__).parent / "words"


@dataclass(frozen=True, slots=True)
class Entry:
    """What a word in small letters can be.

    Attributes:
        closed: Its tag if it belongs to a closed class; an empty string otherwise.
        forms: The verb forms it can be, as bits.
        lemma: Dictionary form of the verb; of its bare form where that differs from the past of another verb.
        past: Dictionary form where it is a past or a participle.
        leaning: What the bare and -s form is out of context: `verb`, `noun`, `either` or `adjective`.
    """

    closed: str = ""
    forms: int = 0
    lemma: str = ""
    past: str = ""
    leaning: str = "verb"


@dataclass(frozen=True, slots=True)
class Context:
    """Words that decide a neighbour's tag; each set is explained in `words/function.toml`."""

    bare_infinitive: frozenset[str]
    preposition_to: frozenset[str]
    clause_openers: frozenset[str]
    no_verb: frozenset[str]
    noun_ing: frozenset[str]
    adjective_ing: frozenset[str]
    saying: frozenset[str]
    settled: frozenset[str]


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((_FOLDER / name).read_text(encoding="utf-8"))


@cache
def context() -> Context:
    """Give the words that decide a neighbour's tag."""
    found = _read("function.toml")["context"]
    return Context(**{name: frozenset(words.split()) for name, words in found.items()})


@cache
def entries() -> dict[str, Entry]:
    """Give every known word form in small letters with what it can be."""
    forms = _verb_forms()
    function = _read("function.toml")
    found: dict[str, Entry] = {}
    leanings = _leanings()
    for word, (bits, lemma, past) in forms.items():
        found[word] = Entry("", bits, lemma or past, past or lemma, leanings.get(lemma, "verb"))
    for tag, words in function["tags"].items():
        for word in words.split():
            known = found.get(word.lower())
            if tag in ("JJ", "NN") and known is not None and not known.forms & BASE:
                continue
            found[word.lower()] = Entry(
                tag, known.forms if known else 0, known.lemma if known else "", known.past if known else ""
            )
    for word, value in function["auxiliaries"].items():
        tag, lemma = value.split()
        found[word] = Entry(tag, 0, lemma, lemma)
    return found


def _leanings() -> dict[str, str]:
    verbs = _read("verbs.toml")
    names = {"noun_first": "noun", "either": "either", "adjective_first": "adjective"}
    return {lemma: leaning for table, leaning in names.items() for lemma in verbs[table].split()}


def _verb_forms() -> dict[str, tuple[int, str, str]]:
    """Every form of every verb: its bits, the lemma as bare form, -s or -ing, the lemma as past."""
    verbs = _read("verbs.toml")
    found: dict[str, tuple[int, str, str]] = {}

    def add(form: str, bit: int, lemma: str) -> None:
        bits, present, past = found.get(form, (0, "", ""))
        if bit in (PAST, PART):
            found[form] = (bits | bit, present, past or lemma)
        else:
            found[form] = (bits | bit, present or lemma, past)

    for line in verbs["irregular"]:
        lemma, past, part = line.split()
        add(lemma, BASE, lemma)
        add(morphology.s_form(lemma), S, lemma)
        for form in morphology.regular_forms(lemma)[0]:
            add(form, ING, lemma)
        for form in past.split("/"):
            add(form, PAST, lemma)
        for form in part.split("/"):
            add(form, PART, lemma)
    for lemma in verbs["regular"].split():
        ing, ed = morphology.regular_forms(lemma)
        add(lemma, BASE, lemma)
        add(morphology.s_form(lemma), S, lemma)
        for form in ing:
            add(form, ING, lemma)
        for form in ed:
            add(form, PAST, lemma)
            add(form, PART, lemma)
    return found

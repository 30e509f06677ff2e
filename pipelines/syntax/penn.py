"""Penn Treebank tags out of universal parts of speech and features, for parsers that give only those.

Source: Universal Dependencies 2, parts of speech and features; their conversion of the Penn Treebank's tags for English.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

__all__ = ["penn", "tags"]

_DEGREES: Final = {"Cmp": "R", "Sup": "S"}
_ASKING: Final = frozenset(("Int", "Rel", "Int,Rel"))


@dataclass(frozen=True, slots=True)
class _Words:
    """What `words/universal.toml` holds."""

    tags: frozenset[str]
    modals: frozenset[str]
    parts: dict[str, str]
    signs: dict[str, str]


@cache
def _words() -> _Words:
    found = tomllib.loads((Path(__file__).parent / "words" / "universal.toml").read_text(encoding="utf-8"))
    signs = {sign: tag for tag, listed in found["signs"].items() for sign in listed.split()}
    return _Words(frozenset(found["tags"].split()), frozenset(found["modals"].split()), found["parts"], signs)


def tags() -> frozenset[str]:
    """Give all Penn Treebank tags."""
    return _words().tags


def penn(part: str, features: Mapping[str, str], lower: str) -> str:
    """Give the Penn Treebank tag of an English word.

    Args:
        part: Its universal part of speech.
        features: Its features, such as `Tense` and `Number`; an absent one is read as its commonest value.
        lower: The word in small letters.

    >>> penn("VERB", {"VerbForm": "Fin", "Tense": "Past"}, "seized")
    'VBD'
    """
    if part in ("VERB", "AUX"):
        return _verb(features, lower)
    if part in ("NOUN", "PROPN"):
        plural = "S" if features.get("Number") in ("Plur", "Ptan") else ""
        return ("NN" if part == "NOUN" else "NNP") + plural
    if part in ("ADJ", "ADV"):
        if part == "ADV" and features.get("PronType") in _ASKING:
            return "WRB"
        return ("JJ" if part == "ADJ" else "RB") + _DEGREES.get(features.get("Degree", ""), "")
    if part in ("PRON", "DET"):
        return _pronoun(part, features, lower)
    if part == "PART":
        return "TO" if lower == "to" else ("POS" if lower in ("'s", "'") else "RB")
    return _words().signs.get(lower, ":") if part == "PUNCT" else _words().parts.get(part, "NN")


def _verb(features: Mapping[str, str], lower: str) -> str:
    form, past = features.get("VerbForm", ""), features.get("Tense") == "Past"
    if lower in _words().modals:
        return "MD"
    if form == "Ger" or (form == "Part" and not past):
        return "VBG"
    if form == "Part":
        return "VBN"
    if form == "Inf" or features.get("Mood") == "Imp":
        return "VB"
    if past:
        return "VBD"
    third = features.get("Person") == "3" and features.get("Number", "Sing") == "Sing"
    return "VBZ" if third else ("VBP" if form or features.get("Tense") else "VB")


def _pronoun(part: str, features: Mapping[str, str], lower: str) -> str:
    kind, owner = features.get("PronType", ""), features.get("Poss") == "Yes"
    if kind in _ASKING:
        return "WP$" if owner else ("WP" if part == "PRON" and lower not in ("which", "that") else "WDT")
    if owner:
        return "PRP$"
    if part == "PRON" and lower == "there":
        return "EX"
    if part == "PRON" and kind in ("Prs", ""):
        return "PRP"
    return "NN" if part == "PRON" and kind in ("Ind", "Neg", "Tot") and len(lower) > 5 else "DT"

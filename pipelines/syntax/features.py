"""What the model sees of a word: a row of numbers for its form, its dictionary form, its beginning, its ending and its looks.

Common forms have numbers of their own, found by their hash, so that no word is stored; everything else is hashed into buckets.
"""

import re
from collections.abc import Mapping
from typing import Final
from zlib import crc32

from pipelines.syntax import lexicon, morphology

__all__ = ["HASHED", "LISTED", "ROOT", "features", "fingerprint", "forms"]

LISTED: Final = (("form", 96), ("lemma", 48))
"""Features whose values have numbers of their own, with the length of their vectors."""

HASHED: Final = (
    ("last1", 256, 8),
    ("last2", 1024, 16),
    ("last3", 4096, 40),
    ("last4", 8192, 40),
    ("first1", 256, 8),
    ("first2", 1024, 12),
    ("first3", 4096, 24),
    ("shape", 1024, 20),
    ("known", 256, 16),
)
"""Features whose values fall into buckets: how many, and the length of their vectors. The first bucket is empty."""

ROOT: Final = (1,) * len(LISTED) + (0,) * len(HASHED)
"""The row of the root, which stands before every sentence. In a listed feature 0 is a form without a number, 1 the root."""

_BUCKETS: Final = tuple((crc32(f"{name}|".encode()), buckets - 1) for name, buckets, _ in HASHED)
"""For each hashed feature the hash of its name, which goes on over its value, and its buckets but the first."""

_DIGIT: Final = re.compile(r"\d")
_LONGEST: Final = 24
"""Characters that a word's looks are read from; no word of a language needs more."""


_RUN: Final = 3
"""Marks of a kind that are kept in a row."""


def fingerprint(text: str) -> int:
    """Give 32 bits that stand for a form."""
    return crc32(text.encode("utf-8", "surrogatepass"))


def forms(word: str) -> tuple[str, str]:
    """Give the form and the dictionary form that a word is listed by: small letters, every digit a zero."""
    lower = _DIGIT.sub("0", word.lower().replace("’", "'"))
    entry = lexicon.entries().get(lower)
    if entry is not None:
        return lower, entry.lemma or entry.past or lower
    return lower, morphology.singular(lower)


def features(word: str, listed: tuple[Mapping[int, int], ...]) -> tuple[int, ...]:
    """Give the row of a word.

    Args:
        word: As it stands in the text.
        listed: For each feature of `LISTED` the numbers by fingerprint.
    """
    lower, lemma = forms(word)
    numbers = [known.get(fingerprint(form), 0) for known, form in zip(listed, (lower, lemma), strict=True)]
    # Of plain letters the bytes of a part are a part of the bytes.
    whole = lower.encode() if lower.isascii() else lower
    parts = (
        whole[-1:],
        whole[-2:],
        whole[-3:],
        whole[-4:],
        whole[:1],
        whole[:2],
        whole[:3],
        _shape(word),
        _known(lower),
    )
    for (begun, buckets), part in zip(_BUCKETS, parts, strict=True):
        value = part if isinstance(part, bytes) else part.encode("utf-8", "surrogatepass")
        numbers.append(1 + crc32(value, begun) % buckets)
    return tuple(numbers)


def _shape(word: str) -> str:
    """The looks of a word: `Xxx`, `dd`, `x-x`; no more than three of a kind in a row."""
    found = list[str]()
    last, run = "", 0
    for letter in word[:_LONGEST]:
        if letter.islower():
            mark = "x"
        elif letter.isupper():
            mark = "X"
        else:
            mark = "d" if letter.isdigit() else letter
        run = run + 1 if mark == last else 1
        last = mark
        if run <= _RUN:
            found.append(mark)
    return "".join(found)


def _known(lower: str) -> str:
    """What the lexicon says that a word can be."""
    entry = lexicon.entries().get(lower)
    return f"{entry.closed}|{entry.forms}|{entry.leaning}" if entry is not None else ""

"""What pages say around their text, by wording: consent, advertising, sharing, comments and the like, in several languages."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

import numpy as np
from numpy.typing import NDArray

from pipelines.documents.lines.characters import Wanted, Words, read_units

__all__ = ["Found", "find", "kind_of", "whole_line"]

_LONGEST: Final = 160
"""Characters of the longest line that is a notice as a whole."""
_KINDS: Final = {
    "navigation": "navigation",
    "advertising": "advertising",
    "subscription": "notice",
    "consent": "notice",
    "rights": "notice",
    "sharing": "widget",
    "related": "widget",
    "media": "widget",
    "age": "widget",
    "comments": "comments",
}
"""What kind of boilerplate speaks so."""
_SPREAD: Final = np.uint32(0x9E3779B1)

Ints = NDArray[np.int64]
Hashes = NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class Found:
    """Phrases of notices.

    Attributes:
        count: How many different ones each unit holds.
        reason: The number of the first one's reason; 0 where there is none.
        reasons: The names of the reasons, by their number.
    """

    count: Ints
    reason: Ints
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Phrases:
    """Phrases by the hash of all their words, which hashes their first words have, and all their beginnings."""

    reasons: tuple[str, ...]
    longest: int
    first: Wanted
    begun: Hashes
    hashes: Hashes
    reason: Ints


@cache
def _table() -> dict[str, dict[str, list[str]]]:
    text = (files("pipelines.documents") / "lexicon" / "cues.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def _phrases() -> _Phrases:
    table = _table()
    reasons = ("", *table)
    said = [(phrase, reasons.index(reason)) for reason, entry in table.items() for phrase in entry.get("contains", ())]
    # "Cookies" says what "cookie" says.
    said += [(phrase + "s", number) for phrase, number in said if phrase[-1].isalpha() and phrase[-1] != "s"]
    lines = [phrase for phrase, _ in said]
    sizes = np.array([len(line) + 1 for line in lines])
    words = read_units("\n".join(lines), np.cumsum(sizes) - sizes).words
    starts = np.flatnonzero(np.diff(words.unit, prepend=-1))
    lengths = np.diff(starts, append=len(words.unit))
    spans = list(zip(starts.tolist(), lengths.tolist(), strict=True))
    hashes = np.array([_chain(words.hash[a : a + n]) for a, n in spans], np.uint32)
    begun = np.unique(np.array([_chain(words.hash[a : a + m]) for a, n in spans for m in range(1, n)], np.uint32))
    hashes, place = np.unique(hashes, return_index=True)
    # A sign alone has no words, and so no hash.
    reason = np.array([number for _, number in said])[words.unit[starts]][place]
    return _Phrases(reasons, int(lengths.max()), Wanted.of(words.hash[starts]), begun, hashes, reason)


def _chain(hashes: Hashes) -> int:
    """Name a run of words; `find` builds the same word by word."""
    name = 0
    for word in hashes.tolist():
        name = (name * int(_SPREAD) + word) & 0xFFFFFFFF
    return name


def find(words: Words, count: int) -> Found:
    """Find the phrases of notices in the words of a page's units."""
    known = _phrases()
    at = known.first.places(words.hash)
    units, reasons, names = [], [], []
    name = np.zeros(len(at), np.uint32)
    for step in range(known.longest):
        inside = at + step < len(words.hash)
        at, name = at[inside], name[inside]
        here = words.unit[np.minimum(at + step, len(words.unit) - 1)] == words.unit[at]
        at, name = at[here], name[here]
        if not len(at):
            break
        name = name * _SPREAD + words.hash[at + step]
        place, hit = _among(name, known.hashes)
        units.append(words.unit[at[hit]])
        names.append(name[hit])
        reasons.append(known.reason[place[hit]])
        _, goes_on = _among(name, known.begun)
        at, name = at[goes_on], name[goes_on]
    found, reason = np.zeros(count, np.int64), np.zeros(count, np.int64)
    if units:
        unit, said = np.concatenate(units), np.concatenate(reasons)
        reason[unit[::-1]] = said[::-1]
        different = np.unique(unit << 32 | np.concatenate(names).astype(np.int64))
        found += np.bincount(different >> 32, minlength=count)
    return Found(found, reason, known.reasons)


def _among(names: Hashes, known: Hashes) -> tuple[Ints, NDArray[np.bool_]]:
    place = np.minimum(np.searchsorted(known, names), len(known) - 1)
    return place, known[place] == names


@cache
def _wholes() -> re.Pattern[str]:
    """One expression of all lines that are a notice as a whole, in small letters, a group a reason.

    A line is brought into small letters first: to ignore the case would take twice the time.
    """
    wholes = [f"(?P<{reason}>{'|'.join(entry['whole'])})" for reason, entry in _table().items() if entry.get("whole")]
    return re.compile("|".join(wholes))


@lru_cache(maxsize=1 << 14)
def whole_line(line: str) -> str | None:
    """Say what notice a line is as a whole; `None` if it is none.

    >>> whole_line("Duration 1:54"), whole_line("Menu"), whole_line("The dam broke.")
    ('media', 'navigation', None)
    """
    small = line.strip(" \t|•·*-–—")
    match = _wholes().fullmatch(small.lower()) if len(small) <= _LONGEST else None
    return match.lastgroup if match else None


def kind_of(reason: str) -> str:
    """Name the kind of boilerplate that gives such a reason: navigation, advertising, widget, notice or comments.

    >>> kind_of("age"), kind_of("consent")
    ('widget', 'notice')
    """
    return _KINDS[reason]

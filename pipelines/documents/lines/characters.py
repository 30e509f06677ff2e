"""The characters and words of a text as columns of numbers: what each unit of it (a line, a paragraph) is made of.

All characters are told apart at once by table, all words are named by a hash at once: no loop over lines or words, so a
page of many lines costs little more than a long paragraph.
"""

import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

__all__ = ["KINDS", "Columns", "Wanted", "Words", "chains", "read_units"]

KINDS: Final = {
    name: number
    for number, name in enumerate(
        (
            "space", "lower", "upper", "letter", "wide", "digit", "stop", "comma", "colon", "quote", "bullet", "bar", "money",
            "symbol", "bracket", "dash",
        )
    )
}  # fmt: skip
"""Kinds of characters. `wide`: Chinese, Japanese, Korean; `letter`: of scripts without capitals, and marks on letters."""
_SIGNS: Final = {
    "stop": ".!?…。！？؟۔।",
    "comma": ",;،、；，",
    "colon": ":：",
    "quote": "\"'“”‘’«»„`´‹›「」『』",
    "bullet": "•·*▪‣●◦■►▶○∙",
    "bar": "|/\\><=_+~#→←↑↓^&@",
    "bracket": "()[]{}（）",
    "dash": "-–—−",
    "money": "%",
}
_WIDE: Final = ((0x3040, 0x30FF), (0x3400, 0x9FFF), (0xAC00, 0xD7AF))
_OF_CATEGORY: Final = {"Ll": "lower", "Lu": "upper", "Lt": "upper", "Sc": "money", "Cs": "symbol"}
_OF_FAMILY: Final = {"Z": "space", "C": "space", "L": "letter", "M": "letter", "N": "digit"}
_PLANE: Final = 0x10000
"""Characters beyond the first 65,536 (emoji, rare scripts) count as the last of them: a symbol."""
_CHUNK: Final = 1 << 20
"""Characters that are worked on at once: columns need some 30 bytes a character."""
_MOST_OF_A_UNIT: Final = 5_000
"""Characters of one unit that are looked at; what a longer one is shows by then."""
_FIRST_BITS: Final = 14
_BASE: Final = 2654435761
"""Odd, so that it has an inverse modulo 2^32. Source: D. Knuth, The Art of Computer Programming 3, 6.4 (multiplicative hashing)."""

Ints = NDArray[np.int64]
Hashes = NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class Words:
    """All words of a text, in order; a word is a run of letters and digits.

    Attributes:
        unit: Which unit each stands in; never decreasing.
        hash: Names it, whatever its capitals: 32 bits.
        length: Its characters.
        first: Kind of its first character.
    """

    unit: Ints
    hash: Hashes
    length: Ints
    first: NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Some words, to be looked for among many.

    Attributes:
        hashes: Their hashes, in order.
        likely: For the first bits of a hash whether it can be one of them: most words fail there.
    """

    hashes: Hashes
    likely: NDArray[np.bool_]

    @classmethod
    def of(cls, hashes: Hashes) -> "Wanted":
        """Take the hashes of the words."""
        likely = np.zeros(1 << _FIRST_BITS, np.bool_)
        likely[hashes >> np.uint32(32 - _FIRST_BITS)] = True
        return cls(np.unique(hashes), likely)

    def places(self, hashes: Hashes) -> Ints:
        """Give where among many hashes the wanted ones stand, in order."""
        at = np.flatnonzero(self.likely[hashes >> np.uint32(32 - _FIRST_BITS)])
        place = np.minimum(np.searchsorted(self.hashes, hashes[at]), len(self.hashes) - 1)
        return np.asarray(at[self.hashes[place] == hashes[at]])


@dataclass(frozen=True, slots=True)
class Columns:
    """What the units of a text are made of; one row a unit.

    Attributes:
        counts: Characters of each kind, a column a kind.
        indent: Characters of white space before its first character.
        first: Kind of its first character that is no space; `space` where it has none.
        last: Kind of its last such character.
        before_last: Kind of the one before that.
        words: Its words.
    """

    counts: Ints
    indent: Ints
    first: NDArray[np.uint8]
    last: NDArray[np.uint8]
    before_last: NDArray[np.uint8]
    words: Words


@cache
def _tables() -> tuple[NDArray[np.uint8], Hashes]:
    """Kind and small letter of each character of the first plane."""
    kinds = np.full(_PLANE, KINDS["symbol"], np.uint8)
    small = np.arange(_PLANE, dtype=np.uint32)
    for code in range(_PLANE - 1):
        sign = chr(code)
        category = unicodedata.category(sign)
        kinds[code] = KINDS[_OF_CATEGORY.get(category) or _OF_FAMILY.get(category[0], "symbol")]
        lower = sign.lower()
        small[code] = ord(lower) if len(lower) == 1 else code
    for low, high in _WIDE:
        kinds[low : high + 1] = KINDS["wide"]
    for name, signs in _SIGNS.items():
        kinds[[ord(sign) for sign in signs]] = KINDS[name]
    return kinds, small


@cache
def _powers(size: int) -> tuple[Hashes, Hashes]:
    """The powers of the base and of its inverse, modulo 2^32."""
    tables = []
    for base in (_BASE, pow(_BASE, -1, 1 << 32)):
        factors = np.full(size, base, np.uint32)
        factors[0] = 1
        tables.append(np.multiply.accumulate(factors, dtype=np.uint32))
    return tables[0], tables[1]


def _mixed(hashes: Hashes) -> Hashes:
    """Spread a hash over all its bits. Source: A. Appleby, MurmurHash3 (public domain), its finalizer."""
    hashes = (hashes ^ (hashes >> np.uint32(16))) * np.uint32(0x85EBCA6B)
    hashes = (hashes ^ (hashes >> np.uint32(13))) * np.uint32(0xC2B2AE35)
    return hashes ^ (hashes >> np.uint32(16))


def chains(values: Hashes, starts: Ints) -> Hashes:
    """Name runs of numbers by a hash: of the characters of words, of the words of lines.

    Args:
        values: The numbers; a run ends where the next begins.
        starts: Where each run begins; increasing.

    Returns:
        One hash a run. The same numbers in the same order give the same, wherever they stand; zeros at the end of a run
        count for nothing.
    """
    if not len(starts):
        return np.zeros(0, np.uint32)
    up, down = _powers(1 << max(14, len(values).bit_length()))
    sums = np.add.reduceat(values * up[: len(values)], starts, dtype=np.uint32)
    return _mixed(sums * down[starts])


def read_units(text: str, starts: Ints) -> Columns:
    """Read the units of a text.

    Args:
        text: The text.
        starts: Where each unit begins, the first at 0; it reaches to where the next begins.

    Returns:
        Its columns. Of a unit of more than 5,000 characters only the beginning is looked at.
    """
    ends = np.append(starts[1:], len(text))
    if len(starts) and int((ends - starts).max()) > _MOST_OF_A_UNIT:
        sizes = np.minimum(ends - starts, _MOST_OF_A_UNIT)
        text = "".join(text[start : start + size] for start, size in zip(starts.tolist(), sizes.tolist(), strict=True))
        ends = np.cumsum(sizes)
        starts = ends - sizes
    if len(text) <= _CHUNK:
        return _columns(text, starts)
    cuts = np.searchsorted(starts, np.arange(0, len(text), _CHUNK))
    cuts = np.append(cuts[np.diff(cuts, prepend=-1) > 0], len(starts))
    parts = [
        (int(a), _columns(text[int(starts[a]) : int(ends[b - 1])], starts[a:b] - starts[a]))
        for a, b in zip(cuts[:-1].tolist(), cuts[1:].tolist(), strict=True)
        if b > a
    ]
    return _joined(parts)


def _joined(parts: list[tuple[int, Columns]]) -> Columns:
    words = [part.words for _, part in parts]
    return Columns(
        np.concatenate([part.counts for _, part in parts]),
        np.concatenate([part.indent for _, part in parts]),
        np.concatenate([part.first for _, part in parts]),
        np.concatenate([part.last for _, part in parts]),
        np.concatenate([part.before_last for _, part in parts]),
        Words(
            np.concatenate([part.words.unit + first for first, part in parts]),
            np.concatenate([found.hash for found in words]),
            np.concatenate([found.length for found in words]),
            np.concatenate([found.first for found in words]),
        ),
    )


def _columns(text: str, starts: Ints) -> Columns:
    kind_of, small_of = _tables()
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    if not text.isascii():
        codes = np.minimum(codes, np.uint32(_PLANE - 1))
    kinds = kind_of.take(codes)
    count = len(starts)
    unit = np.repeat(np.arange(count), np.diff(starts, append=len(codes)))
    counts = np.bincount(unit * len(KINDS) + kinds, minlength=count * len(KINDS)).reshape(count, len(KINDS))
    solid = np.flatnonzero(kinds)
    around = np.append(starts, len(codes))
    bounds = np.searchsorted(solid, around)
    first, last = _edges(kinds, solid, bounds[:-1]), _edges(kinds, solid, bounds[1:] - 1)
    empty = bounds[:-1] == bounds[1:]
    first[empty] = last[empty] = 0
    padded = np.append(solid, len(codes))
    return Columns(
        counts,
        np.where(empty, 0, padded[bounds[:-1]] - starts),
        first,
        last,
        _edges(kinds, solid, np.maximum(bounds[1:] - 2, bounds[:-1])),
        _words(codes, kinds, unit, starts, small_of),
    )


def _edges(kinds: NDArray[np.uint8], solid: Ints, places: Ints) -> NDArray[np.uint8]:
    if not len(solid):
        return np.zeros(len(places), np.uint8)
    return kinds[solid[np.clip(places, 0, len(solid) - 1)]]


def _words(codes: Hashes, kinds: NDArray[np.uint8], unit: Ints, edges: Ints, small_of: Hashes) -> Words:
    lettered = (kinds >= KINDS["lower"]) & (kinds <= KINDS["digit"])
    # A word begins where letters begin, and where a unit does; it ends where letters end.
    begins = lettered.copy()
    begins[1:] &= ~lettered[:-1]
    edges = edges[edges < len(codes)]
    begins[edges] = lettered[edges]
    starts = np.flatnonzero(begins)
    lengths = np.add.reduceat(lettered, starts, dtype=np.int64) if len(starts) else np.zeros(0, np.int64)
    return Words(unit[starts], chains(small_of.take(codes) * lettered, starts), lengths, kinds[starts])

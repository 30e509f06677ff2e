"""A document as numbers: its words, its lines, and the MinHash of its body.

Two bodies are alike as far as they share shingles, runs of a few words. How alike is estimated by the least values that
many hash functions take over the shingles of each: two sets agree in such a value as often as they are alike.

Sources: A. Broder: On the resemblance and containment of documents (1997), for shingles and their least
values, which rensa computes.
"""

import re
from collections.abc import Sequence
from hashlib import blake2b
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from rensa import RMinHash

from pipelines.records import Line, SignedLine, TextSignature
from pipelines.settings import Signatures

__all__ = ["LIBRARIES", "body_hash", "line_hash", "minhash", "shingles", "sign", "words_of"]

Numbers = npt.NDArray[np.uint64]

LIBRARIES: Final = ("rensa", "numpy")
"""Distributions that the numbers come from: with another version all are made anew, never mixed with the old ones."""

_VALUES: Final = 256
"""Least values: how alike two bodies are is told by them to 0.03, at worst."""
_SEED: Final = 2016
_MIX: Final = np.uint64(0x9E3779B97F4A7C15)
"""An odd number without pattern. Source: D. Knuth: The Art of Computer Programming, 6.4, multiplicative hashing."""
_SHIFT: Final = np.uint64(29)
_LOW: Final = np.uint64(0xFFFFFFFF)
_NO_SPACES: Final = "぀-ヿ㐀-鿿豈-﫿"
"""Scripts that leave no spaces between words: each sign counts as a word."""
_WORD: Final = re.compile(rf"[{_NO_SPACES}]|[^\W_{_NO_SPACES}]+")
_LETTER: Final = re.compile(r"[^\W\d_]")
_BODY: Final = "body"


def words_of(text: str) -> list[str]:
    """Give the words and figures of a text in small letters: what is left where typesetting is of no account.

    >>> words_of("U.S. «troops»  left")
    ['u', 's', 'troops', 'left']
    """
    return _WORD.findall(text.casefold())


def line_hash(words: Sequence[str]) -> int:
    """Name a line by its words: 64 bits, the same on every machine."""
    return int.from_bytes(blake2b(" ".join(words).encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")


def body_hash(numbers: npt.NDArray[np.uint32]) -> int:
    """Name a body by the numbers of its words."""
    return int.from_bytes(blake2b(numbers.astype("<u4").tobytes(), digest_size=8).digest(), "big")


def shingles(numbers: npt.NDArray[np.uint32], length: int) -> Numbers:
    """Hash every run of so many words, in order; none where there are fewer words."""
    found = np.zeros(max(len(numbers) - length + 1, 0), np.uint64)
    wide = numbers.astype(np.uint64)
    for place in range(length):
        found = (found ^ wide[place : place + len(found)]) * _MIX
        found ^= found >> _SHIFT
    return found


def minhash(numbers: npt.NDArray[np.uint32], length: int) -> list[int]:
    """Give the least values that hash functions take over the shingles of a body.

    Args:
        numbers: The numbers of its words, at least `length` of them.
        length: Words of a shingle.
    """
    cut = shingles(numbers, length)
    ends = np.array([0, len(cut)], np.uint64)
    matrix: Any = RMinHash.digest_matrix_from_flat_token_hashes(cut, ends, _VALUES, _SEED)
    (row,) = matrix.to_rows()
    return list(row)


def sign(document_id: str, content_hash: str, text: str, lines: Sequence[Line], limits: Signatures) -> TextSignature:
    """Make the signature of one document.

    Args:
        document_id: Its place.
        content_hash: Its version.
        text: Its text.
        lines: The lines of the text with their labels; those of the label `body` are compared.
        limits: Length of a shingle, and fewest words of a body that is compared.

    Returns:
        Words, lines and least values; of a body of too few words the lines alone.
    """
    signed: list[SignedLine] = []
    body: list[str] = []
    for line in lines:
        words = words_of(text[line.start : line.end])
        in_body = line.label == _BODY
        if words and (in_body or _LETTER.search(text, line.start, line.end)):
            own = len(words) if in_body else 0
            signed.append(SignedLine(line.start, line.end, line.label, line_hash(words), own))
        if in_body:
            body += words
    if len(body) < max(limits.least_words, limits.shingle_words):
        return TextSignature(document_id, content_hash, None, 0, (), (), tuple(signed))
    # rensa hashes words to 64 bits; half of them tell the words of two documents apart well enough.
    numbers = np.array(RMinHash.hash_token_sets([body])[0], np.uint64)
    short = (numbers & _LOW).astype(np.uint32)
    least = minhash(short, limits.shingle_words)
    numbered = tuple(short.tolist())
    return TextSignature(
        document_id, content_hash, body_hash(short), len(numbered), tuple(least), numbered, tuple(signed)
    )

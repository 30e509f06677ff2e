"""What words say of a subject: the rarer a word that two texts share, the more they have in common.

A word is kept as a number that names it and tells how rare it is, so that texts can be compared without their words. How
rare comes from a table that is shipped, never from the documents at hand: two texts are as alike in one company as in
another.
"""

import re
import tomllib
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path
from typing import Final
from zlib import crc32

__all__ = ["INFORMATION", "Words", "beside", "commonness", "weight", "words"]

Words = frozenset[int]
"""The words of a text, each as a number whose last three bits are its rarity, 1 to 5."""

_WORD: Final = re.compile(r"[^\W_]+")
_RARITY: Final = {"everywhere": 0, "elsewhere": 0, "very_common": 1, "common": 2, "known": 3, "listed": 4}
_RAREST: Final = 5
INFORMATION: Final = (0.0, 1.6, 2.5, 3.4, 4.2, 5.5)
"""Information of a word by rarity, in nats: minus the logarithm of the share of documents that have it."""
_WEIGHT: Final = tuple(own * own for own in INFORMATION)
_COMMON: Final = (1.0, 0.75, 0.55, 0.35, 0.2, 0.0)
"""How common a word is by rarity, from 0, hardly ever met, to 1, met in every text."""


@cache
def _rarities() -> dict[str, int]:
    tables = tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))
    found: dict[str, int] = {}
    for name, listed in tables.items():
        for word in listed.split():
            found[word] = min(_RARITY[name], found.get(word, _RAREST))
    return found


@lru_cache(maxsize=262_144)
def _number(word: str) -> int:
    """The number of a word; 0 where it says nothing: a single letter, or met everywhere."""
    rarity = _rarities().get(word, _RAREST) if len(word) > 1 else 0
    return crc32(word.encode("utf-8", "surrogatepass")) << 3 | rarity if rarity else 0


@lru_cache(maxsize=16_384)
def words(text: str) -> Words:
    """Give the words of a text that say something of its subject."""
    found = {_number(word) for word in _WORD.findall(text.casefold())}
    found.discard(0)
    return frozenset(found)


def beside(before: str, behind: str, count: int) -> Words:
    """Give the last and the first so many words, of those that say something, of what stands before a word and behind it."""
    last = [found for word in _WORD.findall(before.casefold()) if (found := _number(word))][-count:]
    first = [found for word in _WORD.findall(behind.casefold()) if (found := _number(word))][:count]
    return frozenset((*last, *first))


def commonness(*forms: str) -> float:
    """How common a word is in news, by the most common of its forms: 0, hardly ever met, to 1, met in every text.

    >>> commonness("said", "say"), commonness("annex")
    (1.0, 0.0)
    """
    return max(_COMMON[_rarities().get(form.casefold(), _RAREST)] for form in forms)


def weight(found: Iterable[int]) -> float:
    """What words weigh: the sum of the squares of their information."""
    return sum([_WEIGHT[word & 7] for word in found])

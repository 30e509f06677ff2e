"""What mentions are told apart by, as columns of numbers: so that many pairs are compared at once.

Words and names stand as hashes of 63 bits, so that a mention's numbers don't depend on what else there is.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from typing import Final

import numpy as np
from numpy.typing import NDArray

from pipelines.timeline.kinds import kind_of
from pipelines.timeline.mentions import Mention
from pipelines.timeline.scorer import says_little

__all__ = ["Floats", "Looks", "Numbers", "number_of"]

Numbers = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

_ENDLESS: Final = 1 << 60
"""Stands for a day before or after all others where no bound is known."""


@lru_cache(maxsize=262_144)
def number_of(text: str) -> int:
    """Give a text's number: 1 to 2**63; two texts with one number are not to be expected among 10**8."""
    return 1 + int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()) // 2


@dataclass(frozen=True, slots=True)
class Looks:
    """What is compared of mentions; each column has one number a mention.

    Attributes:
        sentence: Where its sentence begins.
        lemma: Its lemma.
        family: Its family of near synonyms.
        event_class: Its TimeML class.
        speech: Whether it reports what somebody says.
        little: Whether its word says little.
        common: How common its word is.
        days: First and last day of its begin, first and last day of its end.
        names: How many names it has.
        roles: Keys of agent, patient and place, 0 where not known.
        proper: Whether each of them is a proper name.
    """

    sentence: Numbers
    lemma: Numbers
    family: Numbers
    event_class: Numbers
    speech: Flags
    little: Flags
    common: Floats
    days: tuple[Numbers, ...]
    names: Numbers
    roles: tuple[Numbers, ...]
    proper: tuple[Flags, ...]

    @classmethod
    def of(cls, mentions: Sequence[Mention]) -> "Looks":
        """Take the looks of mentions, in their order."""

        def numbers(look: Callable[[Mention], int]) -> Numbers:
            return np.fromiter(map(look, mentions), np.int64, len(mentions))

        def flags(look: Callable[[Mention], bool]) -> Flags:
            return np.fromiter(map(look, mentions), np.bool_, len(mentions))

        def role(place: int) -> tuple[Numbers, Flags]:
            filled = [own.roles[place] for own in mentions]
            keys = (0 if name is None else number_of(name.key) for name in filled)
            return np.fromiter(keys, np.int64, len(mentions)), np.array(
                [name is not None and name.proper for name in filled], bool
            )

        roles, proper = zip(*map(role, range(3)), strict=True)
        return cls(
            sentence=numbers(lambda own: own.sentence),
            lemma=numbers(lambda own: number_of(own.lemma)),
            family=numbers(lambda own: number_of(" ".join(kind_of(own.lemma)))),
            event_class=numbers(lambda own: number_of(own.event_class)),
            speech=flags(lambda own: own.event_class == "REPORTING"),
            little=flags(says_little),
            common=np.fromiter((own.common for own in mentions), np.float64, len(mentions)),
            days=(
                numbers(lambda own: -_ENDLESS if own.begin[0] is None else own.begin[0]),
                numbers(lambda own: _ENDLESS if own.begin[1] is None else own.begin[1]),
                numbers(lambda own: -_ENDLESS if own.end[0] is None else own.end[0]),
                numbers(lambda own: _ENDLESS if own.end[1] is None else own.end[1]),
            ),
            names=numbers(lambda own: len(own.names)),
            roles=roles,
            proper=proper,
        )

    def days_agree(self, one: Numbers, other: Numbers, apart: int) -> Flags:
        """Whether both of each pair can have begun on one day and ended on one, told of no more than so many days apart."""
        first, last, ends_first, ends_last = self.days
        begins = np.maximum(first[one], first[other])
        ends = np.minimum(ends_last[one], ends_last[other])
        told, told_of = last[one], last[other]
        agree: Flags = (
            (begins <= np.minimum(told, told_of))
            & (np.maximum(ends_first[one], ends_first[other]) <= ends)
            & (begins <= ends)
            & ((np.abs(told - told_of) <= apart) | (told == _ENDLESS) | (told_of == _ENDLESS))
        )
        return agree

"""Names that were met, however many: the records of one file can be tens of millions, more than memory holds.

A name is kept as a hash of 64 bits, the last ones in a set and all before in sorted runs: eight bytes each, where a set of
names needs a hundred and more. That two of ten million names have one hash is to be expected once in 400,000 such files;
the later record then gets a number behind its name, which does no harm.
"""

import hashlib
from typing import Final

import numpy as np
from numpy.typing import NDArray

__all__ = ["Keys", "Seen"]

_HELD: Final = 200_000
"""Names that are kept in a set: some 15 MB."""


class Seen:
    """A set of names, to add to and to ask.

    Args:
        held: Names from which on they are put into a sorted run.
    """

    def __init__(self, held: int = _HELD) -> None:
        self._held = held
        self._last: set[int] = set()
        self._runs: list[NDArray[np.uint64]] = []
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and self._has(_number(name))

    def add(self, name: str) -> bool:
        """Add a name; say whether it is new."""
        number = _number(name)
        if self._has(number):
            return False
        self._last.add(number)
        self._count += 1
        if len(self._last) >= self._held:
            self._settle()
        return True

    def _has(self, number: int) -> bool:
        if number in self._last:
            return True
        wanted = np.uint64(number)
        for run in self._runs:
            place = int(run.searchsorted(wanted))
            if place < len(run) and run[place] == wanted:
                return True
        return False

    def _settle(self) -> None:
        """Make a run of the last names, and one of two as long: there are never more runs than doublings."""
        run = np.sort(np.fromiter(self._last, np.uint64, len(self._last)))
        self._last.clear()
        while self._runs and len(self._runs[-1]) <= len(run):
            run = np.sort(np.concatenate([self._runs.pop(), run]))
        self._runs.append(run)


def _number(name: str) -> int:
    return int.from_bytes(hashlib.blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8).digest())


class Keys:
    """Gives each record of a file a name of its own.

    Args:
        held: As for `Seen`.
    """

    def __init__(self, held: int = _HELD) -> None:
        self._seen = Seen(held)
        self._held = held
        self._times: dict[str, int] = {}

    def own(self, wanted: str) -> str:
        """Give a name that no record had before: the wanted one, or that with `#2`, `#3` and so on."""
        if self._seen.add(wanted):
            return wanted
        # Where the counting stood is only a shortcut: it may be forgotten.
        if len(self._times) >= self._held:
            self._times.clear()
        again = self._times.get(wanted, 1) + 1
        while not self._seen.add(f"{wanted}#{again}"):
            again += 1
        self._times[wanted] = again
        return f"{wanted}#{again}"

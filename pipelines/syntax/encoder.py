"""Vectors of words in their sentence: two layers of light recurrence in both directions, in NumPy.

What a word adds to the first layer does not depend on its neighbours, so it is worked out once for each form and kept in a
table of limited length. The recurrence runs in lockstep over all sentences of a call, the longest first: step k takes the k-th word
of every sentence that has one.

Source: Lei et al. 2018, "Simple Recurrent Units for Highly Parallelizable Recurrence".
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from pipelines.syntax.features import ROOT, features
from pipelines.syntax.parameters import Floats, Weights

__all__ = ["LARGEST_TABLE", "Encoded", "Encoder"]

Places = npt.NDArray[np.int64]

LARGEST_TABLE: Final = 12_288
"""Forms kept in the table. Then the rarer half is forgotten, so that memory stays within some 70 MB whatever is read."""

_ROWS: Final = 128
"""Rows that are worked on at a time: they stay in the processor's cache."""

_NEW: Final = 64
"""New forms that are worked out together, always as many: so a form's numbers do not depend on what it was met with, to the last bit."""

_ROOT, _NOTHING, _FIRST = 0, 1, 2
"""Rows of the table: the root, the row of nothing, which stays zero, and the first form."""


@dataclass(frozen=True, slots=True)
class Encoded:
    """Vectors of words, sentence after sentence, each with its root first.

    Attributes:
        vectors: One row for each root and word.
        starts: For each sentence the row of its root.
        lengths: For each sentence its rows: one more than it has words.
    """

    vectors: Floats
    starts: Places
    lengths: Places


class Encoder:
    """Turns sentences into vectors; holds the table of forms."""

    def __init__(self, weights: Weights) -> None:
        dense = weights.dense
        self._weights = weights
        self._mix = (dense["mix.weight"], dense["mix.bias"])
        first, bias = _halved(dense["layer0.weight"], dense["layer0.bias"])
        self._second = _halved(dense["layer1.weight"], dense["layer1.bias"])
        size = len(first) // 3
        # Side by side: what a form adds to the word after it, to itself, and to the word before it.
        self._window = np.concatenate([first[:size], first[size : 2 * size], first[2 * size :]], 1)
        self._gates = first.shape[1]
        self._shift = np.concatenate([np.zeros_like(bias), bias, np.zeros_like(bias)])
        self._numbers = dict[str, int]()
        # Memory that nothing was written to yet takes no room; growing bit by bit would copy what is there again and again.
        self._table = np.zeros((LARGEST_TABLE, self._window.shape[1]), np.float32)
        self._fill([ROOT])
        self._filled = _FIRST
        self._met = np.zeros(LARGEST_TABLE, np.int64)

    def _make_room(self) -> None:
        """Forget the forms that were met least often, down to half the table; what is kept must go on being met."""
        rows = np.arange(_FIRST, self._filled)
        kept = np.sort(rows[np.argsort(-self._met[rows], kind="stable")[: LARGEST_TABLE // 2]])
        self._filled = _FIRST + len(kept)
        for at in range(0, len(kept), _ROWS):  # in pieces: no second table is made
            part = kept[at : at + _ROWS]
            self._table[_FIRST + at : _FIRST + at + len(part)] = self._table[part]
        self._met[_FIRST : self._filled] = self._met[kept] // 2
        self._met[self._filled :] = 0
        words = list(self._numbers)  # in the order of their rows
        self._numbers = {words[row - _FIRST]: n for n, row in enumerate(kept.tolist(), _FIRST)}

    def _fill(self, rows: Sequence[tuple[int, ...]], at: int = 0) -> None:
        chosen = np.array(rows)
        for first in range(0, len(rows), _NEW):
            part = chosen[first : first + _NEW]
            padded = np.concatenate([part, np.zeros((_NEW - len(part), part.shape[1]), part.dtype)])
            parts = [vectors.take(padded[:, n], 0) for n, vectors in enumerate(self._weights.vectors)]
            words = np.tanh(np.concatenate(parts, 1) @ self._mix[0] + self._mix[1])
            self._table[at + first : at + first + len(part)] = (words @ self._window + self._shift)[: len(part)]

    def _learn(self, words: Sequence[str]) -> None:
        """Put new forms into the table."""
        end = self._filled + len(words)
        if end > len(self._table):  # more than a whole table in one call
            more = end - len(self._table)
            self._table = np.concatenate([self._table, np.zeros((more, self._table.shape[1]), np.float32)])
            self._met = np.concatenate([self._met, np.zeros(more, np.int64)])
        self._fill([features(word, self._weights.listed) for word in words], self._filled)
        self._numbers.update(zip(words, range(self._filled, end), strict=True))
        self._filled = end

    def _look_up(self, sentences: Sequence[Sequence[str]]) -> Places:
        """The rows of all words in the table, a root before each sentence."""
        found = self._known(sentences)
        if None in found:
            unknown = self._unknown(sentences)
            if self._filled + len(unknown) > LARGEST_TABLE:
                self._make_room()
                unknown = self._unknown(sentences)
            self._learn(unknown)
            found = self._known(sentences)
        places = np.array(found)
        self._met += np.bincount(places, minlength=len(self._met))
        return places

    def _unknown(self, sentences: Sequence[Sequence[str]]) -> list[str]:
        return list(dict.fromkeys(word for words in sentences for word in words if word not in self._numbers))

    def _known(self, sentences: Sequence[Sequence[str]]) -> list[int | None]:
        found: list[int | None] = []
        for words in sentences:
            found.append(_ROOT)
            found.extend(map(self._numbers.get, words))
        return found

    def encode(self, sentences: Sequence[Sequence[str]]) -> Encoded:
        """Give each word of each sentence its vector.

        Args:
            sentences: Words of each; the longest sentence first.
        """
        numbers = self._look_up(sentences)
        lengths = np.array([len(words) + 1 for words in sentences])
        starts = np.concatenate([[0], np.cumsum(lengths)[:-1]])
        lockstep = _Lockstep(lengths, starts)
        x = lockstep.run(self._entry(numbers, starts, lockstep.rows))
        x += lockstep.run(self._product(x))
        return Encoded(x.take(lockstep.rows, 0), starts, lengths)

    def _entry(self, numbers: Places, starts: Places, rows: Places) -> "_Gates":
        """Gates of the first layer: what each word adds, and its neighbours; in the order of the lockstep."""
        around = np.full((3, len(numbers)), _NOTHING)
        around[0, rows[1:]], around[1, rows], around[2, rows[:-1]] = numbers[:-1], numbers, numbers[1:]
        around[0, rows[starts]] = around[2, rows[starts[1:] - 1]] = _NOTHING
        around *= 3
        around += np.arange(3)[:, None]
        table = self._table.reshape(-1, self._gates)
        found = _Gates(len(numbers), self._gates // 6)
        sums, more = np.empty((2, _ROWS, self._gates), np.float32)
        for at in range(0, len(numbers), _ROWS):
            before, own, behind = around[:, at : at + _ROWS]
            part, other = sums[: len(own)], more[: len(own)]
            table.take(own, 0, out=part, mode="clip")
            part += table.take(before, 0, out=other, mode="clip")
            part += table.take(behind, 0, out=other, mode="clip")
            found.open(at, part)
        return found

    def _product(self, x: Floats) -> "_Gates":
        """Gates of the second layer."""
        matrix, bias = self._second
        found = _Gates(len(x), self._gates // 6)
        sums = np.empty((_ROWS, self._gates), np.float32)
        for at in range(0, len(x), _ROWS):
            part = sums[: len(x) - at]
            np.matmul(x[at : at + _ROWS], matrix, out=part)
            part += bias
            found.open(at, part)
        return found


class _Gates:
    """What is added, kept and shown of each word, for both directions; each in one piece of memory, as steps go through them fast.

    Attributes:
        added: What goes into the state: what is new, as far as the state before is not kept; forward and backward.
        kept: The share of the state before that stays; forward and backward.
        shown: The share of the state that comes out; both directions side by side.
    """

    def __init__(self, count: int, size: int) -> None:
        self.size = size
        self.added, self.kept = np.empty((2, 2, count, size), np.float32)
        self.shown = np.empty((count, 2 * size), np.float32)

    def open(self, at: int, sums: Floats) -> None:
        """Take in the sums of some words, from the one at `at` on; see `_halved`. What `sums` holds is lost."""
        size, own = self.size, slice(at, at + len(sums))
        np.tanh(sums, out=sums)
        for way in (0, 1):
            keep, added = self.kept[way, own], self.added[way, own]
            np.multiply(sums[:, (2 + way) * size : (3 + way) * size], 0.5, out=keep)
            np.subtract(0.5, keep, out=added)
            added *= sums[:, way * size : (1 + way) * size]
            keep += 0.5
        shown = self.shown[own]
        np.multiply(sums[:, 4 * size :], 0.5, out=shown)
        shown += 0.5


def _halved(matrix: Floats, bias: Floats) -> tuple[Floats, Floats]:
    """Halve what goes into a sigmoid: it is half of one more than the tangent of half, and that is quicker."""
    size = matrix.shape[1] // 6
    scale = np.where(np.arange(matrix.shape[1]) < 2 * size, 1.0, 0.5).astype(np.float32)
    return matrix * scale, bias * scale


class _Lockstep:
    """Words in the order of steps: first the first words of all sentences, then all second words, and so on.

    Attributes:
        rows: For each word, sentence after sentence, its row in this order.
    """

    def __init__(self, lengths: Places, starts: Places) -> None:
        # How many sentences have a k-th word; they are the first ones, being the longest.
        active = np.searchsorted(-lengths, -np.arange(1, int(lengths[0]) + 1), side="right")
        begins = np.concatenate([[0], np.cumsum(active)])
        rank = np.repeat(np.arange(len(lengths)), lengths)
        self.rows = begins[np.arange(int(lengths.sum())) - starts[rank]] + rank
        self._steps = list(zip(begins[:-1].tolist(), begins[1:].tolist(), strict=True))

    def run(self, gates: "_Gates") -> Floats:
        """Go through all steps, forward and backward, and give what is shown of the states, side by side."""
        size = gates.size
        found = np.empty((len(gates.shown), 2 * size), np.float32)
        np.multiply(self._forward(gates.added[0], gates.kept[0]), gates.shown[:, :size], out=found[:, :size])
        np.multiply(self._backward(gates.added[1], gates.kept[1]), gates.shown[:, size:], out=found[:, size:])
        return found

    def _forward(self, added: Floats, kept: Floats) -> Floats:
        """State after each word: what is kept of the state before, and what is added; both arrays are used up."""
        before = added[: self._steps[0][1]]
        for begin, end in self._steps[1:]:
            state, carried = added[begin:end], kept[begin:end]
            carried *= before[: end - begin]
            state += carried
            before = state
        return added

    def _backward(self, added: Floats, kept: Floats) -> Floats:
        """The same from the other end; a sentence joins at the step of its last word."""
        behind = added[:0]
        for begin, end in reversed(self._steps):
            state, carried = added[begin:end], kept[begin : begin + len(behind)]
            carried *= behind
            state[: len(behind)] += carried
            behind = state
        return added

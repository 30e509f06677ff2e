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
"""Forms kept in the table. Then it is begun anew, so that memory stays within some 70 MB whatever is read."""

_ROWS: Final = 512
"""Rows that are worked on at a time: they stay in the processor's cache."""

_ROOT, _NOTHING = 0, 1


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

    def part(self, chosen: Sequence[int]) -> "Encoded":
        """Give some of the sentences, in the order of `chosen`."""
        if len(chosen) == len(self.starts):
            return self
        starts, lengths = self.starts[list(chosen)], self.lengths[list(chosen)]
        ends = np.cumsum(lengths)
        rows = np.repeat(starts - (ends - lengths), lengths) + np.arange(ends[-1])
        return Encoded(self.vectors.take(rows, 0), ends - lengths, lengths)


class Encoder:
    """Turns sentences into vectors; holds the table of forms."""

    def __init__(self, weights: Weights) -> None:
        dense = weights.dense
        self._weights = weights
        self._mix = (dense["mix.weight"], dense["mix.bias"])
        first, self._bias = _halved(dense["layer0.weight"], dense["layer0.bias"])
        self._second = _halved(dense["layer1.weight"], dense["layer1.bias"])
        size = len(first) // 3
        # Side by side: what a form adds to the word after it, to itself, and to the word before it.
        self._window = np.concatenate([first[:size], first[size : 2 * size], first[2 * size :]], 1)
        self._gates = first.shape[1]
        self._numbers: dict[str, int] = {}
        self._table = np.zeros((0, self._window.shape[1]), np.float32)
        self._restart()

    def _restart(self) -> None:
        self._numbers = {}
        self._table = np.zeros((256, self._window.shape[1]), np.float32)
        self._fill([ROOT])
        self._filled = 2  # the root, and the row of nothing, which stays zero

    def _fill(self, rows: Sequence[tuple[int, ...]], at: int = 0) -> None:
        chosen = np.array(rows)
        parts = [vectors.take(chosen[:, n], 0) for n, vectors in enumerate(self._weights.vectors)]
        words = np.tanh(np.concatenate(parts, 1) @ self._mix[0] + self._mix[1])
        np.matmul(words, self._window, out=self._table[at : at + len(rows)])

    def _learn(self, words: Sequence[str]) -> None:
        """Put new forms into the table."""
        end = self._filled + len(words)
        while end > len(self._table):
            self._table = np.concatenate([self._table, np.zeros_like(self._table)])
        self._fill([features(word, self._weights.listed) for word in words], self._filled)
        self._numbers.update(zip(words, range(self._filled, end), strict=True))
        self._filled = end

    def _look_up(self, sentences: Sequence[Sequence[str]]) -> Places:
        """The rows of all words in the table, a root before each sentence."""
        unknown = list(dict.fromkeys(word for words in sentences for word in words if word not in self._numbers))
        if unknown:
            if self._filled + len(unknown) > LARGEST_TABLE:
                self._restart()
                unknown = list(dict.fromkeys(word for words in sentences for word in words))
            self._learn(unknown)
        found: list[int] = []
        for words in sentences:
            found.append(_ROOT)
            found.extend(map(self._numbers.__getitem__, words))
        return np.array(found)

    def encode(self, sentences: Sequence[Sequence[str]]) -> Encoded:
        """Give each word of each sentence its vector.

        Args:
            sentences: Words of each; the longest sentence first.
        """
        numbers = self._look_up(sentences)
        lengths = np.array([len(words) + 1 for words in sentences])
        starts = np.concatenate([[0], np.cumsum(lengths)[:-1]])
        lockstep = _Lockstep(lengths, starts)
        x = self._layer(lockstep, self._entry(numbers, starts, lockstep.rows))
        x += self._layer(lockstep, self._product(x))
        return Encoded(x.take(lockstep.rows, 0), starts, lengths)

    def _entry(self, numbers: Places, starts: Places, rows: Places) -> Floats:
        """Gates of the first layer: what each word adds, and its neighbours; in the order of the lockstep."""
        around = np.full((3, len(numbers)), _NOTHING)
        around[0, rows[1:]], around[1, rows], around[2, rows[:-1]] = numbers[:-1], numbers, numbers[1:]
        around[0, rows[starts]] = around[2, rows[starts[1:] - 1]] = _NOTHING
        around *= 3
        around += np.arange(3)[:, None]
        table = self._table.reshape(-1, self._gates)
        found = np.empty((len(numbers), self._gates), np.float32)
        more = np.empty((_ROWS, self._gates), np.float32)
        for at in range(0, len(numbers), _ROWS):
            part = found[at : at + _ROWS]
            before, own, behind = around[:, at : at + _ROWS]
            table.take(own, 0, out=part, mode="clip")
            part += self._bias
            other = more[: len(part)]
            part += table.take(before, 0, out=other, mode="clip")
            part += table.take(behind, 0, out=other, mode="clip")
            self._open(part)
        return found

    def _product(self, x: Floats) -> Floats:
        """Gates of the second layer."""
        matrix, bias = self._second
        found = np.empty((len(x), self._gates), np.float32)
        for at in range(0, len(x), _ROWS):
            part = found[at : at + _ROWS]
            np.matmul(x[at : at + _ROWS], matrix, out=part)
            part += bias
            self._open(part)
        return found

    def _open(self, gates: Floats) -> None:
        """Make of sums what is new, what is kept and what is shown, side by side; see `_halved`."""
        np.tanh(gates, out=gates)
        shares = gates[:, self._gates // 3 :]
        shares *= 0.5
        shares += 0.5

    def _layer(self, lockstep: "_Lockstep", gates: Floats) -> Floats:
        size = self._gates // 6
        found = np.empty((len(gates), 2 * size), np.float32)
        lockstep.forward(gates[:, :size], gates[:, 2 * size : 3 * size], found[:, :size])
        lockstep.backward(gates[:, size : 2 * size], gates[:, 3 * size : 4 * size], found[:, size:])
        found *= gates[:, 4 * size :]
        return found


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

    def forward(self, new: Floats, keep: Floats, out: Floats) -> None:
        """State after each word: what is kept of the state before, and the rest of what is new."""
        before = np.zeros((self._steps[0][1], new.shape[1]), np.float32)
        for begin, end in self._steps:
            state, fresh = out[begin:end], new[begin:end]
            np.subtract(before[: end - begin], fresh, out=state)
            state *= keep[begin:end]
            state += fresh
            before = state

    def backward(self, new: Floats, keep: Floats, out: Floats) -> None:
        """The same from the other end; a sentence joins at the step of its last word."""
        behind = np.zeros((0, new.shape[1]), np.float32)
        for begin, end in reversed(self._steps):
            state, fresh = out[begin:end], new[begin:end]
            going = len(behind)
            np.subtract(behind, fresh[:going], out=state[:going])
            np.negative(fresh[going:], out=state[going:])
            state *= keep[begin:end]
            state += fresh
            behind = state

"""Boosted trees that judge many things at once; what they ask is learnt by `tests/training/boosting.py`.

They are oblivious: all nodes of one level ask the same question, so all things go down all trees together. Trees ask many
questions twice, so each different one is answered once.

Source: A. Dorogush et al.: CatBoost (2018).
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

__all__ = ["Trees", "judge"]

_CHUNK: Final = 512
"""Things that go down the trees at once: their answers stay in the processor's cache."""


# Without slots: what follows from the trees is kept with them.
@dataclass(frozen=True)
class Trees:
    """Grown trees.

    Attributes:
        features: Which feature each level of each tree asks for: a row a level.
        thresholds: Above which the answer is yes.
        leaves: What each tree says for each string of answers: a row a tree.
        base: What is added to what the trees say.
    """

    features: NDArray[np.int16]
    thresholds: NDArray[np.float32]
    leaves: NDArray[np.float32]
    base: float

    @cached_property
    def questions(self) -> tuple[NDArray[np.intp], NDArray[np.float32], NDArray[np.intp]]:
        """The feature of each different question, its threshold (a column), and which of them each level of each tree asks."""
        asked = np.stack([self.features.ravel().astype(float), self.thresholds.ravel().astype(float)])
        different, place = np.unique(asked, axis=1, return_inverse=True)
        thresholds = different[1].astype(np.float32)[:, None]
        return different[0].astype(np.intp), thresholds, place.reshape(self.features.shape)

    @cached_property
    def said(self) -> tuple[NDArray[np.intp], NDArray[np.float32]]:
        """Where the leaves of each tree begin (a column), and what all leaves say."""
        count, size = self.leaves.shape
        return np.arange(0, count * size, size)[:, None], self.leaves.astype(np.float32).ravel()


def judge(columns: NDArray[np.float32], trees: Trees) -> NDArray[np.float64]:
    """Send things down the trees.

    Args:
        columns: A row a feature, a column a thing.
        trees: The trees.

    Returns:
        Log odds of each.
    """
    parts = [_down(columns[:, at : at + _CHUNK], trees) for at in range(0, columns.shape[1], _CHUNK)]
    return np.concatenate(parts) if parts else np.zeros(0)


def _down(columns: NDArray[np.float32], trees: Trees) -> NDArray[np.float64]:
    features, thresholds, places = trees.questions
    starts, leaves = trees.said
    yes = (columns.take(features, 0) > thresholds).view(np.uint8)
    answers = np.zeros((len(starts), columns.shape[1]), np.uint8)
    for level in places:
        answers += answers
        answers |= yes.take(level, 0)
    said = leaves.take(answers + starts)
    # One column alone would be summed in another order, and a thing must count the same alone and among others.
    total = said.sum(0) if said.shape[1] > 1 else said.repeat(2, 1).sum(0)[:1]
    return np.asarray(trees.base + total.astype(np.float64))

"""Boosted trees that judge many things at once.

They are oblivious: all nodes of one level ask the same question, so all things go down all trees together.

Source: A. Dorogush et al.: CatBoost (2018).
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

__all__ = ["Trees", "judge"]

_CHUNK: Final = 4096


@dataclass(frozen=True, slots=True)
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


def judge(columns: NDArray[np.float32], trees: Trees) -> NDArray[np.float64]:
    """Send things down the trees.

    Args:
        columns: A row a feature, a column a thing.
        trees: The trees.

    Returns:
        Log odds of each.
    """
    found = np.full(columns.shape[1], trees.base)
    for low in range(0, columns.shape[1], _CHUNK):
        some = np.ascontiguousarray(columns[:, low : low + _CHUNK])
        total = np.zeros(some.shape[1], np.float32)
        for features, thresholds, leaves in zip(trees.features.T, trees.thresholds.T, trees.leaves, strict=True):
            place = np.zeros(some.shape[1], np.uint8)
            for feature, threshold in zip(features.tolist(), thresholds, strict=True):
                place += place
                place += some[feature] > threshold
            total += leaves.take(place)
        found[low : low + _CHUNK] += total
    return found

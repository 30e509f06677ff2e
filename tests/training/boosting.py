"""Gradient boosting with oblivious trees, on numpy alone: logistic loss, histograms, a sample of rows and features a tree.

Source: J. Friedman: Greedy Function Approximation (2001); second-order gains as in T. Chen, C. Guestrin: XGBoost (2016);
oblivious trees as in A. Dorogush et al.: CatBoost (2018).
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from pipelines.forest import Trees

__all__ = ["Boosting", "boost"]

_BINS: Final = 32

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Boosting:
    """How trees are grown."""

    trees: int = 260
    depth: int = 6
    rate: float = 0.1
    rows: float = 0.35
    features: float = 0.3
    stiffness: float = 4.0
    seed: int = 2016


def boost(
    columns: NDArray[np.float32], wanted: Floats, weights: Floats, how: Boosting, known: Floats | None = None
) -> Trees:
    """Grow trees.

    Args:
        columns: A row a feature, a column an example.
        wanted: 1 or 0 for each example.
        weights: How much each counts; their mean should be near 1.
        how: Size and number of trees.
        known: What is added to the log odds of each example, whatever the trees say.
    """
    chance = np.random.default_rng(how.seed)
    edges = [_edges(column, chance) for column in columns]
    bins = np.array([np.searchsorted(edge, column) for edge, column in zip(edges, columns, strict=True)], np.uint8)
    share = float((wanted * weights).sum() / weights.sum())
    base = float(np.log(share / (1 - share)))
    score = np.full(len(wanted), base) + (0.0 if known is None else known)
    asked, leaves = [], []
    for _ in range(how.trees):
        likely = 1 / (1 + np.exp(-score))
        slope, bend = weights * (likely - wanted), weights * likely * (1 - likely)
        rows = np.flatnonzero(chance.random(len(wanted)) < how.rows)
        tried = np.flatnonzero(chance.random(len(columns)) < how.features)
        levels = _grow(bins[:, rows], slope[rows], bend[rows], tried, how)
        place = np.zeros(len(wanted), np.int64)
        for feature, cut in levels:
            place = place * 2 + (bins[feature] > cut)
        down = np.bincount(place, slope, 1 << how.depth)
        says = -how.rate * down / (np.bincount(place, bend, 1 << how.depth) + how.stiffness)
        score += says[place]
        asked.append([(feature, float(edges[feature][cut])) for feature, cut in levels])
        leaves.append(says)
    return Trees(
        np.array([[feature for feature, _ in tree] for tree in asked], np.int16).T,
        np.array([[edge for _, edge in tree] for tree in asked], np.float32).T,
        np.array(leaves, np.float32),
        base,
    )


def _edges(column: NDArray[np.float32], chance: np.random.Generator) -> NDArray[np.float32]:
    """Bounds of the bins: a value above the bound i lies in a later bin than i."""
    sample = chance.choice(column, min(len(column), 50_000), replace=False)
    different = np.unique(sample)
    if len(different) <= _BINS:
        found = (different[:-1] + different[1:]) / 2
    else:
        found = np.unique(np.quantile(sample, np.arange(1, _BINS) / _BINS))
    return np.asarray(found if len(found) else different, np.float32)


def _grow(
    bins: NDArray[np.uint8], slope: Floats, bend: Floats, tried: NDArray[np.int64], how: Boosting
) -> list[tuple[int, int]]:
    """Choose the question of each level: all leaves ask the same."""
    leaf = np.zeros(len(slope), np.int64)
    chosen: list[tuple[int, int]] = []
    for level in range(how.depth):
        best, question = -np.inf, (int(tried[0]), 0)
        for feature in tried.tolist():
            gains = _gains(leaf * _BINS + bins[feature], slope, bend, 1 << level, how.stiffness)
            cut = int(np.argmax(gains))
            if gains[cut] > best:
                best, question = float(gains[cut]), (feature, cut)
        chosen.append(question)
        leaf = leaf * 2 + (bins[question[0]] > question[1])
    return chosen


def _gains(place: NDArray[np.int64], slope: Floats, bend: Floats, leaves: int, stiffness: float) -> Floats:
    """What each cut of one feature gains."""
    down = np.bincount(place, slope, leaves * _BINS).reshape(leaves, _BINS).cumsum(1)
    curve = np.bincount(place, bend, leaves * _BINS).reshape(leaves, _BINS).cumsum(1)
    left = down**2 / (curve + stiffness)
    right = (down[:, -1:] - down) ** 2 / (curve[:, -1:] - curve + stiffness)
    gains = (left + right).sum(0)
    filled = np.flatnonzero(np.bincount(place % _BINS, minlength=_BINS))
    gains[filled[-1] :] = -np.inf  # nothing lies above
    if len(filled) == 1:
        gains[:] = -np.inf
    return np.asarray(gains)

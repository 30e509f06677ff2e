"""The model of the lines: what words weigh, and the trees that judge. Learnt by `python -m tests.training.lines`.

The words of a line, pairs of them, its first, its last and all of them together each have a weight, looked up by hash; with
what the line is made of they give a first score. Boosted trees judge from that score and from what stands around the line.

What was learnt from, and how well it does: `MODEL_CARD.md`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from typing import Final

import numpy as np
from numpy.typing import NDArray

from pipelines.documents.lines.characters import Words, chains
from pipelines.forest import Trees

__all__ = ["SLOTS", "Model", "first_score", "grams", "model", "slots", "word_scores"]

SLOTS: Final = 18
"""Bits of a hash that say where its weight is looked up."""

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Hashes = NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class Model:
    """What was learnt.

    Attributes:
        slot: For the first bits of each hash the place of its weight; 0: none.
        hashes: The hash whose weight it is: of another one with the same first bits nothing is known.
        weights: The weights, in log odds.
        own: Names of the features of the first score, and their weights; the last weight is that of nothing at all.
        own_weights: See `own`.
        asked: Names of all features, in the order the trees count them.
        trees: The trees, over `asked`; what they say are log odds that a unit is text of its page.
    """

    slot: NDArray[np.int16]
    hashes: Hashes
    weights: NDArray[np.float32]
    own: tuple[str, ...]
    own_weights: Floats
    asked: tuple[str, ...]
    trees: Trees


@cache
def model() -> Model:
    """Give the model of the package."""
    with (
        as_file(files("pipelines.documents.lines") / "weights.npz") as path,
        np.load(path, allow_pickle=False) as found,
    ):
        hashes = found["hashes"]
        return Model(
            slots(hashes),
            hashes,
            found["weights"].astype(np.float32),
            tuple(found["own"].tolist()),
            found["own_weights"],
            tuple(found["asked"].tolist()),
            Trees(found["features"], found["thresholds"], found["leaves"], float(found["base"])),
        )


def slots(hashes: Hashes) -> NDArray[np.int16]:
    """Make the table that leads from the first bits of a hash to its place among `hashes`; place 0 is no hash."""
    table = np.zeros(1 << SLOTS, np.int16)
    table[hashes[1:] >> np.uint32(32 - SLOTS)] = np.arange(1, len(hashes))
    return table


def grams(words: Words) -> tuple[Ints, Hashes]:
    """Name by hash what the words of each unit say: words, pairs, the first, the last, all together.

    Returns:
        For each its unit, and the hash.
    """
    unit, hashes = words.unit, words.hash
    starts = np.flatnonzero(np.diff(unit, prepend=-1))
    lasts = np.append(starts[1:], len(unit))[: len(starts)] - 1
    paired = unit[1:] == unit[:-1]
    pairs = (hashes[:-1] * np.uint32(3) + hashes[1:] * np.uint32(0x9E3779B1))[paired]
    whole = chains(hashes, starts)
    salted = [(starts, hashes[starts], 0xABCDEF01), (lasts, hashes[lasts], 0x13572468), (starts, whole, 0x77777777)]
    return (
        np.concatenate([unit, unit[:-1][paired], *(unit[places] for places, _, _ in salted)]),
        np.concatenate(
            [hashes, pairs, *((found ^ np.uint32(salt)) * np.uint32(0x85EBCA6B) for _, found, salt in salted)]
        ),
    )


def word_scores(words: Words, count: int, known: Model) -> Floats:
    """Give what the words of each unit weigh together, by the root of their number."""
    unit, hashes = grams(words)
    place = known.slot[hashes >> np.uint32(32 - SLOTS)]
    hit = np.flatnonzero(place)
    hit = hit[known.hashes[place[hit]] == hashes[hit]]
    sums = np.bincount(unit[hit], known.weights[place[hit]], count)
    return np.asarray(sums / np.sqrt(np.maximum(np.bincount(words.unit, minlength=count), 1)))


def first_score(found: Mapping[str, Floats], known: Model) -> Floats:
    """Give what each unit's own features weigh together, in log odds."""
    weights = known.own_weights
    score = np.full(len(found[known.own[0]]), weights[-1])
    for name, weight in zip(known.own, weights.tolist(), strict=False):
        score += weight * found[name]
    return score

"""The weights of the syntax model: what `weights/model.npz` holds, read once.

Arrays alone, nothing that could run. Vectors of words are bytes with a scale for each row, everything else 16-bit floats; both are
32-bit floats once read. Who made them, of what data and under what licence, is told in `weights/README.md`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from pipelines.syntax.features import HASHED, LISTED

__all__ = ["Floats", "Weights", "quantised", "read_weights", "weights"]

Floats = npt.NDArray[np.float32]

_FILE: Final = Path(__file__).parent / "weights" / "model.npz"
_WORD: Final = "word."


@dataclass(frozen=True, slots=True)
class Weights:
    """What the model knows.

    Attributes:
        listed: For each feature of `LISTED` the numbers of its common values, by fingerprint.
        vectors: For each feature, listed and then hashed, one row for each of its numbers.
        dense: All other arrays, by name; a matrix has a row for each of what goes in.
        labels: For each head the labels it tells apart.
    """

    listed: tuple[Mapping[int, int], ...]
    vectors: tuple[Floats, ...]
    dense: Mapping[str, Floats]
    labels: Mapping[str, tuple[str, ...]]


@cache
def weights() -> Weights:
    """Give the weights that are shipped."""
    return read_weights(_FILE)


def read_weights(path: Path) -> Weights:
    """Read weights from a file.

    Args:
        path: An `.npz` that `quantised` described.
    """
    with np.load(path, allow_pickle=False) as file:
        arrays: dict[str, npt.NDArray[Any]] = dict(file)
    names = [name for name, *_ in (*LISTED, *HASHED)]
    listed = tuple({key: n + 2 for n, key in enumerate(arrays[f"listed.{name}"].tolist())} for name, _ in LISTED)
    vectors = tuple(
        arrays[f"{_WORD}{name}"].astype(np.float32) * arrays[f"{_WORD}{name}.scale"].astype(np.float32)[:, None]
        for name in names
    )
    labels = {
        name.removeprefix("labels."): tuple(found.tolist())
        for name, found in arrays.items()
        if name.startswith("labels.")
    }
    dense = {name: found.astype(np.float32) for name, found in arrays.items() if found.dtype == np.float16}
    return Weights(listed, vectors, {k: v for k, v in dense.items() if not k.startswith(_WORD)}, labels)


def quantised(
    parameters: Mapping[str, Floats], listed: tuple[Mapping[int, int], ...], labels: Mapping[str, tuple[str, ...]]
) -> dict[str, npt.NDArray[Any]]:
    """Make of learnt parameters the arrays of a file.

    Args:
        parameters: By name; those of words begin with `word.`.
        listed: Fingerprints of common values and their numbers, which go up from 2 in the order of the fingerprints.
        labels: For each head the labels it tells apart.
    """
    made: dict[str, npt.NDArray[Any]] = {}
    for name, value in parameters.items():
        if name.startswith(_WORD):
            scale = np.maximum(np.abs(value).max(1), 1e-6) / 127
            scale = scale.astype(np.float16)
            made[name] = np.clip(np.rint(value / scale.astype(np.float32)[:, None]), -127, 127).astype(np.int8)
            made[f"{name}.scale"] = scale
        else:
            made[name] = value.astype(np.float16)
    for (name, _), known in zip(LISTED, listed, strict=True):
        made[f"listed.{name}"] = np.array(sorted(known), np.uint32)
    for name, found in labels.items():
        made[f"labels.{name}"] = np.array(found)
    return made

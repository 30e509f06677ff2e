"""How likely each day is, and the shortest run of days that holds so much of the likelihood.

A log-linear model over the days of one document. How sharp it is depends on the document as a whole, and some of the
likelihood is spread widely, more of it where little tells the days apart. The weights are learnt from dated news of which some
count as undated (`python -m tests.training.derived`), by their words' numbers alone; they are numbers, and no text.
"""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from pipelines.timeline.derived.features import FEATURES, GENERAL, Described

__all__ = ["BLUNT", "FAR", "MOST", "Model", "likelihoods", "shipped", "shortest"]

Floats = npt.NDArray[np.float64]

BLUNT: Final = 0.4
"""Sharpness of the part that is spread widely, as a share of that of the other."""
FAR: Final = 3.0
"""Standard deviations at which a document's general features are cut off: beyond them nothing was learnt."""
MOST: Final = 2.0
"""Most that sharpness is raised or lowered, as a logarithm."""


@dataclass(frozen=True, slots=True)
class Model:
    """The weights.

    Attributes:
        days: Weight of each of `FEATURES`.
        mean: Mean of each of `GENERAL`.
        deviation: Standard deviation of each.
        sharp: Weight of each for the logarithm of the sharpness, and a constant.
        spread: Weight of each for the share that is spread widely, and a constant.
    """

    days: Floats
    mean: Floats
    deviation: Floats
    sharp: Floats
    spread: Floats


@cache
def shipped() -> Model:
    """Give the weights that are shipped."""
    table = json.loads((Path(__file__).parent / "weights.json").read_text(encoding="utf-8"))
    general = table["general"]
    return Model(
        np.array([table["days"][name] for name in FEATURES]),
        *(np.array([general[part][name] for name in GENERAL]) for part in ("mean", "deviation")),
        *(np.array([*(general[part][name] for name in GENERAL), general[part]["1"]]) for part in ("sharp", "spread")),
    )


def likelihoods(described: Described, model: Model) -> Floats:
    """Give each day its likelihood; together 1."""
    general = np.clip((described.general - model.mean) / model.deviation, -FAR, FAR)
    general = np.append(general, 1.0)
    score = described.days @ model.days
    score *= np.exp(np.clip(general @ model.sharp, -MOST, MOST))
    spread = 1 / (1 + np.exp(-(general @ model.spread)))
    found = (1 - spread) * _share(score) + spread * _share(BLUNT * score)
    return np.asarray(found / found.sum())


def _share(score: Floats) -> Floats:
    weight = np.exp(score - score.max())
    return np.asarray(weight / weight.sum())


def shortest(likely: Floats, sure: float) -> tuple[int, int]:
    """Give the first and last place of the shortest run that holds a share of the likelihood; of equals the first one."""
    total = np.concatenate([np.zeros(1), np.cumsum(likely)])
    ends = np.searchsorted(total, total[:-1] + sure * total[-1] - 1e-9)
    starts = np.flatnonzero(ends < len(total))
    best = starts[np.argmin(ends[starts] - starts)]
    return int(best), int(ends[best]) - 1

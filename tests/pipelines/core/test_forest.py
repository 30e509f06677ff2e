"""Trees that judge many things at once."""

import numpy as np
import pytest

from pipelines.forest import Trees, judge

TREES = Trees(
    np.array([[0, 1], [1, 1]], np.int16),
    np.array([[0.5, 2.0], [1.5, 3.0]], np.float32),
    np.array([[0.0, 1.0, 2.0, 3.0], [0.0, 10.0, 20.0, 30.0]], np.float32),
    -0.5,
)
"""The first asks whether 0 is above 0.5, then whether 1 is above 1.5; the second whether 1 is above 2, then above 3."""


def test_each_thing_goes_down_each_tree() -> None:
    things = np.array([[0.0, 1.0, 1.0, 0.5], [1.0, 1.5, 2.5, 4.0]], np.float32)
    assert judge(things, TREES).tolist() == [-0.5, 1.5, 22.5, 30.5]


@pytest.mark.parametrize("among", [1, 2, 3, 7, 511, 512, 513, 1_500])
def test_a_thing_counts_the_same_alone_and_among_others(among: int) -> None:
    chance = np.random.default_rng(1)
    trees = Trees(
        chance.integers(0, 9, (5, 150)).astype(np.int16),
        chance.normal(size=(5, 150)).astype(np.float32),
        chance.normal(size=(150, 32)).astype(np.float32),
        0.1,
    )
    things = chance.normal(size=(9, among)).astype(np.float32)
    for place in {0, among // 2, among - 1}:
        assert judge(things[:, place : place + 1], trees)[0] == judge(things, trees)[place]


def test_nothing_is_judged() -> None:
    assert judge(np.zeros((2, 0), np.float32), TREES).tolist() == []

"""Trees that judge many things at once."""

import numpy as np

from pipelines.timeline.trees import Trees, judge

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


def test_many_things_are_judged_as_few() -> None:
    things = np.random.default_rng(1).uniform(0, 4, (2, 10_001)).astype(np.float32)
    one_by_one = [judge(things[:, place : place + 1], TREES)[0] for place in (0, 4_095, 4_096, 10_000)]
    assert judge(things, TREES)[[0, 4_095, 4_096, 10_000]].tolist() == one_by_one


def test_nothing_is_judged() -> None:
    assert judge(np.zeros((2, 0), np.float32), TREES).tolist() == []

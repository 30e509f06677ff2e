import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.syntax.heads import best_heads

NO = -np.inf


def heads(*rows: list[float]) -> list[int]:
    found: list[int] = best_heads(np.array([rows], np.float32), np.array([len(rows)]))[0].tolist()
    return found


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param([[0, NO]], [0], id="one word"),
        pytest.param([[1, NO, 2, 0], [5, 0, NO, 0], [1, 0, 2, NO]], [2, 0, 2], id="the best head of each"),
        pytest.param([[9, NO, 0, 0], [8, 3, NO, 0], [0, 0, 5, NO]], [0, 1, 2], id="the better of two roots"),
        pytest.param(
            [[0, NO, 9, 0], [0, 9, NO, 8], [7, 0, 0, NO]], [2, 3, 0], id="a circle opened where it costs least"
        ),
        pytest.param([[2, NO, 9], [1, 9, NO]], [0, 1], id="no root"),
    ],
)
def test_heads(rows: list[list[float]], expected: list[int]) -> None:
    assert heads(*rows) == expected


def test_sentences_of_unlike_lengths() -> None:
    scores = np.zeros((2, 3, 4), np.float32)
    scores[0] = [[9, NO, 0, 0], [0, 9, NO, 0], [0, 0, 9, NO]]
    scores[1] = [[0, NO, 9, NO], [9, 0, NO, NO], [0, 0, 0, NO]]
    assert best_heads(scores, np.array([3, 2])).tolist() == [[0, 1, 2], [2, 0, 0]]


def steps_to_root(found: npt.NDArray[np.int64]) -> list[int]:
    counts = []
    for word in range(1, len(found) + 1):
        steps, at = 0, word
        while at and steps <= len(found):
            at = int(found[at - 1])
            steps += 1
        counts.append(steps)
    return counts


@pytest.mark.property
@settings(deadline=None)
@given(st.integers(1, 40), st.integers(0, 2**32 - 1))
def test_always_a_tree(size: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(1, size, size + 1)).astype(np.float32)
    scores[:, np.arange(size), np.arange(1, size + 1)] = NO
    found = best_heads(scores, np.array([size]))[0]
    assert max(steps_to_root(found)) <= size


def test_many_circles_end_too() -> None:
    size = 300
    scores = np.zeros((1, size, size + 1), np.float32)
    word = np.arange(size)
    scores[0, word, np.where(word % 2, word, word + 2)] = 9  # each pair hangs on itself
    scores[:, word, word + 1] = NO
    found = best_heads(scores, np.array([size]))[0]
    assert max(steps_to_root(found)) <= size

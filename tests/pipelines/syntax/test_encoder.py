from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest

from pipelines.syntax import encoder
from pipelines.syntax.encoder import Encoder
from pipelines.syntax.features import ROOT, features
from pipelines.syntax.parameters import Floats, Weights, weights


def sigmoid(x: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-x)), np.float32)


def layer(own: Weights, number: int, x: Floats) -> Floats:
    """A layer as it is written down: one word after the other, one direction after the other."""
    gates = x @ own.dense[f"layer{number}.weight"] + own.dense[f"layer{number}.bias"]
    size = gates.shape[1] // 6
    new, keep, show = (
        np.tanh(gates[:, : 2 * size]),
        sigmoid(gates[:, 2 * size : 4 * size]),
        sigmoid(gates[:, 4 * size :]),
    )
    found = np.zeros((len(x), 2 * size), np.float32)
    for part, order in ((slice(0, size), range(len(x))), (slice(size, 2 * size), range(len(x) - 1, -1, -1))):
        state = np.zeros(size, np.float32)
        for k in order:
            state = keep[k, part] * state + (1 - keep[k, part]) * new[k, part]
            found[k, part] = state
    return found * show


def written_down(own: Weights, words: list[str]) -> Floats:
    rows = np.array([ROOT, *(features(word, own.listed) for word in words)])
    vectors = np.concatenate([table[rows[:, n]] for n, table in enumerate(own.vectors)], 1)
    u = np.tanh(vectors @ own.dense["mix.weight"] + own.dense["mix.bias"])
    nothing = np.zeros_like(u[:1])
    around = np.concatenate([np.concatenate([nothing, u[:-1]]), u, np.concatenate([u[1:], nothing])], 1)
    x = layer(own, 0, around)
    return x + layer(own, 1, x)


SENTENCES = [
    ["Troops", "seized", "the", "airport", "on", "Monday", "and", "left", "on", "Tuesday", "."],
    ["He", "said", "so", "."],
    ["Yes"],
]


def test_lockstep_gives_what_is_written_down() -> None:
    found = Encoder(weights()).encode(SENTENCES)
    assert found.lengths.tolist() == [12, 5, 2]
    assert found.starts.tolist() == [0, 12, 17]
    for words, start, length in zip(SENTENCES, found.starts, found.lengths, strict=True):
        own = found.vectors[start : start + length]
        np.testing.assert_allclose(own, written_down(weights(), words), atol=2e-5)


def test_a_full_table_changes_nothing_and_keeps_what_is_met_most(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoder, "LARGEST_TABLE", 16)
    learnt: list[str] = []

    def noted(word: str, listed: tuple[Mapping[int, int], ...]) -> tuple[int, ...]:
        learnt.append(word)
        return features(word, listed)

    monkeypatch.setattr(encoder, "features", noted)
    small = Encoder(weights())
    first = small.encode(SENTENCES).vectors
    common = SENTENCES[1]
    for number in range(5):
        small.encode([common])
        small.encode([[f"{letter}{number}" for letter in "stuvwxyz"]])
        np.testing.assert_array_equal(small.encode(SENTENCES).vectors, first)
    assert all(learnt.count(word) == 1 for word in common)


def test_what_was_read_before_changes_nothing_to_the_last_bit() -> None:
    fresh, used = Encoder(weights()), Encoder(weights())
    for count in (1, 63, 80):
        used.encode([["Troops", "on", *(f"word{count}{n}" for n in range(count))]])
    np.testing.assert_array_equal(used.encode(SENTENCES).vectors, fresh.encode(SENTENCES).vectors)


def test_weights_are_small_and_hold_no_text() -> None:
    file = Path(encoder.__file__).parent / "weights" / "model.npz"
    assert file.stat().st_size < 5_000_000
    with np.load(file, allow_pickle=False) as arrays:
        texts = {name for name in arrays.files if arrays[name].dtype.kind not in "iuf"}
    assert texts == {f"labels.{name}" for name in ("xpos", "relation", "name", "event")}

"""Bodies without the lines that their source repeats."""

import numpy as np
import pyarrow as pa
import pytest

from pipelines.batches import to_table
from pipelines.corpus.cleaning import clean
from pipelines.corpus.signatures import body_hash
from pipelines.records import RepeatedPlace, SignedLine, TextSignature

LINES = (
    SignedLine(0, 9, "body", 1, 2),
    SignedLine(10, 19, "caption", 2, 0),
    SignedLine(20, 29, "body", 3, 2),
    SignedLine(30, 39, "body", 4, 1),
)
SIGNED = [
    TextSignature(name, "v", own, 5, (), (1, 2, 3, 4, own), LINES) for name, own in (("a", 5), ("b", 6), ("c", 7))
]


def words(*numbers: int) -> int:
    return body_hash(np.array(numbers, np.uint32))


@pytest.mark.parametrize("cut", [[3], [1, 2], [1, 1, 1]], ids=["one batch", "two", "three"])
def test_words_of_repeated_lines_are_left_out(cut: list[int]) -> None:
    whole = to_table("text_signatures", SIGNED)
    tables = [whole.slice(sum(cut[:place]), size) for place, size in enumerate(cut)]

    def read(columns: object) -> list[pa.Table]:
        return tables

    places = [
        RepeatedPlace(name, start, start + 9, label, "0", "s")
        for name, start, label in (
            ("c", 0, "body"),
            ("a", 20, "body"),
            ("a", 10, "caption"),
            ("c", 20, "body"),
            ("b", 10, "caption"),
        )
    ]
    found = clean(read, places, 2)
    assert found.bodies == {"a": (words(1, 2, 5), 3), "c": (None, 1)}
    assert {body: left.tolist() for body, left in found.words(read, {words(1, 2, 5), 9}).items()} == {
        words(1, 2, 5): [1, 2, 5]
    }
    assert clean(read, [], 2).bodies == {}

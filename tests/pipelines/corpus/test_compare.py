from collections.abc import Sequence
from functools import cache

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.corpus.compare import PAIRS, candidates, compare, count_shared
from pipelines.settings import Settings
from tests.benchmarks.reprints import Corpus, corpus

LIMITS = Settings().corpus
NOTHING = PAIRS.empty_table()


@cache
def news() -> Corpus:
    return corpus(40, ("cut", "edited", "agency", "menus", "excerpt") * 2, batch=20)


def part(of: Corpus, rows: slice) -> Corpus:
    table = pa.concat_tables(of.signatures)[rows]
    return Corpus(of.pages[rows], [table], of.documents[rows])


def test_rows_that_agree_in_a_band_are_candidates() -> None:
    bands = np.array([[1, 9], [2, 8], [1, 7], [3, 8], [4, 6]], np.uint32)
    assert [divmod(pair, 5) for pair in candidates(bands, 8).tolist()] == [(0, 2), (1, 3)]


def test_in_a_crowded_bucket_the_work_grows_with_the_rows() -> None:
    counts = [len(candidates(np.full((rows, 4), 7, np.uint32), 3)) for rows in (50, 100)]
    assert counts == [144, 294]  # 3 each, but for the last ones


def test_shared_shingles_are_counted() -> None:
    words = {1: [1, 2, 3, 4, 5], 2: [0, 1, 2, 3, 9], 3: [7, 8]}
    pairs = np.array([[1, 2], [1, 3], [2, 3]], np.uint64)
    found = count_shared(pairs, {body: np.array(each, np.uint32) for body, each in words.items()}, 2)
    assert [tuple(row.values()) for row in found.to_pylist()] == [(1, 2, 2, 4, 4), (1, 3, 0, 4, 1), (2, 3, 0, 4, 1)]


def test_no_documents_make_no_pairs() -> None:
    assert compare(lambda _: [], NOTHING, 5, LIMITS).num_rows == 0


def test_what_is_known_is_not_counted_again() -> None:
    first = compare(news().read, NOTHING, 5, LIMITS)
    asked: list[Sequence[str]] = []

    def read(columns: Sequence[str]) -> Sequence[pa.Table]:
        asked.append(columns)
        return list(news().read(columns))

    assert compare(read, first, 5, LIMITS).equals(first)
    assert first.num_rows > 10
    assert not any("words" in columns for columns in asked)


@pytest.mark.property
@settings(max_examples=20, deadline=None)
@given(st.integers(0, 50), st.integers(0, 50))
def test_what_was_known_leaves_no_trace(first: int, last: int) -> None:
    before = compare(part(news(), slice(first, None)).read, NOTHING, 5, LIMITS)
    now = part(news(), slice(0, last)).read
    assert compare(now, before, 5, LIMITS).equals(compare(now, NOTHING, 5, LIMITS))

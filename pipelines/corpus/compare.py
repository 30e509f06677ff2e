"""Which bodies share text, and how much: candidates by their MinHash, then counted exactly.

Least values are put together in pairs, the bands; two bodies that agree in no band are not compared at all, and those
whose values agree too seldom are not counted.

What was counted for two bodies holds for ever, as it depends on their words alone: counts are kept, and only pairs that
are new are counted. So a new document is compared with all earlier ones, and these not with each other again.

Source: J. Leskovec, A. Rajaraman, J. Ullman: Mining of Massive Datasets, 3.4, for bands.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from pipelines.corpus.signatures import Numbers, shingles
from pipelines.settings import Corpus

__all__ = ["PAIRS", "Read", "Words", "body_words", "candidates", "compare", "count_shared"]

Read = Callable[[Sequence[str]], Iterable[pa.Table]]
"""Gives the named columns of all current rows of `schemas.TEXT_SIGNATURES`, batch by batch, as often as asked."""
Pairs = npt.NDArray[np.uint64]
"""Two columns: the hashes of two bodies, the smaller one first."""
Words = npt.NDArray[np.uint32]
Integers = npt.NDArray[np.int64]

PAIRS: Final = pa.schema(
    (
        pa.field("first", pa.uint64(), nullable=False),
        pa.field("second", pa.uint64(), nullable=False),
        pa.field("shared", pa.int32(), nullable=False),
        pa.field("first_size", pa.int32(), nullable=False),
        pa.field("second_size", pa.int32(), nullable=False),
    )
)
"""Of two bodies: how many shingles both have, and each. Sorted by the two hashes, the smaller one first."""
_PLAUSIBLE: Final = 0.7
"""Share of what is needed that two bodies have to share by their values: these tell it to within a tenth, and where lines
are left out later the shorter one has fewer."""
_AT_ONCE: Final = 20_000
"""Pairs whose values are held at once."""
_MIX: Final = np.uint64(0x9E3779B97F4A7C15)
"""An odd number without pattern. Source: D. Knuth: The Art of Computer Programming, 6.4, multiplicative hashing."""
_WAITING: Final = 4_000_000
"""Pairs that are gathered before those found twice are dropped."""


def compare(read: Read, known: pa.Table, length: int, limits: Corpus) -> pa.Table:
    """Count what the bodies of all current documents share.

    Args:
        read: Gives the signatures.
        known: A table of `PAIRS` with what is known already; what does not concern current bodies is dropped.
        length: Words of a shingle.
        limits: How much is compared, and what may be linked at all.

    Returns:
        A table of `PAIRS`, one row a pair of bodies that may be linked; equal for an equal set of bodies, whatever was
        known and in whatever order they came.
    """
    hashes, sizes, values = _signed(read)
    found = candidates(_bands(values), limits.most_compared)
    found = found[_plausible(found, sizes, values, _PLAUSIBLE * limits.least_contained)]
    have = _numbers(known, hashes)
    counted = known.filter(pa.array(np.isin(have, found)))
    fresh = hashes[np.stack(np.divmod(found[~np.isin(found, have)], max(len(hashes), 1)), axis=1)]
    words = body_words(read, np.unique(fresh))
    parts = pa.concat_tables([counted, count_shared(fresh, words, length)])
    return parts.sort_by([("first", "ascending"), ("second", "ascending")]).combine_chunks()


def _signed(read: Read) -> tuple[Numbers, Integers, Words]:
    """The distinct bodies, sorted by their hash: hash, number of words, least values."""
    hashes, sizes, values = [np.zeros(0, np.uint64)], [np.zeros(0, np.int64)], [np.zeros((0, 2), np.uint32)]
    for table in read(("body_hash", "body_size", "minhash")):
        rows = table.filter(table["body_hash"].is_valid()).combine_chunks()
        if rows.num_rows:
            hashes.append(rows["body_hash"].to_numpy())
            sizes.append(rows["body_size"].to_numpy().astype(np.int64))
            values.append(rows["minhash"].combine_chunks().flatten().to_numpy().reshape(rows.num_rows, -1))
    distinct, first = np.unique(np.concatenate(hashes), return_index=True)
    return distinct, np.concatenate(sizes)[first], np.concatenate(values[1:] or values)[first]


def _bands(values: Words) -> Words:
    """Put least values together in twos, each pair as one number."""
    both = (values[:, 0::2].astype(np.uint64) << np.uint64(32)) | values[:, 1::2]
    both = both * _MIX
    return (both >> np.uint64(32)).astype(np.uint32)


def candidates(bands: Words, most: int) -> Integers:
    """Find rows that agree in a band.

    Rows alike by 0.1, as an excerpt of a tenth is, agree in one of 128 bands in 7 of 10 cases, rows alike by 0.2 in 99
    of 100. In a crowded bucket, as a notice that thousands of pages share makes it, each row is compared with those
    beside it only; ordered by the next band, those are the likest. So the work grows with the rows, not their square.

    Args:
        bands: A row a body, in an order that content alone decides.
        most: Rows beside it that a row is paired with.

    Returns:
        The numbers i < j of two rows as i * rows + j; each pair once, sorted.
    """
    rows, columns = bands.shape
    found, waiting, size = np.zeros(0, np.int64), list[Integers](), 0
    for column in range(columns):
        order = _shared_values(bands[:, column])
        order = order[np.lexsort((bands[order, (column + 1) % columns], bands[order, column]))]
        values = bands[order, column]
        for step in range(1, min(most, len(order) - 1) + 1):
            near = np.flatnonzero(values[step:] == values[:-step])
            if not len(near):
                break
            one, other = order[near], order[near + step]
            waiting.append(np.minimum(one, other) * rows + np.maximum(one, other))
            size += len(near)
        if size > _WAITING:
            found, waiting, size = np.unique(np.concatenate([found, *waiting])), [], 0
    return np.unique(np.concatenate([found, *waiting]))


def _shared_values(values: Words) -> Integers:
    """Give the rows whose value another one has too; most have none of their own kind."""
    order = np.argsort(values)
    same = values[order[1:]] == values[order[:-1]]
    shared: Integers = np.sort(order[np.r_[False, same] | np.r_[same, False]]) if len(same) else order[:0]
    return shared


def _plausible(pairs: Integers, sizes: Integers, values: Words, least: float) -> npt.NDArray[np.bool_]:
    """Whether the longer of two bodies may hold so much of the shorter, as far as their values tell.

    Of bodies a and b that share s shingles, s / (a + b - s) of the values agree.
    """
    parts = [np.zeros(0, np.bool_)]
    for first in range(0, len(pairs), _AT_ONCE):
        one, other = np.divmod(pairs[first : first + _AT_ONCE], len(sizes))
        alike = (values[one] == values[other]).mean(axis=1)
        shared = alike / (1 + alike) * (sizes[one] + sizes[other])
        parts.append(shared >= least * np.minimum(sizes[one], sizes[other]))
    return np.concatenate(parts)


def _numbers(pairs: pa.Table, hashes: Numbers) -> Integers:
    """Number pairs as `candidates` does; -1 where one of the two is not among the hashes, which are sorted."""
    columns = [pairs[name].to_numpy() for name in ("first", "second")]
    if not len(hashes):
        return np.full(pairs.num_rows, -1)
    places = [np.minimum(np.searchsorted(hashes, column), len(hashes) - 1) for column in columns]
    there = (hashes[places[0]] == columns[0]) & (hashes[places[1]] == columns[1])
    return np.where(there, places[0] * len(hashes) + places[1], -1)


def body_words(read: Read, wanted: Numbers) -> dict[int, Words]:
    """Give the numbers of the words of some bodies, by the body's hash."""
    found: dict[int, Words] = {}
    if not len(wanted):
        return found
    for table in read(("body_hash", "words")):
        for body, words in _rows(table, wanted):
            found.setdefault(body, words)
    return found


def _rows(table: pa.Table, wanted: Numbers) -> Iterator[tuple[int, Words]]:
    known = table.filter(table["body_hash"].is_valid()).combine_chunks()
    if not known.num_rows:
        return
    hashes = known["body_hash"].to_numpy()
    words = known["words"].combine_chunks()
    ends, flat = words.offsets.to_numpy(), words.values.to_numpy()
    for row in np.flatnonzero(np.isin(hashes, wanted)).tolist():
        yield int(hashes[row]), flat[ends[row] : ends[row + 1]].copy()  # a copy, or all of the batch would stay


def count_shared(pairs: Pairs, words: Mapping[int, Words], length: int) -> pa.Table:
    """Count the shingles that both bodies of each pair have.

    Args:
        pairs: Hashes of two bodies each, sorted by the first.
        words: The words of all bodies that are named; each has a shingle at least.
        length: Words of a shingle.

    Returns:
        A table of `PAIRS`, in the order of the pairs.
    """
    # Half of a hash tells two shingles of a pair apart, and halves the memory: all bodies that are compared are held.
    cut = {body: np.unique(shingles(numbers, length).astype(np.uint32)) for body, numbers in words.items()}
    firsts, starts = np.unique(pairs[:, 0], return_index=True)
    shared = [np.zeros(0, np.int64)]
    for first, begin, end in zip(firsts.tolist(), starts, [*starts[1:], len(pairs)], strict=False):
        own, others = cut[first], [cut[body] for body in pairs[begin:end, 1].tolist()]
        flat = np.concatenate(others)
        same = own[np.minimum(np.searchsorted(own, flat), len(own) - 1)] == flat
        totals = np.concatenate([np.zeros(1, np.int64), np.cumsum(same)])
        shared.append(np.diff(totals[np.cumsum([0, *map(len, others)])]))
    sizes = [[len(cut[body]) for body in pairs[:, column].tolist()] for column in (0, 1)]
    return pa.table([pairs[:, 0], pairs[:, 1], np.concatenate(shared), *sizes], schema=PAIRS)

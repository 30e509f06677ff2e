"""One number for all that a row says, by which it is known again: equal rows have equal numbers on every machine."""

from collections.abc import Sequence
from hashlib import blake2b
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

__all__ = ["Hashes", "mixed", "number_of", "row_digests", "sums"]

Hashes = NDArray[np.uint64]

_ODD: Final = (0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB)
"""Source: G. Steele, D. Lea and C. Flood: Fast splittable pseudorandom number generators (2014), SplitMix64."""
_NULL: Final = 0x5DEECE66D
"""Stands for a value that is not there."""


def number_of(text: str) -> int:
    """Give a text's number: 1 to 2**63; two texts of one number are not to be expected among 10**8."""
    return 1 + int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()) // 2


def mixed(one: NDArray[Any], other: NDArray[Any]) -> Hashes:
    """One number of two, their order counting."""
    found: Hashes = one.astype(np.uint64) * np.uint64(_ODD[0]) + other.astype(np.uint64)
    for shift, odd in ((30, _ODD[1]), (27, _ODD[2])):
        found = (found ^ (found >> np.uint64(shift))) * np.uint64(odd)
    return found ^ (found >> np.uint64(31))


def sums(values: Hashes, ends: NDArray[np.int64]) -> Hashes:
    """Add up runs of numbers, without their carry: of each the values from one end to the next."""
    total = np.concatenate([np.zeros(1, np.uint64), np.cumsum(values, dtype=np.uint64)])
    found: Hashes = total[ends[1:]] - total[ends[:-1]]
    return found


def row_digests(table: pa.Table, columns: Sequence[str]) -> Hashes:
    """Give each row of a table the number of what it says in some columns."""
    found = np.zeros(table.num_rows, np.uint64)
    for place, name in enumerate(columns):
        array = table[name].combine_chunks()
        found = mixed(mixed(found, np.full(len(found), place)), _numbers(array))
    return found


def _numbers(array: pa.Array) -> Hashes:
    """The number of each value of a column."""
    kind = array.type
    if pa.types.is_struct(kind):
        found = np.zeros(len(array), np.uint64)
        for place in range(kind.num_fields):
            found = mixed(found, _numbers(pc.struct_field(array, [place])))
    elif pa.types.is_list(kind):
        lengths = pc.fill_null(pc.list_value_length(array), 0).to_numpy(zero_copy_only=False).astype(np.int64)
        ends = np.concatenate([np.zeros(1, np.int64), np.cumsum(lengths)])
        inside = np.arange(ends[-1]) - np.repeat(ends[:-1], lengths)
        found = sums(mixed(_numbers(array.flatten()), inside), ends)
    elif pa.types.is_string(kind) or pa.types.is_large_string(kind):
        codes = array.dictionary_encode()
        texts = np.array([number_of(text) for text in codes.dictionary.to_pylist()] or [0], np.uint64)
        found = texts[pc.fill_null(codes.indices, 0).to_numpy(zero_copy_only=False)]
    elif pa.types.is_floating(kind):
        found = pc.fill_null(array.cast(pa.float64()), 0.0).to_numpy(zero_copy_only=False).view(np.uint64)
    else:
        whole = array.cast(pa.int32()) if pa.types.is_date32(kind) else array
        found = pc.fill_null(whole.cast(pa.int64()), 0).to_numpy(zero_copy_only=False).astype(np.uint64)
    if not array.null_count:
        return found
    there = array.is_valid().to_numpy(zero_copy_only=False)
    return np.where(there, found, np.uint64(_NULL))

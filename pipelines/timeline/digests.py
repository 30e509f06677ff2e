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
_BYTES: Final = 8
"""Bytes of a number."""
_ALL: Final = 0xFFFFFFFFFFFFFFFF
_SAMPLE: Final = 1_024
"""Texts by which it is told whether a column's are various."""
_LONG: Final = 4_096
"""Bytes of a text from which it is not worth it to take many texts at once."""


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
    for name in columns:
        found = mixed(found, _numbers(table[name].combine_chunks()))
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
        found = _texts(array.cast(pa.large_string())) if _is_various(array) else _coded(array.dictionary_encode())
    elif pa.types.is_floating(kind):
        found = pc.fill_null(array.cast(pa.float64()), 0.0).to_numpy(zero_copy_only=False).view(np.uint64)
    else:
        whole = array.cast(pa.int32()) if pa.types.is_date32(kind) else array
        found = pc.fill_null(whole.cast(pa.int64()), 0).to_numpy(zero_copy_only=False).astype(np.uint64)
    if not array.null_count:
        return found
    there = array.is_valid().to_numpy(zero_copy_only=False)
    return np.where(there, found, np.uint64(_NULL))


def _is_various(array: pa.Array) -> bool:
    """Whether most texts of a column come once, by the first of them: of others each is looked at once."""
    return len(pc.unique(array.slice(0, _SAMPLE))) > min(len(array), _SAMPLE) // 2


def _coded(array: pa.DictionaryArray) -> Hashes:
    codes = pc.fill_null(array.indices, 0).to_numpy(zero_copy_only=False)
    numbers = _texts(array.dictionary.cast(pa.large_string()))
    return numbers[codes] if len(numbers) else np.zeros(len(array), np.uint64)


def _texts(array: pa.LargeStringArray) -> Hashes:
    """The number of each text by its length and its bytes, eight at a time; by `number_of` where it is very long."""
    _, offsets, data = array.buffers()
    ends = np.frombuffer(offsets, np.int64)[array.offset : array.offset + len(array) + 1]
    size = ends[-1] - ends[0]
    padded = np.zeros(size + _BYTES, np.uint8)
    if size:
        padded[:size] = np.frombuffer(data, np.uint8)[ends[0] : ends[-1]]
    words: Hashes = np.ndarray((size + 1,), "<u8", padded.data, strides=(1,))
    left, place = np.diff(ends), ends[:-1] - ends[0]
    found = left.astype(np.uint64)
    long = np.flatnonzero(left > _LONG)
    rows = np.flatnonzero((left > 0) & (left <= _LONG))
    left, place = left[rows], place[rows]
    while len(rows):
        unused = 8 * (_BYTES - np.minimum(left, _BYTES))
        found[rows] = mixed(found[rows], words[place] & (np.uint64(_ALL) >> unused.astype(np.uint64)))
        more = left > _BYTES
        rows, place, left = rows[more], place[more] + _BYTES, left[more] - _BYTES
    found[long] = [number_of(array[row].as_py()) for row in long.tolist()]
    return found

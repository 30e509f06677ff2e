"""Columns as bytes that a browser reads without parsing them: numbers as they lie in memory, texts on demand.

A pack is the length of its header (4 bytes, little-endian), the header as JSON, and the columns behind it, each at a
multiple of 8 bytes. The header is the columns' tree; in the place of a column stands how to read it:

    {"type": "i2", "at": 0, "length": 100000}       whole numbers of 1, 2 or 4 bytes; the lowest is null
    {"type": "f4", "at": 200000, "length": 100000}  numbers with a fraction; NaN is null
    {"type": "text", "at": 0, "bytes": 9000000, "ends": {"type": "i4", ...}}  texts in UTF-8, and where each ends

What is neither a list of numbers nor one of many texts stands in the header itself.
"""

import json
from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import Any, Final

import pyarrow as pa

__all__ = ["pack"]

_WHOLE: Final = (("i1", pa.int8()), ("i2", pa.int16()), ("i4", pa.int32()))
_STEP: Final = 8
_TEXTS: Final = frozenset({"id", "texts"})
"""Columns of texts that are read one by one; of the others, which have few values, each value is a word of the header."""


def pack(columns: Mapping[str, Any]) -> bytes:
    """Give columns as one block of bytes.

    Args:
        columns: By name: lists of numbers or booleans, with `None` for null; lists of texts; mappings of such; values
            that JSON has a word for.

    Raises:
        OverflowError: A whole number does not fit into 4 bytes.
    """
    body = bytearray()
    header = {name: _put(name, value, body) for name, value in columns.items()}
    head = json.dumps(header, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()
    head += b" " * (-(4 + len(head)) % _STEP)
    return len(head).to_bytes(4, "little") + head + bytes(body)


def _put(name: str, value: Any, body: bytearray) -> Any:
    """Write a column, and say how to read it; what is none is its own description."""
    if isinstance(value, Mapping):
        return {each: _put(each, more, body) for each, more in value.items()}
    if not isinstance(value, Sequence) or isinstance(value, str):
        return value
    if name in _TEXTS:
        return _texts(value, body)
    kind = next((type(each) for each in value if each is not None), int)
    return _numbers(value, body) if kind in (int, float, bool) else value


def _texts(values: Sequence[str], body: bytearray) -> dict[str, Any]:
    encoded = [text.encode("utf-8", "surrogatepass") for text in values]
    data = b"".join(encoded)
    place = {"type": "text", "at": len(body), "bytes": len(data)}
    _add(data, body)
    return place | {"ends": _numbers(list(accumulate(map(len, encoded))), body)}


def _numbers(values: Sequence[float | None], body: bytearray) -> dict[str, Any]:
    if any(isinstance(value, float) for value in values):
        column = pa.array([float("nan") if value is None else value for value in values], pa.float32())
        return _column("f4", column, body)
    known = [int(value) for value in values if value is not None]
    low, high = min(known, default=0), max(known, default=0)
    for name, kind in _WHOLE:
        null = -(1 << (kind.bit_width - 1))
        if null < low and high < -null:
            return _column(name, pa.array([null if value is None else int(value) for value in values], kind), body)
    msg = f"{low} to {high} do not fit into 4 bytes"
    raise OverflowError(msg)


def _column(name: str, column: pa.Array, body: bytearray) -> dict[str, Any]:
    place = {"type": name, "at": len(body), "length": len(column)}
    data = column.buffers()[1]
    _add(b"" if data is None else data.to_pybytes()[: len(column) * column.type.bit_width // 8], body)
    return place


def _add(data: bytes, body: bytearray) -> None:
    body += data
    body += b"\0" * (-len(data) % _STEP)

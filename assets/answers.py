"""The values of an answer as text and JSON can hold them: every type that DuckDB knows, and days in any year.

Days and timestamps become text, so that those before year 1 and after 9999 are shown like all others. What neither a
terminal nor JSON has a word for (bytes, intervals) becomes text too.
"""

import csv
import json
import math
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Final, TextIO

import pyarrow as pa

from pipelines.days import iso_day

__all__ = ["as_csv", "as_json", "cell", "columns_of", "rows_of"]

_ENDLESS: Final = {2**31 - 1: "infinity", -(2**31 - 1): "-infinity"}
"""Days that DuckDB calls endless; both lie beyond any calendar."""
_ENDLESS_TIME: Final = {2**63 - 1: "infinity", -(2**63 - 1): "-infinity"}
_PER_DAY: Final = {"s": 86_400, "ms": 86_400_000, "us": 86_400_000_000, "ns": 86_400_000_000_000}
_EXACT: Final = 15
"""Digits that a double keeps. Source: IEEE 754, binary64."""


def columns_of(answer: pa.Table) -> list[list[Any]]:
    """Give an answer's columns, each as a list of plain values: str, int, float, bool, None, list or dict."""
    return [_plain(column) for column in answer.columns]


def rows_of(answer: pa.Table) -> list[dict[str, Any]]:
    """Give an answer's rows with plain values; of columns of one name the later ones get a number."""
    names: list[str] = []
    for name in answer.column_names:
        again, wanted = 0, name
        while wanted in names:
            again += 1
            wanted = f"{name}_{again}"
        names.append(wanted)
    return [dict(zip(names, row, strict=True)) for row in _rows(answer)]


def _rows(answer: pa.Table) -> Iterator[tuple[Any, ...]]:
    return zip(*columns_of(answer), strict=True)


def _plain(column: pa.ChunkedArray) -> list[Any]:
    kind = column.type
    if pa.types.is_string(kind) or pa.types.is_integer(kind) or pa.types.is_boolean(kind) or pa.types.is_floating(kind):
        values: list[Any] = column.to_pylist()
        return values
    return [_value(scalar) for scalar in column]


def _value(scalar: pa.Scalar) -> Any:
    """Give one value, and all that is nested in it."""
    kind = scalar.type
    if not scalar.is_valid or isinstance(scalar, pa.NullScalar):
        return None
    if isinstance(scalar, pa.ExtensionScalar):
        return _value(scalar.value) if pa.types.is_string(kind.storage_type) else _word(scalar.as_py())
    if pa.types.is_date32(kind):
        return _day(scalar.value)
    if pa.types.is_timestamp(kind):
        return _time(scalar.value, kind)
    if pa.types.is_map(kind):
        return {str(_value(item["key"])): _value(item["value"]) for item in scalar.values}
    if pa.types.is_struct(kind):
        return {name: _value(scalar[place]) for place, name in enumerate(item.name for item in kind)}
    if pa.types.is_nested(kind) and not pa.types.is_union(kind):
        return [_value(item) for item in scalar.values]
    return _word(scalar.as_py())


def _day(day: int) -> str:
    return _ENDLESS.get(day) or str(iso_day(day))


def _time(count: int, kind: pa.TimestampType) -> str:
    """Give a moment in ISO 8601, one with a zone in UTC."""
    if count in _ENDLESS_TIME:
        return _ENDLESS_TIME[count]
    day, rest = divmod(count, _PER_DAY[kind.unit])
    seconds, fraction = divmod(rest, _PER_DAY[kind.unit] // 86_400)
    digits = len(str(_PER_DAY[kind.unit] // 86_400)) - 1
    parts = f".{fraction:0{digits}}".rstrip("0") if fraction else ""
    clock = f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}{parts}"
    return f"{iso_day(day)}T{clock}" + ("Z" if kind.tz else "")


def _word(value: Any) -> Any:
    if isinstance(value, bytes):
        # As DuckDB writes a BLOB.
        return "".join(chr(byte) if 32 <= byte < 127 and byte != 92 else f"\\x{byte:02X}" for byte in value)
    if isinstance(value, pa.MonthDayNano):
        months, days, nanoseconds = value
        seconds = Decimal(nanoseconds) / 1_000_000_000
        parts = [f"{count} {unit}" for count, unit in ((months, "months"), (days, "days")) if count]
        return " ".join(parts + ([f"{seconds.normalize():f} seconds"] if seconds or not parts else []))
    if isinstance(value, Decimal):
        exponent = value.as_tuple().exponent
        if exponent == 0:
            return int(value)
        return float(value) if len(value.as_tuple().digits) <= _EXACT else str(value)
    if isinstance(value, list):
        return [_word(item) for item in value]
    return value if isinstance(value, str | int | float | bool | dict) else str(value)


def cell(value: object) -> str:
    """Give a plain value as a person reads it."""
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.6g}"
    if isinstance(value, list):
        return ", ".join(cell(item) for item in value)
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False, default=str)
    return str(value)


def as_csv(answer: pa.Table, out: TextIO) -> None:
    """Write an answer as CSV with a header; lists and structs as JSON."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(answer.column_names)
    for row in _rows(answer):
        writer.writerow(
            json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else value for value in row
        )


def as_json(answer: pa.Table, out: TextIO) -> None:
    """Write an answer as a JSON array of objects, one a line; what is no number (NaN, infinity) is null, as JSON has none."""
    lines = (json.dumps(_numbers(row), ensure_ascii=False, allow_nan=False) for row in rows_of(answer))
    out.write("[" + ",\n ".join(lines) + "]\n")


def _numbers(value: Any) -> Any:
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, dict):
        return {name: _numbers(item) for name, item in value.items()}
    if isinstance(value, list):
        return [_numbers(item) for item in value]
    return value

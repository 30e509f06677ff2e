"""CSV, for spreadsheets: every event, the undated ones too."""

import csv
from collections.abc import Callable, Iterable
from typing import Any, Final

import pyarrow as pa

from warehouse.formats.shapes import Event, Format, iso

__all__ = ["table"]

_ABOUT: Final = (
    "Comma-separated values, UTF-8: all events, those without a date last. A list is joined by semicolons; words of a "
    "document that a spreadsheet would run as a formula have an apostrophe before them."
)
_FORMULA: Final = frozenset("=+-@\t\r")
"""How a cell begins that spreadsheets compute. Source: OWASP, "CSV Injection"."""


def table(columns: Iterable[pa.Field]) -> Format:
    """Give the format for events of these columns, in their order; days are day numbers."""
    cells = [(item.name, _cell_of(item.type)) for item in columns]

    def written(event: Event) -> str:
        return _line([event[name] if cell is None else cell(event[name]) for name, cell in cells])

    return Format("timeline.csv", _ABOUT, _line([name for name, _ in cells]), "", "", lambda _event: None, written)


class _Given:
    """A file that gives back what is written to it."""

    def write(self, words: str) -> str:
        return words


_WRITER: Final = csv.writer(_Given(), lineterminator="\n")


def _line(cells: Iterable[object]) -> str:
    line: Any = _WRITER.writerow(cells)  # what the file's `write` gives, though its type does not say so
    return str(line)


def _cell_of(kind: pa.DataType) -> Callable[[Any], object] | None:
    """How a value of a type is written; `None` where it is written as it is. Null is an empty cell."""
    if pa.types.is_date32(kind):
        return iso
    if pa.types.is_boolean(kind):
        return {True: "true", False: "false"}.get
    if pa.types.is_string(kind):
        return _words
    return _listed if pa.types.is_list(kind) else None


def _words(value: str | None) -> str | None:
    return "'" + value if value and value[0] in _FORMULA else value


def _listed(values: list[object] | None) -> str | None:
    return None if values is None else _words("; ".join(map(str, values)))

"""CSV, for spreadsheets: every event, the undated ones too."""

import csv
import io
from collections.abc import Iterable
from typing import Any, Final

from pipelines.days import iso_day
from warehouse.formats.shapes import Event, Format

__all__ = ["table"]

_ABOUT: Final = (
    "Comma-separated values, UTF-8: all events, those without a date last. A list is joined by semicolons; words of a "
    "document that a spreadsheet would run as a formula have an apostrophe before them."
)
_FORMULA: Final = frozenset("=+-@\t\r")
"""How a cell begins that spreadsheets compute. Source: OWASP, "CSV Injection"."""


def table(columns: Iterable[str], days: frozenset[str]) -> Format:
    """Give the format for events of these columns.

    Args:
        columns: The columns, in their order.
        days: Those which hold day numbers.
    """
    names = tuple(columns)

    def written(event: Event) -> str:
        return _line(_cell(event[name], day=name in days) for name in names)

    return Format("timeline.csv", _ABOUT, _line(names), "", "", lambda _event: None, written)


def _line(cells: Iterable[object]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow(cells)
    return out.getvalue()


def _cell(value: Any, *, day: bool) -> object:
    if isinstance(value, str):
        return "'" + value if value[:1] in _FORMULA else value
    if value is None:
        return ""
    if day:
        return iso_day(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return _cell("; ".join(map(str, value)), day=False) if isinstance(value, list) else value

"""The timeline to look at: one HTML file that needs nothing else, no server, no network."""

import os
from dataclasses import dataclass
from pathlib import Path

from warehouse.page.columns import columns
from warehouse.page.document import render

__all__ = ["PageReport", "render", "write"]

_ROWS = 200_000


@dataclass(frozen=True, slots=True)
class PageReport:
    """What is on the page.

    Attributes:
        shown: Dated events that it holds.
        total: Dated events of the timeline.
        undated: Events without a date that it holds.
        bytes: Size of the file.
        changed: Whether the file was written anew.
    """

    shown: int
    total: int
    undated: int
    bytes: int
    changed: bool


def write(published: Path, page: Path, rows: int = _ROWS) -> PageReport:
    """Write the page from the last publication; a page that would be the same stays untouched.

    Args:
        published: The published database.
        page: The HTML file.
        rows: Most dated events it holds, and most undated ones, the most salient; it says so where there are more.

    Raises:
        NothingPublished: Nothing has been published yet.
    """
    found = columns(published, rows)
    data = render(found.events, found.mentions).encode()
    changed = not (page.exists() and page.read_bytes() == data)
    if changed:
        unfinished = page.with_name(f".{page.name}.tmp")
        with unfinished.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(page)
    return PageReport(found.dated, found.total_dated, found.undated, len(data), changed)

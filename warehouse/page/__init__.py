"""The timeline to look at: one HTML file that needs nothing else, no server, no network."""

import hashlib
import json
import os
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from pipelines.errors import NothingPublished
from warehouse import schema
from warehouse.page.columns import columns
from warehouse.page.document import render

__all__ = ["PageReport", "render", "write"]

_ROWS: Final = 200_000
_HERE: Final = Path(__file__).parent


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
    if not published.exists():
        msg = f"{published} does not exist: nothing has been published yet; `dateline run` does it"
        raise NothingPublished(msg)
    with schema.opened(published, read_only=True) as connection:
        made_of = {"revision": schema.revision(connection), "code": _code_version(), "rows": rows}
    note = page.with_name(f".{page.name}.json")
    noted = _noted(note, page)
    if noted.get("made_of") == made_of:
        return PageReport(**noted["report"])
    found = columns(published, rows)
    data = render(found.events, found.mentions).encode()
    changed = not (page.exists() and page.read_bytes() == data)
    if changed:
        _replace(page, data)
    report = PageReport(found.dated, found.total_dated, found.undated, len(data), changed)
    state = {"made_of": made_of, "report": asdict(report) | {"changed": False}, "changed": page.stat().st_mtime_ns}
    _replace(note, json.dumps(state).encode())
    return report


def _noted(note: Path, page: Path) -> dict[str, Any]:
    """What the page was made of, so that the same need not be read again; nothing where it is not the page of then."""
    try:
        found: dict[str, Any] = json.loads(note.read_text(encoding="utf-8"))
        state = page.stat()
        same = (found["report"]["bytes"], found["changed"]) == (state.st_size, state.st_mtime_ns)
    except (OSError, ValueError, KeyError, TypeError):
        return {}
    return found if same else {}


def _replace(path: Path, data: bytes) -> None:
    unfinished = path.with_name(f".{path.name}.tmp")
    with unfinished.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)


@cache
def _code_version() -> str:
    """What decides the bytes of a page besides what is published."""
    files = (path for folder in (_HERE, schema.SQL / "page") for path in folder.rglob("*") if path.is_file())
    known = sorted(path for path in files if "__pycache__" not in path.parts)
    return hashlib.blake2b(b"\0".join(path.read_bytes() for path in known), digest_size=10).hexdigest()

"""The timeline to look at: one HTML file that needs nothing else, no script, no server, no network."""

import os
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Final

from warehouse.query import query

__all__ = ["PageReport", "render", "write"]

_ROWS: Final = """
SELECT "date", lemma, sentence, array_to_string(participants, ', ') AS participants, place, status,
       coalesce(source, title, '') AS source, link, mentions, event_id, count(*) OVER () AS total
FROM timeline
ORDER BY bounded DESC, coalesce(begin_earliest, begin_latest, end_earliest, end_latest), salience DESC, event_id
LIMIT $rows
"""
_HEAD: Final = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Timeline</title>
<style>
:root { --ink: #1c1c1e; --soft: #5f6368; --line: #dddde0; --paper: #fdfdfc; --link: #1a56a8; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6e6e3; --soft: #a3a3a8; --line: #3a3a3d; --paper: #18181a; --link: #8ab8f5; }
}
body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 76rem; padding: 0 1rem;
  color: var(--ink); background: var(--paper); overflow-wrap: anywhere; }
h1 { margin: 0; font-size: 1.6rem; }
p { margin: .2rem 0 1.5rem; color: var(--soft); }
a { color: var(--link); }
table { border-collapse: collapse; table-layout: fixed; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .5rem .8rem .5rem 0; border-bottom: 1px solid var(--line); }
th { position: sticky; top: 0; background: var(--paper); color: var(--soft); font-size: .85rem; font-weight: 600; }
th:nth-child(1) { width: 15%; }
th:nth-child(2) { width: 40%; }
th:nth-child(5) { width: 6rem; }
td:nth-child(1) { font-weight: 600; font-variant-numeric: tabular-nums; }
small { color: var(--soft); }
td:nth-child(n+3) { font-size: .9rem; color: var(--soft); }
tr:target td { background: color-mix(in srgb, var(--link) 15%, transparent); }
@media (max-width: 45rem) {
  thead { display: none; }
  table, tbody, tr { display: block; }
  tr { padding: .7rem 0; border-bottom: 1px solid var(--line); }
  td { display: block; border: 0; padding: 0; }
  td:nth-child(n+3) { display: inline; }
  td:nth-child(n+3):not(:empty):not(:last-child)::after { content: " · "; }
}
</style>
</head>
<body>
<h1>Timeline</h1>
"""
_COLUMNS: Final = ("Date", "Event", "Participants", "Place", "Status", "Source")


@dataclass(frozen=True, slots=True)
class PageReport:
    """What is on the page: rows shown, rows of the timeline, and whether the file was written anew."""

    shown: int
    total: int
    changed: bool


def write(published: Path, page: Path, rows: int = 2_000) -> PageReport:
    """Write the page from the last publication; a page that would be the same stays untouched.

    Args:
        published: The published database.
        page: The HTML file.
        rows: Most rows it shows; it says so where the timeline has more.

    Raises:
        NothingPublished: Nothing has been published yet.
    """
    found = query(published, _ROWS, {"rows": rows}).to_pylist()
    total = int(found[0]["total"]) if found else 0
    data = render(found, total).encode()
    if page.exists() and page.read_bytes() == data:
        return PageReport(len(found), total, changed=False)
    unfinished = page.with_name(f".{page.name}.tmp")
    with unfinished.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(page)
    return PageReport(len(found), total, changed=True)


def render(rows: list[dict[str, object]], total: int) -> str:
    """Give the page's HTML; everything that comes from a document is escaped.

    Args:
        rows: Rows with `date`, `lemma`, `sentence`, `participants`, `place`, `status`, `source`, `link`, `event_id`.
        total: Rows of the whole timeline.
    """
    shown = f"{total} dated event{'' if total == 1 else 's'}" + (
        "" if len(rows) == total else f", the first {len(rows)} shown"
    )
    head = "".join(f"<th>{name}</th>" for name in _COLUMNS)
    lines = [_HEAD, f"<p>{shown}</p>\n<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n"]
    lines += [_row(row) for row in rows]
    lines.append("</tbody>\n</table>\n</body>\n</html>\n")
    return "".join(lines)


def _row(row: dict[str, object]) -> str:
    cells = [_cell(row[name]) for name in ("date", "sentence", "participants", "place", "status")]
    # One sentence can tell of several events: its verb or noun says which of them a row is.
    cells[1] += f" <small>{_cell(row['lemma'])}</small>"
    link, source = str(row["link"] or ""), _cell(row["source"]) or "document"
    # Only addresses that can do nothing but lead somewhere: a document must not bring a script along.
    safe = link.startswith(("https://", "http://", "file://"))
    cells.append(f'<a href="{escape(link)}">{source}</a>' if safe else source)
    return f'<tr id="{_cell(row["event_id"])}">' + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>\n"


def _cell(value: object) -> str:
    return "" if value is None else escape(str(value))

"""What Dagster shows of the timeline: a plot of events over time, and the entries it would show first."""

import base64
import itertools
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import dagster as dg
import pyarrow as pa
import pyarrow.compute as pc

from assets.catalog import cell
from pipelines.days import civil, day_number, iso_day, iso_year

__all__ = ["Bars", "bars", "drawing", "most_salient", "plot"]

Days = tuple[int, int]

_MOST_BARS: Final = 60
_SHOWN: Final = 0.9
"""Share of the events that the plot shows at least, in the shortest span that holds so many: a few of antiquity would
flatten all others."""
_YEARS: Final = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000)
_WIDTH: Final = 720
_HEIGHT: Final = 150
_FOOT: Final = 24


@dataclass(frozen=True, slots=True)
class Bars:
    """Events counted in equal steps of the calendar.

    Attributes:
        edges: First day of each bar, and after them the day that ends the last.
        certain: By bar, the events that began in it.
        possible: By bar, what falls on it of events whose begin is known more coarsely: each is one, spread evenly.
        outside: Bounded events that lie before or after the bars.
    """

    edges: tuple[int, ...]
    certain: tuple[float, ...]
    possible: tuple[float, ...]
    outside: int


def plot(events: pa.Table) -> dg.MarkdownMetadataValue:
    """Show how many events there are over time, as a picture in Markdown.

    Args:
        events: Rows with `begin_earliest` and `begin_latest`.
    """
    found = bars(_bounded(events))
    if found is None:
        return dg.MetadataValue.md("no event with a date")
    picture = base64.b64encode(drawing(found).encode()).decode()
    first, last = iso_day(found.edges[0]), iso_day(found.edges[-1] - 1)
    told = (
        "Dark: events that began in the step. Pale: those known more coarsely, spread evenly over where they can lie."
    )
    if found.outside:
        told += f" {found.outside} more lie before or after."
    return dg.MetadataValue.md(f"![Events from {first} to {last}](data:image/svg+xml;base64,{picture})\n\n{told}")


def most_salient(events: pa.Table, rows: int = 10) -> dg.MarkdownMetadataValue:
    """Show the most salient events as a table in Markdown, the most salient first.

    Args:
        events: Rows of the schema `events`.
        rows: How many.
    """
    order = pc.sort_indices(events, sort_keys=[("salience", "descending"), ("event_id", "ascending")])
    chosen = events.take(order.slice(0, rows)).select(["date_text", "headline", "status", "documents", "salience"])
    if not chosen.num_rows:
        return dg.MetadataValue.md("no events")
    lines = ["| date | event | status | documents | salience |", "|---|---|---|---|---|"]
    for row in chosen.to_pylist():
        values = (row["date_text"], row["headline"], row["status"], row["documents"], f"{row['salience']:.3g}")
        lines.append("| " + " | ".join(map(cell, values)) + " |")
    return dg.MetadataValue.md("\n".join(lines))


def _bounded(events: pa.Table) -> list[Days]:
    firsts, lasts = (events[name].cast(pa.int32()).to_pylist() for name in ("begin_earliest", "begin_latest"))
    return [(first, last) for first, last in zip(firsts, lasts, strict=True) if first is not None and last is not None]


def bars(events: Sequence[Days]) -> Bars | None:
    """Count events in days, months or steps of years, whichever gives at most sixty bars; `None` for no events."""
    if not events:
        return None
    edges = _edges(*_span(sorted((first + last) // 2 for first, last in events)))
    certain, possible = [0.0] * (len(edges) - 1), [0.0] * (len(edges) - 1)
    outside = 0
    for first, last in events:
        if last < edges[0] or first >= edges[-1]:
            outside += 1
            continue
        touched = [place for place, (a, b) in enumerate(_pairs(edges)) if first < b and last >= a]
        if len(touched) == 1 and first >= edges[0] and last < edges[-1]:
            certain[touched[0]] += 1
            continue
        for place in touched:
            covered = min(last + 1, edges[place + 1]) - max(first, edges[place])
            possible[place] += covered / (last - first + 1)
    return Bars(edges, tuple(certain), tuple(possible), outside)


def _span(days: Sequence[int]) -> Days:
    """Give the first and last of sorted days; of the shortest span of most, and half of it around, where all is far more."""
    most = math.ceil(len(days) * _SHOWN)
    place = min(range(len(days) - most + 1), key=lambda start: days[start + most - 1] - days[start])
    first, last = days[place], days[place + most - 1]
    around = (last - first) // 2
    inside = [day for day in days if first - around <= day <= last + around]
    return (inside[0], inside[-1]) if 2 * (inside[-1] - inside[0]) < days[-1] - days[0] else (days[0], days[-1])


def _pairs(edges: Sequence[int]) -> Iterable[Days]:
    return itertools.pairwise(edges)


def _edges(first: int, last: int) -> tuple[int, ...]:
    """Cut the days from first to last into steps of one length that begin where a calendar's do."""
    if last - first < _MOST_BARS:
        return tuple(range(first, last + 2))
    (year, month, _), (last_year, last_month, _) = civil(first), civil(last)
    months = (last_year - year) * 12 + last_month - month + 1
    if months <= _MOST_BARS:
        counted = range(year * 12 + month - 1, year * 12 + month + months)
        return tuple(day_number(number // 12, number % 12 + 1, 1) for number in counted)
    step = next((step for step in _YEARS if last_year // step - year // step < _MOST_BARS), _YEARS[-1])
    return tuple(day_number(number * step, 1, 1) for number in range(year // step, last_year // step + 2))


def drawing(found: Bars) -> str:
    """Draw bars as SVG, with numbers of our own only: no word of a document is in it."""
    highest = max(map(sum, zip(found.certain, found.possible, strict=True)))
    room, width = _HEIGHT - _FOOT - 14, _WIDTH / len(found.certain)
    parts = [
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH}" height="{_HEIGHT}" font-family="sans-serif" '
            f'font-size="11" fill="#6b7280"><text x="2" y="10">{highest:.0f}</text>'
        )
    ]
    base = _HEIGHT - _FOOT
    for place, (sure, maybe) in enumerate(zip(found.certain, found.possible, strict=True)):
        x, high, pale = place * width, sure / highest * room, maybe / highest * room
        parts.append(_bar(x, base - high, width, high, "#2563a8") + _bar(x, base - high - pale, width, pale, "#a9c4e2"))
    parts.append(f'<path d="M0 {base}H{_WIDTH}" stroke="#9ca3af"/>')
    places = range(0, len(found.certain), max(1, round(90 / width)))
    parts += [
        f'<text x="{place * width:.1f}" y="{_HEIGHT - 8}">{_label(found.edges[place])}</text>'
        for place in places
        if place * width < _WIDTH - 70
    ]
    return "".join([*parts, "</svg>"])


def _bar(x: float, y: float, width: float, height: float, colour: str) -> str:
    if not height:
        return ""
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{max(1.0, width - 1):.1f}" height="{height:.1f}" fill="{colour}"/>'


def _label(day: int) -> str:
    year, month, number = civil(day)
    if (month, number) == (1, 1):
        return str(year) if year > 0 else f"{1 - year} BC"
    return f"{iso_year(year)}-{month:02d}" + (f"-{number:02d}" if number > 1 else "")

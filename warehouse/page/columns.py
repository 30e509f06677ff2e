"""The data of the page, as columns: what repeats is said once and named by its number.

A hundred thousand events are a hundred thousand numbers a column, and compress to a few megabytes. What the first view does
not need (ids, mentions, votes) is apart from what it does. Days are day numbers
(`pipelines.days`), null where no bound is known; the page draws them by itself.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from warehouse.page.marks import marks
from warehouse.schema import SQL, opened

__all__ = ["Columns", "columns"]

_DAYS: Final = (
    *("begin_earliest", "begin_latest", "end_earliest", "end_latest"),
    *("likely_day", "planned_earliest", "planned_latest"),
)
_NAMED: Final = (
    "status",
    "event_type",
    "class",
    "place",
    "source",
    "lemma",
    "date_text",
    "date_basis",
    "derived",
    "undated_reason",
)
_TRIGGER: Final = ("sentence", "trigger_start", "trigger_end")
_MARKS: Final = ("start", "end", "time_start", "time_end")
_PLAIN: Final = ("ongoing", "clock", "mentions", "documents", "sources", "likely_confidence")


@dataclass(frozen=True, slots=True)
class Columns:
    """What the page is made of.

    Attributes:
        events: By name, the columns of its events and the texts they name.
        mentions: The same for the events' ids, for mentions and documents; mentions of an event lie together, in the order of the events.
        dated: Dated events among them.
        total_dated: Dated events of the timeline.
        undated: Undated events among them.
    """

    events: dict[str, Any]
    mentions: dict[str, Any]
    dated: int
    total_dated: int
    undated: int


def columns(published: Path, rows: int) -> Columns:
    """Read what the page shows.

    Args:
        published: The published database.
        rows: Most dated events, and most undated ones, the most salient of each.
    """
    # One connection for all, so that a publication in between can't mix two states.
    with opened(published, read_only=True) as connection:
        events = _answer(connection, "events", rows=rows)
        (counted,) = _answer(connection, "totals").to_pylist()
        told, documents = _answer(connection, "mentions"), _answer(connection, "documents")
        votes, former = _answer(connection, "votes"), _answer(connection, "former", rows=rows)
    texts: dict[str, int] = {}
    told_by = [events[name].to_pylist() for name in ("headline", *_TRIGGER)]
    found: dict[str, Any] = {
        "headline": _numbered(told_by[0], texts),
        "trigger": marks(*told_by),
        "texts": list(texts),
        "total": counted["n"],
        "by_salience": _by_salience(events["salience"]),
        "participants": _listed(events["participants"]),
        "certainty": _masks(events["certainties"]),
    }
    found |= {name: events[name].cast(pa.int32()).to_pylist() for name in _DAYS}
    found |= {name: _coded(events[name]) for name in _NAMED}
    found |= {name: events[name].to_pylist() for name in _PLAIN}
    dated = events.num_rows - events["sorts_at"].null_count
    ids = events["event_id"].to_pylist()
    mentions = {"id": ids, "former": _former(former, ids)} | _mentions(told, documents, ids, texts)
    mentions["votes"] = _votes(votes, ids)
    return Columns(found, mentions, dated, counted["dated"], events.num_rows - dated)


def _by_salience(salience: pa.ChunkedArray) -> list[int]:
    """The events' places, the most salient first; of equals the earlier."""
    weights = salience.to_pylist()
    return sorted(range(len(weights)), key=lambda place: -weights[place])


def _answer(connection: duckdb.DuckDBPyConnection, name: str, **values: object) -> pa.Table:
    sql = (SQL / "page" / f"{name}.sql").read_text(encoding="utf-8")
    return connection.sql(sql, params=values or None).to_arrow_table()


def _mentions(told: pa.Table, documents: pa.Table, ids: Sequence[str], texts: dict[str, int]) -> dict[str, Any]:
    told, counts = _of(told, ids)
    known = {name: number for number, name in enumerate(documents["document_id"].to_pylist())}
    every = dict(texts)
    numbers = _numbered(told["sentence"].to_pylist(), every)
    return {
        "counts": counts,
        "text": numbers,
        "texts": list(every)[len(texts) :],
        "marks": {name: told[name].to_pylist() for name in _MARKS},
        "certainty": _coded(told["certainty"]),
        "date": _coded(told["date"]),
        "document": [known[name] for name in told["document_id"].to_pylist()],
        "titles": documents["title"].to_pylist(),
        "publishers": documents["source"].to_pylist(),
        "links": documents["link"].to_pylist(),
        "published": documents["published"].to_pylist(),
    }


def _votes(votes: pa.Table, ids: Sequence[str]) -> dict[str, Any]:
    """What is told of events differently. `other` is the place of the event whose mentions say so, -1 where it is the same."""
    votes, counts = _of(votes, ids)
    places = {name: place for place, name in enumerate(ids)}
    pairs = zip(votes["event_id"].to_pylist(), votes["told_in"].to_pylist(), strict=True)
    return {
        "counts": counts,
        "matter": _coded(votes["matter"]),
        "says": _coded(votes["says"]),
        "other": [-1 if own == other else places.get(other, -1) for own, other in pairs],
        **{name: votes[name].to_pylist() for name in ("mentions", "documents", "sources", "agrees")},
    }


def _former(former: pa.Table, ids: Sequence[str]) -> dict[str, Any]:
    """Former ids, and the place of the event that each leads to, -1 where nothing is left; those that lead off the page not."""
    places: dict[str | None, int] = {name: place for place, name in enumerate(ids)} | {None: -1}
    found = zip(former["event_id"].to_pylist(), former["now_id"].to_pylist(), strict=True)
    known = [(old, places[now]) for old, now in found if now in places]
    return {"id": [old for old, _ in known], "now": [place for _, place in known]}


def _of(rows: pa.Table, ids: Sequence[str]) -> tuple[pa.Table, list[int]]:
    """Give the rows of events in the order of these, then as they were read, and how many each event has."""
    place = pa.table({"event_id": pa.array(ids, pa.string()), "place": pa.array(range(len(ids)), pa.int32())})
    # Joined in Arrow, so that no list of ids has to become a statement.
    rows = rows.append_column("nth", pa.array(range(rows.num_rows), pa.int32()))
    rows = rows.join(place, "event_id", join_type="inner").sort_by([("place", "ascending"), ("nth", "ascending")])
    counts = [0] * len(ids)
    for number in rows["place"].to_pylist():
        counts[number] += 1
    return rows, counts


def _numbered(words: Iterable[str], known: dict[str, int]) -> list[int]:
    """Give each text its number, and those not yet known the next ones."""
    return [known.setdefault(text, len(known)) for text in words]


def _coded(column: pa.ChunkedArray) -> dict[str, Any]:
    """Give the different values of a column and, row by row, the number of its value; -1 for null."""
    codes = pc.dictionary_encode(column).combine_chunks()
    if isinstance(codes, pa.ChunkedArray):
        codes = codes.chunk(0)
    return {"values": codes.dictionary.to_pylist(), "codes": pc.fill_null(codes.indices, -1).to_pylist()}


def _listed(column: pa.ChunkedArray) -> dict[str, Any]:
    """Give the different values in a column of lists, all their numbers, and how many of them are each row's."""
    counts = pc.fill_null(pc.list_value_length(column), 0).to_pylist()
    return {**_coded(pc.list_flatten(column)), "counts": counts}


def _masks(column: pa.ChunkedArray) -> dict[str, Any]:
    """Give the different values in a column of lists and, row by row, a number with one bit for each that is in it."""
    known: dict[str, int] = {}
    rows = [_numbered((value for value in row or () if value), known) for row in column.to_pylist()]
    return {"values": list(known), "codes": [sum(1 << number for number in set(row)) for row in rows]}

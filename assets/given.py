"""A person gives documents their publication dates: each document becomes a new version, and only those are redone."""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from assets.ingest import overlay, stage_raw
from pipelines.batches import Staging, read, to_records
from pipelines.days import parse_interval
from pipelines.engine import RAW
from pipelines.errors import InvalidDay, UnknownName
from pipelines.records import RawDocument
from pipelines.settings import Batches
from warehouse.home import Home
from warehouse.inventory import Entry
from warehouse.ledger import Ledger

__all__ = ["GivenDate", "GivenDates", "give_date", "give_dates", "read_dates", "take_back_date"]

_COLUMNS = ("document", "day")


@dataclass(frozen=True, slots=True)
class GivenDate:
    """A line of a list of dates.

    Attributes:
        line: Its number in the file, from 1.
        document: Id, first digits of it, or path (and `#record`) of a document.
        day: A day, month, year or interval.
    """

    line: int
    document: str
    day: str


@dataclass(slots=True)
class GivenDates:
    """What became of a list of dates.

    Attributes:
        dated: Documents that are dated now, as they are current.
        unchanged: Documents that had that date before.
        problems: What kept a line from being used, in the order of the lines.
    """

    dated: list[Entry] = field(default_factory=list)
    unchanged: int = 0
    problems: list[str] = field(default_factory=list)


def give_date(home: Home, document: str, day: str, *, wait_seconds: float = 0.0) -> Entry:
    """Give a document its publication date. Its events are redone by the next run, though its file did not change.

    Args:
        home: Where the document is known.
        document: Its id, the first digits of it, or its path (and `#record`).
        day: A day, month, year or interval, as `pipelines.days.parse_interval` reads it.
        wait_seconds: How long to wait for a run that is writing.

    Returns:
        The document as it is now current.

    Raises:
        InvalidDay: `day` is none of these.
        UnknownName: No current document is named so, or more than one is.
        HomeBusy: A run is still writing after `wait_seconds`.
    """
    day = day.strip()
    parse_interval(day)
    with home.locked("date", wait_seconds), Ledger.open(home.ledger) as ledger:
        (entry,) = _settle(Staging(home.staging), ledger, [(ledger.document(document), day)])
        return entry


def read_dates(path: Path) -> list[GivenDate]:
    """Read a list of dates: CSV with a header that names the columns `document` and `day`; others are not looked at.

    Raises:
        UnknownName: It can't be read, is no text in UTF-8, or lacks one of the columns.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file)
            names = {(name or "").strip().casefold(): name for name in rows.fieldnames or ()}
            missing = [name for name in _COLUMNS if name not in names]
            if missing:
                found = ", ".join(map(repr, names)) or "none"
                msg = f"{str(path)!r} has the columns {found}; {' and '.join(map(repr, missing))} expected"
                raise UnknownName(msg)
            return [
                GivenDate(rows.line_num, *((row[names[name]] or "").strip() for name in _COLUMNS))
                for row in rows
                if any(row.values())
            ]
    except OSError as error:
        msg = f"{str(path)!r} can't be read: {error.strerror}"
        raise UnknownName(msg) from error
    except (UnicodeDecodeError, csv.Error) as error:
        msg = f"{str(path)!r} is no CSV in UTF-8: {error}"
        raise UnknownName(msg) from error


def give_dates(home: Home, given: Sequence[GivenDate], limits: Batches, *, wait_seconds: float = 0.0) -> GivenDates:
    """Give many documents their publication dates. A line that can't be used is told, and keeps no other from being used.

    Args:
        home: Where the documents are known.
        given: Lines of a list; of several for one document the last one counts, and the others are told.
        limits: How many documents make a batch.
        wait_seconds: How long to wait for a run that is writing.

    Raises:
        HomeBusy: A run is still writing after `wait_seconds`.
    """
    done = GivenDates()
    with home.locked("date", wait_seconds), Ledger.open(home.ledger) as ledger:
        days = ledger.given_dates()
        wanted: dict[str, tuple[Entry, str, int]] = {}
        for item in given:
            try:
                parse_interval(item.day)
                entry = ledger.document(item.document)
            except (InvalidDay, UnknownName) as error:
                done.problems.append(f"line {item.line}: {error}")
                continue
            earlier = wanted.get(entry.document_id)
            if earlier and earlier[1] != item.day:
                done.problems.append(
                    f"line {earlier[2]}: {item.document!r} comes again in line {item.line}, which counts"
                )
            wanted[entry.document_id] = (entry, item.day, item.line)
        chosen = [(entry, day) for entry, day, _ in wanted.values() if days.get(entry.document_id) != day]
        done.unchanged = len(wanted) - len(chosen)
        for first in range(0, len(chosen), limits.documents):
            done.dated += _settle(Staging(home.staging), ledger, chosen[first : first + limits.documents])
    return done


def _settle(staging: Staging, ledger: Ledger, given: Sequence[tuple[Entry, str]]) -> list[Entry]:
    """Make documents current under the days that a person gives them, as a batch of their own."""
    rows = _raw_rows(staging, [entry for entry, _ in given])
    dated = [overlay(rows[entry.document_id], entry.source_hash, day) for entry, day in given]
    entries = [replace(entry, content_hash=row.content_hash) for (entry, _), row in zip(given, dated, strict=True)]
    batch = stage_raw(staging, dated)
    size = sum(len(row.content or b"") for row in dated)
    ledger.register(batch, entries, size, {entry.document_id: day for entry, day in given})
    return [replace(entry, batch=batch) for entry in entries]


def take_back_date(home: Home, document: str, *, wait_seconds: float = 0.0) -> Entry:
    """Take back the date a person gave; the next run reads the file again for what its source states.

    Raises:
        UnknownName: No current document is named so, or more than one is.
        HomeBusy: A run is still writing after `wait_seconds`.
    """
    with home.locked("date", wait_seconds), Ledger.open(home.ledger) as ledger:
        entry = ledger.document(document)
        ledger.take_back_date(entry)
        return entry


def _raw_rows(staging: Staging, entries: Iterable[Entry]) -> dict[str, RawDocument]:
    """Give the staged rows of documents by their id, each batch read once."""
    versions: dict[str, list[Entry]] = {}
    for entry in entries:
        versions.setdefault(entry.batch, []).append(entry)
    found: dict[str, RawDocument] = {}
    for batch, named in versions.items():
        table = read(staging.rows("raw_documents", batch, RAW))
        wanted = {(entry.document_id, entry.content_hash) for entry in named}
        rows = table.filter(pc.is_in(table["document_id"], value_set=_strings([entry.document_id for entry in named])))
        for row in to_records(rows, RawDocument):
            if (row.document_id, row.content_hash) in wanted:
                found[row.document_id] = row
    return found


def _strings(values: list[str]) -> pa.Array:
    return pa.array(values, pa.string())

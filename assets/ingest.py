"""From the inbox to staged raw rows: read what is new or changed, withdraw what has gone, cut batches.

A run may be killed at any moment. A batch is staged, then registered; a file is marked as read after the last of its
records is registered. What was staged and not registered, or whose ledger is lost, is found again by its content.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit
from urllib.request import url2pathname

import pyarrow.parquet as pq

from assets.pending import INBOX, Look, look, open_inbox, stamp, too_many_withdrawn
from assets.stages import is_whole
from pipelines.batches import Result, Staging, read, to_table
from pipelines.documents.readers import read_file
from pipelines.documents.seen import Seen
from pipelines.engine import RAW, digest
from pipelines.errors import RootUnreadable
from pipelines.records import RawDocument
from pipelines.settings import Batches, Settings
from warehouse.home import Home
from warehouse.inventory import Entry, FileState, Stamp
from warehouse.ledger import Ledger

__all__ = ["Ingested", "batch_name", "ingest", "overlay", "stage_raw"]

UNREADABLE: Final = "unreadable_file"
"""Why a file was rejected that can't be opened, or breaks off while it is read."""
STALLED: Final = frozenset(("too_slow", "reader_crashed", "out_of_memory"))
"""Why the reading of a file broke off: what it held before stays, for none of this says that it has gone."""
NEVER: Final = Stamp(-1, 0, "", "")
"""Stamp of a file that shall be read again in any case."""


@dataclass(slots=True)
class Ingested:
    """What a look through all roots did.

    Attributes:
        files: Files read.
        versions: New document versions, of new documents and of changed ones.
        unchanged: Documents of files read that were current already.
        withdrawn: Documents withdrawn.
        batches: Names of the batches that were cut.
        problems: What kept a root from being taken as it stands, by its name.
    """

    files: int = 0
    versions: int = 0
    unchanged: int = 0
    withdrawn: int = 0
    batches: list[str] = field(default_factory=list)
    problems: dict[str, str] = field(default_factory=dict)


Told = Callable[[Ingested], None]


def ingest(
    home: Home,
    chosen: Settings,
    ledger: Ledger,
    *,
    allow_withdraw: bool = False,
    now: float | None = None,
    told: Told | None = None,
) -> Ingested:
    """Bring the ledger and the staged raw rows in step with every root.

    A problem of one root does not keep the others from being read; it is noted in the ledger and in the answer.

    Args:
        home: Where everything lies; its inbox is created where it is missing.
        chosen: The settings.
        ledger: Open to write.
        allow_withdraw: Whether any number of documents may be withdrawn.
        now: Seconds since 1970, to leave alone what changed a moment ago; `None` takes everything as settled.
        told: Called after each batch with what was done so far.
    """
    staging = Staging(home.staging)
    # Whoever deleted staging, or a part of it, has lost no document: its file is read again.
    ledger.lose_batches(ledger.known_batches() - _staged(staging).keys())
    _restore(ledger, staging)
    open_inbox(home, ledger)
    run = _Run(
        ledger, staging, chosen, _lost(staging, ledger.known_batches()), ledger.given_dates(), told or (lambda _: None)
    )
    for root in ledger.roots():
        found = look(home, ledger, root, chosen, now=now, allow_withdraw=allow_withdraw)
        run.take_root(found, allow_withdraw=allow_withdraw)
    return run.done


def overlay(row: RawDocument, source_hash: str, day: str | None) -> RawDocument:
    """Lay the day a person gives over what the source states; that makes it another version of the document."""
    if day is None:
        return row
    content_hash = digest(source_hash, "person", day)
    return replace(row, content_hash=content_hash, stated_published=day, stated_published_by="person")


def batch_name(versions: Iterable[tuple[str, str]]) -> str:
    """Name a batch by what is in it: pairs of document_id and content_hash, in their order."""
    return digest(*(part for version in versions for part in version))


def stage_raw(staging: Staging, rows: list[RawDocument]) -> str:
    """Stage raw rows as a batch, and give its name."""
    name = batch_name((row.document_id, row.content_hash) for row in rows)
    path = staging.rows("raw_documents", name, RAW)
    if not is_whole(path):
        staging.store("raw_documents", name, RAW, Result(to_table("raw_documents", rows), to_table("faults", ())))
    return name


@dataclass(slots=True)
class _File:
    """A file being read.

    Attributes:
        state: What it looked like before.
        before: How many documents of it were current.
        present: Ids of those that are in it; not gathered where none was current before, for then none can have gone.
        known: How many of these were current.
        whole: Whether all that were current stay, whatever was read.
        kept: Whether it can't be opened, and its documents stay as they were.
    """

    state: FileState
    before: int
    present: Seen = field(default_factory=Seen)
    known: int = 0
    whole: bool = False
    kept: bool = False

    @property
    def shrunk(self) -> int:
        """By how many documents it holds fewer than before."""
        if self.whole or not self.before:
            return 0
        return max(0, (self.before - self.known) - (len(self.present) - self.known))


@dataclass(slots=True)
class _Run:
    """One pass over all roots: rows are gathered across files until a batch is full."""

    ledger: Ledger
    staging: Staging
    chosen: Settings
    lost: dict[tuple[str, str], str]
    given: dict[str, str]
    told: Told
    done: Ingested = field(default_factory=Ingested)
    rows: list[RawDocument] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    size: int = 0
    read: list[_File] = field(default_factory=list)

    def take_root(self, found: Look, *, allow_withdraw: bool) -> None:
        """Do what is pending in one root, and note its problem."""
        root, limit = found.root, self.chosen.inbox.withdraw_limit
        total, problem = self.ledger.count_documents(root.name), found.problem
        gone = self.ledger.withdraw_files(root.name, found.pending.withdrawn)
        self.done.withdrawn += gone
        for path in sorted((*found.pending.new, *found.pending.changed)):
            file = self._take_file(found, path)
            if file.kept:
                problem = RootUnreadable(f"{file.state.detail}; its documents stay as they were")
            # Records can go with their file still there: a table that was cut short is a root half gone.
            if file.shrunk and not allow_withdraw and gone + file.shrunk > limit * total:
                problem = too_many_withdrawn(root, gone + file.shrunk, total, limit)
                continue
            gone += file.shrunk
            self.read.append(file)
        self.flush()
        if problem:
            self.done.problems[root.name] = str(problem)
        self.ledger.set_problem(root.name, str(problem) if problem else None)

    def _take_file(self, found: Look, path: str) -> _File:
        """Read a file; what of it is not current yet is staged as batches fill up."""
        root, listed = found.root, found.files[path]
        before = self.ledger.count_documents(root.name, [path])
        file = _File(FileState(root.name, path, stamp(listed, found.reader), "read", None), before)
        adopted: dict[str, list[Entry]] = {}
        for stated in read_file(root.name, root.path, listed, self.chosen.documents):
            if stated.rejected == UNREADABLE:
                # Tried again by every run: what keeps a file from being opened need not change its stamp.
                state = replace(file.state, stamp=NEVER, state="failed", detail=f"{path}: {stated.detail}")
                file.state, file.kept = state, before > 0
                if file.kept:
                    file.whole = True
                    continue
            if stated.rejected in STALLED and stated.record is None:
                file.whole = True
            row = overlay(stated, stated.content_hash, self.given.get(stated.document_id))
            if before:
                file.present.add(row.document_id)
                known = self.ledger.version(row.document_id)
                file.known += known is not None
                if known == row.content_hash:
                    self.done.unchanged += 1
                    continue
            entry = Entry(row.document_id, row.root, row.path, row.record, row.content_hash, stated.content_hash)
            batch = self.lost.get((row.document_id, row.content_hash))
            if batch is not None:
                adopted.setdefault(batch, []).append(entry)
            else:
                self._add(row, entry)
        for batch, entries in adopted.items():
            self.ledger.register(batch, entries, _staged_size(self.staging, batch))
        self.done.versions += sum(map(len, adopted.values()))
        self.done.files += 1
        return file

    def _add(self, row: RawDocument, entry: Entry) -> None:
        limits: Batches = self.chosen.batches
        if self.rows and (len(self.rows) >= limits.documents or self.size >= limits.bytes):
            self.flush()
        self.rows.append(row)
        self.entries.append(entry)
        self.size += len(row.content or b"")

    def flush(self) -> None:
        """Stage and register what has been gathered, then mark the files that are read to their end."""
        if self.rows:
            name = stage_raw(self.staging, self.rows)
            self.ledger.register(name, self.entries, self.size)
            self.done.versions += len(self.rows)
            self.done.batches.append(name)
            self.rows, self.entries, self.size = [], [], 0
        for file in self.read:
            self.done.withdrawn += self.ledger.mark_read(
                file.state, None if file.whole or not file.before else file.present
            )
        self.read = []
        self.told(self.done)


def _staged(staging: Staging) -> dict[str, Path]:
    """Files of raw rows by batch, those that were staged first at the front."""
    files = [
        path
        for path in (staging.folder / "raw_documents").glob(f"*.{RAW}.parquet")
        if path.name[0] != "." and is_whole(path)
    ]
    return {path.name.split(".")[0]: path for path in sorted(files, key=lambda path: path.stat().st_mtime_ns)}


def _staged_size(staging: Staging, batch: str) -> int:
    """Bytes of a staged batch, as Parquet counts them before compression."""
    found = pq.read_metadata(staging.rows("raw_documents", batch, RAW))
    return sum(found.row_group(number).total_byte_size for number in range(found.num_row_groups))


def _lost(staging: Staging, known: set[str]) -> dict[tuple[str, str], str]:
    """Versions that lie in a staged batch which the ledger does not name, and the batch of each."""
    found: dict[tuple[str, str], str] = {}
    for batch, path in _staged(staging).items():
        if batch not in known:
            rows = read(path, ("document_id", "content_hash"))
            pairs = zip(rows["document_id"].to_pylist(), rows["content_hash"].to_pylist(), strict=True)
            found |= dict.fromkeys(pairs, batch)
    return found


def _restore(ledger: Ledger, staging: Staging) -> None:
    """Give a new ledger the roots and the given days that staging speaks of: the old one was lost."""
    if ledger.known_batches():
        return
    roots: dict[str, Path] = {}
    given: dict[str, tuple[str | None, str]] = {}
    columns = ("document_id", "root", "path", "uri", "stated_published", "stated_published_by")
    for path in _staged(staging).values():
        for row in read(path, columns).to_pylist():
            folder = url2pathname(urlsplit(row["uri"]).path)
            if folder.endswith("/" + row["path"]):
                roots.setdefault(row["root"], Path(folder[: -len(row["path"]) - 1]))
            given[row["document_id"]] = (row["stated_published_by"], row["stated_published"])
    for name, place in roots.items():
        if name != INBOX:
            ledger.add_root(name, place)
    ledger.set_given_dates({name: day for name, (by, day) in given.items() if by == "person"})

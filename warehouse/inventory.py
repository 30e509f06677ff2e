"""What the ledger speaks of: roots, files as they looked when they were read, documents, and what is pending."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Counts", "Entry", "FileState", "Pending", "Root", "Stamp", "compare"]


@dataclass(frozen=True, slots=True)
class Root:
    """A folder of documents, and what kept the last run from taking it as it stands (`None`: nothing did)."""

    name: str
    path: Path
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a file looked like: if none of this changed, it need not be read again.

    Attributes:
        size: Bytes.
        mtime_ns: Time of last change (nanoseconds since 1970, UTC).
        sidecar: The same two of the file that speaks of it, as text; empty where there is none.
        reader_version: Version of the code that read it.
    """

    size: int
    mtime_ns: int
    sidecar: str
    reader_version: str


@dataclass(frozen=True, slots=True)
class FileState:
    """A file that was read: its stamp then, and what came of it (`read`, or `failed` with a detail)."""

    root: str
    path: str
    stamp: Stamp
    state: str
    detail: str | None


@dataclass(frozen=True, slots=True)
class Entry:
    """One current document.

    Attributes:
        document_id: Names its place.
        root: Name of its root.
        path: Its file within the root.
        record: Which record of the file; `None` where the file is the document.
        content_hash: Names its version.
        source_hash: The same before a person's date was laid over it; equal where none was.
        batch: Where in staging the version lies; empty before it is registered.
    """

    document_id: str
    root: str
    path: str
    record: str | None
    content_hash: str
    source_hash: str
    batch: str = ""


@dataclass(frozen=True, slots=True)
class Pending:
    """What a root's listing shows that the ledger does not know yet: paths, sorted."""

    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    withdrawn: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.new or self.changed or self.withdrawn)


@dataclass(frozen=True, slots=True)
class Counts:
    """How much the ledger holds now."""

    roots: int
    files: int
    failed_files: int
    documents: int
    batches: int


def compare(known: Mapping[str, Stamp], listed: Mapping[str, Stamp]) -> Pending:
    """Tell what is pending, from how files looked when they were read and how they look now.

    Args:
        known: Stamps of a root's files by path, as the ledger has them.
        listed: The same as the root's listing shows them.
    """
    return Pending(
        new=tuple(sorted(path for path in listed if path not in known)),
        changed=tuple(sorted(path for path, stamp in listed.items() if path in known and known[path] != stamp)),
        withdrawn=tuple(sorted(path for path in known if path not in listed)),
    )

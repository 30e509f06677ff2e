"""What is pending: each root as it lies on disk against what the ledger knows of it.

The sensor, `status` and a run ask the same functions, so they agree. Nothing is opened and nothing written here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Final

from pipelines import settings
from pipelines.documents.inbox import ListedFile, list_root
from pipelines.documents.readers import reader_version
from pipelines.engine import digest
from pipelines.errors import InboxError, RootUnreadable, TooManyWithdrawn
from pipelines.settings import Settings
from warehouse.home import Home
from warehouse.inventory import Pending, Root, Stamp, compare
from warehouse.ledger import Ledger

__all__ = ["INBOX", "Look", "add_inbox", "look", "look_at_all", "open_inbox", "pending_digest"]

INBOX: Final = "inbox"
"""Name of the root that every home has."""


@dataclass(frozen=True, slots=True)
class Look:
    """What a look at one root found.

    Attributes:
        root: The root.
        pending: What a run would read or withdraw; nothing is withdrawn where there is a problem.
        files: What was listed, by path.
        problem: Why the root can't be taken as it stands; `None` where it can.
        unsettled: Files left for later, since they changed a moment ago.
        reader: Names the code and the limits that read its files.
    """

    root: Root
    pending: Pending
    files: Mapping[str, ListedFile]
    problem: InboxError | None = None
    unsettled: int = 0
    reader: str = ""


def open_inbox(home: Home, ledger: Ledger) -> Root:
    """Make sure that the inbox of a home is there and is one of its roots."""
    home.inbox.mkdir(parents=True, exist_ok=True)
    return ledger.add_root(INBOX, home.inbox.resolve())


def add_inbox(home: Home, ledger: Ledger, folder: Path) -> Root:
    """Add a folder as a root, named after itself, or give the root that it is already, or lies in.

    Raises:
        RootUnreadable: There is no such folder, or Dateline's own files lie in it.
    """
    folder = folder.expanduser().resolve()
    if not folder.is_dir():
        msg = f"{str(folder)!r} is no folder; a folder of documents was expected"
        raise RootUnreadable(msg)
    _refuse_own(home, folder)
    known = {root.path: root for root in ledger.roots()}
    covering = [path for path in known if folder.is_relative_to(path) and _reaches(home, path, folder)]
    if covering:
        return known[max(covering, key=lambda path: len(path.parts))]
    name = folder.name or "root"
    if name in {root.name for root in known.values()} | {INBOX}:
        name = f"{name}-{digest(str(folder))[:6]}"
    return ledger.add_root(name, folder)


def _refuse_own(home: Home, folder: Path) -> None:
    own = (home.staging, home.database.parent, home.exports, home.dagster)
    if folder == home.folder or any(folder.is_relative_to(place) for place in own):
        msg = f"{str(folder)!r} holds Dateline's own files; a folder of documents was expected, such as {str(home.inbox)!r}"
        raise RootUnreadable(msg)


def _reaches(home: Home, root: Path, folder: Path) -> bool:
    """Whether what is listed of a root holds a folder below it: of a home nothing is, and no hidden names."""
    if folder.is_relative_to(home.folder) and not root.is_relative_to(home.folder):
        return False
    ignore = settings.load(home.settings).inbox.ignore
    return not any(fnmatchcase(part, pattern) for part in folder.relative_to(root).parts for pattern in ignore)


def stamp(file: ListedFile, reader: str) -> Stamp:
    """Give the stamp of a file as it is listed; `reader` names the code and the limits that read it."""
    beside = f"{file.sidecar} {file.sidecar_size} {file.sidecar_mtime_ns}" if file.sidecar is not None else ""
    return Stamp(file.size, file.mtime_ns, beside, reader)


def look(
    home: Home, ledger: Ledger, root: Root, chosen: Settings, *, now: float | None, allow_withdraw: bool = False
) -> Look:
    """Look at one root. What lies in another root below it is that one's, and the home's own files are nobody's.

    Args:
        home: Whose root it is.
        ledger: What is known.
        root: Where to look.
        chosen: The settings.
        now: Seconds since 1970, to leave alone what changed a moment ago; `None` takes everything as settled.
        allow_withdraw: Whether any number of documents may be gone.
    """
    try:
        apart = [home.folder, *(other.path for other in ledger.roots() if other.path != root.path)]
        listing = list_root(root.path, chosen.inbox, now, apart)
    except RootUnreadable as error:
        return Look(root, Pending(), {}, error)
    known = ledger.stamps(root.name)
    files = {file.path: file for file in listing.files}
    # A file that is still being written is neither new nor changed, and it has not gone either.
    reader = reader_version(chosen.documents)
    listed = {path: stamp(file, reader) for path, file in files.items() if file.settled}
    listed |= {path: known[path] for path, file in files.items() if not file.settled and path in known}
    pending = compare(known, listed)
    problem = None if allow_withdraw else _too_many(ledger, root, pending, bool(files), chosen.inbox.withdraw_limit)
    if problem:
        pending = replace(pending, withdrawn=())
    return Look(root, pending, files, problem, sum(not file.settled for file in files.values()), reader)


def _too_many(ledger: Ledger, root: Root, pending: Pending, listed: bool, limit: float) -> InboxError | None:
    total, gone = ledger.count_documents(root.name), ledger.count_documents(root.name, pending.withdrawn)
    if pending.withdrawn and not listed:
        msg = (
            f"{str(root.path)!r} (root {root.name!r}) is empty, and held {total} documents; nothing was withdrawn. "
            "If they are to go, run with --allow-withdraw"
        )
        return RootUnreadable(msg)
    if gone > limit * total:
        return too_many_withdrawn(root, gone, total, limit)
    return None


def too_many_withdrawn(root: Root, gone: int, total: int, limit: float) -> TooManyWithdrawn:
    """Say that more of a root has gone than a run may withdraw unasked."""
    msg = (
        f"{gone} of the {total} documents of {str(root.path)!r} (root {root.name!r}) have gone; up to {limit:.0%} are "
        "withdrawn unasked. If they are to go, run with --allow-withdraw"
    )
    return TooManyWithdrawn(msg)


def look_at_all(ledger: Ledger, home: Home, chosen: Settings, *, now: float | None = None) -> list[Look]:
    """Look at every root, for the sensor and for `status`; before the first run there is the inbox alone."""
    roots = ledger.roots()
    if INBOX not in {root.name for root in roots} and home.inbox.is_dir():
        roots = [Root(INBOX, home.inbox.resolve()), *roots]
    return [look(home, ledger, root, chosen, now=now) for root in roots]


def pending_digest(looks: Sequence[Look]) -> str | None:
    """Name what is pending by its content; `None` where nothing is, and no root has a problem."""
    parts = []
    for found in looks:
        for kind, paths in (
            ("new", found.pending.new),
            ("changed", found.pending.changed),
            ("withdrawn", found.pending.withdrawn),
        ):
            parts += [f"{found.root.name} {kind} {path} {_shape(found, path)}" for path in paths]
        if found.problem:
            parts.append(f"{found.root.name} {found.problem}")
    return digest(*parts) if parts else None


def _shape(found: Look, path: str) -> str:
    return repr(stamp(found.files[path], found.reader)) if path in found.files else "gone"

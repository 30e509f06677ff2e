"""What lies in an inbox: the files of a folder tree, each with its sidecar. Nothing is opened here."""

import errno
import os
import re
import stat
from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Final

from pipelines.errors import RootUnreadable
from pipelines.settings import Inbox

__all__ = ["SIDECAR_ENDS", "ListedFile", "Listing", "list_root", "place_of", "sidecars_of"]

SIDECAR_ENDS: Final = (".meta.json", ".meta.yaml", ".meta.yml")
"""Ends of the names of sidecars; of several for one file the first in this order counts."""

_SKEW: Final = 60.0
"""Seconds by which another machine's clock may be ahead. A time later than that says nothing of when a file changed."""
_WRITTEN_OUT: Final = re.compile(rb"\\x([89a-f][0-9a-f])")


@dataclass(frozen=True, slots=True)
class ListedFile:
    """One file that is, or holds, documents.

    Attributes:
        path: Relative to the root, with forward slashes.
        size: In bytes.
        mtime_ns: Time of its last change, nanoseconds since 1970 UTC.
        sidecar: Path of its sidecar, like `path`; `None` where it has none.
        sidecar_size: In bytes; `None` without a sidecar.
        sidecar_mtime_ns: Like `mtime_ns`; `None` without a sidecar.
        settled: Whether it and its sidecar have been left alone long enough to be complete.
        arrived_ns: When it came to where it lies, or was last renamed, nanoseconds since 1970 UTC (the `ctime` of its file
            system); `None` where that is not known.
    """

    path: str
    size: int
    mtime_ns: int
    sidecar: str | None = None
    sidecar_size: int | None = None
    sidecar_mtime_ns: int | None = None
    settled: bool = True
    arrived_ns: int | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """All files of a root, sorted by path.

    A sidecar that belongs to no file is listed as a file of its own, so that it is seen.
    """

    folder: Path
    files: tuple[ListedFile, ...]


@dataclass(frozen=True, slots=True)
class _Found:
    path: str
    size: int
    mtime_ns: int
    ctime_ns: int

    def unsettled(self, now: float, seconds: float) -> bool:
        """Whether it changed less than so many seconds ago."""
        return any(now - seconds < moment / 1e9 < now + _SKEW for moment in (self.mtime_ns, self.ctime_ns))


def list_root(folder: Path, settings: Inbox, now: float | None = None, apart: Collection[Path] = ()) -> Listing:
    """List the documents under a folder, and their sidecars.

    `NAME.meta.json` (or `.yaml`, `.yml`) belongs to the file `NAME`; where there is none, to the one file of that folder
    whose name without its last extension is `NAME`.

    Args:
        folder: The root. Links are followed, no folder is entered twice.
        settings: Names to ignore, and how long a file must have been left alone.
        now: Seconds since 1970; `None` takes every file as settled.
        apart: Folders that are not entered, wherever they lie: other roots, and what is not a person's.

    Raises:
        RootUnreadable: It, or a folder below it, is absent or can't be listed. Nothing can be said of what is gone.
    """
    try:
        found = {item.path: item for item in _walk(folder, "", settings.ignore, _identities(apart))}
    except OSError as error:
        msg = f"{str(folder)!r} can't be listed: {error.strerror or error} ({str(error.filename)!r}); nothing was withdrawn"
        raise RootUnreadable(msg) from error
    sidecars = sidecars_of(sorted(found))
    taken = set(sidecars.values())
    files = []
    for path in sorted(found.keys() - taken):
        item, beside = found[path], found.get(sidecars.get(path, ""))
        files.append(
            ListedFile(
                path,
                item.size,
                item.mtime_ns,
                beside.path if beside else None,
                beside.size if beside else None,
                beside.mtime_ns if beside else None,
                now is None or not any(one.unsettled(now, settings.settle_seconds) for one in (item, beside) if one),
                item.ctime_ns,
            )
        )
    return Listing(folder, tuple(files))


def place_of(folder: Path, path: str) -> Path:
    """Give the file that a listed path means, also where its name is no Unicode and was written out."""
    place = folder / path
    if "\\x" in path and not place.exists():
        name = _WRITTEN_OUT.sub(lambda byte: bytes([int(byte[1], 16)]), path.encode("utf-8"))
        return folder / os.fsdecode(name)
    return place


def _identities(folders: Collection[Path]) -> set[tuple[int, int]]:
    found = set()
    for folder in folders:
        with suppress(OSError):
            status = folder.stat()
            found.add((status.st_dev, status.st_ino))
    return found


def _walk(folder: Path, prefix: str, ignore: tuple[str, ...], entered: set[tuple[int, int]]) -> Iterator[_Found]:
    status = folder.stat()
    if (status.st_dev, status.st_ino) in entered:
        return
    entered.add((status.st_dev, status.st_ino))
    with os.scandir(folder) as entries:
        names = sorted(entry.name for entry in entries)
    for name in names:
        if any(fnmatchcase(name, pattern) for pattern in ignore):
            continue
        here = folder / name
        try:
            status = here.stat()
        except FileNotFoundError:
            continue  # gone since it was listed, or a link to nothing
        except OSError as error:
            if error.errno == errno.ELOOP:
                continue  # a link to itself
            raise
        # A name that is no Unicode can't be stored, so it is written out; `place_of` finds the file again.
        shown = prefix + name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
        if stat.S_ISDIR(status.st_mode):
            yield from _walk(here, shown + "/", ignore, entered)
        elif stat.S_ISREG(status.st_mode):
            yield _Found(shown, status.st_size, status.st_mtime_ns, status.st_ctime_ns)


def sidecars_of(paths: list[str]) -> dict[str, str]:
    """Give the sidecar of each file that has one, as `list_root` says.

    Args:
        paths: Files of a folder tree or an archive, sidecars among them, in order.
    """
    beside = [path for path in paths if path.lower().endswith(SIDECAR_ENDS)]
    documents = set(paths) - set(beside)
    stems: dict[str, list[str]] = {}
    for path in documents:
        stems.setdefault(os.path.splitext(path)[0], []).append(path)  # noqa: PTH122 - a name, not a file
    by_name: dict[str, str] = {}
    by_stem: dict[str, str] = {}
    for end in reversed(SIDECAR_ENDS):
        for path in beside:
            if not path.lower().endswith(end):
                continue
            name = path[: -len(end)]
            same_stem = stems.get(name, [])
            if name in documents:
                by_name[name] = path
            elif len(same_stem) == 1:
                by_stem[same_stem[0]] = path
    # A sidecar that bears the whole name of its file is nearer than one that bears its stem.
    return by_stem | by_name

"""TAR archives, read from front to end: each member is read as a file of its own, named by its path inside.

Links, devices and folders are no documents. Packed ones (`.tar.gz`, `.tgz`) are unpacked by `compressed`.
"""

import io
import tarfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import IO, Final, Literal

from pipelines.documents.containers import member, never_a_document, shown
from pipelines.documents.formats import Format, Record, Stated
from pipelines.documents.inbox import SIDECAR_ENDS, sidecars_of
from pipelines.documents.sources import Source, unpacked
from pipelines.documents.stated import LARGEST_SIDECAR, sidecar
from pipelines.errors import DocumentError, UnreadableDocument
from pipelines.settings import Documents

_HEAD: Final = 1024 * 1024
"""Bytes of a member that are held, so that finding out what it is does not use it up."""


def read(source: Source, settings: Documents) -> Iterator[Record]:
    """Yield the records of all members, in their order. What follows a damaged header can't be found."""
    try:
        beside, taken = _sidecars(source)
        with source.opened() as stream, tarfile.open(fileobj=stream, mode="r|") as archive:
            number = 0
            while (info := archive.next()) is not None:
                _forget(archive)  # the list of all of them would grow with the archive
                name = shown(info.name)
                if info.isfile() and not never_a_document(name) and name not in taken:
                    found = _source(archive, info, number, name, source)
                    yield from member(found, settings, beside=beside.get(name), changed=_changed(info))
                number += 1
    except (tarfile.TarError, EOFError) as error:
        detail = f"{error}; a TAR archive was expected"
        reason = "truncated" if isinstance(error, EOFError) or "unexpected end" in str(error) else "malformed_archive"
        raise UnreadableDocument(reason, detail) from error


def _sidecars(source: Source) -> tuple[dict[str, Callable[[], Stated]], set[str]]:
    """Look for sidecars: one may lie behind its document, and a stream is not read backwards, so this is a pass of its own.

    Returns:
        For each member that has one what reads it, and the names of those that belong to a member.
    """
    unpacking, names, contents = source.unpacking, [], dict[str, bytes]()
    before = unpacking.taken
    # What is wrong with the archive is found again, and said, when its documents are read.
    with suppress(tarfile.TarError, EOFError, DocumentError), source.opened() as stream:
        mode: Literal["r:", "r|"] = "r:" if source.direct else "r|"
        with tarfile.open(fileobj=stream, mode=mode) as archive:
            while (info := archive.next()) is not None:
                _forget(archive)
                name = shown(info.name)
                place = f"{source.place}/{name}" if source.place else name
                if place in unpacking.given_up:
                    break
                unpacking.at(place)
                if not info.isfile() or never_a_document(name):
                    continue
                names.append(name)
                if name.lower().endswith(SIDECAR_ENDS) and (file := archive.extractfile(info)) is not None:
                    contents[name] = file.read(LARGEST_SIDECAR + 1)
    unpacking.taken = before
    beside = sidecars_of(sorted(set(names)))
    said = {name: _said(sidecar_name, contents[sidecar_name]) for name, sidecar_name in beside.items()}
    return said, set(beside.values())


def _said(name: str, content: bytes) -> Callable[[], Stated]:
    return lambda: sidecar(name, lambda: io.BytesIO(content))


def _changed(info: tarfile.TarInfo) -> datetime | None:
    with suppress(ValueError, OverflowError, OSError):
        return datetime.fromtimestamp(info.mtime, UTC)
    return None


def _forget(archive: tarfile.TarFile) -> None:
    archive.members = []  # type: ignore[attr-defined]


def _source(archive: tarfile.TarFile, info: tarfile.TarInfo, number: int, name: str, source: Source) -> Source:
    file = archive.extractfile(info)
    assert file is not None  # noqa: S101 - it is a file

    def opens() -> IO[bytes]:
        return io.BufferedReader(_Opened(held), 65_536)

    inner = source.within(name, opens, place=name)
    live = unpacked(file, inner, "the member", counted=info.issparse())
    held = _Held(live.read(_HEAD), live, lambda: _again(source, number, inner))
    return inner


@dataclass(slots=True)
class _Held:
    """The beginning of a member, and the stream behind it, which can be read once."""

    head: bytes
    live: IO[bytes] | None
    again: Callable[[], tuple[IO[bytes], ExitStack]]


class _Opened(io.RawIOBase):
    """A member opened at its beginning: what reads beyond its head first gets the stream, the next one a second pass."""

    def __init__(self, held: _Held) -> None:
        self._held = held
        self._at = 0
        self._rest: IO[bytes] | None = None
        self._stack = ExitStack()

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        head = self._held.head
        if self._at < len(head):
            found = head[self._at : self._at + len(buffer)]
        else:
            found = self._behind().read(len(buffer)) if len(head) == _HEAD else b""
        self._at += len(found)
        buffer[: len(found)] = found
        return len(found)

    def _behind(self) -> IO[bytes]:
        if self._rest is None and self._held.live is not None:
            self._rest, self._held.live = self._held.live, None
        elif self._rest is None:
            self._rest, self._stack = self._held.again()
            self._rest.read(_HEAD)
        return self._rest

    def close(self) -> None:
        self._stack.close()
        super().close()


def _again(source: Source, number: int, inner: Source) -> tuple[IO[bytes], ExitStack]:
    with ExitStack() as stack:
        stream = stack.enter_context(source.opened())
        archive = stack.enter_context(tarfile.open(fileobj=stream, mode="r|"))
        for _ in range(number):
            archive.next()
            _forget(archive)
        info = archive.next()
        file = archive.extractfile(info) if info is not None else None
        if file is None:
            raise UnreadableDocument("truncated", "the archive changed while it was read")
        return unpacked(file, inner, "the member", counted=True), stack.pop_all()


FORMAT: Final = Format(("application/x-tar",), (".tar",), read, takes_apart=True)

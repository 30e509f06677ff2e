"""What readers read from: a file of the inbox or a member of an archive, opened as often as wanted, and never unbounded.

A packed byte can unpack to a thousand, and archives can hold archives. So one `Unpacking` goes with each file of the inbox
through all its layers: every byte that any layer unpacks is counted, and past the limit reading ends with a reason.
"""

import gzip
import io
import lzma
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import IO, Final

from pipelines.errors import UnreadableDocument
from pipelines.settings import Documents

__all__ = ["Source", "Unpacking", "as_text", "bounded_lines", "file_source", "memory_source", "seekable", "unpacked"]

_DAMAGED: Final = (
    zlib.error,
    lzma.LZMAError,
    gzip.BadGzipFile,
    zipfile.BadZipFile,
    tarfile.TarError,
    NotImplementedError,
    RuntimeError,
    OSError,
)
"""What unpacking raises for bytes that are not what they should be; `OSError` is bzip2's."""
_IN_MEMORY: Final = 8 * 1024 * 1024
"""Bytes of a packed file that are held in memory; a larger one goes to a temporary file, where it must be seekable."""
_AT_ONCE: Final = 1024 * 1024


@dataclass(slots=True)
class Unpacking:
    """What the layers of one file of the inbox have unpacked so far.

    Attributes:
        limit: Most bytes, over all layers.
        members_limit: Most members, over all archives.
        given_up: Members that crashed or stalled their reader when it was tried before, with the reason and its sentence.
        at: Told the path of each member before it is opened.
        taken: Bytes so far.
        members: Members so far.
    """

    limit: int
    members_limit: int
    given_up: dict[str, tuple[str, str]] = field(default_factory=dict)
    at: Callable[[str], None] = lambda _: None
    taken: int = 0
    members: int = 0

    def take(self, size: int) -> None:
        """Count bytes; raises `UnreadableDocument` (`decompression_bomb`) where they are too many."""
        self.taken += size
        if self.taken > self.limit:
            detail = f"more than {self.limit} bytes unpacked (settings: documents.unpacked_ratio, unpacked_floor)"
            raise UnreadableDocument("decompression_bomb", detail)

    @property
    def exhausted(self) -> bool:
        """Whether no more may be unpacked."""
        return self.taken > self.limit or self.members > self.members_limit


@dataclass(frozen=True, slots=True)
class Source:
    """A file, or a member of an archive.

    Attributes:
        name: Its name, for people and for its extension; nothing is ever written to a place of that name.
        opens: Opens it at its beginning, in bytes.
        unpacking: What the file of the inbox has unpacked so far.
        direct: Whether what `opens` gives can be read at any place, at no cost.
        depth: Containers around it.
        place: Path inside the file of the inbox, which names it there; empty where it is that file.
    """

    name: str
    opens: Callable[[], IO[bytes]]
    unpacking: Unpacking
    direct: bool = False
    depth: int = 0
    place: str = ""

    def opened(self) -> IO[bytes]:
        """Open it at its beginning; to be closed by the caller."""
        return self.opens()

    def within(self, name: str, opens: Callable[[], IO[bytes]], *, place: str | None = None) -> "Source":
        """Give a source inside this one: a member, or what was packed (which has the same place)."""
        inner = self.place if place is None else f"{self.place}/{place}" if self.place else place
        return replace(self, name=name, opens=opens, direct=False, depth=self.depth + 1, place=inner)


def file_source(path: Path, settings: Documents) -> Source:
    """Give the source that a file of the inbox is; raises `OSError` where it can't be opened."""
    limit = max(settings.unpacked_floor, settings.unpacked_ratio * path.stat().st_size)
    return Source(path.name, lambda: path.open("rb"), Unpacking(limit, settings.archive_members), direct=True)


def memory_source(name: str, content: bytes, within: Source, place: str) -> Source:
    """Give the source that bytes in memory are, such as an attachment."""
    return replace(within.within(name, lambda: io.BytesIO(content), place=place), direct=True)


class _Counted(io.RawIOBase):
    """A stream whose bytes are counted as unpacked; what is wrong with them is said as a `DocumentError`."""

    def __init__(
        self, stream: IO[bytes], beneath: IO[bytes] | None, unpacking: Unpacking, what: str, *, counted: bool
    ) -> None:
        self._stream = stream
        self._beneath = beneath
        self._counted = counted
        self._unpacking = unpacking
        self._what = what

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        try:
            found = self._stream.read(len(buffer))
        except EOFError as error:
            detail = f"{self._what} ends too early, after {self._unpacking.taken} bytes unpacked"
            raise UnreadableDocument("truncated", detail) from error
        except _DAMAGED as error:
            if isinstance(error, OSError) and error.errno is not None:
                raise  # the disk, not the bytes
            detail = f"{self._what} can't be unpacked: {' '.join(str(error).split())[:200] or type(error).__name__}"
            raise UnreadableDocument("malformed_archive", detail) from error
        if self._counted:
            self._unpacking.take(len(found))
        buffer[: len(found)] = found
        return len(found)

    def close(self) -> None:
        if not self.closed:
            self._stream.close()
            if self._beneath is not None:
                self._beneath.close()
        super().close()


def unpacked(
    stream: IO[bytes], source: Source, what: str, beneath: IO[bytes] | None = None, *, counted: bool = True
) -> IO[bytes]:
    """Wrap a stream of unpacked bytes: they are counted, and faults in them become `DocumentError`s.

    Args:
        stream: Gives unpacked bytes; closed with what is returned.
        source: Where they come from.
        what: The same for people, such as `gzip data`.
        beneath: What `stream` reads from and leaves open; closed as well.
        counted: Whether these bytes count; not where they lie unpacked in what has been counted already.
    """
    return io.BufferedReader(_Counted(stream, beneath, source.unpacking, what, counted=counted), 65_536)


@contextmanager
def seekable(source: Source) -> Iterator[IO[bytes]]:
    """Open a source that can be read at any place: packed bytes are unpacked first, large ones to a temporary file."""
    if source.direct:
        with source.opened() as file:
            yield file
        return
    with tempfile.SpooledTemporaryFile(_IN_MEMORY) as held, source.opened() as file:
        while part := file.read(_AT_ONCE):
            held.write(part)
        held.seek(0)
        yield held


def as_text(stream: IO[bytes], encoding: str, errors: str, newline: str) -> io.TextIOWrapper:
    """Read a stream as text; it is closed with what is returned."""
    return io.TextIOWrapper(stream, encoding, errors, newline)


def bounded_lines(file: io.TextIOBase, longest: int) -> Iterator[str | None]:
    """Yield the lines of a text with their ends; `None` in place of one longer than `longest` characters."""
    while line := file.readline(longest + 1):
        if len(line) <= longest or line.endswith("\n"):
            yield line
            continue
        while (rest := file.readline(_AT_ONCE)) and not rest.endswith("\n"):
            pass
        yield None

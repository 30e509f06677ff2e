"""Packed files (.gz, .bz2, .xz, .zst): what is in them is read as if it lay there unpacked, under the same name."""

import bz2
import gzip
import lzma
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import IO, Final, cast

import pyarrow as pa

from pipelines.documents.containers import records_in
from pipelines.documents.formats import Format, Record
from pipelines.documents.sources import Source, unpacked
from pipelines.errors import UnreadableDocument
from pipelines.settings import Documents

_TARS: Final = {".tgz": ".tar", ".tbz2": ".tar", ".tbz": ".tar", ".txz": ".tar", ".tzst": ".tar"}
_ENDS: Final = (".gz", ".bz2", ".xz", ".zst", *_TARS)


def read(source: Source, settings: Documents) -> Iterator[Record]:
    """Yield the records of what is packed; raises `DocumentError` where it is none of the four."""
    path = PurePosixPath(source.name)
    end = path.suffix.lower()
    name = path.stem + _TARS.get(end, "") if end in _ENDS else source.name
    yield from records_in(source.within(name, lambda: _opened(source)), settings)


def _opened(source: Source) -> IO[bytes]:
    with source.opened() as file:
        head = file.read(6)
    packed = source.opened()
    if head.startswith(b"\x1f\x8b"):
        stream = cast("IO[bytes]", gzip.GzipFile(fileobj=packed, mode="rb"))
    elif head.startswith(b"BZh"):
        stream = cast("IO[bytes]", bz2.BZ2File(packed))
    elif head.startswith(b"\xfd7zXZ\x00"):
        stream = cast("IO[bytes]", lzma.LZMAFile(packed))  # noqa: SIM115 - closed with what is returned
    elif head.startswith(b"(\xb5/\xfd"):
        stream = cast("IO[bytes]", pa.CompressedInputStream(packed, "zstd"))
    else:
        packed.close()
        raise UnreadableDocument("malformed_archive", f"begins with {head!r}; gzip, bzip2, xz or zstd was expected")
    return unpacked(stream, source, "packed data", packed)


FORMAT: Final = Format(
    ("application/gzip", "application/x-bzip2", "application/x-xz", "application/zstd"), _ENDS, read, takes_apart=True
)

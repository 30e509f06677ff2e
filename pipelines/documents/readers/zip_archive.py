"""ZIP archives: each member is read as a file of its own, named by its path inside."""

import zipfile
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import IO, Final

from pipelines.documents.containers import member, named, never_a_document, shown
from pipelines.documents.formats import Format, Record, Stated
from pipelines.documents.inbox import sidecars_of
from pipelines.documents.sources import Source, seekable, unpacked
from pipelines.documents.stated import sidecar
from pipelines.errors import UnreadableDocument
from pipelines.settings import Documents

_ENCRYPTED: Final = 0x1
_UTF8: Final = 0x800
"""Flags of a member. Source: APPNOTE.TXT, general purpose bit flag."""


def read(source: Source, settings: Documents) -> Iterator[Record]:
    """Yield the records of all members, in the order of the archive's directory."""
    try:
        with seekable(source) as file, zipfile.ZipFile(file) as archive:
            members = [(info, _name(info)) for info in archive.infolist()]
            members = [(info, name) for info, name in members if not info.is_dir() and not never_a_document(name)]
            beside = sidecars_of(sorted({name for _, name in members}))
            taken = set(beside.values())
            infos = {name: info for info, name in members if name in taken}
            for info, name in members:
                if name not in taken:
                    said = _said(archive, infos[beside[name]], beside[name], source) if name in beside else None
                    yield from _member(archive, info, name, source, settings, beside=said)
    except zipfile.BadZipFile as error:
        detail = f"{error}; a ZIP archive was expected"
        raise UnreadableDocument("malformed_archive", detail) from error


def _said(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, source: Source) -> Callable[[], Stated]:
    """Make what reads a sidecar that lies in the archive."""
    return lambda: sidecar(name, lambda: _opened(archive, info, name, source))


def _opened(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, source: Source) -> IO[bytes]:
    try:
        return unpacked(archive.open(info), source, "the member")
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
        raise UnreadableDocument("malformed_archive", f"member {name!r}: {error}") from error


def _member(
    archive: zipfile.ZipFile,
    info: zipfile.ZipInfo,
    name: str,
    source: Source,
    settings: Documents,
    *,
    beside: Callable[[], Stated] | None,
) -> Iterator[Record]:
    reason = _refused(info, settings)
    if reason is not None:
        rejected, detail = reason
        yield named(Record("application/octet-stream", rejected=rejected, detail=detail), name)
        return

    inner = source.within(name, lambda: _opened(archive, info, name, source), place=name)
    yield from member(inner, settings, beside=beside, changed=_changed(info))


def _changed(info: zipfile.ZipInfo) -> datetime | None:
    """Give when a member was last changed, in the local time of whoever packed it; broken archives have a month 0."""
    try:
        return datetime(*info.date_time)
    except ValueError:
        return None


def _refused(info: zipfile.ZipInfo, settings: Documents) -> tuple[str, str] | None:
    """Say why a member is not opened; no more than the size that is declared here is ever unpacked of it."""
    if info.flag_bits & _ENCRYPTED:
        return "encrypted", "the member is encrypted; a password would be needed"
    if info.file_size > max(settings.largest_document, settings.unpacked_ratio * info.compress_size):
        detail = f"{info.compress_size} bytes that unpack to {info.file_size}: more than {settings.unpacked_ratio} times as many"
        return "decompression_bomb", detail
    return None


def _name(info: zipfile.ZipInfo) -> str:
    """Give a member's name; many programs write UTF-8 without saying so, and backslashes."""
    name = info.filename
    if not info.flag_bits & _UTF8 and not name.isascii():
        try:
            name = name.encode("cp437").decode("utf-8")
        except (UnicodeEncodeError, UnicodeDecodeError):
            name = info.filename
    return shown(name.replace("\\", "/"))


FORMAT: Final = Format(("application/zip", "application/x-zip-compressed"), (".zip",), read, takes_apart=True)

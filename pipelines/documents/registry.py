"""Which format a file is in: by its first bytes where they tell, else by the end of its name.

A name can be wrong, and the first bytes of packed and binary formats can't; those of texts say little, so there the name
decides.
"""

import importlib
import pkgutil
import re
from functools import cache
from pathlib import PurePosixPath
from typing import Final

from pipelines.documents.formats import Format, text_type
from pipelines.documents.inbox import SIDECAR_ENDS
from pipelines.documents.sources import Source
from pipelines.errors import UnreadableDocument

__all__ = ["by_media_type", "formats", "kind_of", "sniffed"]

_HEAD: Final = 4096
_READERS: Final = "pipelines.documents.readers"
_MAGIC: Final = (
    (b"%PDF-", "application/pdf"),
    (b"{\\rtf", "application/rtf"),
    (b"WARC/", "application/warc"),
    (b"\x1f\x8b", "application/gzip"),
    (b"BZh", "application/gzip"),
    (b"\xfd7zXZ\x00", "application/gzip"),
    (b"(\xb5/\xfd", "application/gzip"),
    (b"PAR1", "application/vnd.apache.parquet"),
)
"""First bytes of the formats that are read. Source: the formats' own definitions."""
_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06")
_MIMETYPE: Final = re.compile(rb"mimetype(application/[a-z0-9.+-]+)")
_OFFICE: Final = (b"[Content_Types].xml", b"_rels/", b"word/", b"docProps/", b"xl/", b"ppt/")
"""First member of an office document. Source: ECMA-376 part 2 (any order is allowed, these are what programs write)."""
_TAR: Final = (257, b"ustar")
_FROM: Final = re.compile(rb"From \S+ .*\d{4}.*\r?\n[A-Za-z][A-Za-z0-9-]*:")
"""Begin of a mailbox: a From_ line, then a header. Source: RFC 4155."""
_MAIL: Final = re.compile(rb"(?:[A-Za-z][A-Za-z0-9-]*:[^\n]*\n(?:[ \t][^\n]*\n)*){3,}")
_OF_MAIL: Final = re.compile(
    rb"^(?:message-id|mime-version|received|return-path|delivered-to):", re.IGNORECASE | re.MULTILINE
)
_FEED: Final = re.compile(rb"\s*+(?><!--.*?-->\s*|<\?[^>]*>\s*|<!DOCTYPE[^>]*>\s*)*+<(?:rss|feed|rdf:RDF)\b", re.DOTALL)


@cache
def formats() -> tuple[Format, ...]:
    """Give all formats, by the names of their modules."""
    found = importlib.import_module(_READERS).__path__
    names = sorted(module.name for module in pkgutil.iter_modules(found))
    return tuple(importlib.import_module(f"{_READERS}.{name}").FORMAT for name in names)


@cache
def by_extension() -> dict[str, Format]:
    """Give the format of each end of a file name."""
    return {extension: found for found in formats() for extension in found.extensions}


@cache
def by_media_type() -> dict[str, Format]:
    """Give the format of each media type that is read."""
    return {name: found for found in formats() for name in found.media_types}


def kind_of(source: Source) -> Format:
    """Give the format of a source; raises `DocumentError` where it has none that is read, or nothing in it."""
    if source.name.lower().endswith(SIDECAR_ENDS):
        raise UnreadableDocument("orphan_sidecar", f"{source.name!r} states something of a file that is not beside it")
    with source.opened() as file:
        head = file.read(_HEAD)
    if not head:
        raise UnreadableDocument("empty", "0 bytes; a document was expected")
    extension = PurePosixPath(source.name).suffix.lower()
    named = by_extension().get(extension)
    media_type = sniffed(head, named)
    kind = by_media_type().get(media_type) if media_type else named
    if kind is None:
        known = ", ".join(sorted(by_extension()))
        what = f"{media_type!r}" if media_type else f"{extension!r}"
        raise UnreadableDocument("unknown_format", f"no reader for {what}; read are {known}")
    return kind


def sniffed(head: bytes, named: Format | None = None) -> str | None:
    """Tell the media type of a document by its first bytes.

    Args:
        head: Some 4 KB, or all if there is less.
        named: What its name says it is.

    Returns:
        A media type, of no reader too; `None` where the bytes do not tell.
    """
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:_HEAD]
    for magic, media_type in _MAGIC:
        if head.startswith(magic) or (media_type == "application/pdf" and start.startswith(magic)):
            return media_type
    if head.startswith(_ZIP):
        return _packed(head, named)
    if head[_TAR[0] : _TAR[0] + len(_TAR[1])] == _TAR[1]:
        return "application/x-tar"
    if _FROM.match(head):
        return "application/mbox"
    if _FEED.match(start) and (named is None or named.media_types[0] not in ("text/plain", "text/markdown")):
        return "application/rss+xml"
    binary = named is None or (named.guarded and named.media_types[0] not in ("text/html", "message/rfc822"))
    if binary and text_type(start[:1024].decode("latin-1")) == "text/html":
        return "text/html"
    if named is None and (found := _MAIL.match(start)) and _OF_MAIL.search(found.group()):
        return "message/rfc822"
    return None


def _packed(head: bytes, named: Format | None) -> str:
    """Tell what a ZIP file is: an archive, or a document that is packed as one."""
    if found := _MIMETYPE.match(head, 30):
        return found[1].decode("ascii")  # the first member of an EPUB or OpenDocument file
    if named is not None and named.media_types[0] == "application/epub+zip":
        return named.media_types[0]
    if head.startswith(_OFFICE, 30):
        return "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    return "application/zip"

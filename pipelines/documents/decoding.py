"""Bytes to characters: byte order marks, UTF-8, what the document declares, and only then a guess by its letters."""

import codecs
import re
from dataclasses import dataclass
from typing import Final

import charset_normalizer

from pipelines.errors import UnreadableDocument

__all__ = ["Decoded", "declared", "decode", "guess"]

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC: Final = (
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\x7fELF", "a program (ELF)"),
    (b"\x1f\x8b\x08", "gzip data"),
    (b"BZh", "bzip2 data"),
    (b"\xfd7zXZ\x00", "xz data"),
    (b"(\xb5/\xfd", "zstd data"),
    (b"7z\xbc\xaf'\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document"),
    (b"PAR1", "a Parquet file"),
    (b"SQLite format 3\x00", "an SQLite database"),
)
"""First bytes of files that are no text. Source: the formats' own definitions."""
_CONTROLS: Final = re.compile(rb"[\x00-\x06\x0e-\x1a\x1c-\x1f\x7f]")
_MOST_CONTROLS: Final = 0.02
"""Share of control characters above which bytes are no text; random bytes have a tenth, texts with page marks 0.001."""
_META: Final = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:\-]{2,40})", re.IGNORECASE)
_XML: Final = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_.:\-]{2,40})", re.IGNORECASE)
_SAMPLE: Final = 16_384
"""Bytes that the guess looks at: its time grows with its input and its answer does not."""
_WESTERN: Final = frozenset(
    "ÀÁÂÄÇÈÉÊËÌÍÎÏÑÒÓÔÖÙÚÛÜßàáâãäåæçèéêëìíîïñòóôõöøùúûüœŒÆØÅ€£§°«»‘’“”„…–—·¡¿\u00a0\u00ad©®™ªº½"
)
_MOST_ACCENTS: Final = 0.15
"""Share of accents above which a text is in no Western language; French has 0.04, Russian in its own set 0.8."""
_COMMON: Final = (
    "cp1251",
    "gb18030",
    "cp932",
    "cp949",
    "big5",
    "cp1254",
    "cp1250",
    "iso8859_2",
    "cp1253",
    "cp1255",
    "cp1256",
    "koi8_r",
)
"""Character sets of files that declare none and are neither UTF-8 nor Windows-1252, the commonest first."""
_RARER: Final = (
    "cp1252",
    "cp1257",
    "cp1258",
    "cp874",
    "koi8_u",
    "euc_jp",
    "iso8859_5",
    "iso8859_6",
    "iso8859_7",
    "iso8859_8",
    "iso8859_10",
    "iso8859_13",
    "iso8859_16",
)
"""Others that browsers know; those of DOS and old Macs are left out. Source: WHATWG Encoding Standard."""
_AS_LATIN: Final = {"ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254"}
"""Pages that declare Latin-1 mean Windows-1252. Source: WHATWG Encoding Standard, labels."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """Characters, and the character set they were read in (as Python names it)."""

    text: str
    encoding: str


def decode(content: bytes, stated: str | None = None) -> Decoded:
    """Read bytes as characters.

    In this order: byte order mark; UTF-8, if all of it is; what the document declares; Windows-1252, if
    that looks like Western text; whatever else the bytes look most like. The byte order mark is not part of the text.

    Args:
        content: All bytes of a document.
        stated: Character set that the document declares; `None` if it does not.

    Raises:
        UnreadableDocument: `binary`: these bytes are no text. `unknown_encoding`: no character set fits them.
    """
    for magic, name in _MAGIC:
        if content.startswith(magic):
            detail = f"its first bytes {content[:8]!r} are those of {name}; a text was expected"
            raise UnreadableDocument("binary", detail)
    encoding = _marked(content) or _wide(content)
    if encoding is None:
        _refuse_controls(content)
    tried = [encoding] if encoding else ["utf-8", *([stated] if stated else [])]
    for name in tried:
        found = _strictly(content, name)
        if found is not None:
            return Decoded(found.removeprefix("\ufeff"), name)
    if encoding is not None:
        # The mark says what it is; a broken place in it costs that place only.
        return Decoded(content.decode(encoding, "replace").removeprefix("\ufeff"), encoding)
    name = guess(content)
    return Decoded(content.decode(name, "replace"), name)


def _marked(content: bytes) -> str | None:
    return next((name for mark, name in _MARKS if content.startswith(mark)), None)


def _wide(content: bytes) -> str | None:
    """Tell UTF-16 without a mark: in text of the Latin alphabet every other byte is null."""
    head = content[:4096]
    if len(head) < 8 or head.count(0) < len(head) * 0.3:
        return None
    for offset, name in ((0, "utf-16-be"), (1, "utf-16-le")):
        if head[offset::2].count(0) > 0.6 * len(head[offset::2]) and head[1 - offset :: 2].count(0) == 0:
            return name
    return None


def _refuse_controls(content: bytes) -> None:
    found = len(_CONTROLS.findall(content, 0, 65_536))
    size = min(len(content), 65_536)
    if found > _MOST_CONTROLS * size:
        detail = f"{found} control characters in the first {size} bytes, {content[:8]!r}...; a text was expected"
        raise UnreadableDocument("binary", detail)


def _strictly(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def declared(content: bytes) -> str | None:
    """Give the character set that a web page declares in its first 4 KB, as Python names it; `None` if none is known.

    Source: HTML Living Standard, "determining the character encoding", prescan.
    """
    found = _META.search(content[:4096]) or _XML.search(content[:4096])
    if found is None:
        return None
    try:
        name = codecs.lookup(found[1].decode("ascii")).name
    except LookupError:
        return None
    return _AS_LATIN.get(name, name)


def guess(content: bytes) -> str:
    """Guess the character set of bytes that are not UTF-8, by the lines of them that are not ASCII.

    Raises:
        UnreadableDocument: `unknown_encoding`: no character set fits.
    """
    sample = _telling(content)
    western = _strictly(sample, "cp1252")
    if western is not None and _is_western(western):
        return "cp1252"
    matches = list(charset_normalizer.from_bytes(sample, cp_isolation=[*_COMMON, *_RARER]))
    if not matches:
        detail = f"bytes such as {sample[:16]!r} fit no character set; UTF-8 would be read"
        raise UnreadableDocument("unknown_encoding", detail)
    # Sets that are nearly as likely by their letters are told apart by how common they are.
    best = matches[0]
    likely = {
        match.encoding
        for match in matches
        if match.chaos <= best.chaos + 0.05 and match.coherence >= best.coherence - 0.15
    }
    return next((name for name in _COMMON if name in likely), str(best.encoding))


def _is_western(sample: str) -> bool:
    """Whether text read as Windows-1252 looks like it: few accents, all of them common in Western Europe.

    A guess by letter frequencies needs more text than the three accents of a short message.
    """
    odd = [sign for sign in sample if not sign.isascii()]
    accents = sum(map(str.isalpha, odd))
    return accents <= _MOST_ACCENTS * len(sample) and all(sign in _WESTERN for sign in odd)


def _telling(content: bytes) -> bytes:
    lines: list[bytes] = []
    size = 0
    for line in content.splitlines(keepends=True):
        if not line.isascii():
            lines.append(line[:_SAMPLE])
            size += len(lines[-1])
            if size >= _SAMPLE:
                break
    return b"".join(lines)

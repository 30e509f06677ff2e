"""What a reader is: the records it finds in a file, what their source states of them, and the text it makes of bytes.

Kinds of hints (`Readable.hints`) that may date a document. Values are ISO 8601 where the container has a form of its own
that could be read (`D:20151007`, RFC 5322), else as they stood:

    html ..., front matter NAME     see `readers.html` and `readers.markdown`
    mail_date                       the Date of the mail itself, with its zone; its own clock may be wrong
    pdf_created, pdf_modified       CreationDate and ModDate: when the file was made or last saved, often long after the text
    docx_created, docx_modified     core properties of the file: a template's day of making may be older than the text
    rtf_created, rtf_modified       creatim and revtim of the file, as with docx
    epub_date                       a dc:date of the package; of which edition is not said, seldom the day of writing
    epub_modified                   dcterms:modified: when the package was last changed
    file_name                       path of the file below its root, and the name inside an archive
    file_modified                   when the file was last changed, if that was over a day before it came to where it lies: a copy
                                    and a checkout set this time anew, and it says nothing then
    file_member_modified            the same of a member of an archive, as the archive says; ZIP knows no zone
    http_last_modified              Last-Modified, as the server of a web capture said

The last three are taken when a content is first seen, and belong to no version of a document: to touch a file changes nothing.
What is no hint but stated: `captured` is the WARC-Date of a web capture, and the Date of a mail for what is attached to it
(both were there at that time); `published` by `feed` is the day that a feed gives for an entry.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final

from pipelines.documents.sources import Source
from pipelines.records import Hint, OffsetPoint
from pipelines.settings import Documents

__all__ = ["Format", "Readable", "Record", "Stated", "as_bytes", "storable", "text_type", "whole_file"]

_NOT_TEXT: Final = re.compile("[\ud800-\udc7f\udd00-\udfff]")
"""Half characters, which a JSON escape can name and no encoding can hold; U+DC80 to U+DCFF carry undecoded bytes."""
_MARKUP: Final = re.compile(
    r"\s*+(?:<\?xml[^>]*>\s*+)?(?><!--.*?-->\s*)*+<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Stated:
    """What a source says of a document beside the document itself, each as the string it was; `None` is "not said"."""

    title: str | None = None
    url: str | None = None
    source: str | None = None
    author: str | None = None
    language: str | None = None
    published: str | None = None
    captured: str | None = None
    published_by: str | None = None

    def over(self, other: "Stated") -> "Stated":
        """Lay these statements over others: what is said here wins, what is not said stays."""
        said = {name: getattr(self, name) for name in self.__slots__ if getattr(self, name) is not None}
        return replace(other, **said)


@dataclass(frozen=True, slots=True)
class Record:
    """One document of a file.

    Attributes:
        media_type: What `content` is.
        content: Its bytes; `None` where it could not be read.
        number: Its number in the file, from 1 (of JSON lines: its line); `None` where the file is the document.
        key: What the record calls itself (id or address); `None` where it does not.
        stated: What the file says of it.
        rejected: Why it can't be used, as a short code; `None` where it can.
        detail: The same in a sentence.
        hints: What its container says that may date it, and is no part of its bytes.
        changed: When it was last changed, as the archive around it says; without a zone where that knows none.
    """

    media_type: str
    content: bytes | None = None
    number: int | None = None
    key: str | None = None
    stated: Stated = field(default_factory=Stated)
    rejected: str | None = None
    detail: str | None = None
    hints: tuple[Hint, ...] = ()
    changed: datetime | None = None


@dataclass(frozen=True, slots=True)
class Readable:
    """What the bytes of one document say.

    Attributes:
        text: The text, normalised.
        encoding: Character set its bytes were read in.
        offset_map: Where text and decoded source fall out of step; `None` where the text was extracted from markup.
        found: What the document says of itself: second to what its source states.
        hints: What may date it.
        extracted: Whether menus, notices and the like have been taken out already.
    """

    text: str
    encoding: str | None
    offset_map: tuple[OffsetPoint, ...] | None = ()
    found: Stated = field(default_factory=Stated)
    hints: tuple[Hint, ...] = ()
    extracted: bool = False


@dataclass(frozen=True, slots=True)
class Format:
    """One format of files. A module of `pipelines.documents.readers` declares it as `FORMAT`.

    Attributes:
        media_types: What it reads; the first one is the name that rows bear.
        extensions: Ends of file names, in small letters, with the dot.
        read: A file to its records. Raises `DocumentError` or `OSError` where the file as a whole can't be read.
        to_text: Bytes of a document to text; `None` where the format only holds documents of others.
        guarded: Whether `to_text` runs where a crash, a hang or a flood of memory can be survived (`guard`): all parsers
            of markup and those in C. Plain text needs no guard.
        takes_apart: The same of `read`: whether it parses the file, instead of handing its bytes on.
    """

    media_types: tuple[str, ...]
    extensions: tuple[str, ...]
    read: Callable[[Source, Documents], Iterator[Record]]
    to_text: Callable[[bytes], Readable] | None = None
    guarded: bool = True
    takes_apart: bool = False


def whole_file(media_type: str) -> Callable[[Source, Documents], Iterator[Record]]:
    """Make the `read` of a format whose file is one document."""

    def read(source: Source, settings: Documents) -> Iterator[Record]:
        with source.opened() as file:
            content = file.read(settings.largest_document + 1)
        yield checked(Record(media_type, content), settings)

    return read


def checked(record: Record, settings: Documents) -> Record:
    """Reject a record that is empty or larger than a document may be; a web page under another name is named one."""
    content = record.content or b""
    if len(content) > settings.largest_document:
        detail = (
            f"more than {settings.largest_document} bytes; up to {settings.largest_document} are read "
            "(settings: documents.largest_document)"
        )
        return replace(record, content=None, rejected="too_large", detail=detail)
    if not content.strip():
        detail = f"{len(content)} bytes and nothing but white space in them; a text was expected"
        return replace(record, rejected="empty", detail=detail)
    if record.media_type == "text/plain":
        return replace(record, media_type=text_type(content[:1024].decode("latin-1")))
    return record


def text_type(text: str) -> str:
    """Tell a web page from plain text by its first characters; what looks like neither is plain text."""
    return "text/html" if _MARKUP.match(text) else "text/plain"


def storable(text: str) -> str:
    """Give a text without half characters, which no table can hold: an escape in JSON or YAML can name one."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode()


def as_bytes(text: str) -> bytes:
    """Give the UTF-8 bytes of a text; bytes that `surrogateescape` carried through come out as they were."""
    return _NOT_TEXT.sub("\ufffd", text).encode("utf-8", "surrogateescape")

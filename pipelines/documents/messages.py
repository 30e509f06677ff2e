"""Mails taken apart (RFC 5322, MIME): what they say in their headers, the part that is their text, what is attached."""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime
from typing import Final

from pipelines.documents.decoding import decode
from pipelines.documents.formats import storable
from pipelines.documents.registry import by_media_type
from pipelines.errors import DocumentError

__all__ = ["Attachment", "Letter", "Part", "opened", "words_of"]

_CONTENT: Final = re.compile(
    rb"^(?:content-[^\n]*|mime-version:[^\n]*)\n(?:[ \t][^\n]*\n)*", re.IGNORECASE | re.MULTILINE
)
_HEAD_END: Final = re.compile(rb"\r?\n\r?\n")
_TEXTS: Final = ("text/plain", "text/html")
_PLACES: Final = re.compile(r"[\x00-\x1f/\\]+")
_MOST_PARTS: Final = 10_000
"""Parts that are looked at; a mail of more is hostile."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part that is text: its type, the character set it names, and its bytes without their transfer encoding."""

    media_type: str
    charset: str | None
    content: bytes


@dataclass(frozen=True, slots=True)
class Attachment:
    """What is attached under a file name."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail.

    Attributes:
        own: Its headers and its text, in the bytes in which they stood, without what is attached.
        subject: Its subject, decoded.
        sender: The name of who wrote it, else the address.
        date: Its Date, ISO 8601 where it can be read, else as it stood.
        message_id: Its Message-ID without brackets.
        text: The part that is its text; `None` where there is none.
        attachments: What is attached, in its order.
    """

    own: bytes
    subject: str | None
    sender: str | None
    date: str | None
    message_id: str | None
    text: Part | None
    attachments: tuple[Attachment, ...]


_Mail = Message


def opened(content: bytes) -> Letter:
    """Take a mail apart; broken MIME gives what can be made out of it."""
    message = message_from_bytes(content)
    said = {name.lower(): value for name, value in reversed(list(message.raw_items()))}
    leaves = list(_leaves(message))
    chosen = _chosen(leaves)
    texts = [_text(leaf) for leaf in chosen]
    own = _Own(frozenset(map(id, chosen)), frozenset(leaf.alternative for leaf in chosen) - {None})
    attachments = tuple(
        _attachment(leaf, number) for number, leaf in enumerate(leaves, start=1) if not _belongs(leaf, own)
    )
    joined = _joined(texts)
    sender = parseaddr(_words(said.get("from", "")))
    return Letter(
        own=content if len(leaves) == 1 and not attachments else _without(content, chosen, joined),
        subject=_words(said.get("subject", "")) or None,
        sender=sender[0] or sender[1] or None,
        date=_date(said.get("date")),
        message_id=storable(str(said.get("message-id", "")).strip().strip("<>").strip()) or None,
        text=joined,
        attachments=attachments,
    )


@dataclass(frozen=True, slots=True)
class _Leaf:
    """A part without parts: `alternative` names the group of parts that say the same in several ways."""

    part: _Mail
    media_type: str
    alternative: int | None


def _leaves(message: _Mail) -> Iterator[_Leaf]:
    waiting: list[tuple[_Mail, int | None]] = [(message, None)]
    seen = 0
    while waiting and seen < _MOST_PARTS:
        part, group = waiting.pop()
        seen += 1
        media_type = part.get_content_type()
        inner = part.get_payload()
        if isinstance(inner, list) and media_type != "message/rfc822":
            within = seen if media_type == "multipart/alternative" else group
            waiting += [(item, within) for item in reversed(inner) if isinstance(item, Message)]
        else:
            yield _Leaf(part, media_type, group)


def _chosen(leaves: list[_Leaf]) -> list[_Leaf]:
    """Give the parts that are the mail's text: all plain ones that are not attached, else all that are pages."""
    texts = [leaf for leaf in leaves if leaf.media_type in _TEXTS and not _attached(leaf.part)]
    for media_type in _TEXTS:
        found = [leaf for leaf in texts if leaf.media_type == media_type and (_payload(leaf.part) or b"").strip()]
        if found:
            return found
    return texts[:1]


@dataclass(frozen=True, slots=True)
class _Own:
    """What the text of a mail is made of: these parts, and their groups of alternatives."""

    parts: frozenset[int]
    groups: frozenset[int | None]


def _belongs(leaf: _Leaf, own: _Own) -> bool:
    """Whether a part is the text, or says in another way what the text says."""
    if id(leaf) in own.parts:
        return True
    if leaf.media_type not in _TEXTS or _attached(leaf.part):
        return False
    return leaf.alternative in own.groups or not _payload(leaf.part)


def _attached(part: _Mail) -> bool:
    return part.get_content_disposition() == "attachment" or _file_name(part) is not None


def _file_name(part: _Mail) -> str | None:
    try:
        name = part.get_filename()
    except (LookupError, ValueError, TypeError):
        return None
    return _PLACES.sub("_", _words(name)).strip() or None if name else None


def _payload(part: _Mail) -> bytes | None:
    try:
        found = part.get_payload(decode=True)
    except (LookupError, ValueError):
        return None
    return found if isinstance(found, bytes) else None


def _charset(part: _Mail) -> str | None:
    try:
        found = part.get_content_charset()
    except (LookupError, ValueError, TypeError):
        return None
    return found if found and "\x00" not in found else None


def _text(leaf: _Leaf) -> Part:
    return Part(leaf.media_type, _charset(leaf.part), _payload(leaf.part) or b"")


def _joined(texts: list[Part]) -> Part | None:
    """Give the text; several parts, such as a text and the footer of a mailing list, become one."""
    if len(texts) < 2:
        return texts[0] if texts else None
    joined = "\n".join(words_of(text.content, text.charset) for text in texts)
    return Part(texts[0].media_type, "utf-8", joined.encode("utf-8", "replace"))


def words_of(content: bytes, charset: str | None) -> str:
    """Decode bytes in the character set they name, if they fit it, else as any document."""
    try:
        return content.decode(charset) if charset else decode(content).text
    except (LookupError, UnicodeError):
        return decode(content).text
    except DocumentError:
        return content.decode("latin-1")


def _without(content: bytes, chosen: list[_Leaf], joined: Part | None) -> bytes:
    """Give the mail without what is attached: its headers, and its text behind the headers of that part."""
    end = _HEAD_END.search(content)
    head = _CONTENT.sub(b"", content[: end.start() if end else len(content)] + b"\n")
    if joined is None:
        return head + b"\n"
    if len(chosen) == 1:
        part = chosen[0].part
        names = (f"{name}: {value}" for name, value in part.raw_items() if name.lower().startswith("content-"))
        body = part.get_payload()
        if isinstance(body, str):
            kept = "\n".join((*names, "", body))
            return head + kept.encode("utf-8", "surrogateescape")
    return head + f"Content-Type: {joined.media_type}; charset=utf-8\n\n".encode() + joined.content


def _attachment(leaf: _Leaf, number: int) -> Attachment:
    name, inner = _file_name(leaf.part), leaf.part.get_payload()
    if leaf.media_type == "message/rfc822" and isinstance(inner, list):
        found = inner[0] if inner else None
        content = _as_bytes(found) if isinstance(found, Message) else b""
        name = name if name and name.lower().endswith(".eml") else f"{name or f'part-{number}'}.eml"
        return Attachment(name, content)
    content = _payload(leaf.part) or b""
    charset = _charset(leaf.part)
    if leaf.media_type.startswith("text/") and charset not in (None, "utf-8", "us-ascii"):
        content = words_of(content, charset).encode("utf-8", "replace")
    if name is None:
        kind = by_media_type().get(leaf.media_type)
        name = f"part-{number}{kind.extensions[0] if kind else ''}"
    return Attachment(name, content)


def _as_bytes(message: _Mail) -> bytes:
    try:
        return message.as_bytes()
    except (LookupError, ValueError, TypeError, MessageError):
        return str(message).encode("utf-8", "replace")


def _words(value: object) -> str:
    """Decode the encoded words of a header (RFC 2047); raw bytes in it are read as any document."""
    said = str(value)
    if not said.isascii():
        said = words_of(said.encode("utf-8", "surrogateescape"), None)
    with suppress(LookupError, ValueError, MessageError):
        said = str(make_header(decode_header(said)))
    return storable(" ".join(said.split()))


def _date(value: object) -> str | None:
    if value is None:
        return None
    said = _words(value)
    try:
        return parsedate_to_datetime(said).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return said or None

"""Mailboxes (.mbox): one mail after the other, each begun by a `From ` line. Source: RFC 4155; quoting as in mboxrd."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import IO, Final

from pipelines.documents.formats import Format, Record
from pipelines.documents.messages import opened
from pipelines.documents.readers.mail import MEDIA_TYPE, records_of
from pipelines.documents.sources import Source
from pipelines.settings import Documents

_BEGIN: Final = re.compile(rb"From .*\d{4}\s*(?:[+-]\d{4}\s*)?$")
_QUOTED: Final = re.compile(rb"^>(>*From )", re.MULTILINE)
_LINE: Final = 65_536


def read(source: Source, settings: Documents) -> Iterator[Record]:
    """Yield each mail, named by its Message-ID, and behind it what is attached to it."""
    with source.opened() as file:
        for number, content in enumerate(_mails(file, settings.largest_mail), start=1):
            if content is None:
                detail = f"mail {number}: more than {settings.largest_mail} bytes (settings: documents.largest_mail)"
                yield Record(MEDIA_TYPE, None, number, rejected="too_large", detail=detail)
                continue
            letter = opened(_QUOTED.sub(rb"\1", content))
            key = letter.message_id or str(number)
            for record in records_of(letter, source, settings):
                own = key if record.number is None else f"{key}/{record.key}"
                yield replace(record, number=number, key=own)


def _mails(file: IO[bytes], largest: int) -> Iterator[bytes | None]:
    """Yield the bytes of each mail; `None` for one that is too large to be held."""
    parts: list[bytes] = []
    size, begun, blank, fresh = 0, False, True, True
    while line := file.readline(_LINE):
        if fresh and blank and _BEGIN.match(line):
            if begun:
                yield b"".join(parts) if size <= largest else None
            parts, size, begun = [], 0, True
        elif begun:
            size += len(line)
            if size <= largest:
                parts.append(line)
        blank, fresh = fresh and not line.strip(), line.endswith(b"\n")
    if begun:
        yield b"".join(parts) if size <= largest else None


FORMAT: Final = Format(("application/mbox",), (".mbox",), read, takes_apart=True)

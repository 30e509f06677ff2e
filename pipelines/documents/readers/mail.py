"""A mail (.eml): its text is a document, and so is everything attached to it.

The mail keeps its headers and the part of it that is its text; attachments lie beside it, named by their file names, and
are taken to have been there when the mail was sent (`captured`). The subject becomes the title, the sender the author, the
Date a hint. A mail within a mail is an attachment.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from pipelines.documents.containers import member
from pipelines.documents.decoding import decode
from pipelines.documents.formats import Format, Readable, Record, Stated, checked
from pipelines.documents.messages import Letter, opened, words_of
from pipelines.documents.normalise import normalise
from pipelines.documents.readers import html
from pipelines.documents.sources import Source, memory_source
from pipelines.errors import NoText, UnreadableDocument
from pipelines.records import Hint
from pipelines.settings import Documents

MEDIA_TYPE: Final = "message/rfc822"


def read(source: Source, settings: Documents) -> Iterator[Record]:
    """Yield the mail, then what is attached to it, in its order."""
    with source.opened() as file:
        content = file.read(settings.largest_mail + 1)
    if len(content) > settings.largest_mail:
        detail = f"more than {settings.largest_mail} bytes (settings: documents.largest_mail)"
        raise UnreadableDocument("too_large", detail)
    yield from records_of(opened(content), source, settings)


def records_of(letter: Letter, source: Source, settings: Documents) -> Iterator[Record]:
    """Yield a mail and its attachments; these are named by their file names."""
    yield checked(Record(MEDIA_TYPE, letter.own), settings)
    for attached in letter.attachments:
        inner = memory_source(attached.name, attached.content, source, attached.name)
        for record in member(inner, settings):
            yield replace(record, stated=record.stated.over(Stated(captured=letter.date)))


def to_text(content: bytes) -> Readable:
    """Give the text of a mail, decoded from its transfer encoding; quoted lines and signatures stay.

    Raises:
        NoText: There is none in it, as in a mail of pictures.
    """
    letter = opened(content)
    found = Stated(title=letter.subject, author=letter.sender)
    hints = (Hint("mail_date", letter.date),) if letter.date else ()
    if letter.text is None or not letter.text.content.strip():
        raise NoText("no_text", "a mail without a part that is text")
    payload = letter.text.content
    if letter.text.media_type == "text/html":
        page = html.to_text(words_of(payload, letter.text.charset).encode())
        return replace(page, found=found, hints=hints)
    decoded = decode(payload, letter.text.charset)
    text, offsets = normalise(decoded.text)
    return Readable(text, decoded.encoding, offsets, found, hints)


FORMAT: Final = Format((MEDIA_TYPE,), (".eml",), read, to_text, takes_apart=True)

"""Plain text."""

from typing import Final

from pipelines.documents.decoding import decode
from pipelines.documents.formats import Format, Readable, whole_file
from pipelines.documents.normalise import normalise


def to_text(content: bytes) -> Readable:
    """Decode and normalise; nothing is taken out."""
    decoded = decode(content)
    text, offsets = normalise(decoded.text)
    return Readable(text, decoded.encoding, offsets)


FORMAT: Final = Format(("text/plain",), (".txt", ".text"), whole_file("text/plain"), to_text, guarded=False)

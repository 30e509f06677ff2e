"""PDF files: the text layer of their pages, in the order in which it is drawn; what was scanned has none.

Where the text of the pages is in step with ours is kept in the offset map (`pages`).
"""

import re
from typing import Final

import pypdfium2

from pipelines.documents.formats import Format, Readable, Stated, storable, whole_file
from pipelines.documents.pages import pages_to_text
from pipelines.errors import NoText, UnreadableDocument
from pipelines.records import Hint

_DATE: Final = re.compile(r"(?:D:)?(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(Z|[+-]\d\d(?:'?\d\d)?)?")
"""Source: ISO 32000-1, 7.9.4, dates."""
_NO_TITLE: Final = re.compile(
    r"(?:microsoft (?:word|powerpoint) - .*|untitled.*|no title|(?:power)?point presentation|.*\.(?:docx?|indd|qxd|rtf|pdf|pptx?|xlsx?|te?mp|txt))\s*$",
    re.IGNORECASE,
)
"""What programs write where a person gave no title."""


def to_text(content: bytes) -> Readable:
    """Give the text of all pages, and what the file says of itself.

    Raises:
        UnreadableDocument: It is damaged (`malformed_pdf`) or locked by a password (`encrypted`).
        NoText: No page has text.
    """
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        said = str(error)
        # PDFium may still hold the error of another file, so its word alone does not do.
        if b"/Encrypt" in content and ("password" in said.casefold() or "security" in said.casefold()):
            raise UnreadableDocument("encrypted", f"{said}; a password would be needed") from error
        raise UnreadableDocument("malformed_pdf", f"{said}; a PDF file was expected") from error
    try:
        pages = [_page(document, number) for number in range(len(document))]
        said_of_it = document.get_metadata_dict()
    finally:
        document.close()
    if not any(page.strip() for page in pages):
        raise NoText("no_text", f"{len(pages)} pages without text; scanned pages would have to be recognised first")
    text, offsets = pages_to_text(pages)
    hints = [
        Hint(kind, _date(said_of_it[name].strip()))
        for kind, name in (("pdf_created", "CreationDate"), ("pdf_modified", "ModDate"))
        if said_of_it.get(name, "").strip()
    ]
    title = " ".join(said_of_it.get("Title", "").split())
    author = " ".join(said_of_it.get("Author", "").split())
    found = Stated(title=None if _NO_TITLE.match(title) else title or None, author=author or None)
    return Readable(text, None, offsets, found, tuple(hints))


def _page(document: pypdfium2.PdfDocument, number: int) -> str:
    try:
        page = document[number]
    except pypdfium2.PdfiumError:
        return ""  # one page that is damaged does not cost the others
    text = page.get_textpage()
    found = storable(text.get_text_range())
    text.close()
    page.close()
    return found


def _date(said: str) -> str:
    """Give a date of PDF in ISO 8601, as far as it goes; as it stood where it is none."""
    match = _DATE.match(said)
    if match is None:
        return said
    year, month, day, hour, minute, second, zone = match.groups()
    date = "-".join(part for part in (year, month, day) if part)
    if day is None or minute is None:
        return date
    away = "" if zone is None else "+00:00" if zone == "Z" else f"{zone[:3]}:{zone[3:].strip(chr(39)) or '00'}"
    return f"{date}T{hour}:{minute}:{second or '00'}{away}"


FORMAT: Final = Format(("application/pdf", "application/x-pdf"), (".pdf",), whole_file("application/pdf"), to_text)

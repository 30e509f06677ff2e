"""Word processor documents (DOCX): paragraphs and tables in their order, then the notes.

Cells stand beside one another with tabs between them, a row a line. Text that was deleted while changes were tracked is
not in it, text that was inserted is; heads and foots of pages are left out.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any, Final

import docx
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from lxml import etree

from pipelines.documents.formats import Format, Readable, Stated
from pipelines.documents.normalise import normalise
from pipelines.documents.packed import packed_document
from pipelines.errors import NoText, UnreadableDocument
from pipelines.records import Hint

_MEDIA_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_MAIN: Final = re.compile(r"word/document\d*\.xml")
_NOTES: Final = re.compile(r"/word/(?:footnotes|endnotes)\.xml")
_SKIPPED: Final = frozenset(
    map(qn, ("w:del", "w:moveFrom", "w:pPr", "w:rPr", "w:instrText", "w:delText", "w:footnoteReference"))
) | {"{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
_SIGNS: Final = {
    qn("w:tab"): "\t",
    qn("w:br"): "\n",
    qn("w:cr"): "\n",
    qn("w:noBreakHyphen"): "-",
}
_P, _TBL, _TR, _TC, _T = (qn(f"w:{name}") for name in ("p", "tbl", "tr", "tc", "t"))


def to_text(content: bytes) -> Readable:
    """Give the text of a document, and what its properties say.

    Raises:
        UnreadableDocument: It is damaged, or no document of this kind.
        NoText: There is no text in it.
    """
    try:
        document = docx.Document(io.BytesIO(content))
        lines = list(_lines(document.element.body))
        for part in document.part.package.iter_parts():
            if _NOTES.fullmatch(str(part.partname)):
                lines += _lines(etree.fromstring(part.blob, _parser()))
        properties = document.core_properties
        said = (properties.title, properties.author, properties.created, properties.modified)
    except (OpcError, KeyError, ValueError, AttributeError, zipfile.BadZipFile, etree.XMLSyntaxError) as error:
        detail = f"{type(error).__name__}: {error}; a DOCX document was expected"[:500]
        raise UnreadableDocument("malformed_docx", detail) from error
    text, _ = normalise("\n".join(lines).strip("\n"))
    if not text.strip():
        raise NoText("no_text", "a document without text; it may hold pictures")
    title, author, created, modified = said
    hints = [
        Hint(kind, moment.isoformat())
        for kind, moment in (("docx_created", created), ("docx_modified", modified))
        if moment is not None
    ]
    return Readable(text, None, None, Stated(title=title or None, author=author or None), tuple(hints))


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)


def _lines(block: Any) -> Iterator[str]:
    """Yield the lines of a body, a cell or a note: its paragraphs and rows, through whatever holds them."""
    for item in block:
        if item.tag == _P:
            yield "".join(_words(item))
        elif item.tag == _TBL:
            yield from _rows(item)
        elif item.tag not in _SKIPPED and isinstance(item.tag, str):
            yield from _lines(item)


def _rows(table: Any) -> Iterator[str]:
    for row in table.iter(_TR):
        if next(row.iterancestors(_TBL)) is table:
            cells = [cell for cell in row.iter(_TC) if next(cell.iterancestors(_TR)) is row]
            yield "\t".join(" ".join(" ".join(_lines(cell)).split()) for cell in cells)


def _words(item: Any) -> Iterator[str]:
    for part in item:
        if part.tag == _T:
            yield part.text or ""
        elif part.tag in _SIGNS:
            yield _SIGNS[part.tag]
        elif part.tag == _P:  # a box of text, anchored within a line
            yield from ("\n", *_words(part), "\n")
        elif part.tag not in _SKIPPED and isinstance(part.tag, str):
            yield from _words(part)


FORMAT: Final = Format(
    (_MEDIA_TYPE,),
    (".docx", ".docm", ".dotx"),
    packed_document(_MEDIA_TYPE, "a DOCX document", lambda names: any(map(_MAIN.fullmatch, names))),
    to_text,
    takes_apart=True,
)

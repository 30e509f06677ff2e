"""Books (EPUB): their chapters in the order of the spine, a block a line; title, author, language and date of the package.

A `dc:date` may be that of any edition or of the file (EPUB 2 lets it say which, few do), so it is a hint and no more.
"""

import io
import posixpath
import zipfile
from typing import Any, Final
from urllib.parse import unquote

from lxml import etree

from pipelines.documents.blocks import block_text
from pipelines.documents.formats import Format, Readable, Stated
from pipelines.documents.normalise import normalise
from pipelines.documents.packed import packed_document, part_of
from pipelines.errors import DocumentError, NoText, UnreadableDocument
from pipelines.records import Hint

_MEDIA_TYPE: Final = "application/epub+zip"
_CONTAINER: Final = "META-INF/container.xml"
_OPF: Final = "{http://www.idpf.org/2007/opf}"
_DC: Final = "{http://purl.org/dc/elements/1.1/}"
_ENCRYPTION: Final = "META-INF/encryption.xml"
_CIPHER: Final = "{http://www.w3.org/2001/04/xmlenc#}CipherReference"


def to_text(content: bytes) -> Readable:
    """Give the text of all chapters, and what the package says of the book.

    Raises:
        UnreadableDocument: It is damaged (`malformed_epub`) or its chapters are encrypted (`encrypted`).
        NoText: No chapter has text.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        place, package = _package(archive)
        chapters = _chapters(package, posixpath.dirname(place))
        locked = _locked(archive)
        if chapters and locked.issuperset(chapters):
            raise UnreadableDocument("encrypted", f"its {len(chapters)} chapters are encrypted; a key would be needed")
        texts = [_chapter(archive, chapter) for chapter in chapters if chapter not in locked]
    text, _ = normalise("\n\n".join(text for text in texts if text))
    if not text.strip():
        raise NoText("no_text", f"a book of {len(chapters)} chapters without text; they may be pictures")
    said = {name: _said(package, name) for name in ("title", "creator", "language", "publisher")}
    found = Stated(title=said["title"], source=said["publisher"], author=said["creator"], language=said["language"])
    return Readable(text, None, None, found, _hints(package), extracted=False)


def _package(archive: zipfile.ZipFile) -> tuple[str, Any]:
    container = _tree(part_of(archive, _CONTAINER))
    places = [] if container is None else [item.get("full-path") for item in container.iter("{*}rootfile")]
    for place in places:
        package = _tree(part_of(archive, place)) if place else None
        if package is not None:
            return place, package
    raise UnreadableDocument("malformed_epub", f"{_CONTAINER} names no package that can be read; a book was expected")


def _tree(content: bytes | None) -> Any:
    if content is None:
        return None
    return etree.fromstring(content, etree.XMLParser(recover=True, resolve_entities=False, no_network=True))


def _chapters(package: Any, folder: str) -> list[str]:
    places = {
        item.get("id"): posixpath.normpath(posixpath.join(folder, unquote(item.get("href") or "")))
        for item in package.iter(f"{_OPF}item")
        if "html" in (item.get("media-type") or "")
    }
    refs = (item.get("idref") for item in package.iter(f"{_OPF}itemref"))
    return [places[ref] for ref in dict.fromkeys(refs) if ref in places]


def _locked(archive: zipfile.ZipFile) -> frozenset[str]:
    tree = _tree(part_of(archive, _ENCRYPTION))
    return frozenset() if tree is None else frozenset(unquote(item.get("URI") or "") for item in tree.iter(_CIPHER))


def _chapter(archive: zipfile.ZipFile, place: str) -> str:
    content = part_of(archive, place)
    try:
        return block_text(content) if content else ""
    except DocumentError:
        return ""  # a picture under the name of a chapter


def _said(package: Any, name: str) -> str | None:
    values = (" ".join((item.text or "").split()) for item in package.iter(f"{_DC}{name}"))
    found = list(dict.fromkeys(value for value in values if value))
    return None if not found else found[0] if name != "creator" else ", ".join(found)


def _hints(package: Any) -> tuple[Hint, ...]:
    dates = [("epub_date", item) for item in package.iter(f"{_DC}date")]
    changed = [
        ("epub_modified", item) for item in package.iter(f"{_OPF}meta") if item.get("property") == "dcterms:modified"
    ]
    return tuple(Hint(kind, item.text.strip()) for kind, item in (*dates, *changed) if (item.text or "").strip())


FORMAT: Final = Format(
    (_MEDIA_TYPE,),
    (".epub",),
    packed_document(_MEDIA_TYPE, "an EPUB book", lambda names: _CONTAINER in names),
    to_text,
    takes_apart=True,
)

"""Rich text (RTF): its words, by striprtf; its title, author and times from the group `info`."""

import codecs
import re
from typing import Final

from striprtf.striprtf import rtf_to_text as _untyped

from pipelines.documents.formats import Format, Readable, Stated, storable, whole_file
from pipelines.documents.normalise import normalise
from pipelines.errors import NoText, UnreadableDocument
from pipelines.records import Hint

_CODE_PAGE: Final = re.compile(r"\\ansicpg(\d{3,5})")
_TIME: Final = re.compile(
    r"\{\\(?P<which>creatim|revtim)\s*\\yr(?P<year>\d{1,4})\s*\\mo(?P<month>\d{1,2})\s*\\dy(?P<day>\d{1,2})"
    r"(?:\s*\\hr(?P<hour>\d{1,2}))?(?:\s*\\min(?P<minute>\d{1,2}))?"
)
_SAID: Final = re.compile(r"\{\\(?P<which>title|author)\s(?P<value>(?>\\'[0-9a-fA-F]{2}|\\u-?\d+ ?\??|[^{}\\])*+)\}")
"""Source: RTF specification 1.9.1, information group."""


def to_text(content: bytes) -> Readable:
    """Give the words, and what the file says of itself.

    Raises:
        UnreadableDocument: It is not RTF (`malformed_rtf`).
        NoText: There is no text in it.
    """
    if not content.lstrip().startswith(b"{\\rtf"):
        raise UnreadableDocument("malformed_rtf", f"begins with {content[:12]!r}; '{{\\\\rtf' was expected")
    source = content.decode("latin-1")
    head = source[:65_536]
    page = _CODE_PAGE.search(head)
    encoding = f"cp{page[1]}" if page else "cp1252"
    try:
        codecs.lookup(encoding)
    except LookupError:
        encoding = "cp1252"
    text, _ = normalise(_words(source, encoding))
    if not text.strip():
        raise NoText("no_text", "rich text without words; it may hold pictures")
    said = {
        match["which"]: " ".join(_words("{\\rtf1 " + match["value"] + "}", encoding).split()) or None
        for match in _SAID.finditer(head)
    }
    hints = tuple(Hint(f"rtf_{_KINDS[match['which']]}", _iso(match)) for match in _TIME.finditer(head))
    own = Stated(title=said.get("title"), author=said.get("author"))
    return Readable(text, encoding, None, own, hints)


def _words(source: str, encoding: str) -> str:
    words: str = _untyped(source, encoding=encoding, errors="replace")  # type: ignore[no-untyped-call]
    return storable(words)


_KINDS: Final = {"creatim": "created", "revtim": "modified"}


def _iso(match: re.Match[str]) -> str:
    day = f"{int(match['year']):04}-{int(match['month']):02}-{int(match['day']):02}"
    return f"{day}T{int(match['hour']):02}:{int(match['minute'] or 0):02}" if match["hour"] else day


FORMAT: Final = Format(("application/rtf", "text/rtf"), (".rtf",), whole_file("application/rtf"), to_text)

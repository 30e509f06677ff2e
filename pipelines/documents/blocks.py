"""Markup to text: the words of each block on a line of their own.

For books, and for web pages too large for what finds the text of others: there the lines are judged afterwards.
"""

import html.entities
import re
from collections.abc import Iterator
from typing import Any, Final

from lxml import etree

from pipelines.documents.decoding import declared, decode

__all__ = ["block_text", "tree_text"]

_BLOCKS: Final = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "tfoot",
        "thead",
        "tr",
        "ul",
        "br",
    ]
)
"""Elements that begin a line. Source: HTML Living Standard, rendering, flow content."""
_SKIPPED: Final = frozenset(["head", "script", "style", "template", "svg", "math", "noscript"])
_DECLARATION: Final = re.compile(r"^\s*<\?xml[^>]*\?>")
_DOCTYPE: Final = re.compile(r"<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>", re.IGNORECASE | re.DOTALL)
_ENTITY: Final = re.compile(r"&(?!(?:lt|gt|amp|quot|apos);)([A-Za-z][A-Za-z0-9]*;)")
_SPACE: Final = re.compile(r"[ \t\r\n\f]+")


def block_text(content: bytes) -> str:
    """Give the text of an XHTML file, a line a block; empty where no markup can be made out.

    Entities of HTML are known; a DTD is never read.
    """
    source = _DOCTYPE.sub("", _DECLARATION.sub("", decode(content, declared(content)).text), count=1)
    source = _ENTITY.sub(lambda match: html.entities.html5.get(match[1], ""), source)
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, remove_comments=True)
    tree = etree.fromstring(source.encode("utf-8", "replace"), parser)
    return "" if tree is None else tree_text(tree)


def tree_text(tree: Any) -> str:
    """Give the text of a parsed page, a line a block; what is no text to anybody (scripts, styles) is left out."""
    lines = (_SPACE.sub(" ", line).strip() for line in "".join(_words(tree)).split("\x1e"))
    return "\n".join(line for line in lines if line)


def _words(root: Any) -> Iterator[str]:
    """Yield the words of a tree, each line of blocks parted by a record separator; no recursion: markup can be deep."""
    skipped = 0
    for event, item in etree.iterwalk(root, events=("start", "end")):
        name = etree.QName(item).localname.lower() if isinstance(item.tag, str) else ""
        if name in _SKIPPED:
            skipped += 1 if event == "start" else -1
        elif event == "start":
            yield "\x1e" if name in _BLOCKS else "\t" if name in ("td", "th") else ""
            yield (item.text or "") if not skipped and name else ""
        elif name in _BLOCKS:
            yield "\x1e"
        if event == "end" and not skipped:
            yield item.tail or ""

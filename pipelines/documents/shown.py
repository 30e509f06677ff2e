"""What a web page shows its readers beside the title: the lines that hold a date, as they stand there.

Pages are read by their headline: author, "Updated" and the day stand right above or below it, often in no tag that says
so. Extractors of text leave these lines out. What the lines mean is for the dating to say; none of it is judged here.
"""

import re
from collections.abc import Iterator
from typing import Final

from lxml.html import HtmlElement

from pipelines.records import Hint

__all__ = ["shown_beside_title"]

_APART: Final = frozenset(
    ("script", "style", "nav", "footer", "noscript", "template", "svg", "select", "form", "title")
)
"""Elements whose text is not shown, or is that of the site."""
_BLOCKS: Final = frozenset(
    (
        *("address", "article", "aside", "blockquote", "body", "br", "button", "dd", "div", "dl", "dt", "fieldset"),
        *("figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "ol"),
        *("p", "pre", "section", "table", "td", "th", "tr", "ul"),
    )
)
"""Elements that begin a line of their own. Source: HTML Living Standard, rendering, flow content."""
_BEFORE: Final = 8
"""Lines above the headline that are read."""
_AFTER: Final = 40
"""Lines below it, as long as they come before the text."""
_AFTER_LENGTH: Final = 1500
"""Characters below it."""
_LINE: Final = 220
"""Characters of the longest line that can be a byline: what is longer is text."""
_DATED: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|(?<!\d)\d{1,2}[./-]\d{1,2}[./-]\d{2}(?!\d)")
_MOST: Final = 6


def shown_beside_title(tree: HtmlElement) -> list[Hint]:
    """Give the lines with a date that a page shows above and below its headline.

    Args:
        tree: The page, not yet changed.

    Returns:
        Hints of the kind `html shown`, those nearest to the headline first; none where the page has no `<h1>`.
    """
    headline = _headline(tree)
    if headline is None:
        return []
    lines, place = _lines(tree, headline)
    if place is None:
        return []
    found: list[tuple[int, str]] = [(place - n, lines[n]) for n in range(max(0, place - _BEFORE), place)]
    length = 0
    for n in range(place + 1, min(len(lines), place + 1 + _AFTER)):
        length += len(lines[n])
        if length > _AFTER_LENGTH:
            break
        found.append((n - place, lines[n]))
    dated = [(distance, line) for distance, line in found if len(line) <= _LINE and _DATED.search(line)]
    return [Hint("html shown", line) for _, line in sorted(dated, key=lambda item: item[0])[:_MOST]]


def _headline(tree: HtmlElement) -> HtmlElement | None:
    """Find the `<h1>` that shares most words with the page's title; the first where none does."""
    title = set(re.findall(r"\w+", (tree.findtext(".//title") or "").casefold()))
    heads = [(head, set(re.findall(r"\w+", str(head.text_content()).casefold()))) for head in tree.iterfind(".//h1")]
    heads = [(head, words) for head, words in heads if words]
    if not heads:
        return None
    return max(heads, key=lambda item: len(item[1] & title))[0]


def _lines(tree: HtmlElement, headline: HtmlElement) -> tuple[list[str], int | None]:
    """Give the lines of a page up to some way below its headline, and the headline's place among them."""
    lines: list[str] = []
    part: list[str] = []
    place: int | None = None

    def end_line() -> None:
        line = " ".join("".join(part).split())
        part.clear()
        if line:
            lines.append(line)

    for breaks, text, element in _texts(tree):
        if breaks:
            end_line()
        if element is headline and place is None:
            end_line()
            place = len(lines)
        part += (" ", text)
        if place is not None and len(lines) > place + _AFTER:
            break
    end_line()
    return lines, place


def _texts(tree: HtmlElement) -> Iterator[tuple[bool, str, HtmlElement]]:
    """Walk a page: each piece of text with whether a line begins before it, and the element that it opens or closes."""
    stack = [(tree, False)]
    while stack:
        element, closing = stack.pop()
        tag = element.tag
        block = tag in _BLOCKS
        if closing:
            yield block, element.tail or "", element
            continue
        if not isinstance(tag, str) or tag in _APART:
            yield False, element.tail or "", element
            continue
        yield block, element.text or "", element
        stack.append((element, True))
        stack.extend((child, False) for child in reversed(element))

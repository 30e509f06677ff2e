"""The main text of a web page, without menus, comments and notices: trafilatura's, at the price its quick search allows.

trafilatura looks for the text by its own rules, then asks two other extractors (readability, justext) and compares. The
comparison takes as long as the rest and changes one page in ten: where its own rules found little or nothing, or the other
text is over twice as long. So pages are searched by its rules alone, and anew with the comparison where so much prose lies
on the page that it could change the answer.
"""

import contextlib
from collections.abc import Callable
from typing import Final

import trafilatura
from lxml import etree
from lxml.html import HtmlComment, HtmlElement, HTMLParser, fromstring
from trafilatura.settings import MANUALLY_CLEANED, MANUALLY_STRIPPED
from trafilatura.utils import is_dubious_html, repair_faulty_html

__all__ = ["main_text", "parsed"]

_SHORT: Final = 250
"""Characters below which trafilatura compares its text with that of others (`min_extracted_size`)."""
_LONGER: Final = 2
"""So many times as long must readability's text be for trafilatura to take it. Source: its `_prefer_readability`."""
_PROSE: Final = etree.XPath("//body//text()[string-length() > 80][not(ancestor::a)]", smart_strings=False)
"""Runs of text outside of links, longer than an item of a menu."""
_UNUSED: Final = [tag for tag in MANUALLY_CLEANED if tag not in ("script", "head", "form", "figure", "math")]
"""Elements that trafilatura cuts out whatever they hold; those left out here it looks into first."""
_UNREAD: Final = ("href", "src", "srcset", "target", "alt", "title", "width", "height", "rel", "onclick")
"""Attributes that say nothing of where the text is."""
_PARSER: Final = HTMLParser(
    collect_ids=False, default_doctype=False, encoding="utf-8", remove_comments=True, remove_pis=True
)
# One class for all elements: to choose one by tag, as lxml.html does, a Python function is called for each element met.
_PARSER.set_element_class_lookup(etree.ElementDefaultClassLookup(element=HtmlElement, comment=HtmlComment))


def parsed(source: str) -> HtmlElement | None:
    """Parse a page as `trafilatura.load_html` does, into a tree that is quick to walk.

    Returns:
        The root; `None` where the source is no whole page.
    """
    beginning = source[:50].lower()
    repaired = repair_faulty_html(source, beginning)
    tree = None
    with contextlib.suppress(ValueError, etree.LxmlError):
        tree = fromstring(repaired, parser=_PARSER)
    if tree is None or len(tree) < 1:
        try:
            tree = fromstring(repaired.encode("utf-8", "surrogatepass"), parser=_PARSER)
        except (ValueError, etree.LxmlError):
            return None
    return None if is_dubious_html(beginning) and len(tree) < 2 else tree


def main_text(tree: HtmlElement, again: Callable[[], HtmlElement]) -> str:
    """Give the main text of a page.

    Args:
        tree: The page as `parsed` gave it; it is cut down and no use afterwards.
        again: Parses it once more.

    Returns:
        Lines of text; empty where the page has none.
    """
    _cut_down(tree)
    text = _extracted(tree, fast=True, strict=True)
    if len(text) >= _SHORT and sum(len(run) for run in _PROSE(tree)) <= _LONGER * len(text):
        return text
    whole = again()
    text = _extracted(whole, strict=True) or _extracted(whole, strict=False)
    return text or trafilatura.baseline(whole)[1] or trafilatura.html2txt(whole)


def _extracted(page: HtmlElement, *, fast: bool = False, strict: bool) -> str:
    found = trafilatura.bare_extraction(  # of a copy
        page, fast=fast, favor_precision=strict, favor_recall=not strict, include_comments=False
    )
    text = found.text if found is not None and not isinstance(found, dict) else None
    return text if text and text.strip() else ""


def _cut_down(tree: HtmlElement) -> None:
    """Take out what trafilatura takes out unread, before it walks and copies the page many times: the answer is the same."""
    etree.strip_elements(tree, *_UNUSED, with_tail=False)
    for figure in list(tree.iter("figure")):
        if figure.find(".//table") is None and figure.getparent() is not None:
            figure.drop_tree()
    etree.strip_tags(tree, *MANUALLY_STRIPPED)
    etree.strip_attributes(tree, *_UNREAD)

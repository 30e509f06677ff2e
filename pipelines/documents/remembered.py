"""Searches of trees that remember what they decided of an element like this one.

trafilatura finds what to leave out by a dozen XPath expressions, each of which asks regular expressions about the class
and the id of each element, through a call from C into Python: that took more than half of all the time a page needs. But
most ask for the element's name and attributes alone, and pages say the same few hundred of them again and again. So such
an expression is asked once about each kind of element, and its answer is kept. The answers are those of the expression.
"""

import re
from collections.abc import Callable
from functools import cache
from typing import Any, Final

from lxml import etree
from lxml.html import HtmlElement
from trafilatura import xpaths

__all__ = ["REMEMBERED", "remember_all", "remembering"]

REMEMBERED: Final = (
    "RAW_TREE_PRUNE_XPATH",
    "REMOVE_COMMENTS_XPATH",
    "REMOVE_COMMENTS_AND_LISTS_XPATH",
    "OVERALL_DISCARD_XPATH",
    "TEASER_DISCARD_XPATH",
    "PRECISION_DISCARD_XPATH",
    "DISCARD_IMAGE_ELEMENTS",
    "AUTHOR_DISCARD_XPATHS",
)
"""Lists of `trafilatura.xpaths` whose expressions are asked on every page, or nearly so."""
Search = Callable[[HtmlElement], list[HtmlElement]]

_NAMESPACES: Final = {"re": "http://exslt.org/regular-expressions"}
_ALL_BELOW: Final = re.compile(r"\s*\.//\*(\[.*\])\s*", re.DOTALL)
_LITERAL: Final = re.compile(r"'[^']*'|\"[^\"]*\"")
_OF_ITSELF: Final = re.compile(
    r"(?:self::\w+|@[\w-]+|re:test\(|(?:contains|starts-with|translate|not)\(|\bor\b|\band\b|[\[\]()|,=\s]|'')*"
)
"""An expression that asks for nothing but the element's name and attributes; its literals are emptied."""
_MOST: Final = 50_000
"""Kinds of elements remembered by one expression; then it begins anew."""


@cache
def remember_all() -> None:
    """Let trafilatura's own expressions remember, in this process: once."""
    for name in REMEMBERED:
        expressions = getattr(xpaths, name)
        expressions[:] = [remembering(expression) for expression in expressions]


def remembering(expression: Search) -> Search:
    """Give a search with the answers of an expression, in the same order.

    Args:
        expression: Any compiled XPath. One of the form `.//*[...]` that asks for names and attributes alone is remembered; another
            is given back as it is.
    """
    path = getattr(expression, "path", "")
    form = _ALL_BELOW.fullmatch(path)
    asked = _LITERAL.sub("''", form[1]) if form else ""
    if form is None or not _OF_ITSELF.fullmatch(asked):
        return expression
    return _search(
        etree.XPath(f"self::*{form[1]}", namespaces=_NAMESPACES), sorted(set(re.findall(r"@([\w-]+)", asked)))
    )


def _search(holds: etree.XPath, names: list[str]) -> Search:
    known: dict[tuple[Any, ...], bool] = {}

    def search(tree: HtmlElement) -> list[HtmlElement]:
        found = []
        for element in tree.iterdescendants("*"):
            get = element.get
            kind = (element.tag, *[get(name) for name in names])
            held = known.get(kind)
            if held is None:
                if len(known) >= _MOST:
                    known.clear()
                held = known[kind] = bool(holds(element))
            if held:
                found.append(element)
        return found

    return search

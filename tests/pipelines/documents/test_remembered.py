"""Searches that remember give what the expressions give that they stand for."""

from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml.etree import XPath
from lxml.html import Element, fromstring
from trafilatura import xpaths

from pipelines.documents.remembered import REMEMBERED, remember_all, remembering

_RE: Final = {"re": "http://exslt.org/regular-expressions"}
_PAGE: Final = (
    '<html><body><div class="nav top">a<p id="x" class="share-it">b</p><p>c</p></div><section id="comments">d</section>'
    '<!-- nav --><ul class="nav"><li style="display:none">e</li></ul><div role="Navigation" aria-hidden="true">f</div></body></html>'
)
OF_ITSELF: Final = {
    "attribute": ".//*[@class='nav top' or @aria-hidden='true']",
    "name": ".//*[self::div or self::ul][contains(@class, 'nav')]",
    "pattern": ".//*[re:test(@id|@class, '^nav|share-')]",
    "first_of_two": ".//*[re:test(@id|@class, 'share')]",
    "translated": "\n .//*[contains(translate(@role, 'N', 'n'), 'nav')][not(self::ul)]\n",
}
OF_OTHERS: Final = {
    "elements_below": ".//*[self::div][not(.//p)]",
    "text": ".//*[contains(text(), 'b')]",
    "place": ".//*[self::p][1]",
    "one_kind": ".//header",
    "from_the_root": "//div[@class='nav top']",
}


@pytest.mark.parametrize("path", OF_ITSELF.values(), ids=OF_ITSELF.keys())
def test_gives_the_same_elements_in_the_same_order(path: str) -> None:
    tree, expression = fromstring(_PAGE), XPath(path, namespaces=_RE)
    search = remembering(expression)
    assert search is not expression
    assert search(tree) == expression(tree)
    assert search(tree) == expression(tree), "when asked again"


@pytest.mark.parametrize("path", OF_OTHERS.values(), ids=OF_OTHERS.keys())
def test_leaves_alone_what_asks_for_more_than_the_element(path: str) -> None:
    expression = XPath(path, namespaces=_RE)
    assert remembering(expression) is expression


def test_trafilatura_asks_each_of_the_lists_named() -> None:
    """The names are trafilatura's own: should it rename one, or write it otherwise, this tells."""
    remember_all()
    searches = {name: getattr(xpaths, name) for name in REMEMBERED}
    assert all(any(not isinstance(search, XPath) for search in found) for found in searches.values()), searches


_WORDS = st.sampled_from(["nav", "share", "comment", "hidden", "teaser", "bottom", "text", "caption", "sidebar", "x"])
_ATTRIBUTES = st.dictionaries(
    st.sampled_from(["class", "id", "style", "role", "data-component", "aria-hidden"]),
    st.lists(_WORDS, max_size=2).map(" ".join),
    max_size=3,
)
_ELEMENTS = st.lists(
    st.tuples(st.sampled_from(["div", "p", "span", "list", "item", "section", "ol", "a"]), _ATTRIBUTES), max_size=8
)
_ORIGINALS: Final = [
    XPath(expression.path, namespaces=_RE)
    for name in REMEMBERED
    for expression in getattr(xpaths, name)
    if isinstance(expression, XPath)
]


@pytest.mark.property
@given(_ELEMENTS)
def test_trafilatura_gets_its_own_answers(elements: list[tuple[str, dict[str, str]]]) -> None:
    tree: Any = Element("body")
    place = tree
    for n, (tag, attributes) in enumerate(elements):
        child = Element(tag, attributes)
        place.append(child)
        place = child if n % 2 else place
    assert len(_ORIGINALS) >= len(REMEMBERED), "gathered before any page is read in this process"
    for expression in _ORIGINALS:
        assert remembering(expression)(tree) == expression(tree)

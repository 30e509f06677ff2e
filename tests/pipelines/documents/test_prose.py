"""The main text of pages: trafilatura's answer, found in a quicker way."""

from typing import Any

import pytest
import trafilatura
from hypothesis import given
from hypothesis import strategies as st
from lxml.html import HtmlElement, tostring

from pipelines.documents.prose import main_text, parsed

_SENTENCE = "The council of the town met on Monday, in the old hall, and spoke about the bridge for more than an hour. "


def paragraphs(count: int) -> str:
    return "".join(f"<p>{n}. {_SENTENCE * 2}</p>" for n in range(count))


def page(body: str) -> str:
    return f"<!DOCTYPE html>\n<html><head><title>A bridge</title></head><body>{body}</body></html>"


_MENU = "<nav><ul>" + "".join(f'<li><a href="/{n}">Section {n}</a></li>' for n in range(20)) + "</ul></nav>"
_FIGURE = "<figure><img src='b.jpg'><figcaption>The bridge at night</figcaption></figure>"
_TABLE = "<figure><table><tr><td>Cost</td><td>5,000 marks, paid by the town over seven years</td></tr></table></figure>"
FOUND_AT_ONCE = {
    "article": page(f"{_MENU}<article><h1>A bridge</h1>{paragraphs(6)}</article><footer>All rights reserved</footer>"),
    "figure": page(f"<article>{paragraphs(3)}{_FIGURE}Text behind a picture.{paragraphs(3)}</article>"),
    "table_in_figure": page(f"<article>{paragraphs(3)}{_TABLE}{paragraphs(3)}</article>"),
    "form_around_all": page(f"<form id='f'><input name='q'><div class='content'>{paragraphs(6)}</div></form>"),
    "small_tags": page(
        f"<div id='content'>{paragraphs(5)}<p><small>Set</small> in <b>bold</b> <img alt='x'>type.</p></div>"
    ),
    "formula": page(f"<article>{paragraphs(5)}<p>So <math alttext='x^2'><mi>x</mi></math> holds.</p></article>"),
}
NEEDS_COMPARISON = {
    "a_short_text_beside_a_long_one": page(
        f"<article>{paragraphs(2)}</article><div class='box'><div>{paragraphs(20)}</div></div>"
    ),
    "hardly_any_text": page("<p>Only this stands here.</p><p>And this.</p>"),
}


@pytest.mark.parametrize(
    "source", (FOUND_AT_ONCE | NEEDS_COMPARISON).values(), ids=(FOUND_AT_ONCE | NEEDS_COMPARISON).keys()
)
def test_gives_what_trafilatura_gives(source: str) -> None:
    whole = trafilatura.bare_extraction(source, favor_precision=True, include_comments=False)
    if whole is None:
        whole = trafilatura.bare_extraction(source, favor_recall=True, include_comments=False)
    assert isinstance(whole, trafilatura.settings.Document)
    assert whole.text
    assert main_text(parsed(source), lambda: parsed(source)) == whole.text


@pytest.mark.parametrize(
    ("source", "at_once"),
    [
        *((source, True) for source in FOUND_AT_ONCE.values()),
        *((source, False) for source in NEEDS_COMPARISON.values()),
    ],
    ids=[*FOUND_AT_ONCE, *NEEDS_COMPARISON],
)
def test_compares_only_where_it_could_matter(monkeypatch: pytest.MonkeyPatch, source: str, at_once: bool) -> None:
    searches: list[bool] = []
    search = trafilatura.bare_extraction

    def counted(page: Any, **options: Any) -> Any:
        searches.append(options.get("fast", False))
        return search(page, **options)

    monkeypatch.setattr(trafilatura, "bare_extraction", counted)
    main_text(parsed(source), lambda: parsed(source))
    assert searches[0] is True
    assert (len(searches) == 1) is at_once


@pytest.mark.parametrize(
    "source",
    [
        FOUND_AT_ONCE["article"],
        "<p>one</p><p>two &amp; three</p>",
        "<html lang='en'/>\n<body><p>a</p><p>b</p></body>",
        "<!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0//EN' 'http://x'/>\n<html><body><p>a</p></body></html>",
        "<html><body>\x01<!-- remark --><?php echo 1 ?><select><option>a<input></select></body></html>",
    ],
    ids=["page", "fragments", "closed_at_once", "odd_doctype", "control_and_remarks"],
)
def test_parses_as_trafilatura_does(source: str) -> None:
    tree, expected = parsed(source), trafilatura.load_html(source)
    assert tree is not None
    assert expected is not None
    assert tostring(tree) == tostring(expected)
    assert {type(element) for element in tree.iter()} == {HtmlElement}


@pytest.mark.parametrize("source", ["", " ", "<p>one</p>", "<!-- -->"], ids=["empty", "blank", "fragment", "remark"])
def test_knows_what_is_no_whole_page(source: str) -> None:
    assert parsed(source) is None


@pytest.mark.property
@given(st.text(alphabet="<>/!-=\"' \n\x00\x0b\ud800&;apdivhtmlé", max_size=80))
def test_parses_anything_or_says_so(source: str) -> None:
    tree = parsed(source)
    assert tree is None or isinstance(tree, HtmlElement)

"""The page: all that a document says is text on it, and it is written only when it changes."""

from pathlib import Path

import pytest

from pipelines.errors import NothingPublished
from warehouse.home import Home
from warehouse.page import PageReport, render, write


def test_the_page_shows_the_timeline(filled: Home) -> None:
    assert write(filled.published, filled.page) == PageReport(shown=4, total=4, changed=True)
    html = filled.page.read_text(encoding="utf-8")
    assert "<p>4 dated events</p>" in html
    dates = ["15 March 44 BC", "October 2015", "7 October 2015", "on or after 18 April 2016"]
    places = [html.index(f"<td>{date}</td>") for date in dates]
    assert places == sorted(places)
    assert '<a href="https://example.org/vote">Example</a>' in html


def test_the_same_page_stays_untouched(filled: Home) -> None:
    write(filled.published, filled.page)
    before = filled.page.stat().st_mtime_ns
    assert write(filled.published, filled.page) == PageReport(shown=4, total=4, changed=False)
    assert filled.page.stat().st_mtime_ns == before


def test_a_long_timeline_says_that_it_is_cut(filled: Home) -> None:
    assert write(filled.published, filled.page, rows=3) == PageReport(shown=3, total=4, changed=True)
    assert "<p>4 dated events, the first 3 shown</p>" in filled.page.read_text(encoding="utf-8")


def test_what_a_document_says_is_no_markup() -> None:
    row: dict[str, object] = {
        "date": "2015",
        "lemma": "<i>",
        "sentence": "<script>alert('x')</script> & more",
        "participants": None,
        "place": '"><b>',
        "status": "happened",
        "source": "",
        "link": "javascript:alert(1)",
        "event_id": "e1",
    }
    html = render([row], 1)
    assert "<script" not in html
    assert "javascript:" not in html
    assert "&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt; &amp; more" in html
    assert "&quot;&gt;&lt;b&gt;" in html
    assert "<small>&lt;i&gt;</small>" in html


def test_no_page_before_the_first_publication(tmp_path: Path) -> None:
    with pytest.raises(NothingPublished):
        write(tmp_path / "none.duckdb", tmp_path / "page.html")

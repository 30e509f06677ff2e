"""What a page says of itself, beside what trafilatura's own search of the whole page says."""

import pytest
import trafilatura

from pipelines.documents.formats import Stated
from pipelines.documents.head import said_in_head
from pipelines.documents.prose import parsed

_DATES = {"extensive_search": False, "original_date": True, "max_date": "2100-01-01"}
_TEXT = "<p>The council met on Monday and spoke about the bridge for an hour.</p>"


def page(head: str, body: str = "") -> str:
    return f"<html><head>{head}</head><body>{body}{_TEXT}</body></html>"


PAGES = {
    "open_graph": page(
        '<meta property="og:title" content="A bridge"><meta property="og:site_name" content="the herald">'
        '<meta property="og:url" content="https://herald.example/bridge"><meta name="author" content="Ann Lee">'
    ),
    "json_ld": page(
        '<script type="application/ld+json">{"@context": "https://schema.org", "@type": "NewsArticle", '
        '"headline": "A bridge", "datePublished": "2015-10-07", "author": {"@type": "Person", "name": "Ann Lee"}, '
        '"publisher": {"@type": "Organization", "name": "The Herald"}}</script>'
    ),
    "broken_json_ld": page(
        '<script type="application/ld+json">{"@type": [[{"author": 3,</script><title>A bridge</title>'
    ),
    "odd_json_ld": page(
        '<script type="application/ld+json">[1, {"@context": "https://schema.org", "@type": 5}]</script>'
        "<title>A bridge</title>"
    ),
    "byline": page("<title>A bridge - herald.example</title>", '<h1>A bridge</h1><div class="byline">By Ann Lee</div>'),
    "account": page('<meta name="author" content="admin"><title>A bridge</title>'),
    "canonical": page(
        '<link rel="canonical" href="https://www.herald.example/2015/10/07/bridge"><title>A bridge</title>'
    ),
    "twitter": page('<meta name="twitter:site" content="@herald"><meta name="twitter:title" content="A bridge">'),
    "date_shown": page("<title>A bridge</title>", '<time datetime="2015-10-07T10:00:00Z">7 October</time>'),
    "nothing": page(""),
}


@pytest.mark.parametrize("source", PAGES.values(), ids=PAGES.keys())
def test_says_what_trafilatura_says(source: str) -> None:
    all_of_it = trafilatura.extract_metadata(source, date_config=dict(_DATES))
    assert said_in_head(parsed(source)) == Stated(
        all_of_it.title, all_of_it.url, all_of_it.sitename, all_of_it.author, published=all_of_it.date
    )


def test_gives_title_author_site_and_day() -> None:
    assert said_in_head(parsed(PAGES["json_ld"])) == Stated(
        "A bridge", None, "The Herald", "Ann Lee", published="2015-10-07"
    )
    assert said_in_head(parsed(PAGES["canonical"])).source == "herald.example"


def test_leaves_the_page_as_it_was() -> None:
    tree = parsed(PAGES["byline"])
    assert tree is not None
    before = tree.text_content(), len(list(tree.iter()))
    said_in_head(tree)
    assert (tree.text_content(), len(list(tree.iter()))) == before

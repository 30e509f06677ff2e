"""Web pages: trafilatura finds the text, and the head is searched for what may date the page.

Kinds of hints, each with its value as it stood:

    html meta NAME          a meta tag whose name speaks of a date: `article:published_time`, `date`, `DC.date.issued` ...
    html json-ld NAME       datePublished, dateCreated, dateModified or uploadDate of an article's JSON-LD (schema.org)
    html itemprop NAME      datePublished, dateCreated or dateModified of any other tag that has it as `content` (microdata)
    html time               the `datetime` of a <time> tag; `html time datePublished` if its `itemprop` or `pubdate` says so
    html link canonical     the page's own address
    html shown              a line with a date beside the headline, as the page shows it (`documents.shown`)
    html htmldate           what htmldate finds in the page, ISO 8601; it almost never abstains, so it is weak evidence

The text that is not the document's (menus, comments, notices) is left out by trafilatura; no map leads back into markup.
A page of very many elements is not lost to the time limit: all its lines are kept, and labelled as those of a dump.
What is no text to anybody (scripts, styles, drawings, remarks) is cut out before the page is parsed: it is most of many
pages, and each later step would walk past it.
"""

import json
import logging
import re
from collections.abc import Iterator
from functools import cache
from itertools import islice
from typing import Final

from lxml.etree import XPath
from lxml.html import HtmlElement

from pipelines.documents.blocks import tree_text
from pipelines.documents.decoding import declared, decode
from pipelines.documents.formats import Format, Readable, Stated, whole_file
from pipelines.documents.head import said_in_head
from pipelines.documents.normalise import normalise
from pipelines.documents.prose import main_text, parsed
from pipelines.documents.remembered import remember_all
from pipelines.documents.shown import shown_beside_title
from pipelines.errors import NoText, UnreadableDocument
from pipelines.records import Hint

_DATED: Final = re.compile(r"date|time|publi|modif|creat|issued|updat", re.IGNORECASE)
_TAG: Final = re.compile(r"<[a-zA-Z!/]")
_DIGITS: Final = re.compile(r"\d{2}")
_MOST: Final = 12
"""Hints of one kind that are kept: a page of comments has hundreds of <time> tags."""
_JSON_LD_DATES: Final = ("datePublished", "dateCreated", "dateModified", "uploadDate")
_ITEM_DATES: Final = ("datePublished", "dateCreated", "dateModified")
_ITEMS: Final = XPath(f".//*[@content][{' or '.join(f'@itemprop={name!r}' for name in _ITEM_DATES)}]")
_MOST_TAGS: Final = 36_000
"""Tags of a page up to which its text is looked for. A page of 15,000 elements, each with a class and an id of its own, takes
trafilatura eight seconds of the processor; the largest of 150 pages of news has 3,000. Of a larger one all lines are taken,
in one walk, and judged like those of a dump."""
_CUT: Final = re.compile(r"<(?:(?P<mark>!--)|script\b(?![^>]{0,200}ld\+json)|(?P<tag>style|svg)\b)", re.IGNORECASE)
_ENDS: Final = {name: re.compile(rf"</{name}\b[^>]{{0,50}}>", re.IGNORECASE) for name in ("script", "style", "svg")}
_NOT_THE_PAGE: Final = re.compile(r"Comment|Review|Video|Image|Event|Product|Offer|Person|Organization|ListItem")
"""Types of JSON-LD nodes whose dates are not those of the page. Source: schema.org."""


@cache
def _quiet() -> None:
    """A page that can't be read is a rejected row here; the libraries need not write about it as well."""
    for name in ("trafilatura", "htmldate"):
        logging.getLogger(name).setLevel(logging.CRITICAL)


def to_text(content: bytes) -> Readable:
    """Decode a page, and give its text and what its head says.

    Raises:
        UnreadableDocument: It is no text, or no markup can be made out.
        NoText: There is no text in it.
    """
    _quiet()
    remember_all()
    decoded = decode(content, declared(content))
    # Characters are decoded: what the page declares would mislead the parser.
    source = _without_code(re.sub(r"^\s*<\?xml[^>]*\?>", "", decoded.text.replace("\x00", "")))
    tree = _tree(source)
    if tree is None:
        raise UnreadableDocument("malformed_html", f"no markup in {source[:60]!r}; a web page was expected")
    hints = [*_metas(tree), *_items(tree), *_json_ld(tree), *_times(tree), *shown_beside_title(tree)]
    language = (tree.get("lang") or tree.get("xml:lang") or "").strip() or None
    canonical = _canonical(tree)
    if source.count("<") > _MOST_TAGS:
        said, found, extracted = Stated(_title(tree)), tree_text(tree), False
    else:
        said, found, extracted = said_in_head(tree), main_text(tree, lambda: _tree(source)), True
    text, _ = normalise(found)
    if not text.strip():
        raise NoText("no_text", f"a web page of {len(source)} characters without any text that is not a menu or notice")
    for kind, value in (("html link canonical", canonical), ("html htmldate", said.published)):
        if value:
            hints.append(Hint(kind, value))
    own = Stated(said.title, said.url, said.source, said.author, language)
    return Readable(text, decoded.encoding, None, own, tuple(hints), extracted)


def _without_code(source: str) -> str:
    """Cut out scripts, styles, drawings and remarks; JSON-LD stays. What is not closed stays as it is."""
    kept, at, place = [], 0, 0
    open_ended: set[str] = set()
    while found := _CUT.search(source, place):
        name = "!--" if found["mark"] else (found["tag"] or "script").lower()
        end = -1
        if name == "!--":
            end = source.find("-->", found.end()) if name not in open_ended else -1
            end = end + 3 if end >= 0 else -1
        elif name not in open_ended and (close := _ENDS[name].search(source, found.end())):
            end = close.end()
        if end < 0:
            open_ended.add(name)  # looked for once: a page of a million unclosed tags takes no longer
            place = found.end()
        else:
            kept.append(source[at : found.start()])
            at = place = end
    return "".join((*kept, source[at:]))


def _tree(source: str) -> HtmlElement | None:
    """Parse a page; a fragment of one (`<p>...`) is put into a page first. `None` if there is no tag in it."""
    if not _TAG.search(source):
        return None
    tree = parsed(source)
    return tree if tree is not None else parsed(f"<html><body><div>{source}</div></body></html>")


def _metas(tree: HtmlElement) -> Iterator[Hint]:
    metas = tree.iterfind(".//meta[@content]")
    yield from islice((hint for meta in metas if (hint := _meta(meta)) is not None), 2 * _MOST)


def _meta(meta: HtmlElement) -> Hint | None:
    name = meta.get("property") or meta.get("name") or meta.get("itemprop") or meta.get("http-equiv") or ""
    value = (meta.get("content") or "").strip()
    dated = _DATED.search(name) and _DIGITS.search(value) and len(value) <= 80
    return Hint(f"html meta {name.strip()}", value) if dated else None


def _items(tree: HtmlElement) -> Iterator[Hint]:
    """Read microdata: `<span itemprop="datePublished" content="2015-10-07">`."""
    items = (item for item in _ITEMS(tree) if item.tag not in ("meta", "time"))
    for item in islice(sorted(items, key=lambda item: _ITEM_DATES.index(item.get("itemprop"))), _MOST):
        if _DIGITS.search(item.get("content")):
            yield Hint(f"html itemprop {item.get('itemprop')}", item.get("content").strip())


def _times(tree: HtmlElement) -> Iterator[Hint]:
    for item in islice(tree.iterfind(".//time[@datetime]"), _MOST):
        published = item.get("itemprop") == "datePublished" or item.get("pubdate") is not None
        value = (item.get("datetime") or "").strip()
        if value:
            yield Hint("html time datePublished" if published else "html time", value)


def _json_ld(tree: HtmlElement) -> Iterator[Hint]:
    for script in tree.iterfind(".//script[@type='application/ld+json']"):
        try:
            found = json.loads((script.text or "").strip().rstrip(";"), strict=False)
            yield from islice(_dates_in(found), _MOST)
        except (ValueError, RecursionError):
            continue  # broken JSON-LD says nothing


def _dates_in(found: object) -> Iterator[Hint]:
    if isinstance(found, list):
        for item in found:
            yield from _dates_in(item)
    elif isinstance(found, dict) and not _NOT_THE_PAGE.search(str(found.get("@type", ""))):
        for name in _JSON_LD_DATES:
            if isinstance(found.get(name), str) and found[name].strip():
                yield Hint(f"html json-ld {name}", found[name].strip())
        for name in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _dates_in(found.get(name))


def _title(tree: HtmlElement) -> str | None:
    return " ".join((tree.findtext(".//title") or "").split()) or None


def _canonical(tree: HtmlElement) -> str | None:
    for link in tree.iterfind(".//link[@rel='canonical']"):
        return (link.get("href") or "").strip() or None
    return None


FORMAT: Final = Format(
    ("text/html", "application/xhtml+xml"), (".html", ".htm", ".xhtml"), whole_file("text/html"), to_text
)

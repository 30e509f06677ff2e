"""Feeds (RSS, Atom, RDF): each entry is a document with its title, its address, its author and the day the feed gives it.

A feed that carries whole articles (`content`) gives these, else its summaries. What an entry says it was published on, its
publisher states; the day of a change counts only where it says nothing of publication.
"""

from collections.abc import Iterator
from typing import Any, Final

import feedparser

from pipelines.documents.formats import Format, Record, Stated, checked, storable, text_type
from pipelines.documents.sources import Source
from pipelines.errors import UnreadableDocument
from pipelines.settings import Documents

_PAGES: Final = ("text/html", "application/xhtml+xml")


def read(source: Source, settings: Documents) -> Iterator[Record]:
    """Yield a record an entry, named by its id or its address."""
    with source.opened() as file:
        content = file.read(settings.largest_document + 1)
    if len(content) > settings.largest_document:
        detail = f"a feed of more than {settings.largest_document} bytes (settings: documents.largest_document)"
        raise UnreadableDocument("too_large", detail)
    # No address is ever fetched: what is parsed are bytes. Markup is left to the reader of web pages.
    feed = feedparser.parse(content, sanitize_html=False, resolve_relative_uris=False)
    if not feed.version and not feed.entries:
        detail = f"{' '.join(str(feed.get('bozo_exception', 'no entries')).split())[:200]}; a feed was expected"
        raise UnreadableDocument("malformed_feed", detail)
    for number, entry in enumerate(feed.entries, start=1):
        yield _record(entry, feed.feed, number, settings)


def _record(entry: Any, feed: Any, number: int, settings: Documents) -> Record:
    address = _said(entry, "link")
    published = _said(entry, "published") or _said(entry, "created") or _said(entry, "updated")
    stated = Stated(
        title=_said(entry, "title"),
        url=address,
        source=_said(entry.get("source", {}), "title") or _said(feed, "title"),
        author=_said(entry, "author"),
        language=_said(feed, "language"),
        published=published,
        published_by="feed" if published else None,
    )
    key = _said(entry, "id") or address
    text, media_type = _text(entry)
    if text is None:
        detail = f"entry {number} has no content and no summary; one of them was expected"
        return Record("text/plain", None, number, key, stated, "no_text", detail)
    return checked(Record(media_type, text.encode("utf-8", "replace"), number, key, stated), settings)


def _text(entry: Any) -> tuple[str | None, str]:
    """Give the longest content of an entry, else its summary, and whether it is markup."""
    found = [*entry.get("content", ()), *([entry.summary_detail] if "summary_detail" in entry else [])]
    texts = [item for item in found if (item.get("value") or "").strip()]
    if not texts:
        return None, "text/plain"
    chosen = max(texts, key=lambda item: len(item["value"]))
    text = storable(chosen["value"])
    if chosen.get("type") in _PAGES and "<" in text:
        return text, "text/html"
    return text, text_type(text[:1024])


def _said(item: Any, name: str) -> str | None:
    value = item.get(name)
    return storable(value.strip()) or None if isinstance(value, str) else None


FORMAT: Final = Format(
    ("application/rss+xml", "application/atom+xml", "application/rdf+xml"),
    (".rss", ".atom", ".rdf", ".xml"),
    read,
    takes_apart=True,
)

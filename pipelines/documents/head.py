"""What a web page says of itself: its title, author, address, site and day.

These are the steps of `trafilatura.extract_metadata`, in its order, without those whose answers nobody asks for here: the
search for categories, tags and licences walks a page a dozen times, and took longer than all that is kept. A test holds
the answers to be the same.
"""

import contextlib
import re
from typing import Final

from htmldate import find_date
from lxml.html import HtmlElement
from trafilatura.metadata import (
    examine_meta,
    extract_author,
    extract_meta_json,
    extract_sitename,
    extract_title,
    extract_url,
)

from pipelines.documents.formats import Stated

__all__ = ["said_in_head"]

_HOST: Final = re.compile(r"https?://(?:www\.|w[0-9]+\.)?([^/]+)")
_LAST: Final = "2100-01-01"
"""The last day that htmldate may find: by default it asks the clock."""


def said_in_head(tree: HtmlElement) -> Stated:
    """Give what a page's head, JSON-LD and byline say of it.

    Args:
        tree: The page, not yet changed; it stays so.

    Returns:
        Title, address, site (as `source`), author, and as `published` the day that htmldate finds, ISO 8601; `None` each
        where nothing is found.
    """
    found = examine_meta(tree)
    if found.author and " " not in found.author:
        found.author = None  # the name of an account
    with contextlib.suppress(Exception):  # JSON-LD of any shape: what it upsets says nothing
        found = extract_meta_json(tree, found)
    found.title = found.title or extract_title(tree)
    found.author = found.author or extract_author(tree)
    found.url = found.url or extract_url(tree)
    found.date = find_date(tree, extensive_search=False, original_date=True, url=found.url, max_date=_LAST)
    found.sitename = _site(found.sitename or extract_sitename(tree), found.url)
    found.clean_and_trim()
    return Stated(found.title, found.url, found.sitename, found.author, published=found.date)


def _site(name: str | None, url: str | None) -> str | None:
    """Give a site's name as it is written, or else the host of its address."""
    if name:
        name = name.lstrip("@")
        return name.title() if name and "." not in name and not name[0].isupper() else name
    host = _HOST.match(url or "")
    return host[1] if host else None

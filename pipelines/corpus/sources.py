"""Whose document it is: the publisher where one is named, else its site, else where it arrived."""

from dataclasses import dataclass
from urllib.parse import urlsplit

__all__ = ["Origin", "origin"]


@dataclass(frozen=True, slots=True)
class Origin:
    """The source of a document.

    Attributes:
        name: Publisher, host of its address, or URI of the file or folder it arrived in.
        stated: Whether it is one of the first two: two documents of unlike names then come from two sources.
    """

    name: str
    stated: bool


def origin(source: str | None, url: str | None, uri: str | None) -> Origin:
    """Tell the source of a document by what is known of it.

    >>> origin(None, "https://www.example.org/2015/a", "file:///inbox/a.html").name
    'example.org'
    >>> origin(None, None, "file:///inbox/site/a.txt").name, origin(None, None, "file:///inbox/all.jsonl#7").name
    ('file:///inbox/site', 'file:///inbox/all.jsonl')
    """
    if source and source.strip():
        return Origin(" ".join(source.split()), stated=True)
    host = _host(url)
    if host:
        return Origin(host, stated=True)
    whole, record, _ = (uri or "").partition("#")
    return Origin(whole if record else whole.rpartition("/")[0], stated=False)


def _host(url: str | None) -> str | None:
    try:
        host = urlsplit((url or "").strip()).hostname
    except ValueError:  # "http://[" and the like
        return None
    return host.removeprefix("www.") if host else None

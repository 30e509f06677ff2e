"""Collects what speaks for the day a document was written: what is given, its container, its address, its text."""

from collections.abc import Iterator
from itertools import islice
from typing import Final
from urllib.parse import unquote, urlsplit

import regex

from pipelines.dating.bylines import stated_in_text
from pipelines.dating.clues import Clue, weight
from pipelines.dating.containers import said_by_containers
from pipelines.dating.facts import presupposed_in_text
from pipelines.dating.mentions import mentions_in
from pipelines.dating.reading import readings_in, stated
from pipelines.dating.stamps import stamps_in
from pipelines.dating.told import told_in_text
from pipelines.dating.weekdays import weekdays_with_dates
from pipelines.dating.widgets import ages_shown
from pipelines.days import UNKNOWN, DayInterval, day_number, month_interval
from pipelines.documents.reading import stretches
from pipelines.errors import InvalidDay
from pipelines.records import Document

__all__ = ["collect"]

_EIGHT: Final = regex.compile(r"(?<![0-9\p{L}])(1[89][0-9]{2}|20[0-9]{2})([01][0-9])([0-3][0-9])(?![0-9\p{L}])")
_MOST_DATES: Final = 3_000
"""Dates of a text that are looked at, from its beginning: a page of comments has hundreds."""
_YEAR: Final = 360
"""Days from which on a name says too little: `report-2015` is of that year as often as about it."""
_MONTHS: Final = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_ADDRESS: Final = (
    # /2015/10/07/, /2015-10-07-title, /2015/oct/07/; archives of newspapers reach back to 1800.
    regex.compile(
        r"(?<![0-9])(?P<year>1[89][0-9]{2}|20[0-9]{2})(?P<sign>[/\-_.])(?P<month>[01]?[0-9]|[a-z]{3})(?P=sign)(?P<day>[0-3]?[0-9])(?![0-9])",
        regex.I,
    ),
    # 20151007, where years before the web are more likely to be the beginning of a number.
    regex.compile(r"(?<![0-9])(?P<year>199[0-9]|20[0-9]{2})(?P<month>[01][0-9])(?P<day>[0-3][0-9])(?![0-9])"),
    regex.compile(r"/(?P<year>199[0-9]|20[0-9]{2})[/-](?P<month>[01][0-9]|[a-z]{3})(?=/|$)", regex.I),
)


def collect(document: Document) -> list[Clue]:
    """Collect all evidence of a document, in the order: given, container, address, text, capture.

    Args:
        document: One readable document.
    """
    clues = list(_given(document))
    clues += said_by_containers(document)
    clues += _address(document)
    clues += _text(document)
    clues += _captured(document)
    return clues


def _text(document: Document) -> Iterator[Clue]:
    """Read what the text states of its day, then what bounds it; the same characters speak once."""
    text = document.text or ""
    mentions = list(islice(mentions_in(text, document.language), _MOST_DATES))
    stamps = stamps_in(text, mentions)
    prose = [
        (first, min(last, stamps.article_end))
        for first, last in stretches(document.lines, ("body", "title"))
        if first < stamps.article_end
    ]
    prose = prose if document.lines else [(0, stamps.article_end)]
    said = (
        *stated_in_text(document),
        *stamps.clues,
        *told_in_text(document, mentions, stamps),
        *presupposed_in_text(text, prose),
        *weekdays_with_dates(text, document.language, prose),
        *ages_shown(document, _capture(document)),
    )
    seen: set[tuple[int | None, int | None]] = set()
    for clue in said:
        if (clue.start, clue.end) not in seen:
            seen.add((clue.start, clue.end))
            yield clue


def _given(document: Document) -> Iterator[Clue]:
    if document.given_published is None:
        return
    said = document.given_published
    reading = stated(said, document.language)
    origin = document.given_by or "source"
    yield Clue("given", origin, said, reading.days, weight("given"), note=reading.note)


def _address(document: Document) -> Iterator[Clue]:
    """Read the day or month that an address is filed under: the finest and first one of each address."""
    links = [hint.value for hint in document.hints if hint.kind in {"url", "html link canonical"}]
    names = [hint.value for hint in document.hints if hint.kind == "file_name"] or _last_part(document.uri)
    for address in dict.fromkeys(address for address in (document.url, *links) if address):
        found = _filed(address)
        if found:
            yield found
    for name in names:
        yield from _named(name)


def _last_part(uri: str) -> list[str]:
    """Give the name of the file that a document is; folders above it say nothing of it, nor does a record's number."""
    parts = urlsplit(uri)
    name = unquote(parts.path).rpartition("/")[2]
    return [name] if parts.scheme == "file" and name and not parts.fragment else []


def _named(name: str) -> Iterator[Clue]:
    """Read a day or month in a file's name in any order: `2015-10-07`, `20151007`, `07.10.2015`, `7_october_2015`."""
    plain = _EIGHT.sub(r"\1-\2-\3", name.replace("_", " ").replace("+", " "))
    for form in (regex.sub(r"(?<=\p{L})[-.]|[-.](?=\p{L})", " ", plain), regex.sub(r"[-.]", " ", plain)):
        found = [reading for reading in readings_in(form, "en") if reading.days.known]
        found = [reading for reading in found if (reading.days.length or 0) < _YEAR]
        if len({reading.days for reading in found}) == 1:
            surface = form[found[0].start : found[0].end]
            yield Clue("file", "file name", surface, found[0].days, weight("file name"), note=found[0].note)
        if found:
            return


def _filed(url: str) -> Clue | None:
    for pattern in _ADDRESS:
        for match in pattern.finditer(url[:2000]):
            days = _filed_under(match.groupdict())
            if days:
                belief = "url" if days.single else "url month"
                return Clue("url", url, match.group().strip("/"), days, weight(belief))
    return None


def _filed_under(parts: dict[str, str]) -> DayInterval | None:
    month = parts["month"].casefold()
    number = _MONTHS.index(month) + 1 if month in _MONTHS else int(month) if month.isdecimal() else 0
    try:
        if "day" not in parts:
            return month_interval(int(parts["year"]), number) if 1 <= number <= 12 else None
        day = day_number(int(parts["year"]), number, int(parts["day"]))
    except InvalidDay:
        return None
    return DayInterval(day, day)


def _captured(document: Document) -> Iterator[Clue]:
    """Bound the day from above: what was captured had been written."""
    if document.captured is None:
        return
    reading = stated(document.captured, document.language)
    days = DayInterval(None, reading.days.latest)
    note = reading.note or "captured then: written on that day or before"
    yield Clue("captured", "source", document.captured, days, weight("captured"), note=note)


def _capture(document: Document) -> DayInterval:
    return stated(document.captured, document.language).days if document.captured else UNKNOWN

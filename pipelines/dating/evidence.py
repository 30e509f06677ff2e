"""Collects what speaks for the day a document was written: what is given, its container, its address, its text."""

from collections.abc import Iterator
from typing import Final

import regex

from pipelines.dating.bylines import stated_in_text
from pipelines.dating.clues import Clue, weight
from pipelines.dating.facts import presupposed_in_text
from pipelines.dating.mentions import mentions_in
from pipelines.dating.reading import stated
from pipelines.dating.stamps import stamps_in
from pipelines.dating.told import told_in_text
from pipelines.days import DayInterval, day_number, month_interval
from pipelines.documents.reading import stretches
from pipelines.errors import InvalidDay
from pipelines.records import Document, Hint

__all__ = ["collect"]

_CHANGED: Final = regex.compile(r"modif|lastmod|updat|revis|change|edit", regex.I)
_PUBLISHED: Final = regex.compile(r"publi|issued|posted|created|pub-?date", regex.I)
_DATED: Final = regex.compile(r"(?<!vali)(?:date|time)|publi|issued|posted|created|modif|lastmod|updat|year", regex.I)
_ISO: Final = regex.compile(r"[0-9]{4}-?[0-9]{2}|[0-9]{9,13}$")
_TITLES: Final = ("html", "front matter", "mail")

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
    clues += _container(document)
    clues += _address(document)
    clues += _text(document)
    clues += _captured(document)
    return clues


def _text(document: Document) -> Iterator[Clue]:
    """Read what the text states of its day, then what bounds it; the same characters speak once."""
    text = document.text or ""
    mentions = list(mentions_in(text, document.language))
    stamps = stamps_in(text, mentions)
    prose = [
        (first, min(last, stamps.article_end))
        for first, last in stretches(document.lines, ("body", "title"))
        if first < stamps.article_end
    ]
    said = (
        *stated_in_text(document),
        *stamps.clues,
        *told_in_text(document, mentions, stamps),
        *presupposed_in_text(text, prose if document.lines else [(0, stamps.article_end)]),
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


def _container(document: Document) -> Iterator[Clue]:
    """Judge what the container says by the words of its kind: published, modified, htmldate, or a date of something."""
    hints = [(hint, stated(hint.value, document.language)) for hint in document.hints if _DATED.search(hint.kind)]
    changed = {reading.days for hint, reading in hints if _belief(hint).endswith("modified")}
    times = {reading.days for hint, reading in hints if _belief(hint) == "html time"}
    for hint, reading in hints:
        days, note, belief = reading.days, reading.note, _belief(hint)
        if belief.endswith("modified") and days.known:
            days, note = DayInterval(None, days.latest), "the day of a change: published then or before"
        elif belief == "html published" and not _ISO.match(hint.value.strip()):
            belief = "html published, not ISO 8601"
        elif belief == "html htmldate" and hint.value.strip().endswith("-01-01") and days.earliest is not None:
            days = DayInterval(days.earliest, days.earliest + 364)
            belief, note = "html htmldate year", "the first of January is what htmldate says where it found a year only"
        elif belief in ("html htmldate", "html time") and days in changed:
            belief, note = belief + " of a change", "also the day of a change"
        elif belief == "html time" and len(times) > 1:
            belief, note = "html time, several", "one of several days in the page's <time> tags"
        yield Clue(_kind(hint), hint.kind, hint.value, days, weight(belief), month_day=reading.month_day, note=note)


def _kind(hint: Hint) -> str:
    return next((title for title in _TITLES if hint.kind.startswith(title)), "metadata")


def _belief(hint: Hint) -> str:
    """Name the weight of a hint."""
    kind, name = _kind(hint), hint.kind
    if "htmldate" in name:
        return "html htmldate"
    if _CHANGED.search(name) and not _PUBLISHED.search(name):
        return "html modified" if kind == "html" else "modified"
    if kind != "html":
        return kind
    if _PUBLISHED.search(name):
        return "html published"
    return "html time" if name == "html time" else "html date"


def _address(document: Document) -> Iterator[Clue]:
    """Read the day or month that an address is filed under: the finest and first one of each address."""
    links = [hint.value for hint in document.hints if hint.kind in ("url", "html link canonical")]
    for url in dict.fromkeys(url for url in (document.url, *links) if url):
        found = _filed(url)
        if found:
            yield found


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

"""What containers say of the day of writing: heads of pages, mails, feeds, files; each judged by the kind of its hint.

The kinds of hints are named in `pipelines.documents.formats` and in the readers. A day of a change, of a capture or of a
file is a bound: what was changed, captured or saved had been written.
"""

from collections.abc import Iterator
from typing import Final

import regex

from pipelines.dating.clues import Clue, labels, weight
from pipelines.dating.reading import CLOCK, Reading, dates_in, stated
from pipelines.days import DayInterval
from pipelines.records import Document, Hint

__all__ = ["said_by_containers"]

_CHANGED: Final = regex.compile(r"modif|lastmod|updat|revis|change|edit", regex.I)
_PUBLISHED: Final = regex.compile(r"publi|issued|posted|created|pub-?date", regex.I)
_DATED: Final = regex.compile(r"(?<!vali)(?:date|time)|publi|issued|posted|created|modif|lastmod|updat|year", regex.I)
_ISO: Final = regex.compile(r"[0-9]{4}-?[0-9]{2}|[0-9]{9,13}$")
_TITLES: Final = ("html", "front matter", "mail", "feed", "file")
_BOUNDS: Final = {
    "file_modified": "when the file was last changed, before it came here: written then or before, in some zone",
    "file_member_modified": "when it was last changed, before it was packed: written then or before, in some zone",
    "pdf_modified": "when the file was last saved: written on that day or before",
    "docx_modified": "when the file was last saved: written on that day or before",
    "rtf_modified": "when the file was last saved: written on that day or before",
    "epub_modified": "when the package was last changed: written on that day or before",
    "http_last_modified": "when the server changed the page: written on that day or before",
    "pdf_created": "when the file was made: written on that day or before, most likely",
    "docx_created": "when the file was made: written about then, which bounds nothing for sure",
    "rtf_created": "when the file was made: written about then, which bounds nothing for sure",
}
"""Days of files, and what they say."""
_OF_CLOCKS: Final = ("file_modified", "file_member_modified")
_WEAK: Final = (*_OF_CLOCKS, "http_last_modified")
"""What may bound an answer, and not settle on a day."""
_AHEAD: Final = 1
"""Days by which the author's day can be ahead of the clock that stamped a file."""
_UTC: Final = regex.compile(r"(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})[T ](?P<hour>[0-9]{2}):[0-9:.]+(?:Z|[+-]00:?00)$")
_BYLINE_WORDS: Final = 16
"""Words of a line beside the headline that is not a sentence of the text."""


def said_by_containers(document: Document) -> Iterator[Clue]:
    """Judge what the container says by the words of its kind: published, modified, htmldate, or a date of something.

    Args:
        document: Its `hints`; those whose kind speaks of no date are left out.
    """
    language = document.language
    hints = [(hint, stated(hint.value, language)) for hint in document.hints if _is_of_a_day(hint.kind)]
    changed = {reading.days for hint, reading in hints if _belief(hint).endswith("modified")}
    times = {reading.days for hint, reading in hints if _belief(hint) == "html time"}
    for hint, reading in hints:
        days, note, belief = reading.days, reading.note, _belief(hint)
        if hint.kind in _BOUNDS:
            if days.known:
                ahead = _AHEAD if hint.kind in _OF_CLOCKS else 0
                days, note = DayInterval(None, (days.latest or 0) + ahead), _BOUNDS[hint.kind]
        elif belief.endswith("modified") and days.known:
            days, note = DayInterval(None, days.latest), "the day of a change: published then or before"
        elif belief == "html published" and not _ISO.match(hint.value.strip()):
            belief = "html published, not ISO 8601"
        elif belief == "html htmldate" and hint.value.strip().endswith("-01-01") and days.earliest is not None:
            days = DayInterval(days.earliest, days.earliest + 364)
            belief, note = "html htmldate year", "the first of January is what htmldate says where it found a year only"
        elif belief in {"html htmldate", "html time"} and days in changed:
            belief, note = belief + " of a change", "also the day of a change"
        elif belief == "html time" and len(times) > 1:
            belief, note = "html time, several", "one of several days in the page's <time> tags"
        settles, believed = hint.kind not in _WEAK, weight(belief)
        yield Clue(
            _kind(hint), hint.kind, hint.value, days, believed, month_day=reading.month_day, note=note, settles=settles
        )
    yield from _shown(document)


def _is_of_a_day(kind: str) -> bool:
    return kind in _BOUNDS or bool(_DATED.search(kind) and kind not in {"file_name", "html shown"})


def _kind(hint: Hint) -> str:
    return next((title for title in _TITLES if hint.kind.startswith(title)), "metadata")


def _belief(hint: Hint) -> str:
    """Name the weight of a hint."""
    kind, name = _kind(hint), hint.kind
    if name in _BOUNDS or name == "epub_date":
        return name
    if "htmldate" in name:
        return "html htmldate"
    if _CHANGED.search(name) and not _PUBLISHED.search(name):
        return "html modified" if kind == "html" else "modified"
    if kind != "html":
        return kind
    if _PUBLISHED.search(name):
        return "html published"
    return "html time" if name == "html time" else "html date"


def _shown(document: Document) -> Iterator[Clue]:
    """Read the lines beside a page's headline: a day alone or "Published" is its day, "Updated" a bound.

    A page that shows the day of its last change and no other, neither to its readers nor in its head, is most likely
    dated by it: the text is that of that day.
    """
    lines = [hint.value for hint in document.hints if hint.kind == "html shown"]
    found = [(line, *item) for line in lines for item in _dates_shown(line, document.language)]
    published = [item for item in found if item[2] == "shown"]
    for line, reading, belief in (*published[:1], *(item for item in found if item[2] == "shown updated")):
        surface = line[reading.start : reading.end]
        if belief == "shown":
            elsewhere = _other_zone(document, reading.days)
            note = "the day of the page's head, as another zone writes it" if elsewhere else reading.note
            believed = weight("html shown, other zone" if elsewhere else "html shown")
            yield Clue("html", "html shown", surface, reading.days, believed, note=note)
            continue
        days = DayInterval(None, reading.days.latest)
        note = "the page shows it as the day of a change: published then or before"
        yield Clue("html", "html shown updated", surface, days, weight("html modified"), note=note)
        if not published:
            note = "the only day the page shows is that of its last change"
            yield Clue(
                "html", "html shown updated", surface, reading.days, weight("html shown updated only"), note=note
            )


def _other_zone(document: Document, shown: DayInterval) -> bool:
    """Whether a shown day is the moment that the page's head states in UTC, as clocks write it west or east of there."""
    for hint in document.hints:
        stamp = _UTC.match(hint.value) if hint.kind.startswith("html") and _PUBLISHED.search(hint.kind) else None
        if stamp and shown.earliest is not None:
            day, hour = stated(stamp["day"]).days.earliest, int(stamp["hour"])
            if day is not None and (shown.earliest, hour < 12) in {(day - 1, True), (day + 1, False)}:
                return True
    return False


def _dates_shown(line: str, language: str | None) -> Iterator[tuple[Reading, str]]:
    readings = dates_in(line, language)
    rest = CLOCK.sub(" ", line)
    if not readings or len(regex.findall(r"\p{L}{2,}", rest)) > _BYLINE_WORDS:
        return
    if regex.search(r"[\p{Ll}0-9]{3,}[.!?]\s+\p{Lu}\p{Ll}", line):
        return
    end = 0
    for reading in readings:
        before = line[end : reading.start].casefold()
        end = reading.end
        if any(word in before for word in labels("updated")):
            yield reading, "shown updated"
        elif not any(word in before.split() for word in labels("not_shown")):
            yield reading, "shown"

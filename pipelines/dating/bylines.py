"""What a text says of its own day: lines that state it, lines that are a date, and datelines.

Only the head and the foot of the article are read, never captions, and boilerplate only where it states a day in so
many words next to the article: a date inside prose, an advertisement or a list of related stories is not the day of
writing.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

import regex

from pipelines.dating.clues import Clue, labels, weight
from pipelines.dating.reading import CLOCK, Reading, dates_in, months_in, partial_dates_in
from pipelines.dating.weekdays import named_weekday
from pipelines.days import DayInterval
from pipelines.records import Document

__all__ = ["stated_in_text"]

_BEFORE: Final = 8
"""Lines before the first paragraph that can hold a byline: title, teaser, author, date, and buttons to share it."""
_AFTER: Final = 3
"""Lines from the first paragraph on: a byline may stand under the teaser."""
_SHORT: Final = 160
"""Characters of a line that is a date and an author at most."""
_CHRONICLE: Final = 80
"""Characters of a line that heads an entry of a diary."""
_FOOT: Final = 3
"""Last lines of the article that can say when it was published."""
_PROSE: Final = 30
"""A line with more words is no statement of a day."""
_DATELINE_SIGNS: Final = regex.compile(r"\d.*(?:\(|-LRB-|--|[-–—―_])|(?:\(|-LRB-).*\d")
"""What every dateline has: a day, and a bracket or a dash."""
_PARAGRAPH: Final = 12
"""A line with so many words is a paragraph."""
_LONGEST: Final = 400
"""Characters of a line that are looked at: a dateline stands at its beginning, a byline is short."""

_PLACE: Final = r"[\p{Lu}][\p{L}\p{M}.'’\-]*(?:[ \-/]+[\p{Lu}(][\p{L}\p{M}.'’)\-]*){0,4}"
_AGENCY: Final = r"(?:\([^()\n]{2,40}\)|-LRB-[^\n]{2,40}?-RRB-)"
_WEEKDAY: Final = r"(?:\p{L}{2,12}\.?\s?,?\s+)?"
_PREFIX: Final = regex.compile(
    rf"[\s\"“'*_]*(?P<place>{_PLACE}(?:\s?,\s?{_PLACE}){{0,2}})?\s*(?P<agency>{_AGENCY})?"
    rf"(?P<comma>\s?[,|])?\s*{_WEEKDAY}(?:(?:le|den|the|on)\s+)?"
)
_SUFFIX: Final = regex.compile(
    r"\.?\s?,?\s*(?:\d{1,2}[:.h]\d{2}\s*(?:[ap]\.?m\.?)?\s*(?:[A-Z]{2,4})?\s*)?"
    rf"(?P<agency>{_AGENCY})?\s*\.?(?P<end>--|[-–—―_])?(?=\s|$)(?!\s*\d)"
)
_STAMP: Final = regex.compile(
    r"\s?,?\s*(?:at\s+)?[0-2]?[0-9][:.][0-5][0-9](?::[0-5][0-9])?\s*(?:[ap]\.?m\.?)?\s*"
    r"(?:(?-i:[A-Z]{1,3}[SD]?T|GMT|UTC)\b|\([A-Z]{2,4}\))",
    regex.I,
)
"""What follows the date of a time stamp: a clock time with its zone."""
_MINUTES: Final = regex.compile(r"[0-9][:.][0-5][0-9]")
_WORD: Final = regex.compile(r"[\p{L}\p{M}][\p{L}\p{M}'’.\-]*")
_SEPARATOR: Final = r"(?:^[^\p{L}]*|[|·•–—/(\[,;]\s*|\t\s*|\s{2,}|\s-\s)"
_SENTENCE_END: Final = regex.compile(r"[.!?]\s+\p{Lu}\p{L}{3}")
_NAME: Final = r"\p{Lu}[\p{L}\p{M}.'’\-]*(?:\s+(?:\p{Lu}[\p{L}\p{M}.'’\-]*|de|van|von|der|di|la|le|and|und|et|y)){0,6}"


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that is not blank."""

    start: int
    label: str
    text: str


def stated_in_text(document: Document) -> Iterator[Clue]:
    """Collect what the text of a document says of the day it was written.

    Args:
        document: Its `text` with `lines`; without lines, every line counts as body.

    Returns:
        Clues of the kinds byline and dateline, with exact spans.
    """
    lines = _lines(document)
    first = next((n for n, line in enumerate(lines) if line.label == "body" and _is_paragraph(line)), None)
    if first is None:
        first = next((n for n, line in enumerate(lines) if line.label == "body"), 0)
    head = lines[max(0, first - _BEFORE) : first + _AFTER]
    article = [line for line in lines[first + _AFTER :] if line.label not in ("boilerplate", "caption")]
    foot = article[-_FOOT:]
    language = document.language
    own = [line for line in head if line.label in ("title", "byline", "body")]
    clues = list(_first_dateline(own, language))
    for line in head:
        clues += _statements(line, language) if line.label != "caption" else []
    for line in foot:
        clues += _statements(line, language, foot=True)
    clues += _first_stamp(own, language)
    clues += _date_lines(own, lines, language)
    # The same characters speak once: as what they were first recognised for.
    seen: set[tuple[int | None, int | None]] = set()
    for clue in clues:
        if (clue.start, clue.end) not in seen:
            seen.add((clue.start, clue.end))
            yield clue


def _lines(document: Document) -> list[_Line]:
    text = document.text or ""
    if document.lines:
        spans = [(line.start, line.end, line.label) for line in document.lines]
    else:
        spans, start = [], 0
        for part in text.split("\n"):
            spans.append((start, start + len(part), "body"))
            start += len(part) + 1
    return [
        _Line(start, label, text[start : min(end, start + _LONGEST)])
        for start, end, label in spans
        if end > start and not text[start:end].isspace()
    ]


def _is_paragraph(line: _Line) -> bool:
    return len(line.text) > 60 and len(_WORD.findall(line.text)) >= _PARAGRAPH


def _clue(line: _Line, reading: Reading, kind: str, origin: str, belief: str) -> Clue:
    return Clue(
        kind=kind,
        origin=origin,
        surface=line.text[reading.start : reading.end],
        days=reading.days,
        weight=weight(belief),
        start=line.start + reading.start,
        end=line.start + reading.end,
        month_day=reading.month_day,
        note=reading.note,
    )


def _first_dateline(lines: list[_Line], language: str | None) -> Iterator[Clue]:
    """Read "OTTAWA, Oct. 7 (Reuters) -" where the article begins."""
    for line in lines:
        opening = line.text[:110]
        if not _DATELINE_SIGNS.search(opening):
            continue
        whole = dates_in(opening, language)
        taken = [(reading.start, reading.end) for reading in whole]
        partial = [
            reading
            for reading in partial_dates_in(opening, language)
            if all(reading.end <= start or end <= reading.start for start, end in taken)
        ]
        for reading in sorted([*whole, *partial], key=lambda reading: reading.start)[:1]:
            belief = _dateline(line, reading)
            if belief:
                clue = _clue(line, reading, "dateline", "text", belief)
                story = line.text[: reading.start], line.text[reading.end :]
                day = next((day for part in story if (day := named_weekday(part, language))), None)
                yield replace(clue, weekday=day) if reading.month_day else clue
                return


def _dateline(line: _Line, reading: Reading) -> str | None:
    """Name the weight of a date that stands in a dateline; `None` where it stands in none."""
    before = _PREFIX.fullmatch(line.text[: reading.start])
    after = _SUFFIX.match(line.text[reading.end :])
    if before is None or after is None:
        return None
    agency = before["agency"] or after["agency"]
    if not agency and not (before["place"] and after["end"]):
        return None
    place = before["place"] or ""
    words = _WORD.findall(place)
    if not words or (words[0].isupper() and len(words[0]) > 1):
        return "dateline"
    if line.label == "title" or not after["end"] or not (before["comma"] or agency):
        return None
    return "dateline, place not in capitals"


def _first_stamp(lines: list[_Line], language: str | None) -> Iterator[Clue]:
    """Read "Thu Mar 3, 2011 12:45 pm EST": prose does not tell the time so exactly, and with its zone."""
    for line in lines:
        if not _MINUTES.search(line.text):
            continue
        for reading in dates_in(line.text, language):
            if _STAMP.match(line.text[reading.end :]):
                yield _clue(line, reading, "byline", "text: time stamp", "time stamp")
                return


@cache
def _label(section: str) -> "regex.Pattern[str]":
    words = "|".join(regex.escape(word) for word in labels(section))
    return regex.compile(rf"(?:{_SEPARATOR}|\b{_NAME}\s+)(?P<label>(?i:{words}))(?![\p{{L}}\p{{M}}])\s?[:：]?")


def _statements(line: _Line, language: str | None, foot: bool = False) -> Iterator[Clue]:
    """Read "Published 7 October 2015 | Updated 8 October 2015": each date is of the label that stands before it.

    What is "posted" at the foot of an article is a comment on it.
    """
    if len(_WORD.findall(line.text)) > _PROSE:
        return
    dates = dates_in(line.text, language) or months_in(line.text, language)
    if not dates or _is_prose(line, dates):
        return
    found = [
        (match.end(), section)
        for section in ("published", "doubtful", "updated")
        for match in _label(section).finditer(line.text)
        if not (foot and "post" in match["label"].casefold())
    ]
    for reading in dates:
        end, section = max((item for item in found if item[0] <= reading.start), default=(0, ""))
        between = line.text[end : reading.start]
        if not section or len(_WORD.findall(between)) > 8 or _SENTENCE_END.search(between):
            continue
        if section == "updated":
            yield _bounded(_clue(line, reading, "byline", "text: updated", "updated"))
            continue
        belief = "statement in boilerplate" if line.label == "boilerplate" else "statement"
        if section == "doubtful" and not CLOCK.search(line.text[reading.end :]):
            belief = "doubtful statement"
        yield _clue(line, reading, "byline", "text: published", belief)


def _bounded(clue: Clue) -> Clue:
    """Make an upper bound of a day on which the text was changed: it was written on that day or before."""
    days = DayInterval(None, clue.days.latest)
    return replace(clue, days=days, note="the day of a change: published then or before")


def _is_prose(line: _Line, dates: list[Reading]) -> bool:
    """Whether a line with dates is a sentence that speaks of them rather than a line that states them."""
    words = len(_WORD.findall(line.text))
    rest = len(_WORD.findall(CLOCK.sub(" ", line.text[dates[-1].end :])))
    ends = line.text.rstrip()[-1:] in ".!?" and line.text.rstrip() != line.text[: dates[-1].end].rstrip()
    return words > _PROSE or rest > 8 or (ends and rest > 1)


def _date_lines(head: list[_Line], lines: list[_Line], language: str | None) -> Iterator[Clue]:
    """Read a line that is a date, with a weekday, a time, a place or an author at most."""
    found = [
        _clue(line, reading, "byline", "text", "date line")
        for number, line in enumerate(head)
        if len(line.text) <= _SHORT
        for reading in dates_in(line.text, language)
        if _stands_alone(line, reading, first=number == 0 or line.label == "title")
    ]
    if found and _is_chronology(lines, language):
        found = [replace(clue, weight=0.0, note="one of several lines that are dates") for clue in found]
    yield from found


def _is_chronology(lines: list[_Line], language: str | None) -> bool:
    """Whether lines of the article are dates of different days, as in a diary."""
    days = set()
    for line in lines:
        if line.label not in ("boilerplate", "caption") and len(line.text) <= _CHRONICLE:
            days |= {each.days for each in dates_in(line.text, language) if _stands_alone(line, each, first=False)}
        if len(days) > 1:
            return True
    return False


def _stands_alone(line: _Line, reading: Reading, first: bool) -> bool:
    before = CLOCK.sub(" ", line.text[: reading.start]).strip(" \t|·•–—-/")
    after = CLOCK.sub(" ", line.text[reading.end :]).strip(" \t,|·•–—-/.")
    if _WORD.search(after) or before.startswith((",", ";", "(")):  # the rest of a line that was broken
        return False
    words = _WORD.findall(before)
    if not words:
        return True
    if first:
        return False
    by = words[0].casefold() in labels("by") and regex.fullmatch(rf"\p{{L}}+:?\s+{_NAME}(?:\s?[,|·•–—/-].*)?", before)
    return len(words) == 1 or bool(by and len(words) <= 10)

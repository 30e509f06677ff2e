"""What a text tells of its own day without meaning to: dates it speaks of as past or to come, and years beside its own.

A past day was over when the text was written, so it is a lower bound; a day spoken of as to come is an upper bound. A
day in a caption, or one that no verb governs, is a bound of less weight; advertising, menus and notices give nothing.
"""

import re
from bisect import bisect_right
from collections import deque
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

import regex

from pipelines.dating.clues import Clue, lexicon, weight
from pipelines.dating.mentions import Mention
from pipelines.dating.stamps import Stamps
from pipelines.dating.tense import doubtful, sense_of
from pipelines.days import DayInterval, day_number
from pipelines.records import Document

__all__ = ["told_in_text"]

_MOST: Final = 60
"""Dates of a text, from the latest on, whose sentences are read."""
_SHOWN: Final = 3
"""Bounds of one sort that are kept as evidence: the tightest."""
_FIRST_COPYRIGHT: Final = 1991
"""Pages on the web begin here; a notice before it is of a book or record."""
_COPYRIGHT: Final = regex.compile(
    r"(?:©|copyright)\s?(?:©|\(c\))?[^\n\d]{0,40}"
    r"(?:(?:19|20)[0-9]{2}\s?[-–—]\s?)?(?P<year>(?:19|20)[0-9]{2})(?![0-9])",
    regex.I,
)
_SIGNS: Final = ("©", "opyright", "OPYRIGHT")
_SIGN: Final = re.compile("©|[cC]opyright|COPYRIGHT")
_NOTICES: Final = 20
"""Notices of rights that are read, from the last on."""


def told_in_text(document: Document, mentions: Sequence[Mention], stamps: Stamps) -> list[Clue]:
    """Collect the bounds that the dates in a text set to its day of writing.

    Args:
        document: Its `text` with `lines`; without lines, every line counts as body.
        mentions: What names a year in it.
        stamps: Which of them are stamps, and say nothing here.
    """
    text = document.text or ""
    labels = _Labels(document)
    clues = list(_copyright(text))
    if not mentions:
        return clues
    own = [
        item
        for item in mentions
        if item.start not in stamps.taken and item.end <= stamps.article_end and labels.at(item.start) != "boilerplate"
    ]
    clues += _bounds(document, own, labels)
    for item in own[:_MOST]:
        clues += _beside(text, item, document.language)
    return clues


class _Labels:
    """Which label a place of the text has."""

    def __init__(self, document: Document) -> None:
        self.starts = [line.start for line in document.lines]
        self.labels = [line.label for line in document.lines]

    def at(self, place: int) -> str:
        found = bisect_right(self.starts, place) - 1
        return self.labels[found] if found >= 0 else "body"


def _bounds(document: Document, mentions: Sequence[Mention], labels: _Labels) -> list[Clue]:
    text = document.text or ""
    lower: list[Clue] = []
    upper: list[Clue] = []
    for item in sorted(mentions, key=lambda item: -(item.days.earliest or 0))[:_MOST]:
        # What lies before the latest day that is past for sure bounds nothing, whatever is said of it.
        sure = [clue for clue in lower if clue.weight >= weight("told as past")]
        if len(sure) >= _SHOWN:
            break
        sense = sense_of(text, item, document.language)
        caption = labels.at(item.start) == "caption"
        if sense == "future" and not caption:
            days, note = DayInterval(None, item.days.latest), "spoken of as to come: written on that day or before"
            upper.append(_clue(text, item, days, "told as to come", note))
        elif sense == "past" or caption or (item.days.single and not doubtful(text, item, document.language)):
            belief = "day in a caption" if caption else "told as past" if sense == "past" else "day named"
            days, note = DayInterval(item.days.earliest, None), _LOWER[belief]
            lower.append(_clue(text, item, days, belief, note))
    return _newest(lower) + sorted(upper, key=lambda clue: clue.days.latest or 0)[:_SHOWN]


_LOWER: Final = {
    "told as past": "told as past: written on that day or later",
    "day in a caption": "a day in a caption: written on that day or later, most likely",
    "day named": "a day named without a word of plans: written on that day or later, most likely",
}


def _newest(lower: list[Clue]) -> list[Clue]:
    """Keep the latest bounds of each weight: those before them add nothing."""
    kept: list[Clue] = []
    for belief in dict.fromkeys(clue.weight for clue in lower):
        kept += [clue for clue in lower if clue.weight == belief][:_SHOWN]
    return kept


def _clue(text: str, item: Mention, days: DayInterval, belief: str, note: str) -> Clue:
    surface = text[item.start : item.end]
    return Clue("text", f"text: {belief}", surface, days, weight(belief), item.start, item.end, note=note)


def _copyright(text: str) -> Iterator[Clue]:
    """Read "© 2010-2013 The Paper": what a page says of its rights is as young as the page, and not its day."""
    if not any(sign in text for sign in _SIGNS):
        return
    places = deque((sign.start() for sign in _SIGN.finditer(text)), maxlen=_NOTICES)
    signs = (_COPYRIGHT.match(text, place, place + 80) for place in places)
    found = [item for item in signs if item and int(item["year"]) >= _FIRST_COPYRIGHT]
    for item in found[-1:]:
        year = int(item["year"])
        days = DayInterval(None, day_number(year, 12, 31))
        note = "a notice of rights: written in that year or before, most likely"
        start, end = item.span()
        yield Clue("text", "text: copyright", text[start:end], days, weight("copyright"), start, end, note=note)


def _number(word: str, language: str) -> int:
    """Read a number in figures or in a word; 0 where it is neither."""
    return int(word) if word.isdecimal() else int(lexicon("told")["numbers"].get(language, {}).get(word.casefold(), 0))


@cache
def _patterns(language: str) -> tuple[tuple[str, int, "regex.Pattern[str]"], ...]:
    table = lexicon("told")
    year = r"(?P<year>(?:1[89]|20)[0-9]{2})(?![0-9])"
    count = r"(?P<count>[0-9]{1,3}|\p{L}{2,12})(?:st|nd|rd|th|\.)?"
    beside = [
        (form.replace("{year}", year), item["add"]) for item in table["beside"] for form in item.get(language, ())
    ]
    after = [form.format(year=year, count=count) for form in table["years_after"].get(language, ())]
    return (
        *(("beside", int(add), regex.compile(form, regex.I)) for form, add in beside),
        *(("after", 0, regex.compile(form, regex.I)) for form in after),
    )


def _beside(text: str, item: Mention, language: str | None) -> Iterator[Clue]:
    """Read "last year's 2015 budget" and "ten years after the 2001 attacks"."""
    first, last = max(0, item.end - 70), item.end + 40
    around = text[first:last]
    for sort, add, pattern in _patterns(language or "en"):
        for found in pattern.finditer(around):
            if not found["year"] or first + found.end("year") != item.end:
                continue
            start, end = first + found.start(), first + found.end()
            year = int(found["year"])
            if sort == "beside":
                days = DayInterval(day_number(year + add, 1, 1), day_number(year + add, 12, 31))
                belief, note = "year beside its own", "places a year against that of writing"
            else:
                count = _number(found["count"], language or "en")
                if not 0 < count < 500:
                    continue
                days = DayInterval(day_number(year + count - 1, 1, 1), day_number(year + count + 1, 12, 31))
                belief, note = "years since", "so many years lie between: written about then"
            yield Clue("text", f"text: {belief}", text[start:end], days, weight(belief), start, end, note=note)

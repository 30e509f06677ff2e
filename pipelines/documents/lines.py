"""Which lines of a plain text are the document: title, body, caption, byline, or boilerplate around them.

A page saved as text has its article in one stretch: blocks of prose, with menus before and notices behind. Each line adds
to a running sum, prose by its length, short lines and notices negatively; the stretch with the greatest sum is the
article. Inside it everything is body that is no notice, outside it everything is boilerplate.

Source: J. Pasternack, D. Roth: Extracting Article Text from the Web with Maximum Subsequence Segmentation (WWW 2009); the
weights are our own.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import Final

from pipelines.documents.cues import BLANK, CUE, MEDIA, PROSE, SHORT, Look, is_byline, is_caption, look
from pipelines.records import Line

__all__ = ["all_body", "body_sample", "extracted_lines", "label_lines"]

_MOST_OF_A_LINE: Final = 400
"""Characters of a paragraph that count: one very long notice must not outweigh an article."""
_SHORT_COSTS: Final = 25
_CUE_COSTS: Final = 80
"""What a short line and a notice take away, in characters of prose."""
_AMIDST: Final = ("advertising", "related", "media", "age")
"""Notices that stand amidst an article as often as around it: they take away no more than a short line."""
_VERY_SHORT_TEXT: Final = 400
"""A text up to this length that holds no notice is all body: a message, an abstract (characters)."""
_CLEAN: Final = 0.6
"""Share of prose in a text without notices from which on all of it is taken."""
_BEFORE: Final = 8
"""Lines before the first block of prose among which title and byline are looked for."""
_LEADS: Final = 3
"""A byline stands before the first blocks of prose, no more than so many: title, lead, byline, text."""
_CHRONICLE: Final = 4
"""So many lines of nothing but a day or a name amidst the text make a chronicle; there they are headings."""
_WRAPPED: Final = 0.3
"""Share of lines that go on in small letters from which on a text is taken as wrapped at a fixed width."""
_LOWER: Final = re.compile(r"\s*[a-zß-öø-ÿ]")
_LIST: Final = re.compile(r"\s*(?:[•·*▪‣–-]|\d{1,3}[.)])\s")
_HEADING: Final = re.compile(r"\s*#{1,6}\s+")
_FULL_STOP: Final = re.compile(r"[.…;,:。_–—-][\"'”’»)\]]*$")


@dataclass(frozen=True, slots=True)
class _Unit:
    """Lines `first` to `last` (half-open) that are judged as one: a line, or a wrapped paragraph."""

    first: int
    last: int
    text: str
    look: Look


def _spans(text: str) -> list[tuple[int, int]]:
    spans, at = [], 0
    for line in text.split("\n"):
        spans.append((at, at + len(line)))
        at += len(line) + 1
    return spans


def all_body(text: str, reason: str = "given") -> tuple[Line, ...]:
    r"""Label every line as body: the text is the document already.

    Args:
        text: A text; its lines are those of `text.split("\n")`.
        reason: Who says so: `given`, or `extracted` for text that was taken out of markup.
    """
    return tuple(Line(start, end, "body", reason) for start, end in _spans(text))


def extracted_lines(text: str, title: str | None) -> tuple[Line, ...]:
    """Label the lines of a text that was taken out of markup: all body, but the first that repeats the title."""
    lines = all_body(text, "extracted")
    wanted = _folded(title or "")
    for i, line in enumerate(lines):
        if wanted and _folded(text[line.start : line.end]) == wanted:
            return (*lines[:i], replace(line, label="title", reason="as stated"), *lines[i + 1 :])
    return lines


def _folded(title: str) -> str:
    return " ".join(_HEADING.sub("", title).split()).casefold()


def body_sample(text: str, lines: Sequence[Line]) -> list[str]:
    """Give the lines that are body, in order; all lines if none is."""
    found = [text[line.start : line.end] for line in lines if line.label == "body" and line.end > line.start]
    return found or [text]


def label_lines(text: str, title: str | None = None) -> tuple[Line, ...]:
    r"""Label every line of a plain text.

    Args:
        text: A text as it is kept, with line feeds.
        title: Its title, if its source states one.

    Returns:
        One label a line of `text.split("\n")`, each with the rule that gave it.

    >>> page = "Menu\nDam breaks\nThree towns were flooded when the dam broke on Monday.\nSubscribe to our newsletter"
    >>> [line.label for line in label_lines(page)]
    ['boilerplate', 'title', 'body', 'boilerplate']
    """
    lines = text.split("\n")
    units = _repeated(_units(lines))
    if sum(unit.look.kind != BLANK for unit in units) <= 1:
        return all_body(text, "a single paragraph")
    if all(unit.look.kind in (PROSE, BLANK) for unit in units):
        first, last, why = 0, len(units), "prose"
    else:
        first, last, why = _stretch(units, len(text.strip()))
    labels = [_inside(unit, why) if first <= i < last else _outside(unit, why) for i, unit in enumerate(units)]
    _beside_media(units, labels)
    _head(units, labels, first, title)
    spans = _spans(text)
    found: list[Line] = []
    for unit, (label, reason) in zip(units, labels, strict=True):
        found.extend(Line(*spans[i], label, reason) for i in range(unit.first, unit.last))
    return tuple(found)


def _units(lines: Sequence[str]) -> list[_Unit]:
    if not _is_wrapped(lines):
        return [_Unit(i, i + 1, line, look(line)) for i, line in enumerate(lines)]
    width = median(len(line) for line in lines if line.strip())
    units: list[_Unit] = []
    first = 0
    for i, line in enumerate(lines):
        following = lines[i + 1] if i + 1 < len(lines) else ""
        # A paragraph goes on after a full line, and in any case in small letters.
        goes_on = line.strip() and following.strip() and (len(line) > 0.7 * width or _LOWER.match(following))
        if not goes_on:
            joined = " ".join(lines[first : i + 1])
            units.append(_Unit(first, i + 1, joined, look(joined)))
            first = i + 1
    return units


def _is_wrapped(lines: Sequence[str]) -> bool:
    pairs = [(a, b) for a, b in pairwise(lines[:400]) if a.strip() and b.strip()]
    if len(pairs) < 2:
        return False
    on = sum(1 for a, b in pairs if 45 <= len(a) <= 100 and _LOWER.match(b) and not _FULL_STOP.search(a.rstrip()))
    return on >= _WRAPPED * len(pairs)


def _repeated(units: list[_Unit]) -> list[_Unit]:
    """Mark what comes again: of a short line every time, of a paragraph all but the first (unless it is a notice anyway)."""
    counts = Counter(unit.text.strip() for unit in units if unit.look.kind in (PROSE, SHORT))
    if not counts or counts.most_common(1)[0][1] == 1:
        return units
    seen: set[str] = set()
    marked = []
    for unit in units:
        key = unit.text.strip()
        least = 2 if unit.look.kind == PROSE else 3
        if counts.get(key, 0) >= least and (unit.look.kind == SHORT or key in seen):
            marked.append(replace(unit, look=replace(unit.look, kind=CUE, reason="repeated")))
        else:
            marked.append(unit)
        seen.add(key)
    return marked


def _stretch(units: Sequence[_Unit], length: int) -> tuple[int, int, str]:
    """Find the article: its first unit, the unit after its last, and by which rule."""
    cues = any(unit.look.kind == CUE for unit in units)
    prose = sum(unit.look.weight for unit in units if unit.look.kind == PROSE)
    everything = sum(unit.look.weight for unit in units)
    if not cues and (length <= _VERY_SHORT_TEXT or prose >= _CLEAN * everything):
        return 0, len(units), "no notices in it"
    if prose == 0:
        return 0, len(units), "no prose to tell by"
    best = total = 0
    found, start = (0, 0), 0
    for i, unit in enumerate(units):
        if total <= 0:
            total, start = 0, i
        total += _worth(unit.look)
        if total > best:
            best, found = total, (start, i + 1)
    return *found, "block of prose"


def _worth(seen: Look) -> int:
    if seen.kind == PROSE:
        return min(seen.weight, _MOST_OF_A_LINE)
    if seen.kind == CUE:
        return -_SHORT_COSTS if seen.reason in _AMIDST else -_CUE_COSTS
    return -_SHORT_COSTS if seen.kind == SHORT else 0


def _inside(unit: _Unit, why: str) -> tuple[str, str]:
    kind = unit.look.kind
    if kind == CUE:
        return "boilerplate", unit.look.reason
    if kind != BLANK and is_caption(unit.text):
        return "caption", "picture credit"
    return "body", why if kind != SHORT else f"short line, {why}"


def _outside(unit: _Unit, why: str) -> tuple[str, str]:
    if unit.look.kind == BLANK:
        return "boilerplate", "blank"
    return "boilerplate", unit.look.reason if unit.look.kind == CUE else f"outside the {why}"


def _beside_media(units: Sequence[_Unit], labels: list[tuple[str, str]]) -> None:
    """The short lines around an age or a playing time name and describe a film, not the article's events."""
    shown = [i for i, unit in enumerate(units) if unit.look.kind != BLANK]
    for a, b in pairwise(range(len(shown))):
        i, j = shown[a], shown[b]
        before, after = units[i].look, units[j].look
        if labels[i][0] == "body" and before.kind == SHORT and after.kind == CUE and after.reason in MEDIA:
            labels[i] = ("caption", "beside a film")
        playing = before.kind == CUE and before.reason == "media"
        # A description follows without a blank line between.
        if playing and labels[j][0] == "body" and units[i].last == units[j].first and after.weight < 200:
            labels[j] = ("caption", "beside a film")


def _head(units: Sequence[_Unit], labels: list[tuple[str, str]], first: int, title: str | None) -> None:
    """Find title and byline: before the first block of prose, or the first line inside it."""
    if title is not None:
        wanted = _folded(title)
        for i, unit in enumerate(units):
            if wanted and _folded(unit.text) == wanted:
                labels[i] = ("title", "as stated")
                break
    blocks = [i for i in range(first, len(units)) if labels[i][0] == "body" and units[i].look.kind == PROSE]
    if not blocks:
        return
    before = [i for i in range(blocks[0]) if units[i].look.kind == SHORT][-_BEFORE:]
    _bylines(units, labels, (*before, *range(blocks[0], blocks[:_LEADS][-1])))
    if not any(label == "title" for label, _ in labels):
        able = [i for i in before if labels[i][0] in ("body", "boilerplate") and _like_title(units[i].text)]
        # The nearest one, unless the one before it is longer: a line between title and text is often a rubric.
        if able:
            labels[max(able[-3:], key=lambda i: min(len(units[i].text), 60))] = ("title", "before the prose")


def _bylines(units: Sequence[_Unit], labels: list[tuple[str, str]], head: Sequence[int]) -> None:
    """Label who wrote it and when. Many such lines are the headings of a chronicle, which is text."""
    found = [i for i, unit in enumerate(units) if unit.look.kind == SHORT and is_byline(unit.text)]
    if sum(labels[i][0] == "body" for i in found) >= _CHRONICLE:
        return
    for i in set(head) & set(found):
        if labels[i][0] in ("body", "boilerplate"):
            labels[i] = ("byline", "name or day")


def _like_title(text: str) -> bool:
    plain = _HEADING.sub("", text).strip()
    words = len(plain.split())
    letters = sum(map(str.isalpha, plain))
    if not plain or _LIST.match(text) or _FULL_STOP.search(plain) or not (plain[0].isupper() or not plain[0].isascii()):
        return False
    return words >= 2 and letters >= 8 and letters >= 0.6 * len(plain)

"""Which lines of a plain text are the document: title, body, caption, byline, or boilerplate around them.

A page saved as text has its article amidst menus, notices and widgets. How likely each line is text of the article is
judged by what was learnt (`weights`); the wording of a line says what kind of boilerplate it is, and where title, bylines
and captions are.
"""

from collections.abc import Sequence
from functools import cache
from typing import Final

import numpy as np

from pipelines.documents.lines.captions import is_caption, is_name, is_shown, may_be_captions, may_be_shown
from pipelines.documents.lines.given import all_body
from pipelines.documents.lines.heads import Said, label_head, label_letter
from pipelines.documents.lines.notices import kind_of
from pipelines.documents.lines.page import Page, least_likely, likelihood, read_page
from pipelines.records import Line

__all__ = ["label_lines"]

_VERY_SHORT_TEXT: Final = 400
"""A text up to this length that holds no notice is all body: a message, an abstract (characters)."""
_CLEAN: Final = 0.6
"""Share of prose in a text without notices from which on all of it is taken."""
_SURE: Final = 0.8
_VERY_SURE: Final = 0.95
"""How likely a line must be that holds the words of a notice, or points to other articles, to be text nevertheless."""
_BESIDE: Final = 200
"""A description of a film beside its playing time is no longer (characters)."""
_MEDIA: Final = ("media", "age")
"""Notices that belong to a picture or a film: the short lines next to them describe it."""
_ALWAYS: Final = ("media", "age", "advertising", "sharing")
"""Notices that are no text wherever they stand, unless it is a sentence that speaks so."""
_FEW: Final = 4
"""Words of the longest line that is taken for a part of a menu."""
_HEADINGS: Final = ("related", "comments")
"""Notices that say what the boilerplate after them is."""
_BLANK: Final[Said] = ("boilerplate", "blank", None)
_BLANK_IN_TEXT: Final[Said] = ("body", "blank", None)
_ABOVE: Final = 4
"""Units before the text among which a caption of its first picture is looked for."""


def label_lines(text: str, title: str | None = None) -> tuple[Line, ...]:
    r"""Label every line of a plain text.

    Args:
        text: A text as it is kept, with line feeds.
        title: Its title, if its source states one.

    Returns:
        One label a line of `text.split("\n")`, each with the rule that gave it; body and boilerplate that were judged by
        what was learnt have a score. The reason of boilerplate begins with its kind where that can be told: navigation,
        advertising, widget, notice or comments.

    >>> page = "Menu\nDam breaks\nThree towns were flooded when the dam broke on Monday.\nSubscribe to our newsletter"
    >>> [line.label for line in label_lines(page)]
    ['boilerplate', 'title', 'body', 'boilerplate']
    """
    page = read_page(text)
    if len(page.texts) <= 1:
        return all_body(text, "a single paragraph")
    prose = _prose(page)
    labels = label_letter(page)
    if labels is None:
        labels = _judged(page, prose, len(text.strip()))
        _captions(page, labels)
        _beside_media(page, prose, labels)
        label_head(page, prose, labels, title)
    return _spread(text, page, labels)


def _spread(text: str, page: Page, labels: Sequence[Said]) -> tuple[Line, ...]:
    """Give each line what its unit was given; a blank line goes with the text where it lies in it."""
    lines = text.split("\n")
    said = [_BLANK] * len(lines)
    read = [number for number, (label, _, _) in enumerate(labels) if label != "boilerplate"]
    if read:
        begin, end = page.lines[read[0]][0], page.lines[read[-1]][1]
        said[begin:end] = [_BLANK_IN_TEXT] * (end - begin)
    for (first, last), label in zip(page.lines, labels, strict=True):
        if last == first + 1:
            said[first] = label
        else:
            said[first:last] = [label] * (last - first)
    sizes = np.fromiter(map(len, lines), np.int64, len(lines))
    ends = np.cumsum(sizes + 1) - 1
    names, reasons, scores = zip(*said, strict=True)
    return tuple(map(Line, (ends - sizes).tolist(), ends.tolist(), names, reasons, scores))


def _prose(page: Page) -> list[bool]:
    return [long and not notice for long, notice in zip((page.prose > 0).tolist(), page.notice, strict=True)]


def _judged(page: Page, prose: Sequence[bool], length: int) -> list[Said]:
    sizes = page.sizes
    clean = not any(page.notice) and float(sizes @ prose) >= _CLEAN * float(sizes.sum())
    again = _again(page, prose)
    if clean or (length <= _VERY_SHORT_TEXT and not any(page.notice)):
        why = "prose" if all(prose) else "no notices in it"
        return [("boilerplate", "repeated", None) if i in again else ("body", why, None) for i in range(len(prose))]
    labels: list[Said] = []
    heading = ""
    likelihoods = likelihood(page)
    least = least_likely(likelihoods, page)
    scores, against = likelihoods.round(4).tolist(), (1 - likelihoods).round(4).tolist()
    fewest = (page.own["words"] <= np.log1p(_FEW)).tolist()
    kept = (likelihoods > np.array([_least(notice, least) for notice in page.notice])).tolist()
    for i, (notice, block) in enumerate(zip(page.notice, prose, strict=True)):
        if i in again:
            labels.append(("boilerplate", "repeated", None))
        elif kept[i] and not (notice in _ALWAYS and not page.prose[i]):
            heading = ""
            labels.append(("body", "block of prose" if block else "short line, block of prose", scores[i]))
        else:
            heading = notice if notice in _HEADINGS else heading
            why = _kind(notice or ("" if block and heading != "comments" else heading), fewest[i])
            labels.append(("boilerplate", why, against[i]))
    return labels


def _again(page: Page, prose: Sequence[bool]) -> set[int]:
    """Find the paragraphs that stood on the page before."""
    seen: set[str] = set()
    found = set()
    for i, (line, block) in enumerate(zip(page.texts, prose, strict=True)):
        if block and line in seen:
            found.add(i)
        elif block:
            seen.add(line)
    return found


def _least(notice: str, least: float) -> float:
    if notice:
        return _VERY_SURE if notice == "related" else _SURE
    return least


@cache
def _kind(notice: str, short: bool) -> str:
    """Say what kind of boilerplate a line is: by a wording, its own or that of the heading above it, or by its length."""
    if notice:
        kind = kind_of(notice)
        return notice if kind == notice else f"{kind}: {notice}"
    return "navigation: short line" if short else "outside the block of prose"


def _captions(page: Page, labels: list[Said]) -> None:
    """Label what describes a picture, in the text or just above it; a line that holds a notice's words is none."""
    read = [number for number, (label, _, _) in enumerate(labels) if label == "body"]
    if not read:
        return
    begin, end = max(0, read[0] - _ABOVE), read[-1] + 1
    worded, dated = may_be_captions(page.columns)[begin:end], may_be_shown(page.columns)[begin:end]
    able = worded.tolist()
    for number in (np.flatnonzero(worded | dated) + begin).tolist():
        if not page.notice[number]:
            shown = is_shown(page.texts[number])
            why = shown or (is_caption(page.texts[number]) if able[number - begin] else None)
            if why:
                labels[number] = ("caption", why, None)
            if shown and number + 1 < len(labels) and is_name(page.texts[number + 1]):
                labels[number + 1] = ("caption", "picture credit", None)


def _beside_media(page: Page, prose: Sequence[bool], labels: list[Said]) -> None:
    """The short lines around an age or a playing time name and describe a film, not the article's events."""
    read = [number for number, (label, _, _) in enumerate(labels) if label == "body"]
    inside = range(read[0], read[-1] + 1) if read else range(0)
    films = [i for i, notice in enumerate(page.notice) if notice in _MEDIA]
    for i in sorted({near for film in films for near in (film - 1, film) if 0 <= near < len(labels) - 1}):
        j = i + 1
        if page.notice[j] in _MEDIA and not prose[i] and not page.notice[i] and i in inside:
            labels[i] = ("caption", "beside a film", None)
        # A description follows without a blank line between.
        close = page.lines[i][1] == page.lines[j][0] and len(page.texts[j]) < _BESIDE
        if page.notice[i] == "media" and close and j in inside and not page.notice[j]:
            labels[j] = ("caption", "beside a film", None)

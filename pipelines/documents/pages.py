"""Printed pages made one text: running heads, page numbers and hyphens at line ends are left out.

They interrupt sentences, and belong to the page, not to what is said. They are left out before offsets are taken, and the
offset map leads past them, back to the text of the pages (line breaks as line feeds) joined by form feeds. Nothing else is
left out, and the bytes keep all of it.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Final

from pipelines.documents.normalise import normalise
from pipelines.records import OffsetPoint

__all__ = ["HYPHEN", "pages_to_text"]

HYPHEN: Final = "\ufffe"
"""Stands where a line ended in a hyphen and the next one has been joined to it. Source: PDFium, text extraction."""
_GONE: Final = "\ufeff"
"""Overwrites what is left out: normalisation takes it out, and its map is then one to the text before."""
_EDGE: Final = 2
"""Lines at the top and at the bottom of a page where running heads are looked for."""
_PAGES: Final = 3
"""Pages on which a line must come again: two pages can begin alike by chance."""
_MOST: Final = 0.3
"""Share of the text above which nothing is left out: those pages are alike, and not their heads alone."""
_LINE: Final = re.compile(r"[^\r\n]*\r?\n?")
_ENDING: Final = re.compile(rf"[\r\n{_GONE}]+(?=\f)")
"""Line breaks before the end of a page, which is one itself."""
_NUMBER: Final = re.compile(r"\d+")
_WORD: Final = re.compile(r"[^\W\d_]+")
_BROKEN: Final = re.compile(rf"([^\W_]{{0,60}}){HYPHEN}([^\W_]{{0,60}})")

_Span = tuple[int, int]


def pages_to_text(pages: Sequence[str]) -> tuple[str, tuple[OffsetPoint, ...]]:
    """Join pages.

    A hyphen at a line's end goes where it divides a word, and stays where it joins two: before a capital or a digit, and
    where both parts are words of this document and the whole is not.

    Args:
        pages: The text of each page, `HYPHEN` where a line ended in a hyphen.

    Returns:
        The text, normalised, and its offset map; its source are the pages joined by form feeds, with line feeds alone.
    """
    plain = [page.replace("\r\n", "\n") for page in pages]
    source = "\f".join(plain)
    left_out = _running(plain)
    if sum(end - start for start, end in left_out) > _MOST * len(source):
        left_out = []
    parts, at = [], 0
    for start, end in left_out:
        parts += [source[at:start], _GONE * (end - start)]
        at = end
    kept = _ENDING.sub(lambda match: _GONE * len(match.group()), "".join((*parts, source[at:])))
    return normalise(_rejoined(kept))


def _running(pages: Sequence[str]) -> list[_Span]:
    """Give the spans of running heads and page numbers, as offsets of the joined pages."""
    seen: dict[tuple[str, bool], list[tuple[int, _Span, list[int]]]] = defaultdict(list)
    at = 0
    for number, page in enumerate(pages):
        lines = [match.span() for match in _LINE.finditer(page) if match.group().strip()]
        edge = _EDGE if len(lines) > 2 * _EDGE else 1
        edges = dict.fromkeys(lines[:edge], True) | dict.fromkeys(lines[edge:][-edge:], False)
        for (start, end), top in edges.items():
            line = page[start:end].strip()
            key = " ".join(_NUMBER.sub("#", line).casefold().split())
            seen[key, top].append((number, (at + start, at + end), [int(n) for n in _NUMBER.findall(line)]))
        at += len(page) + 1
    found = []
    for (key, _), places in seen.items():
        if len(places) >= _PAGES:
            found += _steady(places) if "#" in key else [span for _, span, _ in places]
    return sorted(found)


def _steady(places: list[tuple[int, _Span, list[int]]]) -> list[_Span]:
    """Give the lines whose numbers stay the same from page to page, or count the pages; others are what is said."""
    kept: list[_Span] = []
    for column in range(len(places[0][2])):
        steps = Counter(numbers[column] - page for page, _, numbers in places if len(numbers) > column)
        step, times = steps.most_common(1)[0]
        if times >= _PAGES:
            return [span for page, span, numbers in places if numbers[column] - page == step]
    same = Counter(tuple(numbers) for _, _, numbers in places)
    numbers, times = same.most_common(1)[0]
    if times >= _PAGES:
        kept = [span for _, span, found in places if tuple(found) == numbers]
    return kept


def _rejoined(source: str) -> str:
    """Decide on each hyphen at a line's end; the length stays."""
    if HYPHEN not in source:
        return source
    words = {word.casefold() for word in _WORD.findall(_BROKEN.sub(" ", source))}

    def decide(match: re.Match[str]) -> str:
        before, after = match[1], match[2]
        apart = {before.casefold(), after.casefold()} <= words and (before + after).casefold() not in words
        joins = not after or not before or not after[0].islower() or apart
        return before + ("-" if joins else _GONE) + after

    return _BROKEN.sub(decide, source)

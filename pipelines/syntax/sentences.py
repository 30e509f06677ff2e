"""Sentences of a text, found inside given lines.

A sentence ends at `.`, `!`, `?` or `…` with any closing quotes or brackets, before white space and something that can open a
sentence; never after an abbreviation or an initial, unless what follows opens a sentence for sure. It never crosses
from one block to the next: only a line that was wrapped in its middle runs on into the following one. Marks of headings,
lists and quotations at the start of a line are no part of it, nor is the dateline of a news report.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from pipelines.syntax.datelines import after_dateline

__all__ = ["LONGEST", "line_spans", "sentences"]

LONGEST: Final = 2_000
"""Most code points of a sentence. Longer ones are lists or tables; they are cut at white space, so that whatever looks at
pairs of words stays fast and no row carries a book."""

_WRAPPED: Final = 40
"""A line shorter than this (code points) was not wrapped: it is a heading or an item of a list."""

_MARKER: Final = re.compile(r"\s*(?:#{1,6}\s+|[-*+•‣▪●◦–—]\s+|>\s*|(?P<number>\d{1,2})[.)]\s+(?=\S))")
"""What Markdown and plain lists put before a heading, an item or a quoted line."""
_STOP: Final = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s)|[.!?…][\"”]+(?=[A-Z\"“])")
_LAST_WORD: Final = re.compile(r"[\w.'’-]+$")
_NEXT: Final = re.compile(r"\s*([\"'“‘«(\[]*)(\S?)")
_WORD: Final = re.compile(r"\w*")
_INDENTED: Final = re.compile(r"[ \t]*(\w)")
_INITIAL: Final = re.compile(r"(?:^|\W)[A-Z]$|^(?:[^\W\d_]\.)+[^\W\d_]$")


@dataclass(frozen=True, slots=True)
class _Words:
    """Word sets of `words/sentences.toml`, each explained there."""

    titles: frozenset[str]
    others: frozenset[str]
    openers: frozenset[str]
    ordinal_nouns: frozenset[str]
    months: frozenset[str]
    agencies: frozenset[str]


@cache
def _words() -> _Words:
    path = Path(__file__).parent / "words" / "sentences.toml"
    tables = tomllib.loads(path.read_text(encoding="utf-8"))
    return _Words(**{name: frozenset(words.split()) for name, words in tables.items()})


def line_spans(text: str) -> list[tuple[int, int]]:
    """Give the spans of the lines of a text that hold anything but white space."""
    found = []
    start = 0
    for line in text.split("\n"):
        if line.strip():
            found.append((start, start + len(line)))
        start += len(line) + 1
    return found


def sentences(text: str, lines: Iterable[tuple[int, int]] | None = None) -> list[tuple[int, int]]:
    """Find the sentences of a text.

    Args:
        text: The whole text.
        lines: Half-open spans of the lines to read, in order; `None` reads all.

    Returns:
        Half-open spans in order, without white space at either end, marks or dateline before, none longer than `LONGEST`.

    >>> sentences("Mr. Harper left. He won.")
    [(0, 16), (17, 24)]
    """
    found: list[tuple[int, int]] = []
    for begin, end in _blocks(text, line_spans(text) if lines is None else lines):
        first = after_dateline(text, _after_markers(text, begin, end), end, _words().months, _words().agencies)
        for stop in _STOP.finditer(text, first, end):
            if _ends(text, first, stop):
                found.extend(_pieces(text, first, stop.end()))
                first = stop.end()
        found.extend(_pieces(text, first, end))
    return found


def _after_markers(text: str, start: int, end: int) -> int:
    """Where a line's own words begin; a German date such as "9. Mai" is no numbered item."""
    while found := _MARKER.match(text, start, end):
        word = _WORD.match(text, found.end(), end)
        if found["number"] and word is not None and word.group().lower() in _words().ordinal_nouns:
            break
        start = found.end()
    return start


def _blocks(text: str, lines: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Lines, those that were wrapped in the middle of a sentence joined."""
    current: tuple[int, int] | None = None
    for start, end in lines:
        if current is not None and _runs_on(text, current, start):
            current = (current[0], end)
            continue
        if current is not None:
            yield current
        current = (start, end)
    if current is not None:
        yield current


def _runs_on(text: str, line: tuple[int, int], start: int) -> bool:
    if text[line[1] : start] != "\n" or line[1] - max(text.rfind("\n", line[0], line[1]) + 1, line[0]) < _WRAPPED:
        return False
    if text[line[1] - 1] in '.!?…:"”':
        return False
    following = _INDENTED.match(text, start)
    return following is not None and following.group(1).islower()


def _ends(text: str, first: int, stop: "re.Match[str]") -> bool:
    """Whether a sentence ends at this full stop."""
    following = _NEXT.match(text, stop.end())
    opener = following.group(2) if following else ""
    if opener.islower():
        return False
    if not stop.group().startswith(".") or stop.group().startswith(".."):
        return True
    before = text[max(first, stop.start() - 40) : stop.start()]
    found = _LAST_WORD.search(before, before.rfind(" ") + 1)
    word = found.group() if found else ""
    bare = word.lower().rstrip(".")
    words = _words()
    if bare in words.titles or (bare.isdecimal() and _word(text, following) in words.ordinal_nouns):
        return False
    if bare in words.others or _INITIAL.search(word):
        return _word(text, following) in words.openers
    return True


def _word(text: str, following: "re.Match[str] | None") -> str:
    """The word after a full stop, in small letters."""
    found = _WORD.match(text, following.start(2)) if following else None
    return found.group().lower() if found else ""


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """One sentence without white space at its ends, cut where it is longer than any sentence."""
    while start < end:
        while start < end and text[start].isspace():
            start += 1
        if end - start <= LONGEST:
            break
        cut = max(text.rfind(" ", start + 1, start + LONGEST), text.rfind("\n", start + 1, start + LONGEST))
        cut = cut if cut > 0 else start + LONGEST
        yield start, len(text[start:cut].rstrip()) + start
        start = cut
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end

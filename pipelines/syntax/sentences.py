"""Sentences of a text, found inside given lines.

A sentence ends at `.`, `!`, `?` or `…` with any closing quotes or brackets, before white space and something that can open a
sentence; never after an abbreviation or an initial, unless what follows opens a sentence for sure. It never crosses
from one block to the next: only a line that was wrapped in its middle runs on into the following one. Marks of headings,
lists and quotations at the start of a line are no part of it.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final

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
_TITLES: Final = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "gen",
        "col",
        "lt",
        "sgt",
        "capt",
        "maj",
        "adm",
        "sen",
        "rep",
        "gov",
        "st",
        "rev",
        "hon",
        "pres",
        "fr",
        "hr",
        "mme",
        "nr",
        "bzw",
        "ca",
        "vs",
        "no",
        "e.g",
        "i.e",
        "cf",
        "approx",
        "messrs",
    ]
)
"""Abbreviations that a name or number follows: no sentence ends here."""
_OTHERS: Final = frozenset(
    [
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        "inc",
        "corp",
        "co",
        "ltd",
        "jr",
        "sr",
        "bros",
        "etc",
        "ave",
        "blvd",
        "tenn",
        "calif",
        "conn",
        "mass",
        "fla",
        "ill",
        "ind",
        "mich",
        "minn",
        "wash",
        "va",
        "pa",
        "ore",
        "ariz",
        "ala",
        "ky",
        "tex",
        "okla",
        "a.m",
        "p.m",
        "u.s",
        "u.n",
        "u.k",
        "e.u",
        "d.c",
        "n.y",
        "usw",
        "evtl",
        "env",
    ]
)
"""Abbreviations that may end a sentence too: one ends here if a common opening word follows."""
_OPENERS: Final = frozenset(
    [
        "the",
        "a",
        "an",
        "he",
        "she",
        "it",
        "they",
        "we",
        "i",
        "you",
        "in",
        "on",
        "at",
        "but",
        "and",
        "this",
        "that",
        "these",
        "those",
        "there",
        "his",
        "her",
        "its",
        "their",
        "our",
        "when",
        "while",
        "after",
        "before",
        "if",
        "as",
        "for",
        "one",
        "within",
        "during",
        "until",
        "since",
        "although",
        "because",
        "under",
        "over",
        "then",
        "now",
        "later",
        "both",
        "each",
        "all",
        "several",
        "another",
        "other",
        "what",
        "who",
        "where",
        "how",
        "not",
        "some",
        "many",
        "most",
        "no",
        "with",
        "by",
        "to",
        "from",
        "mr",
        "mrs",
        "ms",
        "dr",
        "however",
        "meanwhile",
    ]
)

_ORDINAL_NOUNS: Final = frozenset(
    [
        "januar",
        "februar",
        "märz",
        "april",
        "mai",
        "juni",
        "juli",
        "august",
        "september",
        "oktober",
        "november",
        "dezember",
        "jahrhundert",
        "jahrestag",
    ]
)
"""German words that an ordinal number with its stop stands before: "9. Mai"."""


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
        Half-open spans in order, without white space at either end or marks before, none longer than `LONGEST`.

    >>> sentences("Mr. Harper left. He won.")
    [(0, 16), (17, 24)]
    """
    found: list[tuple[int, int]] = []
    for begin, end in _blocks(text, line_spans(text) if lines is None else lines):
        first = _after_markers(text, begin, end)
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
        if found["number"] and word is not None and word.group().lower() in _ORDINAL_NOUNS:
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
    before = _LAST_WORD.search(text, max(first, stop.start() - 40), stop.start())
    word = before.group() if before else ""
    bare = word.lower().rstrip(".")
    if bare in _TITLES or (bare.isdecimal() and _word(text, following) in _ORDINAL_NOUNS):
        return False
    if bare in _OTHERS or _INITIAL.search(word):
        return _word(text, following) in _OPENERS
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

"""Runs: stretches of text whose words are all in the lexicon, each around a word or number that may tell a time.

The text is searched once for triggers (words of time, digits). Around each the words are read as far as the lexicon
knows them; so the cost depends on how many times a text speaks of time, not on its length alone.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from pipelines.temporal.numerals import BREAKS, WITHIN, Token, integer, joined, numeral, plainly_counts
from pipelines.temporal.words import Lexicon

__all__ = ["Run", "Token", "runs"]

_REACH: Final = 64
"""Characters before a trigger that a run may begin at: the longest beginning of a pattern is shorter."""
_LONGEST: Final = 60
"""Tokens of a run; a longer one is cut and goes on as another."""

_TOKEN: Final = re.compile(
    r"""(?P<iso>\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:?\d{2})?)?(?!\d))
    |(?P<slashed>\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})(?!\d)|\d{1,2}\.\d{1,2}\.\d{4}(?!\d)|\d{1,2}-\d{1,2}-(?:\d{4}|\d{2})(?!\d)|\d{4}/\d{2}/\d{2}(?!\d))
    |(?P<clock>(?:[01]?\d|2[0-4])(?:[:.][0-5]\d(?=[ ]?(?P<ap>[ap]\.m|[ap]m\b|AM\b|PM\b))|:[0-5]\d(?::[0-5]\d)?(?!\d|[.,:]\d)))
    |(?P<big>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+)
    |(?P<nth>\d{1,2}(?:st|nd|rd|th|ST|ND|RD|TH)(?![^\W_]))
    |(?P<decade>(?:\d{2,3}0|['’]?\d0)['’]?s(?![^\W_]))
    |(?P<yy>['’]\d{2}(?![^\W_]))
    |(?P<digits>\d+)
    |(?P<dotted>(?:[AaPp]\.[Mm]\.?|[BbAa]\.[CcDd](?:\.[Ee])?\.)(?![^\W\d_]))
    |(?P<possessive>['’]s(?![^\W_]))
    |(?P<fraction>½|¼|¾)
    |(?P<word>[^\W\d_]+)
    |(?P<mark>[^\s\w]|_)""",
    re.VERBOSE,
)
_SPACE: Final = re.compile(r"[ \t\u00a0]*\n?[ \t\u00a0]*")
_BACK: Final = re.compile(r"[^\W\d_]+\.?[^\W\d_]?\.?|\d[\d.,:/]*|[-,'’–/]")
_ABBREVIATED: Final = frozenset(
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
        "mon",
        "tue",
        "tues",
        "wed",
        "thu",
        "thur",
        "thurs",
        "fri",
        "sat",
        "sun",
    ]
)


@dataclass(slots=True)
class Run:
    """Tokens in a row; `codes` has one character before them and one after, for what stands there."""

    tokens: list[Token]
    codes: str


def runs(text: str, first: int, last: int, words: Lexicon) -> Iterator[Run]:
    """Yield the runs of `text[first:last]` from left to right, without overlap.

    Args:
        text: The whole document.
        first: First code point to search.
        last: Code point after the last.
        words: The lexicon whose words make a run.
    """
    done = first
    search = words.trigger.search
    found = words.opening.match(text, first, last) or search(text, done, last)
    while found:
        start = found.start()
        if text[start].isalnum():
            counted = plainly_counts(text, start, words)
            if counted:
                done = max(counted, found.end())
                found = search(text, done, last)
                continue
        else:
            start += 1
        at, tokens = _back(text, start, done, words)
        stop = _forward(text, at, last, words, tokens)
        if stop <= start and at < start:  # what stands before does not join the words of time
            tokens = []
            stop = _forward(text, start, last, words, tokens)
        if tokens:
            codes = "".join([token.code for token in tokens])
            if not words.joining.isdisjoint(codes):
                tokens = joined(tokens, text, words)
                codes = "".join([token.code for token in tokens])
            yield Run(tokens, _before(text, tokens[0].start, first) + codes + _after(text, tokens[-1].end, last))
        done = max(stop, found.end())
        found = search(text, done, last)


def _back(text: str, start: int, floor: int, words: Lexicon) -> tuple[int, list[Token]]:
    """Where to read on to have the words before a trigger that the lexicon knows, and those of them that are read."""
    low, kinds = max(floor, start - _REACH), words.kinds
    trigger, read = start, []
    while start - low > 1 and text[start - 1] == " ":  # plain words with a space between: the usual case
        gap = text.rfind(" ", low, start - 1)
        before = text[(low if gap < 0 else gap + 1) : start - 1]
        word = before.removesuffix(".")
        if not word.isalpha():
            if len(before) == 1 and before not in WITHIN and not before.isalnum():
                break
            return _back_over_marks(text, start, floor, low, words), []
        kind = kinds.get(before)
        if kind is None:
            if word == before or word.lower() not in _ABBREVIATED:
                break
            return _back_over_marks(text, start, floor, low, words), []
        if word != before:
            return _back_over_marks(text, start, floor, low, words), []
        if gap < 0:
            return (start if low > floor and text[low - 1].isalnum() else low), []
        read.append(Token(gap + 1, start - 1, kind.code, kind.values))
        start = gap + 1
    else:
        if start == low or text[start - 1] not in BREAKS:
            return _back_over_marks(text, start, floor, low, words), []
    read.reverse()
    return trigger, read


def _back_over_marks(text: str, start: int, floor: int, low: int, words: Lexicon) -> int:
    """The same, whatever stands between the words; first in their neighbourhood, as they hardly ever reach farther."""
    kinds, at = words.kinds, start
    near = text.rfind(" ", low, max(low, start - _NEAR))
    for origin in (near, low) if near > low else (low,):
        at = start
        for found in reversed(list(_BACK.finditer(text, origin, start))):
            gap = text[found.end() : at]
            if (gap and not gap.isspace()) or "\n\n" in gap:
                return at
            form = found.group()
            abbreviated = form.endswith(".") and form[:-1].lower() in _ABBREVIATED
            if form not in kinds and not abbreviated and not form[0].isdigit():
                return at
            if found.start() == low and low > floor and text[low - 1].isalnum():
                return at
            at = found.start()
    return at


def _forward(text: str, at: int, last: int, words: Lexicon, tokens: list[Token]) -> int:
    """Read tokens from `at` for as long as they are in the lexicon, after those given; where reading stopped."""
    plain, find, space = words.plain.get, text.find, _SPACE.match
    while len(tokens) < _LONGEST:
        stop = find(" ", at, at + _NEAR)
        kind = plain(text[at:stop]) if at < stop < last else None
        if kind is not None:
            tokens.append(Token(at, stop, kind.code, kind.values))
            at = stop + 1
            if text[at : at + 1].isalnum():
                continue
            at = stop
        else:
            token = _next(text, at, stop, last, words)
            if token is None:
                break
            tokens.append(token)
            at = token.end
            if text[at : at + 1] == " " and text[at + 1 : at + 2].isalnum():
                at += 1
                continue
        gap = space(text, at, last)
        at = gap.end() if gap else at
        if text[at : at + 1] == "\n":
            break
    return tokens[-1].end if tokens else at


def _next(text: str, at: int, stop: int, last: int, words: Lexicon) -> Token | None:
    """Read one token, none where it is not in the lexicon; a space follows at `stop` if that lies after `at`."""
    if at < stop < last:
        piece, kinds = text[at:stop], words.plain
        kind = None
        if stop - at > 1 and piece[-1] in ",.;:)":
            piece, stop = piece[:-1], stop - 1
            kind = kinds.get(piece)
            if kind and (text[stop] != "." or piece.lower() not in _ABBREVIATED):
                return Token(at, stop, kind.code, kind.values)
        if piece.isalpha():
            if not kind and not (piece[0].islower() and piece.lower() in kinds):
                return None
        elif len(piece) == 1 and not piece.isalnum():
            return None
        elif len(piece) <= 4 and piece.isdecimal() and at and text[at - 1] == " ":
            name, values = integer(piece)
            return Token(at, stop, words.numerals[name], values)
    found = _TOKEN.match(text, at, last)
    return _token(text, found, words) if found else None


_NEAR: Final = 24
"""Characters within which a plain word ends."""


def _token(text: str, found: re.Match[str], words: Lexicon) -> Token | None:
    name = found.lastgroup or ""
    if name == "ap":
        name = "clock"
    start, end = found.span()
    surface = found.group()
    if name in ("word", "dotted", "mark", "possessive"):
        return _word(text, surface, start, end, words)
    kind, values = numeral(name, surface, found)
    if start and _stuck(text, start, end, name):
        kind, values = "glued", {"GLUED": surface}
    return Token(start, end, words.numerals[kind], values)


def _word(text: str, surface: str, start: int, end: int, words: Lexicon) -> Token | None:
    kind = words.kinds.get(surface)
    if kind is None:
        kind = words.kinds.get(surface.lower()) if surface[0].islower() else None
        if kind is None:
            return None
    if text.startswith(".", end) and surface.lower() in _ABBREVIATED:
        end += 1
    return Token(start, end, kind.code, kind.values)


def _stuck(text: str, start: int, end: int, name: str) -> bool:
    """Whether what touches a number makes it no number of time: `F16`, `$40`, `3-1`, `555-1984`, `1.5`."""
    before = text[start - 1]
    if before.isalnum() or before in "_$£€¥#@&=+\\":
        return True
    if before in ".,:/" and start > 1 and text[start - 2].isalnum() and not text[start - 2 : start - 1].isalpha():
        return True
    if before in "-–" and start > 1 and text[start - 2].isdigit() and name == "digits" and end - start == 4:
        return not text[max(0, start - 5) : start - 1].isdigit()
    after = text[end : end + 1]
    return after in ("%", "_", "$", "€") and bool(after)


def _before(text: str, start: int, first: int) -> str:
    """A character for what stands before a run: `|` a beginning, `x` a word, `X` a name, `.` a mark."""
    at = start - 1
    while at >= first and text[at] in " \t\u00a0":
        at -= 1
    if at < first or text[at] == "\n":
        return "|"
    if not text[at].isalnum():
        return "." if text[at] != "$" else "$"
    word = text[max(first, at - 40) : at + 1].rpartition(" ")[2]
    if not word.isalnum():
        word = _LAST_WORD.split(word)[-1]
    if word[0].isupper():
        return "X"
    return "s" if word[-1] == "s" and len(word) > 3 and word[-2] not in "suai" else "x"


_LAST_WORD: Final = re.compile(r"[\W_]")


_NEXT: Final = re.compile(r"\s*([^\W\d_]+)|\s*(\S)")


def _after(text: str, end: int, last: int) -> str:
    """A character for what stands after a run: `s` a plural, else as `_before`."""
    found = _NEXT.match(text, end, min(last, end + 40))
    if not found:
        return "|"
    word = found[1]
    if not word:
        return "."
    if word[0].isupper():
        return "X"
    return "s" if word.endswith("s") and not word.endswith(("ss", "us")) and len(word) > 3 else "x"

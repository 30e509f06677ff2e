"""Runs: stretches of text whose words are all in the lexicon, each around a word or number that may tell a time.

The text is searched once for triggers (words of time, digits). Around each the words are read as far as the lexicon
knows them; so the cost depends on how many times a text speaks of time, not on its length alone.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from pipelines.temporal.numerals import Token, joined, numeral
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
_WORD: Final = re.compile(r"[^\W\d_]{2,}+(?![.'’])")
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
            if _counts(text, start, words):
                done = found.end()
                found = search(text, done, last)
                continue
        else:
            start += 1
        at = _back(text, start, done, words)
        tokens, stop = _forward(text, at, last, words)
        if stop <= start and at < start:  # what stands before does not join the words of time
            tokens, stop = _forward(text, start, last, words)
        if tokens:
            codes = "".join([token.code for token in tokens])
            yield Run(tokens, _before(text, tokens[0].start, first) + codes + _after(text, tokens[-1].end, last))
        done = max(stop, found.end())
        found = search(text, done, last)


def _counts(text: str, start: int, words: Lexicon) -> bool:
    """Whether a number plainly counts something, `the 12 people`: words that have no part in time stand on both sides."""
    found = _COUNT.match(text, start)
    if found is None or start < 2 or found[1] in words.kinds or found[1].lower() in words.kinds:
        return False
    before = text[max(0, start - 24) : start - 1].rpartition(" ")[2]
    return text[start - 1] == " " and before.isalpha() and before not in words.kinds


_COUNT: Final = re.compile(r"\d{1,3} ([^\W\d_]{2,})(?![^\s,.;])")


def _back(text: str, start: int, floor: int, words: Lexicon) -> int:
    """Where the words before a trigger begin that the lexicon knows."""
    low = max(floor, start - _REACH)
    kinds = words.kinds
    if start - low > 1 and text[start - 1] == " ":
        before = text[low : start - 1].rpartition(" ")[2]
        word = before.removesuffix(".")
        if word.isalpha() and before not in kinds and (word == before or word.lower() not in _ABBREVIATED):
            return start  # the usual case
    elif start > low and text[start - 1] in '(["“:;':
        return start
    for found in reversed(list(_BACK.finditer(text, low, start))):
        gap = text[found.end() : start]
        if (gap and not gap.isspace()) or "\n\n" in gap:
            break
        form = found.group()
        abbreviated = form.endswith(".") and form[:-1].lower() in _ABBREVIATED
        if form not in kinds and not abbreviated and not form[0].isdigit():
            break
        if found.start() == low and low > floor and text[low - 1].isalnum():
            break
        start = found.start()
    return start


def _forward(text: str, at: int, last: int, words: Lexicon) -> tuple[list[Token], int]:
    """Read tokens from `at` for as long as they are in the lexicon; also where reading stopped."""
    tokens: list[Token] = []
    match, word, space, kinds = _TOKEN.match, _WORD.match, _SPACE.match, words.kinds
    while len(tokens) < _LONGEST:
        found = word(text, at, last)  # most tokens are plain words, which need no look at the other forms
        kind = kinds.get(found.group()) if found else None
        if found and kind:
            token: Token | None = Token(at, found.end(), kind.code, kind.values)
        else:
            found = match(text, at, last)
            token = _token(text, found, words) if found else None
        if token is None:
            break
        tokens.append(token)
        at = token.end
        if text.startswith(" ", at) and text[at + 1 : at + 2].isalnum():
            at += 1
            continue
        gap = space(text, at, last)
        at = gap.end() if gap else at
        if text.startswith("\n", at):
            break
    return joined(tokens, text, words), (tokens[-1].end if tokens else at)


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
    stop = at
    low = max(first, at - 40)
    while at >= low and text[at].isalnum():
        at -= 1
    if text[at + 1].isupper():
        return "X"
    return "s" if text[stop] == "s" and text[stop - 1 : stop] not in ("s", "u", "a", "i") and stop - at > 3 else "x"


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

"""Numbers in a run: what a token with digits can stand for, which plainly tell no time, and numbers in words put together."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from pipelines.temporal.words import Lexicon

__all__ = ["BREAKS", "WITHIN", "Token", "integer", "joined", "numeral", "plainly_counts"]

BREAKS: Final = frozenset('(["“:;$£€')
"""Marks that no pattern reaches across."""
WITHIN: Final = frozenset("-,'’–/")
"""Marks that patterns have words of time on both sides of."""


@dataclass(slots=True)
class Token:
    """One word, number or mark of a run, with its values by class."""

    start: int
    end: int
    code: str
    values: Any


def numeral(name: str, surface: str, found: re.Match[str]) -> tuple[str, Mapping[str, Any]]:
    """The kind of a token with digits, and what it can stand for."""
    if name == "digits":
        return integer(surface)
    if name == "clock":
        kind = "clock am" if found["ap"] else "clock"
        return kind, {kind.replace(" ", "").upper(): surface}
    if name == "big":
        return "number", {"NUM": float(surface.replace(",", ""))}
    if name == "nth":
        value = int(surface[:-2])
        return ("nth" if 1 <= value <= 31 else "far nth"), {"ORD": value, "DAYTH": value}
    simple = {"iso": ("iso", "ISO"), "slashed": ("slashed", "SLASHED"), "decade": ("decade", "DECADE")}
    if name == "fraction":
        return "fraction", {"FRACTION": {"½": 0.5, "¼": 0.25, "¾": 0.75}[surface]}
    kind, slot = simple.get(name, ("'yy", "APOSYEAR"))
    return kind, {slot: surface}


@lru_cache(maxsize=4096)
def integer(surface: str) -> tuple[str, Mapping[str, Any]]:
    """The kind of a number written in digits alone, and what it can stand for.

    >>> integer("14")[0], integer("1984")[1]["YEAR"]
    ('13-23', 1984)
    """
    if len(surface) > 4:
        return "number", {"NUM": float(surface[:15])}
    value = int(surface)
    names = ("NUM", "INT", "DAY", "HOUR", "HOUR24", "YY", "YEAR", "OLDYEAR")
    values: dict[str, Any] = dict.fromkeys(names, value)
    values["HHMM"] = surface
    if len(surface) <= 2:
        kind = (
            "1-12" if 1 <= value <= 12 else "13-23" if 13 <= value <= 23 else "24-31" if 24 <= value <= 31 else "00-99"
        )
        return kind, values
    return ("year" if 1000 <= value <= 2150 and len(surface) == 4 else "3 or 4 digits"), values


def plainly_counts(text: str, start: int, words: Lexicon) -> int:
    """Say where a number ends that plainly tells no time: no year, and alone. `the 12 people`, `3.5 miles.`, `v2.0`.

    Args:
        text: The document.
        start: The number's first digit.
        words: The lexicon; what stands before and after the number is no part of a time in it.

    Returns:
        The code point after the number; 0 where it may tell a time.
    """
    if start < 2:
        return 0
    last, kinds = text[start - 1], words.kinds
    found = (_GLUED if last.isalpha() else _COUNT).match(text, start)
    if found is None:
        return 0
    word = found["word"]
    if word is None:
        if found["mark"] in kinds:
            return 0
    elif word in kinds or word.lower() in kinds:
        after = _AFTER_COUNTED.match(text, found.end()) if word in words.counted else None
        if after is None or (after[1] or after[2]) in kinds or (after[1] and after[1].lower() in kinds):
            return 0
    return found.end("number") if last in BREAKS or _stands_alone(text, start, last, words) else 0


def _stands_alone(text: str, start: int, last: str, words: Lexicon) -> bool:
    """Whether what stands before a number is a word or a mark that has no part in time; `last` touches the number."""
    if last == " ":
        before = text[max(0, start - 24) : start - 1].rpartition(" ")[2]
        if len(before) == 1 and not before.isalnum():
            return before not in WITHIN and text[start - 3 : start - 2] == " "
        return before.isalpha() and before not in words.kinds
    first = start - 1
    while first and text[first - 1].isalpha() and start - first < _LONGEST_WORD:
        first -= 1
    before = text[first:start]
    return before.isalpha() and before not in words.kinds and before.lower() not in words.kinds


_LONGEST_WORD: Final = 24
_COUNT: Final = re.compile(
    r"(?P<number>\d{1,3}(?:,\d{3})*(?:\.\d+)?|[03-9]\d{3}|\d{5,})(?![\d,.]\d|\d)"
    r"(?: (?P<word>[^\W\d_]{2,})(?![^\s,.;])| ?(?P<mark>[^\w\s,'’/–(:.-]|\.(?!\d))|:(?!\d\d))"
)
"""A number that is no year by its length, and what stands after it."""
_GLUED: Final = re.compile(
    r"(?P<number>\d+(?:\.\d+)?)(?![\d,.]\d|\d)"
    r"(?: ?(?P<word>[^\W\d_]{2,})(?![^\s,.;])| ?(?P<mark>[^\w\s,'’/–(:.-]|\.(?!\d)))"
)
"""The same right after a letter, where no number is a year."""
_AFTER_COUNTED: Final = re.compile(r" ([^\W\d_]{2,})(?![^\s,.;])| ?([^\w\s,'’/–(:.-]|\.(?!\d))")


def joined(tokens: list[Token], text: str, words: Lexicon) -> list[Token]:
    """Put numbers in words together (`twenty-four`, `nineteen ninety-seven`), and `2 1/2`.

    Only runs with a code of `Lexicon.joining` have such.
    """
    whole: list[Token] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        if "NUMWORD" in token.values:
            index, token = _number_in_words(tokens, index, words)
        elif (
            "INT" in token.values
            and index + 2 < len(tokens)
            and text[token.start : tokens[index + 2].end] in ("1/2", "3/4", "1/4")
        ):
            value = {"1/2": 0.5, "3/4": 0.75, "1/4": 0.25}[text[token.start : tokens[index + 2].end]]
            token = Token(token.start, tokens[index + 2].end, words.numerals["fraction"], {"FRACTION": value})
            index += 3
        else:
            index += 1
        whole.append(token)
    return whole


def _number_in_words(tokens: list[Token], index: int, words: Lexicon) -> tuple[int, Token]:
    first = index
    values = [int(tokens[index].values["NUMWORD"])]
    index += 1
    ordinal = 0
    while index < len(tokens):
        skip = index + 1 if "-" in tokens[index].values else index
        if skip >= len(tokens):
            break
        if "NUMWORD" in tokens[skip].values and _goes_on(values, int(tokens[skip].values["NUMWORD"])):
            values.append(int(tokens[skip].values["NUMWORD"]))
        elif values[-1] in (20, 30) and tokens[skip].values.get("ORD", 99) < 10:
            ordinal = values[-1] + int(tokens[skip].values["ORD"])
            index = skip + 1
            break
        else:
            break
        index = skip + 1
    end = tokens[index - 1].end
    if ordinal:
        return index, Token(
            tokens[first].start, end, words.numerals["day number in words"], {"ORD": ordinal, "DAYTH": ordinal}
        )
    if len(values) >= 2 and 11 <= values[0] <= 20 and 10 <= values[1] <= 99:
        year = values[0] * 100 + sum(values[1:])
        return index, Token(tokens[first].start, end, words.numerals["year in words"], {"WORDYEAR": year, "YEAR": year})
    total = _total(values)
    kind = "hour in words" if 1 <= total <= 12 else "words"
    return index, Token(
        tokens[first].start, end, words.numerals[kind], {"NUM": total, "WORDNUM": total, "WORDHOUR": total}
    )


def _goes_on(values: list[int], number: int) -> bool:
    """Whether one number word goes on with another: `twenty` with `four`, not the `three` of `three two-year terms`."""
    last = values[-1]
    if number in _POWERS:
        return True
    if last in _POWERS:
        return number < last
    tens, hundreds_of_a_year = last in range(20, 100, 10), len(values) == 1 and 11 <= last <= 20
    return (tens and number < 10) or (hundreds_of_a_year and number >= 10)


_POWERS: Final = frozenset((100, 1000, 1_000_000))


def _total(values: list[int]) -> int:
    total = part = 0
    for value in values:
        if value == 100:
            part = max(part, 1) * 100
        elif value >= 1000:
            total += max(part, 1) * value
            part = 0
        else:
            part += value
    return total + part

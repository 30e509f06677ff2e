"""Named patterns over the words of a lexicon, read from data and matched against the codes of a run.

A form (`NUM UNITS ago`) becomes a regular expression over one character a word. All forms are bounded, so matching is
linear in the length of a run; equal code strings are parsed once and remembered.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

import regex

from pipelines.temporal.automaton import Automaton
from pipelines.temporal.words import ITEM, Lexicon, lexicon, load

__all__ = ["Candidate", "Grammar", "Pattern", "grammar", "patterns"]

_OUTSIDE: Final = {"_none": r"\|", "_word": "x", "_name": "X", "_plural": "s", "_mark": r"\.", "_money": r"\$"}
_CODES: Final = {name: expression[-1] for name, expression in _OUTSIDE.items()}
_CONTEXT: Final = frozenset(_CODES.values())


@dataclass(frozen=True, slots=True)
class Pattern:
    """A rule: what it looks like, which function of `normalise` reads it, and an example with its value."""

    name: str
    form: str
    read: str
    example: str
    value: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """Tokens `first` to before `last` of a run match a pattern; `slots` are token indices by class or part."""

    first: int
    last: int
    pattern: Pattern
    slots: Mapping[str, tuple[int, ...]]


@cache
def patterns(language: str) -> tuple[Pattern, ...]:
    """Give the patterns of a language in their order."""
    rules = load(language).get("patterns", {})
    return tuple(
        Pattern(name, rule["form"], rule["read"], rule["example"], rule["value"]) for name, rule in rules.items()
    )


_Rule = tuple[Pattern, "regex.Pattern[str]", tuple[tuple[str, int], ...]]
"""A pattern, its expression, and the names of its slots with their numbers in the expression."""

_MOST_PLACES: Final = 60_000
"""Places remembered at once with what matches there; news of 20 MB has twice as many."""


class Grammar:
    """The patterns of a language, matched at one place of a run after another.

    What matches depends on few codes: those that some pattern can go over there, and those that these patterns look at
    before and after. Places where these are the same are matched once and remembered.
    """

    def __init__(self, language: str) -> None:
        self._patterns = patterns(language)
        self._words = lexicon(language)
        self._macros: Mapping[str, str] = load(language).get("macros", {})
        forms = (rule.form for rule in self._patterns)
        codes = self._words.codes
        self._automaton = Automaton(forms, self._macros, lambda name: _CODES.get(name) or codes.get(name, ""))
        self._compiled: dict[int, _Rule] = {}
        self._sets: dict[int, tuple[tuple[_Rule, ...], int, int]] = {}
        self._found: dict[tuple[int, int, str], tuple[Candidate, ...]] = {}

    def at(self, codes: str, place: int) -> tuple[Candidate, ...]:
        """Find what matches at a token of a run.

        Args:
            codes: The run's codes, with one character of context on either side.
            place: Index of the token.

        Returns:
            Candidates, longest first; of equal ones the first of the file first.
        """
        bits, end = self._automaton.reach(codes, place + 1)
        if not bits:
            return ()
        chosen = self._sets.get(bits) or self._set(bits)
        first = max(0, place + 1 - chosen[1])
        window = codes[first : end + chosen[2]]
        key = (bits, place, window)
        found = self._found.get(key)
        if found is None:
            if len(self._found) >= _MOST_PLACES:
                self._found.clear()
            found = self._found[key] = _matches(chosen[0], window, first, place)
        return found

    def _set(self, bits: int) -> tuple[tuple[_Rule, ...], int, int]:
        """The patterns of a set in their order, and how far they look before and after, at most."""
        numbers = [number for number in range(bits.bit_length()) if bits >> number & 1]
        around = [self._automaton.around[number] for number in numbers]
        back, ahead = max(back for back, _ in around), max(ahead for _, ahead in around)
        if len(self._sets) >= _MOST_PLACES:
            self._sets.clear()
        self._sets[bits] = tuple(self._rule(number) for number in numbers), back, ahead
        return self._sets[bits]

    def _rule(self, number: int) -> _Rule:
        """Compile the expression of a pattern when a text first needs it."""
        if number not in self._compiled:
            pattern = self._patterns[number]
            expression = regex.compile("".join(_expression(pattern.form, self._words, self._macros)))
            self._compiled[number] = pattern, expression, tuple(expression.groupindex.items())
        return self._compiled[number]


@cache
def grammar(language: str) -> Grammar:
    """Give the patterns of a language that has a lexicon, ready for matching."""
    return Grammar(language)


def _expression(form: str, words: Lexicon, macros: Mapping[str, str]) -> Iterator[str]:
    at = 0
    while at < len(form):
        found = ITEM.match(form, at)
        if found is None:
            msg = f"pattern {form!r}: nothing is known that begins like {form[at : at + 12]!r}"
            raise ValueError(msg)
        at = found.end()
        if found["part"]:
            yield f"(?P<{found['part']}>"
        elif found["macro"]:
            yield f"(?:{''.join(_expression(macros[found['macro']], words, macros))})"
        elif found["look"]:
            yield found["look"]
        elif found["word"]:
            yield _class(found["word"], words)
        elif found["mark"]:
            yield {"(": "(?:", "}": ")"}.get(found["mark"], found["mark"])


def _class(name: str, words: Lexicon) -> str:
    if name in _OUTSIDE:
        return _OUTSIDE[name]
    codes = words.codes.get(name)
    if codes is None:
        return r"(?!)"
    return f"(?P<{name}>[{codes}])" if name.isupper() else f"[{codes}]"


def _matches(rules: Iterable[_Rule], window: str, first: int, place: int) -> tuple[Candidate, ...]:
    """Match patterns in a window of a run's codes, which begins at index `first` of them."""
    found = []
    position = place + 1 - first
    for pattern, expression, names in rules:
        match = expression.match(window, position)
        if match is None or match.end() == position:
            continue
        end = match.end() - (window[match.end() - 1] in _CONTEXT)
        slots = {name: _indices(spans, first - 1) for name, number in names if (spans := match.spans(number))}
        found.append(Candidate(place, first + end - 1, pattern, slots))
    if len(found) > 1:
        found.sort(key=_shortness)
    return tuple(found)


def _shortness(candidate: Candidate) -> int:
    return -candidate.last


def _indices(spans: list[tuple[int, int]], shift: int) -> tuple[int, ...]:
    """The tokens that a slot matched; before the first code of a run stands one of context."""
    start, end = spans[0]
    if len(spans) == 1:
        return (start + shift,) if end - start == 1 else tuple(range(start + shift, end + shift))
    return tuple(sorted(index + shift for start, end in spans for index in range(start, end)))

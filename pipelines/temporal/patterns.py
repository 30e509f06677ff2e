"""Named patterns over the words of a lexicon, read from data and matched against the codes of a run.

A form (`NUM UNITS ago`) becomes a regular expression over one character a word. All forms are bounded, so matching is
linear in the length of a run; equal code strings are parsed once and remembered.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

import regex

from pipelines.temporal.automaton import Automaton
from pipelines.temporal.words import ITEM, Lexicon, lexicon, load

__all__ = ["Candidate", "Parsed", "Pattern", "parse", "patterns"]

_OUTSIDE: Final = {"_none": r"\|", "_word": "x", "_name": "X", "_plural": "s", "_mark": r"\.", "_money": r"\$"}
_CODES: Final = {name: expression[-1] for name, expression in _OUTSIDE.items()}


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


@cache
def _automaton(language: str) -> Automaton:
    words = lexicon(language)
    forms = (rule.form for rule in patterns(language))
    return Automaton(
        forms, load(language).get("macros", {}), lambda name: _CODES.get(name) or words.codes.get(name, "")
    )


@cache
def _rule(language: str, number: int) -> _Rule:
    """Compile the expression of a pattern when a text first needs it."""
    pattern = patterns(language)[number]
    expression = regex.compile("".join(_expression(pattern.form, lexicon(language), load(language).get("macros", {}))))
    return pattern, expression, tuple(expression.groupindex.items())


@lru_cache(maxsize=20_000)
def _rules(language: str, bits: int) -> tuple[_Rule, ...]:
    """The patterns of a set, in their order."""
    return tuple(_rule(language, number) for number in range(bits.bit_length()) if bits >> number & 1)


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


class Parsed:
    """What matches at each token of a run, found out when it is asked for."""

    __slots__ = ("_codes", "_found", "_language")

    def __init__(self, language: str, codes: str) -> None:
        self._language, self._codes = language, codes
        self._found: list[tuple[Candidate, ...] | None] = [None] * max(0, len(codes) - 2)

    def __len__(self) -> int:
        return len(self._found)

    def __getitem__(self, at: int) -> tuple[Candidate, ...]:
        """Give the candidates that begin at a token, longest first; none where nothing matches."""
        found = self._found[at]
        if found is None:
            bits = _automaton(self._language).reach(self._codes, at + 1)
            found = self._found[at] = _at(_rules(self._language, bits), self._codes, at + 1) if bits else ()
        return found


def parse(language: str, codes: str) -> Parsed:
    """Find what matches at each token of a run.

    Args:
        language: A language with a lexicon.
        codes: The run's codes, with one character of context on either side.

    Returns:
        Candidates by token, one item a token of the run.
    """
    return _remembered(language, codes)


_remembered = lru_cache(maxsize=30_000)(Parsed)


def _at(rules: tuple[_Rule, ...], codes: str, position: int) -> tuple[Candidate, ...]:
    found = []
    for pattern, expression, names in rules:
        match = expression.match(codes, position)
        if match is None or match.end() == position:
            continue
        slots = {name: _indices(spans) for name, number in names if (spans := match.spans(number))}
        found.append(Candidate(position - 1, min(match.end(), len(codes) - 1) - 1, pattern, slots))
    if len(found) > 1:
        found.sort(key=_shortness)
    return tuple(found)


def _shortness(candidate: Candidate) -> int:
    return -candidate.last


def _indices(spans: list[tuple[int, int]]) -> tuple[int, ...]:
    """The tokens that a slot matched; before the first code of a run stands one of context."""
    start, end = spans[0]
    if len(spans) == 1:
        return (start - 1,) if end - start == 1 else tuple(range(start - 1, end - 1))
    return tuple(sorted(index - 1 for start, end in spans for index in range(start, end)))

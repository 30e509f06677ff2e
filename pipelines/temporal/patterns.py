"""Named patterns over the words of a lexicon, read from data and matched against the codes of a run.

A form (`NUM UNITS ago`) becomes a regular expression over one character a word. All forms are bounded, so matching is
linear in the length of a run; equal code strings are parsed once and remembered.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

import regex

from pipelines.temporal.words import ITEM, Lexicon, lexicon, load

__all__ = ["Candidate", "Pattern", "parse", "patterns"]

_OUTSIDE: Final = {"_none": r"\|", "_word": "x", "_name": "X", "_plural": "s", "_mark": r"\.", "_money": r"\$"}


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


_Compiled = tuple[tuple[Pattern, "regex.Pattern[str]"], ...]


@cache
def _compiled(language: str) -> _Compiled:
    words, macros = lexicon(language), load(language).get("macros", {})
    return tuple((rule, regex.compile("".join(_expression(rule.form, words, macros)))) for rule in patterns(language))


@cache
def _openings(language: str) -> tuple["regex.Pattern[str]", ...]:
    """The patterns without what they look back at: what can stand at the place where each begins."""
    words, macros = lexicon(language), load(language).get("macros", {})
    return tuple(
        expression
        if "(?<" not in rule.form
        else regex.compile("".join(_expression(_without_look_back(rule.form), words, macros)))
        for rule, expression in _compiled(language)
    )


def _without_look_back(form: str) -> str:
    """Take a look back off the beginning of a form.

    >>> _without_look_back("(?<=(on | by)) the DAYTH")
    ' the DAYTH'
    """
    while form.startswith("(?<"):
        depth = at = 0
        while at == 0 or depth:
            depth += (form[at] == "(") - (form[at] == ")")
            at += 1
        form = form[at:].lstrip() if form[at:].lstrip().startswith("(?<") else form[at:]
    return form


_Rules = tuple[tuple[Pattern, "regex.Pattern[str]", "regex.Pattern[str]"], ...]


@cache
def _beginning(language: str, codes: str) -> _Rules:
    """The patterns that can begin where one or two codes stand, each with its expression and its opening."""
    if len(codes) > 1:
        rules = _beginning(language, codes[0])
    else:
        pairs = zip(_compiled(language), _openings(language), strict=True)
        rules = tuple((rule, expression, opening) for (rule, expression), opening in pairs)
    return tuple(found for found in rules if found[2].match(codes, partial=True))


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


def parse(language: str, codes: str) -> tuple[tuple[Candidate, ...], ...]:
    """Find what matches at each token of a run, longest first.

    Args:
        language: A language with a lexicon.
        codes: The run's codes, with one character of context on either side.

    Returns:
        For each token the candidates that begin there; empty tuples where none does.
    """
    return _remembered(language, codes)


def _parse(language: str, codes: str) -> tuple[tuple[Candidate, ...], ...]:
    found = []
    for position in range(1, len(codes) - 1):
        rules = _beginning(language, codes[position : position + 2])
        found.append(tuple(_at(rules, codes, position)) if rules else ())
    return tuple(found)


_remembered = lru_cache(maxsize=30_000)(_parse)


def _at(rules: _Rules, codes: str, position: int) -> list[Candidate]:
    found = []
    for pattern, expression, _ in rules:
        match = expression.match(codes, position)
        if match is None or match.end() == position:
            continue
        slots = {}
        for name in expression.groupindex:
            spans = match.spans(name)
            if spans:
                slots[name] = tuple(sorted(index - 1 for start, end in spans for index in range(start, end)))
        found.append(Candidate(position - 1, min(match.end(), len(codes) - 1) - 1, pattern, slots))
    if len(found) > 1:
        found.sort(key=lambda candidate: -candidate.last)
    return found

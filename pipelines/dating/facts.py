"""What a text presupposes of the world: a small table of dated facts, each with its source.

A text that names President Obama was written when he was one, or later. What it says he said on Tuesday was written in
his term. Nothing else is concluded: a name without its office bounds nothing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Any, Final

import regex

from pipelines.dating.clues import Clue, labels, lexicon, weight
from pipelines.days import DayInterval, parse_day

__all__ = ["presupposed_in_text"]


_MOST: Final = 25
"""Times of a name in a stretch of text that are looked at."""
_BEFORE: Final = 60
"""Characters before a name in which its office stands."""
_MIDDLE: Final = r"(?:\p{Lu}[\p{L}.]*\s)?"
_READ: Final = 20_000
"""Characters of a text's prose in which names are looked for: news names its officials early."""
_STATES: Final = (
    "vice|deputy|acting|former|ex|late|outgoing|departing|then|ehemaliger|ehemalige|ancien|ancienne|wife of|widow of"
)


@dataclass(frozen=True, slots=True)
class _Fact:
    """A dated fact: the days from its first to its last, and where that stands."""

    name: str
    first: int
    last: int | None
    elected: int | None
    successor: int | None
    source: str


_Term = tuple[str, "regex.Pattern[str]", _Fact]
"""The family name, what must stand before it, the term of office."""


def _day(item: dict[str, Any], name: str) -> int | None:
    return parse_day(item[name]) if name in item else None


@cache
def _terms() -> tuple[_Term, ...]:
    """Give each term of office: the family name, what must stand before it, the days."""
    found = []
    for item in lexicon("facts")["terms"]:
        titles = "|".join(regex.escape(title) for title in item["titles"])
        given = regex.escape(item["given"]).replace(r"\.", r"\s?\.")
        first = rf"{given}\s{_MIDDLE}" if item.get("full") else rf"(?:{given}\s{_MIDDLE})?"
        before = regex.compile(
            rf"(?<![\p{{L}}-])(?:(?P<state>(?i:{_STATES}))[\s-]+(?:[\p{{L}}.]+\s){{0,2}}?)?"
            rf"(?i:{titles})(?P<elect>\s?-\s?(?i:elect))?\s{first}$"
        )
        fact = _Fact(
            f"{item['titles'][0]} {item['given']} {item['name']}",
            parse_day(item["from"]),
            _day(item, "to"),
            _day(item, "elected"),
            _day(item, "successor"),
            item["source"],
        )
        found.append((item["name"], before, fact))
    return tuple(found)


@cache
def _events() -> tuple[tuple[str, _Fact], ...]:
    return tuple(
        (name, _Fact(name, parse_day(item["from"]), None, None, None, item["source"]))
        for item in lexicon("facts")["events"]
        for name in item["names"]
    )


@cache
def _said_lately() -> "regex.Pattern[str]":
    days = "|".join(regex.escape(word) for word in labels("weekdays") if len(word) > 5)
    return regex.compile(
        rf"[^.!?\n]{{0,60}}?\b(?:said|told|announced|met|spoke|called|warned|urged)\b[^.!?\n]{{0,40}}?\b(?:on\s)?(?:{days}|yesterday|today)\b"
        r"|\s(?:says|is|has|plans|wants|faces|hopes)\b",
        regex.I,
    )


def presupposed_in_text(text: str, spans: Sequence[tuple[int, int]]) -> list[Clue]:
    """Collect the bounds that well-known facts set to the day of writing.

    Args:
        text: The document.
        spans: Half-open ranges that are the article's own prose.

    Returns:
        The tightest lower and upper bound of each sort, with the fact and its source in the note.
    """
    read = [(first, min(last, _READ)) for first, last in spans if first < _READ]
    head = text[:_READ]
    terms = [term for term in _terms() if term[0] in head]
    events = [event for event in _events() if event[0] in head]
    clues = [
        clue
        for first, last in read
        for clue in (*_of_terms(text, first, last, terms), *_of_events(text, first, last, events))
    ]
    lower = max((clue for clue in clues if clue.days.earliest is not None), key=_earliest, default=None)
    upper = min((clue for clue in clues if clue.days.latest is not None), key=_latest, default=None)
    return [clue for clue in dict.fromkeys((lower, upper)) if clue]


def _earliest(clue: Clue) -> int:
    return clue.days.earliest or 0


def _latest(clue: Clue) -> int:
    return clue.days.latest or 0


def _places(text: str, name: str, first: int, last: int) -> Iterator[int]:
    """Find a name as a whole word, its first few times."""
    at = text.find(name, first, last)
    for _ in range(_MOST):
        if at < 0:
            return
        if not text[at - 1 : at].isalpha() and not text[at + len(name) : at + len(name) + 1].isalpha():
            yield at
        at = text.find(name, at + len(name), last)


def _of_terms(text: str, first: int, last: int, terms: Sequence[_Term]) -> Iterator[Clue]:
    for name, before, fact in terms:
        for at in _places(text, name, first, last):
            found = before.search(text[max(first, at - _BEFORE) : at])
            if found:
                start, end = at - len(found.group()), at + len(name)
                state = (found["state"] or "").casefold()
                yield from _of_term(text, start, end, fact, state, elect=bool(found["elect"]))


def _of_term(text: str, start: int, end: int, fact: _Fact, state: str, *, elect: bool) -> Iterator[Clue]:
    surface = text[start:end]
    if elect and fact.elected is not None and not state:
        days, says, belief = DayInterval(fact.elected, fact.first), "was elected, not yet in office", "fact in office"
    elif state.startswith(("former", "ex", "ehemalig", "ancien")) and fact.last is not None:
        days, says, belief = DayInterval(fact.last, None), "had left office", "fact"
    elif state in ("outgoing", "departing") and fact.successor is not None:
        days, says, belief = DayInterval(fact.successor, fact.last), "was about to leave office", "fact in office"
    elif state or elect:
        return
    elif fact.last is not None and _said_lately().match(text, end):
        days, says, belief = DayInterval(fact.first, fact.last), "was in office", "fact in office"
    else:
        # Some write so of a winner before the oath.
        first = fact.first if fact.elected is None else fact.elected
        days, says, belief = DayInterval(first, None), "was elected or in office, or had been", "fact"
    yield _clue(surface, start, days, belief, f"{fact.name} {says}", fact)


def _of_events(text: str, first: int, last: int, events: Sequence[tuple[str, _Fact]]) -> Iterator[Clue]:
    for name, fact in events:
        for at in islice(_places(text, name, first, last), 1):
            yield _clue(name, at, DayInterval(fact.first, None), "fact", f"{name} is known since then", fact)


def _clue(  # noqa: PLR0917 - the fields of a clue
    surface: str, start: int, days: DayInterval, belief: str, says: str, fact: _Fact
) -> Clue:
    note = f"{says} ({fact.source})"
    return Clue("fact", f"fact: {fact.name}", surface, days, weight(belief), start, start + len(surface), note=note)

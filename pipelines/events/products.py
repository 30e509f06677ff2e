"""Names with a number in them, of products, flights and missions: "Boeing 787", "the A380s", "iPhone 4S", "Apollo 11".

A document says "the Airbus A380" once and then "the A380" or "the aircraft": the number tells which of its names are one.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from typing import Final

from pipelines.syntax.tagger import Sentence

__all__ = ["code_of", "codes_in_full", "with_numbers"]

Span = tuple[int, int]
_MIXED: Final = re.compile(r"(?=\S*\d)(?=\S*[A-Z])[A-Z0-9][A-Za-z0-9]*(?:-[A-Z0-9][A-Za-z0-9]*)*")
_NUMBER: Final = re.compile(r"\d{3}s?")
"""Three digits: fewer count things mostly, four name years."""
_DIGIT: Final = re.compile(r"\d")
_UNITS: Final = re.compile(r"\d+(?:GB|MB|TB|G|K|M|B|AM|PM|MP|GHZ|HZ|KM|MW)", re.IGNORECASE)


def code_of(name: str) -> str | None:
    """Give the number that tells a name from others, without the "s" of a plural; `None` where it has none.

    >>> code_of("Airbus A380s"), code_of("Boeing 787 Dreamliner"), code_of("Boeing"), code_of("1999")
    ('A380', '787', None, None)
    """
    if _DIGIT.search(name) is None:
        return None
    for word in reversed(name.split()):
        if _is_code(word):
            return word[:-1] if word[-1] == "s" and word[-2].isdigit() else word
    return None


def _is_code(word: str) -> bool:
    if _DIGIT.search(word) is None:
        return False
    if _NUMBER.fullmatch(word):
        return True
    return len(word) > 1 and _MIXED.fullmatch(word) is not None and _UNITS.fullmatch(word) is None


def with_numbers(sentences: Sequence[Sentence], found: Sequence[list[Span]]) -> list[list[Span]]:
    """Join numbers to the names beside them, and take for names those that stand alone but belong to one elsewhere.

    Args:
        sentences: The sentences of a document.
        found: The names of each.
    """
    places = [_places(sentence) for sentence in sentences]
    if not any(places):
        return list(found)
    made = [
        _joined(sentence, own, here) if here else own
        for sentence, own, here in zip(sentences, found, places, strict=True)
    ]
    known = {
        code_of(sentence.words[i])
        for sentence, own, here in zip(sentences, made, places, strict=True)
        for i in here
        if any(first <= i < last and last - first > 1 for first, last in own)
    }
    return [
        _with_lone(sentence, own, here, known) if here else own
        for sentence, own, here in zip(sentences, made, places, strict=True)
    ]


def _places(sentence: Sentence) -> list[int]:
    """The words that may tell one of several things with the same name."""
    if _DIGIT.search(" ".join(sentence.words)) is None:  # most sentences: quicker than asking each word
        return []
    return [i for i, word in enumerate(sentence.words) if _is_code(word)]


def _joined(sentence: Sentence, own: list[Span], places: Sequence[int]) -> list[Span]:
    spans = dict(own)
    for i in places:
        if _counts(sentence, i) or any(first <= i < last for first, last in spans.items()):
            continue
        first = next((begin for begin, last in spans.items() if last == i), i)
        last = spans.pop(i + 1, i + 1)
        if last - first > 1:
            spans[first] = last
    return sorted(spans.items())


def _with_lone(sentence: Sentence, own: list[Span], places: Iterable[int], known: Collection[str | None]) -> list[Span]:
    taken = {i for first, last in own for i in range(first, last)}
    lone = [
        (i, i + 1)
        for i in places
        if i not in taken and code_of(sentence.words[i]) in known and not _counts(sentence, i)
    ]
    return sorted([*own, *lone]) if lone else own


def _counts(sentence: Sentence, i: int) -> bool:
    """Whether a number counts what stands behind it ("300 people", "$ 300"), rather than naming something."""
    if not sentence.words[i].rstrip("s").isdigit():
        return False
    if i and sentence.tags[i - 1] in ("$", "IN", "RB", "CD") and sentence.words[i][-1] != "s":
        return True
    heads, relations = sentence.heads, sentence.relations
    if not heads:
        return True
    head = heads[i]
    return relations[i] == "nummod" and head > i and sentence.tags[head] == "NNS"


def codes_in_full(counts: Counter[str]) -> dict[str, str]:
    """Give for each name with a number the commonest full one with the same, and so for the last word of that alone.

    Args:
        counts: The names of a document, and how often each stands there.
    """
    by_code: dict[str, set[str]] = {}
    for name in counts:
        code = code_of(name)
        if code is not None:
            by_code.setdefault(code, set()).add(name)
    full: dict[str, str] = {}
    for same in by_code.values():
        best = max(same, key=lambda name: (min(2, len(name.split())), counts[name], len(name), name))
        full.update(dict.fromkeys(same, _singular(best)))
    lasts: dict[str, set[str]] = {}
    for name in set(full.values()):
        lasts.setdefault(name.split()[-1], set()).add(name)
    for name in counts:
        longer = lasts.get(_singular(name)) or lasts.get(name.removesuffix("s"))
        if name not in full and longer is not None and len(longer) == 1:
            full[name] = next(iter(longer))
    return full


def _singular(name: str) -> str:
    """A name without the "s" of a plural behind a number."""
    return name[:-1] if name[-1] == "s" and name[-2:-1].isdigit() else name

"""How far names reach: the words of each name of a document, its small words among them.

Where a name stands the model says; without it, where the capitals do. What it cuts is put together again: names with "of", "for", "and"
or "&" inside ("Order of Friendship", "Department of Housing and Urban Development", "The Globe and Mail"), names with particles
("Bashar al-Assad"), and names that the document gives in full elsewhere.
"""

import re
import tomllib
from collections.abc import Collection, Sequence
from functools import cache
from pathlib import Path
from typing import Final

from pipelines.events.products import with_numbers
from pipelines.syntax.tagger import Sentence

__all__ = ["Span", "names_of", "people_words", "titles"]

Span = tuple[int, int]
"""First word of a name, and the word behind its last."""

_SMALL: Final = frozenset(("of", "for", "and", "&", "the", "on", "de", "la", "del", "al", "in", "to"))
"""Words that a name has inside, and neither begins nor ends with."""
_ARTICLE: Final = re.compile(r"(?:a[dlnrstz]|ash|el|ul)-[A-Z]")
_LONGEST: Final = 8
"""Words of a name that others are held against, at most."""


@cache
def people_words() -> dict[str, dict[str, frozenset[str]]]:
    """Give the word sets of `words/people.toml`, by table and name."""
    path = Path(__file__).parent / "words" / "people.toml"
    tables = tomllib.loads(path.read_text(encoding="utf-8"))
    return {table: {name: frozenset(words.split()) for name, words in sets.items()} for table, sets in tables.items()}


@cache
def titles() -> frozenset[str]:
    """The titles of men, women and either."""
    return frozenset[str]().union(*(people_words()["titles"][kind] for kind in ("man", "woman", "either")))


def names_of(sentences: Sequence[Sentence]) -> list[list[Span]]:
    """Find the words of the names of a document.

    Args:
        sentences: Its sentences, in order.

    Returns:
        For each sentence its names, in order.
    """
    found = with_numbers(sentences, [_names(sentence) for sentence in sentences])
    known: dict[str, set[tuple[str, ...]]] = {}
    alone, lasts = set[str](), set[str]()
    for sentence, own in zip(sentences, found, strict=True):
        for first, last in own:
            if 1 < last - first <= _LONGEST:
                known.setdefault(sentence.words[first], set()).add(sentence.words[first:last])
                if sentence.names and sentence.names[last - 1][2:] == "PER" and sentence.words[last - 1].isalpha():
                    lasts.add(sentence.words[last - 1])
            elif first:
                alone.add(sentence.words[first])
    if alone or lasts:
        found = [_with_known(sentence, own, alone, lasts) for sentence, own in zip(sentences, found, strict=True)]
    if not known:
        return found
    return [
        _in_full(sentence, own, known) if own and not known.keys().isdisjoint(sentence.words) else own
        for sentence, own in zip(sentences, found, strict=True)
    ]


def _with_known(sentence: Sentence, found: list[Span], alone: set[str], lasts: set[str]) -> list[Span]:
    """The names, and words that the model took for none, though elsewhere they are one, or end a person's ("Jobs").

    Args:
        sentence: The sentence.
        found: Its names.
        alone: Words that are names by themselves inside of other sentences; looked for where this one begins ("Boeing won").
        lasts: Last names of people.
    """
    words, own = sentence.words, list[Span]()
    begins = words[:1] != () and words[0] in alone and sentence.relations[:1] in (("nsubj",), ("nsubj:pass",))
    if not begins and lasts.isdisjoint(words):
        return found
    taken = {i for first, last in found for i in range(first, last)}
    for i, word in enumerate(words):
        if i not in taken and ((i == 0 and begins) or (word in lasts and word[0].isupper())):
            own.append((i, i + 1))
    return sorted([*found, *own]) if own else found


def _names(sentence: Sentence) -> list[Span]:
    """The names of a sentence by itself."""
    labels, words = sentence.names, sentence.words
    if not labels:
        return _runs(sentence, ())
    found: list[Span] = []
    first = -1
    for i, label in enumerate((*labels, "O") if labels.count("O") < len(labels) else ()):
        if label == "O" and first < 0:
            continue
        if first >= 0 and label[0] != "I":
            span = _trimmed(sentence, first, i)
            if span[0] < span[1] and any(map(str.isalnum, words[span[0]])):
                found.append(span)
            first = -1
        if label[0] == "B":
            first = i
    return _joined(sentence, _with_missed(sentence, found))


def _with_missed(sentence: Sentence, found: list[Span]) -> list[Span]:
    """The names, and the runs of capitals that the model left out; one that touches a name belongs to it."""
    tags, likely = sentence.tags, sentence.analysis.tags
    if "NNP" not in tags:
        return found
    begins, ends = dict(found), {last: first for first, last in found}
    taken = {i for first, last in found for i in range(first, last)}
    for begin, last in _runs(sentence, taken):
        before, behind = ends.get(begin), begins.get(last)
        # "Syrian Hezbollah", "Western": an adjective before a name, or by itself, is none.
        alone = behind is not None or last == begin + 1
        first = next((i for i in range(begin, last) if likely[i] != "JJ"), last) if alone else begin
        if first == last or (last == 1 and likely[0] != "NNP"):
            continue
        if before is not None:
            begins[before], ends[last] = last, before
        elif behind is not None:
            begins[first], ends[behind] = behind, first
            del begins[last]
        elif last - first > 1 or likely[first] in ("NNP", "NNPS") or _built(sentence, first):
            begins[first], ends[last] = last, first
    return sorted(begins.items())


def _built(sentence: Sentence, i: int) -> bool:
    """Whether a word with a capital is part of a name built with "of": "Order of Friendship"."""
    lowers, heads = sentence.lowers, people_words()["names"]["heads"]
    opens = lowers[i] in heads and lowers[i + 1 : i + 2] in (("of",), ("for",))
    if opens or i < 2:
        return opens
    joined = lowers[i - 1] in ("and", "&") and sentence.tags[i - 2] == "NNP"
    return joined or (lowers[i - 1] in ("of", "for") and lowers[i - 2] in heads)


def _runs(sentence: Sentence, taken: Collection[int]) -> list[Span]:
    """Runs of words with capitals that are no names yet, an article joined to a name among them ("al-Qaeda")."""
    found: list[Span] = []
    for i, tag in enumerate(sentence.tags):
        if i not in taken and (tag == "NNP" or ("-" in sentence.words[i] and _ARTICLE.match(sentence.words[i]))):
            if found and found[-1][1] == i:
                found[-1] = found[-1][0], i + 1
            else:
                found.append((i, i + 1))
    return found


def _trimmed(sentence: Sentence, first: int, last: int) -> Span:
    """A name without small words and signs at its ends."""
    while first < last and (sentence.lowers[last - 1] in _SMALL or not sentence.words[last - 1][-1].isalnum()):
        if sentence.words[last - 1][0].isalnum() and sentence.lowers[last - 1] not in _SMALL:
            break
        last -= 1
    while first < last and sentence.words[first] in _SMALL:
        first += 1
    return first, last


def _joined(sentence: Sentence, found: Sequence[Span]) -> list[Span]:
    """Names put together over the small words between them."""
    made: list[Span] = []
    for first, last in found:
        if made:
            before = made[-1]
            if _one_name(sentence, before, first):
                made[-1] = before[0], last
                continue
        made.append((_widened(sentence, first, made[-1][1] if made else 0), last))
    return made


def _widened(sentence: Sentence, first: int, floor: int) -> int:
    """Where a name begins whose first noun the model left out: "Order of" before "Friendship"."""
    lowers = sentence.lowers
    place = first - 1 - (first > 1 and lowers[first - 1] == "the")
    if place - 1 < floor or lowers[place] != "of" or lowers[place - 1] not in people_words()["names"]["heads"]:
        return first
    return place - 1 if place > 1 and sentence.words[place - 1][0].isupper() else first


def _one_name(sentence: Sentence, before: Span, first: int) -> bool:
    """Whether a name goes on behind small words, at the word `first`."""
    lowers, words = sentence.lowers, sentence.words
    between = lowers[before[1] : first]
    if not between:
        return False
    begins, kind = sentence.names[before[0]][2:], sentence.names[first][2:]
    if between == ("&",):
        return True
    listed = people_words()["names"]
    if between in (("of",), ("for",), ("of", "the"), ("for", "the")):
        return lowers[before[1] - 1] in listed["heads"] and begins != "PER" and kind != "PER"
    if between == ("and",):
        inside = lowers[before[0] : before[1]]
        listing = inside[0] in listed["heads"] or any(word in ("of", "for") for word in inside)
        if listing and kind not in ("PER", "LOC") and any(word in ("of", "for") for word in inside):
            return True
        # "told The Globe and Mail": an article with a capital belongs to the name, which then goes on.
        return before[0] > 1 and words[before[0] - 1] == "The" and "PER" not in (begins, kind)
    return begins == "PER" and all(word in listed["particles"] for word in between)


def _in_full(sentence: Sentence, found: Sequence[Span], known: dict[str, set[tuple[str, ...]]]) -> list[Span]:
    """Names as wide as the document gives them elsewhere, where the very words stand here; `known` are those by their first word."""
    words, made = sentence.words, list[Span]()
    for first, last in found:
        floor = max(made[-1][1] if made else 0, last - _LONGEST)
        if first < floor:
            continue
        wider = [
            (begin, begin + len(full))
            for begin in range(floor, first + 1)
            for full in known.get(words[begin], ())
            if begin + len(full) >= last and words[begin : begin + len(full)] == full
        ]
        made.append(max(wider, key=_length, default=(first, last)))
    return made


def _length(span: Span) -> int:
    return span[1] - span[0]

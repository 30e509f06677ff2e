"""Sentences to learn from: our own words, and for each of them what people said of it, where they did."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from pipelines.syntax.tokens import tokenise

__all__ = ["UNSAID", "Example", "project", "spans_of"]

UNSAID: Final = ""
"""What nobody said anything of: it is neither right nor wrong, and nothing is learnt from it."""


@dataclass(slots=True)
class Example:
    """A sentence, column by column; a column is as long as `words`, or empty where nobody annotated it.

    Attributes:
        words: Words as `tokenise` cuts them.
        heads: For each the place of its head counted from 1; 0 for a root, -1 where nobody said.
        columns: By name (`xpos`, `relation`, `name`, `event`) a label for each word; `given` is what
            the rules say of a word that may name an event.
    """

    words: tuple[str, ...]
    heads: tuple[int, ...] = ()
    columns: dict[str, tuple[str, ...]] = field(default_factory=dict)


def spans_of(text: str, forms: Sequence[str]) -> list[tuple[int, int]] | None:
    """Find the words of a treebank in its text, one after the other; `None` where one is missing."""
    found, at = list[tuple[int, int]](), 0
    for form in forms:
        start = text.find(form, at)
        if start < 0 or text[at:start].strip():
            return None
        at = start + len(form)
        found.append((start, at))
    return found


def project(
    text: str, spans: Sequence[tuple[int, int]], heads: Sequence[int], columns: dict[str, Sequence[str]]
) -> Example | None:
    """Say of our words what a treebank says of its own.

    A word of ours that covers several of theirs ("well-known") takes what is said of the one that leads out of it; further pieces
    of one of theirs hang on its first.

    Args:
        text: The sentence.
        spans: Where their words stand in it.
        heads: Their heads, counted from 1, 0 for a root.
        columns: Their labels; `relation` is that to the head.

    Returns:
        The example; `None` where the words can't be matched.
    """
    own = tokenise(text)
    cover: list[list[int]] = []
    at = 0
    for start, end in zip(own.starts, own.ends, strict=True):
        while at < len(spans) and spans[at][1] <= start:
            at += 1
        last = at
        while last < len(spans) and spans[last][0] < end:
            last += 1
        if last == at:
            return None
        cover.append(list(range(at, last)))
    first_of: dict[int, int] = {}
    for n, theirs in enumerate(cover):
        for t in theirs:
            first_of.setdefault(t, n)
    if len(first_of) != len(spans):
        return None
    new_heads, chosen = [], []
    for n, theirs in enumerate(cover):
        if all(first_of[t] != n for t in theirs):
            new_heads.append(first_of[theirs[0]] + 1)
            chosen.append(-1 - theirs[0])
            continue
        inside = set(theirs)
        lead = next((t for t in theirs if heads[t] - 1 not in inside and first_of[t] == n), theirs[0])
        head = heads[lead]
        new_heads.append(first_of[head - 1] + 1 if head else 0)
        chosen.append(lead)
    labels = {
        name: tuple("goeswith" if c < 0 and name == "relation" else column[c if c >= 0 else -1 - c] for c in chosen)
        for name, column in columns.items()
    }
    if any(head == n + 1 for n, head in enumerate(new_heads)):
        return None
    return Example(own.words, tuple(new_heads), labels)

"""Names of people, organisations and places, out of the labels that the model gives to words."""

from collections.abc import Sequence
from typing import Final

__all__ = ["KINDS", "spans"]

KINDS: Final = ("PER", "ORG", "LOC")
"""Kinds of names that are told apart; any other is the kind OTH."""


def spans(labels: Sequence[str]) -> list[tuple[int, int, str]]:
    """Give the names that the labels of a sentence tell of, in order.

    Args:
        labels: `B-PER` where a name begins, `I-PER` where it goes on, `O` outside of names.

    Returns:
        For each name of a kind in `KINDS` its first word, the word behind its last, and the kind.

    >>> spans(("B-PER", "I-PER", "O", "B-LOC"))
    [(0, 2, 'PER'), (3, 4, 'LOC')]
    """
    found = list[tuple[int, int, str]]()
    begin, kind = 0, ""
    for i, label in enumerate((*labels, "O")):
        if kind and label != f"I-{kind}":
            found.append((begin, i, kind))
            kind = ""
        if label.startswith("B-") and label[2:] in KINDS:
            begin, kind = i, label[2:]
    return found

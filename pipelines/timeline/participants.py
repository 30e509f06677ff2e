"""Who and what takes part in an event, each once, whatever its mentions call them."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from pipelines.timeline.mentions import Name, name, same_name

__all__ = ["participants"]

_MARKS: Final = ' \t\n\\/|*"“”«»‘`,;:–—'
"""What a name neither begins nor ends with."""


def participants(texts: Iterable[str]) -> tuple[str, ...]:
    """Give each participant of an event once, in the order of the alphabet.

    Spellings that differ in capitals only are one. A proper name that is the end of a longer one stands for it: "Merkel"
    beside "Angela Merkel" is no second person; beside "Angela Merkel" and "Max Merkel" it may be either, and stays.
    Pronouns are no participants, nor are marks, figures and single letters.

    Args:
        texts: What the mentions call those who take part, as often as they do.
    """
    found: dict[str, tuple[Name, str]] = {}
    for text in sorted({text.strip(_MARKS) for text in texts}):
        own = name(text)
        if own is not None and len(text) > 1 and not text.isdecimal():
            found.setdefault(own.full, (own, text))
    alike = defaultdict[str, list[str]](list)
    for own, _ in found.values():
        if own.proper:
            alike[own.key].append(own.full)
    return tuple(
        sorted(text for own, text in found.values() if not (own.proper and _is_short(own.full, alike[own.key])))
    )


def _is_short(full: str, others: Iterable[str]) -> bool:
    """Whether a name is the end of longer ones that are themselves ends of the longest."""
    longer = [other for other in others if len(other) > len(full) and same_name(full, other)]
    longest = max(longer, key=len, default=full)
    return bool(longer) and all(same_name(longest, other) for other in longer)

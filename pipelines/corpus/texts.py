"""Equal texts at several places are one text with several sources."""

from collections import defaultdict
from collections.abc import Iterable

__all__ = ["equal_texts"]


def equal_texts(documents: Iterable[tuple[str, str, str | None, str | None]]) -> dict[str, str]:
    """Find the document that stands for each text.

    Equal texts with different given publication dates are different documents (a column that is printed every year).
    Those without a given date join the one date that is given for their text; if several are given, or none, they stand
    together without a date. The dated come first, then the smallest rank: content alone decides.

    Args:
        documents: Of each document its id, its rank (text that names what it says rather than where it lies), the hash of
            its text (`None`: rejected, it has no text) and its publication date as it was given, if it was.

    Returns:
        Of each document that has a text the one that stands for it, sorted by document.
    """
    by_text: dict[str, list[tuple[str, str, str | None]]] = defaultdict(list)
    for document_id, rank, text_hash, given in documents:
        if text_hash is not None:
            by_text[text_hash].append((document_id, rank, given))
    found: dict[str, str] = {}
    for members in by_text.values():
        dates = {given for *_, given in members if given is not None}
        only = next(iter(dates)) if len(dates) == 1 else None
        groups: dict[str | None, list[tuple[bool, str, str]]] = defaultdict(list)
        for document_id, rank, given in members:
            groups[given if given is not None else only].append((given is None, rank, document_id))
        for group in groups.values():
            *_, first = min(group)
            found |= {document_id: first for *_, document_id in group}
    return dict(sorted(found.items()))

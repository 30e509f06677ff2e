"""Which span of an answer stands for which span of the gold."""

from collections.abc import Sequence

from pipelines.errors import DatelineError
from pipelines.evaluation.report import Row

__all__ = ["Span", "align", "check_given", "items", "paired", "span", "text_of"]

Span = tuple[int, int]
"""Half-open, in code points of the document's text."""


def span(item: Row) -> Span:
    """Give an item's span, whichever way its file names the start."""
    return (item["start"] if "start" in item else item["begin"]), item["end"]


def items(row: Row | None, kind: str) -> list[Row]:
    """Give the time expressions or events of a row; none where the system left the document out."""
    return list((row or {}).get(kind, []))


def text_of(document: Row, item: Row) -> str:
    """Give the characters of an item."""
    start, end = span(item)
    return str(document["text"][start:end])


def align(gold: Sequence[Span], system: Sequence[Span]) -> list[tuple[int, int]]:
    """Pair overlapping spans one to one: equal spans first, then from the left, the longer overlap before the shorter.

    Args:
        gold: Spans in any order.
        system: Spans in any order.

    Returns:
        Places in `gold` and in `system`.

    Source: TempEval-3's normaliser (UzZaman et al. 2013).
    """
    by_start = sorted(range(len(system)), key=lambda place: system[place])
    candidates = []
    for i, (start, end) in enumerate(gold):
        for j in by_start:
            if system[j][0] >= end:
                break
            overlap = min(end, system[j][1]) - max(start, system[j][0])
            if overlap > 0:
                candidates.append((gold[i] != system[j], start, system[j][0], -overlap, i, j))
    taken_gold, taken_system, pairs = set[int](), set[int](), list[tuple[int, int]]()
    for *_, i, j in sorted(candidates):
        if i not in taken_gold and j not in taken_system:
            taken_gold.add(i)
            taken_system.add(j)
            pairs.append((i, j))
    return pairs


def paired(gold: Sequence[Row], system: Sequence[Row]) -> list[tuple[int, int]]:
    """Pair items by their spans, as `align` does."""
    return align([span(item) for item in gold], [span(item) for item in system])


def check_given(document: str, gold: Sequence[Row], system: Sequence[Row]) -> None:
    """Make sure that an answer is about exactly the spans it was asked about.

    Raises:
        DatelineError: It is not.
    """
    wanted, found = sorted(map(span, gold)), sorted(map(span, system))
    if wanted != found:
        odd = sorted(set(wanted) ^ set(found))[:3]
        msg = f"document {document!r}: {len(found)} spans answered, {len(wanted)} given; they differ at {odd}"
        raise DatelineError(msg)

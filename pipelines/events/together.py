"""Sentences of several documents read in one go: the model is quicker over many, and most documents are short."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from pipelines.limits import OutOfTime, processor_seconds
from pipelines.records import Document
from pipelines.syntax.sentence import Sentence
from pipelines.syntax.sentences import sentences
from pipelines.syntax.tagger import read_texts

__all__ = ["lines_read", "read_ahead"]

_LABELS: Final = frozenset(("title", "body", "caption"))
"""Labels of the lines whose sentences are read."""
_TOGETHER: Final = 65_536
"""Characters of text that are read in one go, about; more bring no speed. A document of more is read by itself."""

Rows = Mapping[str, Sequence[Any]]
"""The records of one document, by the name of their stage."""
Reader = Callable[[Sequence[tuple[str, Sequence[tuple[int, int]]]]], list[list[Sentence]]]
"""Reads texts, given with the spans of their sentences."""


def lines_read(document: Document) -> list[tuple[int, int]]:
    """Give the spans of the lines of a document whose sentences are read, in order."""
    return [(line.start, line.end) for line in document.lines if line.label in _LABELS]


def read_ahead(documents: Iterable[Rows], seconds: float | None, read: Reader = read_texts) -> Iterator[Rows]:
    """Go through documents, and add to the records of each its sentences, where they were read with those of others.

    Args:
        documents: The records of each, the document itself under `documents`.
        seconds: Most time of the processor for what is read in one go; where it is over, each document is left to be read by
            itself, within its own limit. `None` sets none.
        read: What reads them.

    Yields:
        The records, in order; the sentences of a document under `sentences`. They are missing where it is not read as English, too
        long, or could not be read with the others.
    """
    waiting, size = list[Rows](), 0
    for rows in documents:
        length = _length(rows["documents"][0])
        if waiting and size + length > _TOGETHER:
            yield from _read(waiting, seconds, read)
            waiting, size = [], 0
        waiting.append(rows)
        size += length
    yield from _read(waiting, seconds, read)


def _length(document: Document) -> int:
    """Characters that are read of a document."""
    return sum(end - start for start, end in lines_read(document)) if _is_read(document) else 0


def _is_read(document: Document) -> bool:
    return document.text is not None and document.language in (None, "en")


def _read(waiting: Sequence[Rows], seconds: float | None, read: Reader) -> Sequence[Rows]:
    chosen = [n for n, rows in enumerate(waiting) if 0 < _length(rows["documents"][0]) <= _TOGETHER]
    if len(chosen) < 2:
        return waiting
    try:
        with processor_seconds(seconds):
            asked = []
            for n in chosen:
                document: Document = waiting[n]["documents"][0]
                text = document.text or ""
                asked.append((text, sentences(text, lines_read(document))))
            found = dict(zip(chosen, read(asked), strict=True))
    except (Exception, OutOfTime):  # noqa: BLE001 - what is wrong with one of them is found, and told, when each is read by itself
        return waiting
    return [{**rows, "sentences": found[n]} if n in found else rows for n, rows in enumerate(waiting)]

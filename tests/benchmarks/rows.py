"""The speed of clean text to event rows: part of `make bench`, and alone

    python -m tests.benchmarks.rows

In CPU time of one process. `cold` counts all that a fresh process does once: word lists and weights are read, and each new word of the
text is learnt; `warm` is the same text again. Calls of Python functions are the same on any machine.
"""

import argparse
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from pipelines.batches import to_table
from pipelines.days import DayInterval, parse_interval
from pipelines.documents.lines import all_body
from pipelines.records import Document, PublicationDate, TimeExpression
from pipelines.settings import Settings
from pipelines.temporal.recognise import recognise
from tests.benchmarks.corpus import corpus
from tests.benchmarks.measure import alone
from tests.calls import calls

__all__ = ["Speeds", "print_rows", "speeds"]

_COUNTED = 8
"""Documents whose calls are counted, which takes long."""


@dataclass(frozen=True, slots=True)
class Speeds:
    """Bytes of UTF-8 a second: cold, warm, and of the warm reading alone (words, tags, trees); mentions, and calls for one of them."""

    cold: float
    warm: float
    reading: float
    mentions: int
    calls: float


def speeds(rows: Sequence[Mapping[str, str]]) -> Speeds:
    """Measure on documents as `corpus.corpus` gives them; in a fresh process, or nothing is cold."""
    inputs, size = _inputs(rows), sum(len(row["text"].encode()) for row in rows)
    start = time.process_time()
    from pipelines.events.stage import work  # what importing it costs is counted too
    from pipelines.syntax.sentences import sentences
    from pipelines.syntax.tagger import read_sentences

    mentions = work(inputs, Settings()).rows.num_rows
    cold = time.process_time() - start
    texts = [row["text"] for row in rows]
    few = _inputs(rows[:_COUNTED])
    return Speeds(
        size / cold,
        size / _seconds(lambda: work(inputs, Settings())),
        size / _seconds(lambda: [read_sentences(text, sentences(text)) for text in texts]),
        mentions,
        calls(lambda: work(few, Settings())) / max(work(few, Settings()).rows.num_rows, 1),
    )


def _seconds(work: Callable[[], object]) -> float:
    """The calmer of two tries."""
    spent = []
    for _ in range(2):
        start = time.process_time()
        work()
        spent.append(time.process_time() - start)
    return min(spent)


def _document(row: Mapping[str, str]) -> Document:
    name, text = row["id"], row["text"]
    return Document(name, name, name, text, language="en", lines=all_body(text))


def _day(row: Mapping[str, str]) -> DayInterval:
    return parse_interval(row["published"][:10])


def _inputs(rows: Sequence[Mapping[str, str]]) -> dict[str, pa.Table]:
    def times(row: Mapping[str, str]) -> list[TimeExpression]:
        name = row["id"]
        return recognise(row["text"], language="en", publication=_day(row), document_id=name, content_hash=name)

    published = [PublicationDate(row["id"], row["id"], _day(row).earliest, _day(row).latest) for row in rows]
    made: dict[str, list[Any]] = {
        "documents": [_document(row) for row in rows],
        "publication_dates": published,
        "time_expressions": [item for row in rows for item in times(row)],
    }
    return {name: to_table(name, records) for name, records in made.items()}


def print_rows(rows: Sequence[Mapping[str, str]], what: str) -> None:
    """Measure on documents, in a process of its own, and print a line."""
    found: Speeds = alone(speeds, rows).value
    size = sum(len(row["text"].encode()) for row in rows)
    print(
        f"\nevent rows: {found.mentions:,} mentions in {size / 1e6:.1f} MB of {what}: {found.cold / 1e3:,.0f} KB/s cold, "
        f"{found.warm / 1e3:,.0f} warm, of that reading alone {found.reading / 1e3:,.0f}; {found.calls:.0f} calls a mention"
    )


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.rows", description="Speed of event rows")
    parser.add_argument("--documents", type=int, default=40, help="most documents (default 40)")
    chosen = parser.parse_args()
    print_rows(*corpus(chosen.documents))


if __name__ == "__main__":
    main()

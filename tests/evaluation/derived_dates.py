# ruff: noqa: T201 - it prints its figures
"""How well undated documents are dated by others: `python -m tests.evaluation.derived_dates [DATA] [--by-paper] [--without-events]`.

Of the dated news of each crisis (Timeline17) every second one is stripped of its date, by the hash of its name; what its text
tells of its day is kept. It is dated by its own text alone, then with the others, which keep their dates.

Printed are the share of the stripped documents whose true day lies inside what is given, where nothing given excludes nothing,
and the median width in days. A side that is open counts as open as far as the collection reaches: a width is never more than
the days from its first document to its last. `--by-paper` takes each paper's documents of a crisis as a collection of their own.
"""

import argparse
import gzip
import hashlib
import json
import statistics
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path
from time import process_time
from typing import Final

import numpy as np
import pyarrow as pa

from pipelines.batches import to_records, to_table
from pipelines.corpus.compare import PAIRS
from pipelines.corpus.signatures import sign
from pipelines.corpus.stage import compare_documents
from pipelines.dating.solve import date_document
from pipelines.days import DayInterval, parse_day
from pipelines.documents.stage import read_document
from pipelines.events.mentions import find_events
from pipelines.events.together import lines_read
from pipelines.records import (
    DerivedDate,
    Document,
    EventMention,
    PublicationDate,
    RawDocument,
    TextSignature,
    TimeExpression,
)
from pipelines.settings import Documents, Settings
from pipelines.temporal.periods import PERIOD
from pipelines.temporal.stage import expressions
from pipelines.timeline.derived.company import Words
from pipelines.timeline.derived.named import Named, named
from pipelines.timeline.derived.rows import derive_dates

DATA: Final = Path(__file__).parents[2].parent / "shared" / "data"
NEWS: Final = "t17_dev_docs.jsonl.gz"


@dataclass(frozen=True, slots=True)
class News:
    """A document with its true day, and what its text alone tells.

    Attributes:
        crisis: What it is about.
        paper: Its collection within the crisis.
        day: The true day.
        document: As the pipeline reads it.
        published: What its text tells of its day.
        expressions: Its mentions of time.
        signature: Its words as numbers.
    """

    crisis: str
    paper: str
    day: int
    document: Document
    published: PublicationDate
    expressions: tuple[TimeExpression, ...]
    signature: TextSignature

    @property
    def name(self) -> str:
        """Its name in the collection."""
        return self.document.document_id

    @property
    def half(self) -> int:
        """Which of two halves it belongs to, by the hash of its name: 0 is stripped."""
        return hashlib.sha256(self.name.encode()).digest()[0] % 2

    @property
    def own(self) -> DayInterval:
        """The days that its text alone leaves."""
        return self.published.days

    @property
    def words(self) -> Words:
        """The numbers of the words of its body."""
        return np.array(self.signature.words, np.uint32)

    @property
    def named(self) -> Named:
        """The days and weekdays that its text names."""
        return named(self.expressions)


def read_news(folder: Path, crisis: str | None = None) -> Iterator[News]:
    """Read the news of all crises, or of one, each as if nothing but its text were known."""
    chosen = Settings()
    with gzip.open(folder / NEWS, "rt", encoding="utf-8") as file:
        for row in map(json.loads, file):
            if crisis is not None and row["topic"] != crisis:
                continue
            raw = RawDocument(
                *(row["id"], "", "r", "p", None, "u", "text/plain"),
                row["text"].encode(),
                datetime(2026, 1, 1, tzinfo=UTC),
            )
            document = read_document(raw, Documents())
            published = date_document(document)
            spoken = tuple(expressions(document, published))
            signature = sign(document.document_id, "", document.text or "", document.lines, chosen.signatures)
            yield News(row["topic"], row["folder"], parse_day(row["dct"]), document, published, spoken, signature)


def given(item: News) -> PublicationDate:
    """What is known of a document that keeps its date."""
    return PublicationDate(item.name, "", item.day, item.day, item.day, "day", "given", 1.0)


def told(item: News, spoken: Sequence[TimeExpression]) -> list[EventMention]:
    """Find the events that a document tells of, with the dates it keeps."""
    known = item.published if item.half == 0 else given(item)
    document = item.document
    lines = lines_read(document)
    times = [row for row in spoken if row.type != PERIOD]
    return find_events(
        document.text or "", lines, document.language, known.days, times, document_id=item.name, content_hash=""
    )


def derived(news: Sequence[News], *, events: bool = True) -> Mapping[str, DerivedDate]:
    """Date the stripped documents of a collection by the others.

    Args:
        news: The collection.
        events: Whether events that documents share are looked for too, which takes most of the time.
    """
    spoken = {
        item.name: item.expressions if item.half == 0 else expressions(item.document, given(item)) for item in news
    }
    published = to_table("publication_dates", [item.published if item.half == 0 else given(item) for item in news])
    signatures = to_table("text_signatures", [item.signature for item in news if item.document.text is not None])

    def read(columns: Sequence[str]) -> list[pa.Table]:
        return [signatures.select(["document_id", *columns])]

    found = compare_documents(
        read,
        to_table("documents", [item.document for item in news]),
        published.select(["document_id", "latest"]),
        known=PAIRS.empty_table(),
        texts=lambda names: {item.name: item.document.text or "" for item in news if item.name in names},
        settings=Settings(),
    )
    times = to_table("time_expressions", [row for item in news for row in spoken[item.name]])
    mentions = to_table(
        "event_mentions", [row for item in news for row in told(item, spoken[item.name])] if events else ()
    )
    table, _ = derive_dates(
        published,
        found["near_duplicates"],
        expressions=lambda: [times],
        mentions=lambda: [mentions],
        signatures=read,
        documents=lambda names: [item.document for item in news if item.name in names],
    )
    return {row.document_id: row for row in to_records(table, DerivedDate)}


@dataclass(frozen=True, slots=True)
class Figures:
    """The measures of one collection.

    Attributes:
        stripped: Documents stripped of their date.
        derived: How many of them others date.
        inside_alone: Share whose true day lies in what the text alone leaves.
        inside: The same with the others.
        inside_derived: The same of those that others date.
        width_alone: Median days that the text alone leaves.
        width: The same with the others.
        width_open: The same of those whose own text leaves more than a day, alone and with the others.
        rules: What decided, and how often.
    """

    stripped: int
    derived: int
    inside_alone: float
    inside: float
    inside_derived: float
    width_alone: float
    width: float
    width_open: tuple[float, float]
    rules: Mapping[str, int]


def figures(news: Sequence[News], rows: Mapping[str, DerivedDate]) -> Figures:
    """Measure one collection."""
    days = [item.day for item in news]
    span = max(days) - min(days) + 1
    stripped = [item for item in news if item.half == 0]
    after = [rows[item.name].days if item.name in rows else item.own for item in stripped]
    wide = [
        (min(span, a.own.length or span), min(span, b.length or span)) for a, b in zip(stripped, after, strict=True)
    ]
    held = [holds(days, item.day) for item, days in zip(stripped, after, strict=True)]
    by_others = [ok for item, ok in zip(stripped, held, strict=True) if item.name in rows]
    open_ones = [pair for item, pair in zip(stripped, wide, strict=True) if not item.own.single] or [(1, 1)]
    return Figures(
        len(stripped),
        len(by_others),
        statistics.mean(holds(item.own, item.day) for item in stripped),
        statistics.mean(held),
        statistics.mean(by_others or [True]),
        statistics.median(alone for alone, _ in wide),
        statistics.median(with_others for _, with_others in wide),
        (statistics.median(alone for alone, _ in open_ones), statistics.median(together for _, together in open_ones)),
        Counter(row.rule for row in rows.values()),
    )


def holds(days: DayInterval, day: int) -> bool:
    """Whether a day lies inside what is given; where nothing is, every day does."""
    return days.intersect(DayInterval(day, day)) is not None


def show(title: str, found: Figures) -> None:
    """Print the figures of one collection."""
    rules = ", ".join(f"{rule} {count}" for rule, count in sorted(found.rules.items()))
    print(
        f"{title:22} {found.stripped:4} stripped: inside {found.inside_alone:.3f} alone, {found.inside:.3f} with others "
        f"({found.derived} dated by others: {found.inside_derived:.3f}); median width {found.width_alone:.0f} > {found.width:.0f} days, "
        f"of those without a day of their own {found.width_open[0]:.0f} > {found.width_open[1]:.0f}; {rules}",
        flush=True,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("data", type=Path, nargs="?", default=DATA)
    parser.add_argument("--by-paper", action="store_true", help="each paper's documents by themselves")
    parser.add_argument("--without-events", action="store_true", help="by reprints and likeness alone, in a minute")
    chosen = parser.parse_args()
    news = sorted(read_news(chosen.data / "timelines"), key=lambda item: (item.crisis, item.paper, item.name))
    for title, group in groupby(news, key=lambda item: item.paper if chosen.by_paper else item.crisis):
        members = list(group)
        start = process_time()
        rows = derived(members, events=not chosen.without_events)
        took = process_time() - start
        show(title, figures(members, rows))
        print(
            f"{'':22} {1000 * took / len(members):.1f} CPU s per 1,000 documents, comparing them included", flush=True
        )


if __name__ == "__main__":
    main()

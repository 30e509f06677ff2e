"""How fast plain text becomes labelled lines, and a day of writing: one core, processor time, nothing stored."""

import time
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Final

from pipelines.dating.solve import date_document
from pipelines.documents.stage import read_document
from pipelines.records import Document, RawDocument
from pipelines.settings import Documents
from tests.benchmarks.measure import yardstick

__all__ = ["print_dates"]

_WARM: Final = 20
"""Documents that are read first, so that word lists and patterns are loaded."""


def print_dates(rows: Sequence[Mapping[str, str]], what: str) -> None:
    """Print MB of text a second from bytes to labelled lines and language, to the day of writing, and of dating alone."""
    arrived = datetime(2026, 1, 1, tzinfo=UTC)
    raws = [
        RawDocument(str(n), "", "", "", None, "", "text/plain", row["text"].encode(), arrived)
        for n, row in enumerate(rows)
    ]
    size = sum(len(raw.content or b"") for raw in raws)
    settings = Documents()
    documents: list[Document] = [read_document(raw, settings) for raw in raws[:_WARM]]
    for document in documents:
        date_document(document)
    documents.clear()

    def read() -> None:
        documents.extend(read_document(raw, settings) for raw in raws)

    def date() -> None:
        for document in documents:
            if document.text is not None:
                date_document(document)

    reading, dating = _seconds(read), _seconds(date)
    words = min(yardstick("\n".join(row["text"] for row in rows)) for _ in range(3))
    print(f"\nday of writing, {size / 1e6:.1f} MB of {what}, one core")
    for name, seconds in (
        ("lines and language", reading),
        ("day of writing alone", dating),
        ("both", reading + dating),
    ):
        print(f"{name:<22}{size / 1e6 / seconds:>8.2f} MB/s {seconds / words:>8.1f} × yardstick")


def _seconds(call: Callable[[], None]) -> float:
    start = time.process_time()
    call()
    return time.process_time() - start

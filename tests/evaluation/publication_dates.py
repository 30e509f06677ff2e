# ruff: noqa: T201 - it prints its figures
"""How well documents are dated: pages with a known day, and dated news of which the text alone is read.

    python -m tests.evaluation.publication_dates [--data ../shared/data] [--every N]

Prints, for each measure, all documents and the two halves they fall into by the hash of their name (pages: of their site).
Rules were written by looking at errors of the first half; the second was never read. The last table says of the days and
intervals given with so much confidence how many held.
"""

import argparse
import gzip
import hashlib
import json
import re
import statistics
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from pipelines.dating.solve import date_document
from pipelines.days import DayInterval, parse_day
from pipelines.documents.stage import read_document
from pipelines.records import PublicationDate, RawDocument
from pipelines.settings import Documents

DATA: Final = Path(__file__).parents[2].parent / "shared" / "data"
PAGES: Final = "documents/html_pages_dev.jsonl.gz"
NEWS: Final = "timelines/t17_dev_docs.jsonl.gz"
NAMES_A_YEAR: Final = re.compile(r"(?<![\d,.$£€#-])(?:19|20)\d\d(?![\d,]\d|%|\d)")
OPEN: Final = 10**6
"""Width, in days, that an interval without a bound is counted with."""


@dataclass(frozen=True, slots=True)
class Dated:
    """One document with its true day and what was found."""

    name: str
    day: int
    found: PublicationDate
    names_a_year: bool

    @property
    def second_half(self) -> bool:
        return hashlib.sha256(self.name.encode()).digest()[-1] % 2 == 1

    @property
    def inside(self) -> bool:
        return self.found.days.intersect(DayInterval(self.day, self.day)) is not None


def rows(path: Path, every: int) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in islice(file, 0, None, every):
            yield json.loads(line)


def dated(content: bytes, media_type: str, url: str | None) -> tuple[PublicationDate, str]:
    """Read a document as the pipeline does, and date it."""
    arrived = datetime(2026, 1, 1, tzinfo=UTC)
    raw = RawDocument("d", "c", "r", "p", None, "u", media_type, content, arrived, stated_url=url)
    document = read_document(raw, Documents())
    return date_document(document), document.text or ""


def pages(data: Path, every: int = 1) -> list[Dated]:
    found = []
    for row in rows(data / PAGES, every):
        answer, text = dated(row["html"].encode("utf-8", "replace"), "text/html", row["url"])
        name = urlsplit(row["url"]).netloc
        found.append(Dated(name, parse_day(row["publish_date"][:10]), answer, bool(NAMES_A_YEAR.search(text))))
    return found


def news(data: Path, every: int = 1) -> list[Dated]:
    found = []
    for row in rows(data / NEWS, every):
        answer, text = dated(row["text"].encode(), "text/plain", None)
        found.append(Dated(row["id"], parse_day(row["dct"]), answer, bool(NAMES_A_YEAR.search(text))))
    return found


@dataclass(frozen=True, slots=True)
class Figures:
    """The measures over some documents.

    Attributes:
        documents: How many.
        answered: Share that is given one day.
        exact: Share of those whose day is the true one.
        inside: Share whose true day lies in what is given; nothing given excludes nothing.
        width: Median of the days between the bounds.
        bounded: Share with both bounds.
    """

    documents: int
    answered: float
    exact: float
    inside: float
    width: float
    bounded: float


def figures(found: Iterable[Dated]) -> Figures:
    items = list(found)
    total = max(1, len(items))
    single = [item for item in items if item.found.days.single]
    return Figures(
        len(items),
        len(single) / total,
        sum(item.inside for item in single) / max(1, len(single)),
        sum(item.inside for item in items) / total,
        statistics.median([item.found.days.length or OPEN for item in items] or [OPEN]),
        sum(item.found.days.bounded for item in items) / total,
    )


def reliability(found: Iterable[Dated]) -> list[tuple[str, float, float, int, float]]:
    """Give, for days and for intervals, each tenth of confidence: from, to, how many, and the share that held."""
    items = [item for item in found if item.found.days.known]
    table = []
    for what in ("day", "interval"):
        for tenth in range(10):
            least, most = tenth / 10, (tenth + 1) / 10
            chosen = [
                item.inside
                for item in items
                if item.found.days.single == (what == "day")
                and least <= round(item.found.confidence, 4) < most + (tenth == 9)
            ]
            if chosen:
                table.append((what, least, most, len(chosen), sum(chosen) / len(chosen)))
    return table


def show(title: str, found: list[Dated]) -> None:
    parts = (("all", found), ("first half", [item for item in found if not item.second_half]))
    for name, items in (*parts, ("second half", [item for item in found if item.second_half])):
        got = figures(items)
        width = "open" if got.width >= OPEN else f"{got.width:.0f} days"
        print(
            f"{title:28} {name:12} {got.documents:5}  a day {got.answered:.3f}, exact {got.exact:.3f}  "
            f"inside {got.inside:.4f}, median width {width}, bounded {got.bounded:.3f}"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--every", type=int, default=1, help="take every Nth document")
    chosen = parser.parse_args()
    of_pages, of_news = pages(chosen.data, chosen.every), news(chosen.data, chosen.every)
    show("HTML pages", of_pages)
    show("news that names a year", [item for item in of_news if item.names_a_year])
    show("news that names none", [item for item in of_news if not item.names_a_year])
    for title, found in (("HTML pages", of_pages), ("news", of_news)):
        for what, least, most, count, held in reliability(found):
            print(f"{title:12} {what:9} confidence {least:.1f} to {most:.1f}  {count:5} given, {held:.3f} held")


if __name__ == "__main__":
    main()

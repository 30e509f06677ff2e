# ruff: noqa: T201 - it prints its figures
"""How well the text that matters is found: word F1 of plain-text dumps, and of web pages.

    python -m tests.evaluation.main_text [--data ../shared/data]

The dumps are those whose sites the weights were not learnt from (`python -m tests.training.lines` says which).
"""

import argparse
import re
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Final

import trafilatura

from pipelines.documents.lines import label_lines
from pipelines.documents.readers.html import to_text
from pipelines.evaluation.files import read
from pipelines.evaluation.measures import measure
from pipelines.evaluation.report import Options
from tests.training.line_pages import held_out, site_of

__all__ = ["DATA", "DUMPS", "PAGES", "dump_accuracy", "held_dumps", "page_accuracy"]

DATA: Final = Path(__file__).parents[2].parent / "shared" / "data"
DUMPS: Final = "documents/plaintext_lines_dev.jsonl.gz"
PAGES: Final = "documents/html_pages_dev.jsonl.gz"
_WORD: Final = re.compile(r"\w+")

Rows = list[dict[str, Any]]


def held_dumps(path: Path) -> tuple[int, dict[str, Rows]]:
    """Give the number of all dumps of a file, and those of held-out sites: `news` and `mixed` pages."""
    rows = [dict(row) for row in read(path)]
    kept = [row for row in rows if held_out(site_of(row["host"]))]
    # News pages are named by a hash of 64 digits, the others by their place in a crawl.
    news = [row for row in kept if len(row["id"]) == 64]
    return len(rows), {"news": news, "mixed": [row for row in kept if len(row["id"]) != 64]}


def dump_accuracy(rows: Iterable[dict[str, Any]], *, from_the_article_on: bool = False) -> float:
    """Give the word F1 (0 to 1) of the lines labelled body, the mean over pages, as `score.py lines` has it."""
    gold, system = [], []
    for row in rows:
        first = row["content"].index(1) if from_the_article_on else 0
        lines = row["lines"][first:]
        gold.append({**row, "lines": lines, "content": row["content"][first:]})
        system.append({"id": row["id"], "lines": [int(line.label == "body") for line in label_lines("\n".join(lines))]})
    return measure("lines").score(gold, system, Options()).main.numbers["F1"]


def ours(html: str) -> str:
    """Give the text that our reader finds in a page."""
    return to_text(html.encode()).text


def of_the_library(html: str) -> str:
    """Give the text that trafilatura finds in a page, in precision mode, without comments."""
    return trafilatura.extract(html, favor_precision=True, include_comments=False) or ""


def page_accuracy(rows: Iterable[dict[str, Any]], text_of: Callable[[str], str] = ours) -> float:
    """Give the word F1 (0 to 1) of the text of web pages against their main content, the mean over pages."""
    figures = []
    for row in rows:
        have = Counter(_WORD.findall(text_of(row["html"]).lower()))
        want = Counter(_WORD.findall(row["main_content"].lower()))
        figures.append(2 * (have & want).total() / max(1, have.total() + want.total()))
    return sum(figures) / len(figures)


def main() -> None:
    """Print the figures of all held-out dumps and of all web pages."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--data", type=Path, default=DATA, help="folder of the gold data")
    data = parser.parse_args().data
    _, dumps = held_dumps(data / DUMPS)
    for kind, rows in dumps.items():
        print(f"plain-text dumps, {kind} pages of held-out sites ({len(rows)}): F1 {dump_accuracy(rows):.3f}")
    pages = [dict(row) for row in read(data / PAGES)]
    print(f"web pages ({len(pages)}): F1 {page_accuracy(pages):.3f}")
    print(f"the same, trafilatura alone: F1 {page_accuracy(pages, of_the_library):.3f}")


if __name__ == "__main__":
    main()

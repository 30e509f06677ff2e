"""How quickly pages become text with labels: plain text and HTML, each beside a plain measure of the same run."""

import gzip
import json
import re
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import trafilatura

from pipelines.documents.language import language_of
from pipelines.documents.lines import body_sample, label_lines
from pipelines.documents.readers.html import to_text
from pipelines.settings import Documents

__all__ = ["speeds"]

GOLD = Path(__file__).parents[3] / "shared" / "data" / "documents"
_WORD = re.compile(r"\w+")


def speeds(pages: int = 150) -> Iterator[str]:
    """Give a line of figures for plain text and one for HTML; none where the gold pages are absent."""
    plain, markup = GOLD / "plaintext_lines_dev.jsonl.gz", GOLD / "html_pages_dev.jsonl.gz"
    if not (plain.exists() and markup.exists()):
        return
    texts = ["\n".join(row["lines"]) for row in _rows(plain, pages)]
    size = sum(len(text.encode()) for text in texts)
    words, labelled = _seconds(_split, texts), _seconds(_labelled, texts)
    yield (
        f"lines: {size / labelled / 1e6:.1f} MB/s of page dumps labelled, with language; "
        f"{labelled / words:.1f} times as long as splitting them into lines and words"
    )
    sources = [row["html"] for row in _rows(markup, pages // 3)]
    alone, read = _seconds(_extracted, sources), _seconds(_read, sources)
    yield (
        f"HTML: {len(sources) / read:.1f} pages/s with what may date them; "
        f"{read / alone:.2f} times as long as trafilatura alone, in its precision mode with metadata"
    )


def _rows(path: Path, count: int) -> list[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line, _ in zip(lines, range(count), strict=False)]


def _seconds(call: Callable[[str], object], sources: Sequence[str]) -> float:
    """CPU seconds for all of them, after one that loads what is loaded once."""
    call(sources[0])
    start = time.process_time()
    for source in sources:
        call(source)
    return time.process_time() - start


def _split(text: str) -> int:
    return sum(len(_WORD.findall(line)) for line in text.splitlines())


def _labelled(text: str) -> object:
    return language_of(body_sample(text, label_lines(text)), Documents())


def _extracted(source: str) -> object:
    return trafilatura.bare_extraction(source, favor_precision=True, include_comments=False, with_metadata=True)


def _read(source: str) -> object:
    return to_text(source.encode())

"""The main text of web pages against gold text, with a pinned floor. A floor is lowered only on purpose."""

import re
from collections import Counter
from pathlib import Path

import pytest

from pipelines.documents.readers.html import to_text
from pipelines.evaluation.files import read

GOLD = Path(__file__).parents[2].parent / "shared" / "data" / "documents" / "html_pages_dev.jsonl.gz"
PAGES = 150
EVERY = 5
FLOOR = 0.93
_WORD = re.compile(r"\w+")


@pytest.mark.skipif(not GOLD.exists(), reason=f"no gold data at {GOLD}")
def test_accuracy_does_not_fall() -> None:
    rows = list(read(GOLD))
    assert len(rows) == PAGES
    figures = []
    for row in rows[::EVERY]:
        have = Counter(_WORD.findall(to_text(row["html"].encode()).text.lower()))
        want = Counter(_WORD.findall(row["main_content"].lower()))
        figures.append(2 * (have & want).total() / max(1, have.total() + want.total()))
    assert sum(figures) / len(figures) >= FLOOR

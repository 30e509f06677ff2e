"""Accuracy of line labels on gold pages, with a pinned floor. A floor is lowered only on purpose."""

from pathlib import Path

import pytest

from pipelines.documents.lines import label_lines
from pipelines.evaluation.files import read
from pipelines.evaluation.measures import measure
from pipelines.evaluation.report import Options

GOLD = Path(__file__).parents[2].parent / "shared" / "data" / "documents" / "plaintext_lines_dev.jsonl.gz"
PAGES = 879
FLOOR = 0.895


@pytest.mark.skipif(not GOLD.exists(), reason=f"no gold data at {GOLD}")
def test_accuracy_does_not_fall() -> None:
    gold = list(read(GOLD))
    assert len(gold) == PAGES
    system = [
        {
            "id": row["id"],
            "lines": [int(line.label in ("title", "body")) for line in label_lines("\n".join(row["lines"]))],
        }
        for row in gold
    ]
    assert measure("lines").score(gold, system, Options()).main.numbers["F1"] >= FLOOR

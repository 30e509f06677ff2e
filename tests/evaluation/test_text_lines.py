"""Accuracy of line labels on gold pages whose sites the weights were not learnt from, with pinned floors.

A floor is lowered only on purpose. The weights are those of `python -m tests.training.lines`, which says what is held out.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from pipelines.documents.lines import label_lines
from pipelines.evaluation.files import read
from pipelines.evaluation.measures import measure
from pipelines.evaluation.report import Options
from tests.training.line_pages import held_out, site_of

GOLD = Path(__file__).parents[2].parent / "shared" / "data" / "documents" / "plaintext_lines_dev.jsonl.gz"
PAGES = 879
HELD_OUT = 148
FLOORS = {"news": 0.965, "mixed": 0.924}

pytestmark = pytest.mark.skipif(not GOLD.exists(), reason=f"no gold data at {GOLD}")


Pages = dict[str, list[dict[str, Any]]]


def accuracy(rows: Iterable[dict[str, Any]], from_the_article_on: bool = False) -> float:
    gold, system = [], []
    for row in rows:
        first = row["content"].index(1) if from_the_article_on else 0
        lines = row["lines"][first:]
        gold.append({**row, "lines": lines, "content": row["content"][first:]})
        system.append({"id": row["id"], "lines": [int(line.label == "body") for line in label_lines("\n".join(lines))]})
    return measure("lines").score(gold, system, Options()).main.numbers["F1"]


@pytest.fixture(scope="module")
def held() -> Pages:
    rows = [dict(row) for row in read(GOLD)]
    assert len(rows) == PAGES
    kept = [row for row in rows if held_out(site_of(row["host"]))]
    assert len(kept) == HELD_OUT
    return {kind: [row for row in kept if (len(row["id"]) == 64) == (kind == "news")] for kind in FLOORS}


@pytest.mark.parametrize("kind", FLOORS)
def test_accuracy_does_not_fall(held: Pages, kind: str) -> None:
    assert accuracy(held[kind]) >= FLOORS[kind]


def test_a_page_that_begins_with_its_article_is_read_as_well(held: Pages) -> None:
    assert accuracy(held["news"], from_the_article_on=True) >= FLOORS["news"]

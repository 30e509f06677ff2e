"""Accuracy of time expressions on gold data, with pinned floors. A floor is lowered only on purpose."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from pipelines.days import UNKNOWN, parse_interval
from pipelines.evaluation.expressions import score_expressions
from pipelines.evaluation.files import read
from pipelines.evaluation.report import Options, Row
from pipelines.temporal.recognise import recognise

GOLD = Path(__file__).parents[2].parent / "shared" / "data" / "timex"
pytestmark = pytest.mark.skipif(not GOLD.is_dir(), reason=f"no gold data at {GOLD}")

FLOORS = {
    "tbaq_corrected": (256, {"strict": 88.7, "relaxed": 94.4, "value": 88.2}),
    "timebank": (183, {"strict": 90.4, "relaxed": 94.5, "value": 83.3}),
    "wikiwars_dev": (16, {"strict": 89.3, "relaxed": 97.1, "value": 89.1}),
    "tweets_dev": (742, {"strict": 89.8, "relaxed": 95.1, "value": 86.5}),
}
"""Number of documents, and the least F1, by file."""


def answers(documents: Iterable[Row]) -> list[dict[str, Any]]:
    made = []
    for document in documents:
        published = parse_interval(document["dct"]) if document.get("dct") else UNKNOWN
        rows = recognise(document["text"], language="en", publication=published)
        found = [{"start": row.start, "end": row.end, "type": row.type, "value": row.value} for row in rows]
        made.append({"doc_id": document["doc_id"], "timexes": found})
    return made


@pytest.mark.parametrize("name", FLOORS)
def test_accuracy_does_not_fall(name: str) -> None:
    count, floors = FLOORS[name]
    gold = list(read(GOLD / f"{name}.jsonl"))
    assert len(gold) == count
    report = score_expressions(gold, answers(gold), Options())
    reached = {key: report.number(key, "F1") for key in floors}
    fallen = {key: (reached[key], floor) for key, floor in floors.items() if reached[key] < floor}
    assert fallen == {}, f"{name}: reached and floor by figure"

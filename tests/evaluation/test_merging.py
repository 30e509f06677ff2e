"""Merging against gold data, where that is present: what are mentions of one event, and which days matter?

A small part of each corpus, so that every run of the tests can afford it; `dateline evaluate` takes the whole.
"""

import json
from pathlib import Path

import pytest

from pipelines.evaluation.files import read
from pipelines.evaluation.measuring import take, take_days
from pipelines.evaluation.report import Options, Report

DATA = Path(__file__).parents[2].parent / "shared" / "data"

pytestmark = pytest.mark.skipif(not DATA.exists(), reason="the gold data is not part of the repository")


def figures(report: Report) -> dict[str, float]:
    return {figure.name: figure.numbers["F1"] for figure in report.figures if "F1" in figure.numbers}


def test_coreference_of_given_events(tmp_path: Path) -> None:
    rows = [row for row in read(DATA / "events" / "ecbplus_dev.jsonl.gz") if row["topic"] in {"1", "12"}]
    part = tmp_path / "topics.jsonl"
    part.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    report = take("coref", part, options=Options(given=True, scope="subtopic"))
    assert (len(rows), report.number("mentions", "gold")) == (69, 488)
    assert report.details == (), "every document was read"
    found = figures(report)
    assert found["MUC"] >= 82.7
    assert found["B3"] >= 80.4
    assert found["CEAFe"] >= 73.5
    assert found["CoNLL"] >= 78.9


def test_days_of_a_timeline() -> None:
    folder = DATA / "timelines"
    report = take_days(
        folder / "t17_dev_docs.jsonl.gz",
        folder / "t17_dev_timelines.jsonl",
        options=Options(folder="H1N1_guardian"),
    )
    assert report.details == (), "every document was read"
    assert report.number("H1N1_guardian", "F1") >= 0.58, "7 of the 12 days that journalists chose"

"""From a gold file to figures."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from pipelines.errors import InvalidSettings, UnknownName
from pipelines.evaluation import evaluate, take, take_days
from pipelines.evaluation.measuring import answers, rank_days
from pipelines.evaluation.report import Options

TEXT = "Police arrested Ann Roe in Oslo on 18 June 2015."
GOLD: dict[str, Any] = {
    "id": "a",
    "text": TEXT,
    "dct": "2015-06-20T00:00:00",
    "timexes": [{"begin": 35, "end": 47, "type": "DATE", "value": "2015-06-18"}],
    "events": [{"id": "1", "begin": 7, "end": 15, "cls": "OCCURRENCE", "cluster": "x", "time": None}],
}


def stored(path: Path, *rows: dict[str, Any]) -> Path:
    text = "\n".join(json.dumps(row) for row in rows)
    if path.suffix == ".gz":
        path.write_bytes(gzip.compress(text.encode()))
    else:
        path.write_text(text)
    return path


@pytest.mark.parametrize(("measure", "given"), [("timex", False), ("events", False), ("coref", True)])
@pytest.mark.parametrize("suffix", [".jsonl", ".jsonl.gz"])
def test_a_right_answer_scores_in_full(tmp_path: Path, measure: str, given: bool, suffix: str) -> None:
    gold = stored(tmp_path / f"gold{suffix}", GOLD, GOLD | {"id": "b"})
    lines = evaluate(measure, gold, given=given, output=tmp_path / "kept.jsonl")
    assert "F1 100.000" in lines[-1]
    kept = [json.loads(line) for line in (tmp_path / "kept.jsonl").read_text().splitlines()]
    assert [row["doc_id"] for row in kept] == ["a", "b"]


def test_it_is_told_how_far_it_is(tmp_path: Path) -> None:
    gold = stored(tmp_path / "gold.jsonl", GOLD, GOLD | {"id": "b"})
    heard = list[tuple[int, int]]()
    evaluate("timex", gold, heard=lambda done, total: heard.append((done, total)))
    assert heard == [(1, 2), (2, 2)]
    rows = [{"id": name, "folder": name[0], "text": TEXT, "dct": "2015-06-20"} for name in ("x1", "y1", "x2")]
    timelines = [{"folder": folder, "timeline": [["2015-06-18", []]]} for folder in "xy"]
    documents = stored(tmp_path / "documents.jsonl", *rows)
    lines = evaluate(
        "days",
        documents,
        timelines=stored(tmp_path / "timelines.jsonl", *timelines),
        heard=lambda done, total: heard.append((done, total)),
    )
    assert heard[2:] == [(1, 3), (2, 3), (3, 3)]
    assert "F1 1.000" in lines[-1]


def test_the_system_never_sees_an_answer() -> None:
    (with_gold,) = answers("timex", [GOLD])
    (without,) = answers("timex", [{"id": "a", "text": TEXT, "dct": "2015-06-20"}])
    assert with_gold == without


def test_pages_are_annotated_raw(tmp_path: Path) -> None:
    page = {"id": "p", "lines": ["Home", "Menu", TEXT * 4, "Log in"], "content": [0, 0, 1, 0]}
    report = take("lines", stored(tmp_path / "gold.jsonl", page))
    assert report.main.numbers["F1"] == 1.0


def test_failures_are_counted_and_shown(tmp_path: Path) -> None:
    gold = stored(tmp_path / "gold.jsonl", GOLD, GOLD | {"id": "b", "dct": "none"})
    report = take("timex", gold)
    assert report.number("value", "R") == 50.0
    assert [(figure.name, dict(figure.numbers)) for figure in report.details][-1] == ("documents that failed", {"n": 1})
    assert "'none' is no date" in report.errors[0][0]
    assert "'none' is no date" in evaluate("timex", gold, errors=1)[0]


def test_days_are_ranked_by_salience(tmp_path: Path) -> None:
    texts = [
        TEXT,
        "Ann Roe was arrested on 18 June 2015. She resigned on 2 May 2015.",
        "It was in 2014. He left in May.",
    ]
    documents = [{"id": str(n), "folder": "f", "text": text, "dct": "2015-06-20"} for n, text in enumerate(texts)]
    ranked, failed = rank_days("f", documents)
    assert failed == []
    days = [row["day"] for row in ranked]
    assert days[:2] == ["2015-06-18", "2015-05-02"]
    assert "2014-01-01" not in days, "a year says nothing about its days"
    scores = [row["score"] for row in ranked]
    assert scores == sorted(scores, reverse=True)
    paths = (
        stored(tmp_path / "docs.jsonl", *documents),
        stored(
            tmp_path / "gold.jsonl",
            {"folder": "f", "timeline": [["2015-06-18", ["x"]]]},
            {"folder": "g", "timeline": []},
        ),
    )
    report = take_days(*paths, options=Options(folder="f"), keep=tmp_path / "days.jsonl")
    assert report.main.numbers == {"n": 1, "F1": 1.0}
    assert json.loads((tmp_path / "days.jsonl").read_text().splitlines()[0])["folder"] == "f"
    assert evaluate("days", paths[0], timelines=paths[1], folder="f")[-1].endswith("F1 1.000")


def test_what_is_missing_is_named(tmp_path: Path) -> None:
    gold = stored(tmp_path / "gold.jsonl", GOLD)
    with pytest.raises(UnknownName, match="needs two files"):
        evaluate("days", gold)
    with pytest.raises(UnknownName, match="no scope 'world'; accepted: topic, subtopic, none"):
        evaluate("coref", gold, scope="world")
    with pytest.raises(UnknownName, match="no measure 'taste'"):
        evaluate("taste", gold)
    with pytest.raises(InvalidSettings, match="'en_core_web_none'"):
        evaluate("events", gold, syntax="en_core_web_none")

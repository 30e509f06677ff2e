"""Our measures against literals."""

from pathlib import Path

import pytest

from pipelines.errors import DatelineError, UnknownName
from pipelines.evaluation.event_times import Point, label, same
from pipelines.evaluation.files import read, write
from pipelines.evaluation.measures import MEASURES, measure, strip
from pipelines.evaluation.report import Options
from pipelines.evaluation.spans import align
from tests.evaluation.small_gold import TEXT, Doc, gold_document, right_answer, score


@pytest.mark.parametrize("name", ["timex", "events", "eventtime", "coref"])
def test_gold_against_itself_is_perfect(name: str) -> None:
    gold = [gold_document("a"), gold_document("b")]
    report = score(name, gold, [right_answer(item) for item in gold])
    assert report.main.numbers.get("F1", report.main.numbers.get("%")) == 100.0
    assert report.errors == ()


@pytest.mark.parametrize("name", ["timex", "events", "eventtime", "coref"])
def test_no_answer_is_worth_nothing(name: str) -> None:
    report = score(name, [gold_document()], [])
    main = report.main.numbers
    # Three single mentions left alone are three right clusters: B3 and CEAFe are 1, MUC is 0.
    assert main.get("F1", main.get("%")) == pytest.approx(200 / 3 if name == "coref" else 0.0)


def test_expressions() -> None:
    answer = right_answer(gold_document())
    answer["timexes"][0]["start"] = 0
    answer["timexes"][1] |= {"value": "2015", "type": "TIME"}
    answer["timexes"][2]["value"] = "2015-W08"
    answer["timexes"].append({"start": 30, "end": 34, "type": "DATE", "value": "PAST_REF"})
    report = score("timex", [gold_document()], [answer])
    found = {figure.name: round(figure.numbers["F1"], 2) for figure in report.figures}
    assert found == {"strict": 57.14, "relaxed": 85.71, "type": 57.14, "strict+value": 28.57, "value": 57.14}
    assert [row[1:] for row in report.errors] == [
        ("May 2015", "2015-05", "May 2015", "2015"),
        ("Monday", "2015-06-01", "On Monday", "2015-06-01"),
        ("SPURIOUS", "", "fter", "PAST_REF"),
    ]


def test_gold_without_value_asks_for_a_span_only() -> None:
    gold = gold_document()
    gold["timexes"][0]["value"] = "null"
    report = score("timex", [gold], [right_answer(gold_document())])
    assert {figure.numbers["F1"] for figure in report.figures} == {100.0}


@pytest.mark.parametrize(
    ("days", "wanted"),
    [
        ({"earliest": "1998-01-08", "latest": "1998-01-08"}, Point(exact="1998-01-08")),
        ({"earliest": "1998-01-08", "latest": "1998-01-09"}, Point(after="1998-01-07", before="1998-01-10")),
        ({"earliest": None, "latest": "1998-01-08"}, Point(before="1998-01-09")),
        ({"earliest": "-0043-03-15", "latest": "1998-01-08"}, Point()),
        ({"earliest": "0001-01-01", "latest": None}, Point()),
        (None, Point()),
    ],
)
def test_labels(days: Doc | None, wanted: Point) -> None:
    assert label(days) == wanted


def test_an_open_bound_may_be_a_day_off() -> None:
    assert same(Point(before="1998-01-09"), Point(before="1998-01-08"))
    assert not same(Point(before="1998-01-09"), Point(before="1998-01-07"))
    assert not same(Point(exact="1998-01-09"), Point(exact="1998-01-08"))


@pytest.mark.parametrize("name", ["eventtime", "coref"])
def test_given_spans_must_be_answered(name: str) -> None:
    answer = right_answer(gold_document())
    del answer["events"][0]
    with pytest.raises(DatelineError, match=r"'a'.*2 spans answered, 3 given"):
        score(name, [gold_document()], [answer], Options(given=True))


def test_coreference_stays_within_its_scope() -> None:
    gold = [gold_document("a"), gold_document("b") | {"topic": "2", "subtopic": "2ecb"}]
    for item in gold[1]["events"]:
        item["cluster"] += "-2"
    answer = [right_answer(gold_document("a")), right_answer(gold_document("b"))]
    assert score("coref", gold, answer).number("CoNLL", "F1") == pytest.approx(200 / 3)  # no links: MUC is 0
    assert score("coref", gold, answer, Options(scope="none")).number("B3", "F1") < 100


def test_lines_and_days() -> None:
    page = {"id": "p", "lines": ["Home", "The mayor resigned.", "Buy now"], "content": [0, 1, 0]}
    assert score("lines", [page], [{"doc_id": "p", "lines": [0, 1, 0]}]).main.numbers["F1"] == 1.0
    assert score("lines", [page], [{"doc_id": "p", "lines": [1, 1, 1]}]).main.numbers["P"] == 0.5
    assert score("lines", [page], []).main.numbers["F1"] == 0.0
    gold = [{"folder": "f", "timeline": [["2015-06-01", []], ["2015-06-02", []]]}]
    ranked = [("2015-06-03", 3.0), ("2015-06-01", 2.0), ("2015-06-01", 1.0), ("2015-06-02", 1.0)]
    system = [{"folder": "f", "day": day, "score": value} for day, value in ranked]
    assert score("days", gold, system).main.numbers == {"n": 1, "F1": 0.5}


def test_spans_are_paired_once() -> None:
    assert align([(0, 5), (4, 9)], [(4, 9), (0, 9)]) == [(1, 0), (0, 1)]
    assert align([(0, 5)], [(5, 9)]) == []


@pytest.mark.parametrize("name", [name for name in MEASURES if name not in ("days", "lines")])
def test_questions_hold_no_answer(name: str) -> None:
    gold = gold_document()
    assert strip(name, gold) == {"doc_id": "a", "text": TEXT, "dct": "2015-06-04"}
    assert strip(name, gold | {"dct": None})["dct"] is None
    assert strip(name, gold, given=True)["triggers"] == [(10, 19), (20, 28), (46, 54)]


def test_a_page_is_asked_as_one_text() -> None:
    page = {"id": "p", "lines": ["Home", "Text."], "content": [0, 1]}
    assert strip("lines", page) == {"doc_id": "p", "text": "Home\nText.", "dct": None}


def test_unknown_names() -> None:
    with pytest.raises(UnknownName, match=r"no measure 'colour'; accepted: timex"):
        measure("colour")
    with pytest.raises(UnknownName, match="whole timelines"):
        strip("days", {})
    with pytest.raises(UnknownName, match="no file"):
        list(read(Path("nowhere.jsonl")))


@pytest.mark.parametrize("suffix", [".jsonl", ".jsonl.gz"])
def test_files(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"gold{suffix}"
    assert write([{"id": "é"}, {"id": "b"}], path) == 2
    assert list(read(path)) == [{"id": "é"}, {"id": "b"}]


def test_a_broken_line_is_named(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text('{"id": 1}\n\n{"id": \n', encoding="utf-8")
    with pytest.raises(DatelineError, match=r"gold\.jsonl:3: not JSON"):
        list(read(path))

"""Our measures against literals, and against the reference scorer where it is present."""

import contextlib
import copy
import importlib.util
import io
import json
import random
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.errors import DatelineError, UnknownName
from pipelines.evaluation.event_times import Point, label, same
from pipelines.evaluation.files import read, write
from pipelines.evaluation.measures import MEASURES, measure, strip
from pipelines.evaluation.report import Options, Report
from pipelines.evaluation.spans import align

SHARED = Path(__file__).parents[3].parent / "shared"
REFERENCE = SHARED / "tools" / "score.py"
needs_reference = pytest.mark.skipif(not REFERENCE.exists(), reason="the reference scorer is not on this machine")

TEXT = "On Monday the mayor resigned after police had searched the office in May 2015 and last week."
Doc = dict[str, Any]


def reference() -> ModuleType:
    spec = importlib.util.spec_from_file_location("reference_score", REFERENCE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def gold_document(name: str = "a") -> Doc:
    def event(start: int, end: int, kind: str, cluster: str, *, begin: str | None, last: str | None) -> Doc:
        point = {"exact": begin, "after": None, "before": None if begin else "2015-06-01"}
        until = {"exact": last, "after": None if last else "2015-05-01", "before": None}
        return {
            "id": f"e{start}", "start": start, "end": end, "class": kind, "cluster": cluster,
            "time": {"kind": "single" if begin == last else "multi", "begin": point, "end": until},
        }  # fmt: skip

    return {
        "doc_id": name,
        "text": TEXT,
        "dct": "2015-06-04",
        "topic": "1",
        "subtopic": "1ecb",
        "timexes": [
            {"start": 3, "end": 9, "type": "DATE", "value": "2015-06-01"},
            {"start": 69, "end": 77, "type": "DATE", "value": "2015-05"},
            {"start": 82, "end": 91, "type": "DATE", "value": "2015-W8"},
        ],
        "events": [
            event(20, 28, "OCCURRENCE", "resign", begin="2015-06-01", last="2015-06-01"),
            event(46, 54, "I_ACTION", f"search-{name}", begin=None, last=None),
            event(10, 19, "STATE", "mayor", begin="2015-06-01", last=None),
        ],
    }


def right_answer(gold: Doc) -> Doc:
    answer = copy.deepcopy(gold)
    for item in answer["events"]:
        time = item.pop("time")
        item["begin"] = days_of(time["begin"])
        item["end_time"] = days_of(time["end"])
        item["event_id"] = item["cluster"]
    return answer


def days_of(point: Doc) -> Doc:
    earliest = point["exact"] or ("2015-05-02" if point["after"] else None)
    return {"earliest": earliest, "latest": point["exact"] or ("2015-05-31" if point["before"] else None)}


def score(name: str, gold: list[Doc], system: list[Doc], options: Options | None = None) -> Report:
    return measure(name).score(gold, system, options or Options())


def printed(name: str, gold: list[Doc], system: list[Doc], scope: str = "subtopic") -> list[float]:
    """Every number that the reference prints, in its order."""
    module, out = reference(), io.StringIO()
    gold, system = copy.deepcopy(gold), copy.deepcopy(system)
    calls: Mapping[str, Callable[[], None]] = {
        "timex": lambda: module.timex(module.by_id(gold), module.by_id(system), 0, by_type=False),
        "events": lambda: module.events(module.by_id(gold), module.by_id(system), 0),
        "eventtime": lambda: module.eventtime(module.by_id(gold), module.by_id(system), 0, given=False),
        "coref": lambda: module.coref(module.by_id(gold), module.by_id(system), scope, given=False),
        "lines": lambda: module.lines(module.by_id(gold), module.by_id(system)),
        "days": lambda: module.days(gold, system, None),
    }
    with contextlib.redirect_stdout(out):
        calls[name]()
    return [float(found) for found in re.findall(r"(?<![\w-])\d+(?:\.\d+)?(?![\w-])", out.getvalue())]


def ours(report: Report) -> list[float]:
    return [number for figure in report.figures for number in figure.numbers.values()]


def assert_equal_figures(name: str, gold: list[Doc], system: list[Doc], scope: str = "subtopic") -> None:
    report = score(name, gold, system, Options(scope=scope))
    digits = 3 if name in ("lines", "days") else 2
    # The reference prints a fixed number of digits: half a unit of the last one is the most that may lie between.
    assert ours(report) == pytest.approx(printed(name, gold, system, scope), abs=0.5 * 10**-digits + 1e-5)


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


def disturb(answer: Doc, chance: random.Random) -> Doc:
    """An answer with some of the mistakes that systems make."""
    for kind in ("timexes", "events"):
        answer[kind] = [item for item in answer[kind] if chance.random() > 0.2]
        for item in answer[kind]:
            if chance.random() < 0.3:
                item["start"] = max(0, item["start"] + chance.randint(-4, 4))
                item["end"] = max(item["start"] + 1, item["end"] + chance.randint(-4, 4))
        if chance.random() < 0.4:
            start = chance.randint(0, 60)
            answer[kind].append({"start": start, "end": start + chance.randint(1, 20), "class": "STATE"})
    for item in answer["timexes"]:
        item["value"] = chance.choice([item.get("value"), "2015-W08", "2015-05", "PAST_REF"])
    for item in answer["events"]:
        item["event_id"] = chance.choice([item.get("event_id"), "resign", "x", None])
        item["class"] = chance.choice([item.get("class"), "STATE"])
        days = sorted(chance.choices(["2015-05-01", "2015-05-02", "2015-05-31", "2015-06-01"], k=2))
        if chance.random() < 0.4:
            item["begin"] = {"earliest": chance.choice([days[0], None]), "latest": chance.choice([days[1], None])}
    return answer


@needs_reference
@pytest.mark.property
@settings(deadline=None, max_examples=40)
@given(st.sampled_from(["timex", "events", "eventtime", "coref"]), st.integers(1, 4), st.randoms(), st.booleans())
def test_figures_equal_the_reference(name: str, count: int, chance: random.Random, broad: bool) -> None:
    gold = [gold_document(chr(97 + number)) | {"subtopic": str(number % 2)} for number in range(count)]
    for item in gold:
        item["timexes"][0]["value"] = chance.choice(["2015-06-01", None, "null", "2015-W8"])
    system = [disturb(right_answer(item), chance) for item in gold if chance.random() < 0.9]
    assert_equal_figures(name, gold, system, "none" if broad else "subtopic")


@needs_reference
@pytest.mark.property
@settings(deadline=None, max_examples=20)
@given(st.lists(st.lists(st.tuples(st.text("ab c", max_size=8), st.booleans(), st.booleans()), min_size=1), min_size=1))
def test_lines_equal_the_reference(pages: list[list[tuple[str, bool, bool]]]) -> None:
    gold = [
        {"id": str(number), "lines": [row[0] for row in page], "content": [int(row[1]) for row in page]}
        for number, page in enumerate(pages)
    ]
    system = [{"doc_id": str(number), "lines": [int(row[2]) for row in page]} for number, page in enumerate(pages)]
    assert_equal_figures("lines", gold, system)


@needs_reference
@pytest.mark.property
@settings(deadline=None, max_examples=20)
@given(
    st.lists(st.tuples(st.sampled_from("fg"), st.integers(1, 9), st.integers(0, 4))),
    st.sets(st.integers(1, 9), min_size=1),
)
def test_days_equal_the_reference(ranked: list[tuple[str, int, int]], wanted: set[int]) -> None:
    gold = [{"folder": folder, "timeline": [[f"2015-06-0{day}", []] for day in sorted(wanted)]} for folder in "fg"]
    system = [{"folder": folder, "day": f"2015-06-0{day}", "score": score} for folder, day, score in ranked]
    assert_equal_figures("days", gold, system)


@needs_reference
@pytest.mark.parametrize(
    ("name", "path", "limit"),
    [
        ("timex", "timex/timebank.jsonl", 20),
        ("events", "timex/timebank.jsonl", 20),
        ("eventtime", "events/eventtime_dev.jsonl", 27),
        ("coref", "events/ecbplus_dev.jsonl.gz", 40),
    ],
)
def test_real_gold_equals_the_reference(name: str, path: str, limit: int) -> None:
    gold = [json.loads(json.dumps(row)) for row, _ in zip(read(SHARED / "data" / path), range(limit), strict=False)]
    system = []
    for number, row in enumerate(gold):
        answer = {"doc_id": row.get("doc_id", row.get("id")), "timexes": row.get("timexes", [])[: -1 - number % 2]}
        kept = row["events"][number % 3 :]
        answer["events"] = [
            {"start": item.get("start", item.get("begin")), "end": item["end"], "class": item.get("cls", "OCCURRENCE")}
            | {"begin": {"earliest": row.get("dct"), "latest": row.get("dct")}, "event_id": item.get("text")}
            for item in kept
        ]
        system.append(answer)
    assert_equal_figures(name, gold, system)

"""Every figure equals that of the reference scorer, where that is on this machine."""

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

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.evaluation.files import read
from pipelines.evaluation.report import Options, Report
from tests.evaluation.small_gold import Doc, gold_document, right_answer, score

SHARED = Path(__file__).parents[3].parent / "shared"
REFERENCE = SHARED / "tools" / "score.py"
needs_reference = pytest.mark.skipif(not REFERENCE.exists(), reason="the reference scorer is not on this machine")


def reference() -> ModuleType:
    spec = importlib.util.spec_from_file_location("reference_score", REFERENCE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


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

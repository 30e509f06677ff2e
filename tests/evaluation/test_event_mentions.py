"""Events against news that people annotated, where that data is present: floors that a change must not fall below."""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from pipelines.annotation.answer import best
from pipelines.days import UNKNOWN, DayInterval, iso_day, parse_interval
from pipelines.errors import InvalidDay
from pipelines.events.mentions import find_events
from pipelines.records import EventMention, TimeExpression
from tests.evaluation.held_out_events import score

SHARED = Path(__file__).parents[2].parent / "shared"
SCORER = SHARED / "tools" / "score.py"
EVENT_TIMES = SHARED / "data" / "events" / "eventtime_dev.jsonl"

pytestmark = [
    pytest.mark.xdist_group("event mentions"),  # found once for all of them
    pytest.mark.skipif(not SCORER.exists(), reason="the gold data is not part of the repository"),
]


def days(value: str) -> DayInterval:
    """Days of a TIMEX3 value: day, month or year; nothing for what names none."""
    found = re.match(r"\d{4}(?:-\d\d(?:-\d\d)?)?(?=$|T)", value)
    try:
        return parse_interval(found.group()) if found else UNKNOWN
    except InvalidDay:
        return UNKNOWN


def expressions(document: dict[str, object]) -> list[TimeExpression]:
    gold = document["timexes"]
    assert isinstance(gold, list)
    found = []
    for n, item in enumerate(sorted(gold, key=lambda item: item.get("start", item.get("begin")))):
        start, value = item.get("start", item.get("begin")), item.get("value") or ""
        known = days(str(document["dct"])[:10] if value == "PRESENT_REF" else value)
        found.append(
            TimeExpression("d", "c", n, start, item["end"], "", item["type"], value, None, known.earliest, known.latest)
        )
    return found


def row(event: EventMention, _published: DayInterval) -> dict[str, object]:
    return {
        "start": event.start,
        "end": event.end,
        "class": event.event_class,
        "begin": {"earliest": iso_day(event.begin_earliest), "latest": iso_day(event.begin_latest)},
        "end_time": {"earliest": iso_day(event.end_earliest), "latest": iso_day(event.end_latest)},
    }


def likeliest(event: EventMention, published: DayInterval) -> dict[str, object]:
    begin, end = best(event, published)
    return row(event, published) | {
        "begin": {"earliest": iso_day(begin.earliest), "latest": iso_day(begin.latest)},
        "end_time": {"earliest": iso_day(end.earliest), "latest": iso_day(end.latest)},
    }


@cache
def found_in(gold: Path) -> list[tuple[str, DayInterval, list[EventMention]]]:
    """Each document of a file by name, with its day of writing and our rows for its events."""
    found = []
    for line in gold.read_text(encoding="utf-8").splitlines():
        document = json.loads(line)
        published = parse_interval(document["dct"][:10])
        spans = sorted((item.get("start", item.get("begin")), item["end"]) for item in document["events"])
        events = find_events(document["text"], None, "en", published, expressions(document), triggers=spans)
        found.append((document.get("doc_id", document.get("id")), published, events))
    return found


def figures(gold: Path, system: Path, written: Callable[[EventMention, DayInterval], object]) -> dict[str, float]:
    """Last number of each line that the scorer prints, by its first words; of "x of n" the x."""
    with system.open("w", encoding="utf-8") as lines:
        for name, published, events in found_in(gold):
            rows = [written(event, published) for event in events]
            lines.write(json.dumps({"doc_id": name, "events": rows}) + "\n")
    printed = subprocess.run(
        [sys.executable, str(SCORER), "eventtime", str(gold), str(system), "--given"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    found = {}
    for line in printed.splitlines():
        numbers = re.findall(r"\d+\.\d+", line)
        if numbers:
            found[re.split(r"\s{2,}| P ", line)[0].strip()] = float(numbers[-1])
    return found


@pytest.mark.parametrize(
    ("corpus", "span", "event_class"),
    [pytest.param("timebank", 85.3, 69.8, id="TimeBank"), pytest.param("aquaint", 87.0, 73.0, id="AQUAINT")],
)
def test_triggers_and_classes(corpus: str, span: float, event_class: float) -> None:
    """On the documents that the model did not learn from."""
    report = score(SHARED / "data" / "timex" / f"{corpus}.jsonl")
    assert report.number("span", "F1") >= span
    assert report.number("class", "F1") >= event_class


def test_likeliest_begin_and_end_of_given_events(tmp_path: Path) -> None:
    """The weights have learnt from these very documents; on documents held out it is 38.0 (see their model card)."""
    found = figures(EVENT_TIMES, tmp_path / "system.jsonl", likeliest)
    assert found["all anchored events"] >= 46.0


def test_begin_and_end_of_given_events(tmp_path: Path) -> None:
    found = figures(EVENT_TIMES, tmp_path / "system.jsonl", row)
    assert found["all anchored events"] >= 18.6

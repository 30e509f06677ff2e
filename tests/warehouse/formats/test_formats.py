"""The timeline in other programs' formats: read back by literal rows, and by what each standard asks."""

import csv
import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.days import parse_interval
from tests.warehouse.rows import ONE_BATCH, derived_world, place, small_world
from warehouse.export import export
from warehouse.formats.icalendar import ICALENDAR
from warehouse.formats.table import table
from warehouse.formats.timelinejs import MOST, TIMELINEJS
from warehouse.formats.timesketch import TIMESKETCH
from warehouse.home import Home


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = Home(tmp_path_factory.mktemp("formats") / "home")
    place(home, small_world(), ONE_BATCH).load(home)
    return export(home.database, home.exports).path


def told(begin: str | None, end: str | None = None, **more: object) -> dict[str, Any]:
    """An event as the formats are given it, its days written as people write intervals."""
    begins = parse_interval(begin or "../..")
    ends = parse_interval(end or "../..")
    row: dict[str, Any] = {
        "event_id": "e1",
        "headline": "They met.",
        "lemma": "meet",
        "class": "OCCURRENCE",
        "event_type": None,
        "status": "happened",
        "begin_earliest": begins.earliest,
        "begin_latest": begins.latest,
        "end_earliest": ends.earliest,
        "end_latest": ends.latest,
        "ongoing": False,
        "granularity": "day",
        "date_text": "a day",
        "edtf": begin,
        "date_basis": "time expression",
        "derived_by": None,
        "derived_titles": None,
        "place": None,
        "participants": [],
        "source": None,
        "title": None,
        "link": None,
        "mentions": 1,
        "documents": 1,
        "sources": 1,
        "salience": 1.0,
        "standing": 1,
        "likely_day": None,
        "likely_confidence": None,
        "planned_earliest": None,
        "planned_latest": None,
    }
    return row | more


def test_the_manifest_counts_what_each_format_carries_and_leaves_out(folder: Path) -> None:
    formats = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["formats"]
    counted = {name: (item["rows"], item["left_out"]) for name, item in formats.items()}
    one_sided, undated = {"only one side of its date is known": 1}, {"no date is known": 1}
    years = {"it lies outside the years 1 to 9999": 1}
    assert counted == {
        "timeline.csv": (5, {}),
        "timeline.timelinejs.json": (3, one_sided | undated),
        "timeline.timesketch.jsonl": (2, one_sided | undated | years),
        "timeline.ics": (1, one_sided | undated | years | {"its first day is not known to the day": 1}),
    }
    assert all(
        item["description"] and item["bytes"] == (folder / name).stat().st_size for name, item in formats.items()
    )


def test_derived_days_are_carried_as_such_and_counted(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    place(home, derived_world(), ONE_BATCH).load(home)
    found = export(home.database, home.exports).path
    formats = json.loads((found / "manifest.json").read_text(encoding="utf-8"))["formats"]
    counted = {name.split(".")[1]: (item["rows"], item["derived"]) for name, item in formats.items()}
    assert counted == {"csv": (5, 1), "timelinejs": (4, 1), "timesketch": (3, 1), "ics": (1, 0)}
    with (found / "timeline.csv").open(encoding="utf-8", newline="") as file:
        (row,) = [row for row in csv.DictReader(file) if row["derived_by"]]
    assert (row["date_text"], row["edtf"], row["date_basis"], row["derived_by"], row["derived_titles"]) == (
        "1 to 14 October 2015 (derived)", "2015-10-01/2015-10-14", "derived", "reprint", "Vote",
    )  # fmt: skip
    lines = (found / "timeline.timesketch.jsonl").read_text(encoding="utf-8").splitlines()
    assert [line["derived_titles"] for line in map(json.loads, lines) if line["date_basis"] == "derived"] == [["Vote"]]
    events = pq.read_table(found / "events").filter(pc.field("date_basis") == "derived").to_pylist()
    assert [(row["event_id"], row["derived_by"], row["derived_from"]) for row in events] == [("e3", "reprint", ["d1"])]


def test_the_csv_holds_every_event_in_the_order_of_the_timeline(folder: Path) -> None:
    with (folder / "timeline.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["event_id"] for row in rows] == ["e2", "e4", "e1", "e5", "e3"]
    assert rows[0]["begin_earliest"] == "-0043-03-15"
    assert rows[2]["participants"] == "Anna Müller; parliament"
    assert (rows[4]["begin_earliest"], rows[4]["undated_reason"]) == ("", "publication date unknown")
    assert "standing" not in rows[0]


def test_every_line_of_timesketch_is_an_object_with_what_it_wants(folder: Path) -> None:
    rows = [json.loads(line) for line in (folder / "timeline.timesketch.jsonl").read_text().splitlines()]
    assert [(row["datetime"], row["timestamp_desc"]) for row in rows] == [
        ("2015-10-01T00:00:00+00:00", "First day it can have begun"),
        ("2015-10-07T00:00:00+00:00", "Day it began"),
    ]
    assert rows[1]["message"] == "On 7 October 2015 parliament elected Anna Müller."


def test_the_calendar_is_one_of_whole_days(folder: Path) -> None:
    assert (folder / "timeline.ics").read_bytes().decode().split("\r\n") == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Dateline//Timeline//EN",
        "CALSCALE:GREGORIAN",
        "BEGIN:VEVENT",
        "UID:e1@dateline",
        "DTSTAMP:19700101T000000Z",
        "DTSTART;VALUE=DATE:20151007",
        "DTEND;VALUE=DATE:20151008",
        "SUMMARY:On 7 October 2015 parliament elected Anna Müller.",
        "DESCRIPTION:7 October 2015\\nhappened\\nAnna Müller\\, parliament",
        "LOCATION:Paris",
        "URL:https://example.org/vote",
        "STATUS:CONFIRMED",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


@pytest.mark.parametrize(
    ("begin", "end", "start", "until"),
    [
        ("2015-10-07", None, {"year": 2015, "month": 10, "day": 7}, None),
        ("2015-10", None, {"year": 2015, "month": 10}, None),
        ("2015", None, {"year": 2015}, None),
        ("-0043-03-15", None, {"year": -43, "month": 3, "day": 15}, None),
        ("2010/2019", None, {"year": 2010}, {"year": 2019}),
        ("2015-10/2015-12", None, {"year": 2015, "month": 10}, {"year": 2015, "month": 12}),
        ("2015-10-07/2015-10-09", None, {"year": 2015, "month": 10, "day": 7}, {"year": 2015, "month": 10, "day": 9}),
        ("2015", "2016-02-03", {"year": 2015}, {"year": 2016, "month": 2, "day": 3}),
    ],
    ids=["day", "month", "year", "before year 1", "decade", "months", "days", "known last day"],
)
def test_a_slide_has_its_date_as_fine_as_it_is_known(
    begin: str, end: str | None, start: dict[str, int], until: dict[str, int] | None
) -> None:
    slide = json.loads(TIMELINEJS.written(told(begin, end)))
    assert (slide["start_date"], slide.get("end_date"), slide["display_date"]) == (start, until, "a day")


def test_a_slide_holds_no_markup_of_a_document() -> None:
    words = "</script><img src=x onerror=alert(1)> \"quoted\" & 'more'"
    event = told("2015", headline=words, source=words, participants=[words], place=words, link='https://x/"><b>')
    text = json.loads(TIMELINEJS.written(event))["text"]
    assert "<img" not in text["headline"] + text["text"]
    assert "<b>" not in text["text"]
    assert "javascript" not in json.loads(TIMELINEJS.written(told("2015", link="javascript:alert(1)")))["text"]["text"]


@pytest.mark.parametrize(("standing", "refused"), [(MOST, False), (MOST + 1, True)], ids=["the last", "one too many"])
def test_slides_are_those_of_the_most_salient(standing: int, refused: bool) -> None:
    assert (TIMELINEJS.refusal(told("2015", standing=standing)) is not None) is refused


@pytest.mark.parametrize(
    ("words", "cell"),
    [
        ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("-1 degrees", "'-1 degrees"),
        ("a = b", "a = b"),
    ],
    ids=["equals", "at", "minus", "inside"],
)
def test_a_spreadsheet_computes_nothing_of_a_document(words: str, cell: str) -> None:
    line = table([pa.field("headline", pa.string())]).written({"headline": words})
    assert next(csv.reader([line])) == [cell]


@pytest.mark.parametrize(
    ("end", "ongoing", "line"),
    [
        ("2015-10-09", False, "DTEND;VALUE=DATE:20151010"),
        ("2015-10-09", True, None),
        ("2015-10-07/..", False, None),
        ("9999-12-31", False, None),
    ],
    ids=["known", "still going on", "not known", "no day after it"],
)
def test_an_entry_ends_where_its_end_is_known(end: str, ongoing: bool, line: str | None) -> None:
    written = ICALENDAR.written(told("2015-10-07", end, ongoing=ongoing)).split("\r\n")
    assert next((each for each in written if each.startswith("DTEND")), None) == line


@pytest.mark.parametrize(
    ("status", "line"),
    [("happened", "STATUS:CONFIRMED"), ("planned", "STATUS:TENTATIVE"), ("denied", "STATUS:CANCELLED")],
)
def test_an_entry_says_how_sure_it_is(status: str, line: str) -> None:
    assert line in ICALENDAR.written(told("2015-10-07", status=status)).split("\r\n")


@pytest.mark.property
@settings(max_examples=60, deadline=None)
@given(words=st.text(st.characters(exclude_categories=["Cs"]), max_size=300))
def test_any_words_come_back_from_folded_lines(words: str) -> None:
    written = ICALENDAR.written(told("2015-10-07", headline=words, lemma=""))
    assert all(len(line.encode()) <= 75 for line in written.split("\r\n"))
    unfolded = written.replace("\r\n ", "").split("\r\n")
    (summary,) = (line.removeprefix("SUMMARY:") for line in unfolded if line.startswith("SUMMARY:"))
    kept = words.replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(sign for sign in kept if sign in "\n\t" or (sign >= " " and sign != "\x7f"))
    pieces = summary.replace("\\\\", "\0").replace("\\n", "\n").replace("\\,", ",").replace("\\;", ";")
    assert pieces.replace("\0", "\\") == kept


@pytest.mark.property
@settings(max_examples=40, deadline=None)
@given(words=st.text(st.characters(exclude_categories=["Cs"]), max_size=80))
def test_any_words_are_one_line_of_timesketch(words: str) -> None:
    written = TIMESKETCH.written(told("2015-10-07", headline=words))
    assert len(written.splitlines()) == 1
    assert json.loads(written)["message"] == words

"""Days that people give to many documents at once, and how a day of writing is argued."""

from pathlib import Path
from typing import Any

import pytest

from assets.argued import argument, derived_argument
from assets.given import GivenDate, GivenDates, give_dates, read_dates
from pipelines.errors import UnknownName
from pipelines.settings import Batches
from tests.assets.ingesting import published, put, run, staged
from warehouse.home import Home


def listed(tmp_path: Path, text: str) -> list[GivenDate]:
    path = tmp_path / "dates.csv"
    path.write_text(text, encoding="utf-8")
    return read_dates(path)


def give(home: Home, *given: GivenDate) -> GivenDates:
    return give_dates(home, given, Batches(documents=2))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("document,day\na.txt,1944-06-08\n", id="plain"),
        pytest.param("\ufeffDay ,comment, Document\n1944-06-08,found in a drawer, a.txt\n\n", id="any order, BOM"),
        pytest.param('"document","day"\r\n"a.txt","1944-06-08"\r\n', id="quoted, DOS line ends"),
    ],
)
def test_a_list_of_dates_is_read(text: str, tmp_path: Path) -> None:
    assert listed(tmp_path, text) == [GivenDate(2, "a.txt", "1944-06-08")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("name,day\na,b\n", "'document' expected", id="no column document"),
        pytest.param("", "none", id="empty"),
    ],
)
def test_a_file_that_is_no_list_is_refused(text: str, words: str, tmp_path: Path) -> None:
    with pytest.raises(UnknownName, match=words):
        listed(tmp_path, text)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnknownName, match=r"nowhere\.csv"):
        read_dates(tmp_path / "nowhere.csv")


def test_many_documents_are_dated_and_what_can_not_be_is_told_line_by_line(home: Home) -> None:
    for name in "abc":
        put(home, f"{name}.txt", f"text {name}")
    run(home)
    done = give(
        home,
        GivenDate(2, "a.txt", "1944-06-08"),
        GivenDate(3, "nowhere.txt", "1944-06-08"),
        GivenDate(4, "b.txt", "last June"),
        GivenDate(5, "c.txt", "1944-06"),
    )
    assert [entry.path for entry in done.dated] == ["a.txt", "c.txt"]
    assert [problem.split(":")[0] for problem in done.problems] == ["line 3", "line 4"]
    assert "'last June'" in done.problems[1]
    assert published(home) == {
        "a.txt": ("1944-06-08", "person"),
        "b.txt": (None, None),
        "c.txt": ("1944-06", "person"),
    }


def test_the_same_list_twice_changes_nothing(home: Home) -> None:
    put(home, "a.txt", "text a")
    run(home)
    give(home, GivenDate(2, "a.txt", "1944-06-08"))
    before = staged(home)
    done = give(home, GivenDate(2, "a.txt", "1944-06-08"))
    assert (done.dated, done.unchanged, done.problems) == ([], 1, [])
    assert staged(home) == before


def test_of_two_days_for_a_document_the_last_one_counts_and_the_other_is_told(home: Home) -> None:
    put(home, "a.txt", "text a")
    run(home)
    done = give(home, GivenDate(2, "a.txt", "1944-06-08"), GivenDate(3, "a.txt", "1944-06-09"))
    assert published(home)["a.txt"][0] == "1944-06-09"
    assert done.problems == ["line 2: 'a.txt' comes again in line 3, which counts"]


TEXT = "The plan\n\nPresident Obama said in 2010 that the harbour would open."


def evidence(**chosen: Any) -> dict[str, Any]:
    item = {
        "kind": "text",
        "origin": "text: told as past",
        "surface": "2010",
        "start": 34,
        "end": 38,
        "says": "on or after 1 January 2010",
        "known": True,
        "weight": 0.95,
        "used": True,
        "note": "told as past: written on that day or later",
        "decides": True,
    }
    return item | chosen


def test_an_argument_quotes_the_words_and_says_what_lost() -> None:
    assert TEXT[34:38] == "2010"
    found = {
        "uri": "file:///a.txt",
        "title": "The plan",
        "document_id": "0123",
        "text": TEXT,
        "answer": "on or after 1 January 2010",
        "earliest": "2010-01-01",
        "latest": None,
        "method": "text",
        "confidence": 0.95,
        "contradicted": True,
    }
    lost = evidence(
        kind="html", origin="html time", surface="2008-01-01", start=None, used=False, says="1 January 2008", note="no"
    )
    lines = list(argument(found, [evidence(), lost]))
    assert "  written      on or after 1 January 2010 (text), sure to 95%" in lines
    assert any("contradicted" in line for line in lines)
    rests, aside = lines.index("It rests on:"), lines.index("This was set aside:")
    assert "President Obama said in [2010] that the harbour would open." in lines[rests + 1]
    assert lines[rests + 1].endswith("(believed 0.95, characters 34 to 38)")
    assert lines[aside + 1].startswith("  1. The page says (html time) “2008-01-01”: 1 January 2008; no")


@pytest.mark.parametrize(
    ("origin", "sentence"),
    [
        ("file_modified", "Its file was last changed “2015-10-07T22:30:00+00:00”: "),
        ("file_member_modified", "Its archive says it was last changed “2015-10-07T22:30:00+00:00”: "),
        ("http_last_modified", "Its server says it was last changed “2015-10-07T22:30:00+00:00”: "),
    ],
)
def test_an_argument_names_times_of_change(origin: str, sentence: str) -> None:
    item = evidence(kind="file", origin=origin, surface="2015-10-07T22:30:00+00:00", start=None)
    found = {"uri": "file:///a.txt", "title": None, "document_id": "0", "text": "", "earliest": None, "latest": None}
    lines = list(argument(found | {"contradicted": False, "confidence": 0.0}, [item]))
    assert lines[-1].startswith(f"  1. {sentence}")


def test_an_argument_without_evidence_says_so() -> None:
    found = {"uri": "file:///a.txt", "title": None, "document_id": "0", "text": "", "earliest": None, "latest": None}
    lines = list(argument(found | {"contradicted": False, "confidence": 0.0}, []))
    assert lines[-1] == "  written      unknown: nothing in it or about it tells a day"


def test_what_others_tell_is_argued_as_such() -> None:
    piece = {
        "derived": "13 to 27 December 2016",
        "decided": "reprint",
        "confidence": 0.95,
        "round": 1,
        "most_likely": None,
        "rule": "reprint",
        "used": True,
        "other": "The first",
        "other_id": "d1",
        "other_written": "20 December 2016",
        "shared": "90% of the text",
        "says": "13 to 27 December 2016",
        "note": "a reprint appears within a week",
    }
    later = {**piece, "rule": "likeness", "used": False, "other": "Another", "other_id": "d2"}
    lines = list(derived_argument([piece, later]))
    assert lines[1] == "Derived from other documents, in round 1:"
    assert "13 to 27 December 2016 (reprint), right for 95% of such days" in lines[2]
    assert "1. The first (d1), written 20 December 2016, by reprint: “90% of the text”" in lines[3]
    assert "set aside" in lines[4]
    assert list(derived_argument([])) == []

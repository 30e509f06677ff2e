"""`dateline timeline`: chosen by words and days, the most salient, in the order of their dates."""

import csv
import io
import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from assets.cli import app
from tests.warehouse.rows import ONE_BATCH, derived_world, place, small_world
from warehouse.home import Home
from warehouse.publish import publish

Timeline = Callable[..., Result]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = Home(tmp_path_factory.mktemp("chronicle") / "home")
    place(home, small_world(), ONE_BATCH).load(home)
    publish(home)
    shutil.rmtree(home.staging)
    return home.folder


@pytest.fixture
def timeline(made: Path, monkeypatch: pytest.MonkeyPatch) -> Timeline:
    monkeypatch.setenv("DATELINE_HOME", str(made))
    monkeypatch.setattr("assets.screen.OUT.width", 120)
    return lambda *words: CliRunner().invoke(app, ["timeline", *words])


def found(result: Result) -> list[str]:
    assert result.exit_code == 0, result.output
    return [row["event_id"] for row in json.loads(result.stdout)]


@pytest.mark.parametrize(
    ("asked", "events"),
    [
        ([], ["e2", "e4", "e1", "e5"]),
        (["muller parliament"], ["e4", "e1"]),
        (["Müller", "--from", "2015-10-08"], ["e4"]),
        (["--to", "0001"], ["e2"]),
        (["--from", "-0044", "--to", "-0043-03-15"], ["e2"]),
        (["--from", "2017"], ["e5"]),
        (["Napoleon"], []),
    ],
    ids=["all", "words without accents", "possibly after", "before year 1", "in days before year 1", "open", "none"],
)
def test_words_and_days_choose(asked: list[str], events: list[str], timeline: Timeline) -> None:
    assert found(timeline(*asked, "--json")) == events


def test_it_reads_as_a_timeline(timeline: Timeline) -> None:
    lines = [line.rstrip() for line in timeline().stdout.splitlines()]
    assert lines[0].split("  ")[0] == "15 March 44 BC"
    assert lines[1].strip() == "killed · happened · Caesar · Ides"
    assert lines.index("Known on one side only") == 7
    assert lines[8].startswith("on or after 18 April 2016   Later the bridge collapsed.")
    assert lines[-1] == "4 events; 1 more has no date: dateline query 'FROM undated'"


def test_the_most_salient_are_chosen_and_shown_by_date(timeline: Timeline) -> None:
    shown = timeline("--rows", "2").stdout
    assert shown.index("15 March 44 BC") < shown.index("7 October 2015")
    assert "October 2015  " not in shown.replace("7 October 2015", "")
    assert "4 events, the 2 most salient shown" in shown


def test_one_sentence_is_one_entry_however_many_events_it_tells_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = small_world()
    told = next(event for event in world.events if "Caesar" in event.headline)
    home = Home(tmp_path / "home")
    both = replace(
        world, events=(*world.events, replace(told, event_id="e9", lemma="found", salience=told.salience / 2))
    )
    place(home, both, ONE_BATCH).load(home)
    publish(home)
    monkeypatch.setattr("assets.screen.OUT.width", 120)
    ask = ["timeline", "--home", str(home.folder)]
    shown = CliRunner().invoke(app, ask).stdout
    assert shown.count(told.headline) == 1
    assert f"{told.lemma}, found · " in shown
    assert "5 events in 4 entries; 1 more" in shown
    assert len(json.loads(CliRunner().invoke(app, [*ask, "--json"]).stdout)) == 5


def test_csv_has_a_header_and_every_event(timeline: Timeline) -> None:
    rows = list(csv.DictReader(io.StringIO(timeline("--csv", "--rows", "1").stdout)))
    assert [row["begin_earliest"] for row in rows] == ["-0043-03-15", "2015-10-01", "2015-10-07", "2016-04-18"]
    assert "found" not in rows[0]


def test_a_day_that_is_none_is_named(timeline: Timeline) -> None:
    result = timeline("--from", "yesterday")
    assert result.exit_code == 1
    assert "'yesterday' is no date" in str(result.exception)


def test_csv_and_json_exclude_each_other(timeline: Timeline) -> None:
    assert timeline("--csv", "--json").exit_code == 2


def test_days_that_others_tell_are_marked_with_where_they_come_from(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = Home(tmp_path / "home")
    place(home, derived_world(), ONE_BATCH).load(home)
    publish(home)
    monkeypatch.setattr("assets.screen.OUT.width", 120)
    shown = CliRunner().invoke(app, ["timeline", "collapsed", "--to", "2015-12", "--home", str(home.folder)]).stdout
    lines = [" ".join(line.split()) for line in shown.splitlines()]
    assert lines[:2] == [
        "1 to 14 October 2015 Later the bridge collapsed. e3",
        "(derived) collapsed · happened · derived from “Vote” by reprint · bridge",
    ]
    why = CliRunner().invoke(app, ["explain", "e3", "--home", str(home.folder)]).stdout
    assert "derived from “Vote” by reprint" in why
    assert "(derived by reprint from d1)" in why

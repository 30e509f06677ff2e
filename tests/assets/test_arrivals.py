"""When the sensor asks for a run, and what the night's run is told."""

import datetime as dt
import os
import time
from collections.abc import Iterator
from pathlib import Path

import dagster as dg
import pytest

from assets.arrivals import JOB, PENDING_TAG, arrivals, nightly
from assets.definitions import defs
from assets.ingest import ingest
from pipelines.settings import Settings
from warehouse.home import Home
from warehouse.ledger import Ledger


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    found = Home(tmp_path / "home")
    found.inbox.mkdir(parents=True)
    # Files are taken as settled at once: their times of change can't be set back (ctime).
    found.settings.write_text("[inbox]\nsettle_seconds = 0\n")
    monkeypatch.setenv("DATELINE_HOME", str(found.folder))
    return found


@pytest.fixture
def instance() -> Iterator[dg.DagsterInstance]:
    with dg.DagsterInstance.ephemeral() as found:
        yield found


def decide(instance: dg.DagsterInstance) -> dg.RunRequest | dg.SkipReason:
    with dg.build_sensor_context(instance=instance, definitions=defs) as context:
        found = arrivals(context)
    assert isinstance(found, dg.RunRequest | dg.SkipReason)
    return found


def asked(instance: dg.DagsterInstance) -> dg.RunRequest:
    found = decide(instance)
    assert isinstance(found, dg.RunRequest), found
    return found


def skipped(instance: dg.DagsterInstance) -> str:
    found = decide(instance)
    assert isinstance(found, dg.SkipReason), found
    return str(found.skip_message)


def take(home: Home) -> None:
    with Ledger.open(home.ledger) as ledger:
        ingest(home, Settings(), ledger)


def a_run(instance: dg.DagsterInstance, request: dg.RunRequest, status: dg.DagsterRunStatus) -> None:
    run = instance.create_run_for_job(
        defs.resolve_job_def(JOB), tags=request.tags, status=dg.DagsterRunStatus.NOT_STARTED
    )
    if status == dg.DagsterRunStatus.FAILURE:
        instance.report_run_failed(run)
    elif status == dg.DagsterRunStatus.SUCCESS:
        instance.report_dagster_event(dg.DagsterEvent(dg.DagsterEventType.RUN_SUCCESS.value, job_name=JOB), run.run_id)


def test_nothing_pending_is_skipped(home: Home, instance: dg.DagsterInstance) -> None:
    assert skipped(instance) == "nothing is pending"
    (home.inbox / "a.txt").write_text("text a")
    take(home)
    assert skipped(instance) == "nothing is pending"


def test_new_documents_are_asked_for_with_one_run(home: Home, instance: dg.DagsterInstance) -> None:
    for name in "ab":
        (home.inbox / f"{name}.txt").write_text(f"text {name}")
    found = asked(instance)
    assert found.run_key is None
    assert found.run_config["ops"]["raw_documents"]["config"] == {
        "settled_only": True,
        "allow_withdraw": False,
        "compact": False,
    }
    assert found.tags[PENDING_TAG] == asked(instance).tags[PENDING_TAG]


def test_changed_and_withdrawn_documents_are_asked_for(home: Home, instance: dg.DagsterInstance) -> None:
    for name in "abc":
        (home.inbox / f"{name}.txt").write_text(f"text {name}")
    take(home)
    (home.inbox / "a.txt").write_text("text a, changed")
    changed = asked(instance).tags[PENDING_TAG]
    take(home)
    (home.inbox / "a.txt").unlink()
    assert asked(instance).tags[PENDING_TAG] != changed


def test_a_file_that_still_changes_is_left_alone(home: Home, instance: dg.DagsterInstance) -> None:
    home.settings.write_text("[inbox]\nsettle_seconds = 3600\n")
    (home.inbox / "a.txt").write_text("half of a tex")
    assert skipped(instance) == "1 files still change"


def test_no_second_run_is_asked_for_while_one_is_under_way(home: Home, instance: dg.DagsterInstance) -> None:
    (home.inbox / "a.txt").write_text("text a")
    a_run(instance, asked(instance), dg.DagsterRunStatus.NOT_STARTED)
    assert "is under way" in skipped(instance)


def test_a_run_that_was_killed_holds_up_nobody(
    home: Home, instance: dg.DagsterInstance, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home.inbox / "a.txt").write_text("text a")
    killed = instance.create_run_for_job(defs.resolve_job_def(JOB), status=dg.DagsterRunStatus.STARTED)
    now = time.time()
    assert "is under way" in skipped(instance)
    monkeypatch.setattr(time, "time", lambda: now + 120)
    with home.locked("the run", 0.0):
        assert "is under way" in skipped(instance)
    asked(instance)
    (record,) = instance.get_run_records(dg.RunsFilter(run_ids=[killed.run_id]))
    assert record.dagster_run.status == dg.DagsterRunStatus.FAILURE


@pytest.mark.parametrize("status", [dg.DagsterRunStatus.FAILURE, dg.DagsterRunStatus.SUCCESS])
def test_a_run_that_left_the_same_pending_is_tried_again_after_a_pause(
    home: Home, instance: dg.DagsterInstance, monkeypatch: pytest.MonkeyPatch, status: dg.DagsterRunStatus
) -> None:
    (home.inbox / "a.txt").write_text("text a")
    a_run(instance, asked(instance), status)
    assert "the next try is in" in skipped(instance)
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 31)
    a_run(instance, asked(instance), status)
    monkeypatch.setattr(time, "time", lambda: now + 45)
    assert "the next try is in" in skipped(instance), "the pause was not doubled"
    monkeypatch.setattr(time, "time", lambda: now + 95)
    asked(instance)


def test_what_arrives_after_a_failure_is_asked_for_at_once(home: Home, instance: dg.DagsterInstance) -> None:
    (home.inbox / "a.txt").write_text("text a")
    a_run(instance, asked(instance), dg.DagsterRunStatus.FAILURE)
    (home.inbox / "b.txt").write_text("text b")
    asked(instance)


def test_a_root_that_is_gone_is_said_once_and_then_rarely(home: Home, instance: dg.DagsterInstance) -> None:
    with Ledger.open(home.ledger) as ledger:
        ledger.add_root("gone", home.folder / "gone")
    a_run(instance, asked(instance), dg.DagsterRunStatus.FAILURE)
    assert "can't be listed" in skipped(instance)


def test_a_touched_file_is_another_matter(home: Home, instance: dg.DagsterInstance) -> None:
    path = home.inbox / "a.txt"
    path.write_text("text a")
    a_run(instance, asked(instance), dg.DagsterRunStatus.FAILURE)
    os.utime(path, ns=(1, 1))
    asked(instance)


def test_sensor_and_schedule_run_by_default() -> None:
    assert arrivals.default_status == dg.DefaultSensorStatus.RUNNING
    assert arrivals.minimum_interval_seconds == 5
    assert nightly.default_status == dg.DefaultScheduleStatus.RUNNING
    assert nightly.job_name == arrivals.job_name == JOB


def test_the_night_compacts() -> None:
    at = dt.datetime(2016, 1, 2, 3, 30, tzinfo=dt.UTC)
    with dg.build_schedule_context(scheduled_execution_time=at) as context:
        (request,) = nightly.evaluate_tick(context).run_requests or ()
    assert request.run_config["ops"]["raw_documents"]["config"]["compact"] is True
    assert request.run_config["ops"]["raw_documents"]["config"]["settled_only"] is True
    assert request.run_config["ops"]["warehouse"]["config"]["compact"] is True

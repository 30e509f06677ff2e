"""A whole run in this process, as the command line asks for it."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import dagster as dg
import pytest

from assets.instance import forget_old_runs, instance_of
from assets.progress import Progress
from assets.run import RunReport, refresh
from warehouse.home import Home
from warehouse.query import query

TEXT = "The government opened the wall on 9 November 1989, and thousands crossed the border.\n"


@pytest.fixture
def home(tmp_path: Path) -> Home:
    found = Home(tmp_path / "home")
    found.inbox.mkdir(parents=True)
    (found.inbox / "wall.txt").write_text(TEXT)
    return found


def test_a_run_says_what_it_did_and_leaves_the_environment_alone(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_HOME", "/elsewhere")
    monkeypatch.delenv("DAGSTER_HOME", raising=False)
    heard: list[Progress] = []
    report = refresh(home, on_progress=heard.append)
    assert (report.success, report.failures) == (True, ())
    assert report.counts["raw_documents"]["new_versions"] == 1
    assert report.counts["documents"]["dagster/row_count"] == 1
    assert Progress("documents", 1, 1) in heard
    assert [step.asset for step in heard][-1] == "timeline_page"
    assert (os.environ["DATELINE_HOME"], os.environ.get("DAGSTER_HOME")) == ("/elsewhere", None)
    with instance_of(home) as instance:
        assert [run.run_id for run in instance.get_runs()] == [report.run_id]
        assert instance.telemetry_enabled is False
        assert instance.storage_directory().startswith(str(home.dagster))
    assert {path.name for path in home.folder.parent.iterdir()} == {"home"}


def test_another_inbox_is_one_more_root(home: Home, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "treaty.txt").write_text("The treaty was signed on 28 June 1919.\n")
    report = refresh(home, inbox=other)
    assert report.success
    assert report.counts["raw_documents"]["dagster/row_count"] == 2
    (other / "treaty.txt").unlink()
    other.rmdir()
    report = refresh(home)
    assert not report.success
    assert len(report.failures) == 1
    assert f"{str(other)!r} can't be listed" in report.failures[0]
    assert query(home.published, "FROM documents").num_rows == 2


def test_a_run_that_must_not_wait_says_who_holds_the_home(home: Home) -> None:
    with home.locked("the other run", 0.0):
        report = refresh(home, wait_seconds=0.0)
    assert not report.success
    assert report.failures == (
        f"{home.folder} is being written by the other run (process {os.getpid()}); try again when it has finished",
    )


KILLED = """
import os, signal, sys
from pathlib import Path
from assets import definitions, progress
from assets.run import refresh
from warehouse.home import Home

def die_at(asset):
    def die(step):
        print(step.asset, step.done, step.total, flush=True)
        if (step.asset, step.done) == (asset, 0):
            os.kill(os.getpid(), signal.SIGKILL)
    return die

for asset in sys.argv[2:]:
    child = os.fork()
    if child == 0:
        refresh(Home(Path(sys.argv[1])), on_progress=die_at(asset))
        os._exit(0)
    print("ended", os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""
"""One process imports what a run needs, and each run is a child of it that is killed."""


def test_a_run_that_was_killed_is_resumed_by_the_next(home: Home) -> None:
    killed = {"time_expressions": 0, "warehouse": 1, "parquet_exports": 1}
    command = [sys.executable, "-c", KILLED, str(home.folder), *killed]
    said = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    runs = [run.splitlines() for run in said.split(f"ended {-signal.SIGKILL}\n")]
    assert runs.pop() == []
    for run, (asset, documents) in zip(runs, killed.items(), strict=True):
        assert run[-1].split()[0] == asset
        # What the run before it had done is there when it begins.
        assert next(step for step in run if step.startswith("documents ")) == f"documents {documents} 1"
    report: RunReport = refresh(home)
    assert (report.success, report.failures) == (True, ())
    assert report.counts["raw_documents"]["files_read"] == 0
    assert report.counts["documents"]["batches_done_now"] == 0
    assert query(home.published, "FROM timeline").num_rows >= 1
    assert (home.exports / "LATEST" / "manifest.json").exists()


def test_only_the_newest_runs_are_kept(tmp_path: Path) -> None:
    @dg.op
    def nothing() -> None: ...

    @dg.job
    def idle() -> None:
        nothing()

    with instance_of(Home(tmp_path / "home")) as instance:
        runs = [idle.execute_in_process(instance=instance).run_id for _ in range(3)]
        assert forget_old_runs(instance, keep=2) == 1
        assert [run.run_id for run in instance.get_runs()] == [runs[2], runs[1]]

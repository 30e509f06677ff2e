"""Dagster's own storage, inside the home: what `dateline run` does is what `dateline dev` shows."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import dagster as dg

from pipelines.errors import HomeBusy
from warehouse.home import Home

__all__ = ["environment", "forget_old_runs", "instance_of", "prepare", "under_way"]

_CONFIG: Final = """\
# Written by Dateline at each start; change assets/instance.py instead.
telemetry:
  enabled: false
nux:
  enabled: false
# A step's own output is in its log already, and nothing stands between a terminal and the progress it shows.
compute_logs:
  module: dagster._core.storage.noop_compute_log_manager
  class: NoOpComputeLogManager
# One run writes at a time: the others wait here, not at the lock.
concurrency:
  runs:
    max_concurrent_runs: 1
run_monitoring:
  enabled: true
retention:
  sensor:
    purge_after_days:
      skipped: 1
      failure: 30
      started: 7
      success: 30
  schedule:
    purge_after_days: 90
"""
_RUNS_KEPT: Final = 300
_WAITING: Final = (dg.DagsterRunStatus.QUEUED, dg.DagsterRunStatus.NOT_STARTED)
_AT_WORK: Final = (dg.DagsterRunStatus.STARTING, dg.DagsterRunStatus.STARTED, dg.DagsterRunStatus.CANCELING)
_BETWEEN_STEPS: Final = 60.0
"""Seconds a run may take from being called started to holding the lock, and from freeing it to being called ended."""


def prepare(home: Home) -> Path:
    """Make the folder and the configuration of Dagster's storage, and give the folder."""
    home.dagster.mkdir(parents=True, exist_ok=True)
    config = home.dagster / "dagster.yaml"
    if not config.exists() or config.read_text(encoding="utf-8") != _CONFIG:
        config.write_text(_CONFIG, encoding="utf-8")
    return home.dagster


def environment(home: Home) -> dict[str, str]:
    """Give the variables that lead Dagster and its children to a home."""
    return {
        "DAGSTER_HOME": str(home.dagster),
        "DATELINE_HOME": str(home.folder),
        "DAGSTER_DISABLE_TELEMETRY": "1",
    }


@contextmanager
def instance_of(home: Home) -> Iterator[dg.DagsterInstance]:
    """Open the instance of a home; while it is open, this process is led to that home."""
    prepare(home)
    before = {name: os.environ.get(name) for name in environment(home)}
    os.environ.update(environment(home))
    try:
        with dg.DagsterInstance.from_config(str(home.dagster)) as instance:
            yield instance
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


def under_way(instance: dg.DagsterInstance, home: Home, now: float) -> str | None:
    """Name a run that is queued or at work; runs that were killed are closed, so that they hold up nobody.

    A run holds the home's lock from its first step to its last, and the operating system frees the lock of a process
    that is gone. So a run that is called started while nobody holds the lock is lost.

    Args:
        instance: Where runs are recorded.
        home: Whose runs they are.
        now: Seconds since 1970.
    """
    found = None
    for record in instance.get_run_records(dg.RunsFilter(statuses=[*_WAITING, *_AT_WORK])):
        run, age = record.dagster_run, now - record.update_timestamp.timestamp()
        if run.status in _WAITING or age < _BETWEEN_STEPS or _locked(home):
            found = found or run.run_id
        else:
            instance.report_run_failed(run, "Its process is gone: nobody holds the lock of the home any more.")
    return found


def _locked(home: Home) -> bool:
    try:
        with home.locked("a look at the lock", 0.0):
            return False
    except HomeBusy:
        return True


def forget_old_runs(instance: dg.DagsterInstance, keep: int = _RUNS_KEPT) -> int:
    """Delete the records of finished runs beyond the newest ones, and give their number."""
    finished = [dg.DagsterRunStatus.SUCCESS, dg.DagsterRunStatus.FAILURE, dg.DagsterRunStatus.CANCELED]
    runs = instance.get_runs(dg.RunsFilter(statuses=finished))
    for run in runs[keep:]:
        instance.delete_run(run.run_id)
    return len(runs[keep:])

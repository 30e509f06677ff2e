"""Dagster's own storage, inside the home: what `dateline run` does is what `dateline dev` shows."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import dagster as dg

from warehouse.home import Home

__all__ = ["environment", "forget_old_runs", "instance_of", "prepare"]

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


def forget_old_runs(instance: dg.DagsterInstance, keep: int = _RUNS_KEPT) -> int:
    """Delete the records of finished runs beyond the newest ones, and give their number."""
    finished = [dg.DagsterRunStatus.SUCCESS, dg.DagsterRunStatus.FAILURE, dg.DagsterRunStatus.CANCELED]
    runs = instance.get_runs(dg.RunsFilter(statuses=finished))
    for run in runs[keep:]:
        instance.delete_run(run.run_id)
    return len(runs[keep:])

"""What starts runs: a sensor that sees what has arrived, changed or gone, and the night.

What is pending is computed from content each time, so a run that failed is tried again, and no cursor can be wrong.
"""

import time
from typing import Final

import dagster as dg

from assets.documents import IngestConfig
from assets.exports import ProductConfig
from assets.instance import under_way
from assets.pending import Look, look_at_all, pending_digest
from pipelines import settings
from warehouse.home import Home
from warehouse.ledger import Ledger

__all__ = ["JOB", "PENDING_TAG", "arrivals", "nightly", "refresh_job", "run_config"]

JOB: Final = "refresh"
PENDING_TAG: Final = "dateline/pending"
"""Run tag: names by its content what was pending when the sensor asked for the run."""
_FIRST_PAUSE: Final = 30.0
_LONGEST_PAUSE: Final = 3600.0
"""Seconds to wait after a run that left the same things pending; doubled each time, up to this."""
refresh_job = dg.define_asset_job(
    JOB,
    selection=dg.AssetSelection.all(),
    description="Everything: from the inbox to the exports. Only what is new, changed or outdated is worked on.",
)


def run_config(*, settled_only: bool = False, allow_withdraw: bool = False, compact: bool = False) -> dg.RunConfig:
    """Give the configuration of a run of the job."""
    return dg.RunConfig(
        ops={
            "raw_documents": IngestConfig(settled_only=settled_only, allow_withdraw=allow_withdraw, compact=compact),
            "warehouse": ProductConfig(compact=compact),
        }
    )


@dg.sensor(
    job=refresh_job,
    name="arrivals",
    minimum_interval_seconds=settings.load(Home.find().settings).inbox.poll_seconds,
    default_status=dg.DefaultSensorStatus.RUNNING,
    description="Looks for new, changed and withdrawn documents, and asks for one run for all of them.",
)
def arrivals(context: dg.SensorEvaluationContext) -> dg.RunRequest | dg.SkipReason:
    """Ask for a run where something is pending, nothing runs, and the last try of the same was not just now."""
    home, now = Home.find(), time.time()
    with Ledger.reading(home.ledger) as ledger:
        looks = look_at_all(ledger, home, settings.load(home.settings), now=now)
    pending = pending_digest(looks)
    if pending is None:
        unsettled = sum(found.unsettled for found in looks)
        return dg.SkipReason(f"{unsettled} files still change" if unsettled else "nothing is pending")
    busy = under_way(context.instance, home, now)
    if busy:
        return dg.SkipReason(f"run {busy} is under way; what is pending then is taken by the next")
    pause = _pause(context.instance, pending, now)
    if pause > 0:
        return dg.SkipReason(f"the last run left the same pending; the next try is in {pause:.0f} s. {_said(looks)}")
    context.log.info(_said(looks))
    return dg.RunRequest(run_config=run_config(settled_only=True), tags={PENDING_TAG: pending})


def _pause(instance: dg.DagsterInstance, pending: str, now: float) -> float:
    """Give the seconds to wait before the same is tried again; 0 or less where nothing is to be waited for."""
    tries = 0
    last = 0.0
    for record in instance.get_run_records(dg.RunsFilter(job_name=JOB), limit=20):
        if record.dagster_run.tags.get(PENDING_TAG) != pending:
            break
        tries += 1
        last = max(last, record.end_time or record.create_timestamp.timestamp())
    return min(_FIRST_PAUSE * 2 ** (tries - 1), _LONGEST_PAUSE) - (now - last) if tries else 0.0


def _said(looks: list[Look]) -> str:
    """Say what is pending, root by root."""
    parts = []
    for found in looks:
        new, changed, gone = (
            len(paths) for paths in (found.pending.new, found.pending.changed, found.pending.withdrawn)
        )
        if found.pending:
            parts.append(f"{found.root.name}: {new} new, {changed} changed, {gone} gone")
        if found.problem:
            parts.append(str(found.problem))
    return "; ".join(parts)


@dg.schedule(
    job=refresh_job,
    name="nightly",
    cron_schedule="30 3 * * *",
    default_status=dg.DefaultScheduleStatus.RUNNING,
    description="Each night: takes what is pending, merges small batches, sweeps staging, closes gaps in the database.",
)
def nightly() -> dg.RunRequest:
    """Ask for the night's run, whatever is pending."""
    return dg.RunRequest(run_config=run_config(settled_only=True, compact=True))

"""One run of everything, in this process, through the same Dagster instance that the UI shows."""

import time
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import dagster as dg

from assets import progress
from assets.instance import instance_of, under_way
from assets.pending import add_inbox, open_inbox
from warehouse.home import Home
from warehouse.ledger import Ledger

__all__ = ["RunReport", "refresh"]


@dataclass(frozen=True, slots=True)
class RunReport:
    """How a run went.

    Attributes:
        success: Whether all of it went well.
        run_id: Its name in Dagster.
        failures: What did not, each in a sentence.
        counts: The metadata of each asset that was materialised, plain values only.
    """

    success: bool
    run_id: str
    failures: tuple[str, ...] = ()
    counts: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


def refresh(
    home: Home,
    *,
    inbox: Path | None = None,
    allow_withdraw: bool = False,
    settled_only: bool = False,
    compact: bool = False,
    on_progress: progress.Listener | None = None,
    wait_seconds: float = 60.0,
) -> RunReport:
    """Bring everything in step with the inbox: documents, timeline, database, exports.

    Args:
        home: Where everything lies.
        inbox: A folder to add as a root beside those that are known.
        allow_withdraw: Withdraw what has gone, however much it is.
        settled_only: Leave files alone that changed a moment ago.
        compact: Merge small batches and close gaps, as the nightly run does.
        on_progress: Called in this thread with each step.
        wait_seconds: How long to wait for a run that is writing before the answer says who it is.

    Raises:
        RootUnreadable: `inbox` is no folder of documents.
        InvalidSettings: The settings file says something no setting accepts.
        HomeBusy: `inbox` is new, and another run holds the lock.
    """
    with ExitStack() as open_until_done:
        instance = open_until_done.enter_context(instance_of(home))
        under_way(instance, home, time.time())  # closes runs that were killed
        with Ledger.open(home.ledger) as ledger:
            open_inbox(home, ledger)
            if inbox is not None:
                add_inbox(home, ledger, inbox)
        if on_progress is not None:
            open_until_done.enter_context(progress.listening(on_progress))
        # Late: declaring the assets reads the settings of the home that this process was just led to.
        from assets.arrivals import JOB, run_config  # noqa: PLC0415
        from assets.definitions import defs  # noqa: PLC0415
        from assets.resources import HomeResource  # noqa: PLC0415

        config = run_config(settled_only=settled_only, allow_withdraw=allow_withdraw, compact=compact)
        # What happens is in the event log; the terminal belongs to whoever asked.
        config.loggers = {"console": {"config": {"log_level": "CRITICAL"}}}
        config.resources = {"home": HomeResource(folder=str(home.folder), wait_seconds=wait_seconds)}
        job = defs.resolve_job_def(JOB)
        result = job.execute_in_process(run_config=config, instance=instance, raise_on_error=False)
        return RunReport(result.success, result.run_id, _failures(result), _counts(result))


def _failures(result: dg.ExecuteInProcessResult) -> tuple[str, ...]:
    """Say what went wrong: of a step its own words, of what could not even begin the reason."""
    found = []
    for event in result.all_events:
        if event.is_step_failure:
            data = event.step_failure_data
            said = data.user_failure_data.description if data.user_failure_data else None
            found.append(said or f"{event.step_key}: {_words(data.error)}")
    if not found:
        ended = [event for event in result.all_events if event.is_run_failure]
        found = [_words(getattr(event.event_specific_data, "error", None)) or event.message or "" for event in ended]
    found += [
        f"check {check.check_name} of {check.asset_key.to_user_string()} failed: "
        + ", ".join(f"{name} {value.value}" for name, value in check.metadata.items())
        for check in result.get_asset_check_evaluations()
        if not check.passed
    ]
    return tuple(dict.fromkeys(found))


def _words(error: Any) -> str:
    """Give the words of the first error that is not one of Dagster's own, which only wrap it."""
    while error is not None and error.cause is not None and str(error.cls_name).startswith("Dagster"):
        error = error.cause
    if error is None:
        return ""
    # What Dateline raises is meant for the person who asked; the name of the class says nothing more.
    return str(error.message).strip().removeprefix(f"pipelines.errors.{error.cls_name}: ")


def _counts(result: dg.ExecuteInProcessResult) -> dict[str, dict[str, Any]]:
    """Give what each materialisation counted."""
    return {
        event.asset_key.to_user_string(): {
            name: value.value
            for name, value in event.step_materialization_data.materialization.metadata.items()
            if isinstance(value.value, int | str | float | dict | list)
        }
        for event in result.all_events
        if event.is_step_materialization and event.asset_key is not None
    }

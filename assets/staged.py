"""One stage over all current batches: the missing ones are done, and what came out is counted."""

from typing import Any

import dagster as dg

from assets import progress
from assets.catalog import PREVIEW_ROWS, measured
from assets.resources import HomeResource
from assets.stages import Current, is_whole
from pipelines import engine
from pipelines.engine import Stage
from warehouse.ledger import Ledger

__all__ = ["current_of", "do_stage"]


def current_of(home: HomeResource) -> Current:
    """Give the rows of staging that are current now."""
    with Ledger.reading(home.home.ledger) as ledger:
        return Current(ledger.current(), home.staging, home.prints)


def do_stage(context: dg.AssetExecutionContext, home: HomeResource, stage: Stage) -> tuple[Current, dict[str, Any]]:
    """Do a stage's missing batches; give the current rows, and the metadata of the materialisation."""
    batches, prints = home.batches(), home.prints
    current_of(home).require(stage.inputs)
    for name in batches:
        made = home.staging.rows(stage.name, name, prints[stage.name])
        if made.exists() and not is_whole(made):
            context.log.warning(f"{made} is damaged; it is made anew")
            made.unlink()
    there = sum(home.staging.rows(stage.name, name, prints[stage.name]).exists() for name in batches)
    progress.report(progress.Progress(stage.name, there, len(batches)))
    done = 0
    for done, batch in enumerate(engine.run(stage, batches, home.staging, prints, home.settings), 1):
        context.log.info(f"batch {there + done} of {len(batches)}: {batch.rows} rows, {batch.faults} faults")
        progress.report(progress.Progress(stage.name, there + done, len(batches)))
    current = current_of(home)
    first = next(current.batches(stage.name), None)
    counts: dict[str, Any] = measured(
        stage.name,
        current.count(stage.name),
        first.slice(0, PREVIEW_ROWS) if first is not None else None,
        batches=len(batches),
        batches_done_now=done,
        faults=current.faults(stage.name).num_rows,
    )
    return current, counts

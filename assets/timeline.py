"""The assets of the group `timeline`: documents date each other, and mentions of all documents become events."""

import time
from collections import Counter
from typing import Final

import dagster as dg

from assets import progress
from assets.catalog import PREVIEW_ROWS, declared, measured
from assets.derivation import write_derived
from assets.merging import memory_file, write_events
from assets.plot import most_salient, plot
from assets.resources import HomeResource
from assets.staged import current_of
from assets.stages import corpus_files, corpus_print
from pipelines.batches import read

__all__ = ["derived_dates", "events"]

_SECONDS_A_DAY: Final = 86_400


@declared("derived_dates")
def derived_dates(context: dg.AssetExecutionContext, home: HomeResource) -> dg.MaterializeResult[None]:
    """Date documents that tell no day by those that do, unless nothing they depend on has changed."""
    current = current_of(home)
    files = corpus_files(home.staging, corpus_print(current.table, home.prints, home.settings))
    progress.report(progress.Progress("derived_dates", 0, 1))
    done = write_derived(current, files)
    progress.report(progress.Progress("derived_dates", 1, 1))
    table = read(files["derived_dates"])
    context.log.info(f"{table.num_rows} documents dated by others" + ("" if done else ", none anew"))
    counts = {"rules": dict(Counter(table["rule"].to_pylist())), "rounds": max(table["round"].to_pylist(), default=0)}
    return dg.MaterializeResult(
        metadata=measured("derived_dates", table.num_rows, table.slice(0, PREVIEW_ROWS), **counts)
    )


@declared("events")
def events(context: dg.AssetExecutionContext, home: HomeResource) -> dg.MaterializeResult[None]:
    """Merge the mentions of all documents, unless nothing they depend on has changed."""
    current = current_of(home)
    files = corpus_files(home.staging, corpus_print(current.table, home.prints, home.settings))
    progress.report(progress.Progress("events", 0, 1))
    memory = memory_file(home.staging, home.prints, home.settings)
    day = int(time.time() // _SECONDS_A_DAY)
    merged = write_events(current, files, memory, home.settings, ids=home.home.event_ids, day=day)
    progress.report(progress.Progress("events", 1, 1))
    table = read(files["events"])
    context.log.info(f"{table.num_rows} events" if merged else f"{table.num_rows} events, none to merge anew")
    dated = table.num_rows - table["undated_reason"].is_valid().to_numpy().sum()
    return dg.MaterializeResult(
        metadata=measured(
            "events",
            table.num_rows,
            table.slice(0, PREVIEW_ROWS),
            dated=int(dated),
            undated=int(table.num_rows - dated),
            merged_anew=merged,
            id_changes=read(files["event_history"]).num_rows,
            over_time=plot(table),
            most_salient=most_salient(table),
        )
    )

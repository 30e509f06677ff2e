"""The asset of the group `timeline`: mentions of all documents become events."""

import dagster as dg

from assets import progress
from assets.catalog import PREVIEW_ROWS, declared, measured
from assets.plot import most_salient, plot
from assets.resources import HomeResource
from assets.staged import current_of
from assets.stages import corpus_files, corpus_print, write_corpus
from pipelines.batches import read

__all__ = ["events"]


@declared("events")
def events(context: dg.AssetExecutionContext, home: HomeResource) -> dg.MaterializeResult[None]:
    """Merge the mentions of all documents, unless nothing they depend on has changed."""
    current = current_of(home)
    files = corpus_files(home.staging, corpus_print(current.table, home.prints, home.settings))
    progress.report(progress.Progress("events", 0, 1))
    merged = write_corpus(current, files, home.settings)
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
            over_time=plot(table),
            most_salient=most_salient(table),
        )
    )

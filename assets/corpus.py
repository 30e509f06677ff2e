"""Assets of the group `corpus`: what depends on other documents, in tables of its own that are laid over the rows."""

from collections import Counter
from pathlib import Path

import dagster as dg

from assets import progress
from assets.catalog import PREVIEW_ROWS, declared, measured
from assets.comparison import compared_file, write_stories
from assets.resources import HomeResource
from assets.staged import current_of, do_stage
from assets.stages import TEXT_SIGNATURES, corpus_files, corpus_print
from pipelines.batches import read

__all__ = ["near_duplicates", "repeated_lines", "text_signatures"]


@declared("text_signatures")
def text_signatures(context: dg.AssetExecutionContext, home: HomeResource) -> dg.MaterializeResult[None]:
    """Take from every document what it is compared with others by."""
    _, counts = do_stage(context, home, TEXT_SIGNATURES)
    return dg.MaterializeResult(metadata=counts)


@declared("repeated_lines")
def repeated_lines(context: dg.AssetExecutionContext, home: HomeResource) -> dg.MaterializeResult[None]:
    """Compare all documents, unless nothing has changed, and show the lines that sources repeat."""
    files = _compared(context, home, "repeated_lines")
    table, places = read(files["repeated_lines"]), read(files["repeated_places"])
    labels = Counter(places["label"].to_pylist())
    counts = {"sources": len(set(table["source"].to_pylist())), "places": places.num_rows, "labels": dict(labels)}
    return dg.MaterializeResult(
        metadata=measured("repeated_lines", table.num_rows, table.slice(0, PREVIEW_ROWS), **counts)
    )


@declared("near_duplicates")
def near_duplicates(context: dg.AssetExecutionContext, home: HomeResource) -> dg.MaterializeResult[None]:
    """Compare all documents, unless nothing has changed, and show which tell the same story."""
    files = _compared(context, home, "near_duplicates")
    table, sources = read(files["near_duplicates"]), read(files["document_sources"])
    counts = {
        "documents": sources.num_rows,
        "stories": len(set(sources["story_id"].to_pylist())),
        "kinds": dict(Counter(table["kind"].to_pylist())),
    }
    return dg.MaterializeResult(
        metadata=measured("near_duplicates", table.num_rows, table.slice(0, PREVIEW_ROWS), **counts)
    )


def _compared(context: dg.AssetExecutionContext, home: HomeResource, name: str) -> dict[str, Path]:
    current = current_of(home)
    files = corpus_files(home.staging, corpus_print(current.table, home.prints, home.settings))
    progress.report(progress.Progress(name, 0, 1))
    done = write_stories(current, files, compared_file(home.staging, home.prints), home.settings)
    progress.report(progress.Progress(name, 1, 1))
    context.log.info("all documents compared" if done else "nothing to compare anew")
    return files

"""Assets of the group `ingest`: what arrived, and the text of it."""

import time
from collections import Counter

import dagster as dg

from assets import progress
from assets.catalog import PREVIEW_ROWS, declared, measured
from assets.compaction import merge_small_batches, sweep
from assets.comparison import compared_file
from assets.ingest import Ingested, ingest
from assets.instance import forget_old_runs
from assets.merging import memory_file
from assets.resources import HomeResource
from assets.staged import do_stage
from assets.stages import DOCUMENTS, Current, corpus_files, corpus_print
from warehouse.ledger import Ledger

__all__ = ["IngestConfig", "documents", "raw_documents"]


class IngestConfig(dg.Config):
    """How a run takes what has arrived."""

    settled_only: bool = False
    """Leave files alone that changed a moment ago: they may still be being copied."""
    allow_withdraw: bool = False
    """Withdraw what has gone, however much it is."""
    compact: bool = False
    """Merge small batches, and sweep staging: for the night."""


@declared("raw_documents")
def raw_documents(
    context: dg.AssetExecutionContext, config: IngestConfig, home: HomeResource
) -> dg.MaterializeResult[None]:
    """Read what is new or changed in every root, withdraw what has gone, cut batches."""

    def told(done: Ingested) -> None:
        context.log.info(f"{done.files} files read, {done.versions} new versions in {len(done.batches)} batches")
        progress.report(progress.Progress("raw_documents", len(done.batches), None, done.versions + done.unchanged))

    now = time.time() if config.settled_only else None
    with Ledger.open(home.home.ledger) as ledger:
        done = ingest(home.home, home.settings, ledger, allow_withdraw=config.allow_withdraw, now=now, told=told)
        if config.compact:
            merged = merge_small_batches(ledger, home.staging, home.prints, home.settings.batches)
            files = corpus_files(home.staging, corpus_print(ledger.current(), home.prints, home.settings))
            memory = memory_file(home.staging, home.prints, home.settings)
            kept = [*files.values(), compared_file(home.staging, home.prints), memory]
            swept = sweep(ledger, home.staging, home.prints, kept)
            forget_old_runs(context.instance)
            context.log.info(f"{merged} small batches merged away, {swept} staged files removed")
        current = Current(ledger.current(), home.staging, home.prints)
        counts = ledger.counts()
    for root, problem in done.problems.items():
        context.log.error(f"{root}: {problem}")
    first = next(current.batches("raw_documents"), None)
    return dg.MaterializeResult(
        metadata=measured(
            "raw_documents",
            counts.documents,
            first.slice(0, PREVIEW_ROWS) if first is not None else None,
            files=counts.files,
            batches=counts.batches,
            files_read=done.files,
            new_versions=done.versions,
            withdrawn=done.withdrawn,
            problems=done.problems,
        )
    )


@declared("documents")
def documents(context: dg.AssetExecutionContext, home: HomeResource) -> dg.MaterializeResult[None]:
    """Read the text of every document that has none yet."""
    current, counts = do_stage(context, home, DOCUMENTS)
    rejected = Counter(
        reason for part in current.batches("documents", ("rejected",)) for reason in part["rejected"].to_pylist()
    )
    readable = rejected.pop(None, 0)
    return dg.MaterializeResult(metadata={**counts, "readable": readable, "rejected": dict(rejected)})

"""Assets of the group `products`: the published database, the Parquet files, the page."""

import dagster as dg

from assets import progress
from assets.catalog import PREVIEW_ROWS, declared, preview
from assets.resources import HomeResource
from assets.staged import current_of
from assets.stages import corpus_files, corpus_print, staged_batches
from warehouse import export, page, publish, store
from warehouse.query import query

__all__ = ["ProductConfig", "parquet_exports", "timeline_page", "warehouse"]


class ProductConfig(dg.Config):
    """How the database is written."""

    compact: bool = False
    """Write it anew where too much of it is empty: for the night."""


@declared("warehouse")
def warehouse(
    context: dg.AssetExecutionContext, config: ProductConfig, home: HomeResource
) -> dg.MaterializeResult[None]:
    """Bring the database in step with what is staged, and publish it."""
    current = current_of(home)
    files = corpus_files(home.staging, corpus_print(current.table, home.prints, home.settings))
    there = {name: path for name, path in files.items() if path.exists()}
    if len(there) < len(files):
        context.log.warning("events are not merged for what is current: materialise `events` first; the old ones stay")
        there = {}
    progress.report(progress.Progress("warehouse", 0, 1))
    loaded = store.load(home.home, current.table, staged_batches(home.staging, home.batches(), home.prints), there)
    context.log.info(f"in: {dict(loaded.inserted)}, out: {dict(loaded.removed)}, replaced: {list(loaded.replaced)}")
    compacted = False
    if config.compact and publish.has_holes(home.home, home.settings.warehouse.compact_free_share):
        compacted = publish.compact(home.home)
    published = publish.publish(home.home)
    progress.report(progress.Progress("warehouse", 1, 1))
    timeline = query(home.home.published, "FROM timeline LIMIT ?", [PREVIEW_ROWS])
    (counted,) = query(home.home.published, "SELECT count(*) AS n FROM timeline").to_pylist()
    return dg.MaterializeResult(
        metadata={
            "dagster/row_count": counted["n"],
            "preview": preview(timeline),
            "database": dg.MetadataValue.path(home.home.published),
            "inserted": dict(loaded.inserted),
            "removed": dict(loaded.removed),
            "changed": loaded.changed,
            "published_anew": published,
            "compacted": compacted,
        }
    )


@declared("parquet_exports")
def parquet_exports(context: dg.AssetExecutionContext, home: HomeResource) -> dg.MaterializeResult[None]:
    """Write a new version of the product, unless the newest holds the same."""
    limits = home.settings.exports
    progress.report(progress.Progress("parquet_exports", 0, 1))
    made = export.export(home.home.published, home.home.exports, limits.keep, limits.rows_per_file)
    progress.report(progress.Progress("parquet_exports", 1, 1))
    context.log.info(f"{made.version}: {made.files} files, {made.linked} of them as before")
    return dg.MaterializeResult(
        metadata={
            "dagster/row_count": sum(made.rows.values()),
            "version": made.version,
            "folder": dg.MetadataValue.path(made.path),
            "rows": dict(made.rows),
            "formats": dict(made.carried),
            "left_out": {name: dict(reasons) for name, reasons in made.left_out.items()},
            "files": made.files,
            "linked": made.linked,
            "dropped": list(made.dropped),
            "changed": made.changed,
        }
    )


@declared("timeline_page")
def timeline_page(home: HomeResource) -> dg.MaterializeResult[None]:
    """Write the page from what is published."""
    progress.report(progress.Progress("timeline_page", 0, 1))
    made = page.write(home.home.published, home.home.page)
    progress.report(progress.Progress("timeline_page", 1, 1))
    return dg.MaterializeResult(
        metadata={
            "dagster/row_count": made.shown,
            "total": made.total,
            "undated": made.undated,
            "bytes": made.bytes,
            "page": dg.MetadataValue.path(home.home.page),
            "changed": made.changed,
        }
    )

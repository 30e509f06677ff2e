"""All that Dagster knows of Dateline: `dagster dev -m assets.definitions`, or rather `dateline dev`."""

import dagster as dg

from assets.arrivals import arrivals, nightly, refresh_job
from assets.checks import CHECKS
from assets.corpus import near_duplicates, repeated_lines, text_signatures
from assets.documents import documents, raw_documents
from assets.exports import parquet_exports, timeline_page, warehouse
from assets.extraction import event_mentions, publication_dates, time_expressions
from assets.resources import HomeResource
from assets.timeline import derived_dates, events

__all__ = ["ASSETS", "defs"]

console = dg.LoggerDefinition(
    dg.colored_console_logger.logger_fn,
    config_schema={"name": dg.Field(str, default_value="dagster"), "log_level": dg.Field(str, default_value="WARNING")},
    description="What goes wrong, in the terminal; all the rest is in the event log.",
)

ASSETS = (
    raw_documents,
    documents,
    text_signatures,
    publication_dates,
    time_expressions,
    event_mentions,
    repeated_lines,
    near_duplicates,
    derived_dates,
    events,
    warehouse,
    parquet_exports,
    timeline_page,
)

defs = dg.Definitions(
    assets=ASSETS,
    asset_checks=CHECKS,
    jobs=[refresh_job],
    sensors=[arrivals],
    schedules=[nightly],
    resources={"home": HomeResource()},
    loggers={"console": console},
    # A step in a process of its own costs seconds; the work is parallel inside a step, by batch.
    executor=dg.in_process_executor,
)

"""Assets of the group `extraction`: when each document was written, and what times and events it speaks of."""

from collections import Counter

import dagster as dg

from assets.catalog import declared
from assets.resources import HomeResource
from assets.staged import do_stage
from assets.stages import EVENT_MENTIONS, PUBLICATION_DATES, TIME_EXPRESSIONS, Current

__all__ = ["event_mentions", "publication_dates", "time_expressions"]


@declared("publication_dates")
def publication_dates(context: dg.AssetExecutionContext, home: HomeResource) -> dg.MaterializeResult[None]:
    """Find out when each document was written."""
    current, counts = do_stage(context, home, PUBLICATION_DATES)
    methods = {"methods": _shares(current, "publication_dates", "method")}
    return dg.MaterializeResult(metadata={**counts, **methods})


@declared("time_expressions")
def time_expressions(context: dg.AssetExecutionContext, home: HomeResource) -> dg.MaterializeResult[None]:
    """Find every mention of time, and what it means."""
    current, counts = do_stage(context, home, TIME_EXPRESSIONS)
    return dg.MaterializeResult(metadata={**counts, "types": _shares(current, "time_expressions", "type")})


@declared("event_mentions")
def event_mentions(context: dg.AssetExecutionContext, home: HomeResource) -> dg.MaterializeResult[None]:
    """Find every mention of an event, and date it."""
    current, counts = do_stage(context, home, EVENT_MENTIONS)
    return dg.MaterializeResult(metadata={**counts, "date_basis": _shares(current, "event_mentions", "date_basis")})


def _shares(current: Current, stage: str, column: str) -> dict[str, int]:
    """Count a column's values, the commonest first."""
    found = Counter(value for part in current.batches(stage, (column,)) for value in part[column].to_pylist())
    return {str(value): count for value, count in sorted(found.items(), key=lambda item: (-item[1], str(item[0])))}

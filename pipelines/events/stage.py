"""The stage `event_mentions`: documents, their publication dates and time expressions in, mentions of events out."""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import Any, Final

import pyarrow as pa

from pipelines.batches import Result, each_document
from pipelines.days import UNKNOWN
from pipelines.engine import Stage
from pipelines.events.mentions import find_events
from pipelines.events.together import lines_read, read_ahead
from pipelines.records import Document, EventMention, PublicationDate, TimeExpression
from pipelines.settings import Settings
from pipelines.syntax.installed import Pipeline, pipeline, version
from pipelines.temporal.periods import PERIOD

__all__ = ["STAGE", "work"]


def work(inputs: Mapping[str, pa.Table], settings: Settings) -> Result:
    """Find the event mentions of a batch."""
    chosen = settings.events
    # Loaded before the first document: what is missing stops the run, it is no fault of a document.
    read_by = pipeline(chosen.syntax)
    work_of_one = partial(_mentions, read_by=read_by)
    seconds = settings.batches.seconds
    # A pipeline reads a few sentences at a time whatever it is given.
    ahead = partial(read_ahead, seconds=seconds) if read_by is None else None
    return each_document("event_mentions", inputs, work_of_one, seconds, ahead)


def _mentions(rows: Mapping[str, Sequence[Any]], read_by: Pipeline | None) -> Iterable[EventMention]:
    document: Document = rows["documents"][0]
    if document.text is None:
        return []
    dates: Sequence[PublicationDate] = rows["publication_dates"]
    times: Sequence[TimeExpression] = rows["time_expressions"]
    expressions = [row for row in times if row.type != PERIOD]
    return find_events(
        document.text,
        lines_read(document),
        document.language,
        dates[0].days if dates else UNKNOWN,
        expressions,
        document_id=document.document_id,
        content_hash=document.content_hash,
        pipeline=read_by,
        known=rows.get("sentences"),
    )


def _outside(settings: Settings) -> str:
    return version(settings.events.syntax)


STAGE: Final = Stage(
    name="event_mentions",
    inputs=("documents", "publication_dates", "time_expressions"),
    packages=("syntax", "events"),
    libraries=("numpy",),
    settings="events",
    work=work,
    outside=_outside,
    share=1 << 17,
)

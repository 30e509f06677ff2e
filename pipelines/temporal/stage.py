"""The stage `time_expressions`: documents and their publication days in, one row a mention of time out."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import pyarrow as pa

from pipelines.batches import Result, each_document
from pipelines.days import UNKNOWN
from pipelines.documents.reading import stretches
from pipelines.engine import Stage
from pipelines.records import Document, PublicationDate, TimeExpression
from pipelines.settings import Settings
from pipelines.temporal.periods import named_periods
from pipelines.temporal.recognise import recognise

__all__ = ["SEARCHED", "STAGE", "expressions", "work"]

SEARCHED: Final = frozenset({"title", "body", "caption", "byline"})
"""Labels of the lines that are searched: what the document itself says, not what surrounds it."""


def work(inputs: Mapping[str, pa.Table], settings: Settings) -> Result:
    """Find the time expressions of a batch.

    Args:
        inputs: Tables `documents` and `publication_dates`.
        settings: Those of Dateline; the time a document may take.

    Returns:
        Rows of `schemas.TIME_EXPRESSIONS` in the order of the documents, and the documents that failed.
    """
    return each_document("time_expressions", inputs, _of_document, settings.batches.seconds)


def _of_document(rows: Mapping[str, Sequence[Any]]) -> list[TimeExpression]:
    dates: Sequence[PublicationDate] = rows["publication_dates"]
    return expressions(rows["documents"][0], dates[0] if dates else None)


def expressions(document: Document, published: PublicationDate | None) -> list[TimeExpression]:
    """Find the time expressions of one document, in its title, body, captions and bylines, and after them its named periods.

    Args:
        document: As the stage `documents` made it; one that was rejected has none.
        published: Its days of writing; `None` leaves them unknown.
    """
    if document.text is None or document.rejected is not None:
        return []
    # A few words, of which no language can be told, are read as the events stage reads them: as English.
    language = document.language or "en"
    spans = stretches(document.lines, SEARCHED) if document.lines else None
    origin = {"document_id": document.document_id, "content_hash": document.content_hash}
    publication = published.days if published else UNKNOWN
    found = recognise(document.text, language=language, publication=publication, spans=spans, **origin)
    found += named_periods(document.text, language, spans, first_position=len(found), **origin)
    return found


STAGE: Final = Stage(
    "time_expressions",
    inputs=("documents", "publication_dates"),
    packages=("documents", "temporal"),
    settings="temporal",
    work=work,
    libraries=("dateparser", "regex"),
)

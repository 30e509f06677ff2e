"""Documents in, publication dates out."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import pyarrow as pa

from pipelines.batches import Result, each_document
from pipelines.dating.solve import date_document
from pipelines.engine import Stage
from pipelines.records import PublicationDate
from pipelines.settings import Settings

__all__ = ["STAGE", "work"]


def work(inputs: Mapping[str, pa.Table], settings: Settings) -> Result:  # noqa: ARG001 - the signature of every stage
    """Date every readable document of a batch; one that was rejected has no row.

    Args:
        inputs: `documents`.
        settings: None of them matters yet.
    """
    return each_document("publication_dates", inputs, _date)


def _date(rows: Mapping[str, Sequence[Any]]) -> list[PublicationDate]:
    return [date_document(document) for document in rows["documents"] if document.text is not None]


STAGE: Final = Stage(
    name="publication_dates",
    inputs=("documents",),
    packages=("dating",),
    settings="dating",
    work=work,
    libraries=("dateparser", "regex"),
)

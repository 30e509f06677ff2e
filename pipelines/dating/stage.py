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


def work(inputs: Mapping[str, pa.Table], settings: Settings) -> Result:
    """Date every readable document of a batch; one that was rejected has no row.

    Args:
        inputs: `documents`.
        settings: Of which `dating` matters.
    """

    def one(rows: Mapping[str, Sequence[Any]]) -> list[PublicationDate]:
        readable = (document for document in rows["documents"] if document.text is not None)
        return [date_document(document, settings.dating) for document in readable]

    return each_document("publication_dates", inputs, one, settings.batches.seconds)


STAGE: Final = Stage(
    name="publication_dates",
    inputs=("documents",),
    packages=("dating", "temporal", "syntax", "documents"),
    settings="dating",
    work=work,
    libraries=("dateparser", "regex"),
)

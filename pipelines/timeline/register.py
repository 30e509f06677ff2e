"""Which events had which mentions, as it is kept from run to run."""

from dataclasses import dataclass
from typing import Any, Final, NamedTuple

import numpy as np
import pyarrow as pa

from pipelines import schemas
from pipelines.timeline.looks import Numbers
from pipelines.timeline.packing import packed, unpacked

__all__ = ["MEMBERS", "Members", "Register"]

MEMBERS: Final = pa.schema(
    (
        pa.field("mention_id", pa.string()),
        pa.field("event_id", pa.dictionary(pa.int32(), pa.string())),
        pa.field("words", pa.uint64()),
    )
)
"""A row a mention: its id, that of its event, and a number for its words."""


@dataclass(frozen=True, slots=True)
class Register:
    """Under which ids mentions are known.

    Attributes:
        held: Of each mention of an event its id, that of the event, and a number for its words.
        former: The same of events whose ids name nothing now, as they were last.
        history: Rows of `schemas.EVENT_HISTORY`, the oldest first.
    """

    held: pa.Table
    former: pa.Table
    history: pa.Table

    @classmethod
    def none(cls) -> "Register":
        """Know of no id."""
        return cls(MEMBERS.empty_table(), MEMBERS.empty_table(), schemas.EVENT_HISTORY.empty_table())

    @classmethod
    def unpacked(cls, whole: pa.Table) -> "Register":
        """Take a register out of the table that `packed` makes of it."""
        tables = unpacked(whole)
        return cls(tables["held"], tables["former"], tables["history"])

    def packed(self) -> pa.Table:
        """Give the register as one table."""
        return packed({"held": self.held, "former": self.former, "history": self.history})


class Members(NamedTuple):
    """Events of a register: their names, and for each row which of them it is."""

    names: np.ndarray[Any, np.dtype[np.object_]]
    event: Numbers

    @classmethod
    def of(cls, table: pa.Table) -> "Members":
        """Number the events of a register's rows, in the order in which these come."""
        column = table["event_id"].combine_chunks()
        codes = column.indices.to_numpy().astype(np.int64)
        there = np.bincount(codes, minlength=len(column.dictionary)) > 0
        return cls(column.dictionary.to_numpy(zero_copy_only=False)[there], (np.cumsum(there) - 1)[codes])

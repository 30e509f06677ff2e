"""What of an earlier merging still holds, so that an arrival costs what it concerns and not what there is.

Nothing is remembered of history: a company of mentions has a number that stands for all that its events are made of, and
events under the same number are the same. So what comes out does not depend on what was merged before, or in which order.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipelines import schemas
from pipelines.timeline.digests import Hashes
from pipelines.timeline.looks import Looks, Numbers
from pipelines.timeline.packing import packed, unpacked
from pipelines.timeline.relations import PARTS as RELATED
from pipelines.timeline.relations import Relations

__all__ = ["COMPANY", "PARTS", "Memory"]

COMPANY: Final = "company"
"""Column of the number of a row's company."""
PARTS: Final = ("events", "event_links", "event_votes")
"""Tables whose rows belong to companies."""
_LOOKS: Final = "looks"
_ROW: Final = "row"


@dataclass(frozen=True, slots=True)
class Memory:
    """What is known of an earlier merging.

    Attributes:
        looks: What its mentions were compared by, each with the number of its row; `None` where there was none.
        relations: What these have to do with each other.
        parts: By name the rows that came of it, before events were raised to their days, each with the number of its
            company.
    """

    looks: pa.Table | None
    relations: Relations
    parts: Mapping[str, pa.Table]

    @classmethod
    def none(cls) -> "Memory":
        """Remember nothing."""
        column = pa.field(COMPANY, pa.uint64())
        return cls(None, Relations.none(), {name: schemas.SCHEMAS[name].append(column).empty_table() for name in PARTS})

    @classmethod
    def unpacked(cls, whole: pa.Table) -> "Memory":
        """Take a memory out of the table that `packed` makes of it."""
        tables = unpacked(whole)
        looks = tables[_LOOKS]
        relations = Relations.from_tables({name: tables[name] for name in RELATED}, looks.num_rows)
        return cls(looks, relations, {name: tables[name] for name in PARTS})

    def packed(self) -> pa.Table:
        """Give the memory as one table."""
        tables = {_LOOKS: self.looks} if self.looks is not None else {}
        tables |= {**self.relations.tables(), **self.parts}
        return packed(tables)

    def rows(self, name: str) -> pa.Table:
        """Give the rows of a part as its schema has them."""
        return self.parts[name].drop_columns(COMPANY).cast(schemas.SCHEMAS[name])

    def updated(
        self, looks: pa.Table, relations: Relations, companies: Hashes, made: Mapping[str, pa.Table]
    ) -> "Memory":
        """Keep the rows of companies that there still are, and add those that were made anew."""
        still = pa.array(np.unique(companies))
        parts = {
            name: pa.concat_tables(
                [rows.filter(pc.is_in(rows[COMPANY], value_set=still)), made[name].cast(rows.schema)]
            )
            for name, rows in self.parts.items()
        }
        return Memory(looks, relations, parts)

    def places(self, rows: Hashes) -> Numbers:
        """Give where the looks of rows lie, -1 for those that are not known."""
        if self.looks is None:
            return np.full(len(rows), -1)
        return np.asarray(pc.fill_null(pc.index_in(pa.array(rows), self.looks[_ROW]), -1).to_numpy(), np.int64)

    def with_looks(self, rows: Hashes, places: Numbers, fresh: Looks) -> pa.Table:
        """Give the looks of rows, in their order: those that are not known are given, in their order too."""
        given = fresh.table().append_column(_ROW, pa.array(rows[places < 0]))
        known = given.slice(0, 0) if self.looks is None else self.looks
        wanted = places.copy()
        wanted[places < 0] = known.num_rows + np.arange(given.num_rows)
        return pa.concat_tables([known, given]).take(pa.array(wanted))

    def known(self, companies: Hashes) -> np.ndarray[Any, np.dtype[np.bool_]]:
        """Say which companies are known by their numbers."""
        return np.isin(companies, self.parts["events"][COMPANY].to_numpy())

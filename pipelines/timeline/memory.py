"""What of an earlier merging still holds, so that an arrival costs what it concerns and not what there is.

Nothing is remembered of history: a company of mentions has a number that stands for all that its events are made of, and
events under the same number are the same; and so has an event for all that its rows are made of. So what comes out does not
depend on what was merged before, or in which order.
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
from pipelines.timeline.making import EVENT, PARTS, Making
from pipelines.timeline.packing import packed, unpacked
from pipelines.timeline.relations import PARTS as RELATED
from pipelines.timeline.relations import Relations
from pipelines.timeline.runs import where_in

__all__ = ["Memory"]

_COMPANY: Final = "company"
_LOOKS: Final = "looks"
_ROW: Final = "row"
_ID: Final = 21
"""Letters of an id that merging gives an event."""
_LATE: Final = 1 << 62
"""Stands for a day that is not known: after all others."""


@dataclass(frozen=True, slots=True)
class Memory:
    """What is known of an earlier merging.

    Attributes:
        looks: What its mentions were compared by, each with the number of its row; `None` where there was none.
        relations: What these have to do with each other.
        parts: By name the rows that came of it, before events were raised to their days, each with the number of its
            event: events by first day, then by last, undated ones last, and all others in their order.
        companies: The number of each event's company.
    """

    looks: pa.Table | None
    relations: Relations
    parts: Mapping[str, pa.Table]
    companies: Hashes

    @classmethod
    def none(cls) -> "Memory":
        """Remember nothing."""
        column = pa.field(EVENT, pa.uint64())
        parts = {name: schemas.SCHEMAS[name].append(column).empty_table() for name in PARTS}
        return cls(None, Relations.none(), parts, np.zeros(0, np.uint64))

    @classmethod
    def unpacked(cls, whole: pa.Table) -> "Memory":
        """Take a memory out of the table that `packed` makes of it."""
        tables = unpacked(whole)
        looks = tables[_LOOKS]
        relations = Relations.from_tables({name: tables[name] for name in RELATED}, looks.num_rows)
        companies = tables[_COMPANY][_COMPANY].to_numpy()
        return cls(looks, relations, {name: tables[name] for name in PARTS}, companies)

    def packed(self) -> pa.Table:
        """Give the memory as one table."""
        tables = {_LOOKS: self.looks} if self.looks is not None else {}
        tables |= {**self.relations.tables(), **self.parts, _COMPANY: pa.table({_COMPANY: self.companies})}
        return packed(tables)

    @property
    def events(self) -> Hashes:
        """The numbers of all events."""
        return _numbers(self.parts["events"])

    def rows(self, name: str) -> pa.Table:
        """Give the rows of a part as its schema has them."""
        return self.parts[name].drop_columns(EVENT).cast(schemas.SCHEMAS[name])

    def updated(self, looks: pa.Table, relations: Relations, companies: Hashes, making: Making) -> "Memory":
        """Keep the rows of companies that there still are, and those of events that others have too; add those made anew.

        Args:
            looks: The looks of all mentions there are now, each with the number of its row.
            relations: What these have to do with each other.
            companies: The numbers of their companies.
            making: The events of those companies that were not known.
        """
        made = making.tables()
        numbers, company = np.array(making.numbers, np.uint64), np.array(making.companies, np.uint64)
        again = where_in(self.events, numbers)
        own = np.where(again >= 0, np.append(company, 0)[again], self.companies)
        own = np.concatenate([own, company[where_in(_numbers(made["events"]), numbers)]])
        there = np.ones(len(own), bool)
        there[: len(again)] = (again >= 0) | (where_in(self.companies, companies) >= 0)
        both = {name: pa.concat_tables([rows, made[name].cast(rows.schema)]) for name, rows in self.parts.items()}
        rows = np.flatnonzero(there)
        rows = rows[np.argsort(_days(both["events"])[rows], kind="stable")]
        parts = {"events": both["events"].take(pa.array(rows))}
        for name in PARTS[1:]:
            place = where_in(_numbers(both[name]), _numbers(parts["events"]))
            order = np.argsort(place, kind="stable")
            parts[name] = both[name].take(pa.array(order[np.count_nonzero(place < 0) :]))
        return Memory(looks, relations, parts, own[rows])

    def places(self, rows: Hashes) -> Numbers:
        """Give where the looks of rows lie, -1 for those that are not known."""
        return where_in(rows, np.zeros(0, np.uint64) if self.looks is None else self.looks[_ROW].to_numpy())

    def with_looks(self, rows: Hashes, places: Numbers, fresh: Looks) -> pa.Table:
        """Give the looks of rows, in their order: those that are not known are given, in their order too."""
        given = fresh.table().append_column(_ROW, pa.array(rows[places < 0]))
        known = given.slice(0, 0) if self.looks is None else self.looks
        wanted = places.copy()
        wanted[places < 0] = known.num_rows + np.arange(given.num_rows)
        return pa.concat_tables([known, given]).take(pa.array(wanted))


def _numbers(rows: pa.Table) -> Hashes:
    """The number of each row's event."""
    return np.asarray(rows[EVENT].to_numpy(), np.uint64)


def _days(events: pa.Table) -> np.ndarray[Any, np.dtype[np.bytes_]]:
    """What events are put in order by, as bytes, which sort quickly where most are in order: first and last day, and id."""
    ids = pc.cast(events["event_id"], pa.binary()).cast(pa.binary(_ID)).combine_chunks()
    keys = np.zeros(len(events), [("first", ">u8"), ("last", ">u8"), ("id", f"S{_ID}")])
    for name, column in (("first", "begin_earliest"), ("last", "begin_latest")):
        days = events[column].cast(pa.int32()).cast(pa.int64())
        keys[name] = pc.fill_null(pc.add(days, _LATE // 2), _LATE).to_numpy()
    keys["id"] = np.frombuffer(ids.buffers()[1], f"S{_ID}")[ids.offset : ids.offset + len(ids)] if len(ids) else b""
    return keys.view(f"S{keys.dtype.itemsize}")

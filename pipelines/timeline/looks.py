"""What mentions are told apart by, as columns of numbers: so that many of them are compared at once.

Words and names stand as hashes of 63 bits, so that a mention's numbers depend on the mention alone.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Any, Final

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from pipelines.timeline.asking import factor, name_weights, needed
from pipelines.timeline.digests import number_of
from pipelines.timeline.kinds import kind_of
from pipelines.timeline.mentions import TOLD, Mention, denies, says_little
from pipelines.timeline.runs import ends_of

__all__ = ["ENDLESS", "Flags", "Floats", "Looks", "Numbers", "number"]

Numbers = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

ENDLESS: Final = 1 << 60
"""Stands for a day before or after all others where no bound is known."""
_STEM: Final = 4
"""First letters that words of one origin mostly share."""
_COLUMNS: Final = np.dtype(
    [
        *(
            (name, np.int64)
            for name in ("block", "kind", "document", "sentence", "surface", "lemma", "stem", "family", "event_class")
        ),
        *((name, np.int64) for name in ("agent", "patient", "place")),
        *((name, np.int64) for name in ("begin_first", "begin_last", "end_first", "end_last")),
        *((name, np.bool_) for name in ("proper_agent", "proper_patient", "proper_place", "speech", "little")),
        *((name, np.bool_) for name in ("negative", "planned", "happened", "denied")),
        ("common", np.float64),
        *(
            (name, np.int16)
            for name in ("alone_narrow", "alone_wide", "beyond_narrow", "beyond_wide", "names", "words", "beside")
        ),
    ]
)


number = lru_cache(maxsize=262_144)(number_of)
"""`number_of`, for texts that come again."""


@dataclass(frozen=True, slots=True)
class Looks:
    """What is compared of mentions.

    Attributes:
        columns: By name, one number a mention: hashes of its block, kind, document, trigger, lemma, its first letters, family, class and of the keys of its roles (0 where
            not known), its days, what must be shared for it to join an event by names, and how many names and words it has.
        names: Hashes of the keys of all names, mention by mention.
        weights: What each of them weighs when its mention looks for an event.
        words: Words of all sentences, mention by mention.
        beside: The words next to the triggers, mention by mention.
    """

    columns: Mapping[str, NDArray[Any]]
    names: Numbers
    weights: Numbers
    words: Numbers
    beside: Numbers

    def __len__(self) -> int:
        return len(self["block"])

    @classmethod
    def of(cls, mentions: Sequence[Mention]) -> "Looks":
        """Take the looks of mentions, in their order."""
        rows = np.fromiter(map(_row, mentions), _COLUMNS, len(mentions))
        return cls(
            {name: np.ascontiguousarray(rows[name]) for name in _COLUMNS.names or ()},
            _flat(map(number, (item.key for item in own.names)) for own in mentions),
            _flat(map(name_weights, mentions)),
            _flat(sorted(own.words) for own in mentions),
            _flat(sorted(own.beside) for own in mentions),
        )

    @classmethod
    def from_table(cls, table: pa.Table) -> "Looks":
        """Take looks from the table that `table` makes of them."""
        columns = {name: table[name].to_numpy() for name in _COLUMNS.names or ()}
        lists = (
            table[name].combine_chunks().flatten().to_numpy()
            for name in ("name_keys", "name_weights", "word_list", "beside_list")
        )
        return cls(columns, *lists)

    def table(self) -> pa.Table:
        """Give the looks as a table, one row a mention."""
        columns: dict[str, pa.Array] = {name: pa.array(self[name]) for name in _COLUMNS.names or ()}
        lists = (
            ("name_keys", "names", self.names),
            ("name_weights", "names", self.weights),
            ("word_list", "words", self.words),
            ("beside_list", "beside", self.beside),
        )
        for name, count, values in lists:
            columns[name] = pa.LargeListArray.from_arrays(pa.array(ends_of(self[count])), pa.array(values))
        return pa.table(columns)

    def __getitem__(self, column: str) -> NDArray[Any]:
        return self.columns[column]


def _flat(rows: Iterable[Iterable[int]]) -> Numbers:
    return np.fromiter(chain.from_iterable(rows), np.int64)


def _row(own: Mention) -> tuple[int | float, ...]:
    kind = kind_of(own.lemma)
    keys = (0 if name is None else number(name.key) for name in own.roles)
    proper = (name is not None and name.proper for name in own.roles)
    times = factor(own)
    first, last = own.begin
    ends_first, ends_last = own.end
    return (
        number(f"{own.negative} {kind[0]}"),
        number(kind[0]),
        number(own.document_id),
        own.sentence,
        number(own.surface),
        number(own.lemma),
        number(own.lemma[:_STEM]),
        number(" ".join(kind)),
        number(own.event_class),
        *keys,
        -ENDLESS if first is None else first,
        ENDLESS if last is None else last,
        -ENDLESS if ends_first is None else ends_first,
        ENDLESS if ends_last is None else ends_last,
        *proper,
        own.event_class == "REPORTING",
        says_little(own),
        own.negative,
        own.certainty == "planned",
        own.certainty in TOLD,
        denies(own),
        own.common,
        *(needed(times, narrow=narrow, same_document=alone) for alone in (True, False) for narrow in (True, False)),
        len(own.names),
        len(own.words),
        len(own.beside),
    )

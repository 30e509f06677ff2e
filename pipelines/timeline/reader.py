"""Takes mentions to Python, column by column, and only those that merging or fusing asks for."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from pipelines.timeline.mentions import Detail, Mention, context, name, names
from pipelines.timeline.sentences import are_whole
from pipelines.timeline.words import Words

__all__ = ["COLUMNS", "Reader", "details", "mentions"]

_STRINGS: Final = ("mention_id", "document_id", "content_hash", "lemma", "class", "polarity", "certainty", "surface")
"""Columns of plain strings that merging reads, in the order in which `mentions` unpacks them."""
_TEXTS: Final = ("event_type", "date_basis", "undated_reason", "country")
"""Those that fusing reads besides, in the order in which `details` unpacks them."""
COLUMNS: Final = (
    *("mention_id", "document_id", "content_hash", "lemma", "class", "polarity", "certainty"),
    *("event_type", "date_basis", "undated_reason", "surface", "country"),
    *("agent", "patient", "place", "participants", "sentence", "sentence_start", "start"),
    *("begin_earliest", "begin_latest", "end_earliest", "end_latest", "ongoing", "time_expression"),
    *("likely_begin", "likely_confidence"),
)
"""Columns of `schemas.EVENT_MENTIONS` that merging reads: the others need not be read from their files."""
_UNREAD: Final[tuple[Words, float, Words, str]] = (frozenset(), 0.0, frozenset(), "")
"""Stands for what stands around a trigger, where that is not read."""


class Reader:
    """Mentions of a table, each read when it is first asked for.

    Args:
        table: Rows of `schemas.EVENT_MENTIONS`; `COLUMNS` of them do.
    """

    def __init__(self, table: pa.Table) -> None:
        self._table = table
        self._read: dict[int, Mention] = {}

    def mentions(self, rows: Sequence[int], *, around: bool = True) -> list[Mention]:
        """Give the mentions of rows; those read already are as they were read then."""
        missing = [row for row in rows if row not in self._read]
        if missing:
            found = mentions(self._table.take(pa.array(missing, pa.int64())), around=around)
            self._read.update(zip(missing, found, strict=True))
        return [self._read[row] for row in rows]

    def details(self, rows: Sequence[int]) -> list[Detail]:
        """Give what fusing reads of rows besides."""
        return details(self._table.take(pa.array(rows, pa.int64())))

    def sentences(self, rows: Sequence[int]) -> list[str]:
        """Give the sentences of rows."""
        return [text or "" for text in self._table["sentence"].take(pa.array(rows, pa.int64())).to_pylist()]


def mentions(table: pa.Table, *, around: bool = True) -> list[Mention]:
    """Take to Python what merging reads.

    Args:
        table: Rows of `schemas.EVENT_MENTIONS`.
        around: Whether what stands around the triggers is read too: looks are taken of it, and nothing else needs it.
    """
    columns = zip(
        *(_texts(table[column]) for column in _STRINGS),
        *_named(table),
        zip(_days(table["begin_earliest"]), _days(table["begin_latest"]), strict=True),
        zip(_days(table["end_earliest"]), _days(table["end_latest"]), strict=True),
        table["ongoing"].to_pylist(),
        table["sentence_start"].to_pylist(),
        _texts(table["sentence"]) if around else [None] * table.num_rows,
        table["start"].to_pylist(),
        strict=True,
    )
    found = list[Mention]()
    for (
        mention_id, document_id, version, lemma, kind, polarity, certainty, surface,
        agent, patient, place, taking_part, begin, end, ongoing, at, sentence, start,
    ) in columns:  # fmt: skip
        roles = (name(agent), name(patient), name(place))
        negative = polarity == "NEG" or certainty == "denied"
        own = (mention_id, document_id, lemma, kind, negative, certainty)
        everyone = names((agent, patient, place, *taking_part))
        near = context(at, sentence or "", surface, lemma, start)[1:] if around else _UNREAD
        found.append(Mention(*own, everyone, roles, begin, end, ongoing, at, *near, version, start))
    return found


def details(table: pa.Table) -> list[Detail]:
    """Take to Python what fusing reads of rows of `schemas.EVENT_MENTIONS`, besides their mentions."""
    lengths = pc.fill_null(pc.utf8_length(table["sentence"]), 0).to_pylist()
    columns = zip(
        *(_texts(table[column]) for column in _TEXTS),
        *_named(table),
        table["time_expression"].is_valid().to_pylist(),
        lengths,
        are_whole(table["sentence"]),
        pc.subtract(table["start"], table["sentence_start"]).to_pylist(),
        zip(_days(table["likely_begin"]), table["likely_confidence"].to_pylist(), strict=True),
        strict=True,
    )
    return [
        Detail(
            kind,
            dated,
            basis,
            reason,
            place,
            _said((agent, patient, place, *others)),
            length,
            whole,
            depth,
            vote,
            country,
        )
        for kind, basis, reason, country, agent, patient, place, others, dated, length, whole, depth, vote in columns
    ]


def _said(texts: Sequence[str | None]) -> tuple[str, ...]:
    return tuple([text for text in texts if text])


def _named(table: pa.Table) -> list[list[Any]]:
    """The names of agents, patients, places and all others that take part, as lists of the same length."""
    roles = (_texts(pc.struct_field(table[role], "name")) for role in ("agent", "patient", "place"))
    return [*roles, _participants(table["participants"])]


def _texts(column: pa.ChunkedArray) -> list[Any]:
    """A column of strings, equal ones held once."""
    found: list[Any] = []
    for chunk in column.dictionary_encode().chunks:
        words = chunk.dictionary.to_pylist()
        found += [None if code is None else words[code] for code in chunk.indices.to_pylist()]
    return found


def _days(column: pa.ChunkedArray) -> list[int | None]:
    found: list[int | None] = column.cast(pa.int32()).to_pylist()
    return found


def _participants(column: pa.ChunkedArray) -> list[list[str]]:
    """The names of each row's participants."""
    found: list[list[str]] = []
    for chunk in column.chunks:
        texts = _texts(pa.chunked_array([pc.struct_field(chunk.values, "name")]))
        found += [texts[first:last] for first, last in pairwise(chunk.offsets.to_pylist())]
    return found

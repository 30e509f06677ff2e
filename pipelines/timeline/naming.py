"""The ids of events from run to run: an event keeps the id under which most of its mentions were known.

Merging names events by what they say, so that what came before does not show in it. Here alone the past counts: an id that
somebody noted stays with its event as mentions come and go, and where events go into each other or apart, it is told which.
"""

from collections.abc import Iterator
from typing import Any, Final, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipelines.batches import to_table
from pipelines.engine import digest
from pipelines.records import EventChange
from pipelines.timeline.digests import Hashes, mixed, row_digests
from pipelines.timeline.looks import Flags, Numbers
from pipelines.timeline.register import MEMBERS, Members, Register
from pipelines.timeline.stage import Merged

__all__ = ["named"]

_WORDS: Final = ("lemma", "sentence", "depth")
"""What a mention is known by where its text was changed around it, or came to lie elsewhere."""


def named(merged: Merged, mentions: pa.Table, before: Register, day: int) -> tuple[Merged, Register]:
    """Give events the ids they had.

    Of an event of before and one of now that share mentions the two that share most are one, then those of the others that
    share most, and so on; of equals that which merging names so, then the first in the order of events. What has no id then
    takes one that named nothing since its mentions left their event, or a new one, never one that named another event.

    Args:
        merged: Events as merging names them, each with links, which stand in the order of the events.
        mentions: Rows of `schemas.EVENT_MENTIONS`: at least the mentions of these events.
        before: What the last call gave; `Register.none()` for the first.
        day: Today, for the history.

    Returns:
        The same rows under the ids that stay, in the same order, and what the next call needs.
    """
    fresh = merged.events["event_id"].combine_chunks()
    links = _Links.of(merged.links, mentions, before.held)
    held = Members.of(before.held)
    pairs = _overlaps(links.known, links.event, held)
    heirs = _heirs(pairs, held, fresh)
    ids = np.full(len(fresh), None, object)
    ids[heirs >= 0] = held.names[heirs[heirs >= 0]]
    former = Members.of(before.former)
    again = _revived(links, ids == None, former, before.former, fresh)  # noqa: E711 - of each
    ids[again >= 0] = former.names[again[again >= 0]]
    _name_new(ids, fresh, {*held.names, *former.names})
    change = 1 + (pc.max(before.history["change"]).as_py() or 0)
    rows = to_table("event_history", _changes(pairs, heirs, held, ids, (change, day)))
    names = pa.array(ids, pa.string())
    members = pa.table(
        [links.mention_id, pa.DictionaryArray.from_arrays(pa.array(links.event, pa.int32()), names), links.words],
        schema=MEMBERS,
    )
    left = _only(before.former, former, _but(len(former.names), again[again >= 0]))
    gone = _only(before.held, held, _but(len(held.names), heirs[heirs >= 0]))
    return _renamed(merged, fresh, names, links.event), Register(
        members, pa.concat_tables([left, gone]), pa.concat_tables([before.history, rows])
    )


class _Links(NamedTuple):
    """The mentions of events as they are now.

    Attributes:
        mention_id: Their ids.
        event: The number of the event of each.
        words: A number for the words of each.
        known: The row of the register that it is known by, -1 where there is none.
    """

    mention_id: pa.Array
    event: Numbers
    words: Hashes
    known: Numbers

    @classmethod
    def of(cls, links: pa.Table, mentions: pa.Table, held: pa.Table) -> "_Links":
        """Find the mentions of events in the register.

        A mention is known by its id and its words. Where a document was changed, one can come to stand where another stood:
        there words decide, and the place only where nothing else is known by them.
        """
        ids, there = links["mention_id"].combine_chunks(), held["words"].to_numpy()
        known = _index(ids, held["mention_id"])
        changed = pc.is_in(links["document_id"], value_set=links["document_id"].filter(pa.array(known < 0))).to_numpy()
        words = np.zeros(len(ids), np.uint64)
        words[~changed] = there[known[~changed]]
        words[changed] = _words(mentions, ids.filter(pa.array(changed)))
        sure, found = _by_words(known, words, there)
        left = np.flatnonzero((found < 0) & (known >= 0) & ~sure)
        left = left[~np.isin(known[left], found)]
        found[left] = known[left]
        return cls(ids, _runs(links["event_id"].combine_chunks()), words, found)


class _Pairs(NamedTuple):
    """Events of before and of now that share mentions, sorted by their numbers: how many, and where the first of them stands."""

    before: Numbers
    now: Numbers
    shared: Numbers
    first: Numbers


def _index(values: pa.Array, known: pa.Array | pa.ChunkedArray) -> Numbers:
    """Where values stand among those known, -1 for the others."""
    known = known.combine_chunks() if isinstance(known, pa.ChunkedArray) else known
    return np.asarray(pc.fill_null(pc.index_in(values, value_set=known), -1).to_numpy(zero_copy_only=False), np.int64)


def _runs(values: pa.Array) -> Numbers:
    """Number values that stand together where they are equal: 0, 0, 1, 2 for a, a, b, c."""
    found: Numbers = np.cumsum(np.r_[False, pc.not_equal(values[1:], values[:-1]).to_numpy(zero_copy_only=False)])
    return found[: len(values)]


def _words(mentions: pa.Table, wanted: pa.Array) -> Hashes:
    """Number the words of some mentions: those around them, and where they stand among them."""
    rows = mentions.filter(pc.is_in(mentions["mention_id"], value_set=wanted))
    rows = rows.append_column("depth", pc.subtract(rows["start"], rows["sentence_start"]))
    return row_digests(rows, _WORDS)[_index(wanted, rows["mention_id"])]


def _by_words(known: Numbers, words: Hashes, there: Hashes) -> tuple[Flags, Numbers]:
    """Find mentions by their words, those that their ids do not lead to the same words.

    Of mentions of the same words the first is the first, the second the second.

    Returns:
        Whether the id of each does, and where each is found, -1 where it is not.
    """
    sure = known >= 0
    sure[sure] = there[known[sure]] == words[sure]
    found = np.where(sure, known, -1)
    strange, left = np.flatnonzero(~sure), _but(len(there), known[sure])
    one, other = (pa.array(mixed(values, _nth(values))) for values in (words[strange], there[left]))
    place = _index(one, other)
    found[strange[place >= 0]] = left[place[place >= 0]]
    return sure, found


def _but(count: int, some: Numbers) -> Numbers:
    """The numbers below a count, without some."""
    left = np.ones(count, bool)
    left[some] = False
    return np.flatnonzero(left)


def _nth(values: Hashes) -> Numbers:
    """Count for each value how many equal ones come before it."""
    order = np.argsort(values, kind="stable")
    starts = np.flatnonzero(np.r_[True, np.diff(values[order]) != 0]) if len(values) else order
    found = np.zeros(len(values), np.int64)
    found[order] = np.arange(len(values)) - np.repeat(starts, np.diff(np.r_[starts, len(values)]))
    return found


def _overlaps(known: Numbers, event: Numbers, held: Members) -> _Pairs:
    """Count the mentions that events of before and of now share."""
    rows = np.flatnonzero(known >= 0)
    width = event.max(initial=0) + 1
    keys, first, shared = np.unique(
        held.event[known[rows]] * width + event[rows], return_index=True, return_counts=True
    )
    return _Pairs(keys // width, keys % width, shared, rows[first])


def _heirs(pairs: _Pairs, earlier: Members, fresh: pa.Array) -> Numbers:
    """Give each event of now the one of before that it is, -1 where it is none.

    Those that share most come first; of equals that which is named as merging names it now, then the first in order.
    """
    found = np.full(len(fresh), -1)
    alone = _once(pairs.before) & _once(pairs.now)
    found[pairs.now[alone]] = pairs.before[alone]
    some = _Pairs(*(column[~alone] for column in pairs))
    wanted = fresh.take(pa.array(some.now)).to_numpy(zero_copy_only=False)
    order = np.lexsort((some.first, earlier.names[some.before] != wanted, -some.shared))
    taken, given = set[int](), set[int]()
    for place in order.tolist():
        before, now = int(some.before[place]), int(some.now[place])
        if before not in taken and now not in given:
            found[now] = before
            taken.add(before)
            given.add(now)
    return found


def _once(values: Numbers) -> Flags:
    """Whether each value comes only once."""
    return np.bincount(values)[values] == 1 if len(values) else np.zeros(0, bool)


def _revived(links: _Links, nameless: Flags, former: Members, table: pa.Table, fresh: pa.Array) -> Numbers:
    """Give each nameless event the former one that it is, -1 where it is none."""
    if not len(former.names) or not nameless.any():
        return np.full(len(nameless), -1)
    rows = np.flatnonzero(nameless[links.event])
    known = _index(links.mention_id.take(pa.array(rows)), table["mention_id"])
    _, known = _by_words(known, links.words[rows], table["words"].to_numpy())
    return _heirs(_overlaps(known, links.event[rows], former), former, fresh)


def _name_new(ids: np.ndarray[Any, np.dtype[np.object_]], fresh: pa.Array, used: set[str]) -> None:
    """Name what has no name yet: as merging does, unless that names, or has named, another event."""
    new = np.flatnonzero(ids == None)  # noqa: E711 - of each
    for place, wanted in zip(new.tolist(), fresh.take(pa.array(new)).to_pylist(), strict=True):
        name, again = wanted, 0
        while name in used:
            again += 1
            name = "e" + digest(wanted, str(again))
        used.add(name)
        ids[place] = name


def _changes(
    pairs: _Pairs, heirs: Numbers, held: Members, ids: np.ndarray[Any, np.dtype[np.object_]], change: tuple[int, int]
) -> Iterator[EventChange]:
    """Say what became of events that ended, and of which events parts have become others."""
    sizes = np.bincount(held.event, minlength=len(held.names))
    ended = np.ones(len(held.names), bool)
    ended[heirs[heirs >= 0]] = False
    told = ended[pairs.before] | (heirs[pairs.now] < 0)
    for place in np.flatnonzero(told).tolist():
        before = pairs.before[place]
        how = "merged" if ended[before] else "split"
        shared, mentions = int(pairs.shared[place]), int(sizes[before])
        yield EventChange(held.names[before], ids[pairs.now[place]], how, shared, mentions, *change)
    ended[pairs.before] = False
    for before in np.flatnonzero(ended).tolist():
        yield EventChange(held.names[before], None, "gone", 0, int(sizes[before]), *change)


def _only(table: pa.Table, members: Members, events: Numbers) -> pa.Table:
    """The rows of some events of a register, and no other names."""
    wanted = np.zeros(len(members.names), bool)
    wanted[events] = True
    rows = table.filter(pa.array(wanted[members.event]))
    return rows.set_column(1, MEMBERS.field(1), rows["event_id"].cast(pa.string()).dictionary_encode())


def _renamed(merged: Merged, fresh: pa.Array, names: pa.Array, event: Numbers) -> Merged:
    """Put the ids that stay in the place of those that merging gave."""

    def put(table: pa.Table, column: str, places: Numbers) -> pa.Table:
        place, kind = table.schema.get_field_index(column), table.schema.field(column)
        return table.set_column(place, kind, names.take(pa.array(places)))

    votes = merged.votes
    for column in ("event_id", "told_in"):
        votes = put(votes, column, _index(votes[column].combine_chunks(), fresh))
    events = put(merged.events, "event_id", np.arange(len(names)))
    return Merged(events, put(merged.links, "event_id", event), votes)

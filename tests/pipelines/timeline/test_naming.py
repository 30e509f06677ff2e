"""Events keep their ids as mentions come and go, and what became of the others is told."""

from collections.abc import Mapping, Sequence

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines import schemas
from pipelines.batches import to_records, to_table
from pipelines.records import EventChange, EventLink
from pipelines.timeline.naming import named
from pipelines.timeline.register import Register
from pipelines.timeline.stage import Merged

DAY = 20_000
Partition = Mapping[str, Sequence[str]]
"""Mentions of each event, these named as merging would."""


def mentions(ids: Sequence[str], words: Mapping[str, str] | None = None) -> pa.Table:
    said = [(words or {}).get(name, f"Sentence of {name}.") for name in ids]
    count = len(ids)
    return pa.table(
        {
            "mention_id": pa.array(ids, pa.string()),
            "lemma": pa.array(["flee"] * count, pa.string()),
            "sentence": pa.array(said, pa.string()),
            "start": pa.array([5] * count, pa.int32()),
            "sentence_start": pa.array([0] * count, pa.int32()),
        }
    )


def merged(events: Partition) -> Merged:
    links = [EventLink(event, name.partition(":")[0], name, "alone") for event in events for name in events[event]]
    names = schemas.EVENTS.empty_table().select(["event_id"]).schema
    votes = {"event_id": list(events), "told_in": [*list(events)[1:], *list(events)[:1]]}
    return Merged(
        pa.table({"event_id": pa.array(list(events), pa.string())}, schema=names),
        to_table("event_links", links),
        pa.table({name: pa.array(column, pa.string()) for name, column in votes.items()}),
    )


def step(events: Partition, before: Register, words: Mapping[str, str] | None = None) -> tuple[list[str], Register]:
    """The ids that events get, and what is known then; the register as it comes back from its file."""
    table = mentions([name for own in events.values() for name in own], words)
    found, after = named(merged(events), table, before, DAY)
    ids: list[str] = found.events["event_id"].to_pylist()
    asked = dict(zip(events, ids, strict=True))
    assert found.links["event_id"].to_pylist() == [asked[event] for event, own in events.items() for _ in own]
    assert found.votes["event_id"].to_pylist() == ids
    assert found.votes["told_in"].to_pylist() == [*ids[1:], *ids[:1]]
    assert len(set(ids)) == len(ids)
    return ids, Register.unpacked(after.packed())


def steps(*partitions: Partition) -> tuple[list[list[str]], list[EventChange]]:
    register, found = Register.none(), []
    for events in partitions:
        ids, register = step(events, register)
        found.append(ids)
    return found, to_records(register.history, EventChange)


def told(changes: Sequence[EventChange]) -> list[tuple[str, str | None, str, int, int, int]]:
    return [
        (own.event_id, own.successor_id, own.how, own.shared, own.mentions, own.change)
        for own in changes
        if own.since == DAY
    ]


def test_at_first_events_are_named_by_what_they_say() -> None:
    assert steps({"e1": ["a:1", "b:1"], "e2": ["c:1"]}) == ([["e1", "e2"]], [])


def test_an_event_that_grows_or_shrinks_keeps_its_id_and_nothing_is_told() -> None:
    ids, changes = steps({"e1": ["b:1", "c:1"]}, {"e0": ["a:1", "b:1", "c:1"]}, {"e2": ["c:1"]})
    assert ids == [["e1"]] * 3
    assert changes == []


def test_events_that_become_one_take_the_id_of_the_larger_and_the_other_leads_to_it() -> None:
    ids, changes = steps({"e1": ["a:1"], "e2": ["b:1", "c:1"]}, {"e1": ["a:1", "b:1", "c:1", "d:1"]})
    assert ids[1] == ["e2"]
    assert told(changes) == [("e1", "e2", "merged", 1, 1, 1)]


def test_of_equals_the_id_stays_that_merging_gives() -> None:
    assert steps({"e1": ["a:1"], "e2": ["b:1"]}, {"e2": ["a:1", "b:1"]})[0][1] == ["e2"]
    assert steps({"e1": ["a:1"], "e2": ["b:1"]}, {"e3": ["b:1", "a:1"]})[0][1] == ["e2"]


def test_what_parts_again_has_its_ids_again() -> None:
    apart, together = {"e1": ["a:1"], "e2": ["b:1", "c:1"]}, {"e1": ["a:1", "b:1", "c:1", "d:1"]}
    ids, changes = steps(apart, together, apart, together)
    assert ids == [["e1", "e2"], ["e2"], ["e1", "e2"], ["e2"]]
    assert told(changes) == [
        ("e1", "e2", "merged", 1, 1, 1),
        ("e2", "e1", "split", 1, 4, 2),
        ("e1", "e2", "merged", 1, 1, 3),
    ]


def test_a_part_that_never_was_an_event_gets_an_id_that_named_nothing() -> None:
    ids, changes = steps({"e1": ["a:1", "b:1", "c:1"]}, {"e1": ["a:1"], "e2": ["b:1", "c:1"]})
    (new, old) = ids[1]
    assert old == "e1"
    assert new not in ("e1", "e2")
    assert told(changes) == [("e1", new, "split", 1, 3, 1)]


def test_what_is_withdrawn_is_gone_and_comes_back_under_its_id() -> None:
    both, one = {"e1": ["a:1"], "e2": ["b:1"]}, {"e1": ["a:1"]}
    ids, changes = steps(both, one, {"e1": ["a:1"], "e9": ["b:1", "c:1"]})
    assert ids == [["e1", "e2"], ["e1"], ["e1", "e2"]]
    assert told(changes) == [("e2", None, "gone", 0, 1, 1)]


def test_an_id_that_is_gone_names_no_other_event() -> None:
    ids, _ = steps({"e1": ["a:1"]}, {}, {"e1": ["b:1"]})
    assert ids[2][0] != "e1"


def test_a_mention_that_goes_from_one_event_to_another_changes_no_id() -> None:
    ids, changes = steps({"e1": ["a:1", "b:1"], "e2": ["c:1", "d:1"]}, {"e1": ["a:1"], "e2": ["b:1", "c:1", "d:1"]})
    assert ids[1] == ["e1", "e2"]
    assert changes == []


@pytest.mark.parametrize("moved", ["a:40", "z:1"], ids=["the text before it was changed", "its document was moved"])
def test_a_mention_is_known_by_its_words(moved: str) -> None:
    words = {"a:1": "He fled.", moved: "He fled.", "b:1": "He fled."}
    _, register = step({"e1": ["a:1"], "e2": ["b:1"]}, Register.none(), words)
    assert step({"e3": [moved], "e2": ["b:1"]}, register, words)[0] == ["e1", "e2"]


def test_a_mention_that_comes_to_stand_where_another_stood_is_not_that_one() -> None:
    before = {"a:1": "He fled.", "a:9": "She fled."}
    _, register = step({"e1": ["a:1"], "e2": ["a:9"]}, Register.none(), before)
    after = {"a:1": "All fled at last.", "a:9": "He fled.", "a:17": "She fled."}
    ids, _ = step({"e3": ["a:1"], "e4": ["a:9"], "e5": ["a:17"]}, register, after)
    assert ids == ["e3", "e1", "e2"]


def test_words_that_were_mended_are_known_by_their_place() -> None:
    before = {"a:1": "He fled to Olso.", "a:19": "She fled."}
    _, register = step({"e1": ["a:1"], "e2": ["a:19"]}, Register.none(), before)
    after = {"a:1": "He fled to Oslo.", "a:19": "She fled.", "a:30": "All fled."}
    assert step({"e3": ["a:1"], "e2": ["a:19"], "e4": ["a:30"]}, register, after)[0] == ["e1", "e2", "e4"]


def test_other_words_at_another_place_are_another_mention() -> None:
    _, register = step({"e1": ["a:1"]}, Register.none())
    ids, register = step({"e3": ["a:9"]}, register)
    assert ids == ["e3"]
    assert told(to_records(register.history, EventChange)) == [("e1", None, "gone", 0, 1, 1)]


PARTITIONS = st.dictionaries(st.sampled_from([f"{name}:1" for name in "abcdefgh"]), st.integers(0, 3)).map(
    lambda places: {
        f"e{min(own)}": sorted(own)
        for own in ({name for name, place in places.items() if place == wanted} for wanted in range(4))
        if own
    }
)


@pytest.mark.property
@given(st.lists(PARTITIONS, max_size=6))
def test_every_id_names_an_event_or_leads_to_what_became_of_it(partitions: list[Partition]) -> None:
    register, known = Register.none(), dict[str, set[str]]()
    for number, events in enumerate(partitions):
        ids, after = step(events, register)
        changes = to_records(after.history, EventChange)[register.history.num_rows :]
        for event_id, own in zip(ids, events.values(), strict=True):
            if event_id in known and number:
                assert known[event_id] & set(own), "an id never names an event that has nothing of it"
        ended = {change.event_id for change in changes if change.how != "split"}
        current = set(register.held["event_id"].to_pylist())
        assert ended == current - set(ids)
        for change in changes:
            assert change.successor_id is None or change.successor_id in ids
            assert (change.successor_id is None) == (change.shared == 0) == (change.how == "gone")
        assert step(events, after)[0] == ids, "named again, all stays as it is"
        known |= {event_id: set(own) for event_id, own in zip(ids, events.values(), strict=True)}
        register = after

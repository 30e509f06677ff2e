"""Tables of mentions in, tables of events and links out."""

from dataclasses import replace
from unittest.mock import patch

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines import schemas
from pipelines.batches import to_records, to_table
from pipelines.days import parse_interval
from pipelines.records import Argument, DocumentSource, Event, EventLink, EventMention, Participant
from pipelines.timeline.fuse import event_id, fuse
from pipelines.timeline.memory import Memory
from pipelines.timeline.mentions import slim
from pipelines.timeline.merge import in_companies
from pipelines.timeline.reader import mentions
from pipelines.timeline.stage import COLUMNS, merge_arrivals, merge_mentions
from pipelines.timeline.telling import Telling


def mention(document: str, start: int, lemma: str, who: str, day: str, **other: object) -> EventMention:
    days = parse_interval(day)
    agent = Argument(0, len(who), 0, len(who), who)
    row: dict[str, object] = {
        "document_id": document, "content_hash": f"text of {document}", "mention_id": f"{document}:{start}-{start + 5}",
        "start": start, "end": start + 5, "surface": lemma, "lemma": lemma, "event_class": "OCCURRENCE",
        "event_type": None, "tense": "PAST", "aspect": "NONE", "polarity": "POS", "modality": None,
        "certainty": "asserted", "reporter": None, "agent": agent, "patient": None, "place": None,
        "participants": (Participant("agent", "person", 0, len(who), 0, len(who), who),),
        "sentence_start": 0, "sentence_end": 60, "sentence": f"{who} {lemma} in {document} in a sentence of fair length.",
        "time_expression": 0, "begin_earliest": days.earliest, "begin_latest": days.latest,
        "end_earliest": days.earliest, "end_latest": days.latest, "ongoing": False,
        "date_basis": "time expression", "undated_reason": None,
    }  # fmt: skip
    return EventMention(**(row | other))  # type: ignore[arg-type]


MENTIONS = [
    mention("a", 10, "resign", "Ann Roe", "2015-06-18"),
    mention("b", 20, "resign", "Roe", "2015-06-18"),
    mention("b", 40, "resign", "Roe", "2014-06-18"),
    mention("c", 10, "resign", "Ann Roe", "2015-06-18"),
    mention("d", 10, "flee", "Ann Roe", "..", date_basis="none", undated_reason="no anchor", participants=()),
    mention("d", 60, "flee", "Ann Roe", "-0043-03-15", polarity="NEG"),
]
SOURCES = to_table(
    "document_sources",
    [DocumentSource(name, text, text, "Example") for name, text in ("aa", "bb", "ca", "dd")],
)

NONE = schemas.DOCUMENT_SOURCES.empty_table()


def merged(mentions: list[EventMention]) -> tuple[list[Event], list[EventLink]]:
    events, links, _ = merge_mentions(to_table("event_mentions", mentions), SOURCES)
    assert events.schema.equals(schemas.EVENTS, check_metadata=True)
    assert links.schema.equals(schemas.EVENT_LINKS, check_metadata=True)
    return to_records(events, Event), to_records(links, EventLink)


def test_timeline() -> None:
    events, links = merged(MENTIONS)
    assert [(row.lemma, row.date_text, row.mentions, row.documents, row.sources, row.status) for row in events] == [
        ("flee", "15 March 44 BC", 1, 1, 1, "denied"),
        ("resign", "18 June 2014", 1, 1, 1, "happened"),
        ("resign", "18 June 2015", 2, 2, 2, "happened"),
        ("flee", "unknown", 1, 1, 1, "happened"),
    ]
    assert events[2].event_id == event_id([slim(MENTIONS[1]), slim(MENTIONS[0])])
    assert [row.mention_id for row in links if row.event_id == events[2].event_id] == ["a:10-15", "b:20-25"]
    assert "c:10-15" not in {row.mention_id for row in links}, "c holds the text of a"
    assert all(row.reason for row in links)


@pytest.mark.property
@settings(max_examples=20, deadline=None)
@given(st.permutations(MENTIONS))
def test_order_of_rows_does_not_show(shuffled: list[EventMention]) -> None:
    assert merged(shuffled) == merged(MENTIONS)


WHO = ("Ann Roe", "Roe", "the police", "Oslo", "Bob Roe")
ARRIVALS = st.builds(
    lambda document, start, lemma, one, two, day, certainty: mention(
        document,
        start,
        lemma,
        one,
        day,
        certainty=certainty,
        patient=Argument(0, len(two), 0, len(two), two),
        participants=(Participant("patient", None, 0, len(two), 0, len(two), two),),
        sentence=f"{one} {lemma} {two} when the Meuse burst its banks near Maastricht and drowned {document} cattle.",
    ),
    st.sampled_from("abcdefg"),
    st.integers(0, 9).map(lambda place: 100 * place),
    st.sampled_from(["resign", "flee", "escape", "say"]),
    st.sampled_from(WHO),
    st.sampled_from(WHO),
    st.sampled_from(["2015-06-18", "2015-06-20", "2015-06", "..", "../2015-06-19"]),
    st.sampled_from(["asserted", "planned", "reported"]),
)
TOLD = Telling(written={"a": 16_604, "b": 16_606}, stories={"c": "a"}, naming={16_604: 3}, later={16_604: 1})


@pytest.mark.property
@settings(max_examples=20, deadline=None)
@given(
    st.lists(ARRIVALS, max_size=24, unique_by=lambda row: row.mention_id),
    st.lists(st.sets(st.sampled_from("abcdefg")), max_size=4),
)
def test_arrivals_and_withdrawals_come_to_the_same_as_merging_anew(
    rows: list[EventMention], there: list[set[str]]
) -> None:
    memory = None
    for documents in there:
        table = to_table("event_mentions", [row for row in rows if row.document_id in documents])
        told = replace(TOLD, stories=TOLD.stories if "a" in documents else {}, later={16_604: len(documents)})
        before = None if memory is None else Memory.unpacked(memory.packed())
        found, memory = merge_arrivals(table, NONE, told=told, memory=before)
        assert found == merge_mentions(table, NONE, told=told)


def renamed(rows: list[EventMention], names: dict[str, str]) -> list[EventMention]:
    return [
        replace(row, document_id=names[row.document_id], mention_id=names[row.document_id] + row.mention_id[1:])
        for row in rows
    ]


@pytest.mark.property
@settings(max_examples=40, deadline=None)
@given(st.lists(ARRIVALS, max_size=24, unique_by=lambda row: row.mention_id), st.permutations("abcdefg"))
def test_how_documents_are_named_does_not_show(rows: list[EventMention], others: list[str]) -> None:
    names, back = (dict(zip(*pair, strict=True)) for pair in (("abcdefg", others), (others, "abcdefg")))
    told = replace(
        TOLD,
        written={names[name]: day for name, day in TOLD.written.items()},
        stories={names[name]: names[story] for name, story in TOLD.stories.items()},
    )
    found = merge_mentions(to_table("event_mentions", renamed(rows, names)), NONE, told=told)
    wanted = merge_mentions(to_table("event_mentions", rows), NONE, told=TOLD)
    assert found.votes == wanted.votes
    assert found.events.drop_columns("headline_mention") == wanted.events.drop_columns("headline_mention")
    for one, other, column in (
        (found.events, wanted.events, "headline_mention"),
        (found.links, wanted.links, "mention_id"),
    ):
        assert [back[name[0]] + name[1:] for name in one[column].to_pylist()] == other[column].to_pylist()
    assert found.links.select(["event_id", "reason"]) == wanted.links.select(["event_id", "reason"])


def test_an_arrival_leaves_what_it_does_not_concern() -> None:
    table = to_table("event_mentions", MENTIONS)
    _, memory = merge_arrivals(table, NONE)
    more = pa.concat_tables([table, to_table("event_mentions", [mention("e", 10, "resign", "Ann Roe", "2015-06-18")])])
    merged_anew = patch("pipelines.timeline.stage.in_companies", wraps=in_companies)
    with merged_anew as merging, patch("pipelines.timeline.making.fuse", wraps=fuse) as fused_anew:
        second, memory = merge_arrivals(more, NONE, memory=memory)
    (again,) = merging.call_args.args[:1]
    assert [own.mention_id for own in again] == ["a:10-15", "b:20-25", "b:40-45", "c:10-15", "e:10-15"]
    assert fused_anew.call_count == 1, "what Roe did in 2014 is in the same company, and stays as it is"
    assert second.events["mentions"].to_pylist() == [1, 1, 4, 1]
    with patch("pipelines.timeline.making.fuse") as made_anew:
        assert merge_arrivals(more, NONE, memory=memory)[0] == second
    assert not made_anew.called


def test_one_document_less_leaves_the_rest() -> None:
    events, _ = merged([row for row in MENTIONS if row.document_id != "b"])
    assert [(row.lemma, row.mentions) for row in events] == [("flee", 1), ("resign", 1), ("flee", 1)]


def test_columns_read_like_records() -> None:
    table = to_table("event_mentions", MENTIONS)
    chunked = pa.concat_tables([table.slice(3), table.slice(0, 3)])
    assert mentions(table) == [slim(row) for row in MENTIONS]
    assert mentions(chunked) == [slim(row) for row in [*MENTIONS[3:], *MENTIONS[:3]]]


def test_the_columns_that_are_named_do() -> None:
    table = to_table("event_mentions", MENTIONS)
    assert merge_mentions(table.select(COLUMNS), SOURCES) == merge_mentions(table, SOURCES)


def test_what_was_planned_and_happened_later_has_both_dates() -> None:
    taking_part = tuple(
        Participant(role, None, 0, 7, 0, 7, who) for role, who in (("agent", "Ann Roe"), ("patient", "Oslo"))
    )
    rows = [
        mention("a", 10, "visit", "Ann Roe", "2015-06-18", certainty="planned", participants=taking_part),
        mention("b", 20, "visit", "Ann Roe", "2015-06-20", participants=taking_part),
        mention("b", 40, "visit", "Ann Roe", "2016-06-20", participants=taking_part),
    ]
    (event, other), links = merged(rows)
    assert (event.status, event.date_text, event.mentions) == ("happened", "20 June 2015", 2)
    assert (event.planned_earliest, event.planned_latest) == (rows[0].begin_earliest, rows[0].begin_latest)
    assert (other.date_text, other.planned_earliest) == ("20 June 2016", None)
    assert next(row.reason for row in links).startswith("planned for 18 June 2015, told of as having happened with")


def test_what_one_document_tells_and_another_denies_is_voted_on() -> None:
    taking_part = (Participant("patient", None, 0, 4, 0, 4, "Oslo"),)
    more = {"patient": Argument(0, 4, 0, 4, "Oslo"), "participants": taking_part}
    rows = [
        mention("a", 10, "visit", "Ann Roe", "2015-06-18", **more),
        mention("b", 20, "visit", "Ann Roe", "2015-06-18", polarity="NEG", certainty="denied", **more),
    ]
    events, _, votes = merge_mentions(to_table("event_mentions", rows), SOURCES)
    said = zip(*(votes[name].to_pylist() for name in ("event_id", "says", "agrees", "told_in")), strict=True)
    happened, denied = (
        next(row["event_id"] for row in events.to_pylist() if row["status"] == status)
        for status in ("happened", "denied")
    )
    assert set(said) == {
        (happened, "happened", True, happened),
        (happened, "denied", False, denied),
        (denied, "denied", True, denied),
        (denied, "happened", False, happened),
    }


def test_nothing_in_nothing_out() -> None:
    assert merged([]) == ([], [])

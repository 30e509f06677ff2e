"""A small world in literal rows: five documents, what the stages made of them, and the events they speak of."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pyarrow as pa

from pipelines.batches import to_table, write
from pipelines.days import DayInterval, edtf, granularity, parse_day, written
from pipelines.records import (
    Argument,
    DerivedDate,
    DerivedEvidence,
    DerivedMention,
    Document,
    DocumentSource,
    Event,
    EventChange,
    EventLink,
    EventMention,
    EventVote,
    Evidence,
    Fault,
    Hint,
    Line,
    NearDuplicate,
    Participant,
    PublicationDate,
    RepeatedLine,
    RepeatedPlace,
    TimeExpression,
)
from warehouse.home import Home
from warehouse.store import CORPUS, STAGES, LoadReport, StagedBatch, load

ELECTION = "On 7 October 2015 parliament elected Anna Müller."
CAESAR = "Caesar was killed on 15 March 44 BC."
BRIDGE = "Later the bridge collapsed."


def document(name: str, text: str | None, version: str = "v1", **more: object) -> Document:
    made = Document(
        name,
        version,
        None if text is None else f"hash of {text}",
        text,
        uri=f"file:///inbox/{name}.txt",
        lines=() if text is None else (Line(0, len(text), "body", "prose", 0.9),),
        hints=(Hint("html meta date", "2015"),),
    )
    return replace(made, **more)  # type: ignore[arg-type]


def published(name: str, day: str | None, version: str = "v1", *against: str) -> PublicationDate:
    if day is None:
        return PublicationDate(name, version)
    number = parse_day(day)
    evidence = [Evidence("given", "sidecar", day, earliest=number, latest=number, weight=1.0, used=True)]
    evidence += [
        Evidence(
            "url", "text", other, earliest=parse_day(other), latest=parse_day(other), weight=0.5, note="another day"
        )
        for other in against
    ]
    return PublicationDate(
        name, version, number, number, number, "day", "given", 1.0, contradicted=bool(against), evidence=tuple(evidence)
    )


def expression(name: str, start: int, surface: str, day: str, version: str = "v1") -> TimeExpression:
    number = parse_day(day)
    return TimeExpression(
        name,
        version,
        0,
        start,
        start + len(surface),
        surface,
        "DATE",
        day,
        None,
        number,
        number,
        day,
        "none",
        None,
        "day",
    )


def mention(
    name: str,
    sentence: str,
    trigger: str,
    names: Sequence[str],
    days: tuple[int | None, int | None],
    *,
    version: str = "v1",
    place: str | None = None,
    timex: int | None = None,
) -> EventMention:
    start = sentence.index(trigger)
    begin, end = days
    known = begin is not None or end is not None
    return EventMention(
        document_id=name,
        content_hash=version,
        mention_id=f"{name}:{start}-{start + len(trigger)}",
        start=start,
        end=start + len(trigger),
        surface=trigger,
        lemma=trigger,
        event_class="OCCURRENCE",
        event_type=None,
        tense="PAST",
        aspect="NONE",
        polarity="POS",
        modality=None,
        certainty="asserted",
        reporter=None,
        agent=Argument(0, 1, 0, 1, names[0]) if names else None,
        patient=None,
        place=None if place is None else Argument(0, 1, 0, 1, place),
        participants=tuple(Participant("participant", None, 0, 1, 0, 1, each) for each in names),
        sentence_start=0,
        sentence_end=len(sentence),
        sentence=sentence,
        time_expression=timex,
        begin_earliest=begin,
        begin_latest=end,
        end_earliest=begin,
        end_latest=end,
        ongoing=False,
        date_basis="time expression" if known else "none",
        undated_reason=None if known else "publication date unknown",
    )


def event(name: str, told: EventMention, salience: float = 1.0, **more: object) -> Event:
    days = DayInterval(told.begin_earliest, told.begin_latest)
    made = Event(
        event_id=name,
        headline=told.sentence,
        headline_mention=told.mention_id,
        lemma=told.lemma,
        event_class=told.event_class,
        event_type=None,
        status="happened",
        begin_earliest=told.begin_earliest,
        begin_latest=told.begin_latest,
        end_earliest=told.end_earliest,
        end_latest=told.end_latest,
        ongoing=False,
        granularity=granularity(days),
        date_text=written(days),
        edtf=edtf(days),
        date_basis=told.date_basis,
        undated_reason=told.undated_reason,
        place=None if told.place is None else told.place.name,
        participants=tuple(sorted(each.name for each in told.participants if each.name is not None)),
        mentions=1,
        documents=1,
        sources=1,
        salience=salience,
    )
    return replace(made, **more)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class World:
    """Records by stage, and what spans all documents."""

    documents: tuple[Document, ...] = ()
    publication_dates: tuple[PublicationDate, ...] = ()
    time_expressions: tuple[TimeExpression, ...] = ()
    event_mentions: tuple[EventMention, ...] = ()
    faults: tuple[Fault, ...] = ()
    events: tuple[Event, ...] = ()
    event_links: tuple[EventLink, ...] = ()
    event_votes: tuple[EventVote, ...] = ()
    event_history: tuple[EventChange, ...] = ()
    document_sources: tuple[DocumentSource, ...] = ()
    near_duplicates: tuple[NearDuplicate, ...] = ()
    derived_dates: tuple[DerivedDate, ...] = ()
    derived_mentions: tuple[DerivedMention, ...] = ()
    repeated_lines: tuple[RepeatedLine, ...] = ()
    repeated_places: tuple[RepeatedPlace, ...] = ()
    versions: Mapping[str, str] = field(default_factory=dict)
    """The current version of each document."""


def day(text: str) -> int:
    return parse_day(text)


def span(first: str | None, last: str | None) -> tuple[int | None, int | None]:
    return (None if first is None else day(first), None if last is None else day(last))


def derived(document_id: str, other_id: str) -> DerivedDate:
    """A reprint of a document of 9 October 2015."""
    first, last = span("2015-10-02", "2015-10-16")
    other = span("2015-10-09", "2015-10-09")
    evidence = DerivedEvidence("reprint", other_id, *other, first, last, "90% of the text", note="within a week")
    return DerivedDate(
        *(document_id, first, last, None, "interval", "reprint", 1, 0.95, None, None),
        evidence=(evidence,),
    )


def small_world() -> World:
    """One event of a known day, one before year 1, one of a month, one with an open end, and one without a date."""
    on_day, bc = span("2015-10-07", "2015-10-07"), span("-0043-03-15", "-0043-03-15")
    elected = mention("d1", ELECTION, "elected", ("Anna Müller", "parliament"), on_day, place="Paris", timex=0)
    killed = mention("d2", CAESAR, "killed", ("Caesar",), bc, timex=0)
    collapsed = mention("d3", BRIDGE, "collapsed", ("bridge",), (None, None))
    month = mention("d1", ELECTION, "October", ("parliament",), span("2015-10-01", "2015-10-31"))
    since = mention("d3", BRIDGE, "Later", ("bridge",), span("2016-04-18", None))
    told = (elected, killed, collapsed, month, since)
    return World(
        documents=(
            document("d1", ELECTION, title="Vote", url="https://example.org/vote", source="Example", language="en"),
            document("d2", CAESAR, title="Ides"),
            document("d3", BRIDGE),
            document("d4", None, rejected="empty", detail="no bytes"),
        ),
        publication_dates=(
            published("d1", "2015-10-08", "v1", "2015-10-09"),
            published("d2", None),
            published("d3", None),
            published("d4", None),
        ),
        time_expressions=(
            expression("d1", 3, "7 October 2015", "2015-10-07"),
            expression("d2", 21, "15 March 44 BC", "-0043-03-15"),
        ),
        event_mentions=told,
        faults=(Fault("d5", "v1", "documents", "malformed_json", "line 3"),),
        events=tuple(event(f"e{number}", each, 6.0 - number) for number, each in enumerate(told, 1)),
        event_links=tuple(
            EventLink(f"e{number}", each.document_id, each.mention_id, "alone") for number, each in enumerate(told, 1)
        ),
        event_votes=(
            EventVote("e1", "status", "happened", None, None, 2, 1, 1, True, "e1"),
            EventVote("e1", "status", "denied", None, None, 1, 1, 1, False, "e5"),
            EventVote("e1", "plan", "5 October 2015", *span("2015-10-05", "2015-10-05"), 1, 1, 1, False, "e1"),
            EventVote("e1", "plan", "October 2015", *span("2015-10-01", "2015-10-31"), 3, 2, 1, True, "e1"),
        ),
        event_history=(
            EventChange("e90", "e91", "merged", 2, 3, 1, day("2026-01-01")),
            EventChange("e90", "e2", "merged", 1, 3, 1, day("2026-01-01")),
            EventChange("e2", "e1", "split", 1, 2, 2, day("2026-01-02")),
            EventChange("e91", "e1", "merged", 2, 2, 3, day("2026-01-03")),
            EventChange("e92", None, "gone", 0, 1, 3, day("2026-01-03")),
            EventChange("e93", "e92", "merged", 1, 1, 2, day("2026-01-02")),
        ),
        document_sources=tuple(DocumentSource(name, name, name, "Example") for name in ("d1", "d2", "d3")),
        near_duplicates=(NearDuplicate("d1", "d3", "d1", "excerpt", 0.1, 0.9),),
        derived_dates=(derived("d3", "d1"),),
        repeated_lines=(RepeatedLine("Example", "00ff", "Sign up", 7, 6, 0.75),),
        versions=dict.fromkeys(("d1", "d2", "d3", "d4", "d5"), "v1"),
    )


def derived_world() -> World:
    """The small world with days for the event that has none, as they follow from another document."""
    world = small_world()
    collapsed = next(item for item in world.event_mentions if item.surface == "collapsed")
    days = span("2015-10-01", "2015-10-14")
    row = DerivedMention("d3", collapsed.mention_id, *days, *days, "Monday", "reprint", "d1")
    return replace(world, derived_mentions=(row,))


@dataclass(frozen=True, slots=True)
class Placed:
    """What `load` takes, in the order it takes it."""

    current: pa.Table
    staged: Mapping[str, Sequence[StagedBatch]]
    corpus: Mapping[str, Path]

    def load(self, home: Home) -> LoadReport:
        return load(home, self.current, self.staged, self.corpus)


def place(home: Home, world: World, batches: Mapping[str, Iterable[str]], fingerprint: str = "f1") -> Placed:
    """Write a world's rows as staged files, batch by batch, as the stages would have."""
    batch_of = {name: batch for batch, names in batches.items() for name in names}
    staged: dict[str, list[StagedBatch]] = {stage: [] for stage in STAGES}
    for stage in STAGES:
        for batch in batches:
            rows = [row for row in getattr(world, stage) if batch_of.get(row.document_id) == batch]
            wrong = [row for row in world.faults if row.stage == stage and batch_of.get(row.document_id) == batch]
            path = home.staging / stage / f"{batch}.{fingerprint}.parquet"
            faults = path.with_suffix(".faults") if wrong else None
            write(to_table(stage, rows), path)
            if faults is not None:
                write(to_table("faults", wrong), faults)
            staged[stage].append(StagedBatch(batch, fingerprint, path, faults))
    corpus = {}
    for table in CORPUS:
        corpus[table] = home.staging / "corpus" / f"{table}.parquet"
        write(to_table(table, getattr(world, table)), corpus[table])
    names = [name for name in world.versions if name in batch_of]
    current = pa.table(
        {
            "document_id": pa.array(names, pa.string()),
            "content_hash": pa.array([world.versions[name] for name in names], pa.string()),
            "batch": pa.array([batch_of[name] for name in names], pa.string()),
        }
    )
    return Placed(current, staged, corpus)


ONE_BATCH = {"b1": ("d1", "d2", "d3", "d4", "d5")}

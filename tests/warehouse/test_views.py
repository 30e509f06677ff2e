"""Each view and each macro, on literal rows."""

from dataclasses import replace
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines import schemas
from pipelines.days import DayInterval, edtf, granularity, iso_day, parse_day, written
from pipelines.errors import NothingPublished, QueryFailed
from pipelines.records import EventLink
from tests.warehouse.rows import (
    BRIDGE,
    CAESAR,
    ELECTION,
    ONE_BATCH,
    event,
    mention,
    place,
    small_world,
)
from warehouse import schema
from warehouse.home import Home
from warehouse.publish import publish
from warehouse.query import query

QUERIES = Path(schema.__file__).parent / "queries"


def rows(published: Path, sql: str) -> list[tuple[object, ...]]:
    return [tuple(row.values()) for row in query(published, sql).to_pylist()]


def test_timeline_is_sorted_by_day_then_salience_and_reads_like_one(shown: Path) -> None:
    sql = "SELECT date, sentence, participants, place, status, source, title, link, event_id FROM timeline"
    vote = ("Example", "Vote", "https://example.org/vote")
    assert rows(shown, sql) == [
        ("15 March 44 BC", CAESAR, ["Caesar"], None, "happened", None, "Ides", "file:///inbox/d2.txt", "e2"),
        ("October 2015", ELECTION, ["parliament"], None, "happened", *vote, "e4"),
        ("7 October 2015", ELECTION, ["Anna Müller", "parliament"], "Paris", "happened", *vote, "e1"),
        ("on or after 18 April 2016", BRIDGE, ["bridge"], None, "happened", None, None, "file:///inbox/d3.txt", "e5"),
    ]


def test_what_is_known_on_one_side_comes_last(home: Home) -> None:
    mentions = (
        mention("d1", ELECTION, "elected", ("parliament",), (None, parse_day("1999-12-31"))),
        mention("d1", ELECTION, "October", ("parliament",), (parse_day("2015-10-01"), parse_day("2015-10-31"))),
    )
    told = tuple(event(f"e{number}", each) for number, each in enumerate(mentions, 1))
    links = tuple(EventLink(each.event_id, "d1", each.headline_mention, "alone") for each in told)
    world = replace(small_world(), event_mentions=mentions, events=told, event_links=links)
    place(home, world, ONE_BATCH).load(home)
    publish(home)
    sql = "SELECT event_id, date, bounded FROM timeline"
    assert rows(home.published, sql) == [("e2", "October 2015", True), ("e1", "on or before 31 December 1999", False)]


def test_days_before_year_1_stay_days(shown: Path) -> None:
    found = query(shown, "SELECT begin_earliest, iso_words(begin_earliest) AS iso FROM timeline WHERE event_id = 'e2'")
    assert found["begin_earliest"].cast(pa.int32()).to_pylist() == [-735160]
    assert found["iso"].to_pylist() == ["-0043-03-15"]


def test_undated_says_why(shown: Path) -> None:
    sql = "SELECT event_id, sentence, reason FROM undated"
    assert rows(shown, sql) == [("e3", BRIDGE, "publication date unknown")]


def test_document_status_has_each_input(shown: Path) -> None:
    sql = (
        "SELECT document_id, uri, status, published, method, lines, time_expressions, mentions, events, faults, "
        "fault_reasons FROM document_status ORDER BY document_id"
    )
    assert rows(shown, sql) == [
        ("d1", "file:///inbox/d1.txt", "read", "8 October 2015", "given", 1, 1, 2, 2, 0, None),
        ("d2", "file:///inbox/d2.txt", "read", "unknown", "unknown", 1, 1, 1, 1, 0, None),
        ("d3", "file:///inbox/d3.txt", "read", "unknown", "unknown", 1, 0, 2, 2, 0, None),
        ("d4", "file:///inbox/d4.txt", "rejected: empty", None, "unknown", 0, 0, 0, 0, 0, None),
        ("d5", None, "failed: malformed_json", None, None, 0, 0, 0, 0, 1, "documents: malformed_json"),
    ]


def test_mentions_carry_sentence_days_and_event(shown: Path) -> None:
    sql = 'SELECT mention_id, event_id, "date", time_words, sentence, participants, place, title FROM mentions ORDER BY event_id LIMIT 2'
    assert rows(shown, sql) == [
        (
            "d1:29-36",
            "e1",
            "7 October 2015",
            "7 October 2015",
            ELECTION,
            ["Anna Müller", "parliament"],
            "Paris",
            "Vote",
        ),
        ("d2:11-17", "e2", "15 March 44 BC", "15 March 44 BC", CAESAR, ["Caesar"], None, "Ides"),
    ]


def test_a_sentence_is_stored_once(shown: Path) -> None:
    assert rows(shown, "SELECT document_id, sentence FROM sentences ORDER BY ALL") == [
        ("d1", ELECTION),
        ("d2", CAESAR),
        ("d3", BRIDGE),
    ]


def test_publication_evidence_shows_also_what_lost(shown: Path) -> None:
    sql = "SELECT document_id, answer, used, kind, says, note FROM publication_evidence"
    assert rows(shown, sql) == [
        ("d1", "8 October 2015", True, "given", "8 October 2015", None),
        ("d1", "8 October 2015", False, "url", "9 October 2015", "another day"),
    ]


def test_participants_are_one_row_a_phrase(shown: Path) -> None:
    sql = "SELECT event_id, name, role FROM participants ORDER BY ALL"
    assert rows(shown, sql) == [
        ("e1", "Anna Müller", "participant"),
        ("e1", "parliament", "participant"),
        ("e2", "Caesar", "participant"),
        ("e3", "bridge", "participant"),
        ("e4", "parliament", "participant"),
        ("e5", "bridge", "participant"),
    ]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        pytest.param("events_on('2015-10-07')", [("e1", True), ("e4", False)], id="a day: certainly, and perhaps"),
        pytest.param("events_on(DATE '2015-10-08')", [("e4", False)], id="a day as DATE"),
        pytest.param("events_on('-0043-03-15')", [("e2", True)], id="a day before year 1"),
        pytest.param("events_between('2015-10-01', '2015-10-31')", [("e4", True), ("e1", True)], id="a month"),
        pytest.param("events_between('2015-11-01', '2016-04-17')", [], id="between events"),
        pytest.param("events_between('2020-01-01', '2020-12-31')", [("e5", False)], id="an open end is never certain"),
        pytest.param("events_between('2015-10-31', '2016-04-18')", [("e4", False), ("e5", False)], id="at the edges"),
    ],
)
def test_ranges_answer_possibly_and_certainly(shown: Path, question: str, answer: list[tuple[str, bool]]) -> None:
    assert rows(shown, f"SELECT event_id, certainly FROM {question}") == answer  # noqa: S608


def test_certain_and_possible_macros_split_the_same_answer(shown: Path) -> None:
    days = "('2015-10-07', '2015-10-31')"
    assert rows(shown, f"SELECT event_id FROM events_possibly_between{days}") == [("e4",), ("e1",)]  # noqa: S608
    assert rows(shown, f"SELECT event_id FROM events_certainly_between{days}") == [("e1",)]  # noqa: S608


@pytest.mark.parametrize(
    ("words", "found"),
    [
        pytest.param("muller", ["e4", "e1"], id="without accent and capital"),
        pytest.param("PARIS elected", ["e1"], id="place and sentence, any order"),
        pytest.param("bridge", ["e5", "e3"], id="undated ones last"),
        pytest.param("bridge Caesar", [], id="all words or nothing"),
        pytest.param("elect", [], id="whole words"),
        pytest.param(" ,; ", [], id="no words"),
        pytest.param("it's", [], id="a quotation mark is no SQL"),
    ],
)
def test_search(shown: Path, words: str, found: list[str]) -> None:
    answer = query(shown, "SELECT event_id FROM search($words)", {"words": words})
    assert answer["event_id"].to_pylist() == found


@pytest.mark.parametrize(
    ("name", "found"),
    [
        pytest.param("Anna Muller", ["e1"], id="the whole name, without accent"),
        pytest.param("MÜLLER", ["e1"], id="its last word"),
        pytest.param("Dr Anna Müller", ["e1"], id="more of a name than is told"),
        pytest.param("Anna", [], id="its first word names others too"),
        pytest.param("Clara Müller", [], id="another first name"),
        pytest.param("Anna Mülelr", ["e1"], id="mistyped by one letter"),
        pytest.param("Parliament Inc.", ["e4"], id="a legal form says nothing"),
        pytest.param("bridge", ["e5", "e3"], id="undated ones last"),
        pytest.param("parliament", ["e4"], id="who only takes part otherwise did nothing"),
        pytest.param(" ", [], id="no name"),
    ],
)
def test_timeline_of(shown: Path, name: str, found: list[str]) -> None:
    answer = query(shown, "SELECT event_id FROM timeline_of($name)", {"name": name})
    assert answer["event_id"].to_pylist() == found


@pytest.mark.parametrize(
    ("name", "entity", "same"),
    [
        pytest.param("International Monetary Fund", "IMF", True, id="asked by its initials"),
        pytest.param("USAF", "United States Air Force", True, id="told by its initials"),
        pytest.param("Air Force", "United States Air Force", True, id="the last words"),
        pytest.param("United States", "United States Air Force", False, id="the first words"),
        pytest.param("Boeing 787", "Boeing 787 Dreamliner", True, id="some of the words, a number among them"),
        pytest.param("Boeing 777", "Boeing 787 Dreamliner", False, id="another number"),
        pytest.param("2012", "Olympics 2012 London", False, id="a year is no such number"),
        pytest.param("Boeing", "Boeing 787 Dreamliner", False, id="the maker is not the product"),
        pytest.param("Apple", "Apple Inc.", True, id="legal form"),
    ],
)
def test_same_name(shown: Path, name: str, entity: str, *, same: bool) -> None:
    answer = query(shown, "SELECT same_name($name, $entity) AS same", {"name": name, "entity": entity})
    assert answer["same"].to_pylist() == [same]


@pytest.mark.parametrize(
    ("others", "found"),
    [
        pytest.param(("Anna Müller",), [("e1",)], id="one alone"),
        pytest.param(("parliament", "Anna Müller"), [], id="of two it may be either"),
    ],
)
def test_where_nobody_is_known_to_have_acted_who_alone_takes_part_counts(
    home: Home, others: tuple[str, ...], found: list[tuple[str]]
) -> None:
    told = replace(mention("d1", ELECTION, "October", others, (None, None)), agent=None)
    event_ = event("e1", told)
    links = (EventLink("e1", "d1", told.mention_id, "alone"),)
    place(home, replace(small_world(), event_mentions=(told,), events=(event_,), event_links=links), ONE_BATCH).load(
        home
    )
    publish(home)
    assert rows(home.published, "SELECT event_id FROM timeline_of('Anna Müller')") == found
    assert rows(home.published, "SELECT event_id FROM timeline_of('Caesar')") == []


def test_a_likely_day_puts_an_event_in_its_place_and_says_probably(home: Home) -> None:
    mentions = (
        mention("d1", ELECTION, "elected", ("parliament",), (None, parse_day("2015-10-08"))),
        mention("d1", ELECTION, "October", ("parliament",), (parse_day("2015-10-07"), parse_day("2015-10-07"))),
    )
    likely = (
        {"likely_day": parse_day("2015-10-06"), "likely_confidence": 0.75},
        {"likely_day": parse_day("2015-10-07")},
    )
    told = tuple(event(f"e{n}", each, **likely[n]) for n, each in enumerate(mentions))
    links = tuple(EventLink(each.event_id, "d1", each.headline_mention, "alone") for each in told)
    place(home, replace(small_world(), event_mentions=mentions, events=told, event_links=links), ONE_BATCH).load(home)
    publish(home)
    assert rows(home.published, "SELECT event_id, date FROM timeline_of('Parliament')") == [
        ("e0", "probably 6 October 2015"),
        ("e1", "7 October 2015"),
    ]
    sql = "SELECT date, likely_day::VARCHAR, likely_confidence FROM timeline WHERE event_id = 'e0'"
    assert rows(home.published, sql) == [("on or before 8 October 2015", "2015-10-06", 0.75)]


def test_a_plan_that_came_true_shows_both_dates(home: Home) -> None:
    world = small_world()
    planned = replace(world.events[0], planned_earliest=parse_day("2015-10-05"), planned_latest=parse_day("2015-10-06"))
    place(home, replace(world, events=(planned, *world.events[1:])), ONE_BATCH).load(home)
    publish(home)
    sql = (QUERIES / "planned_and_happened.sql").read_text(encoding="utf-8")
    assert [row[:3] for row in rows(home.published, sql)] == [("5 to 6 October 2015", "7 October 2015", ELECTION)]


@pytest.mark.parametrize("path", sorted(QUERIES.glob("*.sql")), ids=lambda path: path.stem)
def test_ready_query_says_what_it_answers_and_runs(shown: Path, path: Path) -> None:
    sql = path.read_text(encoding="utf-8")
    assert sql.startswith("-- ")
    assert query(shown, sql).num_columns > 1


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("certain_and_possible", {"certainly": True, "date": "October 2015"}),
        ("ids_that_changed", {"old_id": "e91", "how": "merged", "now_id": "e1", "sentence": ELECTION}),
        ("busiest_days", {"day": "-0043-03-15", "events": 1, "most_salient": CAESAR}),
        (
            "told_differently",
            {"matter": "plan", "says": "October 2015", "mentions": 3, "agrees": True, "said_of_event": None},
        ),
        ("undated_and_why", {"reason": "publication date unknown", "events": 1, "example": BRIDGE}),
        ("documents_rejected", {"uri": "file:///inbox/d4.txt", "status": "rejected: empty"}),
        ("contradictory_publication_dates", {"answer": "8 October 2015", "used": True}),
        ("where_a_date_came_from", {"date": "7 October 2015", "time_words": "7 October 2015"}),
        ("told_by_most_sources", {"sources": 1, "date": "7 October 2015"}),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_ready_query_answers(shown: Path, name: str, first: dict[str, object]) -> None:
    row = query(shown, (QUERIES / f"{name}.sql").read_text(encoding="utf-8")).to_pylist()[0]
    assert {key: row[key] for key in first} == first


def test_every_table_and_column_is_commented(shown: Path) -> None:
    tables = rows(shown, "SELECT table_name FROM duckdb_tables() WHERE comment IS NULL OR comment = ''")
    columns = rows(
        shown,
        "SELECT table_name, column_name FROM duckdb_columns() "
        "WHERE NOT internal AND (comment IS NULL OR comment = '') ORDER BY ALL",
    )
    views = rows(shown, "SELECT view_name FROM duckdb_views() WHERE NOT internal AND (comment IS NULL OR comment = '')")
    macros = rows(
        shown,
        "SELECT function_name FROM duckdb_functions() WHERE function_type LIKE '%macro' AND NOT internal "
        "AND (comment IS NULL OR comment = '')",
    )
    assert (tables, columns, views, macros) == ([], [], [], [])
    assert rows(shown, "SELECT comment FROM duckdb_columns() WHERE column_name = 'mod'") == [
        (schemas.description(schemas.TIME_EXPRESSIONS.field("mod")),)
    ]


@pytest.mark.parametrize("table", schema.TABLES)
def test_tables_have_the_columns_and_types_of_their_schema(shown: Path, table: str) -> None:
    found = query(shown, f"FROM {table} LIMIT 0").schema
    wanted = [item for item in schemas.SCHEMAS[table] if (table, item.name) != ("event_mentions", "sentence")]
    assert found.names == [item.name for item in wanted]
    for item in wanted:
        kind = pa.string() if pa.types.is_large_string(item.type) else item.type
        assert found.field(item.name).type == pa.schema([pa.field("x", kind)]).field("x").type


DAYS = st.integers(min_value=-800_000, max_value=40_000)
LENGTHS = st.sampled_from([0, 1, 27, 28, 29, 30, 364, 365, 730]) | st.integers(min_value=0, max_value=900_000)


def with_functions(sql: str, values: list[object]) -> list[tuple[object, ...]]:
    with duckdb.connect() as connection:
        connection.execute((schema.SQL / "functions.sql").read_text(encoding="utf-8"))
        return connection.execute(sql, values).fetchall()


@pytest.mark.property
@settings(max_examples=25, deadline=None)
@given(pairs=st.lists(st.tuples(st.none() | DAYS, st.none() | LENGTHS), min_size=20, max_size=60))
def test_dates_are_written_as_days_py_writes_them(pairs: list[tuple[int | None, int | None]]) -> None:
    spans = [(first, None if length is None else (first or 0) + length) for first, length in pairs]
    firsts, lasts = [first for first, _ in spans], [last for _, last in spans]
    found = with_functions(
        "SELECT date_words(make_date(f), make_date(l)), iso_words(make_date(f)), edtf_words(make_date(f), make_date(l)), "
        "granularity_of(make_date(f), make_date(l)) "
        "FROM (SELECT unnest(?::INTEGER[]) AS f, unnest(?::INTEGER[]) AS l)",
        [firsts, lasts],
    )
    assert found == [
        (written(days), iso_day(days.earliest), edtf(days), granularity(days))
        for days in (DayInterval(*each) for each in spans)
    ]


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2015-10-07", "2015"),
        ("1900-01-01", "1900"),
        ("1899-12-31", "18xx"),
        ("0044-03-15", "00xx"),
        ("-0043-03-15", "bc-00xx"),
        ("-0753-04-21", "bc-07xx"),
        (None, "undated"),
    ],
)
def test_periods(text: str | None, period: str) -> None:
    assert with_functions("SELECT period_of(?::DATE)", [text]) == [(period,)]


def test_a_question_before_the_first_publication(tmp_path: Path) -> None:
    with pytest.raises(NothingPublished, match="nothing has been published"):
        query(tmp_path / "none.duckdb", "SELECT 1")


@pytest.mark.parametrize(
    ("sql", "message"),
    [("SELECT nothing FROM timeline", "nothing"), ("SELEC 1", "syntax"), ("DELETE FROM events", "read-only")],
)
def test_sql_that_cannot_run_says_why(shown: Path, sql: str, message: str) -> None:
    with pytest.raises(QueryFailed, match=message):
        query(shown, sql)


def test_an_id_that_names_nothing_leads_on(shown: Path) -> None:
    assert rows(shown, "SELECT event_id, now_id, how, since::VARCHAR FROM former_events ORDER BY event_id") == [
        ("e90", "e1", "merged", "2026-01-01"),
        ("e91", "e1", "merged", "2026-01-03"),
        ("e92", None, "gone", "2026-01-03"),
        ("e93", None, "merged", "2026-01-02"),
    ]


@pytest.mark.parametrize(
    ("event_id", "found"),
    [
        pytest.param("e2", [("e2", None)], id="as it is"),
        pytest.param("e90", [("e1", "merged")], id="by two steps"),
        pytest.param("e92", [], id="nothing is left"),
        pytest.param("e99", [], id="never named anything"),
    ],
)
def test_the_event_of_an_id(shown: Path, event_id: str, found: list[tuple[str, str | None]]) -> None:
    assert rows(shown, f"SELECT event_id, how FROM event_now('{event_id}')") == found  # noqa: S608

"""Loading: what is missing enters, what is gone or outdated leaves, and nothing else is touched."""

import random
from dataclasses import replace
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest

from pipelines.records import Fault
from tests.warehouse.rows import BRIDGE, ONE_BATCH, World, document, mention, place, published, small_world
from warehouse import schema
from warehouse.home import Home
from warehouse.publish import compact, has_holes, publish
from warehouse.query import query
from warehouse.store import CORPUS, StagedBatch


def ask(home: Home, sql: str) -> list[tuple[object, ...]]:
    with schema.opened(home.database, read_only=True) as connection:
        return connection.execute(sql).fetchall()


def state(path: Path) -> tuple[bytes, int]:
    return path.read_bytes(), path.stat().st_mtime_ns


def test_the_first_load_reports_what_entered(home: Home) -> None:
    report = place(home, small_world(), ONE_BATCH).load(home)
    assert report.changed
    assert report.inserted == {"documents": 5, "event_mentions": 5, "publication_dates": 5, "time_expressions": 5}
    assert report.removed == {}
    assert report.replaced == CORPUS
    assert report.rows == {
        "documents": 4,
        "publication_dates": 4,
        "time_expressions": 2,
        "event_mentions": 5,
        "events": 5,
        "event_links": 5,
        "event_votes": 4,
        "event_history": 6,
        "document_sources": 3,
        "near_duplicates": 1,
        "derived_dates": 1,
        "derived_mentions": 0,
        "repeated_lines": 1,
        "repeated_places": 0,
        "faults": 1,
        "sentences": 3,
    }


def test_a_second_load_touches_nothing(home: Home) -> None:
    placed = place(home, small_world(), ONE_BATCH)
    placed.load(home)
    before = state(home.database)
    assert not placed.load(home).changed
    assert state(home.database) == before
    assert [path.name for path in home.database.parent.iterdir()] == ["dateline.duckdb"]


def test_rows_come_back_as_they_went_in(filled: Home) -> None:
    world = small_world()
    with schema.opened(filled.database, read_only=True) as connection:
        found = connection.sql("FROM documents ORDER BY document_id").to_arrow_table().to_pylist()
    assert [row["text"] for row in found] == [each.text for each in world.documents]
    assert found[0]["lines"] == [
        {"start": 0, "end": 49, "label": "body", "reason": "prose", "score": pytest.approx(0.9)}
    ]
    assert found[0]["hints"] == [{"kind": "html meta date", "value": "2015"}]
    assert ask(filled, "SELECT evidence[2].surface FROM publication_dates WHERE document_id = 'd1'") == [
        ("2015-10-09",)
    ]


def test_a_new_version_supersedes_the_old_everywhere(filled: Home) -> None:
    world = small_world()
    told = mention("d3", BRIDGE, "bridge", ("town",), (None, None), version="v2")
    newer = World(
        documents=(document("d3", BRIDGE, "v2", title="Second edition"),),
        publication_dates=(published("d3", "2016-05-01", "v2"),),
        event_mentions=(told,),
        events=world.events,
        event_links=world.event_links,
        document_sources=world.document_sources,
        versions={**world.versions, "d3": "v2"},
    )
    first, second = place(filled, world, ONE_BATCH), place(filled, newer, {"b2": ("d3",)})
    keep = first.current.filter(pa.compute.not_equal(first.current["document_id"], "d3"))
    both = replace(
        first,
        current=pa.concat_tables([keep, second.current]),
        staged={stage: [*first.staged[stage], *second.staged[stage]] for stage in first.staged},
    )
    report = both.load(filled)
    assert report.inserted == {"documents": 1, "event_mentions": 1, "publication_dates": 1, "time_expressions": 1}
    assert report.removed == report.inserted
    assert ask(filled, "SELECT title, content_hash FROM documents WHERE document_id = 'd3'") == [
        ("Second edition", "v2")
    ]
    assert ask(filled, "SELECT mention_id FROM event_mentions WHERE document_id = 'd3'") == [(told.mention_id,)]
    assert ask(filled, "SELECT count(*) FROM sentences WHERE document_id = 'd3'") == [(1,)]
    assert ask(filled, "SELECT event_id FROM timeline ORDER BY ALL") == [("e1",), ("e2",), ("e4",)]


def test_a_withdrawn_document_disappears_everywhere(filled: Home) -> None:
    placed = place(filled, small_world(), ONE_BATCH)
    gone = replace(placed, current=placed.current.filter(pa.compute.not_equal(placed.current["document_id"], "d2")))
    report = gone.load(filled)
    assert report.removed == {"documents": 1, "event_mentions": 1, "publication_dates": 1, "time_expressions": 1}
    for table in ("documents", "publication_dates", "time_expressions", "event_mentions", "sentences", "loaded"):
        assert ask(filled, f"SELECT count(*) FROM {table} WHERE document_id = 'd2'") == [(0,)], table  # noqa: S608
    for view in ("timeline", "search('Caesar')"):
        assert ask(filled, f"SELECT count(*) FROM {view} WHERE event_id = 'e2'") == [(0,)], view  # noqa: S608
    assert ask(filled, "SELECT count(*) FROM document_status WHERE document_id = 'd2'") == [(0,)]


def test_a_stage_made_anew_replaces_its_rows_only(filled: Home) -> None:
    world = small_world()
    placed = place(filled, world, ONE_BATCH)
    anew = replace(world, time_expressions=world.time_expressions[:1])
    other = place(filled, anew, ONE_BATCH, fingerprint="f2")
    mixed = replace(placed, staged={**placed.staged, "time_expressions": other.staged["time_expressions"]})
    report = mixed.load(filled)
    assert (report.inserted, report.removed) == ({"time_expressions": 5}, {"time_expressions": 5})
    assert ask(filled, "SELECT document_id FROM time_expressions") == [("d1",)]


def test_a_stage_that_is_not_done_yet_shows_nothing_outdated(filled: Home) -> None:
    placed = place(filled, small_world(), ONE_BATCH)
    waiting = replace(placed, staged={**placed.staged, "event_mentions": []})
    assert waiting.load(filled).removed == {"event_mentions": 5}
    assert ask(filled, "SELECT count(*) FROM event_mentions") == ask(filled, "SELECT count(*) FROM sentences") == [(0,)]


def test_merged_batches_are_not_loaded_again(home: Home) -> None:
    world = small_world()
    place(home, world, {"b1": ("d1", "d2"), "b2": ("d3", "d4", "d5")}).load(home)
    before = state(home.database)
    assert not place(home, world, {"merged": ("d1", "d2", "d3", "d4", "d5")}).load(home).changed
    assert state(home.database) == before


def test_a_version_that_lies_in_two_files_is_loaded_from_its_batch(home: Home) -> None:
    world = small_world()
    old = place(home, world, {"old": ("d1", "d2")})
    new = place(home, world, {"new": ("d2", "d3")})
    both = replace(
        new,
        current=pa.concat_tables([old.current.slice(0, 1), new.current]),
        staged={stage: [*old.staged[stage], *new.staged[stage]] for stage in old.staged},
    )
    both.load(home)
    assert ask(home, "SELECT document_id, count(*) FROM documents GROUP BY 1 ORDER BY 1") == [
        ("d1", 1),
        ("d2", 1),
        ("d3", 1),
    ]


def test_a_fault_leaves_when_its_document_is_done(home: Home) -> None:
    world = small_world()
    failed = replace(world, faults=(*world.faults, Fault("d3", "v1", "event_mentions", "event_mentions_failed", "bug")))
    place(home, failed, ONE_BATCH).load(home)
    assert ask(home, "SELECT document_id, stage FROM faults ORDER BY 1") == [
        ("d3", "event_mentions"),
        ("d5", "documents"),
    ]
    mended = place(home, world, ONE_BATCH, fingerprint="f2")
    mended.load(home)
    assert ask(home, "SELECT document_id, stage FROM faults ORDER BY 1") == [("d5", "documents")]


def test_only_changed_tables_are_replaced(filled: Home) -> None:
    world = small_world()
    report = place(filled, replace(world, events=world.events[:2]), ONE_BATCH).load(filled)
    assert (report.inserted, report.removed, report.replaced) == ({}, {}, ("events",))
    assert report.rows["events"] == 2


def test_paths_with_pattern_signs_are_plain_paths(tmp_path: Path) -> None:
    home = Home(tmp_path / "we[ir]d * 'home'")
    place(home, small_world(), ONE_BATCH).load(home)
    publish(home)
    assert query(home.published, "SELECT count(*) AS n FROM timeline")["n"].to_pylist() == [4]


def test_a_load_that_fails_leaves_what_was_there(filled: Home) -> None:
    placed = place(filled, small_world(), ONE_BATCH)
    missing = StagedBatch("b1", "f9", filled.staging / "no such file.parquet")
    with pytest.raises(duckdb.IOException, match="no such file"):
        replace(placed, staged={**placed.staged, "event_mentions": [missing]}).load(filled)
    assert ask(filled, "SELECT count(*) FROM event_mentions") == [(5,)]
    assert not placed.load(filled).changed


def test_views_that_changed_are_made_anew(filled: Home) -> None:
    placed = place(filled, small_world(), ONE_BATCH)
    with schema.opened(filled.database) as connection:
        connection.execute("CREATE OR REPLACE VIEW timeline AS SELECT 1 AS old")
        connection.execute("UPDATE state SET value = 'older' WHERE name = 'views'")
    report = placed.load(filled)
    assert (report.changed, report.inserted) == (True, {})
    assert len(ask(filled, "FROM timeline")) == 4


def test_tables_of_another_shape_are_filled_anew(filled: Home) -> None:
    placed = place(filled, small_world(), ONE_BATCH)
    with schema.opened(filled.database) as connection:
        connection.execute("ALTER TABLE events ADD COLUMN mood VARCHAR")
    assert placed.load(filled).inserted["documents"] == 5
    assert "mood" not in [name for (name,) in ask(filled, "SELECT column_name FROM duckdb_columns()")]


def test_a_migration_is_applied_once(filled: Home, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    placed = place(filled, small_world(), ONE_BATCH)
    with schema.opened(filled.database) as connection:
        connection.execute("ALTER TABLE events RENAME COLUMN salience TO weight")
    script = tmp_path / "0001_name_it_salience.sql"
    script.write_text("ALTER TABLE events RENAME COLUMN weight TO salience;", encoding="utf-8")
    monkeypatch.setattr(schema, "_migrations", lambda: [(1, script)])
    report = placed.load(filled)
    assert (report.changed, report.inserted) == (True, {})
    assert ask(filled, "SELECT max(salience) FROM events") == [(5.0,)]
    assert not placed.load(filled).changed


def test_compaction_keeps_all_rows_and_comments(filled: Home) -> None:
    before = ask(filled, "SELECT event_id, begin_earliest::VARCHAR FROM timeline")
    notes = ask(filled, "SELECT table_name, column_name, comment FROM duckdb_columns() WHERE NOT internal ORDER BY ALL")
    assert not has_holes(filled, 1.0)
    assert compact(filled)
    assert ask(filled, "SELECT event_id, begin_earliest::VARCHAR FROM timeline") == before
    after = ask(filled, "SELECT table_name, column_name, comment FROM duckdb_columns() WHERE NOT internal ORDER BY ALL")
    assert after == notes
    assert not place(filled, small_world(), ONE_BATCH).load(filled).changed
    assert publish(filled)
    assert not publish(filled)


def test_compaction_gives_room_back(home: Home) -> None:
    noise = random.Random(7)  # noqa: S311 - text that does not compress
    many = tuple(document(f"d{number}", noise.randbytes(2_000).hex()) for number in range(3_000))
    world = World(documents=many, versions={each.document_id: "v1" for each in many})
    placed = place(home, world, {"b1": [each.document_id for each in many]})
    placed.load(home)
    replace(placed, current=placed.current.slice(0, 10)).load(home)
    before = home.database.stat().st_size
    assert compact(home)
    assert home.database.stat().st_size < before
    assert ask(home, "SELECT count(*) FROM documents") == [(10,)]


def test_a_database_that_is_none_is_made_anew(filled: Home) -> None:
    rows = ask(filled, "SELECT event_id FROM timeline")
    filled.database.write_bytes(b"no database")
    assert place(filled, small_world(), ONE_BATCH).load(filled).changed
    assert ask(filled, "SELECT event_id FROM timeline") == rows


def test_one_document_that_left_is_enough_to_compact(home: Home) -> None:
    placed = place(home, small_world(), ONE_BATCH)
    placed.load(home)
    assert not has_holes(home, 1.0)
    replace(placed, current=placed.current.slice(1)).load(home)
    assert has_holes(home, 1.0)
    assert compact(home)
    assert not has_holes(home, 1.0)


def test_nothing_to_compact(home: Home) -> None:
    assert (compact(home), has_holes(home, 0.0), publish(home)) == (False, False, False)

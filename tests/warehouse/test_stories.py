"""Views on what documents have in common: stories, copies, lines that a source repeats."""

from dataclasses import replace
from pathlib import Path

import pytest

from pipelines.records import DocumentSource, EventLink, Line, NearDuplicate, RepeatedLine, RepeatedPlace
from tests.warehouse.rows import World, document, event, mention, place, published, span
from warehouse.home import Home
from warehouse.publish import publish
from warehouse.query import query
from warehouse.reports import report

DAM = "The dam broke on Monday."
NOTICE = "Sign up and win."
PAGE = f"{DAM}\n{NOTICE}"
LINES = (Line(0, len(DAM), "body", "prose"), Line(len(DAM) + 1, len(PAGE), "body", "prose"))


def world() -> World:
    """One story in two sources, its page with a notice that the first source repeats."""
    broke = mention("d1", DAM, "broke", ("dam",), span("2015-10-05", "2015-10-05"))
    win = replace(mention("d1", NOTICE, "win", (), (None, None)), start=len(DAM) + 1 + NOTICE.index("win"))
    copied = mention("d3", DAM, "broke", ("dam",), span("2015-10-05", "2015-10-05"))
    return World(
        documents=(
            document("d1", PAGE, title="Dam", source="Example", lines=LINES),
            document("d2", f"Agency: {DAM}", title="Dam again", url="https://www.other.org/dam"),
            document("d3", PAGE, title="Dam", source="Example", lines=LINES),
        ),
        publication_dates=(published("d1", "2015-10-06"), published("d2", "2015-10-08"), published("d3", None)),
        event_mentions=(broke, win, copied),
        events=(event("e1", broke),),
        event_links=(EventLink("e1", "d1", broke.mention_id, "alone"),),
        document_sources=(
            DocumentSource("d1", "d1", "d1", "Example"),
            DocumentSource("d2", "d2", "d1", "other.org"),
            DocumentSource("d3", "d1", "d1", "Example"),
        ),
        near_duplicates=(
            NearDuplicate("d2", "d1", "d1", "reprint", 0.75, 1.0),
            NearDuplicate("d3", "d1", "d1", "same text", 1.0, 1.0),
        ),
        repeated_lines=(RepeatedLine("Example", "00ff", NOTICE, 7, 6, 0.75),),
        repeated_places=(
            RepeatedPlace("d1", len(DAM) + 1, len(PAGE), "body", "00ff", "Example"),
            RepeatedPlace("d3", len(DAM) + 1, len(PAGE), "body", "00ff", "Example"),
        ),
        versions=dict.fromkeys(("d1", "d2", "d3"), "v1"),
    )


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = Home(tmp_path_factory.mktemp("stories") / "home")
    place(home, world(), {"b1": ("d1", "d2", "d3")}).load(home)
    publish(home)
    return home.published


def rows(published_file: Path, sql: str) -> list[tuple[object, ...]]:
    return [tuple(row.values()) for row in query(published_file, sql).to_pylist()]


def test_a_story_counts_its_documents_texts_and_sources(told: Path) -> None:
    sql = (
        "SELECT title, documents, texts, sources, first_published, last_latest::VARCHAR, told_by, story_id FROM stories"
    )
    assert rows(told, sql) == [("Dam", 3, 2, 2, "6 October 2015", "2015-10-08", ["Example", "other.org"], "d1")]


def test_copies_of_any_of_them_are_all_of_them(told: Path) -> None:
    expected = [("stands for the story", "d1", None), ("reprint", "d2", "d1"), ("same text", "d3", "d1")]
    for document_id in ("d1", "d2", "d3"):
        found = query(told, "SELECT kind, document_id, other_id FROM copies_of(?)", [document_id]).to_pylist()
        assert [tuple(row.values()) for row in found] == expected


def test_lines_show_their_label_and_what_lies_over_it(told: Path) -> None:
    sql = "SELECT line, label, effective_label, repeated_in FROM document_lines WHERE document_id = 'd1'"
    assert rows(told, sql) == [(DAM, "body", "body", None), (NOTICE, "body", "boilerplate", 7)]


def test_rows_of_documents_stay_as_they_were(told: Path) -> None:
    sql = "SELECT list_transform(lines, lambda line: line.\"label\") FROM documents WHERE document_id = 'd1'"
    assert rows(told, sql) == [(["body", "body"],)]


def test_mentions_say_why_they_belong_to_no_event(told: Path) -> None:
    sql = "SELECT document_id, lemma, event_id, left_out FROM mentions ORDER BY document_id, start"
    assert rows(told, sql) == [
        ("d1", "broke", "e1", None),
        ("d1", "win", None, "repeated line"),
        ("d3", "broke", None, "same text"),
    ]
    found = {(row["what"], row["why"]): row["times"] for row in report(told, "left_out").to_pylist()}
    assert found == {("event mention left out", "repeated line"): 1, ("event mention left out", "same text"): 1}


def test_document_status_names_the_story(told: Path) -> None:
    sql = "SELECT document_id, same_text_as, same_story_as FROM document_status ORDER BY ALL"
    assert rows(told, sql) == [("d1", None, None), ("d2", None, "d1"), ("d3", "d1", "d1")]


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("stories_of_most_sources", {"sources": 2, "documents": 3, "title": "Dam"}),
        ("copies_of_documents", {"kind": "reprint", "similarity": 0.75, "uri": "file:///inbox/d2.txt"}),
        ("told_by_most_stories", {"stories": 1, "sources": 1, "documents": 1, "sentence": DAM}),
        ("lines_sources_repeat", {"source": "Example", "documents": 7, "taken_for_text": 2, "text": NOTICE}),
    ],
)
def test_ready_queries(told: Path, name: str, first: dict[str, object]) -> None:
    folder = Path(__file__).parents[2] / "warehouse" / "queries"
    found = query(told, (folder / f"{name}.sql").read_text(encoding="utf-8")).to_pylist()
    assert {key: found[0][key] for key in first} == first

"""What depends on other documents, through a whole run: stories, repeated lines, and what a withdrawal leaves."""

import pytest

from assets.run import RunReport, refresh
from tests.assets.ingesting import put
from warehouse.home import Home
from warehouse.query import query

pytestmark = pytest.mark.xdist_group("corpus")  # one run for all of them

STORY = """The dam above the old town of Ferrel broke on 5 March 2015 after a week of heavy rain.
Three villages in the valley were flooded within the hour, and 400 people lost their homes.
The minister of works, Ana Reyes, visited the valley on 6 March 2015 and promised help.
Engineers had warned of cracks in the wall of the dam in the summer of 2014."""
NOTICE = "We were founded on 1 May 1901 and you can read all that we have written since."
TOPICS = ("harvest", "election", "railway", "museum", "harbour", "hospital")


def page(topic: str, number: int) -> str:
    return (
        f"The {topic} was opened in the city on {number} June 2016.\nMayor Lena Holt spoke of the {topic}.\n{NOTICE}\n"
    )


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> tuple[Home, RunReport]:
    home = Home(tmp_path_factory.mktemp("corpus") / "home")
    home.inbox.mkdir(parents=True)
    for number, topic in enumerate(TOPICS, 1):
        put(home, f"site/{topic}.txt", page(topic, number))
    put(home, "herald/dam.txt", STORY)
    put(home, "herald/dam.txt.meta.json", '{"source": "Herald", "published": "2015-03-07"}')
    put(home, "post/dam.txt", f"FERREL (Agency) - {STORY}\nMore rain is expected.")
    put(home, "post/dam.txt.meta.json", '{"source": "Post", "published": "2015-03-08"}')
    return home, refresh(home)


def rows(home: Home, sql: str) -> list[tuple[object, ...]]:
    return [tuple(row.values()) for row in query(home.published, sql).to_pylist()]


def test_the_run_and_its_checks_succeed(ran: tuple[Home, RunReport]) -> None:
    report = ran[1]
    assert (report.success, report.failures) == (True, ())
    assert report.counts["near_duplicates"]["kinds"] == {"reprint": 1}
    assert report.counts["near_duplicates"]["stories"] == 7
    assert report.counts["repeated_lines"]["labels"] == {"body": 6}


def test_a_reprint_is_one_story_of_two_sources(ran: tuple[Home, RunReport]) -> None:
    home = ran[0]
    found = rows(home, "SELECT documents, sources, told_by, first_published FROM stories WHERE documents > 1")
    assert found == [(2, 2, ["Herald", "Post"], "7 March 2015")]
    sql = "SELECT parse_filename(d.uri), kind FROM near_duplicates JOIN documents AS d USING (document_id)"
    assert rows(home, sql) == [("dam.txt", "reprint")]


def test_mentions_in_a_line_that_a_source_repeats_make_no_event(ran: tuple[Home, RunReport]) -> None:
    home = ran[0]
    sql = f"SELECT left_out, count(*), count(event_id) FROM mentions WHERE sentence = '{NOTICE}' GROUP BY ALL"  # noqa: S608
    ((reason, count, events),) = rows(home, sql)
    assert (reason, events) == ("repeated line", 0)
    assert isinstance(count, int)
    assert count >= len(TOPICS)
    assert rows(home, "SELECT count(*) FROM timeline WHERE year(begin_earliest) = 1901") == [(0,)]
    ((label, effective, repeated),) = rows(
        home,
        f"SELECT DISTINCT label, effective_label, repeated_in FROM document_lines WHERE line = '{NOTICE}'",  # noqa: S608
    )
    assert (label, effective, repeated) == ("body", "boilerplate", len(TOPICS))


def test_what_has_gone_leaves_its_story(ran: tuple[Home, RunReport]) -> None:
    home = ran[0]
    for name in ("dam.txt", "dam.txt.meta.json"):
        (home.inbox / "herald" / name).unlink()
    report = refresh(home)
    assert report.success
    assert report.counts["text_signatures"]["batches_done_now"] == 0
    assert rows(home, "SELECT * FROM near_duplicates") == []
    assert rows(home, "SELECT max(documents) FROM stories") == [(1,)]

"""Days that other documents tell: laid over an event's own in views, marked as derived, and never over what it says itself."""

from dataclasses import replace
from pathlib import Path

import pytest

from pipelines.records import DerivedMention, EventLink
from tests.warehouse.rows import BRIDGE, ONE_BATCH, derived_world, event, mention, place, span
from tests.warehouse.test_views import rows
from warehouse.home import Home
from warehouse.publish import publish
from warehouse.query import query


@pytest.fixture(scope="module")
def by_others(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small world, its event without a date dated by another document."""
    home = Home(tmp_path_factory.mktemp("derived") / "home")
    place(home, derived_world(), ONE_BATCH).load(home)
    publish(home)
    return home.published


def test_what_others_tell_is_shown_apart_from_the_own_days(by_others: Path) -> None:
    sql = "SELECT published, derived, derived_by FROM document_status WHERE document_id = 'd3'"
    assert query(by_others, sql).to_pylist() == [
        {"published": "unknown", "derived": "2 to 16 October 2015", "derived_by": "reprint"}
    ]
    assert rows(by_others, "SELECT derived FROM document_status WHERE document_id = 'd1'") == [(None,)]
    (own,) = query(by_others, "SELECT own, shared, other_title FROM derived_evidence").to_pylist()
    assert own == {"own": "unknown", "shared": "90% of the text", "other_title": "Vote"}
    sql = "SELECT surface, derived_date FROM mentions WHERE derived_date IS NOT NULL"
    assert rows(by_others, sql) == [("collapsed", "1 to 14 October 2015")]


def test_an_event_without_days_of_its_own_shows_derived_ones_marked_as_such(by_others: Path) -> None:
    marked = ("1 to 14 October 2015 (derived)", "derived", "reprint", ["d1"], ["Vote"])
    sql = "SELECT date, date_basis, derived_by, derived_from, derived_titles FROM timeline WHERE event_id = 'e3'"
    assert rows(by_others, sql) == [marked]
    assert rows(by_others, "SELECT event_id FROM timeline") == [(name,) for name in ("e2", "e3", "e4", "e1", "e5")]
    assert rows(by_others, "SELECT event_id FROM undated") == []
    sql = "SELECT granularity, edtf, bounded, undated_reason FROM current_events WHERE event_id = 'e3'"
    assert rows(by_others, sql) == [("interval", "2015-10-01/2015-10-14", True, None)]
    sql = "SELECT event_id, derived_date, own_date, written_in, derived_titles FROM derived_events"
    assert rows(by_others, sql) == [("e3", marked[0], None, ["d3"], ["Vote"])]
    sql = "SELECT date_text, begin_earliest, date_basis, undated_reason FROM events WHERE event_id = 'e3'"
    assert rows(by_others, sql) == [("unknown", None, "none", "publication date unknown")], "the table keeps its own"


@pytest.mark.parametrize(
    ("own", "other", "shown"),
    [
        pytest.param(("2015-10-05", None), ("2015-10-01", "2015-10-14"), "5 to 14 October 2015 (derived)", id="both"),
        pytest.param(
            (None, "2015-09-01"), ("2015-10-01", "2015-10-14"), "on or before 1 September 2015", id="own wins"
        ),
        pytest.param(("2015-10-01", "2015-10-31"), ("2015-10-05", "2015-10-05"), "October 2015", id="own is enough"),
        pytest.param((None, "2015-10-09"), (None, "2015-10-31"), "on or before 9 October 2015", id="nothing new"),
    ],
)
def test_own_evidence_comes_before_what_others_tell(
    home: Home, own: tuple[str | None, str | None], other: tuple[str | None, str | None], shown: str
) -> None:
    told = mention("d3", BRIDGE, "collapsed", ("bridge",), span(*own))
    row = DerivedMention("d3", told.mention_id, *span(*other), *span(*other), "Monday", "reprint", "d1")
    links = (EventLink("e1", "d3", told.mention_id, "alone"),)
    world = replace(
        derived_world(), event_mentions=(told,), events=(event("e1", told),), event_links=links, derived_mentions=(row,)
    )
    place(home, world, ONE_BATCH).load(home)
    publish(home)
    assert rows(home.published, "SELECT date FROM timeline") == [(shown,)]


def test_days_derived_for_a_plan_do_not_date_what_happened(home: Home) -> None:
    told = mention("d3", BRIDGE, "collapsed", ("bridge",), (None, None))
    plan = replace(mention("d3", BRIDGE, "Later", ("bridge",), (None, None)), certainty="planned")
    row = DerivedMention("d3", plan.mention_id, *(span("2015-10-01", "2015-10-14") * 2), "Monday", "reprint", "d1")
    links = tuple(EventLink("e1", "d3", each.mention_id, "same") for each in (told, plan))
    world = replace(
        derived_world(), event_mentions=(told, plan), events=(event("e1", told),), event_links=links,
        derived_mentions=(row,),
    )  # fmt: skip
    place(home, world, ONE_BATCH).load(home)
    publish(home)
    assert rows(home.published, "SELECT event_id FROM timeline") == []

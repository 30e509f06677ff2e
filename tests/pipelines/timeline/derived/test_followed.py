"""Days of mentions that follow from a derived day of writing."""

import pytest

from pipelines.days import UNKNOWN, iso_day, parse_day
from pipelines.events.mentions import find_events
from pipelines.records import DerivedDate, DerivedEvidence, Document, PublicationDate
from pipelines.temporal.stage import expressions
from pipelines.timeline.derived.followed import followed

Found = list[tuple[str, str | None, str | None]]


def follow(text: str, first: str, last: str) -> Found:
    """The days that follow for the mentions of a text without a day of its own."""
    document = Document("u", "v", "t", text, language="en")
    times = expressions(document, PublicationDate("u", "v"))
    mentions = find_events(text, None, "en", UNKNOWN, times, document_id="u", content_hash="v")
    days = parse_day(first), parse_day(last)
    evidence = DerivedEvidence("shared event", "first", *days, *days, "Karlov")
    row = DerivedDate("u", *days, None, "interval", "shared event", 1, 0.9, None, None, (evidence,))
    rows = followed([row], [document], mentions, {"u": {item.position: item for item in times}})
    assert all((item.rule, item.other_id, item.document_id) == ("shared event", "first", "u") for item in rows)
    return [(item.surface, iso_day(item.begin_earliest), iso_day(item.begin_latest)) for item in rows]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        pytest.param(
            "The ambassador was shot in Ankara on Monday.", [("Monday", "2016-12-19", "2016-12-19")], id="a weekday"
        ),
        pytest.param(
            "The ambassador was shot in Ankara yesterday.", [("yesterday", "2016-12-19", "2016-12-21")], id="yesterday"
        ),
        pytest.param("The ambassador was shot in Ankara on 19 December 2016.", [], id="a day of its own"),
        pytest.param("The ambassador was shot in Ankara.", [], id="no day"),
        pytest.param("The ambassador had left Ankara before Monday.", [], id="a bound, not the day"),
    ],
)
def test_what_follows_from_the_day_of_writing(text: str, wanted: Found) -> None:
    assert follow(text, "2016-12-20", "2016-12-22") == wanted


def test_days_that_leave_two_mondays_leave_the_event_as_wide() -> None:
    found = follow("The ambassador was shot in Ankara on Monday.", "2016-12-20", "2016-12-28")
    assert found == [("Monday", "2016-12-19", "2016-12-26")]

"""What the terminal says of an event that is told differently."""

from assets.explained import explained
from assets.screen import OUT

EVENT: dict[str, object] = {
    "date_text": "20 June 2015", "headline": "It was held.", "event_id": "e1", "begin_earliest": "2015-06-20",
    "begin_latest": "2015-06-20", "end_earliest": None, "end_latest": None, "ongoing": False, "planned": "18 June 2015",
    "date_basis": "time expression", "undated_reason": None, "status": "happened", "participants": [], "place": None,
    "mentions": 3, "documents": 3, "sources": 2, "derived_by": None, "derived_titles": None,
}  # fmt: skip
COUNTS = {"mentions": 2, "documents": 2, "sources": 1}


def test_votes_are_counted_and_name_the_event_that_says_the_contrary() -> None:
    votes = [
        {"matter": "day", "says": "June 2015", **COUNTS, "elsewhere": False, "told_in": "e1"},
        {"matter": "status", "says": "denied", **COUNTS, "mentions": 1, "elsewhere": True, "told_in": "e23456789ab"},
    ]
    with OUT.capture() as printed:
        explained(EVENT, (), votes)
    lines = [" ".join(line.split()) for line in printed.get().splitlines()]
    assert "planned for 18 June 2015" in lines
    assert lines[-2:] == [
        "told of it began June 2015: 2 mentions in 2 documents from 1 source",
        "denied: 1 mention in 2 documents from 1 source; see event e23456789",
    ]

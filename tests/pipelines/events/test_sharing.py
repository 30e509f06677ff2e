"""Events that share the date of another one of their sentence."""

import pytest

from pipelines.days import iso_day
from pipelines.records import EventMention
from tests.pipelines.events.conftest import EventsOf


def days(event: EventMention) -> tuple[str | None, ...]:
    return tuple(
        iso_day(day) for day in (event.begin_earliest, event.begin_latest, event.end_earliest, event.end_latest)
    )


FRIDAY = ("2016-12-16", "2016-12-16")


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        pytest.param("Intel began notifying customers on Friday.", "began", (*FRIDAY, *FRIDAY), id="the beginning"),
        pytest.param(
            "Intel began notifying customers on Friday.",
            "notifying",
            (*FRIDAY, "2016-12-16", None),
            id="what began ends no earlier",
        ),
        pytest.param("The firm completed the purchase on Friday.", "completed", (*FRIDAY, *FRIDAY), id="the end"),
        pytest.param(
            "The firm completed the purchase on Friday.",
            "purchase",
            (None, "2016-12-16", *FRIDAY),
            id="what ended began no later",
        ),
        pytest.param(
            "On Friday the army attacked the town and seized the bridge.",
            "seized",
            (*FRIDAY, *FRIDAY),
            id="a second deed behind one date",
        ),
    ],
)
def test_who_shares_a_date(events_of: EventsOf, text: str, word: str, expected: tuple[str | None, ...]) -> None:
    assert days(events_of(text, {"Friday": "2016-12-16"})[word]) == expected


@pytest.mark.parametrize(
    ("text", "dated", "undated"),
    [
        pytest.param("Rebels killed three soldiers on Friday and wounded six.", "killed", "wounded", id="date between"),
        pytest.param("The firm did not begin notifying them on Friday.", "notifying", "begin", id="not begun"),
        pytest.param("He said it now holds three mines.", "holds", "said", id="what is said of now"),
    ],
)
def test_a_date_stays_with_its_own(events_of: EventsOf, text: str, dated: str, undated: str) -> None:
    found = events_of(text, {"now" if "now" in text else "Friday": "2016-12-16"})
    assert found[dated].time_expression == 0
    assert found[undated].time_expression is None


@pytest.mark.parametrize(
    ("text", "other", "shares"),
    [
        pytest.param("They were killed when the helicopters crashed in 2014.", "killed", True, id="behind"),
        pytest.param("In 2014 they were killed when the helicopters crashed.", "crashed", True, id="in front"),
        pytest.param("He was living there when the helicopters crashed in 2014.", "living", False, id="what lasted"),
        pytest.param("They knew him when the helicopters crashed in 2014.", "knew", False, id="a state"),
    ],
)
def test_a_deed_shares_the_date_of_what_happened_with_it(
    events_of: EventsOf, text: str, other: str, shares: bool
) -> None:
    assert (events_of(text, {"2014": "2014"})[other].time_expression == 0) is shares

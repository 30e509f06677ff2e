"""The likeliest day of an event: in columns of its own, and never outside the possible days."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.days import UNKNOWN, DayInterval, parse_day
from pipelines.events.intervals import When
from pipelines.events.likely import RELATIONS, around, is_possible, likely, settled, usage, weigh
from pipelines.events.mentions import find_events
from tests.pipelines.events.conftest import EventsOf

DAY = parse_day("2016-12-22")
PUBLISHED = DayInterval(DAY, DAY)
BEFORE = When(DayInterval(None, DAY), DayInterval(None, DAY), False, "publication date")

SENTENCES = (
    "The minister resigned.",
    "The company employs 5,000 people.",
    "They will meet in Geneva.",
    "He said the talks had failed.",
    "Rebels who seized the town want to negotiate.",
    "The attack killed three soldiers.",
    "If they leave, the deal may collapse.",
)


@pytest.mark.parametrize(
    ("text", "word", "relation"),
    [
        pytest.param("The talks failed, a spokesman said.", "said", "on", id="statement"),
        pytest.param("They will meet in Geneva.", "meet", "after", id="future"),
        pytest.param("He said he had warned them.", "warned", "before", id="past perfect"),
        pytest.param("The firm owns two mines.", "owns", "over", id="state"),
        pytest.param("They promised to build a bridge.", "build", "after", id="promise"),
    ],
)
def test_how_an_event_lies_to_the_day_of_publication(events_of: EventsOf, text: str, word: str, relation: str) -> None:
    assert events_of(text)[word].likely_relation == relation


def test_a_statement_is_most_likely_made_on_the_day_of_publication(events_of: EventsOf) -> None:
    said = events_of("The talks failed, a spokesman said.")["said"]
    assert (said.likely_begin, said.likely_end) == (DAY, DAY)
    assert said.likely_confidence is not None
    assert said.likely_confidence > 0.5
    assert said.begin_earliest is None, "the possible days stay as wide as they are"


@pytest.mark.parametrize("published", [None, "2016-12", "2016"], ids=["unknown", "month", "year"])
def test_without_a_day_of_publication_nothing_is_likely(events_of: EventsOf, published: str | None) -> None:
    said = events_of("The talks failed, a spokesman said.", published=published)["said"]
    assert (said.likely_relation, said.likely_begin, said.likely_confidence) == (None, None, None)


def test_a_date_of_its_own_decides(events_of: EventsOf) -> None:
    fell = events_of("The city fell on 3 May 2014.", {"3 May 2014": "2014-05-03"})["fell"]
    assert (fell.likely_relation, fell.likely_begin, fell.likely_basis) == (
        None,
        parse_day("2014-05-03"),
        "time expression",
    )


def test_what_goes_on_today_is_most_likely_of_today(events_of: EventsOf) -> None:
    flying = events_of("Helicopters are flying over the town today.", {"today": "2016-12-22"})["flying"]
    assert (flying.begin_earliest, flying.end_latest) == (None, None)
    assert (flying.likely_begin, flying.likely_end) == (DAY, DAY)


def test_only_possible_day() -> None:
    first = DayInterval(DAY - 3, DAY - 3)
    found = settled(When(first, DayInterval(DAY - 3, None), False, "time expression"))
    assert (found.begin, found.end, found.basis) == (DAY - 3, None, "time expression")
    assert settled(BEFORE).basis is None


@pytest.mark.parametrize(
    ("relation", "when", "possible"),
    [
        pytest.param("on", BEFORE, True, id="on the last possible day"),
        pytest.param("over", BEFORE, False, id="not ended, but it has"),
        pytest.param("after", BEFORE, False, id="after, but it is past"),
        pytest.param(
            "before", When(PUBLISHED, PUBLISHED, False, "time expression"), False, id="before, but of the day"
        ),
        pytest.param("after", When(), True, id="nothing known"),
    ],
)
def test_a_relation_that_the_possible_days_leave_open(relation: str, when: When, possible: bool) -> None:
    assert is_possible(relation, DAY, when) is possible


def test_beliefs_sum_up_to_one() -> None:
    beliefs = weigh(["", "PAST NONE POS", "class REPORTING", "no such sign"], usage())
    assert sum(beliefs) == pytest.approx(1)
    assert max(beliefs) == beliefs[0]


def test_nothing_named_still_gives_a_possible_answer() -> None:
    found = likely([], BEFORE, None, PUBLISHED)
    assert found.relation in ("on", "before")
    assert likely([], BEFORE, None, UNKNOWN).relation is None


@pytest.mark.property
@settings(deadline=None, max_examples=40)
@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=6), st.integers(0, 800_000))
def test_a_likely_day_is_a_possible_one(told: list[str], day: int) -> None:
    for event in find_events(" ".join(told), None, "en", DayInterval(day, day), []):
        if event.likely_begin is not None:
            assert event.begin.intersect(DayInterval(event.likely_begin, event.likely_begin)) is not None
        if event.likely_end is not None:
            assert event.end_days.intersect(DayInterval(event.likely_end, event.likely_end)) is not None
        if event.likely_relation is not None:
            first, last = around(event.likely_relation, day)
            assert event.begin.intersect(first) is not None
            assert event.end_days.intersect(last) is not None
            assert event.likely_relation in RELATIONS
            assert event.likely_confidence is not None
            assert 0 <= event.likely_confidence <= 1


@pytest.mark.parametrize(
    ("text", "second"),
    [
        pytest.param("The river burst its banks on Monday and destroyed two bridges.", "destroyed", id="joined"),
        pytest.param("A bank gave way on Monday, ripping two houses apart.", "ripping", id="participle"),
    ],
)
def test_what_is_told_in_one_breath_is_most_likely_of_one_day(events_of: EventsOf, text: str, second: str) -> None:
    event = events_of(text, {"Monday": "2016-12-19"})[second]
    assert (event.likely_begin, event.likely_end) == (DAY - 3, DAY - 3)
    assert event.likely_basis == "neighbouring event"
    assert event.begin == event.end_days == DayInterval(DAY - 3, DAY), "the possible days stay as wide as they are"


def test_what_follows_in_a_month_has_no_likely_day_in_it(events_of: EventsOf) -> None:
    event = events_of("The river burst its banks in May and destroyed two bridges.", {"May": "2016-05"})["destroyed"]
    assert event.likely_begin is None

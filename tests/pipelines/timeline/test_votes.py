"""Which day an event most likely began on, and who says what of it."""

from dataclasses import replace

import pytest

from pipelines.days import UNKNOWN, DayInterval, parse_interval
from pipelines.records import Event
from pipelines.timeline.fuse import fuse
from pipelines.timeline.mentions import Detail, Mention, Vote
from pipelines.timeline.telling import Telling
from pipelines.timeline.votes import Ballot, likely_day, tally

TOLD = Telling({"copy": "a"})


def mention(document: str) -> Mention:
    roles = (None, None, None)
    known = (None, None)
    return Mention(f"{document}:0-5", document, "flee", "OCCURRENCE", False, "asserted", (), roles, known, known, False)


@pytest.mark.parametrize(
    ("documents", "votes", "begin", "wanted"),
    [
        ("a", [(7, 0.8)], UNKNOWN, (7, 0.8)),
        ("ab", [(7, 0.8), (7, 0.6)], UNKNOWN, (7, 0.8)),
        ("ab", [(7, 0.6), (9, 0.4)], UNKNOWN, (7, 0.36)),
        ("abc", [(7, 0.6), (9, 0.4), (9, 0.4)], UNKNOWN, (9, 0.2286)),
        ("ab", [(9, 0.5), (7, 0.5)], UNKNOWN, (7, 0.25)),
        (["a", "copy", "b"], [(9, 0.5), (9, 0.5), (7, 0.6)], UNKNOWN, (7, 0.3273)),
        ("ab", [(7, 0.6), (9, 0.9)], DayInterval(None, 8), (7, 0.6)),
        ("a", [(9, 0.9)], DayInterval(1, 8), (None, None)),
        ("ab", [(None, None), (7, None)], UNKNOWN, (None, None)),
    ],
    ids=[
        "alone",
        "agreed",
        "the surer one",
        "the more ones",
        "the earlier of equals",
        "a copy has no vote",
        "only what is possible",
        "nothing possible",
        "nothing likely",
    ],
)
def test_likely_day(
    documents: list[str], votes: list[Vote], begin: DayInterval, wanted: tuple[int | None, float | None]
) -> None:
    own = [mention(name) for name in documents]
    assert likely_day(own, votes, begin, TOLD) == wanted
    assert likely_day(own[::-1], votes[::-1], begin, TOLD) == wanted, "their order does not show"


def told(
    document: str, certainty: str = "asserted", day: str = "..", *, by_words: bool = True, patient: str | None = None
) -> tuple[Mention, Detail]:
    days = parse_interval(day)
    bounds = (days.earliest, days.latest)
    own = replace(mention(document), certainty=certainty, begin=bounds, end=bounds, negative=certainty == "denied")
    return own, Detail(None, by_words, "none", None, None, (patient,) if patient else (), 60)


def fused(*said: tuple[Mention, Detail]) -> tuple[Event, Ballot]:
    mentions, details = [own for own, _ in said], [detail for _, detail in said]
    return fuse(mentions, details, TOLD, lambda _: "They fled."), Ballot(mentions, details)


def votes(*said: tuple[Mention, Detail]) -> list[tuple[object, ...]]:
    event, ballot = fused(*said)
    rows = list(tally(event, ballot, (), TOLD))
    assert all(row.told_in == event.event_id for row in rows)
    return [(row.matter, row.says, row.mentions, row.documents, row.sources, row.agrees) for row in rows]


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ([told("a", day="2015-06-18"), told("b", day="2015-06-18")], []),
        (
            [told("a", day="2015-06"), told("copy", day="2015-06"), told("b", day="2015-06-18")],
            [("day", "June 2015", 2, 2, 1, True), ("day", "18 June 2015", 1, 1, 1, True)],
        ),
        ([told("a", day="2015-06"), told("b", day="../2015-06-18", by_words=False)], []),
        (
            [told("a", "planned", "2015-06-18"), told("b", "planned", "2015-06-20"), told("c", day="2015-06-20")],
            [
                ("plan", "18 June 2015", 1, 1, 1, True),
                ("plan", "20 June 2015", 1, 1, 1, True),
                ("status", "planned", 2, 2, 2, False),
                ("status", "happened", 1, 1, 1, True),
            ],
        ),
        (
            [told("a", patient="84 people"), told("b", patient="at least 90 people"), told("c", patient="90 goats")],
            [("number", "84 people", 1, 1, 1, None), ("number", "at least 90 people", 1, 1, 1, None)],
        ),
        ([told("a", patient="three oil workers"), told("b", patient="at least 3 workers")], []),
        ([told("a", patient="some people"), told("b", patient="90 people")], []),
        ([told("a", patient="0.34 points"), told("b", patient="0.3 points"), told("a", patient="5 points")], []),
    ],
    ids=[
        "agreed",
        "a month and a day of it",
        "a bound is no day",
        "put off",
        "numbers",
        "one number in other words",
        "no number",
        "two things",
    ],
)
def test_what_is_told_differently(said: list[tuple[Mention, Detail]], wanted: list[tuple[object, ...]]) -> None:
    assert votes(*said) == wanted
    assert votes(*said[::-1]) == wanted, "their order does not show"


def test_who_denies_it_is_counted_beside_who_tells_it() -> None:
    event, ballot = fused(told("a"), told("b"))
    denied = fused(told("c", "denied"))
    rows = list(tally(event, ballot, [denied], TOLD))
    assert [(row.says, row.sources, row.agrees, row.told_in) for row in rows] == [
        ("happened", 2, True, event.event_id),
        ("denied", 1, False, denied[0].event_id),
    ]

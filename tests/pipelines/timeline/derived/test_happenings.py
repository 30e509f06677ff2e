"""Events that an undated document shares with dated ones."""

import numpy as np
import pytest

from pipelines.days import UNKNOWN, DayInterval, iso_day, parse_day
from pipelines.timeline.derived.company import Dated
from pipelines.timeline.derived.derive import Undated, derive
from pipelines.timeline.derived.happenings import Happening, Happenings, told_on, written_around
from pipelines.timeline.derived.named import Named
from pipelines.timeline.mentions import names

MONDAY = parse_day("2016-12-19")


def told(
    document_id: str,
    said: str,
    day: int | None,
    who: tuple[str, ...] = ("Andrei Karlov", "Ankara"),
    kind: str = "death",
) -> Happening:
    surface = said
    return Happening(
        f"{document_id}:9-15", document_id, kind, names(who), said, surface, 30, 36, day, "Karlov was shot."
    )


def spoken(first: str, last: str) -> DayInterval:
    return DayInterval(parse_day(first), parse_day(last))


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("weekday 1", spoken("2016-12-19", "2016-12-25")),
        ("last weekday 1", spoken("2016-12-19", "2017-01-01")),
        ("weekday 2", None),
        ("yesterday", spoken("2016-12-20", "2016-12-21")),
        ("today", spoken("2016-12-19", "2016-12-20")),
        ("day 12-19", spoken("2016-12-19", "2017-12-19")),
        ("day 12-20", None),
        ("day", None),
    ],
)
def test_when_one_writes_so_of_a_day(said: str, wanted: DayInterval | None) -> None:
    assert written_around(said, MONDAY) == wanted


def test_a_document_of_known_days_means_one_day_or_none() -> None:
    assert told_on("weekday 1", spoken("2016-12-19", "2016-12-24")) == MONDAY
    assert told_on("weekday 1", spoken("2016-12-19", "2016-12-28")) is None
    assert told_on("weekday 1", DayInterval(MONDAY, None)) is None


@pytest.mark.parametrize(
    ("other", "found"),
    [
        pytest.param(told("a", "day", MONDAY), True, id="the same event"),
        pytest.param(told("a", "day", MONDAY + 1), False, id="another weekday"),
        pytest.param(told("a", "day", MONDAY, ("Andrei Karlov", "Moscow")), False, id="one name only"),
        pytest.param(told("a", "day", MONDAY, kind="meet"), False, id="another kind"),
    ],
)
def test_what_is_the_same_event(other: Happening, found: bool) -> None:
    own = told("u", "weekday 1", None)
    index = Happenings([other], {"karlov": 2, "ankara": 2, "moscow": 1}, 2)
    assert (index.same_as(own, UNKNOWN) is not None) == found


def test_an_event_of_several_days_dates_nothing_until_one_is_left() -> None:
    index = Happenings([told("a", "day", MONDAY), told("b", "day", MONDAY + 7)], {"karlov": 3, "ankara": 3}, 3)
    own = told("u", "weekday 1", None)
    assert index.same_as(own, UNKNOWN) is None
    found = index.same_as(own, DayInterval(MONDAY + 7, None))
    assert found is not None
    assert found[0].document_id == "b"


def test_names_that_many_documents_have_date_nothing() -> None:
    index = Happenings([told("a", "day", MONDAY)], {"karlov": 400, "ankara": 400}, 1_000)
    assert index.same_as(told("u", "weekday 1", None), UNKNOWN) is None


def open_one(name: str) -> Undated:
    return Undated(name, UNKNOWN, np.zeros(0, np.uint32), Named())


def test_a_dated_article_dates_the_undated_one_and_that_the_next() -> None:
    known = [Dated("first", MONDAY + 1, np.zeros(0, np.uint32))]
    events = [
        told("first", "day", MONDAY),
        told("second", "yesterday", None),
        Happening("second:70-80", "second", "arrest", names(("Mevlut Aydin", "Izmir")), "weekday 7", "Sunday", 60, 66, None, "s"),
        Happening("third:70-80", "third", "arrest", names(("Mevlut Aydin", "Izmir")), "yesterday", "yesterday", 5, 14, None, "s"),
    ]  # fmt: skip
    rows, _ = derive([open_one("second"), open_one("third")], known, (), events)
    assert [(row.document_id, row.round, iso_day(row.earliest), iso_day(row.latest)) for row in rows] == [
        ("second", 1, "2016-12-20", "2016-12-21"),
        ("third", 2, "2016-12-19", "2016-12-20"),
    ]
    assert rows[0].evidence[0].note == "“yesterday” is 2016-12-19 there"
    assert (rows[0].evidence[0].start, rows[0].evidence[0].other_id) == (30, "first")
    assert rows[1].evidence[0].note == "“yesterday” is 2016-12-18 there"
    assert rows[1].evidence[0].other_id == "second"

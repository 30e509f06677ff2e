"""Days of writing derived from other documents."""

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.days import DayInterval, iso_day, parse_day
from pipelines.records import DerivedDate, NearDuplicate, PublicationDate
from pipelines.timeline.derived.company import Dated
from pipelines.timeline.derived.derive import Undated, derive, is_dated, is_open
from pipelines.timeline.derived.named import Named
from tests.pipelines.timeline.derived.made import DAYS, FIRST, dated, undated

NOTHING = np.zeros(0, np.uint32)


def alone(name: str, own: DayInterval | None = None) -> Undated:
    return Undated(name, own or DayInterval(), NOTHING, Named())


def reprint(one: str, other: str, similarity: float = 0.9, kind: str = "reprint") -> NearDuplicate:
    return NearDuplicate(one, other, other, kind, similarity, 0.95)


def spans(rows: list[DerivedDate]) -> dict[str, tuple[str | None, str | None]]:
    return {row.document_id: (iso_day(row.earliest), iso_day(row.latest)) for row in rows}


@pytest.mark.parametrize("number", [15, 40, 80])
def test_a_document_is_of_the_days_of_those_that_tell_the_same(number: int) -> None:
    (row,), shared = derive([undated(number)], dated(), ())
    assert row.earliest is not None
    assert row.latest is not None
    assert row.earliest <= FIRST + number <= row.latest
    assert row.latest - row.earliest < DAYS // 2
    assert row.rule == "likeness"
    assert {piece.other_id[:5] for piece in row.evidence} == {"dated"}
    assert all(shared[f"{row.document_id}:{piece.other_id}"] for piece in row.evidence)


def test_own_evidence_bounds_what_is_derived() -> None:
    own = DayInterval(FIRST + 39, None)
    (row,), _ = derive([undated(40, own)], dated(), ())
    assert row.earliest is not None
    assert row.earliest >= FIRST + 39
    assert (row.own_earliest, row.own_latest) == (FIRST + 39, None)


def test_a_document_of_another_subject_gets_no_day() -> None:
    stranger = Undated("stranger", DayInterval(), np.arange(90_000, 90_120, dtype=np.uint32), Named())
    assert derive([stranger], dated(), ()) == ([], {})


def test_few_dated_documents_tell_no_days_by_likeness() -> None:
    assert derive([undated(5)], dated()[12:20], ()) == ([], {})


def test_a_reprint_appears_within_a_week() -> None:
    first = Dated("first", parse_day("2016-12-20"), NOTHING)
    (row,), _ = derive([alone("copy")], [first], [reprint("copy", "first")])
    assert spans([row]) == {"copy": ("2016-12-13", "2016-12-27")}
    assert (row.rule, row.round, row.evidence[0].other_id) == ("reprint", 1, "first")


@pytest.mark.parametrize(
    "link", [reprint("copy", "first", 0.6), reprint("copy", "first", 0.9, "excerpt")], ids=["versions", "excerpt"]
)
def test_what_shares_less_is_no_reprint(link: NearDuplicate) -> None:
    assert derive([alone("copy")], [Dated("first", 17_000, NOTHING)], [link])[0] == []


def test_a_chain_is_followed_and_shown() -> None:
    links = [reprint("second", "first"), reprint("third", "second"), reprint("fourth", "third")]
    rows, _ = derive([alone(name) for name in ("second", "third", "fourth")], [Dated("first", 17_000, NOTHING)], links)
    assert [(row.document_id, row.round) for row in rows] == [("second", 1), ("third", 2)]
    assert [row.evidence[0].other_id for row in rows] == ["first", "second"]


def test_what_contradicts_own_evidence_is_not_followed() -> None:
    own = DayInterval(17_100, None)
    assert derive([alone("copy", own)], [Dated("first", 17_000, NOTHING)], [reprint("copy", "first")])[0] == []


def test_reprints_that_disagree_are_both_shown() -> None:
    links = [reprint("copy", "first", 0.95), reprint("copy", "later", 0.8)]
    (row,), _ = derive([alone("copy")], [Dated("first", 17_000, NOTHING), Dated("later", 17_400, NOTHING)], links)
    assert (row.earliest, row.latest) == (16_993, 17_007)
    assert [piece.used for piece in row.evidence] == [True, False]
    assert "contradicts" in (row.evidence[1].note or "")


@pytest.mark.parametrize(
    ("published", "dates_others", "asks"),
    [
        (PublicationDate("d", "", 17_000, 17_000, confidence=1.0), True, False),
        (PublicationDate("d", "", 17_000, 17_000, confidence=0.6), False, False),
        (PublicationDate("d", "", 17_000, 17_000, confidence=0.95, contradicted=True), False, False),
        (PublicationDate("d", "", 17_000, 17_005, confidence=1.0), False, False),
        (PublicationDate("d", "", 17_000, None, confidence=0.9), False, True),
        (PublicationDate("d", ""), False, True),
    ],
    ids=["given", "unsure", "contradicted", "some days", "one side", "nothing"],
)
def test_who_dates_and_who_asks(published: PublicationDate, dates_others: bool, asks: bool) -> None:
    assert (is_dated(published), is_open(published)) == (dates_others, asks)


@pytest.mark.property
@settings(max_examples=5, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_documents_does_not_matter(chance: random.Random) -> None:
    links = [reprint("second", "dated-05-0"), reprint("third", "second")]
    asked = [undated(5), undated(30), alone("second"), alone("third")]
    known = dated()
    wanted = derive(asked, known, links)
    for items in (asked, known, links):
        chance.shuffle(items)
    assert derive(asked, known, links) == wanted

"""What documents tell of days."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.batches import to_table
from pipelines.records import DocumentSource, PublicationDate, TimeExpression
from pipelines.timeline.telling import Telling, telling, weigh

DAY = 16_600


def expression(document: str, first: int | None, last: int | None, position: int = 0) -> TimeExpression:
    return TimeExpression(document, "c", position, 0, 5, "then", "DATE", "", None, first, last)


def written(document: str, day: int | None) -> PublicationDate:
    return PublicationDate(document, "c", day, day)


SOURCES = to_table(
    "document_sources", [DocumentSource(name, name, "a" if name == "b" else name, "s") for name in "abcd"]
)


def told(expressions: list[TimeExpression]) -> Telling:
    days = [written("a", DAY), written("b", DAY + 2), written("c", DAY + 1), written("d", None)]
    return telling(SOURCES, to_table("time_expressions", expressions), to_table("publication_dates", days))


def test_stories_that_name_a_day_count_once() -> None:
    named = [
        expression("a", DAY, DAY),
        expression("a", DAY, DAY, 1),
        expression("b", DAY, DAY),
        expression("d", DAY, DAY),
    ]
    found = told([*named, expression("c", DAY, DAY + 6), expression("c", None, DAY, 1), expression("c", None, None, 2)])
    assert found.naming == {DAY: 2}, "a and its copy b, and d; a week or an open interval names no day"
    assert found.later == {DAY: 1}, "the copy of a; when d was written is not known"


def test_a_day_weighs_more_the_more_is_told_of_it_and_around_it() -> None:
    found = told(
        [expression("c", DAY, DAY), expression("c", DAY + 1, DAY + 1, 1), expression("c", DAY + 90, DAY + 90, 2)]
    )
    assert found.weight(DAY + 1) > found.weight(DAY + 90) > found.weight(DAY + 300) == 1, "nothing is told of the last"


def test_the_nearer_to_days_still_told_of_the_more_a_day_weighs() -> None:
    found = told([expression("b", DAY, DAY), expression("c", DAY + 2, DAY + 2)])
    assert found.weight(DAY + 1) > found.weight(DAY + 3) > found.weight(DAY - 10) > found.weight(DAY - 20) == 1
    assert found.nearby(DAY - 1) == pytest.approx(1 / 15), "of twice 1 + 2 + ... + 14 it has 14"
    assert found.nearby(DAY) == 0, "what c tells of is yet to come when it is written"


@pytest.mark.property
@given(st.permutations([expression(name, day, day) for name in "abcd" for day in (DAY, DAY + 1)]))
def test_order_does_not_show(shuffled: list[TimeExpression]) -> None:
    assert told(shuffled) == told(sorted(shuffled, key=lambda item: (item.document_id, item.earliest or 0)))


def test_nothing_told() -> None:
    empty = telling(*(to_table(name, []) for name in ("document_sources", "time_expressions", "publication_dates")))
    assert empty == Telling({}, {}, {}, {})
    assert weigh(0, 0) == 1

"""What is told of a period that is named by its last day."""

import pytest

from tests.pipelines.events.conftest import EventsOf

ENDED = {"Sept. 30": "2016-09-30"}


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        pytest.param("For the six months ended Sept. 30, the firm had sales of $5 million.", "sales", id="in front"),
        pytest.param("The firm said it had a loss of $5 million for the quarter ended Sept. 30.", "loss", id="behind"),
    ],
)
def test_figures_of_a_period_end_with_it(events_of: EventsOf, text: str, figure: str) -> None:
    found = events_of(text, ENDED)[figure]
    assert found.time_expression == 0
    assert found.end_days.single
    assert found.begin_earliest is None, "when the period began is not said"


def test_a_report_is_not_made_on_the_last_day_of_the_period(events_of: EventsOf) -> None:
    found = events_of("In the year ended Sept. 30, the company reported sales of $5 million.", ENDED)
    assert found["reported"].time_expression is None
    assert found["sales"].time_expression == 0


def test_what_ended_on_a_day_that_closes_no_period(events_of: EventsOf) -> None:
    assert events_of("The strike ended Sept. 30.", ENDED)["ended"].end_days.single

"""Undated news of one crisis, dated by the dated news of it, with some of another among them."""

from collections.abc import Mapping
from itertools import islice

import pytest

from pipelines.records import DerivedDate
from tests.evaluation.derived_dates import DATA, NEWS, News, derived, figures, holds, read_news

pytestmark = [
    pytest.mark.xdist_group("derived dates"),  # derived once for all of them
    pytest.mark.skipif(not (DATA / "timelines" / NEWS).exists(), reason="the gold data is not here"),
]
STRANGERS = 60


@pytest.fixture(scope="module")
def news() -> list[News]:
    return list(read_news(DATA / "timelines", "H1N1"))


@pytest.fixture(scope="module")
def strangers() -> list[News]:
    """News of the financial crisis, none with its date."""
    return list(islice((item for item in read_news(DATA / "timelines", "Finan") if item.half == 0), STRANGERS))


@pytest.fixture(scope="module")
def dated(news: list[News], strangers: list[News]) -> Mapping[str, DerivedDate]:
    return derived([*news, *strangers], events=False)


def test_days_derived_from_others_hold_and_are_few(news: list[News], dated: Mapping[str, DerivedDate]) -> None:
    found = figures(news, {item.name: dated[item.name] for item in news if item.name in dated})
    assert found.stripped == 208
    assert found.inside >= 0.98
    assert found.width <= found.width_alone / 10
    alone, together = found.width_open
    assert together <= 0.6 * alone
    assert found.derived >= 75


def test_news_of_another_crisis_is_not_dated_by_it(strangers: list[News], dated: Mapping[str, DerivedDate]) -> None:
    assert len(strangers) == STRANGERS
    given = {item.name: dated[item.name].days for item in strangers if item.name in dated}
    wrong = [item.name for item in strangers if item.name in given and not holds(given[item.name], item.day)]
    assert len(wrong) <= 2, "some date themselves, and rightly date others"

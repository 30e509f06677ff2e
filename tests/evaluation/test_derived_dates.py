"""Undated news of one crisis, dated by the dated news of it."""

import pytest

from tests.evaluation.derived_dates import DATA, NEWS, derived, figures, read_news

pytestmark = pytest.mark.skipif(not (DATA / "timelines" / NEWS).exists(), reason="the gold data is not here")


def test_days_derived_from_others_hold_and_are_few() -> None:
    news = list(read_news(DATA / "timelines", "H1N1"))
    found = figures(news, derived(news, events=False))
    assert found.stripped == 208
    assert found.inside >= 0.98
    assert found.width <= found.width_alone / 2
    assert found.derived >= 60

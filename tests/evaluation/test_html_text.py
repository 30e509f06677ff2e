"""The main text of web pages against gold text, with a pinned floor. A floor is lowered only on purpose."""

import pytest

from pipelines.evaluation.files import read
from tests.evaluation.main_text import DATA, PAGES, page_accuracy

GOLD = DATA / PAGES
ALL = 150
EVERY = 5
FLOOR = 0.93


@pytest.mark.skipif(not GOLD.exists(), reason=f"no gold data at {GOLD}")
def test_accuracy_does_not_fall() -> None:
    rows = [dict(row) for row in read(GOLD)]
    assert len(rows) == ALL
    assert page_accuracy(rows[::EVERY]) >= FLOOR

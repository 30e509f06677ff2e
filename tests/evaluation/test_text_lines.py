"""Accuracy of line labels on gold pages whose sites the weights were not learnt from, with pinned floors.

A floor is lowered only on purpose. `python -m tests.evaluation.main_text` prints the figures.
"""

import pytest

from tests.evaluation.main_text import DATA, DUMPS, Rows, dump_accuracy, held_dumps

GOLD = DATA / DUMPS
ALL = 879
HELD_OUT = 148
FLOORS = {"news": 0.965, "mixed": 0.927}

pytestmark = pytest.mark.skipif(not GOLD.exists(), reason=f"no gold data at {GOLD}")


@pytest.fixture(scope="module")
def held() -> dict[str, Rows]:
    number, dumps = held_dumps(GOLD)
    assert (number, sum(map(len, dumps.values()))) == (ALL, HELD_OUT)
    return dumps


@pytest.mark.parametrize("kind", FLOORS)
def test_accuracy_does_not_fall(held: dict[str, Rows], kind: str) -> None:
    assert dump_accuracy(held[kind]) >= FLOORS[kind]


def test_a_page_that_begins_with_its_article_is_read_as_well(held: dict[str, Rows]) -> None:
    assert dump_accuracy(held["news"], from_the_article_on=True) >= FLOORS["news"]

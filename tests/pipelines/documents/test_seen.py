"""Names that were met, however many."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.documents.seen import Keys, Seen


@pytest.mark.property
@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=3), max_size=40), st.integers(0, 12))
def test_it_is_a_set_however_little_is_held(names: list[str], held: int) -> None:
    seen, wanted = Seen(held), set[str]()
    for name in names:
        assert seen.add(name) == (name not in wanted)
        wanted.add(name)
        assert len(seen) == len(wanted)
    assert all(name in seen for name in wanted)
    assert "not one of them" not in seen


@pytest.mark.parametrize("held", [pytest.param(100, id="in a set"), pytest.param(2, id="in runs")])
def test_each_record_gets_a_name_of_its_own(held: int) -> None:
    keys = Keys(held)
    wanted = ["x", "x", "4", "4", "x#2", "x", "x", "4", "y"]
    assert [keys.own(name) for name in wanted] == ["x", "x#2", "4", "4#2", "x#2#2", "x#3", "x#4", "4#3", "y"]


def test_many_records_of_one_name_are_counted_on() -> None:
    keys = Keys()
    assert [keys.own("x") for _ in range(30_000)][-1] == "x#30000"


def test_a_name_takes_eight_bytes() -> None:
    seen = Seen(10)
    for number in range(1_000):
        assert seen.add(str(number))
    assert "999" in seen
    assert sum(run.nbytes for run in seen._runs) == 8 * 1_000
    assert len(seen._runs) < 10

"""Many numbers at once."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.timeline.runs import distinct, where_in

NUMBERS = st.lists(st.integers(-3, 9), max_size=12)


@pytest.mark.property
@given(NUMBERS, NUMBERS)
def test_numbers_are_found_among_others(values: list[int], known: list[int]) -> None:
    places = where_in(np.array(values, np.int64), np.array(known, np.int64)).tolist()
    assert [place >= 0 for place in places] == [value in known for value in values]
    assert all(known[place] == value for place, value in zip(places, values, strict=True) if place >= 0)
    assert distinct(np.array(values, np.int64)).tolist() == sorted(set(values))

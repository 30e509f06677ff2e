"""Rows that say the same have one number, all others another."""

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.timeline.digests import row_digests

TYPE = pa.struct([("name", pa.string()), ("start", pa.int32())])
SCHEMA = pa.schema(
    {
        "text": pa.string(),
        "who": TYPE,
        "all": pa.list_(TYPE),
        "day": pa.date32(),
        "flag": pa.bool_(),
        "sure": pa.float64(),
    }
)
TEXTS = st.one_of(
    st.none(), st.sampled_from(["", "a", "a\0", "b", "eighty-8", "eighty-9", "nine nine", "Zürich", "x" * 5_000])
)
WHO = st.one_of(st.none(), st.fixed_dictionaries({"name": TEXTS, "start": st.integers(0, 2)}))
ROWS = st.fixed_dictionaries({
    "text": TEXTS, "who": WHO, "all": st.lists(WHO, max_size=3), "day": st.one_of(st.none(), st.integers(-9, 9)),
    "flag": st.booleans(), "sure": st.one_of(st.none(), st.sampled_from([0.0, 0.25])),
})  # fmt: skip


def table(rows: list[dict[str, object]]) -> pa.Table:
    return pa.Table.from_pylist(rows, SCHEMA)


@pytest.mark.property
@settings(max_examples=80, deadline=None)
@given(st.lists(ROWS, max_size=8), st.integers(0, 8))
def test_a_number_stands_for_all_that_a_row_says(rows: list[dict[str, object]], cut: int) -> None:
    whole = row_digests(table(rows), SCHEMA.names).tolist()
    parts = pa.concat_tables([table(rows[:cut]), table(rows[cut:])])
    assert row_digests(parts, SCHEMA.names).tolist() == whole
    assert row_digests(table(rows).slice(cut), SCHEMA.names).tolist() == whole[cut:]
    for number, row in zip(whole, rows, strict=True):
        assert [other == row for other in rows] == [own == number for own in whole]


def test_numbers_stay_the_same_on_every_machine() -> None:
    rows = table([{"text": "fled", "who": None, "all": [], "day": 16_604, "flag": True, "sure": 0.5}])
    assert row_digests(rows, ("text",)).tolist() == [11582266780841625713]

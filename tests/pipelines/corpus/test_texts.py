import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.corpus.texts import equal_texts

Row = tuple[str, str, str | None, str | None]


@pytest.mark.parametrize(
    ("documents", "expected"),
    [
        pytest.param([("a", "a", "t", None), ("b", "b", "u", None)], {"a": "a", "b": "b"}, id="different texts"),
        pytest.param([("b", "b", "t", None), ("a", "a", "t", None)], {"a": "a", "b": "a"}, id="equal texts"),
        pytest.param(
            [("a", "z", "t", None), ("b", "y", "t", None)], {"a": "b", "b": "b"}, id="the smallest rank, not id"
        ),
        pytest.param(
            [("a", "a", "t", None), ("b", "b", "t", "2015-10-07")],
            {"a": "b", "b": "b"},
            id="the dated one stands first",
        ),
        pytest.param(
            [("a", "a", "t", "2015-10-07"), ("b", "b", "t", "2016-10-07")],
            {"a": "a", "b": "b"},
            id="two dates are two documents",
        ),
        pytest.param(
            [("a", "a", "t", None), ("b", "b", "t", "2015"), ("c", "c", "t", "2016"), ("d", "d", "t", None)],
            {"a": "a", "b": "b", "c": "c", "d": "a"},
            id="undated ones join no date where there are two",
        ),
        pytest.param([("a", "a", None, None), ("b", "b", None, None)], {}, id="rejected ones have no text"),
    ],
)
def test_equal_texts_are_one_text(documents: list[Row], expected: dict[str, str]) -> None:
    assert equal_texts(documents) == expected


@pytest.mark.property
@given(
    st.dictionaries(
        st.text("abc", min_size=1, max_size=3), st.tuples(st.sampled_from("tu"), st.sampled_from([None, "1", "2"]))
    ),
    st.randoms(use_true_random=False),
)
def test_order_does_not_matter(found: dict[str, tuple[str, str | None]], shuffler: object) -> None:
    rows: list[Row] = [(key, key[::-1], text, given_day) for key, (text, given_day) in found.items()]
    mixed = rows.copy()
    shuffler.shuffle(mixed)  # type: ignore[attr-defined]
    stands_for = equal_texts(rows)
    assert list(equal_texts(mixed).items()) == list(stands_for.items())
    assert stands_for.keys() == found.keys()
    assert all(stands_for[first] == first for first in stands_for.values())

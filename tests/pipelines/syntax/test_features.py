from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.syntax.features import HASHED, LISTED, features, fingerprint, forms

NONE: tuple[Mapping[int, int], ...] = ({}, {})


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        pytest.param("Seized", ("seized", "seize"), id="past"),
        pytest.param("inquiries", ("inquiries", "inquiry"), id="plural"),
        pytest.param("1998", ("0000", "0000"), id="every digit a zero"),
        pytest.param("didn’t", ("didn't", "didn't"), id="straight apostrophe"),
    ],
)
def test_forms_that_a_word_is_listed_by(word: str, expected: tuple[str, str]) -> None:
    assert forms(word) == expected


def test_listed_forms_have_their_own_numbers() -> None:
    listed = ({fingerprint("troops"): 7}, {fingerprint("troop"): 9})
    assert features("Troops", listed)[:2] == (7, 9)
    assert features("Trooper", listed)[:2] == (0, 0)


def test_looks_tell_words_of_one_form_apart() -> None:
    small, capital = features("may", NONE), features("May", NONE)
    different = [n for n, (a, b) in enumerate(zip(small, capital, strict=True)) if a != b]
    names = [name for name, *_ in (*LISTED, *HASHED)]
    assert [names[n] for n in different] == ["shape"]


@pytest.mark.property
@given(st.text(min_size=1))
def test_every_number_lies_in_its_table(word: str) -> None:
    found = features(word, NONE)
    assert found[:2] == (0, 0)
    assert all(0 < number < buckets for number, (_, buckets, _) in zip(found[2:], HASHED, strict=True))

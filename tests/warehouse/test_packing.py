"""Columns as bytes: what a browser reads back is what was put in."""

import json
import math
import struct
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.warehouse.test_page import read
from warehouse.page.packing import pack


def packed(columns: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    data = pack(columns)
    length = int.from_bytes(data[:4], "little")
    assert (4 + length) % 8 == 0, "numbers of four bytes must lie at a multiple of four"
    return json.loads(data[4 : 4 + length]), data[4 + length :]


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        ([1, None, -127], "i1"),
        ([1, -128], "i2"),
        ([128], "i2"),
        ([None, 40_000], "i4"),
        ([True, None, False], "i1"),
        ([None, None], "i1"),
        ([], "i1"),
    ],
    ids=["small", "the least is null", "two bytes", "four bytes", "yes and no", "all null", "none"],
)
def test_whole_numbers_take_as_few_bytes_as_they_can(values: list[int | None], kind: str) -> None:
    head, body = packed({"before": [7], "days": values})
    assert head["days"]["type"] == kind
    assert read(head, body)["days"] == values


def test_numbers_with_a_fraction_and_null() -> None:
    head, body = packed({"sure": [0.5, None, 1]})
    assert head["sure"]["type"] == "f4"
    values = struct.unpack_from("<3f", body, head["sure"]["at"])
    assert values[0] == 0.5
    assert math.isnan(values[1])


def test_what_is_no_column_stands_in_the_header() -> None:
    columns = {"total": 5, "titles": ["a", None], "place": {"values": ["Oslo"], "codes": [0, -1]}}
    head, body = packed(columns)
    assert (head["total"], head["titles"], head["place"]["values"]) == (5, ["a", None], ["Oslo"])
    assert read(head, body) == columns


def test_a_number_too_great_is_refused() -> None:
    with pytest.raises(OverflowError, match="do not fit"):
        pack({"days": [2**31]})


@pytest.mark.property
@given(
    st.lists(st.none() | st.integers(-(2**31) + 1, 2**31 - 1)),
    st.lists(st.text()),
    st.lists(st.sampled_from(["x", "é"])),
)
def test_everything_comes_back(numbers: list[int | None], texts: list[str], names: list[str]) -> None:
    columns = {"texts": texts, "days": numbers, "nested": {"names": names, "id": texts}}
    head, body = packed(columns)
    assert read(head, body) == columns | ({"nested": {"names": names or [], "id": texts}})

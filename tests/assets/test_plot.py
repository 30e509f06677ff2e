"""The plot of events over time that Dagster shows, and the entries beside it."""

import base64
import re
from xml.etree import ElementTree as ET

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assets.plot import bars, drawing, most_salient, plot
from pipelines.batches import to_table
from pipelines.days import day_number
from pipelines.schemas import EVENTS
from tests.warehouse.rows import event, mention, small_world, span


def days(*spans: tuple[str, str]) -> list[tuple[int, int]]:
    return [(first, last) for first, last in (span(*each) for each in spans) if first is not None and last is not None]


@pytest.mark.parametrize(
    ("spans", "count", "first"),
    [
        ([("2016-12-19", "2016-12-19")], 1, (2016, 12, 19)),
        ([("2016-12-19", "2016-12-19"), ("2017-01-03", "2017-01-03")], 16, (2016, 12, 19)),
        ([("2014-03-18", "2014-03-18"), ("2016-12-19", "2016-12-19")], 34, (2014, 3, 1)),
        ([("1914-06-28", "1914-06-28"), ("2016-12-19", "2016-12-19")], 52, (1914, 1, 1)),
        ([("-0043-03-15", "-0043-03-15"), ("0410-08-24", "0410-08-24")], 47, (-50, 1, 1)),
    ],
    ids=["one day", "days", "months", "steps of two years", "steps of ten years across year 1"],
)
def test_steps_are_those_of_the_calendar(spans: list[tuple[str, str]], count: int, first: tuple[int, int, int]) -> None:
    found = bars(days(*spans))
    assert found is not None
    assert (len(found.certain), found.edges[0]) == (count, day_number(*first))
    assert (sum(found.certain), sum(found.possible), found.outside) == (len(spans), 0, 0)


def test_what_is_known_coarsely_is_spread_and_not_certain() -> None:
    found = bars(days(("2016-01-05", "2016-01-05"), ("2016-01-01", "2016-04-09"), ("2016-04-20", "2016-04-20")))
    assert found is not None
    assert found.certain == (1, 0, 0, 1)
    assert found.possible == pytest.approx((0.31, 0.29, 0.31, 0.09))


def test_a_few_far_away_do_not_flatten_the_others() -> None:
    many = [(day, day) for day in range(17_000, 17_040)]
    found = bars([*many, *days(("-0043-03-15", "-0043-03-15"))])
    assert found is not None
    assert (sum(found.certain), found.outside) == (40, 1)


def test_nothing_to_plot() -> None:
    assert bars([]) is None
    assert plot(EVENTS.empty_table()).value == "no event with a date"
    assert most_salient(EVENTS.empty_table()).value == "no events"


def test_the_plot_is_a_picture_without_words_of_documents() -> None:
    table = to_table("events", small_world().events)
    found = re.fullmatch(r"!\[[^\]]+\]\(data:image/svg\+xml;base64,([^)]+)\)\n\n.+", str(plot(table).value))
    assert found
    root = ET.fromstring(base64.b64decode(found[1]))  # noqa: S314 - our own drawing
    assert len(root.findall("{*}rect")) == 2
    assert {node.tag.split("}")[1] for node in root.iter()} == {"svg", "rect", "path", "text"}


def test_the_most_salient_come_first_and_stay_in_their_cells() -> None:
    hostile = mention("d1", "A <script>|cell|</script> fell.", "fell", (), span("2015-01-01", "2015-01-01"))
    table = pa.concat_tables(
        [to_table("events", small_world().events), to_table("events", [event("e9", hostile, 99.0)])]
    )
    lines = str(most_salient(table, 2).value).splitlines()
    assert len(lines) == 4
    assert lines[2].count(" | ") == 4
    assert "&lt;script&gt;\\|cell\\|" in lines[2]
    assert lines[3].startswith(
        "| 7 October 2015 | On 7 October 2015 parliament elected Anna Müller. | happened | 1 | 5 |"
    )


@pytest.mark.property
@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(-800_000, 40_000), st.integers(0, 40_000)), min_size=1, max_size=30))
def test_every_event_is_counted_once(spans: list[tuple[int, int]]) -> None:
    found = bars([(first, first + length) for first, length in spans])
    assert found is not None
    assert len(found.edges) <= 62
    assert list(found.edges) == sorted(set(found.edges))
    total = sum(found.certain) + sum(found.possible) + found.outside
    assert total <= len(spans) + 1e-9
    if not found.outside and all(found.edges[0] <= a and a + n < found.edges[-1] for a, n in spans):
        assert total == pytest.approx(len(spans))
    ET.fromstring(drawing(found))  # noqa: S314 - our own drawing

"""How events lie to the day of publication, by links."""

from typing import Any

import pytest

from pipelines.days import parse_day
from tests.training.usage_links import relations_to_day

DAY = parse_day("1998-02-13")
TIMES = [{"tid": "t1", "value": "1998-02-11"}, {"tid": "t2", "value": "1998-02-13"}, {"tid": "t3", "value": "1999"}]


def to_time(event: str, kind: str, time: str) -> dict[str, Any]:
    return {"eventInstanceID": event, "relatedToTime": time, "relType": kind}


def to_event(event: str, kind: str, other: str) -> dict[str, Any]:
    return {"eventInstanceID": event, "relatedToEventInstance": other, "relType": kind}


@pytest.mark.parametrize(
    ("links", "relation"),
    [
        pytest.param([to_time("e", "BEFORE", "t0")], "before", id="to the day itself"),
        pytest.param([{"timeID": "t0", "relatedToEventInstance": "e", "relType": "BEFORE"}], "after", id="turned"),
        pytest.param([to_time("e", "INCLUDES", "t0")], "over", id="around it"),
        pytest.param([to_time("e", "IS_INCLUDED", "t1")], "before", id="on a day before"),
        pytest.param([to_time("e", "IS_INCLUDED", "t2")], "on", id="on the day"),
        pytest.param([to_time("e", "IS_INCLUDED", "t3")], "after", id="in a year to come"),
        pytest.param([to_time("e", "AFTER", "t1")], None, id="after a day before: either side"),
        pytest.param([to_event("e", "BEFORE", "f"), to_time("f", "BEFORE", "t0")], "before", id="before what is past"),
        pytest.param([to_event("e", "AFTER", "f"), to_time("f", "BEFORE", "t0")], None, id="after what is past"),
        pytest.param([to_event("f", "IDENTITY", "e"), to_time("f", "INCLUDES", "t0")], "over", id="the same event"),
        pytest.param([to_time("e", "BEFORE", "t0"), to_time("e", "IS_INCLUDED", "t2")], "before", id="straight first"),
    ],
)
def test_relation(links: list[dict[str, Any]], relation: str | None) -> None:
    assert relations_to_day({"timexes": TIMES, "tlinks": links}, DAY).get("e") == relation

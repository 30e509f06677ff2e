"""The page: its data are columns in which no word of a document is markup, and it is written only when it changes."""

import base64
import gzip
import hashlib
import json
import re
import struct
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from pipelines.errors import NothingPublished
from tests.warehouse.rows import ONE_BATCH, expression, place, small_world
from warehouse.home import Home
from warehouse.page import render, write
from warehouse.page.columns import columns

HOSTILE = "</script><script>alert('x')</script><!-- \u2028 \" & {{script}}"


def data(html: str, name: str) -> Any:
    """What the page reads back from one of its two packs."""
    found = re.search(rf'<script type="application/octet-stream" id="{name}">([A-Za-z0-9+/=]*)</script>', html)
    assert found
    packed = gzip.decompress(base64.b64decode(found[1]))
    length = int.from_bytes(packed[:4], "little")
    return read(json.loads(packed[4 : 4 + length]), packed[4 + length :])


def read(spec: Any, body: bytes) -> Any:
    """Read columns as the page does, by their descriptions."""
    if not isinstance(spec, dict):
        return spec
    if "at" not in spec:
        return {name: read(each, body) for name, each in spec.items()}
    if spec["type"] == "text":
        ends = read(spec["ends"], body)
        data = body[spec["at"] :]
        return [data[first:last].decode() for first, last in pairwise([0, *ends])]
    kind = {"i1": "b", "i2": "h", "i4": "i", "f4": "f"}[spec["type"]]
    size = struct.calcsize(kind)
    values = struct.unpack_from(f"<{spec['length']}{kind}", body, spec["at"])
    none = -(1 << (8 * size - 1))
    return [None if value == none or value != value else value for value in values]  # noqa: PLR0124 - NaN


def named(column: dict[str, Any]) -> list[Any]:
    return [None if code < 0 else column["values"][code] for code in column["codes"]]


def test_the_page_holds_every_event_with_its_mentions(filled: Home) -> None:
    report = write(filled.published, filled.page)
    assert (report.shown, report.total, report.undated, report.changed) == (4, 4, 1, True)
    html = filled.page.read_text(encoding="utf-8")
    events, mentions = data(html, "events"), data(html, "mentions")
    assert mentions["id"] == ["e2", "e4", "e1", "e5", "e3"]
    assert named(events["date_text"])[:3] == ["15 March 44 BC", "October 2015", "7 October 2015"]
    assert events["begin_earliest"] == [-735160, 16709, 16715, 16909, None]
    assert events["begin_latest"] == [-735160, 16739, 16715, None, None]
    assert [events["texts"][number] for number in events["headline"]][2].startswith("On 7 October 2015")
    assert named(events["undated_reason"])[-1] == "publication date unknown"
    assert events["participants"]["counts"] == [1, 1, 2, 1, 1]
    assert mentions["counts"] == [1, 1, 1, 1, 1]
    assert [column[2] for column in mentions["marks"].values()] == [29, 36, 3, 17]  # "elected", and "7 October 2015"
    assert mentions["links"][mentions["document"][2]] == "https://example.org/vote"
    assert mentions["published"][mentions["document"][2]] == "8 October 2015"
    assert not mentions["texts"], "sentences that are headlines are said once"


def test_former_ids_lead_to_what_became_of_them(filled: Home) -> None:
    former = columns(filled.published, 10).mentions["former"]
    assert dict(zip(former["id"], former["now"], strict=True)) == {"e90": 2, "e91": 2, "e92": -1, "e93": -1}
    assert "e90" not in columns(filled.published, 0).mentions["former"]["id"]


def test_triggers_stand_in_their_headlines(filled: Home) -> None:
    events = columns(filled.published, 10).events
    headlines = [events["texts"][number] for number in events["headline"]]
    spans = zip(headlines, events["trigger"]["start"], events["trigger"]["length"], strict=True)
    words = [headline[start : start + length] for headline, start, length in spans]
    assert words == ["killed", "October", "elected", "Later", "collapsed"]


def test_what_is_told_differently_is_counted(filled: Home) -> None:
    write(filled.published, filled.page)
    votes = data(filled.page.read_text(encoding="utf-8"), "mentions")["votes"]
    assert votes["counts"] == [0, 0, 4, 0, 0]
    told = list(zip(named(votes["matter"]), named(votes["says"]), votes["mentions"], votes["agrees"], strict=True))
    assert told == [
        ("plan", "October 2015", 3, True),
        ("plan", "5 October 2015", 1, False),
        ("status", "happened", 2, True),
        ("status", "denied", 1, False),
    ]
    assert votes["other"] == [-1, -1, -1, 3], "e5 denies it, the fourth on the page"


def test_the_same_page_stays_untouched(filled: Home) -> None:
    write(filled.published, filled.page)
    before = filled.page.stat().st_mtime_ns
    assert not write(filled.published, filled.page).changed
    assert filled.page.stat().st_mtime_ns == before


def test_a_page_of_what_is_published_already_is_not_made_again(filled: Home) -> None:
    first = write(filled.published, filled.page)
    whole = filled.page.read_bytes()
    with patch("warehouse.page.columns", wraps=columns) as reading:
        assert write(filled.published, filled.page) == replace(first, changed=False)
        assert not reading.called
        assert write(filled.published, filled.page, rows=2).changed
        assert write(filled.published, filled.page).changed
        filled.page.write_bytes(whole[:-9])
        assert write(filled.published, filled.page).changed
        filled.page.unlink()
        assert write(filled.published, filled.page).changed
        assert len(reading.call_args_list) == 4
    assert filled.page.read_bytes() == whole


def test_a_long_timeline_keeps_the_most_salient(filled: Home) -> None:
    report = write(filled.published, filled.page, rows=2)
    assert (report.shown, report.total, report.undated) == (2, 4, 1)
    events, mentions = (data(filled.page.read_text(encoding="utf-8"), name) for name in ("events", "mentions"))
    assert (mentions["id"], events["total"]) == (["e2", "e1", "e3"], 5)


@pytest.mark.parametrize(
    ("value", "minutes"),
    [("2015-10-07T14:46", 886), ("2015-10-07T25:00", None), ("2015-10-07", None), ("2015-10-08T14:46", None)],
    ids=["clock", "no hour of a day", "day", "another day"],
)
def test_an_hour_counts_where_the_day_is_the_event_s(home: Home, value: str, minutes: int | None) -> None:
    world = small_world()
    told = replace(expression("d1", 3, "7 October 2015", "2015-10-07"), value=value)
    place(home, replace(world, time_expressions=(told,)), ONE_BATCH).load(home)
    found = columns(home.database, 10)
    assert found.events["clock"] == [None, None, minutes, None, None]


def test_no_word_of_a_document_stands_in_the_page(filled: Home) -> None:
    found = columns(filled.published, 10)
    events = found.events | {"texts": [HOSTILE] * len(found.events["texts"])}
    mentions = found.mentions | {"titles": [HOSTILE] * len(found.mentions["titles"])}
    html = render(events, mentions)
    assert "alert" not in html
    assert html.count("<script") == html.count("</script>") == 3
    assert data(html, "events")["texts"][0] == HOSTILE
    assert data(html, "mentions")["titles"][0] == HOSTILE


def test_the_policy_allows_this_style_and_program_alone(filled: Home) -> None:
    found = columns(filled.published, 10)
    html = render(found.events, found.mentions)
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', html)
    assert policy
    style = re.search(r"<style>(.*?)</style>", html, re.DOTALL)
    script = html.rsplit("<script>", 1)[1].split("</script>")[0]
    assert style
    hashes = [base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in (script, style[1])]
    assert policy[1] == (
        f"default-src 'none'; script-src 'sha256-{hashes[0]}'; style-src 'sha256-{hashes[1]}'; "
        "base-uri 'none'; form-action 'none'"
    )
    assert not re.search(r"<(script|link|img|iframe)[^>]*\s(src|href)=", html)


def test_the_licences_of_what_it_is_built_on_are_in_it(filled: Home) -> None:
    found = columns(filled.published, 10)
    html = render(found.events, found.mentions)
    assert "Permission to use, copy, modify, and/or distribute this software" in html
    assert "Copyright 2001 Robert Penner" in html


def test_no_page_before_the_first_publication(tmp_path: Path) -> None:
    with pytest.raises(NothingPublished):
        write(tmp_path / "none.duckdb", tmp_path / "page.html")

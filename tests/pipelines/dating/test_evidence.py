"""Evidence from what is given, from containers, addresses and captures."""

import pytest

from pipelines.dating.evidence import collect
from pipelines.days import parse_interval
from pipelines.records import Document, Hint


def document(
    hints: tuple[tuple[str, str], ...] = (),
    url: str | None = None,
    published: str | None = None,
    captured: str | None = None,
) -> Document:
    return Document(
        "d",
        "c",
        None,
        "",
        url=url,
        hints=tuple(Hint(kind, value) for kind, value in hints),
        given_published=published,
        given_by="sidecar" if published else None,
        captured=captured,
    )


@pytest.mark.parametrize(
    ("url", "days"),
    [
        pytest.param("https://a.example/2015/10/07/title", "2015-10-07", id="day in folders"),
        pytest.param("https://a.example/2015/oct/07/title", "2015-10-07", id="month in letters"),
        pytest.param("https://a.example/news/2015-10-07-title", "2015-10-07", id="hyphens"),
        pytest.param("https://a.example/title-20151007.html", "2015-10-07", id="eight figures"),
        pytest.param("https://a.example/2015/10/title", "2015-10", id="month"),
        pytest.param("https://a.example/1912/04/16/title", "1912-04-16", id="archive"),
    ],
)
def test_address(url: str, days: str) -> None:
    (clue,) = collect(document(url=url))
    assert (clue.kind, clue.days) == ("url", parse_interval(days))


@pytest.mark.parametrize(
    "url",
    [
        pytest.param("https://a.example/story/4436-9-common-myths", id="number of an article"),
        pytest.param("https://a.example/20159907", id="no such month"),
        pytest.param("https://a.example/id/120151007123", id="inside a longer number"),
        pytest.param("https://a.example/2015-in-review", id="a year is no filing"),
        pytest.param("https://a.example/2015/13/40/x", id="no such day"),
    ],
)
def test_address_without_a_date(url: str) -> None:
    assert collect(document(url=url)) == []


@pytest.mark.parametrize(
    ("kind", "value", "days", "shown"),
    [
        pytest.param(
            "html meta article:published_time", "2019-04-16T17:40:00+02:00", "2019-04-16", "html", id="published"
        ),
        pytest.param("html json-ld datePublished", "2019-04-16", "2019-04-16", "html", id="JSON-LD"),
        pytest.param(
            "html meta article:modified_time", "2019-04-17T08:05:00+02:00", "../2019-04-17", "html", id="modified"
        ),
        pytest.param("html time", "2019-04-16", "2019-04-16", "html", id="time element"),
        pytest.param("html htmldate", "2019-04-16", "2019-04-16", "html", id="htmldate"),
        pytest.param("html htmldate", "2019-01-01", "2019", "html", id="htmldate found a year"),
        pytest.param("front matter date", "2019-04-16", "2019-04-16", "front matter", id="front matter"),
        pytest.param("front matter lastmod", "2019-04-16", "../2019-04-16", "front matter", id="front matter, changed"),
        pytest.param("xmp CreateDate", "2019-04-16", "2019-04-16", "metadata", id="a container we know nothing of"),
    ],
)
def test_container(kind: str, value: str, days: str, shown: str) -> None:
    (clue,) = collect(document(((kind, value),)))
    assert (clue.kind, clue.origin, clue.surface, clue.days) == (shown, kind, value, parse_interval(days))


def test_published_is_believed_more_than_a_time_element_and_that_more_than_htmldate_alone() -> None:
    kinds = ("html meta article:published_time", "html time", "html htmldate")
    weights = [collect(document(((kind, "2019-04-16"),)))[0].weight for kind in kinds]
    assert weights == sorted(weights, reverse=True)


def test_what_repeats_the_day_of_a_change_is_believed_less() -> None:
    hints = (("html meta article:modified_time", "2024-02-12"), ("html htmldate", "2024-02-12"))
    _, alone = collect(document(hints))
    assert alone.weight < 0.5
    assert alone.note == "also the day of a change"


def test_names_that_speak_of_no_date_are_left_out() -> None:
    assert (
        collect(document((("html meta msvalidate.01", "3B427AB94F2015"), ("html meta twitter:creator", "@may2015"))))
        == []
    )


def test_what_a_source_states_is_given() -> None:
    (clue,) = collect(document(published="7 October 2015"))
    assert (clue.kind, clue.origin, clue.weight, clue.days) == ("given", "sidecar", 1.0, parse_interval("2015-10-07"))


def test_a_capture_bounds_the_day_from_above() -> None:
    (clue,) = collect(document(captured="2021-04-02T09:12:44Z"))
    assert (clue.kind, clue.days) == ("captured", parse_interval("../2021-04-02"))

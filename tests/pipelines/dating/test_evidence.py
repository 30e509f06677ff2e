"""Evidence from what is given, from containers, addresses and captures."""

from dataclasses import replace

import pytest

from pipelines.dating.evidence import collect
from pipelines.days import parse_interval
from pipelines.records import Document, Hint, Line


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


@pytest.mark.parametrize(
    ("kind", "value", "days", "shown"),
    [
        pytest.param("pdf_created", "D:20151007120000Z", "../2015-10-07", "metadata", id="a PDF was made"),
        pytest.param("pdf_modified", "2015-10-07T12:00:00Z", "../2015-10-07", "metadata", id="a PDF was saved"),
        pytest.param("docx_modified", "2015-10-07T12:00:00Z", "../2015-10-07", "metadata", id="a DOCX was saved"),
        pytest.param("file_modified", "2015-10-07T12:00:00Z", "../2015-10-08", "file", id="a file was changed"),
        pytest.param("file_member_modified", "2015-10-07T12:00:00", "../2015-10-08", "file", id="a member was changed"),
        pytest.param("http_last_modified", "Wed, 07 Oct 2015 12:00:00 GMT", "../2015-10-07", "metadata", id="a server"),
        pytest.param("mail_date", "Wed, 7 Oct 2015 23:30:00 -0400", "2015-10-07", "mail", id="a mail, in its own zone"),
        pytest.param("epub_date", "2015-10-07", "2015-10-07", "metadata", id="an edition"),
        pytest.param("file_name", "notes/2015-10-07 meeting.txt", "2015-10-07", "file", id="name, year first"),
        pytest.param("file_name", "notes/07.10.2015-meeting.txt", "2015-10-07", "file", id="name, day first"),
        pytest.param("file_name", "meeting_7_october_2015.docx", "2015-10-07", "file", id="name in words"),
        pytest.param("file_name", "meeting-oct-7-2015.pdf", "2015-10-07", "file", id="name with hyphens"),
        pytest.param("file_name", "IMG_20151007.txt", "2015-10-07", "file", id="name, eight figures"),
    ],
)
def test_what_files_say_of_themselves(kind: str, value: str, days: str, shown: str) -> None:
    (clue,) = collect(document(((kind, value),)))
    assert (clue.kind, clue.days) == (shown, parse_interval(days))


@pytest.mark.parametrize(
    "name", ["report-2015.pdf", "000_7ab9bf20151007acf.txt", "v1.2.2015.4.txt", "2015-10-07 to 2015-10-09.txt", "a.txt"]
)
def test_names_of_files_that_name_no_day(name: str) -> None:
    assert collect(document((("file_name", name),))) == []


def test_the_file_that_a_document_is_names_its_day_and_its_folders_do_not() -> None:
    dated = Document("d", "c", None, "", uri="file:///home/2001-01-01/2015-10-07%20meeting.txt")
    assert [clue.days for clue in collect(dated)] == [parse_interval("2015-10-07")]
    record = Document("d", "c", None, "", uri="file:///home/2001-01-01/crawl-2015-10-07.jsonl#12")
    assert collect(record) == []


SHOWN = "html shown"


@pytest.mark.parametrize(
    ("lines", "days"),
    [
        pytest.param(("By Jane Doe Mar 5, 2025 | 6 comments",), ["2025-03-05"], id="author and day"),
        pytest.param(("Published on Oct 21, 2025 Updated on Mar 9, 2026",), ["2025-10-21", "../2026-03-09"], id="both"),
        pytest.param(("Updated Feb 11, 2026",), ["../2026-02-11", "2026-02-11"], id="a change alone"),
        pytest.param(("Our readers chose the best boxes of May 5, 2024. They are these.",), [], id="a sentence"),
        pytest.param(("Offer ends 12 December 2025",), [], id="advertising"),
    ],
)
def test_what_a_page_shows_beside_its_headline(lines: tuple[str, ...], days: list[str]) -> None:
    found = collect(document(tuple((SHOWN, line) for line in lines)))
    assert [clue.days for clue in found] == [parse_interval(day) for day in days]


def test_a_page_that_shows_a_change_alone_is_not_dated_by_it() -> None:
    found = collect(document(((SHOWN, "Updated Feb 11, 2026"),)))
    assert [clue.weight >= 0.5 for clue in found] == [True, False]


def test_the_head_of_a_page_wins_where_the_shown_day_is_the_same_moment_in_another_zone() -> None:
    hints = (("html meta article:published_time", "2025-07-05T00:04:00+00:00"), (SHOWN, "July 4, 2025"))
    head, shown = collect(document(hints))
    assert head.weight > shown.weight
    apart = (("html meta article:published_time", "2025-07-05T22:04:00+00:00"), (SHOWN, "July 4, 2025"))
    head, shown = collect(document(apart))
    assert head.weight < shown.weight


def test_ages_that_a_page_shows_count_from_its_capture_only() -> None:
    text = "8 years ago\nDuration 1:54\n8 years ago"
    lines = tuple(Line(start, end, "boilerplate", "test") for start, end in ((0, 11), (12, 25), (26, 37)))
    page = Document("d", "c", None, text, language="en", lines=lines)
    assert collect(page) == []
    ages = [clue for clue in collect(replace(page, captured="2024-02-01")) if clue.origin == "text: age shown"]
    assert len(ages) == 2
    assert all(clue.days.intersect(parse_interval("2015-10-07")) for clue in ages)
    assert all(clue.weight >= 0.5 for clue in ages)
    one = replace(page, text="8 years ago", lines=lines[:1], captured="2024-02-01")
    assert [clue.weight < 0.5 for clue in collect(one) if clue.origin == "text: age shown"] == [True]

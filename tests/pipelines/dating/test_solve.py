"""Evidence intersected: what wins, what loses, and what is never claimed."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.dating.clues import Clue
from pipelines.dating.evidence import collect
from pipelines.dating.solve import date_document, solve
from pipelines.days import UNKNOWN, DayInterval, parse_interval
from pipelines.documents.lines import label_lines
from pipelines.records import Document, Hint, PublicationDate
from pipelines.settings import Dating

SHARED = Path(__file__).parents[3].parent / "shared"
DOCUMENTS = Path(__file__).parents[2] / "documents"


def document(
    text: str = "",
    published: str | None = None,
    url: str | None = None,
    captured: str | None = None,
    html: str | None = None,
) -> Document:
    hints = (Hint("html meta article:published_time", html),) if html else ()
    given_by = "sidecar" if published else None
    return Document(
        "d",
        "c",
        None,
        text,
        None,
        "en",
        url=url,
        hints=hints,
        given_published=published,
        given_by=given_by,
        captured=captured,
    )


def summary(found: PublicationDate) -> tuple[DayInterval, str, str]:
    return found.days, found.granularity, found.method


def test_without_evidence_nothing_is_known() -> None:
    found = date_document(document("On Monday the council met, as it had in May."))
    assert summary(found) == (UNKNOWN, "unknown", "unknown")
    assert (found.confidence, found.most_likely, found.evidence) == (0.0, None, ())


def test_given_wins_and_the_contradiction_is_shown() -> None:
    found = date_document(document(published="2015-10-07", html="2016-01-02T10:00:00Z"))
    assert summary(found) == (parse_interval("2015-10-07"), "day", "given")
    assert (found.contradicted, found.confidence) == (True, 1.0)
    given_evidence, html = found.evidence
    assert (given_evidence.used, html.used) == (True, False)
    assert html.note == "contradicts 7 October 2015 (given), which is believed more"


def test_a_given_day_that_nothing_contradicts_is_certain() -> None:
    found = date_document(document(published="2015-10-07", html="2015-10-07T10:00:00Z"))
    assert (found.confidence, found.contradicted, found.most_likely) == (1.0, False, found.earliest)


@pytest.mark.parametrize(
    "published", ["Oct. 7", "soon", "", "0000", "7 October 2015 or later, 9 October 2015", "9" * 20]
)
def test_a_given_date_that_names_no_day_is_kept_and_not_used(published: str) -> None:
    found = date_document(Document("d", "c", None, "", given_published=published, given_by="json"))
    assert summary(found) == (UNKNOWN, "unknown", "unknown")
    assert [(item.used, bool(item.note)) for item in found.evidence] == [(False, True)]


def test_a_given_date_that_reads_both_ways_is_narrowed_by_the_address() -> None:
    found = date_document(document(published="11/03/2011", url="https://a.example/2011/03/11/tsunami"))
    assert summary(found) == (parse_interval("2011-03-11"), "day", "url")


def test_a_given_date_that_reads_both_ways_stays_both() -> None:
    found = date_document(document(published="11/03/2011"))
    assert summary(found) == (parse_interval("2011-03-11/2011-11-03"), "interval", "given")
    assert found.most_likely is None
    assert found.evidence[0].note == "day and month could be read either way round"


def test_a_capture_alone_is_an_upper_bound() -> None:
    found = date_document(document(captured="2021-04-02T09:12:44Z"))
    assert summary(found) == (parse_interval("../2021-04-02"), "interval", "captured")


@pytest.mark.parametrize(
    ("kind", "value", "bound"),
    [
        pytest.param("file_modified", "2015-10-07T22:30:00+00:00", "../2015-10-08", id="of a file"),
        pytest.param("file_member_modified", "2015-10-07T00:00:00", "../2015-10-08", id="in an archive"),
        pytest.param("http_last_modified", "Wed, 07 Oct 2015 12:00:00 GMT", "../2015-10-07", id="at a server"),
    ],
)
def test_a_time_of_change_is_a_bound_that_yields_to_all_else(kind: str, value: str, bound: str) -> None:
    hints = (Hint(kind, value),)
    alone = date_document(replace(document("The dam broke."), hints=hints))
    assert alone.days == parse_interval(bound)
    assert alone.most_likely is None
    assert alone.confidence <= 0.6
    stated = date_document(replace(document("Published 3 March 2019\n\nThe dam broke."), hints=hints))
    assert stated.days == parse_interval("2019-03-03")
    assert [item.used for item in stated.evidence if item.origin == kind] == [False]
    day = int(bound[-1])
    told = date_document(replace(document(f"The dam broke on {day} October 2015."), hints=hints))
    assert told.days == parse_interval(f"2015-10-0{day}/..")
    assert told.evidence[0].note is not None
    assert told.evidence[0].note.endswith("too weak to settle on a day")


def test_a_page_cannot_be_written_after_it_was_captured() -> None:
    found = date_document(document(url="https://a.example/2021/05/09/x", captured="2021-04-02"))
    assert found.days == parse_interval("../2021-04-02")
    assert found.contradicted


@pytest.mark.parametrize(
    ("published", "days"),
    [
        pytest.param("1990", "1990-02-11", id="the year is given"),
        pytest.param("1990-02", "1990-02-11", id="the month is given"),
        pytest.param(None, None, id="no year at all"),
    ],
)
def test_a_dateline_without_a_year(published: str | None, days: str | None) -> None:
    text = "CAPE TOWN, Feb. 11 (Cape Record) - Nelson Mandela walked out of prison on Sunday after 27 years in jail."
    found = date_document(document(text, published=published))
    assert found.days == (parse_interval(days) if days else UNKNOWN)
    dateline = found.evidence[-1]
    assert text[dateline.start : dateline.end] == dateline.surface == "Feb. 11"
    assert dateline.used is (days is not None)
    assert (0.89 < found.confidence < 1.0) is (days is not None)
    assert dateline.note == ("its year comes from given" if days else "names no year")


@pytest.mark.parametrize(
    ("bounds", "days"),
    [
        pytest.param("2009-01-01/2012-12-31", "2011-06-23", id="one year has that Thursday"),
        pytest.param("2004-01-01/2007-12-31", "2004-01-01/2007-12-31", id="that day, or the day after it"),
        pytest.param("2009-01-01/..", "2009-01-01/..", id="without an end there are many"),
        pytest.param("1999-01-01/2012-12-31", "1999-01-01/2012-12-31", id="too many years"),
    ],
)
def test_a_weekday_in_its_story_fixes_the_year_of_a_dateline(bounds: str, days: str) -> None:
    text = "PERTH, June 23 (Reuters) - Supplies of gas fell on Thursday, the state's minister said."
    (dateline,) = [clue for clue in collect(document(text)) if clue.kind == "dateline"]
    assert dateline.month_day == (6, 23)
    assert dateline.weekday == 4
    assert solve([bound(bounds, 0.9), dateline], Dating()).days == parse_interval(days)


def test_a_weekday_with_its_date_told_as_past_bounds_the_year_after_it() -> None:
    text = "The bridge over the river collapsed on Tuesday, June 15, and nobody has mended it."
    (clue,) = [clue for clue in collect(document(text)) if clue.weekday]
    found = solve([bound("2008-01-01/2012-12-31", 0.9), clue], Dating())
    assert (found.days, found.evidence[1].used) == (parse_interval("2010-06-15/2011-06-16"), True)
    assert solve([clue], Dating()).days == UNKNOWN


def test_a_dateline_of_the_day_before_is_no_contradiction() -> None:
    text = "OTTAWA, Oct. 7, 2015 (Reuters) - Canada should align with Russia, the ambassador said in an interview."
    found = date_document(document(text, html="2015-10-08T06:00:00Z"))
    assert (found.days, found.contradicted) == (parse_interval("2015-10-08"), False)
    assert [item.note for item in found.evidence if not item.used] == [
        "a day away from 8 October 2015 (html): another time zone or the next day's edition"
    ]


def test_weak_evidence_supports_and_never_answers() -> None:
    alone = solve([Clue("html", "html htmldate", "2019", parse_interval("2019"), 0.3)], Dating())
    assert (summary(alone), alone.evidence[0].used) == ((UNKNOWN, "unknown", "unknown"), False)
    assert alone.evidence[0].note == "too weak to give an answer by itself"


def bound(days: str, weight: float, kind: str = "text") -> Clue:
    return Clue(kind, "test", "test", parse_interval(days), weight)


def test_both_ends_of_an_interval_have_to_hold() -> None:
    found = solve([bound("2010-01-01/..", 0.9), bound("../2012-12-31", 0.8, "comment")], Dating())
    assert found.days == parse_interval("2010-01-01/2012-12-31")
    assert found.confidence == pytest.approx(0.72)


def test_a_bound_next_to_the_day_of_writing_makes_that_day_stand_out() -> None:
    comment = replace(bound("../2012-12-31", 0.9, "comment"), nearest=True)
    assert solve([comment], Dating()).most_likely == parse_interval("2012-12-31").latest
    assert solve([bound("../2012-12-31", 0.9)], Dating()).most_likely is None
    assert solve([comment, bound("../2012-12-30", 0.9)], Dating()).most_likely is None


def test_kinds_that_agree_make_it_surer() -> None:
    alone = date_document(document(html="2019-04-16"))
    both = date_document(document(html="2019-04-16", url="https://a.example/2019/04/16/x"))
    assert alone.confidence < both.confidence < 1.0


@pytest.mark.parametrize(
    ("name", "first", "last", "true_day"),
    [
        ("000_7ab9bf36559d4acf.txt", None, None, "2015-10-07"),
        ("001_b9d2ecab71781502.txt", "2016-04-18", "2017-12-31", "2016-12-21"),
    ],
)
@pytest.mark.skipif(not SHARED.exists(), reason="the two sample articles lie beside the repository")
def test_the_samples_are_bounded_by_what_they_presuppose(
    name: str, first: str | None, last: str | None, true_day: str
) -> None:
    text = (SHARED / "samples" / name).read_text(encoding="utf-8")
    found = date_document(document(text)).days
    assert found.intersect(parse_interval(true_day)) == parse_interval(true_day)
    if first and last:
        assert found.intersect(parse_interval(f"{first}/{last}")) == found


@pytest.mark.parametrize(
    ("name", "days"),
    [
        ("notre-dame/fire-breaks-out.txt", "2019-04-15"),
        ("space/moon-landing.txt", "1969-07-21"),
        ("suez-freed-page-dump.txt", "2021-03-29"),
        ("letter-from-haiti.txt", "2010-01-14"),
        ("fukushima-page-dump.txt", "2011-12-01/.."),
        ("chernobyl.txt", "2000-12-15/.."),
        ("ancient-rome.txt", None),
        ("mandela.txt", "1964-06-12/.."),
    ],
)
def test_the_documents_of_the_repository(name: str, days: str | None) -> None:
    text = (DOCUMENTS / name).read_text(encoding="utf-8")
    found = date_document(replace(document(text), lines=label_lines(text, None)))
    assert found.days == (parse_interval(days) if days else UNKNOWN)


DAYS = st.integers(min_value=-10_000, max_value=25_000)
INTERVALS = st.one_of(
    st.just(UNKNOWN),
    st.tuples(DAYS, st.integers(0, 800)).map(lambda both: DayInterval(both[0], both[0] + both[1])),
    DAYS.map(lambda day: DayInterval(None, day)),
    DAYS.map(lambda day: DayInterval(day, None)),
)
CLUES = st.builds(
    Clue,
    kind=st.sampled_from(["given", "html", "url", "byline", "dateline", "captured"]),
    origin=st.just("test"),
    surface=st.just("test"),
    days=INTERVALS,
    weight=st.floats(0, 1),
    month_day=st.one_of(st.none(), st.tuples(st.integers(1, 12), st.integers(1, 31))),
)


@pytest.mark.property
@given(st.lists(CLUES, max_size=8))
def test_the_answer_lies_inside_all_evidence_it_rests_on(clues: list[Clue]) -> None:
    found = solve(clues, Dating())
    assert len(found.evidence) == len(clues)
    assert 0.0 <= found.confidence <= 1.0
    for item in found.evidence:
        if item.used:
            assert found.days.intersect(DayInterval(item.earliest, item.latest)) == found.days
        elif item.earliest is not None or item.latest is not None:
            assert item.note or item.weight == 0
    assert found.days.known == (found.method != "unknown") == (found.granularity != "unknown") == (found.confidence > 0)


@pytest.mark.property
@given(
    st.text(),
    st.one_of(st.none(), st.text()),
    st.one_of(st.none(), st.text()),
    st.sampled_from(["en", "de", "xx", "zh"]),
)
def test_no_text_makes_it_fail_and_spans_are_exact(
    text: str, published: str | None, url: str | None, language: str
) -> None:
    full = f"Published {text} 7 October 2015\n{text}\nPARIS, Oct. 7 (X) - {text}"
    hints = (Hint("html time", text), Hint("html meta date", url or ""))
    found = date_document(
        Document(
            "d", "c", None, full, language=language, url=url, hints=hints, given_published=published, captured=published
        )
    )
    for item in found.evidence:
        if item.start is not None:
            assert full[item.start : item.end] == item.surface

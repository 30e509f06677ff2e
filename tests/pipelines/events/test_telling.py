"""Days that the way of telling gives: full dates that contradict, captions, what follows a dated deed, asides."""

from collections.abc import Callable

import pytest

from pipelines.days import iso_day, parse_interval
from pipelines.records import EventMention

EventsOf = Callable[..., dict[str, EventMention]]


@pytest.mark.parametrize(
    ("text", "word", "time", "value", "expected"),
    [
        pytest.param(
            "The mayor opened the dam on 3 May 2011.", "opened", "3 May 2011", "2011-05-03", "2011-05-03", id="deed"
        ),
        pytest.param(
            "He agreed to open it on 3 May 2011.", "agreed", "3 May 2011", "2011-05-03", None, id="complement"
        ),
        pytest.param(
            "He announced talks on 3 May 2011.", "announced", "3 May 2011", "2011-05-03", None, id="event noun"
        ),
        pytest.param("It was planned on 3 May 2011.", "planned", "3 May 2011", "2011-05-03", None, id="looks ahead"),
        pytest.param("They sold tickets for 3 May 2011.", "sold", "3 May 2011", "2011-05-03", None, id="for a day"),
        pytest.param("The mayor opened it in May 2011.", "opened", "May 2011", "2011-05", None, id="no full date"),
    ],
)
def test_a_full_date_after_publication_is_shown_as_the_text_has_it(  # noqa: PLR0917 - one a column
    events_of: EventsOf, text: str, word: str, time: str, value: str, expected: str | None
) -> None:
    event = events_of(text, {time: value}, published="2010-06-09")[word]
    day = parse_interval(expected).earliest if expected else None
    assert event.begin_earliest == day
    assert event.end_latest == (day or parse_interval("2010-06-09").latest)


@pytest.mark.parametrize("published", [None, "2016-12-22"])
@pytest.mark.parametrize(
    ("text", "time", "value", "words"),
    [
        pytest.param(
            "Snipers locate and shoot a target at night in Adazi during Operation REASSURANCE on April 18, 2016.",
            "April 18, 2016",
            "2016-04-18",
            ("locate", "shoot"),
            id="what soldiers do",
        ),
        pytest.param(
            "In this March 2012 file photo, Syrians hold photos and shout slogans during a protest.",
            "March 2012",
            "2012-03",
            ("hold", "shout"),
            id="file photo",
        ),
        pytest.param(
            "In this photo taken on March 5, 2012, Syrians hold flags.",
            "March 5, 2012",
            "2012-03-05",
            ("taken", "hold"),
            id="taken on",
        ),
    ],
)
def test_captions_tell_in_the_present_what_happened_then(  # noqa: PLR0917 - one a column
    events_of: EventsOf, text: str, time: str, value: str, words: tuple[str, ...], published: str | None
) -> None:
    found = events_of(text, {time: value}, published=published)
    days = parse_interval(value)
    assert {(found[word].begin_earliest, found[word].end_latest) for word in words} == {(days.earliest, days.latest)}


@pytest.mark.parametrize(
    ("text", "time", "value", "shown", "not_shown"),
    [
        ("The president speaks during a rally on May 3, 2011.", "May 3, 2011", "2011-05-03", ("speaks", "rally"), ()),
        ("A man walks past a poster in Oslo May 3, 2011.", "May 3, 2011", "2011-05-03", ("walks",), ()),
        (
            "Officials believe that the plane crashed on May 3, 2011.",
            "May 3, 2011",
            "2011-05-03",
            ("crashed",),
            ("believe",),
        ),
        ("The film tells of the attack on May 3, 2001.", "May 3, 2001", "2001-05-03", ("attack",), ("tells",)),
        ("The law takes effect on May 3, 2018.", "May 3, 2018", "2018-05-03", (), ()),
    ],
    ids=["its occasion", "no preposition", "a clause between", "what is told of", "ahead"],
)
def test_a_full_date_of_the_past_closes_a_caption(  # noqa: PLR0917 - one a column
    events_of: EventsOf, text: str, time: str, value: str, shown: tuple[str, ...], not_shown: tuple[str, ...]
) -> None:
    found = events_of(text, {time: value}, published="2016-12-22")
    day = parse_interval(value).earliest
    assert {(found[word].begin_earliest, found[word].end_latest) for word in shown} <= {(day, day)}
    assert all(found[word].begin_earliest != day for word in not_shown)


def test_a_dateline_dates_no_event(events_of: EventsOf) -> None:
    text = "PARIS, April 15, 2019 — A fire tore through the roof."
    found = events_of(text, {"April 15, 2019": "2019-04-15"}, published=None)
    assert found["tore"].sentence == "A fire tore through the roof."
    assert found["tore"].date_basis == "none"


def test_what_rests_on_a_neighbour_says_so(events_of: EventsOf) -> None:
    found = events_of("He denounced the plan on Tuesday and left.", {"Tuesday": "2016-12-20"})
    assert (found["denounced"].date_basis, found["denounced"].time_expression) == ("time expression", 0)
    assert (found["left"].date_basis, found["left"].time_expression) == ("neighbouring event", None)


@pytest.mark.parametrize(
    ("text", "times", "word", "expected"),
    [
        pytest.param(
            "He denounced the plan on Tuesday and left.",
            {"Tuesday": "2016-12-20"},
            "left",
            ("2016-12-20", "2016-12-22"),
            id="joined",
        ),
        pytest.param(
            "He denounced the plan today and then left, and came back.",
            {"today": "2016-12-22"},
            "came",
            ("2016-12-22", "2016-12-22"),
            id="chain on the day of publication",
        ),
        pytest.param(
            "Earth came down on Monday, ripping two houses apart.",
            {"Monday": "2016-12-19"},
            "ripping",
            ("2016-12-19", "2016-12-22"),
            id="participle",
        ),
        pytest.param(
            "He was shot on Monday, police said.",
            {"Monday": "2016-12-19"},
            "said",
            ("2016-12-19", "2016-12-22"),
            id="said of what was done",
        ),
        pytest.param(
            "Police said that he was shot in 2014.", {"2014": "2014"}, "said", ("2014-01-01", "2016-12-22"), id="year"
        ),
        pytest.param(
            "The spire, which was added in 1859, broke.",
            {"1859": "1859"},
            "broke",
            (None, "2016-12-22"),
            id="main clause",
        ),
        pytest.param(
            "Oil rose on Monday, and gas fell.",
            {"Monday": "2016-12-19"},
            "fell",
            (None, "2016-12-22"),
            id="own subject",
        ),
        pytest.param(
            "He left before Monday and returned.",
            {"Monday": "2016-12-19"},
            "returned",
            (None, "2016-12-22"),
            id="before",
        ),
        pytest.param(
            "He left on Monday and believed in it.",
            {"Monday": "2016-12-19"},
            "believed",
            (None, "2016-12-22"),
            id="state",
        ),
        pytest.param(
            "It snowed on Monday. The mayor said so.",
            {"Monday": "2016-12-19"},
            "said",
            ("2016-12-19", "2016-12-22"),
            id="statement in the news",
        ),
        pytest.param(
            "It snowed in 2014. The mayor said so.", {"2014": "2014"}, "said", (None, "2016-12-22"), id="no news"
        ),
        pytest.param(
            "It snowed on Monday. He left when the mayor said so.",
            {"Monday": "2016-12-19"},
            "said",
            (None, "2016-12-22"),
            id="statement in a dependent clause",
        ),
    ],
)
def test_what_follows_a_dated_deed_or_tells_of_it(
    events_of: EventsOf, text: str, times: dict[str, str], word: str, expected: tuple[str | None, str]
) -> None:
    event = events_of(text, times)[word]
    earliest = None if event.begin_earliest is None else iso_day(event.begin_earliest)
    assert (earliest, iso_day(event.end_latest)) == expected


def test_without_a_day_of_publication_what_follows_is_open(events_of: EventsOf) -> None:
    event = events_of("He spoke on Tuesday and left.", {"Tuesday": "2016-12-20"}, published=None)["left"]
    assert (event.begin_earliest, event.end_latest) == (parse_interval("2016-12-20").earliest, None)


@pytest.mark.parametrize(
    ("text", "time", "value", "word", "expected"),
    [
        pytest.param(
            "He waited until the November election.", "November", "2016-11", "election", "2016-11-01", id="until"
        ),
        pytest.param("He left before the 2014 annexation.", "2014", "2014", "annexation", "2014-01-01", id="before"),
        pytest.param(
            "ENI, present in Libya since the 1950s, shipped the most oil.",
            "the 1950s",
            "1950/1959",
            "shipped",
            None,
            id="an aside",
        ),
        pytest.param(
            "Obama, on Friday, met the envoy.",
            "Friday",
            "2016-12-16",
            "met",
            "2016-12-16",
            id="only a date between commas",
        ),
    ],
)
def test_dates_beside_nouns_and_in_asides(  # noqa: PLR0917 - one a column
    events_of: EventsOf, text: str, time: str, value: str, word: str, expected: str | None
) -> None:
    event = events_of(text, {time: value})[word]
    assert (None if event.begin_earliest is None else iso_day(event.begin_earliest)) == expected


def test_a_name_before_a_noun_has_no_verb(events_of: EventsOf) -> None:
    assert set(events_of("It was an explosion on the Deepwater Horizon ship.")) == {"explosion"}


@pytest.mark.parametrize(
    ("text", "word"),
    [
        pytest.param("Container ship blocks the Suez Canal", "blocks", id="in the present"),
        pytest.param("Ever Given freed after six days", "freed", id="in the past"),
        pytest.param("Airbus launches a plane", "launches", id="a form that can be a noun"),
    ],
)
def test_a_headline_tells_what_its_finite_verb_says(events_of: EventsOf, text: str, word: str) -> None:
    assert set(events_of(text)) == {word}


def test_a_relative_clause_makes_no_statement_of_the_day(events_of: EventsOf) -> None:
    text = "It snowed on Monday. The team, which published its work, left."
    event = events_of(text, {"Monday": "2016-12-19"})["published"]
    assert event.begin_earliest is None

from collections.abc import Callable

import pytest

from pipelines.days import UNKNOWN, iso_day, parse_interval
from pipelines.events.mentions import find_events
from pipelines.records import EventMention, TimeExpression

EventsOf = Callable[..., dict[str, EventMention]]
Days = tuple[str | None, str | None, str | None, str | None]


def days(event: EventMention) -> Days:
    return (
        iso_day(event.begin_earliest),
        iso_day(event.begin_latest),
        iso_day(event.end_earliest),
        iso_day(event.end_latest),
    )


YEAR: Days = ("2014-01-01", "2014-12-31", "2014-01-01", "2014-12-31")
PAST: Days = (None, "2016-12-22", None, "2016-12-22")


def test_a_date_does_not_leak_into_another_clause(events_of: EventsOf) -> None:
    found = events_of("Harper suspended contacts after Moscow seized and annexed Crimea in 2014.", {"2014": "2014"})
    assert days(found["annexed"]) == days(found["seized"]) == YEAR
    assert found["annexed"].date_basis == "time expression"
    assert days(found["suspended"]) == PAST
    assert found["suspended"].time_expression is None
    assert found["suspended"].date_basis == "publication date"


@pytest.mark.parametrize(
    ("text", "dated", "undated"),
    [
        pytest.param("Kirby said Russia struck in 2014.", "struck", "said", id="content of a report"),
        pytest.param("In 2014, Moscow annexed Crimea.", "annexed", None, id="date in front"),
        pytest.param("Moscow's 2014 annexation angered Kiev.", "annexation", "angered", id="date before its noun"),
        pytest.param(
            "He left after the annexation of Crimea in 2014.", "annexation", "left", id="noun in a clause of its own"
        ),
        pytest.param("He agreed to visit Kiev in 2014.", "agreed", "visit", id="the finite verb"),
        pytest.param("He met the envoy in 2014 and left.", "met", "left", id="the verb before"),
        pytest.param("Talks follow clashes in 2014.", "clashes", "follow", id="a present verb is not of 2014"),
        pytest.param("He refused in 2014 when Kiev asked.", "asked", None, id="a clause that says what happened then"),
        pytest.param("The deal that he signed in 2014 failed.", "signed", "failed", id="relative clause"),
        pytest.param("Both agreed to the transaction in 2014.", "agreed", "transaction", id="a known event"),
        pytest.param("He resigned as director in 2014 to seek a seat.", "resigned", "seek", id="as is no clause"),
        pytest.param(
            "They said 2014's deal telegraphed weakness.", "deal", "said", id="an owner right behind a report"
        ),
    ],
)
def test_which_event_a_date_belongs_to(events_of: EventsOf, text: str, dated: str, undated: str | None) -> None:
    found = events_of(text, {"Aug. 10, 2014": "2014-08-10"} if "Aug." in text else {"2014": "2014"})
    assert found[dated].time_expression == 0
    assert undated is None or found[undated].time_expression is None


@pytest.mark.parametrize(
    ("text", "word", "expected", "ongoing"),
    [
        pytest.param("They met in 2014.", "met", YEAR, False, id="in"),
        pytest.param(
            "They have lived there since 2014.",
            "lived",
            ("2014-01-01", "2014-12-31", "2016-12-22", None),
            True,
            id="since",
        ),
        pytest.param(
            "They fought until 2014.", "fought", (None, "2014-12-31", "2014-01-01", "2014-12-31"), False, id="until"
        ),
        pytest.param("They left by 2014.", "left", (None, "2014-12-31", None, "2014-12-31"), False, id="by"),
        pytest.param("They left before 2014.", "left", (None, "2013-12-31", None, "2013-12-31"), False, id="before"),
        pytest.param("They left after 2014.", "left", ("2015-01-01", None, "2015-01-01", None), False, id="after"),
        pytest.param(
            "The conflict began in 2014.",
            "conflict",
            ("2014-01-01", "2014-12-31", "2014-01-01", None),
            False,
            id="what began",
        ),
        pytest.param(
            "The protest ended in 2014.",
            "protest",
            (None, "2014-12-31", "2014-01-01", "2014-12-31"),
            False,
            id="what ended",
        ),
        pytest.param(
            "They owned it in 2014.", "owned", (None, "2014-12-31", "2014-01-01", None), False, id="a state overlaps"
        ),
    ],
)
def test_days_of_a_dated_event(events_of: EventsOf, text: str, word: str, expected: Days, ongoing: bool) -> None:
    found = events_of(text, {"2014": "2014"})[word]
    assert days(found) == expected
    assert found.ongoing is ongoing


def test_a_date_that_describes_a_thing_dates_nothing(events_of: EventsOf) -> None:
    found = events_of("A truck plowed into a Christmas market.", {"Christmas": "2016-12-25"})
    assert found["plowed"].time_expression is None


def test_from_to_gives_begin_and_end(events_of: EventsOf) -> None:
    found = events_of("They fought from 2003 to 2011.", {"2003": "2003", "2011": "2011"})["fought"]
    assert days(found) == ("2003-01-01", "2003-12-31", "2011-01-01", "2011-12-31")


def test_what_is_told_in_the_past_lies_before_the_day_of_writing(events_of: EventsOf) -> None:
    found = events_of("They met this year.", {"this year": "2016"})["met"]
    assert days(found) == ("2016-01-01", "2016-12-22", "2016-01-01", "2016-12-22")


@pytest.mark.parametrize(
    ("text", "word", "expected", "ongoing"),
    [
        pytest.param("Moscow annexed Crimea.", "annexed", PAST, False, id="past"),
        pytest.param("He said so.", "said", PAST, False, id="a statement has an upper bound only"),
        pytest.param("They held a meeting.", "meeting", PAST, False, id="noun of a light verb"),
        pytest.param("They have left.", "left", PAST, False, id="perfect"),
        pytest.param("They are fighting.", "fighting", (None, "2016-12-22", "2016-12-22", None), True, id="ongoing"),
        pytest.param("They will leave.", "leave", ("2016-12-22", None, "2016-12-22", None), False, id="future"),
        pytest.param("They would leave.", "leave", (None, None, None, None), False, id="would says no day"),
    ],
)
def test_days_from_tense(events_of: EventsOf, text: str, word: str, expected: Days, ongoing: bool) -> None:
    found = events_of(text)[word]
    assert days(found) == expected
    assert found.ongoing is ongoing
    assert found.date_basis == ("none" if expected == (None,) * 4 else "publication date")


@pytest.mark.parametrize(
    ("text", "times", "published", "word", "reason"),
    [
        pytest.param("They left.", {}, None, "left", "publication date unknown", id="publication unknown"),
        pytest.param("They left recently.", {"recently": ""}, None, "left", "time expression names no day", id="no day"),
        pytest.param(
            "A massacre shocked him.", {}, "2016-12-22", "massacre",
            "no time expression, and no tense that ties it to the publication date", id="no tense",
        ),
    ],
)  # fmt: skip
def test_why_an_event_has_no_day(  # noqa: PLR0917 - one a column
    events_of: EventsOf, text: str, times: dict[str, str], published: str | None, word: str, reason: str
) -> None:
    found = events_of(text, times, published)[word]
    assert days(found) == (None, None, None, None)
    assert (found.date_basis, found.undated_reason) == ("none", reason)


@pytest.mark.parametrize(
    ("text", "times", "published", "trigger", "expected"),
    [
        pytest.param(
            "Britain voted to leave on 23 June 2016.",
            {"23 June 2016": "2016-06-23"},
            "2017-03-29",
            "voted",
            "2016-06-23",
            id="the deed was told of in the past, and the date is over",
        ),
        pytest.param(
            "Britain voted to leave on 23 June 2016.",
            {"23 June 2016": "2016-06-23"},
            "2017-03-29",
            "leave",
            None,
            id="so it is not the infinitive's",
        ),
        pytest.param(
            "Britain voted to leave on 23 June 2016.",
            {"23 June 2016": "2016-06-23"},
            None,
            "leave",
            None,
            id="either reading is as good where the day of writing is unknown",
        ),
        pytest.param(
            "The mayor ordered everyone to leave on Sunday.",
            {"Sunday": "2005-09-04"},
            "2005-08-30",
            "leave",
            "2005-09-04",
            id="a date ahead is the infinitive's",
        ),
        pytest.param(
            "The mayor ordered everyone to leave on Sunday.",
            {"Sunday": "2005-08-28"},
            "2005-08-30",
            "ordered",
            "2005-08-28",
            id="a date that is over is the order's",
        ),
        pytest.param(
            "The trial was scheduled to begin on 3 February 2012.",
            {"3 February 2012": "2012-02-03"},
            "2012-03-01",
            "begin",
            "2012-02-03",
            id="a verb that only looks ahead hands its date on",
        ),
        pytest.param(
            "He managed to escape on 5 May 1944.",
            {"5 May 1944": "1944-05-05"},
            None,
            "managed",
            "1944-05-05",
            id="what is managed is done at once",
        ),
        pytest.param(
            "It lasted until 29 May 1453, when Mehmed II took Constantinople.",
            {"29 May 1453": "1453-05-29"},
            None,
            "took",
            "1453-05-29",
            id="what happened when it ended has the very day",
        ),
        pytest.param(
            "The town was not evacuated until the afternoon of 27 April 1986.",
            {"27 April 1986": "1986-04-27"},
            None,
            "evacuated",
            "1986-04-27",
            id="not until a day is on that day",
        ),
        pytest.param(
            "The pound fell to its lowest level since 1985.",
            {"1985": "1985"},
            None,
            "fell",
            None,
            id="how long something is a record dates nothing",
        ),
        pytest.param(
            "A meeting scheduled for Friday worried him.",
            {"Friday": "2016-12-23"},
            "2016-12-22",
            "meeting",
            "2016-12-23",
            id="what is scheduled lies ahead",
        ),
        pytest.param(
            "A meeting scheduled for Friday worried him.",
            {"Friday": "2016-12-23"},
            "2016-12-22",
            "scheduled",
            None,
            id="the scheduling does not",
        ),
        pytest.param(
            "They told the companies of a cutback in September.",
            {"September": "1990-09"},
            "1990-08-16",
            "told",
            None,
            id="a past verb takes no date ahead",
        ),
        pytest.param(
            "Wages rose higher than a year earlier.",
            {"a year earlier": "2015"},
            "2016-12-22",
            "rose",
            None,
            id="a comparison",
        ),
        pytest.param(
            "The resolution overruled a 1971 Convention.",
            {"1971": "1971"},
            "2016-12-22",
            "overruled",
            None,
            id="part of a name",
        ),
        pytest.param(
            "Britain told the European Union on Wednesday that it will leave.",
            {"Wednesday": "2017-03-29"},
            "2017-03-30",
            "told",
            "2017-03-29",
            id="whom it was told stands between",
        ),
        pytest.param(
            "Levees broke, and by Tuesday some 80 per cent of the city stood under water.",
            {"Tuesday": "2005-08-30"},
            None,
            "broke",
            None,
            id="a long subject opens its clause",
        ),
        pytest.param(
            "Cameron announced his departure on 24 June, the morning after Britain voted to leave.",
            {"24 June": "2016-06-24"},
            None,
            "voted",
            None,
            id="a date does not leak over after",
        ),
        pytest.param(
            "He announced on Friday that he would resign by October.",
            {"Friday": "2016-06-24", "October": "2015-10"},
            "2016-06-24",
            "resign",
            None,
            id="what is announced lies not before the announcement",
        ),
    ],
)
def test_dates_of_complements_and_clauses(
    events_of: EventsOf,
    *,
    text: str,
    times: dict[str, str],
    published: str | None,
    trigger: str,
    expected: str | None,
) -> None:
    event = events_of(text, times, published)[trigger]
    if expected is None:
        assert event.time_expression is None
    else:
        assert days(event) == (expected,) * 4


def typed(text: str, *known: tuple[str, str, str, str]) -> list[TimeExpression]:
    """Time expressions from their words, type, value and day."""
    made = []
    for n, (surface, kind, value, day) in enumerate(known):
        start, bounds = text.index(surface), parse_interval(day)
        made.append(
            TimeExpression(
                "d", "c", n, start, start + len(surface), surface, kind, value, None, bounds.earliest, bounds.latest
            )
        )
    return made


@pytest.mark.parametrize(
    ("text", "time"),
    [
        pytest.param("The signal vanished shortly after one in the afternoon.", "one in the afternoon", id="after"),
        pytest.param("The signal vanished shortly before 7 p.m. in Darmstadt.", "7 p.m.", id="before"),
    ],
)
def test_a_clock_time_leads_to_no_other_day(text: str, time: str) -> None:
    expressions = typed(text, (time, "TIME", "2016-09-30T13:00", "2016-09-30"))
    (event,) = find_events(text, None, "en", UNKNOWN, expressions)
    assert days(event) == ("2016-09-30",) * 4


@pytest.mark.parametrize(
    ("text", "value", "expected"),
    [
        pytest.param(
            "It broke apart 73 seconds after its launch on Tuesday.", "PT73S", "1986-01-28", id="seconds after"
        ),
        pytest.param("It broke apart 2 hours before the launch on Tuesday.", "PT2H", "1986-01-28", id="hours before"),
        pytest.param("It broke apart 20 hours after its launch on Tuesday.", "PT20H", None, id="may be the next day"),
        pytest.param("It broke apart 3 days after its launch on Tuesday.", "P3D", None, id="another day"),
    ],
)
def test_hours_from_a_dated_event(text: str, value: str, expected: str | None) -> None:
    measure = text.removeprefix("It broke apart ").split(" after")[0].split(" before")[0]
    expressions = typed(text, (measure, "DURATION", value, ".."), ("Tuesday", "DATE", "1986-01-28", "1986-01-28"))
    found = {event.surface: event for event in find_events(text, None, "en", UNKNOWN, expressions)}
    assert days(found["launch"]) == ("1986-01-28",) * 4
    assert iso_day(found["broke"].begin_earliest) == expected


def test_what_begins_with_its_verb(events_of: EventsOf) -> None:
    found = events_of("In May 1986 the unions began a long strike.", {"May 1986": "1986-05-03"}, "2016")
    assert days(found["strike"]) == ("1986-05-03", "1986-05-03", "1986-05-03", None)


def test_a_passive_light_verb_carries_its_subject(events_of: EventsOf) -> None:
    found = events_of("The referendum was held on 16 March 2014.", {"16 March 2014": "2014-03-16"})
    assert days(found["referendum"]) == ("2014-03-16",) * 4


def test_what_is_held_may_lie_ahead(events_of: EventsOf) -> None:
    assert events_of("A meeting will be held.")["meeting"].certainty == "planned"


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        pytest.param(
            "They will wait until Kiev withdraws.", "withdraws", ("2016-12-22", None, "2016-12-22", None), id="until"
        ),
        pytest.param("Bush will help Jordan if it cooperates.", "cooperates", (None, None, None, None), id="if"),
        pytest.param("He pays if he is ill.", "ill", (None, "2016-12-22", "2016-12-22", None), id="a state"),
    ],
)
def test_a_present_verb_behind_a_conjunction(events_of: EventsOf, text: str, word: str, expected: Days) -> None:
    assert days(events_of(text)[word]) == expected

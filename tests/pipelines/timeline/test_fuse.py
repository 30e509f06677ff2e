"""What an event says, given its mentions."""

from dataclasses import replace

import pytest

from pipelines.batches import to_records, to_table
from pipelines.days import UNKNOWN, DayInterval, iso_day, parse_day, parse_interval
from pipelines.engine import digest
from pipelines.records import Event
from pipelines.timeline.fuse import event_days, event_id, fuse, headline, planned_days, ranked, salience, status
from pipelines.timeline.mentions import Detail, Mention, names
from pipelines.timeline.telling import Telling, weigh


def mention(where: str, certainty: str = "asserted", day: str = "2015-06-18", *, ongoing: bool = False) -> Mention:
    days = parse_interval(day)
    return Mention(
        f"{where}:0-5",
        where,
        "arrest",
        "OCCURRENCE",
        certainty == "denied",
        certainty,
        names(["Ann Roe"]),
        (None, None, None),
        (days.earliest, days.latest),
        (days.earliest, None if ongoing else days.latest),
        ongoing,
    )


def raised(events: list[Event], told: Telling) -> list[Event]:
    return to_records(ranked(to_table("events", events), told), Event)


def detail(length: int = 100, place: str | None = None, *, own_time: bool = True, basis: str = "none") -> Detail:
    return Detail(None, own_time, basis, None, place, ("Ann Roe", "they"), length)


@pytest.mark.parametrize(
    ("certainties", "wanted"),
    [
        (["asserted", "planned"], "happened"),
        (["planned", "reported"], "reported"),
        (["possible", "planned"], "planned"),
        (["possible"], "possible"),
        (["denied"], "denied"),
    ],
)
def test_status(certainties: list[str], wanted: str) -> None:
    assert status([mention("a", certainty) for certainty in certainties]) == wanted


def test_what_only_empty_verbs_tell_weighs_a_quarter() -> None:
    told, day = Telling(), parse_interval("2015-06-18")
    arrest = mention("a")
    empty = replace(arrest, lemma="have")
    full = salience([arrest], day, "OCCURRENCE", "happened", told)
    assert salience([empty], day, "OCCURRENCE", "happened", told) == pytest.approx(full / 4, abs=1e-5)
    both = salience([empty, arrest], day, "OCCURRENCE", "happened", told)
    assert both >= full


@pytest.mark.parametrize(
    ("mentions", "begin"),
    [
        ([mention("a", day="2015-06"), mention("b", day="2015-06-18/..")], "2015-06-18/2015-06-30"),
        ([mention("a", "planned", "2015-06-18"), mention("b", day="2015-06")], "2015-06"),
        ([mention("a", "planned", "2015-06-18"), mention("b", "possible", "2015-06")], "2015-06-18"),
        ([mention("a", "planned", "2015-06-18"), mention("b", "reported", "2015-06-20")], "2015-06-20"),
        ([mention("a", day="..")], ".."),
    ],
    ids=["asserted intersect", "asserted before planned", "none asserted", "reported before planned", "undated"],
)
def test_days(mentions: list[Mention], begin: str) -> None:
    assert event_days(mentions)[0] == parse_interval(begin)


@pytest.mark.parametrize(
    ("mentions", "wanted"),
    [
        ([mention("a", "planned", "2015-06-18"), mention("b", day="2015-06-20")], "2015-06-18"),
        ([mention("a", "planned", "2015-06"), mention("b", "planned", "2015-06-20")], "2015-06-20"),
        ([mention("a", "planned", "2015-06-18"), mention("b", "planned", "2015-06-20")], "2015-06-18/2015-06-20"),
        ([mention("a", "planned", "2015-06-18/..")], ".."),
        ([mention("a", day="2015-06-18")], ".."),
    ],
    ids=["then it happened", "one says more", "put off", "soon", "nobody planned it"],
)
def test_planned_days(mentions: list[Mention], wanted: str) -> None:
    assert planned_days(mentions) == planned_days(mentions[::-1]) == parse_interval(wanted)


def test_a_plan_that_came_true_keeps_both_dates() -> None:
    mentions = [mention("a", "planned", "2015-06-18"), mention("b", "reported", "2015-06-20")]
    event = fuse(mentions, [detail()] * 2, Telling(), ["It will be held.", "It was held, Roe said."].__getitem__)
    assert (event.status, event.date_text, event.headline) == ("reported", "20 June 2015", "It was held, Roe said.")
    assert (iso_day(event.planned_earliest), iso_day(event.planned_latest)) == ("2015-06-18", "2015-06-18")


def test_it_goes_on_until_somebody_knows_its_end() -> None:
    assert event_days([mention("a", ongoing=True)])[2] is True
    assert event_days([mention("a", ongoing=True), mention("b")])[2] is False


@pytest.mark.parametrize(
    ("mentions", "details", "best"),
    [
        ([mention("a", "reported"), mention("b")], [detail(), detail(own_time=False)], 1),
        ([mention("a"), mention("b")], [detail(own_time=False), detail()], 1),
        ([mention("a"), mention("b")], [detail(900), detail(200)], 1),
        ([mention("a", day="2015"), mention("b")], [detail(), detail()], 1),
        ([mention("a"), mention("b")], [replace(detail(), whole=False), detail()], 1),
        ([mention("a"), mention("b")], [replace(detail(), whole=False), detail(own_time=False)], 0),
        ([mention("a"), mention("b")], [replace(detail(900), whole=False), detail(own_time=False)], 1),
        ([mention("a"), mention("b")], [replace(detail(), depth=90), replace(detail(), depth=30)], 1),
        ([mention("b"), mention("a")], [detail(), detail()], 1),
    ],
    ids=[
        "stated",
        "own time expression",
        "length",
        "narrow days",
        "a whole sentence",
        "better dated than whole",
        "better whole than dated and endless",
        "told early in the sentence",
        "rank settles ties",
    ],
)
def test_headline(mentions: list[Mention], details: list[Detail], best: int) -> None:
    assert headline(mentions, details) == best


def test_event() -> None:
    sentences = ["Ann Roe was arrested\n on Thursday.", "She was arrested on 18 June."]
    event = fuse(
        [mention("b", day="2015-06"), mention("a")],
        [detail(place="Oslo"), detail(place="Oslo", basis="publication date")],
        Telling(),
        sentences.__getitem__,
    )
    assert (event.headline, event.headline_mention) == ("She was arrested on 18 June.", "a:0-5")
    assert event.event_id == "e" + digest("a", "0-5") == event_id([mention("b"), mention("a")])
    assert (iso_day(event.begin_earliest), iso_day(event.begin_latest)) == ("2015-06-18", "2015-06-18")
    assert (event.date_text, event.edtf, event.granularity) == ("18 June 2015", "2015-06-18", "day")
    assert (event.mentions, event.documents, event.sources) == (2, 2, 2)
    assert (event.participants, event.place, event.date_basis) == (("Ann Roe",), "Oslo", "publication date")
    assert event.salience == round(weigh(2, 0), 6)


def test_an_undated_event_says_so() -> None:
    undated = Detail(None, False, "none", "no anchor", None, (), 50)
    event = fuse([mention("a", day="..")], [undated], Telling(), lambda _: "Roe was arrested.")
    assert (event.granularity, event.date_text, event.edtf) == ("unknown", "unknown", None)
    assert (event.date_basis, event.undated_reason) == ("none", "no anchor")


@pytest.mark.parametrize(
    ("begun", "still", "text"),
    [
        pytest.param(None, "2015-06-18", "until 18 June 2015 or later", id="no begin"),
        pytest.param("2003-12-31", "2003-01-01", "2003 or longer", id="some of a year"),
        pytest.param("2003-05-02", "2003-05-02", "2 May 2003 or longer", id="a day"),
        pytest.param("2003-05-02", "2005-06-03", "2 May 2003 or before to 3 June 2005 or later", id="both ends beyond"),
    ],
)
def test_what_is_only_known_to_have_lasted_says_when(begun: str | None, still: str, text: str) -> None:
    own = replace(
        mention("a"),
        begin=(None, parse_day(begun) if begun else None),
        end=(parse_day(still), None),
        ongoing=begun is None,
    )
    event = fuse([own], [detail()], Telling(), lambda _: "Roe is held.")
    assert (event.date_text, event.edtf) == (text, None)


TOLD = Telling({"b": "a"}, {"a": 100, "b": 100, "c": 100, "d": 0})
"""b is a copy of a; only d was written on the day itself."""


ONE_DAY = DayInterval(0, 0)


def weight(where: str, day: DayInterval = ONE_DAY, kind: str = "OCCURRENCE", state: str = "happened") -> float:
    return salience([mention(name) for name in where], day, kind, state, TOLD)


def test_salience_grows_with_stories_and_with_what_is_told_later() -> None:
    assert weight("ac") > weight("aa") > weight("a") > weight("d") > 0
    assert weight("ab") == weight("a"), "a copy tells nothing more"
    assert weight("ddd") < weight("dc"), "another story is worth more than one that mentions it again"


@pytest.mark.parametrize(
    ("day", "kind", "state"),
    [
        (parse_interval("1970"), "OCCURRENCE", "happened"),
        (ONE_DAY, "REPORTING", "happened"),
        (ONE_DAY, "OCCURRENCE", "planned"),
        (UNKNOWN, "STATE", "denied"),
    ],
    ids=["a year", "speech", "planned", "undated"],
)
def test_salience_shrinks_with_vagueness_and_with_what_did_not_happen(day: DayInterval, kind: str, state: str) -> None:
    assert weight("d") > weight("d", day, kind, state) > 0


def test_salience_shrinks_with_what_keeps_a_headline_from_saying_it() -> None:
    plain, broken = (
        fuse([mention("a")], [replace(detail(), whole=whole)], Telling(), lambda _: "Roe was arrested.")
        for whole in (True, False)
    )
    assert plain.salience > broken.salience > 0


def test_copies_are_one_source() -> None:
    event = fuse([mention("a"), mention("b"), mention("c")], [detail()] * 3, TOLD, lambda _: "Roe was arrested.")
    assert (event.mentions, event.documents, event.sources) == (3, 3, 2)


def test_events_of_a_day_share_its_weight() -> None:
    day = parse_interval("2015-06-18").earliest
    assert day is not None
    told = Telling(naming={day: 40, day + 3: 2}, later={day: 30})
    alone = [
        fuse(mentions, [detail()] * len(mentions), told, lambda _: "Roe was arrested.")
        for mentions in ([mention("a")], [mention("b"), mention("c")], [mention("d", day="2015-06")])
    ]
    one, two, vague = (event.salience for event in raised(alone, told))
    assert two == pytest.approx(told.weight(day), abs=1e-5)
    assert one / two == pytest.approx(alone[0].salience / alone[1].salience, abs=1e-5)
    assert vague == alone[2].salience
    assert raised(alone, Telling()) == alone, "a day that no words name takes nothing away"


def test_an_event_is_raised_with_its_likely_day_as_far_as_that_is_sure() -> None:
    day = parse_interval("2015-06-18").earliest
    assert day is not None
    told = Telling(naming={day: 40})
    known = fuse([mention("a")], [detail()], told, lambda _: "Roe was arrested.")
    probable, doubtful = (
        fuse([mention("b", day="2015-06")], [replace(detail(), vote=(day, sure))], told, lambda _: "Roe was arrested.")
        for sure in (0.8, 0.1)
    )
    assert (probable.likely_day, probable.likely_confidence) == (day, 0.8)
    first, second, third = raised([known, probable, doubtful], told)
    assert first.salience > second.salience > probable.salience == third.salience

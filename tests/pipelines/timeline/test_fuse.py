"""What an event says, given its mentions."""

from dataclasses import replace

import pytest

from pipelines.days import iso_day, parse_day, parse_interval
from pipelines.engine import digest
from pipelines.timeline.fuse import event_days, event_id, fuse, headline, planned_days, status
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


def test_copies_are_one_source() -> None:
    event = fuse([mention("a"), mention("b"), mention("c")], [detail()] * 3, TOLD, lambda _: "Roe was arrested.")
    assert (event.mentions, event.documents, event.sources) == (3, 3, 2)

"""What an event says, given its mentions."""

from math import log2

import pytest

from pipelines.days import UNKNOWN, DayInterval, iso_day, parse_interval
from pipelines.engine import digest
from pipelines.timeline.fuse import Detail, event_days, event_id, fuse, headline, salience, status
from pipelines.timeline.mentions import Mention, names


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
        ([mention("a", day="..")], ".."),
    ],
    ids=["asserted intersect", "asserted before planned", "none asserted", "undated"],
)
def test_days(mentions: list[Mention], begin: str) -> None:
    assert event_days(mentions)[0] == parse_interval(begin)


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
        ([mention("b"), mention("a")], [detail(), detail()], 1),
    ],
    ids=["stated", "own time expression", "length", "narrow days", "id settles ties"],
)
def test_headline(mentions: list[Mention], details: list[Detail], best: int) -> None:
    assert headline(mentions, details) == best


def test_event() -> None:
    sentences = ["Ann Roe was arrested\n on Thursday.", "She was arrested on 18 June."]
    event = fuse(
        [mention("b", day="2015-06"), mention("a")],
        [detail(place="Oslo"), detail(place="Oslo", basis="publication date")],
        {"a": 3},
        sentences.__getitem__,
    )
    assert (event.headline, event.headline_mention) == ("She was arrested on 18 June.", "a:0-5")
    assert event.event_id == "e" + digest("a:0-5") == event_id(["b:0-5", "a:0-5"])
    assert (iso_day(event.begin_earliest), iso_day(event.begin_latest)) == ("2015-06-18", "2015-06-18")
    assert (event.date_text, event.edtf, event.granularity) == ("18 June 2015", "2015-06-18", "day")
    assert (event.mentions, event.documents, event.sources) == (2, 2, 4)
    assert (event.participants, event.place, event.date_basis) == (("Ann Roe",), "Oslo", "publication date")
    assert event.salience == round(2.5 * log2(3), 6)


def test_an_undated_event_says_so() -> None:
    undated = Detail(None, False, "none", "no anchor", None, (), 50)
    event = fuse([mention("a", day="..")], [undated], {}, lambda _: "Roe was arrested.")
    assert (event.granularity, event.date_text, event.edtf) == ("unknown", "unknown", None)
    assert (event.date_basis, event.undated_reason) == ("none", "no anchor")


def test_salience_grows_with_documents_precision_and_fact() -> None:
    day, year = DayInterval(0, 0), parse_interval("1970")
    one = salience(1, 1, day, "OCCURRENCE", "happened")
    assert salience(2, 2, day, "OCCURRENCE", "happened") > salience(1, 2, day, "OCCURRENCE", "happened") > one
    assert one > salience(1, 1, year, "OCCURRENCE", "happened") > salience(1, 1, UNKNOWN, "OCCURRENCE", "happened") > 0
    assert one > salience(1, 1, day, "REPORTING", "happened") > 0
    assert one > salience(1, 1, day, "OCCURRENCE", "planned") > 0

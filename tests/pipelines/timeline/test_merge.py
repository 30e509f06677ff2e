"""Which mentions become one event, and which stay apart."""

import random
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.days import parse_interval
from pipelines.settings import Timeline
from pipelines.timeline.kinds import kind_of
from pipelines.timeline.mentions import Mention, Name, context, name, names
from pipelines.timeline.merge import clusters

LIMITS = Timeline()


def mention(  # noqa: PLR0917 - a literal of a test reads best in one line
    where: str,
    lemma: str = "arrest",
    who: Sequence[str] = ("Ann Roe",),
    day: str = "2015-06-18",
    certainty: str = "asserted",
    negative: bool = False,
    kind: str = "OCCURRENCE",
    roles: tuple[str | None, str | None, str | None] | None = None,
    end: str | None = None,
) -> Mention:
    """A mention; without `roles` the first of `who` did it to the second."""
    roles = roles or (who[0] if who else None, who[1] if len(who) > 1 else None, None)
    document, _, place = where.partition(":")
    days = parse_interval(day)
    last = parse_interval(end or day)
    return Mention(
        f"{document}:{place or '0-5'}",
        document,
        lemma,
        kind,
        negative,
        certainty,
        names([*who, *roles]),
        (name(roles[0]), name(roles[1]), name(roles[2])),
        (days.earliest, days.latest),
        (last.earliest, last.latest),
        ongoing=False,
    )


def partition(mentions: Sequence[Mention]) -> set[frozenset[str]]:
    return {
        frozenset(mentions[item.number].mention_id for item in cluster.members)
        for cluster in clusters(mentions, LIMITS)
    }


SAME = [
    pytest.param(mention("a"), mention("b"), id="same day, one name"),
    pytest.param(mention("a", day="2015-06"), mention("b"), id="month around the day"),
    pytest.param(mention("a", who=["Roe"]), mention("b"), id="last name only"),
    pytest.param(mention("a", who=["the U.S."]), mention("b", who=["US"]), id="article and full stops"),
    pytest.param(mention("a", who=["police", "gunman"]), mention("b", who=["the gunman", "police"]), id="common nouns"),
    pytest.param(mention("a:0-5", day=".."), mention("a:9-12"), id="undated, same document"),
    pytest.param(
        mention("a", day="..", who=["Ann Roe", "Oslo"]), mention("b", who=["Roe", "Oslo"]), id="undated, two names"
    ),
    pytest.param(
        mention("a", day="../2015-07-01", who=["Ann Roe", "Oslo"]),
        mention("b", who=["Roe", "Oslo"]),
        id="half open, two names",
    ),
    pytest.param(mention("a", certainty="planned"), mention("b"), id="planned, then happened"),
    pytest.param(mention("a:0-5", who=["police"]), mention("a:9-12", who=["police"]), id="common noun, same document"),
]
BYSTANDER = (None, None, None)
APART = [
    pytest.param(mention("a", roles=BYSTANDER), mention("b", roles=BYSTANDER), id="one bystander in common"),
    pytest.param(mention("a", who=["Friday"]), mention("b", who=["Friday"]), id="a weekday is nobody"),
    pytest.param(mention("a", day="2014-06-18"), mention("b"), id="different years"),
    pytest.param(mention("a", day="2015-06-17"), mention("b"), id="different days"),
    pytest.param(mention("a:0-5", day="2015-06-17"), mention("a:9-12"), id="different days, same document"),
    pytest.param(mention("a", negative=True, certainty="denied"), mention("b"), id="denied and asserted"),
    pytest.param(mention("a", who=["John Doe"]), mention("b"), id="nobody in common"),
    pytest.param(mention("a", who=["Bob Roe"]), mention("b"), id="same last name, other first name"),
    pytest.param(mention("a", who=[]), mention("b", who=[]), id="nobody at all"),
    pytest.param(mention("a", who=["he"]), mention("b", who=["he"]), id="pronouns"),
    pytest.param(mention("a", who=["police"]), mention("b", who=["police"]), id="one common noun"),
    pytest.param(mention("a", day=".."), mention("b"), id="undated, one name, other document"),
    pytest.param(mention("a", day="2015"), mention("b"), id="year, one name, other document"),
    pytest.param(mention("a", lemma="release"), mention("b"), id="other lemma"),
    pytest.param(mention("a", kind="REPORTING"), mention("b", kind="REPORTING"), id="speech"),
    pytest.param(mention("a", lemma="have"), mention("b", lemma="have"), id="light verb"),
    pytest.param(
        mention("a", roles=("Ann Roe", "Oslo", None)),
        mention("b", roles=("Ann Roe", "Paris", None)),
        id="other patient",
    ),
    pytest.param(mention("a", end="2015-06-20"), mention("b", end="2015-06-25"), id="ends do not agree"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_one_event(one: Mention, other: Mention) -> None:
    assert partition([one, other]) == {frozenset({one.mention_id, other.mention_id})}


@pytest.mark.parametrize(("one", "other"), APART)
def test_two_events(one: Mention, other: Mention) -> None:
    assert partition([one, other]) == {frozenset({one.mention_id}), frozenset({other.mention_id})}


def test_an_undated_mention_that_fits_two_events_joins_neither() -> None:
    who = ["Ann Roe", "Oslo"]
    found = partition([mention("a", who=who), mention("b", who=who, day="2016-01-01"), mention("c", who=who, day="..")])
    assert found == {frozenset({"a:0-5"}), frozenset({"b:0-5"}), frozenset({"c:0-5"})}


def test_an_event_does_not_drift_from_name_to_name() -> None:
    found = partition(
        [
            mention("a:0-5", who=["Ann Roe"]),
            mention("a:6-9", who=["Ann Roe", "Cid Moe"]),
            mention("b:0-5", who=["Cid Moe"]),
        ]
    )
    assert found == {frozenset({"a:0-5", "a:6-9"}), frozenset({"b:0-5"})}


def test_reasons_name_what_is_shared() -> None:
    (cluster,) = clusters([mention("a"), mention("b")], LIMITS)
    assert [item.reason for item in cluster.members] == [
        "first mention of it",
        "'arrest' again in another document, with ann roe; its days, 18 June 2015, agree",
    ]


FLOOD = "The river Meuse burst its banks near Maastricht"


def told(where: str, lemma: str, surface: str, sentence: str, day: str = "..", **other: str) -> Mention:
    """A mention with its sentence, and nobody who takes part in it."""
    own = mention(where, lemma, (), day, **other)  # type: ignore[arg-type]
    start, words, common, beside, form = context(0, sentence, surface, lemma)
    return replace(own, sentence=start, words=words, common=common, beside=beside, surface=form)


def test_undated_documents_of_one_story_tell_of_one_event() -> None:
    one = told("a", "flood", "flood", f"{FLOOD} and the flood drowned cattle.")
    other = told("b", "inundate", "inundated", f"{FLOOD} and inundated farms and cattle.")
    assert partition([one, other]) == {frozenset({one.mention_id, other.mention_id})}
    (cluster,) = clusters([one, other], LIMITS)
    assert "in a document of the same story" in cluster.members[1].reason
    assert cluster.members[1].reason.endswith("likely; it has no day")


@pytest.mark.parametrize(
    "other",
    [
        told("b", "flood", "flood", "Heavy monsoon rain brought a flood to Lahore in Punjab."),
        told("b", "flood", "flood", f"{FLOOD} and the flood drowned cattle.", "2021-07-16"),
        told("b", "resign", "resigned", f"{FLOOD} and the mayor resigned."),
        told("b", "flood", "flood", f"{FLOOD} and no flood drowned cattle.", certainty="denied"),
    ],
    ids=["another story", "another day", "another kind", "denied"],
)
def test_two_floods_stay_two(other: Mention) -> None:
    one = told("a", "flood", "flood", f"{FLOOD} and the flood drowned cattle.", "2021-07-15")
    other = replace(other, negative=other.certainty == "denied")
    assert partition([one, other]) == {frozenset({one.mention_id}), frozenset({other.mention_id})}


@pytest.mark.parametrize(("speaker", "events"), [("Ann Roe", 1), ("John Kirby", 2)])
def test_two_who_speak_say_two_things(speaker: str, events: int) -> None:
    told_by = [
        replace(
            told(where, "say", "said", f"{FLOOD}, Roe and Kirby said.", kind="REPORTING"),
            names=names([who]),
            roles=(name(who), None, None),
        )
        for where, who in (("a", "Ann Roe"), ("b", speaker))
    ]
    assert len(partition(told_by)) == events


def test_stories_far_apart_in_time_are_two() -> None:
    text = f"{FLOOD} and the flood drowned cattle."
    one, other = (
        told(where, "flood", "flood", text, f"../{day}") for where, day in (("a", "1993-12-24"), ("b", "1995-02-01"))
    )
    assert len(partition([one, other])) == 2


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("the Donald Trump's", Name("trump", "donald trump", proper=True)),
        ("Die Kanzlerin", Name("kanzlerin", "kanzlerin", proper=True)),
        ("the police", Name("police", "police", proper=False)),
        ("three men", Name("three men", "three men", proper=False)),
        ("They", None),
        ("", None),
        (None, None),
        ("’s", None),
    ],
)
def test_names(text: str | None, wanted: Name | None) -> None:
    assert name(text) == wanted


mentions_of_few = st.builds(
    mention,
    st.builds(lambda document, start: f"{document}:{start}-{start + 1}", st.sampled_from("abcd"), st.integers(0, 60)),
    st.sampled_from(["arrest", "detain", "meet", "have"]),
    st.lists(st.sampled_from(["Ann Roe", "Roe", "Oslo", "police", "Bob Roe"]), max_size=3),
    st.sampled_from(["2015-06-18", "2015-06-19", "2015-06", "2015", "..", "../2015-06-18", "2015-06-19/.."]),
    st.sampled_from(["asserted", "planned", "reported"]),
    st.booleans(),
)


@pytest.mark.property
@settings(max_examples=60, deadline=None)
@given(st.lists(mentions_of_few, max_size=14, unique_by=lambda item: item.mention_id), st.randoms())
def test_order_of_arrival_does_not_show(mentions: list[Mention], chance: random.Random) -> None:
    shuffled = list(mentions)
    chance.shuffle(shuffled)
    found = partition(mentions)
    assert found == partition(shuffled)
    assert sorted(item for members in found for item in members) == sorted(item.mention_id for item in mentions)


@pytest.mark.property
@settings(max_examples=60, deadline=None)
@given(st.lists(mentions_of_few, max_size=14, unique_by=lambda item: item.mention_id))
def test_no_event_contradicts_itself(mentions: list[Mention]) -> None:
    for cluster in clusters(mentions, LIMITS):
        members = [mentions[item.number] for item in cluster.members]
        assert len({item.negative for item in members}) == 1
        assert len({kind_of(item.lemma)[0] for item in members}) == 1
        happened = [item for item in members if item.certainty in ("asserted", "reported")] or members
        for one in happened:
            for other in happened:
                assert one.begin_days.intersect(other.begin_days) is not None
                assert one.end_days.intersect(other.end_days) is not None

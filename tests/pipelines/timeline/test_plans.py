"""Which plan became which happening, and which stays a plan."""

from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.days import parse_day, parse_interval
from pipelines.settings import Timeline
from pipelines.timeline.mentions import Mention, context, name, names
from pipelines.timeline.merge import clusters

PLANNED_IN, TOLD_IN = "2016-04-28", "2016-05-06"
WRITTEN = {"plan": parse_day(PLANNED_IN), "told": parse_day(TOLD_IN), "other": parse_day(TOLD_IN)}
HARBOUR = "The referendum on the harbour of Kelmouth"


def mention(
    where: str,
    day: str,
    certainty: str = "asserted",
    *,
    who: tuple[str, ...] = ("Marie Dubois", "Kelmouth"),
    **more: str,
) -> Mention:
    """A visit, unless `lemma` names something else, by the first of `who` to the second."""
    lemma = more.get("lemma", "visit")
    document, _, place = where.partition(":")
    days = parse_interval(day)
    bounds = (days.earliest, days.latest)
    roles = (name(who[0]), name(who[1]), None) if who else (None, None, None)
    bare = Mention(
        f"{document}:{place or '0-5'}", document, lemma, "OCCURRENCE", False, certainty, names(who), roles, bounds, bounds, False
    )  # fmt: skip
    sentence, words, common, beside, form = context(0, more.get("sentence", ""), lemma, lemma)
    return replace(bare, sentence=sentence, words=words, common=common, beside=beside, surface=form)


PLAN = mention("plan", "2016-05-03", "planned")
HELD = mention("told", "2016-05-05")


def events(*mentions: Mention, written: Mapping[str, int] = WRITTEN) -> set[frozenset[str]]:
    found = clusters(mentions, Timeline(), written_on=written)
    return {frozenset(mentions[item.number].mention_id for item in event.members) for event in found}


@pytest.mark.parametrize(
    "happened",
    [
        HELD,
        mention("told", "2016-05-05", "reported"),
        mention("told", "2016-05-01"),
        mention("told", "2016-05-17"),
        mention("told", "2016-05-05", who=("Dubois", "Kelmouth")),
    ],
    ids=["two days late", "as others report", "two days early", "two weeks late", "by a shorter name"],
)
def test_what_was_planned_and_then_happened_is_one_event(happened: Mention) -> None:
    assert events(PLAN, happened) == {frozenset({"plan:0-5", "told:0-5"})}


@pytest.mark.parametrize(
    "happened",
    [
        mention("told", "2017-05-05"),
        mention("told", "2016-06-03"),
        mention("told", "2016-05-05", who=("Marie Dubois", "Oslo")),
        mention("told", "2016-05-05", who=("Marie Dubois", "fair")),
        mention("told", "2016-05-05", "planned"),
        mention("told", "2016-05-05", "possible"),
        mention("told", "2016-05-05", lemma="arrest"),
    ],
    ids=[
        "a year later",
        "a month later",
        "another place",
        "one name",
        "only planned again",
        "only possible",
        "something else",
    ],
)
def test_what_is_another_event_stays_one(happened: Mention) -> None:
    assert events(PLAN, happened) == {frozenset({"plan:0-5"}), frozenset({"told:0-5"})}


def test_a_plan_that_two_days_fit_joins_neither() -> None:
    assert len(events(PLAN, HELD, mention("other", "2016-05-10"))) == 3


def test_what_came_before_counts_only_if_the_plan_was_written_before_it() -> None:
    early = mention("told", "2016-04-25")
    assert len(events(PLAN, early)) == 2
    assert len(events(PLAN, mention("told", "2016-05-01"), written={})) == 2, "when it was written is not known"


def told(document: str, day: str, certainty: str, sentence: str) -> Mention:
    return mention(document, day, certainty, who=(), lemma="hold", sentence=sentence)


IN_STORY = (
    told("plan", "2016-05-03", "planned", f"{HARBOUR} will be held on 3 May 2016."),
    told("told", "2016-05-05", "asserted", f"{HARBOUR} was held on 5 May 2016."),
)


def test_documents_of_one_story_join_a_plan_that_names_nobody() -> None:
    assert len(events(*IN_STORY)) == 1
    other = told("told", "2016-05-05", "asserted", "Anglers crowded the annual fish market held under Oslo bridges.")
    assert len(events(IN_STORY[0], other)) == 2


def test_a_plan_takes_along_who_tells_without_a_day_that_it_happened() -> None:
    undated = told("other", "../2016-05-06", "asserted", f"{HARBOUR} was held on time.")
    assert events(IN_STORY[0], undated) == {frozenset({"plan:0-5", "other:0-5"})}
    assert events(*IN_STORY, undated) == {frozenset({"plan:0-5", "told:0-5", "other:0-5"})}


def test_the_reason_names_the_days_planned() -> None:
    (event,) = clusters([PLAN, HELD], Timeline(), written_on=WRITTEN)
    assert [item.reason for item in event.members] == [
        "first mention of it",
        "planned for 3 May 2016, told of as having happened with marie dubois, kelmouth",
    ]
    assert event.begin == HELD.begin, "a plan does not move the day it happened"


@pytest.mark.property
@given(st.permutations([PLAN, HELD, mention("other", "2016-05-03", "planned"), mention("other:9-14", "2015-05-05")]))
def test_order_of_arrival_does_not_show(shuffled: list[Mention]) -> None:
    assert events(*shuffled) == {
        frozenset({"plan:0-5", "told:0-5", "other:0-5"}),
        frozenset({"other:9-14"}),
    }

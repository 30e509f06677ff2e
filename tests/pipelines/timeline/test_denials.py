"""Which events are denied elsewhere."""

from dataclasses import replace

import pytest

from pipelines.days import parse_interval
from pipelines.settings import Timeline
from pipelines.timeline.denials import denials
from pipelines.timeline.looks import Looks
from pipelines.timeline.mentions import Mention, name, names
from pipelines.timeline.merge import clusters
from pipelines.timeline.pairs import promising
from pipelines.timeline.stories import profiles, stories


def mention(
    document: str,
    *,
    denied: bool = False,
    day: str = "2015-06-18",
    who: tuple[str, str] = ("Ann Roe", "Oslo"),
    lemma: str = "visit",
    kind: str = "OCCURRENCE",
) -> Mention:
    days = parse_interval(day)
    bounds = (days.earliest, days.latest)
    certainty = "denied" if denied else "asserted"
    roles = (name(who[0]), name(who[1]), None)
    return Mention(
        f"{document}:0-5", document, lemma, kind, denied, certainty, names(who), roles, bounds, bounds, False
    )


def pairs(*mentions: Mention) -> set[tuple[str, str]]:
    """The documents of what happened and of who denies it."""
    limits = Timeline()
    found = list(clusters(mentions, limits))
    near = stories(profiles(mentions), limits)
    likely = promising(Looks.of(mentions), near, limits)
    return {
        (min(found[happened].documents), min(found[denied].documents))
        for happened, denied in denials(found, mentions, likely, limits)
    }


@pytest.mark.parametrize(
    "told",
    [mention("a"), mention("a", day="2015-06"), mention("a", day=".."), mention("a", who=("Roe", "Oslo"))],
    ids=["the same day", "the same month", "no day", "a shorter name"],
)
def test_what_one_source_tells_and_another_denies(told: Mention) -> None:
    assert pairs(told, mention("b", denied=True)) == {("a", "b")}


@pytest.mark.parametrize(
    "told",
    [
        mention("a", day="2015-06-19"),
        mention("a", who=("Bob Moe", "Oslo")),
        mention("a", who=("Ann Roe", "fair")),
        mention("a", lemma="leave"),
        replace(mention("a"), roles=(None, None, name("Oslo"))),
        replace(mention("b"), mention_id="b:9-14"),
    ],
    ids=["another day", "another name", "one name", "another deed", "nobody who did it", "the same document"],
)
def test_what_is_not_the_same_is_not_denied(told: Mention) -> None:
    assert pairs(told, mention("b", denied=True)) == set()


@pytest.mark.parametrize(("lemma", "kind"), [("say", "REPORTING"), ("fear", "I_STATE")])
def test_that_somebody_did_not_say_or_feel_it_denies_nothing(lemma: str, kind: str) -> None:
    assert pairs(mention("a", lemma=lemma, kind=kind), mention("b", denied=True, lemma=lemma, kind=kind)) == set()

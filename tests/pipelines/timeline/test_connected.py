"""Which mentions can come to stand in one event."""

from collections.abc import Iterator, Sequence
from itertools import combinations, permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.settings import Timeline
from pipelines.timeline.asking import ask
from pipelines.timeline.candidates import BUCKET, is_narrow
from pipelines.timeline.connected import companies
from pipelines.timeline.kinds import kind_of
from pipelines.timeline.links import Links
from pipelines.timeline.looks import Looks
from pipelines.timeline.mentions import Mention, denies
from pipelines.timeline.pairs import pairs_of, promising
from pipelines.timeline.stories import Stories, profiles, stories
from tests.pipelines.timeline.test_merge import mention, mentions_of_few
from tests.pipelines.timeline.test_pairs import company

LIMITS = Timeline()
ALONE = Stories({})


def plain(mentions: Sequence[Mention], near: Stories) -> set[frozenset[int]]:
    """Put mentions together pair by pair."""
    pairs = promising(Looks.of(mentions), near, LIMITS)
    found = [{number} for number in range(len(mentions))]
    for one, other in permutations(range(len(mentions)), 2):
        if pairs.of(one).get(other, 0.0) >= LIMITS.likelihood or meets(mentions[one], mentions[other]):
            both = found[one] | found[other]
            for number in both:
                found[number] = both
    return {frozenset(own) for own in found}


def meets(own: Mention, other: Mention) -> bool:
    """Whether a mention could join, by names, an event that another one founded."""
    if kind_of(own.lemma)[0] != kind_of(other.lemma)[0]:
        return False
    if denies(own) and contradicts(own, other):
        return True
    if own.negative != other.negative:
        return False
    asked = ask(own, LIMITS)
    known = {item.key for item in other.names}
    shared = [(item.key, weight) for item, weight in zip(own.names, asked.weights, strict=True) if item.key in known]
    if (
        own.document_id == other.document_id
        and shared
        and asked.most >= asked.needed(narrow=asked.narrow, same_document=True)
    ):
        return True
    if asked.narrow and is_narrow(other.begin, LIMITS) and own.certainty == "planned" and len(shared) > 1:
        return any(weight for _, weight in shared)
    if asked.narrow and not set(months(own)) & set(months(other)):
        return False
    least = asked.needed(narrow=asked.narrow, same_document=False)
    enough = [weight >= least for _, weight in shared]
    return any(enough) or any(one[1] + two[1] >= least for one, two in combinations(shared, 2))


def contradicts(own: Mention, other: Mention) -> bool:
    """Whether what one denies may be what the other says, or denies too, by two names of which one did it or has it done."""
    shared = [item.key for item in own.names if item.key in {theirs.key for theirs in other.names}]
    did, done = ({name.key for name in item.roles[:2] if name} for item in (own, other))
    return (
        own.event_class != "REPORTING"
        and (denies(other) or (not other.negative and other.certainty in {"asserted", "reported"}))
        and any(did & {*two} and done & {*two} for two in combinations(shared, 2))
    )


def months(own: Mention) -> Iterator[int]:
    if own.begin[0] is not None and own.begin[1] is not None and is_narrow(own.begin, LIMITS):
        yield from range(own.begin[0] // BUCKET, own.begin[1] // BUCKET + 1)


def cut(mentions: Sequence[Mention], near: Stories) -> set[frozenset[int]]:
    looks = Looks.of(mentions)
    pairs = pairs_of(looks, Links.of(looks["document"], near), LIMITS)
    numbers = companies(looks, pairs, LIMITS).tolist()
    return {frozenset(n for n, own in enumerate(numbers) if own == number) for number in set(numbers)}


@pytest.mark.property
@settings(max_examples=60, deadline=None)
@given(st.one_of(company, st.lists(mentions_of_few, max_size=14, unique_by=lambda item: item.mention_id)))
def test_companies_are_those_that_plain_comparing_gives(mentions: list[Mention]) -> None:
    near = stories(profiles(mentions), LIMITS)
    assert cut(mentions, near) == plain(mentions, near)


def test_a_chain_is_one_company_and_others_are_apart() -> None:
    mentions = [
        mention("a", who=["Ann Roe", "Oslo"]),
        mention("b", who=["Roe", "Oslo"], day=".."),
        mention("c", who=["Ann Roe"]),
        mention("d", who=["Ann Roe"], day="2015-09-18"),
        mention("e", who=["Ann Roe"], day=".."),
        mention("f", lemma="release"),
    ]
    assert cut(mentions, ALONE) == {frozenset({0, 1, 2}), frozenset({3}), frozenset({4}), frozenset({5})}


def test_long_chains_hang_together() -> None:
    mentions = [mention(f"d{n:03}", who=[f"Name{n}", f"Name{n + 1}"]) for n in range(200)]
    assert cut([*mentions[::2], *mentions[1::2]], ALONE) == {frozenset(range(200))}
    assert cut([], ALONE) == set()

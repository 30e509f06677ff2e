"""Which pairs of mentions are judged: every one that can matter, and few others."""

from collections.abc import Sequence
from dataclasses import replace
from math import log
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.settings import Timeline
from pipelines.timeline import merge, pairs
from pipelines.timeline.candidates import blocks
from pipelines.timeline.connected import companies
from pipelines.timeline.likeness import Sentences
from pipelines.timeline.links import Links
from pipelines.timeline.looks import Looks
from pipelines.timeline.mentions import Mention, context, name, names
from pipelines.timeline.pairs import Pairs, bounds, pairs_of, promising
from pipelines.timeline.scorer import likelihood
from pipelines.timeline.stories import Stories, profiles, stories
from pipelines.timeline.words import alike

LIMITS = Timeline()
SUBJECTS = (
    "The Meuse burst its banks near Maastricht",
    "Rebels of the Front shelled Lahore",
    "Heavy monsoon rain fell on Punjab",
)
Days = tuple[int | None, int | None]


def mention(  # noqa: PLR0917 - drawn by hypothesis, in this order
    document: str,
    place: int,
    word: tuple[str, str],
    subject: str,
    rest: str,
    roles: tuple[str | None, str | None, str | None],
    begin: Days,
    end: Days,
    kind: str,
) -> Mention:
    sentence = f"{subject} and {word[1]} {rest}."
    keys = (name(roles[0]), name(roles[1]), name(roles[2]))
    around = context(50 * (place // 10), sentence, word[1], word[0])
    own = (f"{document}:{place}", document, word[0], kind, False, "asserted")
    return Mention(*own, names(roles), keys, begin, end, False, *around)


day = st.one_of(st.none(), st.integers(16_000, 16_040))
interval = st.tuples(day, day).map(lambda days: days if None in days else tuple(sorted(filter(None, days))))
someone = st.sampled_from([None, "Ann Roe", "Roe", "Bob Roe", "Oslo", "the police", "police"])
drawn = st.builds(
    mention,
    st.sampled_from("abcde"),
    st.integers(0, 40),
    st.sampled_from([("flood", "flood"), ("flood", "flooded"), ("inundate", "inundated"), ("think", "thought")]),
    st.sampled_from(SUBJECTS),
    st.sampled_from(["cattle drowned", "the mayor of Liege resigned", "drowned farms", ""]),
    st.tuples(someone, someone, someone),
    interval,
    interval,
    st.sampled_from(["OCCURRENCE", "REPORTING", "STATE"]),
)
company = st.lists(drawn, min_size=2, max_size=16, unique_by=lambda own: own.mention_id)


def every_pair(mentions: Sequence[Mention], near: Stories) -> Pairs:
    """The plain way: all mentions of a block in the same document or one of the same story, apart from their days."""
    rows: list[list[int]] = [[] for _ in mentions]
    for block in blocks(mentions):
        for number in block:
            told_in = near.near.get(mentions[number].document_id, {})
            rows[number] = [
                other
                for other in block
                if other != number
                if mentions[other].document_id in {mentions[number].document_id, *told_in}
            ]
    found = np.array([other for row in rows for other in row], np.int64)
    return Pairs(np.cumsum([0, *map(len, rows)], dtype=np.int64), found)


def merged(mentions: Sequence[Mention], near: Stories) -> list[list[tuple[str, str]]]:
    return [
        [(mentions[item.number].mention_id, item.reason) for item in cluster.members]
        for cluster in merge.clusters(mentions, LIMITS, near)
    ]


@pytest.mark.property
@settings(max_examples=40, deadline=None)
@given(company, st.sampled_from([1, 7, pairs._AT_ONCE]))
def test_nothing_is_lost_by_looking_at_promising_pairs_alone(mentions: list[Mention], at_once: int) -> None:
    near = stories(profiles(mentions), LIMITS)
    with patch.object(pairs, "_AT_ONCE", at_once):
        found = merged(mentions, near)
    looks = Looks.of(mentions)
    company = companies(looks, pairs_of(looks, Links.of(looks["document"], near), LIMITS), LIMITS)
    with (
        patch.object(Pairs, "between", lambda *_: every_pair(mentions, near)),
        patch.object(merge, "companies", lambda *_: company),
    ):
        assert found == merged(mentions, near)


@pytest.mark.property
@settings(max_examples=80, deadline=None)
@given(drawn, drawn, st.floats(0.15, 1))
def test_no_pair_scores_more_than_its_bound(one: Mention, other: Mention, story: float) -> None:
    how = -1.0 if one.document_id == other.document_id else story
    looks, pair = Looks.of([one, other]), (np.array([0]), np.array([1]))
    shared = np.array([alike(one.words, other.words, one.length * other.length)])
    assert Sentences(looks).alike(*pair) == pytest.approx(shared)
    (least,), (most,) = bounds(looks, *pair, np.array([how]), shared), bounds(looks, *pair, np.array([how]))
    likely = likelihood(one, other, story, 0.0)
    assert log(likely / (1 - likely)) <= least + 1e-9 <= most + 2e-9


def test_two_names_of_one_may_both_be_the_one_name_of_the_other() -> None:
    nowhere: Days = (None, None)
    one, other = (
        mention("a", 0, ("flood", "flood"), SUBJECTS[0], "", roles, nowhere, nowhere, "OCCURRENCE")
        for roles in ((None, "Ann Roe", "Roe"), (None, None, "Ann Roe"))
    )
    (most,) = bounds(Looks.of([one, other]), np.array([0]), np.array([1]), np.array([-1.0]))
    likely = likelihood(one, other, 0.0, 0.0)
    assert log(likely / (1 - likely)) <= most + 1e-9


def test_pairs_that_cannot_be_likely_are_few() -> None:
    """Long documents of one topic: what they share by chance is not looked at."""
    rest = " ".join(f"word{number}" for number in range(3_000))
    mentions = [
        replace(
            mention(
                f"d{number % 6}",
                number,
                ("flood", "flood"),
                SUBJECTS[0],
                "",
                (None,) * 3,
                (None, None),
                (None, None),
                "OCCURRENCE",
            ),
            words=context(0, f"{SUBJECTS[0]} {rest}", "flood", "flood")[1],
        )
        for number in range(60)
    ]
    near = stories(profiles(mentions), LIMITS)
    assert len(near.near["d0"]) == 5
    found = promising(Looks.of(mentions), near, LIMITS)
    assert len(found.others) == 0


def test_pairs_are_those_of_one_story() -> None:
    one, other, stranger, later = (
        mention(document, 0, ("flood", "flood"), subject, "", (None,) * 3, days, days, "OCCURRENCE")
        for document, subject, days in (
            ("a", SUBJECTS[0], (None, 16_001)),
            ("b", SUBJECTS[0], (None, 16_002)),
            ("c", SUBJECTS[1], (None, 16_002)),
            ("d", SUBJECTS[0], (None, 16_030)),
        )
    )
    mentions = [one, other, stranger, later]
    near = stories(profiles(mentions), LIMITS)
    found = promising(Looks.of(mentions), near, LIMITS)
    assert [found.of(number) for number in range(4)] == [[1], [0], [], []]

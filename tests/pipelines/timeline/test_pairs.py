"""Which pairs of mentions are judged: every one that can matter, and few others."""

from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.settings import Timeline
from pipelines.timeline import pairs
from pipelines.timeline.links import Links
from pipelines.timeline.looks import Looks
from pipelines.timeline.mentions import Mention, context, name, names
from pipelines.timeline.pairs import pairs_of, promising
from pipelines.timeline.stories import profiles, stories

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


@pytest.mark.property
@settings(max_examples=40, deadline=None)
@given(company, st.sampled_from([1, 7]))
def test_pairs_are_the_same_however_many_are_looked_at_together(mentions: list[Mention], at_once: int) -> None:
    near, looks = stories(profiles(mentions), LIMITS), Looks.of(mentions)
    wanted = promising(looks, near, LIMITS)
    with patch.object(pairs, "_AT_ONCE", at_once):
        found = promising(looks, near, LIMITS)
    assert [found.of(number) for number in range(len(mentions))] == [
        wanted.of(number) for number in range(len(mentions))
    ]


@pytest.mark.property
@settings(max_examples=60, deadline=None)
@given(company)
def test_how_likely_a_pair_is_depends_on_its_documents_alone(mentions: list[Mention]) -> None:
    near, looks = stories(profiles(mentions), LIMITS), Looks.of(mentions)
    one, other, likely = pairs_of(looks, Links.of(looks["document"], near), LIMITS)
    assert ((likely >= pairs._LEAST) & (likely < 1)).all()
    for first, second, wanted in zip(one.tolist(), other.tolist(), likely.tolist(), strict=True):
        told = {mentions[first].document_id, mentions[second].document_id}
        some = [number for number in reversed(range(len(mentions))) if mentions[number].document_id in told]
        found = promising(Looks.of([mentions[number] for number in some]), near, LIMITS)
        assert found.of(some.index(second))[some.index(first)] == wanted


def test_the_more_documents_tell_the_less_likely_is_a_pair() -> None:
    """In a text that tells of a hundred things the same word need not be the same event."""

    def told(document: str, word: str, subject: str) -> Mention:
        return mention(document, 0, (word, word), subject, "", (None,) * 3, (None, None), (None, None), "OCCURRENCE")

    floods = [told(document, "flood", SUBJECTS[0]) for document in "ab"]
    rest = [told(document, f"{document}{number}", SUBJECTS[1]) for document in "ab" for number in range(100)]
    near = stories(profiles(floods), LIMITS)
    few, many = (promising(Looks.of(all_), near, LIMITS).of(0) for all_ in (floods, floods + rest))
    assert set(few) == {1}
    assert few[1] > many[1]


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
    assert [list(found.of(number)) for number in range(4)] == [[1], [0], [], []]

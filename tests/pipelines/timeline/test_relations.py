"""What is found again only where something has changed."""

from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.settings import Timeline
from pipelines.timeline import relations
from pipelines.timeline.digests import number_of
from pipelines.timeline.looks import Looks
from pipelines.timeline.mentions import Mention
from pipelines.timeline.pairs import pairs_of
from pipelines.timeline.relations import Relations, relate
from tests.pipelines.timeline.test_pairs import SUBJECTS, company, mention

FEW = Timeline(story_documents=3, story_company=2)
"""So few documents that a word of two of three tells nothing, and that not every document of a story is compared."""


def related(mentions: list[Mention], before: tuple[list[Mention], Relations] | None = None) -> Relations:
    known = {own: place for place, own in enumerate(before[0])} if before else {}
    rows = np.array([number_of(repr(own)) for own in mentions], np.uint64)
    places = np.array([known.get(own, -1) for own in mentions], np.int64)
    return relate(Looks.of(mentions), rows, places, FEW, before[1] if before else Relations.none())


def told(found: Relations) -> tuple[object, ...]:
    columns = (found.one.tolist(), found.other.tolist(), found.likely.tolist())
    pairs = {frozenset((one, other)): likely for one, other, likely in zip(*columns, strict=True)}
    assert len(pairs) == len(found.one), "each pair stands once"
    kin, links, texts = found.kin, found.links, found.texts
    arrays = (kin.one, kin.other, kin.likeness, kin.common, links.others, links.story, links.crowds, texts.words)
    return pairs, *(array.tolist() for array in arrays), found.count


@pytest.mark.property
@settings(max_examples=60, deadline=None)
@given(company, st.lists(st.sets(st.sampled_from("abcde")), max_size=4))
def test_arrivals_and_withdrawals_come_to_the_same_as_relating_anew(
    mentions: list[Mention], there: list[set[str]]
) -> None:
    before = None
    for documents in there:
        some = [own for own in mentions if own.document_id in documents]
        found = related(some, before)
        assert told(found) == told(related(some))
        before = some, Relations.from_tables(found.tables(), len(some))


def test_only_what_is_new_is_compared() -> None:
    mentions = [
        mention(document, 0, ("flood", "flood"), SUBJECTS[0], "", (None,) * 3, (None, None), (None, None), "OCCURRENCE")
        for document in "abcd"
    ]
    before = mentions[:3], related(mentions[:3])
    with patch.object(relations, "pairs_of", wraps=pairs_of) as comparing:
        found = related(mentions, before)
    (_, links, _) = comparing.call_args.args
    new = links.documents.tolist().index(number_of("d"))
    assert len(links.others)
    assert all(new in pair for pair in zip(links.one.tolist(), links.others.tolist(), strict=True))
    assert told(found) == told(related(mentions))

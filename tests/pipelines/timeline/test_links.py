"""Which documents are compared, and how much they tell."""

import numpy as np
import pytest

from pipelines.timeline.links import Links, crowd
from pipelines.timeline.looks import number
from pipelines.timeline.stories import Stories


def test_the_more_documents_tell_the_greater_the_crowd() -> None:
    few, some, many = crowd(np.array([3, 40, 80])).tolist()
    assert few == 0 < some < many
    assert crowd(np.array([160]))[0] - many == pytest.approx(many - some), "a logarithm"


def test_documents_are_linked_with_themselves_and_their_story_by_the_mentions_they_have() -> None:
    names = ["flood", "flood", "levee", *["strike"] * 40]
    links = Links.of(
        np.array([number(name) for name in names]), Stories({"flood": {"levee": 0.5}, "levee": {"flood": 0.5}})
    )
    assert links.documents.tolist() == sorted(number(name) for name in ("flood", "levee", "strike"))
    assert sorted(links.story.tolist()) == [-1.0, -1.0, -1.0, 0.5]
    told = dict(zip(links.documents.tolist(), links.crowds.tolist(), strict=True))
    assert told[number("flood")] == told[number("levee")] == 0 < told[number("strike")]

"""Which sentences can be a headline."""

import pyarrow as pa
import pytest

from pipelines.timeline.sentences import are_whole


@pytest.mark.parametrize(
    ("sentence", "whole"),
    [
        ("The dam broke on Monday.", True),
        ("“It broke”, she said.", True),
        ("`` It broke , '' she said .", True),
        ("Élodie a fui !", True),
        ("19 people fled…", True),
        ("The comment that it broke was withdrawn.", True),
        ("Did the dam break?", False),
        ("the dam broke.", False),
        ("Dam breaks", False),
        ("News | Sport | The dam broke.", False),
        ("* Dam broke * Thousands flee.", False),
        ("Read more at https://example.org/dam.", False),
        ("In this file photo the dam breaks.", False),
        ("By Our Staff\nThe dam broke.", False),
        ("", False),
        (None, False),
    ],
)
def test_whole_sentences(sentence: str | None, whole: bool) -> None:
    assert are_whole(pa.chunked_array([pa.array([sentence], pa.string())])) == [whole]

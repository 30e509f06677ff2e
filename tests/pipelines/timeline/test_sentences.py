"""Which sentences can be a headline."""

import pyarrow as pa
import pytest

from pipelines.timeline.sentences import are_whole, headline_of


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
        ("`` I am doing this for him .", False),
        ("She knew that I fled.", False),
        ("Our town fled.", False),
        ("World War I began in Europe.", True),
        ("The US fleet left for us.", False),
        ("The US fleet left.", True),
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


@pytest.mark.parametrize(
    ("sentence", "shown"),
    [
        ("The dam\n broke.", "The dam broke."),
        (". they fled", "they fled"),
        ('"It broke.', "It broke."),
        ('It broke."', "It broke."),
        ('"It broke," he said.', '"It broke," he said.'),
        ('Roe said: "It broke."', 'Roe said: "It broke."'),
        ("“It broke.", "It broke."),
        ("`` It broke .", "It broke ."),
        ("`` It broke , '' he said .", "`` It broke , '' he said ."),
        ("(It broke.", "It broke."),
        ("(It broke.)", "(It broke.)"),
        ("It broke (again)", "It broke (again)"),
        ("-5 degrees froze it.", "-5 degrees froze it."),
        ("* Dam breaks", "Dam breaks"),
        ("", ""),
    ],
)
def test_a_headline_is_a_sentence_without_what_belongs_to_others(sentence: str, shown: str) -> None:
    assert headline_of(sentence) == shown

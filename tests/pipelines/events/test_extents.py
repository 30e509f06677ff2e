"""How far names reach."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.events.extents import names_of
from pipelines.syntax.sentences import line_spans, sentences
from pipelines.syntax.tagger import read_sentence, read_sentences


def named(text: str) -> list[str]:
    """The names of a text, in order."""
    read = read_sentences(text, sentences(text, line_spans(text)))
    return [
        text[sentence.starts[first] : sentence.ends[last - 1]]
        for sentence, own in zip(read, names_of(read), strict=True)
        for first, last in own
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param("He accepted the Order of Friendship.", ["Order of Friendship"], id="of"),
        pytest.param("Oil leaked into the Gulf of Mexico.", ["Gulf of Mexico"], id="the name of a sea"),
        pytest.param(
            "She works for the Organization for Economic Cooperation and Development.",
            ["Organization for Economic Cooperation and Development"],
            id="for, and",
        ),
        pytest.param("He told The Globe and Mail so.", ["Globe and Mail"], id="an article of the name"),
        pytest.param("They sued Procter & Gamble in Moscow.", ["Procter & Gamble", "Moscow"], id="and, as a sign"),
        pytest.param("They met Bashar al-Assad.", ["Bashar al-Assad"], id="an article joined to a name"),
        pytest.param("It fights the al-Nusra Front.", ["al-Nusra Front"], id="an article that opens a name"),
        pytest.param("Moscow and Kiev agreed.", ["Moscow", "Kiev"], id="two places"),
        pytest.param("Angela Merkel of Germany left.", ["Angela Merkel", "Germany"], id="of somewhere"),
        pytest.param("Obama's plan failed.", ["Obama"], id="without the possessive"),
        pytest.param("It rained all day.", [], id="none"),
    ],
)
def test_names(text: str, names: list[str]) -> None:
    assert named(text) == names


def test_a_name_given_in_full_elsewhere() -> None:
    text = "Lockheed Martin won the contract. Boeing lost to Lockheed Martin, and Martin rejoiced."
    assert named(text).count("Lockheed Martin") == 2


def test_a_name_elsewhere_is_one_where_a_sentence_begins() -> None:
    assert named("They told Boeing to pay. Boeing won the contract.") == ["Boeing", "Boeing"]


def test_the_last_name_of_a_person() -> None:
    assert named("Steve Jobs spoke. Later they met Jobs in Paris.") == ["Steve Jobs", "Jobs", "Paris"]


def test_without_a_model_capitals_tell() -> None:
    sentence = read_sentence("They met Angela Merkel.", 0, 23)
    assert names_of([sentence]) == [[(2, 4)]]


@pytest.mark.property
@given(
    st.lists(
        st.sampled_from(["of", "and", "&", "the", "The", "Bank", "Gulf", "Mexico", "Merkel", "al-Assad", ",", "met"])
    )
)
def test_names_never_overlap(words: list[str]) -> None:
    text = " ".join(words)
    for sentence, own in zip(
        read := read_sentences(text, sentences(text, line_spans(text))), names_of(read), strict=True
    ):
        assert all(0 <= first < last <= len(sentence.words) for first, last in own)
        assert all(one[1] <= other[0] for one, other in pairwise(own))

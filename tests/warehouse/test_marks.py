"""The place of a trigger in a headline: where the same words stand, or nowhere."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.timeline.sentences import headline_of
from warehouse.page.marks import marks, place_in


@pytest.mark.parametrize(
    ("sentence", "headline", "word", "shown"),
    [
        ("He fled.", "He fled.", "fled", (3, 7)),
        ("“He fled.", "He fled.", "fled", (3, 7)),
        (". He  \n fled.", "He fled.", "fled", (3, 7)),
        ("He took\n off.", "He took off.", "took\n off", (3, 11)),
        ("𝒳 é fled.", "𝒳 é fled.", "fled", (4, 8)),
        ("- He fled home.", "home.", "fled", None),
        ("He fled.", "She left.", "fled", None),
    ],
    ids=["same", "a quote before", "spaces", "two words", "code points", "cut off", "another sentence"],
)
def test_a_word_is_found_in_the_headline(
    sentence: str, headline: str, word: str, shown: tuple[int, int] | None
) -> None:
    start = sentence.index(word)
    assert place_in(headline, sentence, start, start + len(word)) == shown


def test_columns_say_start_and_length() -> None:
    found = marks(["He fled.", "Gone.", "Gone."], [" He fled.", None, "Lost."], [4, 0, 0], [8, 4, 4])
    assert found == {"start": [3, None, None], "length": [4, None, None]}


@pytest.mark.property
@given(st.lists(st.text("abé𝒳", min_size=1), min_size=1), st.data())
def test_every_word_of_a_sentence_keeps_its_place(words: list[str], data: st.DataObject) -> None:
    spaces = [data.draw(st.sampled_from([" ", "\n", "  \t"])) for _ in words]
    sentence = data.draw(st.sampled_from(["", "“", ". ", "(", "«"]))
    starts = []
    for word, space in zip(words, spaces, strict=True):
        starts.append(len(sentence))
        sentence += word + space
    headline = headline_of(sentence)
    for word, start in zip(words, starts, strict=True):
        found = place_in(headline, sentence, start, start + len(word))
        assert found is not None
        assert headline[slice(*found)] == word

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.syntax.tokens import tokenise
from tests.growth import growth


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("by F. W. de Klerk", ["by", "F.", "W.", "de", "Klerk"], id="initials keep their stop"),
        pytest.param("onto comet 67P now", ["onto", "comet", "67P", "now"], id="number and letter"),
        pytest.param("He hasn't left.", ["He", "has", "n't", "left", "."], id="negation is a word"),
        pytest.param("Moscow’s envoy", ["Moscow", "’s", "envoy"], id="owner, curly apostrophe"),
        pytest.param("They've met", ["They", "'ve", "met"], id="clitic verb"),
        pytest.param("the U.S.-led strikes", ["the", "U.S.-led", "strikes"], id="abbreviation in a compound"),
        pytest.param("Mr. Harper, Oct. 7", ["Mr.", "Harper", ",", "Oct.", "7"], id="abbreviations keep their stop"),
        pytest.param("3.5% of 9,640", ["3.5%", "of", "9,640"], id="numbers"),
        pytest.param("See http://a.org/b?c=1 now", ["See", "http://a.org/b?c=1", "now"], id="address"),
        pytest.param("al-Assad", ["al-Assad"], id="hyphen inside a name"),
        pytest.param("O'Brien said", ["O'Brien", "said"], id="apostrophe inside a name"),
        pytest.param("wait ... stop", ["wait", "...", "stop"], id="ellipsis"),
    ],
)
def test_words(text: str, words: list[str]) -> None:
    assert list(tokenise(text).words) == words


def test_offsets_are_of_the_whole_text() -> None:
    found = tokenise("abc def ghi", 4, 7)
    assert (found.words, found.starts, found.ends) == (("def",), (4,), (7,))


@pytest.mark.property
@given(st.text())
def test_every_character_but_white_space_is_in_one_word(text: str) -> None:
    found = tokenise(text)
    assert all(text[s:e] == w for w, s, e in zip(found.words, found.starts, found.ends, strict=True))
    assert "".join("".join(found.words).split()) == "".join(text.split())
    assert all(a <= b for a, b in zip(found.ends, found.starts[1:], strict=False))


@pytest.mark.parametrize("unit", ["a", "a.", "a-", "'", "a@", "1,", "x'", "\u0301"])
def test_what_is_four_times_as_long_takes_about_four_times_the_time(unit: str) -> None:
    assert growth(lambda length: tokenise(unit * (length // len(unit))), 12_500, 50_000, enough=5) < 9

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.syntax.sentences import LONGEST, sentences
from tests.growth import growth


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("He left. She stayed.", ["He left.", "She stayed."], id="two"),
        pytest.param("Mr. Harper met Gen. Vance. He left.", ["Mr. Harper met Gen. Vance.", "He left."], id="titles"),
        pytest.param("It began Oct. 7 in Syria.", ["It began Oct. 7 in Syria."], id="month"),
        pytest.param(
            "The U.S. State Department said no.", ["The U.S. State Department said no."], id="U.S. before a name"
        ),
        pytest.param(
            "He left the U.S. The war went on.", ["He left the U.S.", "The war went on."], id="U.S. at the end"
        ),
        pytest.param("John F. Kennedy spoke.", ["John F. Kennedy spoke."], id="initial"),
        pytest.param('"We won." Then he left.', ['"We won."', "Then he left."], id="closing quote"),
        pytest.param('"Why?" he asked.', ['"Why?" he asked.'], id="small letter goes on"),
        pytest.param("Rates rose 3.5 percent.", ["Rates rose 3.5 percent."], id="decimal point"),
        pytest.param("A heading\nA sentence.", ["A heading", "A sentence."], id="lines are kept apart"),
        pytest.param(
            "The government of Canada suspended nearly all\ncontacts with Moscow.",
            ["The government of Canada suspended nearly all\ncontacts with Moscow."],
            id="a wrapped line runs on",
        ),
        pytest.param(
            "A first paragraph that is long enough, and\n\nnot one.",
            ["A first paragraph that is long enough, and", "not one."],
            id="an empty line ends",
        ),
        pytest.param("Am 9. Mai 2014 fiel die Stadt.", ["Am 9. Mai 2014 fiel die Stadt."], id="German ordinal"),
        pytest.param("", [], id="nothing"),
        pytest.param("# Doors open again", ["Doors open again"], id="heading"),
        pytest.param("## What was done\n- A spire rose.", ["What was done", "A spire rose."], id="item"),
        pytest.param("* One rose.\n• Two fell.", ["One rose.", "Two fell."], id="bullets"),
        pytest.param("> > He left.\n> She stayed.", ["He left.", "She stayed."], id="quoted lines"),
        pytest.param("1. The wall fell.\n12) They left.", ["The wall fell.", "They left."], id="numbered items"),
        pytest.param(
            "9. November 1989: Die Mauer fiel.", ["9. November 1989: Die Mauer fiel."], id="no item but a day"
        ),
        pytest.param("-5 degrees in Kiev.\n*bold* words.", ["-5 degrees in Kiev.", "*bold* words."], id="no marks"),
        pytest.param(
            "- The new spire was raised in the spring and\n  received its golden rooster.",
            ["The new spire was raised in the spring and\n  received its golden rooster."],
            id="a wrapped item runs on",
        ),
        pytest.param(
            "Seen before 7 p.m. Within an hour it fell.", ["Seen before 7 p.m.", "Within an hour it fell."], id="p.m."
        ),
        pytest.param("It fell at 7 p.m. Eastern time.", ["It fell at 7 p.m. Eastern time."], id="a zone"),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in sentences(text)] == expected


def test_only_the_lines_given_are_read() -> None:
    assert sentences("One. Two.\nThree.", [(10, 16)]) == [(10, 16)]


@pytest.mark.property
@given(st.text(alphabet=st.sampled_from("aB. \n\"'!?…)“”1U.S.#->*")) | st.text())
def test_sentences_are_in_order_and_trimmed(text: str) -> None:
    found = sentences(text)
    assert all(a[1] <= b[0] for a, b in pairwise(found))
    assert all(text[s:e] == text[s:e].strip() and s < e <= s + LONGEST for s, e in found)


@pytest.mark.property
@given(st.text(alphabet=st.sampled_from("aB. \n\"'!?…)“”U.S.")))
def test_no_word_is_lost(text: str) -> None:
    found = sentences(text)
    assert "".join("".join(text[s:e].split()) for s, e in found) == "".join(text.split())


@pytest.mark.parametrize("unit", ["x", "x ", ". ", ", ", '" ', "a.\n", "A. "])
def test_long_lines_are_cut_in_linear_time(unit: str) -> None:
    def cut(length: int) -> None:
        found = sentences(unit * (length // len(unit)))
        assert all(end - start <= LONGEST for start, end in found)

    assert sentences(unit * (LONGEST // len(unit)))
    assert growth(cut, 12_500, 50_000, enough=5) < 9


@pytest.mark.parametrize(
    ("dateline", "first"),
    [
        pytest.param("PARIS, April 15, 2019 — ", "A fire tore through the roof.", id="place and day"),
        pytest.param("CAPE TOWN, Feb. 11 (Cape Record) - ", "Nelson Mandela walked free.", id="day and source"),
        pytest.param("NAIROBI, Kenya (AP) -- ", '"It rained," he said.', id="source"),
        pytest.param("O'SMACH, Cambodia (AP)_ ", "The top commander left.", id="underscore"),
        pytest.param("WASHINGTON, D.C. -- ", "The economy grew.", id="capitals"),
        pytest.param("Cairo (CNN) -- ", "Crowds gathered.", id="source after small letters"),
        pytest.param("(CNN) -- ", "A man died.", id="source alone"),
        pytest.param("Berlin, 9. November 1989 – ", "Die Mauer ist offen.", id="German"),
        pytest.param(
            "LONDON | Tue Jun 29, 2010 10:21am EDT LONDON (Reuters) - ", "A week later it rained.", id="signed"
        ),
        pytest.param("", "IBM — the largest maker — said so.", id="capitals before an aside"),
        pytest.param("", "Al-Qaeda - The base", id="a name and what it means"),
        pytest.param("", "Obama (D) - he said", id="brackets before a small letter"),
        pytest.param("", "PARIS, April 15, 2019 — ", id="nothing follows"),
    ],
)
def test_a_sentence_begins_after_its_dateline(dateline: str, first: str) -> None:
    text = "NEWS\n" + dateline + first
    assert [text[start:end] for start, end in sentences(text)] == ["NEWS", first.strip()]


@pytest.mark.parametrize("unit", ["A", "A ", "A-", "AB, ", "A.'A", "May 1 ", "(A", "A, A A A - "])
def test_what_looks_like_a_dateline_takes_linear_time(unit: str) -> None:
    assert sentences((unit * 60)[:120] + " - x")
    # Longer than any dateline: looking for one may cost no more than its line does.
    assert growth(lambda units: sentences((unit * units) + " - x"), 5_000, 20_000, enough=5) < 9

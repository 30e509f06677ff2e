"""Names with a number in them: which are one, and which numbers only count."""

from collections import Counter

import pytest

from pipelines.events.entities import find_entities
from pipelines.events.extents import names_of
from pipelines.events.products import code_of, codes_in_full
from pipelines.syntax.sentences import line_spans, sentences
from pipelines.syntax.tagger import read_sentences


@pytest.mark.parametrize(
    ("name", "code"),
    [
        pytest.param("Airbus A380s", "A380", id="letter and digits, plural"),
        pytest.param("Boeing 787 Dreamliner", "787", id="three digits"),
        pytest.param("KC-45", "KC-45", id="with a hyphen"),
        pytest.param("Olympics 2012", None, id="a year"),
        pytest.param("Apollo 11", None, id="two digits count"),
        pytest.param("iPod 30GB", None, id="a size"),
        pytest.param("Boeing", None, id="no number"),
    ],
)
def test_code(name: str, code: str | None) -> None:
    assert code_of(name) == code


def test_the_commonest_full_name_stands_for_those_with_its_number() -> None:
    found = codes_in_full(Counter({"Airbus A380": 2, "A380": 5, "Qantas A380": 1, "Airbus": 3}))
    assert found == {"Airbus A380": "Airbus A380", "A380": "Airbus A380", "Qantas A380": "Airbus A380"}


def test_the_last_word_of_such_a_name_stands_for_it() -> None:
    found = codes_in_full(Counter({"Boeing 787 Dreamliner": 1, "Dreamliners": 2, "Dreamliner": 1}))
    assert set(found.values()) == {"Boeing 787 Dreamliner"}
    assert found.keys() == {"Boeing 787 Dreamliner", "Dreamliners", "Dreamliner"}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param(
            "The Airbus A380 landed. The A380s left.",
            ["Airbus A380", "A380s"],
            id="alone and joined to the name before",
        ),
        pytest.param(
            "They unveiled the Boeing 777. Later the 777 took off.",
            ["Boeing 777", "777"],
            id="a bare number that belongs to a name",
        ),
        pytest.param("The storm killed 300 people in Cuba.", ["Cuba"], id="a number that counts"),
    ],
)
def test_names(text: str, names: list[str]) -> None:
    read = read_sentences(text, sentences(text, line_spans(text)))
    found = [
        text[sentence.starts[first] : sentence.ends[last - 1]]
        for sentence, own in zip(read, names_of(read), strict=True)
        for first, last in own
    ]
    assert found == names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("They remember the Second World War there.", "Second World War", id="a name"),
        pytest.param("It broke the First Amendment there.", "First Amendment", id="another"),
        pytest.param("They saw the First Airbus A380 there.", "Airbus A380", id="an aircraft, counted"),
    ],
)
def test_an_ordinal_counts_only_what_has_a_number(text: str, name: str) -> None:
    found = find_entities(read_sentences(text, sentences(text, line_spans(text))))
    assert [item.name for item in found.mentions] == [name]

"""Whom pronouns, short names and descriptions stand for; what two could be stays without a name."""

import pytest

from pipelines.events.references import find_references
from pipelines.syntax.sentences import line_spans, sentences
from pipelines.syntax.tagger import read_sentences


def standing(text: str, word: str) -> str | None:
    """The name that the last such word of a text stands for."""
    found = find_references(read_sentences(text, sentences(text, line_spans(text))))
    return found.names.get(text.rindex(word))


@pytest.mark.parametrize(
    ("text", "word", "name"),
    [
        pytest.param("Angela Merkel spoke. Later she left.", "she", "Angela Merkel", id="she"),
        pytest.param("Angela Merkel spoke. Later he left.", "he", None, id="he is no woman"),
        pytest.param("John Kerry met Barack Obama. Later he left.", "he", None, id="two could be meant"),
        pytest.param("The envoy denied Assad's claim. Later he left.", "he", None, id="not an owner"),
        pytest.param("It rained. Later he left.", "he", None, id="nobody is named"),
        pytest.param("Angela Merkel spoke. Later Merkel left.", "Merkel", "Angela Merkel", id="the last name alone"),
        pytest.param(
            "Bill Clinton met Hillary Clinton. Later Clinton left.", "Clinton", "Clinton", id="of two it is neither"
        ),
    ],
)
def test_names(text: str, word: str, name: str | None) -> None:
    assert standing(text, word) == name


@pytest.mark.parametrize(
    ("text", "word", "name"),
    [
        pytest.param("Boeing said it would appeal.", "it", "Boeing", id="the subject of the verb above"),
        pytest.param(
            "They sued Boeing. Boeing won the case. Its shares rose.",
            "Its",
            "Boeing",
            id="the subject of the sentence before",
        ),
        pytest.param("Boeing won. The verdict shocked its rivals.", "its", None, id="a nearer subject has no name"),
        pytest.param("The union criticised Boeing. It called a strike.", "It", None, id="the union"),
        pytest.param("Boeing lost. It is clear that the airline lied.", "It", None, id="nothing is meant"),
        pytest.param("Angela Merkel spoke. It began late.", "It", None, id="a person is not it"),
        pytest.param("Boeing forced Airbus to lower its prices.", "its", "Airbus", id="who is made to do it"),
        pytest.param('John Kerry said: "Assad knows he lies."', "he", None, id="nobody calls himself he"),
        pytest.param("John Kerry said he would leave.", "he", "John Kerry", id="he who says so"),
        pytest.param("Steve Jobs spoke. Jobs said his plan failed.", "his", "Steve Jobs", id="the last name alone"),
        pytest.param("Ryanair reported a profit. The company has grown.", "company", "Ryanair", id="the company"),
        pytest.param(
            "The Airbus A380 airliner landed in Sydney. The massive airliner left later.",
            "airliner",
            "Airbus A380",
            id="a thing by what it is",
        ),
        pytest.param(
            "The Airbus A380 airliner landed in Sydney. The other plane left later.", "plane", None, id="another one"
        ),
        pytest.param(
            "Airlines want the new Airbus A380 airliner.", "airliner", "Airbus A380", id="a noun behind the name"
        ),
    ],
)
def test_organisations_and_things(text: str, word: str, name: str | None) -> None:
    assert standing(text, word) == name


def test_nothing_is_read_into_no_sentences() -> None:
    found = find_references([])
    assert (found.names, found.kinds) == ({}, {})


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        pytest.param("The envoy told Ottawa to leave.", "Ottawa", "place", id="a city of the gazetteer"),
        pytest.param("They seized the Crimean Peninsula.", "Crimean Peninsula", "place", id="by its last word"),
        pytest.param("They crossed Lake Ladoga.", "Lake Ladoga", "place", id="by its first word"),
        pytest.param("Mr. Houston left.", "Houston", "person", id="a title says more"),
        pytest.param("Lockheed Corporation left Riga.", "Lockheed Corporation", "organisation", id="an organisation"),
        pytest.param("NBC left. NBC fell. NBC met them.", "NBC", None, id="capitals are no person"),
        pytest.param("Zyxtra left.", "Zyxtra", None, id="nothing is known"),
        pytest.param("They told Zyxtra executives to leave.", "Zyxtra", "organisation", id="it has executives"),
        pytest.param("The airline Zyxtra left.", "Zyxtra", "organisation", id="it is called an airline"),
        pytest.param("The Airbus A380 left.", "Airbus A380", None, id="a thing is none of these"),
    ],
)
def test_kinds(text: str, name: str, kind: str | None) -> None:
    assert find_references(read_sentences(text, sentences(text, line_spans(text)))).kinds.get(name) == kind

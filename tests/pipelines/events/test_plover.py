"""Every line of the lexicon of PLOVER types, by the sentence that stands beside it."""

from pathlib import Path

import pytest

import pipelines.events
from pipelines.days import UNKNOWN
from pipelines.events.mentions import find_events
from pipelines.events.plover import Line, lines, parse

FILE = Path(pipelines.events.__file__).parent / "words" / "plover.toml"
LINES = parse(FILE.read_text(encoding="utf-8"))
PLOVER = (
    *("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"),
    *("REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
)


def typed(sentence: str) -> str | None:
    """The type of the event in brackets."""
    start, end = sentence.index("["), sentence.index("]") - 1
    text = sentence.replace("[", "").replace("]", "")
    (found,) = find_events(text, None, "en", UNKNOWN, [], triggers=[(start, end)])
    return found.event_type


@pytest.mark.parametrize("name", ["none", *PLOVER])
def test_examples_have_the_type_of_their_line(name: str) -> None:
    mine = [line for line in LINES if (line.type or "none") == name]
    wrong = {line.example: found for line in mine if (found := typed(line.example)) != line.type}
    assert mine
    assert not wrong


def test_types_are_those_of_the_scheme() -> None:
    assert {line.type for line in LINES} == {None, *PLOVER}


def test_no_line_stands_twice() -> None:
    seen: set[tuple[object, ...]] = set()
    for line in LINES:
        key = (line.kind, line.lemma, line.particles, line.near)
        assert key not in seen, line
        seen.add(key)


def test_there_are_several_hundred_lines() -> None:
    assert len(LINES) > 600
    assert lines()["verb", "break"][-1].type == "REJECT"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        pytest.param("The village was [attacked] by rebels.", "ASSAULT", id="passive"),
        pytest.param("The agreement was [signed] in May.", "AGREE", id="object before a passive"),
        pytest.param("He [signed] the picture.", None, id="object of another kind"),
        pytest.param("The king [turned] the offer down.", "REJECT", id="particle behind the object"),
        pytest.param("The king [turned] round.", None, id="other particle"),
        pytest.param("The minister [welcomed] the decision.", "SUPPORT", id="not the one who does it"),
        pytest.param("The minister was [welcomed] in Rome.", "CONSULT", id="object of a passive"),
        pytest.param("The earthquake [killed] twelve people.", None, id="a deed of nature"),
        pytest.param("The river [rose] by a metre.", None, id="no political event"),
        pytest.param("The king [said] nothing.", None, id="mere saying"),
        pytest.param("The rebels did not [attack] the town.", "ASSAULT", id="what did not happen has its type too"),
    ],
)
def test_conditions(sentence: str, expected: str | None) -> None:
    assert typed(sentence) == expected


def test_a_line_is_read() -> None:
    (line,) = parse('[REJECT]\nverbs = "break +off,away: talks | They [broke] off the talks."')
    near = frozenset(("talks",))
    assert line == Line(
        "REJECT", "verb", "break", frozenset(("off", "away")), near, False, "They [broke] off the talks."
    )

"""Every list of words that decide certainty, by the sentence that stands beside it."""

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

import pipelines.events
from pipelines.events.lexicon import certainty_cues
from pipelines.records import EventMention

EventsOf = Callable[..., dict[str, EventMention]]

FILE = Path(pipelines.events.__file__).parent / "words" / "certainty.toml"
CUES = tomllib.loads(FILE.read_text(encoding="utf-8"))["cue"]
VALUES = ("planned", "possible", "denied", "reported")


@pytest.mark.parametrize("cue", CUES, ids=[f"{cue['role']} {cue['value']}" for cue in CUES])
def test_the_example_of_a_list_is_read_so(events_of: EventsOf, cue: dict[str, str]) -> None:
    word = cue["event"]
    found = events_of(cue["example"])[word].certainty
    if cue["value"] == "same":
        assert (cue["role"], found) in (("infinitive", "asserted"), ("subject", "possible"), ("object", "possible"))
    else:
        assert found == cue["value"]


@pytest.mark.parametrize("cue", CUES, ids=[f"{cue['role']} {cue['value']}" for cue in CUES])
def test_the_example_holds_a_word_of_its_list(cue: dict[str, str]) -> None:
    stems = {word.split("-")[0][:4] for word in cue["words"].split()}
    assert any(word[:4] in stems for word in cue["example"].lower().replace(".", "").split())


def test_no_word_stands_twice_in_a_list() -> None:
    for cue in CUES:
        words = cue["words"].split()
        assert len(words) == len(set(words)), cue["role"]


def test_values_are_known() -> None:
    assert {value for words in certainty_cues().values() for value in words.values()} <= {*VALUES, "same", "asserted"}

from collections.abc import Callable

import pytest

from pipelines.records import EventMention

EventsOf = Callable[..., dict[str, EventMention]]


@pytest.mark.parametrize(
    ("text", "word", "certainty", "reporter"),
    [
        pytest.param("Moscow annexed Crimea.", "annexed", "asserted", None, id="asserted"),
        pytest.param("Kirby said that Russia attacked rebels.", "attacked", "reported", "Kirby", id="that-clause"),
        pytest.param("Kirby said Russia attacked rebels.", "attacked", "reported", "Kirby", id="without that"),
        pytest.param("Russia attacked rebels, Kirby said.", "attacked", "reported", "Kirby", id="behind"),
        pytest.param(
            '"Russia attacked rebels," said Kirby.', "attacked", "reported", "Kirby", id="quoted and inverted"
        ),
        pytest.param("According to Kirby, Russia attacked rebels.", "attacked", "reported", "Kirby", id="according to"),
        pytest.param("Russia will attack rebels.", "attack", "planned", None, id="will"),
        pytest.param("Russia plans to attack rebels.", "attack", "planned", None, id="plans to"),
        pytest.param("The upcoming deployment worries Moscow.", "deployment", "planned", None, id="upcoming"),
        pytest.param("Russia may attack rebels.", "attack", "possible", None, id="may"),
        pytest.param("If Russia attacks the town, we leave.", "attacks", "possible", None, id="if"),
        pytest.param("Russia did not attack rebels.", "attack", "denied", None, id="not"),
        pytest.param("He failed to mention it.", "mention", "denied", None, id="failed to"),
        pytest.param("The envoy denied that Russia attacked rebels.", "attacked", "denied", "envoy", id="denied that"),
        pytest.param("They will hold a meeting.", "meeting", "planned", None, id="a light verb tells of its noun"),
        pytest.param("The town was not evacuated until Friday.", "evacuated", "asserted", None, id="not until"),
        pytest.param("The rule was to begin soon.", "begin", "planned", None, id="was to"),
        pytest.param("The spire, which was added later, broke and fell.", "fell", "asserted", None, id="was added"),
        pytest.param(
            "It behaves like the boson, which Higgs predicted.", "behaves", "asserted", None, id="relative clause"
        ),
        pytest.param(
            "Tokyo declared an emergency and ordered a retreat.", "ordered", "asserted", None, id="joined verb"
        ),
        pytest.param("Russia had to act.", "act", "asserted", None, id="had to, and did"),
        pytest.param("ISIS was able to expand.", "expand", "asserted", None, id="was able to"),
        pytest.param(
            '"It is a whale," said Peter, whose firm was hired.', "hired", "asserted", None, id="of the speaker"
        ),
        pytest.param("The envoy denied that it fell, as Kiev asserts.", "asserts", "asserted", None, id="an aside"),
        pytest.param("It was announced that traffic had resumed.", "resumed", "reported", None, id="passive report"),
        pytest.param("Kirby said Russia did not attack.", "attack", "denied", "Kirby", id="denied inside a report"),
    ],
)
def test_certainty(events_of: EventsOf, text: str, word: str, certainty: str, reporter: str | None) -> None:
    found = events_of(text)[word]
    assert found.certainty == certainty
    assert (found.reporter.name if found.reporter else None) == reporter


def test_the_report_itself_is_asserted(events_of: EventsOf) -> None:
    assert events_of("Kirby said Russia attacked rebels.")["said"].certainty == "asserted"


def test_a_quotation_goes_on_in_the_next_sentence(events_of: EventsOf) -> None:
    text = '"We fought hard. We lost the town. It fell."'
    assert {event.certainty for event in events_of(text).values()} == {"reported"}

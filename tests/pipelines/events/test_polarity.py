from collections.abc import Callable

import pytest

from pipelines.records import EventMention

EventsOf = Callable[..., dict[str, EventMention]]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        pytest.param("Nobody left the hall.", "left", id="nobody"),
        pytest.param("No one was arrested.", "arrested", id="no one"),
        pytest.param("No shots were fired.", "fired", id="no before the subject"),
        pytest.param("Neither side attacked.", "attacked", id="neither side"),
        pytest.param("Neither the mayor nor his deputy resigned.", "resigned", id="neither nor"),
        pytest.param("None of them resigned.", "resigned", id="none of them"),
        pytest.param("Nor do analysts expect a deal.", "expect", id="nor do"),
        pytest.param("He left without paying the bill.", "paying", id="without"),
        pytest.param("They bought it instead of renting it.", "renting", id="instead of"),
        pytest.param("The two sides reached no agreement.", "reached", id="no object"),
        pytest.param('The police found "no evidence" there.', "found", id="no object in quotation marks"),
        pytest.param("The police had yet to arrest anybody.", "arrest", id="yet to"),
        pytest.param("There were no arrests or protests.", "protests", id="no reaches over or"),
        pytest.param("The raid was not as successful.", "successful", id="not as"),
    ],
)
def test_negative(events_of: EventsOf, text: str, word: str) -> None:
    found = events_of(text)[word]
    assert (found.polarity, found.certainty) == ("NEG", "denied")


@pytest.mark.parametrize(
    ("text", "word"),
    [
        pytest.param("They not only attacked but looted.", "attacked", id="not only"),
        pytest.param("The mayor refused to resign.", "resign", id="denied by its meaning"),
        pytest.param("Officials said no shots were fired.", "said", id="no of the next clause"),
        pytest.param("He said he has no plan.", "has", id="no plan, which is denied itself"),
        pytest.param("A town of no importance fell.", "fell", id="no behind a preposition"),
        pytest.param("Without help the town fell.", "fell", id="without a noun"),
        pytest.param("Rather than wait, they attacked.", "attacked", id="rather than wait"),
    ],
)
def test_not_negative(events_of: EventsOf, text: str, word: str) -> None:
    assert events_of(text)[word].polarity == "POS"


@pytest.mark.parametrize(
    ("text", "word", "polarity", "certainty"),
    [
        pytest.param("The launch was delayed until October.", "launch", "NEG", "planned", id="put off"),
        pytest.param("The summit was cancelled.", "summit", "NEG", "denied", id="called off"),
        pytest.param("The airline cancelled the launch.", "launch", "NEG", "denied", id="by somebody"),
        pytest.param("The delay in delivery angered them.", "delivery", "NEG", "asserted", id="a delay in it"),
        pytest.param("The storm may delay the launch.", "launch", "POS", "possible", id="it may yet be in time"),
        pytest.param("The summit was delayed after an attack.", "attack", "POS", "asserted", id="what came before"),
    ],
)
def test_what_is_put_off(events_of: EventsOf, text: str, word: str, polarity: str, certainty: str) -> None:
    found = events_of(text)[word]
    assert (found.polarity, found.certainty) == (polarity, certainty)


def test_what_nobody_has_is_denied_itself(events_of: EventsOf) -> None:
    assert events_of("The firm has no plan.")["plan"].polarity == "NEG"

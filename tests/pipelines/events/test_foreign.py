from collections.abc import Callable

import pytest

from pipelines.days import iso_day
from pipelines.records import EventMention

EventsOf = Callable[..., dict[str, EventMention]]


@pytest.mark.parametrize(
    ("language", "text", "time", "value", "word", "lemma"),
    [
        pytest.param("de", "Am 18. März 2014 annektierte Russland die Krim.", "18. März 2014", "2014-03-18", "annektierte", "annektieren", id="German verb"),
        pytest.param("de", "Der Mauerfall am 9. November 1989 war ein Wunder.", "9. November 1989", "1989-11-09", "Mauerfall", "mauerfall", id="German noun"),
        pytest.param("fr", "Le traité a été signé le 7 février 1992.", "7 février 1992", "1992-02-07", "signé", "signer", id="French"),
        pytest.param("es", "El presidente dimitió el 3 de mayo de 2001.", "3 de mayo de 2001", "2001-05-03", "dimitió", "dimitir", id="Spanish"),
    ],
)  # fmt: skip
def test_a_dated_event_of_another_language(  # noqa: PLR0917 - one a column
    events_of: EventsOf, language: str, text: str, time: str, value: str, word: str, lemma: str
) -> None:
    found = events_of(text, {time: value}, None, language)
    assert set(found) == {word}
    event = found[word]
    assert (event.lemma, iso_day(event.begin_earliest), iso_day(event.end_latest)) == (lemma, value, value)
    assert event.date_basis == "time expression"


@pytest.mark.parametrize(
    ("language", "text", "times"),
    [
        pytest.param("de", "Russland annektierte die Krim.", {}, id="no date, no mention"),
        pytest.param("de", "Am 18. März 2014 war Dienstag.", {"18. März 2014": "2014-03-18"}, id="no known word"),
        pytest.param("ja", "Russia annexed Crimea in 2014.", {"2014": "2014"}, id="a language we have no words of"),
    ],
)
def test_what_can_not_be_read_gives_no_mention(
    events_of: EventsOf, language: str, text: str, times: dict[str, str]
) -> None:
    assert events_of(text, times, "2016", language) == {}


def test_a_date_stays_in_its_clause(events_of: EventsOf) -> None:
    text = "Er unterzeichnete das Dokument, nachdem Kiew am 9. Mai 2014 kapitulierte."
    assert set(events_of(text, {"9. Mai 2014": "2014-05-09"}, None, "de")) == {"kapitulierte"}

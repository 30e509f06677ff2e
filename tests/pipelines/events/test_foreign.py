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
        pytest.param("de", "Sie hatte am Montag einen Entwurf vorgelegt.", "Montag", "2016-10-10", "vorgelegt", "vorlegen", id="German participle"),
        pytest.param("de", "Das Amt hat am Montag das Lager evakuiert.", "Montag", "2016-10-10", "evakuiert", "evakuieren", id="German participle in -iert"),
        pytest.param("de", "Das Werk wurde am Montag beschädigt.", "Montag", "2016-10-10", "beschädigt", "beschädigen", id="German passive"),
        pytest.param("de", "Kohl unterbrach am Montag seinen Besuch.", "Montag", "2016-10-10", "unterbrach", "unterbrechen", id="German strong verb with a prefix"),
        pytest.param("de", "Die Minister kamen am Montag zusammen.", "Montag", "2016-10-10", "kamen", "zusammenkommen", id="German particle"),
        pytest.param("de", "Am Montag reiste der Minister ab.", "Montag", "2016-10-10", "reiste", "abreisen", id="German past in -te"),
        pytest.param("de", "Polizisten fanden am Montag eine Leiche.", "Montag", "2016-10-10", "fanden", "finden", id="a particle that does not follow"),
        pytest.param("fr", "Les pompiers ont évacué le site lundi.", "lundi", "2016-10-10", "évacué", "évacuer", id="French participle"),
        pytest.param("fr", "Ils ont démoli le site lundi.", "lundi", "2016-10-10", "démoli", "démolir", id="French participle in -i"),
        pytest.param("es", "Los mineros fueron rescatados el lunes.", "lunes", "2016-10-10", "rescatados", "rescatar", id="Spanish passive"),
        pytest.param("es", "El edificio ha sido evacuado el lunes.", "lunes", "2016-10-10", "evacuado", "evacuar", id="Spanish participle"),
        pytest.param("es", "El presidente fue a Madrid el lunes.", "lunes", "2016-10-10", "fue", "ir", id="Spanish fue, went"),
        pytest.param("es", "El buque encalló el lunes.", "lunes", "2016-10-10", "encalló", "encallar", id="Spanish past"),
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
        pytest.param("es", "El último fue el jefe el lunes.", {"lunes": "2016-10-10"}, id="Spanish fue, was"),
        pytest.param("fr", "Le temps est joli lundi.", {"lundi": "2016-10-10"}, id="adjective"),
        pytest.param("de", "Der Minister konnte am Montag nicht.", {"Montag": "2016-10-10"}, id="modal verb"),
        pytest.param("de", "Am 18. März 2014 war Dienstag.", {"18. März 2014": "2014-03-18"}, id="no known word"),
        pytest.param("ja", "Russia annexed Crimea in 2014.", {"2014": "2014"}, id="a language we have no words of"),
    ],
)
def test_what_can_not_be_read_gives_no_mention(
    events_of: EventsOf, language: str, text: str, times: dict[str, str]
) -> None:
    assert events_of(text, times, "2016", language) == {}


@pytest.mark.parametrize(
    ("language", "text", "time", "expected"),
    [
        pytest.param("de", "Die Mauer teilte Berlin seit Montag.", "Montag", ("2016-10-10", None), id="seit"),
        pytest.param("es", "Los obreros protestaron desde el lunes.", "lunes", ("2016-10-10", None), id="desde"),
        pytest.param("de", "Die Arbeiter protestierten bis Montag.", "Montag", (None, "2016-10-10"), id="bis"),
    ],
)
def test_what_began_or_ended_then(
    events_of: EventsOf, language: str, text: str, time: str, expected: tuple[str | None, str | None]
) -> None:
    (event,) = events_of(text, {time: "2016-10-10"}, None, language).values()
    assert (iso_day(event.begin_earliest), iso_day(event.end_latest)) == expected


def test_a_date_stays_in_its_clause(events_of: EventsOf) -> None:
    text = "Er unterzeichnete das Dokument, nachdem Kiew am 9. Mai 2014 kapitulierte."
    assert set(events_of(text, {"9. Mai 2014": "2014-05-09"}, None, "de")) == {"kapitulierte"}

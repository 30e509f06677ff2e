from collections.abc import Callable

import pytest

from pipelines.records import EventMention

EventsOf = Callable[..., dict[str, EventMention]]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("Moscow seized and annexed Crimea.", {"seized", "annexed"}, id="joined verbs"),
        pytest.param("The annexation of Crimea angered Kiev.", {"annexation", "angered"}, id="event noun and verb"),
        pytest.param("He has been working.", {"working"}, id="auxiliaries are none"),
        pytest.param("They did not leave.", {"leave"}, id="do-support is none"),
        pytest.param("Russia is going to attack rebels.", {"attack"}, id="going to is none"),
        pytest.param("He is a doctor.", set(), id="a bare copula is none"),
        pytest.param("Two hostages are dead.", {"dead"}, id="adjective behind a copula"),
        pytest.param("The attack dog barked.", {"barked"}, id="a noun before its noun is none"),
        pytest.param("Sales fell, according to Ford.", {"Sales", "fell", "according"}, id="according to"),
        pytest.param("Groups including Hezbollah grew.", {"grew"}, id="a participle as preposition is none"),
    ],
)
def test_triggers(events_of: EventsOf, text: str, words: set[str]) -> None:
    assert set(events_of(text)) == words


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        pytest.param("He said no.", "said", "REPORTING", id="reporting"),
        pytest.param("He began to run.", "began", "ASPECTUAL", id="aspectual"),
        pytest.param("He tried to run.", "tried", "I_ACTION", id="intensional action"),
        pytest.param("He wants to run.", "wants", "I_STATE", id="intensional state"),
        pytest.param("She heard shots.", "heard", "PERCEPTION", id="perception"),
        pytest.param("He owns a house.", "owns", "STATE", id="state"),
        pytest.param("The bomb exploded.", "exploded", "OCCURRENCE", id="occurrence"),
        pytest.param("They made an attempt.", "attempt", "I_ACTION", id="noun"),
    ],
)
def test_class(events_of: EventsOf, text: str, word: str, expected: str) -> None:
    assert events_of(text)[word].event_class == expected


@pytest.mark.parametrize(
    ("text", "word", "tense", "aspect"),
    [
        pytest.param("They met.", "met", "PAST", "NONE", id="past"),
        pytest.param("They meet often.", "meet", "PRESENT", "NONE", id="present"),
        pytest.param("They will meet.", "meet", "FUTURE", "NONE", id="future"),
        pytest.param("They are going to meet.", "meet", "FUTURE", "NONE", id="going to"),
        pytest.param("They have met.", "met", "PRESENT", "PERFECTIVE", id="present perfect"),
        pytest.param("They had not yet met.", "met", "PAST", "PERFECTIVE", id="past perfect"),
        pytest.param("They are meeting.", "meeting", "PRESENT", "PROGRESSIVE", id="progressive"),
        pytest.param(
            "They have been fighting.", "fighting", "PRESENT", "PERFECTIVE_PROGRESSIVE", id="perfect progressive"
        ),
        pytest.param("They were arrested.", "arrested", "PAST", "NONE", id="passive"),
        pytest.param("They agreed to meet.", "meet", "INFINITIVE", "NONE", id="infinitive"),
        pytest.param("They may meet.", "meet", "NONE", "NONE", id="modal"),
        pytest.param(
            "It will seize and annex Crimea.", "annex", "FUTURE", "NONE", id="joined verbs share their auxiliary"
        ),
        pytest.param("The invasion shocked them.", "invasion", "NONE", "NONE", id="noun"),
    ],
)
def test_tense_and_aspect(events_of: EventsOf, text: str, word: str, tense: str, aspect: str) -> None:
    found = events_of(text)[word]
    assert (found.tense, found.aspect) == (tense, aspect)


@pytest.mark.parametrize(
    ("text", "word", "polarity", "modality"),
    [
        pytest.param("He did not leave.", "leave", "NEG", None, id="not"),
        pytest.param("He didn't leave.", "leave", "NEG", None, id="clitic"),
        pytest.param("He never left.", "left", "NEG", None, id="never"),
        pytest.param("He cannot leave.", "leave", "NEG", "can", id="cannot"),
        pytest.param("He won't leave.", "leave", "NEG", None, id="won't"),
        pytest.param("They held no meeting.", "meeting", "NEG", None, id="no before a noun"),
        pytest.param("He might leave.", "leave", "POS", "might", id="might"),
        pytest.param("He had to leave.", "leave", "POS", "have to", id="had to"),
    ],
)
def test_polarity_and_modality(events_of: EventsOf, text: str, word: str, polarity: str, modality: str | None) -> None:
    found = events_of(text)[word]
    assert (found.polarity, found.modality) == (polarity, modality)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("The palace collapsed, as did the headquarters.", {"collapsed"}, id="as did"),
        pytest.param("They earned more than they did before.", {"earned"}, id="with a subject of its own"),
        pytest.param("The tsunami did.", {"tsunami"}, id="answer"),
        pytest.param("They saw what he did.", {"saw", "did"}, id="what"),
        pytest.param("They did the work.", {"did"}, id="main verb"),
        pytest.param("The quake had a magnitude of 7.0.", {"quake", "had"}, id="possession is a state"),
    ],
)
def test_verbs_that_stand_for_others(events_of: EventsOf, text: str, expected: set[str]) -> None:
    assert {event for event in events_of(text) if event != "work"} == expected


@pytest.mark.parametrize(
    ("text", "event_class"),
    [
        pytest.param("The referendum was held in Simferopol.", "OCCURRENCE", id="a vote takes place"),
        pytest.param("They held a large rally.", "OCCURRENCE", id="with an event"),
        pytest.param("The party held power.", "STATE", id="with a thing"),
    ],
)
def test_class_of_hold(events_of: EventsOf, text: str, event_class: str) -> None:
    assert events_of(text)["held"].event_class == event_class


def test_a_whole_sentence_makes_a_verb_of_what_leans_to_a_noun(events_of: EventsOf) -> None:
    found = events_of("The river burst its banks on Monday and destroyed two bridges.", {"Monday": "2016-12-19"})
    assert set(found) == {"burst", "destroyed"}
    assert found["burst"].tense == "PAST"

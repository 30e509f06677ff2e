from collections.abc import Callable

import pytest

from pipelines.events.naming import plain_name
from pipelines.records import Argument, EventMention

EventsOf = Callable[..., dict[str, EventMention]]


def name(argument: Argument | None) -> str | None:
    return argument.name if argument else None


@pytest.mark.parametrize(
    ("text", "word", "agent", "patient", "place"),
    [
        pytest.param("Moscow annexed Crimea.", "annexed", "Moscow", "Crimea", None, id="subject and object"),
        pytest.param("Crimea was annexed by Moscow.", "annexed", "Moscow", "Crimea", None, id="passive"),
        pytest.param("Rebels were killed.", "killed", None, "Rebels", None, id="passive without agent"),
        pytest.param("He left the country.", "left", None, "country", None, id="a pronoun names nobody"),
        pytest.param("Rebels attacked a convoy near Aleppo.", "attacked", "Rebels", "convoy", "Aleppo", id="place"),
        pytest.param("Rebels met in 2014.", "met", "Rebels", None, None, id="a year is no place"),
        pytest.param(
            "The ambassador to Canada left Ottawa.", "left", "ambassador", "Ottawa", None, id="head of the subject"
        ),
        pytest.param(
            "Darchiev, for his part, left Ottawa.", "left", "Darchiev", "Ottawa", None, id="aside between commas"
        ),
        pytest.param(
            "Moscow's annexation of Crimea shocked Kiev.", "annexation", "Moscow", "Crimea", None, id="event noun"
        ),
        pytest.param(
            "The Irish airline, Ryanair, bought five planes.",
            "bought",
            "Ryanair",
            "five planes",
            None,
            id="a description with the name beside it",
        ),
        pytest.param("The man who shot Lennon fled.", "shot", "man", "Lennon", None, id="relative clause"),
        pytest.param(
            "The government of Stephen Harper suspended all but low-level diplomatic contacts after Moscow seized and annexed "
            "the Crimean Peninsula.",
            "seized",
            "Moscow",
            "Crimean Peninsula",
            None,
            id="joined verbs share subject and object, whatever noun their clause hangs on",
        ),
        pytest.param(
            "Comments follow terror attacks Monday in which an assassin killed Russia's envoy to Turkey and a truck plowed into "
            "a Christmas market in Berlin.",
            "killed",
            "assassin",
            "Russia's envoy",
            None,
            id="a clause with a subject of its own is no participle",
        ),
        pytest.param(
            "Officials say the main purpose of the long military raid in the north is to help Assad.",
            "say",
            "Officials",
            None,
            None,
            id="who acts in what is said is not what is said",
        ),
        pytest.param(
            "Russia's envoy, Ivan Karlov, left Riga.", "left", "Ivan Karlov", "Riga", None, id="a name set beside"
        ),
        pytest.param(
            "Russia's envoy is calling on Canada to play a part.",
            "play",
            "Canada",
            "part",
            None,
            id="asked of somebody",
        ),
        pytest.param(
            "He issued an appeal for the government to close it.",
            "close",
            "government",
            None,
            None,
            id="for somebody to",
        ),
        pytest.param("They asked for money to buy a house.", "buy", None, "house", None, id="for something to"),
        pytest.param("It is expected that films will sell.", "expected", None, None, None, id="it stands for a clause"),
        pytest.param("The company gained $1 billion.", "gained", "company", "$1 billion", None, id="money"),
        pytest.param("Canada will host such a summit.", "host", "Canada", "summit", None, id="such a"),
        pytest.param(
            "He suspended all but low-level contacts.", "suspended", None, "low-level contacts", None, id="all but"
        ),
        pytest.param(
            "His spokesman predicted a violent reckoning by the rebels.",
            "predicted",
            "spokesman",
            None,
            None,
            id="an adjective is nothing by itself",
        ),
        pytest.param("Officers made no arrests.", "arrests", "Officers", None, None, id="who makes arrests"),
        pytest.param("The town suffered destruction.", "destruction", None, "town", None, id="who suffers it"),
        pytest.param("Airbus contained the leak.", "contained", "Airbus", "leak", None, id="contained by somebody"),
        pytest.param("The box contained a bomb.", "contained", None, "box", None, id="contained in something"),
        pytest.param("The firm is in talks to buy its rival.", "buy", "firm", "rival", None, id="in talks to"),
        pytest.param("Obama hit out at Tony Hayward.", "hit", "Obama", None, None, id="a person is no place"),
        pytest.param(
            "Officials said tanks that hold much oil sag.", "said", "Officials", None, None, id="what it is said of"
        ),
        pytest.param("Officials said a prayer.", "said", "Officials", "prayer", None, id="what is said"),
        pytest.param('"It fell," said Mr Gibbs.', "said", "Gibbs", None, None, id="the speaker is not told to"),
        pytest.param("A man had been staying in Riga.", "staying", "man", None, "Riga", id="who stays"),
        pytest.param(
            "It was like SARS in 2003 which killed them.", "killed", "SARS", None, None, id="a year does nothing"
        ),
        pytest.param("They will try their best to conquer it.", "conquer", None, None, None, id="try their best to"),
        pytest.param("It will help Canada deepen relations.", "help", None, "Canada", None, id="who is helped"),
        pytest.param("They let terrorists come to Riga.", "come", "terrorists", None, None, id="let somebody"),
        pytest.param("A man arriving from Honduras waits.", "arriving", "man", None, None, id="people act"),
        pytest.param("The plane arrived late.", "arrived", None, "plane", None, id="things are moved"),
        pytest.param(
            "Most Russian airstrikes hit Aleppo.", "airstrikes", "Russian", None, None, id="adjective of a nation"
        ),
        pytest.param("The fight against ISIS goes on.", "fight", None, "ISIS", None, id="a noun and against"),
        pytest.param("A vote ended the war.", "war", None, None, None, id="who ends it does not do it"),
        pytest.param(
            "It aids militants in eastern Ukraine who are fighting Kiev.",
            "fighting",
            "militants",
            "Kiev",
            None,
            id="who is no place",
        ),
        pytest.param(
            "Oil leaked in the Gulf of Mexico.", "leaked", "Oil", None, "Gulf of Mexico", id="place of a place"
        ),
        pytest.param(
            '"It fell," said Ann Smith, a teacher in Ohio.',
            "said",
            "Ann Smith",
            None,
            None,
            id="where the speaker works",
        ),
        pytest.param(
            '"They are with opposition groups that want power," said John Kirby, an envoy.',
            "said",
            "John Kirby",
            None,
            None,
            id="who speaks stands behind the verb",
        ),
    ],
)
def test_roles(  # noqa: PLR0917 - one a column
    events_of: EventsOf, text: str, word: str, agent: str | None, patient: str | None, place: str | None
) -> None:
    times = {"2014": "2014"} if "2014" in text else {}
    found = events_of(text, times)[word]
    assert (name(found.agent), name(found.patient), name(found.place)) == (agent, patient, place)


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        ("the “rebels”", "rebels"),
        ("[our] common enemy", "common enemy"),
        ('"obsession', "obsession"),
        ("the CDC (Atlanta)", "CDC (Atlanta)"),
        ("Mr. Darchiev", "Darchiev"),
        ("the rebels'", "rebels'"),
        ('"', ""),
    ],
)
def test_the_name_of_a_phrase(phrase: str, name: str) -> None:
    assert plain_name(phrase) == name


def test_offsets_of_an_argument() -> None:
    from pipelines.days import UNKNOWN
    from pipelines.events.mentions import find_events

    text = "The Russian ambassador left Ottawa."
    agent = find_events(text, None, "en", UNKNOWN, [])[0].agent
    assert agent is not None
    assert text[agent.start : agent.end] == "The Russian ambassador"
    assert text[agent.head_start : agent.head_end] == "ambassador"


def test_participants_hold_the_roles_and_other_names_in_order(events_of: EventsOf) -> None:
    found = events_of("Obama met Putin with Kerry in Geneva.")["met"]
    assert [(item.role, item.name) for item in found.participants] == [
        ("agent", "Obama"),
        ("patient", "Putin"),
        ("participant", "Kerry"),
        ("place", "Geneva"),
    ]

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
        pytest.param("The rebels may not attack.", "attack", "possible", None, id="may not"),
        pytest.param("If they do not leave, we attack.", "leave", "possible", None, id="if not"),
        pytest.param("The firm said it would close the plant.", "close", "planned", "firm", id="would in a report"),
        pytest.param("He would later become a judge.", "become", "asserted", None, id="would later"),
        pytest.param("They would have attacked.", "attacked", "possible", None, id="would have"),
        pytest.param("Airline to purchase twenty jets", "purchase", "planned", None, id="headline"),
        pytest.param("She travelled to Geneva to meet him.", "meet", "planned", None, id="purpose"),
        pytest.param("She was brave enough to leave.", "leave", "asserted", None, id="enough to"),
        pytest.param("They helped him win.", "win", "asserted", None, id="helped him"),
        pytest.param(
            "The envoy denied that it fell, as Kiev asserts.", "denied", "asserted", None, id="not of an aside"
        ),
        pytest.param("She was the first woman to win it.", "win", "asserted", None, id="the first to"),
        pytest.param("He has decided not to attend.", "attend", "denied", None, id="decided not to"),
        pytest.param("He did not plan to leave.", "leave", "denied", None, id="did not plan to"),
        pytest.param("He did not fail to attend.", "attend", "asserted", None, id="did not fail to"),
        pytest.param("There is no plan to close it.", "close", "denied", None, id="no plan to"),
        pytest.param("They may decide to leave.", "leave", "possible", None, id="may decide to"),
        pytest.param("Investors expect that it will close.", "close", "possible", None, id="expects that it will"),
        pytest.param("I do not think that he left.", "left", "denied", None, id="do not think that"),
        pytest.param("Did he leave the town?", "leave", "possible", None, id="question"),
        pytest.param("Why did he leave the town?", "leave", "asserted", None, id="question of why"),
        pytest.param("The council rejected the offer.", "offer", "asserted", None, id="rejected, but made"),
        pytest.param("The summit was cancelled.", "summit", "denied", None, id="cancelled in the passive"),
        pytest.param("A meeting was scheduled.", "meeting", "planned", None, id="scheduled in the passive"),
        pytest.param("The mayor denied taking a bribe.", "taking", "denied", "mayor", id="denied taking"),
        pytest.param("Police accused him of killing a guard.", "killing", "reported", "Police", id="accused of"),
        pytest.param("He was accused of killing a guard.", "killing", "reported", None, id="was accused of"),
        pytest.param("The group claims to have killed a guard.", "killed", "reported", "group", id="claimed to have"),
        pytest.param("Russia has learned to live with them.", "live", "asserted", None, id="learned to"),
        pytest.param("It is hard to drown out the noise.", "drown", "possible", None, id="hard to"),
        pytest.param("He asked that Ottawa restore the program.", "restore", "possible", None, id="asked that"),
        pytest.param("Some went on to spread the disease.", "spread", "asserted", None, id="went on to"),
        pytest.param("The summit is set to open on Friday.", "summit", "planned", None, id="set to open"),
        pytest.param("The launch is due next week.", "launch", "planned", None, id="due"),
        pytest.param("Should the bank fail, investors would lose.", "fail", "possible", None, id="should it"),
        pytest.param("Had he known, he would have resigned.", "known", "possible", None, id="had he"),
        pytest.param(
            '"Will you resign?" the reporter asked.', "resign", "possible", None, id="a question in a quotation"
        ),
        pytest.param("Apple denied reports that it bought it.", "bought", "denied", None, id="denied reports that"),
        pytest.param("The envoys may discuss the war.", "war", "asserted", None, id="what is known stays so"),
    ],
)
def test_certainty(events_of: EventsOf, text: str, word: str, certainty: str, reporter: str | None) -> None:
    found = events_of(text)[word]
    assert found.certainty == certainty
    assert (found.reporter.name if found.reporter else None) == reporter


@pytest.mark.parametrize(
    ("text", "word", "reporter"),
    [
        pytest.param("He said the rebels left.", "left", "He", id="a pronoun"),
        pytest.param("Russia's envoy, Ivan Karlov, says it fell.", "fell", "Russia's envoy", id="an apposition"),
        pytest.param('"We believe it fell," Kirby said.', "fell", "Kirby", id="not we, who are quoted"),
        pytest.param("`` We left , '' said Peter King .", "left", "Peter King", id="marks as treebanks write them"),
        pytest.param(
            '"They left. It fell," Kirby said. "They wept."', "left", "Kirby", id="before it is told who speaks"
        ),
        pytest.param('"They left. It fell," Kirby said. "They wept."', "wept", "Kirby", id="after it"),
        pytest.param('"They left early and safe," Mr Kirby said on Monday.', "left", "Mr Kirby", id="and when"),
        pytest.param("`` I assure you the town will try , '' Tsang said .", "try", "Tsang", id="behind marks"),
        pytest.param("That suggests oil leaked.", "leaked", None, id="nobody is that"),
        pytest.param('"They left," Ann said. "It fell," Kirby said. "He wept."', "wept", None, id="two who speak"),
        pytest.param(
            "Asked if he thought that it fell, the envoy noted that Riga stood.",
            "stood",
            "the envoy",
            id="the main verb",
        ),
    ],
)
def test_who_says_so(events_of: EventsOf, text: str, word: str, reporter: str | None) -> None:
    said = events_of(text)[word].reporter
    assert (text[said.start : said.end] if said else None) == reporter


def test_the_teller_of_a_condition_is_no_part_of_it(events_of: EventsOf) -> None:
    found = events_of('"If he leaves, we stay," said Peter King.')
    assert (found["leaves"].certainty, found["said"].certainty) == ("possible", "asserted")


def test_the_report_itself_is_asserted(events_of: EventsOf) -> None:
    assert events_of("Kirby said Russia attacked rebels.")["said"].certainty == "asserted"


def test_a_quotation_goes_on_in_the_next_sentence(events_of: EventsOf) -> None:
    text = '"We fought hard. We lost the town. It fell."'
    assert {event.certainty for event in events_of(text).values()} == {"reported"}

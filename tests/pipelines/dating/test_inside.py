"""What a text tells of its own day: dates named, their tense, stamps, facts."""

import pytest

from pipelines.dating.clues import Clue
from pipelines.dating.facts import presupposed_in_text
from pipelines.dating.mentions import mentions_in
from pipelines.dating.stamps import stamps_in
from pipelines.dating.tense import sense_of
from pipelines.dating.told import told_in_text
from pipelines.days import parse_interval
from pipelines.documents.lines import label_lines
from pipelines.records import Document, Line


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        pytest.param("It opened on 7 October 2015.", "en", [("7 October 2015", "2015-10-07")], id="day first"),
        pytest.param("It opened on Oct. 7 , 2015 .", "en", [("Oct. 7 , 2015", "2015-10-07")], id="tokenised"),
        pytest.param("in October 2015 and 2014", "en", [("October 2015", "2015-10"), ("2014", "2014")], id="coarser"),
        pytest.param("seit dem 7. Oktober 2015", "de", [("7. Oktober 2015", "2015-10-07")], id="German"),
        pytest.param("le 7 octobre 2015", "fr", [("7 octobre 2015", "2015-10-07")], id="French"),
        pytest.param("el 7 de octubre de 2015", "es", [("7 de octubre de 2015", "2015-10-07")], id="Spanish"),
        pytest.param("on 2015-10-07 and 13/05/2015", "en", [("2015-10-07", "2015-10-07"), ("13/05/2015", "2015-05-13")], id="figures"),
        pytest.param("2000 soldiers, $2010, 1,999 and 2000 people, 2015:", "en", [("2015", "2015")], id="numbers"),
        pytest.param("at 2011 GMT, no. 12010, MS2010", "en", [], id="clock and codes"),
    ],
)  # fmt: skip
def test_dates_that_a_text_names(text: str, language: str, found: list[tuple[str, str]]) -> None:
    got = [(text[item.start : item.end], item.days) for item in mentions_in(text, language)]
    assert got == [(surface, parse_interval(days)) for surface, days in found]


@pytest.mark.parametrize(
    ("text", "language", "sense"),
    [
        pytest.param("The bridge collapsed in 2009.", "en", "past", id="past tense"),
        pytest.param("In 2009 the bridge collapsed.", "en", "past", id="in front"),
        pytest.param("He has not been seen since 2009.", "en", "past", id="since"),
        pytest.param("The bridge was built in May 2009.", "en", "past", id="passive"),
        pytest.param("She will take office in January 2017.", "en", "future", id="will"),
        pytest.param("The trial is due to begin in 2012.", "en", "future", id="due"),
        pytest.param("The firm plans to open a plant in 2012.", "en", "future", id="plans"),
        pytest.param("The war would end in 1945.", "en", "open", id="would is told from later"),
        pytest.param("They planned a plant for 2012.", "en", "open", id="planned in the past"),
        pytest.param("London 2012 organisers confirmed it.", "en", "open", id="name of an organisation"),
        pytest.param('She said: "We will be done in 2012."', "en", "open", id="quoted"),
        pytest.param("It won the right to host the 2022 World Cup.", "en", "open", id="name of an event"),
        pytest.param("Growth is expected by 2030 if it was right.", "en", "open", id="condition"),
        pytest.param("Die Brücke wurde 2009 gebaut.", "de", "past", id="German past"),
        pytest.param("Die Brücke wird 2030 gebaut.", "de", "future", id="German future"),
        pytest.param("Le pont a été construit en 2009.", "fr", "past", id="French past"),
        pytest.param("Le pont sera construit en 2030.", "fr", "future", id="French future"),
        pytest.param("El puente fue construido en 2009.", "es", "past", id="Spanish past"),
        pytest.param("El puente será construido en 2030.", "es", "future", id="Spanish future"),
        pytest.param("Most wybudowano w 2009.", "pl", "open", id="a language without a list"),
    ],
)
def test_sense_of_a_date(text: str, language: str, sense: str) -> None:
    (mention,) = mentions_in(text, language)
    assert sense_of(text, mention, language) == sense


PROSE = "The council met for the first time since the flood and agreed on a plan that takes five years."


def stamps(text: str) -> list[tuple[str, str, Clue]]:
    clues = stamps_in(text, list(mentions_in(text, "en"))).clues
    return [(clue.kind, clue.surface, clue) for clue in clues]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        pytest.param(f"Tuesday, June 15, 2010; 9:30 PM {PROSE}", "2010-06-15", id="weekday and clock"),
        pytest.param(f"Jane Doe | 10:39 UK time, Friday, 6 August 2010 {PROSE}", "2010-08-06", id="clock in front"),
        pytest.param(f"June 28, 2010 - 6:39 AM | by: John Roe {PROSE}", "2010-06-28", id="at the beginning"),
        pytest.param(f"March 19, 2011 | By John Roe, The Paper {PROSE}", "2011-03-19", id="before the author"),
        pytest.param(f"{PROSE * 20}\nBy Jane Doe | May 27, 2009; 10:04 AM ET {PROSE}", "2009-05-27", id="under a post"),
        pytest.param(f"Thursday, November 13, 2008; Page A23 {PROSE}", "2008-11-13", id="page of a paper"),
        pytest.param(f"8 September 2010 Last updated at 12:54 GMT {PROSE}", "2010-09-08", id="with its last change"),
    ],
)
def test_the_own_stamp_of_a_text(text: str, days: str) -> None:
    ((kind, _, clue),) = stamps(text)
    assert (kind, clue.days) == ("byline", parse_interval(days))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"On Tuesday, June 15, 2010 at 9:30 PM the dam broke. {PROSE}", id="prose"),
        pytest.param(f"{PROSE * 20} It broke Tuesday, June 15, 2010, 9:30 PM local time.", id="far down"),
        pytest.param(f"Taken on May 2, 2010. {PROSE}", id="caption"),
    ],
)
def test_what_is_no_stamp(text: str) -> None:
    assert stamps(text) == []


def test_comments_bound_an_article_by_the_first_of_them() -> None:
    text = (
        f"{PROSE}\nIt happened in 2009.\nApril 21, 2011 at 12:33 pm | Reply I doubt it.\n"
        "April 20, 2011 at 11:00 pm | Reply So do I, we will see in 2012."
    )
    found = stamps_in(text, list(mentions_in(text, "en")))
    (clue,) = found.clues
    assert (clue.kind, clue.surface, clue.days) == ("comment", "April 20, 2011", parse_interval("../2011-04-20"))
    assert clue.nearest
    assert text[found.article_end :].startswith("April 21, 2011")


def test_what_appeared_in_print_was_written_then_or_before() -> None:
    text = f"{PROSE}\nA version of this article appeared on p21 of The Paper on 00.16 BST on Sunday 30 May 2010."
    ((_, surface, clue),) = stamps(text)
    assert (surface, clue.days) == ("30 May 2010", parse_interval("../2010-05-30"))


def test_stamps_of_several_days_are_a_list_of_articles() -> None:
    text = "\n".join(f"By Jane Doe | May {day}, 2009; 10:04 AM ET {PROSE}" for day in (27, 28, 29))
    assert {clue.weight for *_, clue in stamps(text)} == {0.0}


def document(text: str, language: str = "en", lines: tuple[Line, ...] = ()) -> Document:
    return Document("d", "c", None, text, language=language, lines=lines)


def told(text: str, language: str = "en", lines: tuple[Line, ...] = ()) -> list[Clue]:
    mentions = list(mentions_in(text, language))
    return told_in_text(document(text, language, lines), mentions, stamps_in(text, mentions))


@pytest.mark.parametrize(
    ("text", "language", "days"),
    [
        pytest.param("The bridge collapsed in 2009.", "en", "2009-01-01/..", id="past"),
        pytest.param("She will take office in January 2017.", "en", "../2017-01-31", id="to come"),
        pytest.param("Last year's 2015 budget is spent.", "en", "2016", id="last year"),
        pytest.param("This year's 2015 budget is spent.", "en", "2015", id="this year"),
        pytest.param("Next year's 2015 budget is small.", "en", "2014", id="next year"),
        pytest.param("Der Haushalt des letzten Jahres (2015) ist klein.", "de", "2016", id="German"),
        pytest.param("Ten years after the 2001 attacks, the wound is open.", "en", "2010-01-01/2012-12-31", id="years"),
        pytest.param("The 150th anniversary of the 1865 peace is near.", "en", "2014-01-01/2016-12-31", id="jubilee"),
        pytest.param("All rights reserved. © 2009-2013 The Paper", "en", "../2013-12-31", id="rights"),
    ],
)
def test_what_a_text_tells_of_its_day(text: str, language: str, days: str) -> None:
    assert parse_interval(days) in [clue.days for clue in told(text, language)]


def test_a_day_in_a_caption_is_believed_less_than_one_told_as_past() -> None:
    caption, past = "Soldiers at a range on April 18, 2016.", "The range was built in May 2015."
    text = f"{caption}\n{past}"
    lines = (
        Line(0, len(caption), "caption", "test"),
        Line(len(caption) + 1, len(text), "body", "test"),
    )
    weights = {clue.surface: clue.weight for clue in told(text, lines=lines)}
    assert 0 < weights["April 18, 2016"] < weights["May 2015"]


def test_advertising_and_menus_give_nothing() -> None:
    text = "The sale ended in 2018.\n" + PROSE
    lines = (Line(0, 23, "boilerplate", "test"), Line(24, len(text), "body", "test"))
    assert told(text, lines=lines) == []


@pytest.mark.parametrize(
    ("text", "days"),
    [
        pytest.param(
            "President Barack Obama said on Tuesday that he would stay.", "2009-01-20/2017-01-20", id="in office"
        ),
        pytest.param("The law of President Obama was weak.", "2008-11-04/..", id="or had been"),
        pytest.param("Former President Barack Obama wrote a book.", "2017-01-20/..", id="former"),
        pytest.param("President-elect Barack Obama met them.", "2008-11-04/2009-01-20", id="elect"),
        pytest.param("departing U.S. President Barack Obama met them.", "2016-11-08/2017-01-20", id="departing"),
        pytest.param(
            "Secretary of State Hillary Rodham Clinton told reporters on Monday.",
            "2009-01-21/2013-02-01",
            id="a name between",
        ),
        pytest.param("Vice President Joe Biden met them.", "2009-01-20/..", id="vice"),
        pytest.param("The Fukushima disaster is a warning.", "2011-03-11/..", id="event"),
    ],
)
def test_what_a_text_presupposes(text: str, days: str) -> None:
    found = presupposed_in_text(text, [(0, len(text))])
    assert parse_interval(days) in [clue.days for clue in found]
    for clue in found:
        assert text[clue.start : clue.end] == clue.surface
        assert "(" in (clue.note or "")


@pytest.mark.parametrize(
    "text", ["Acting President Joe Biden met them.", "Obama met them.", "The Mayberry case is closed.", "iPadding"]
)
def test_a_name_without_its_office_presupposes_nothing(text: str) -> None:
    assert presupposed_in_text(text, [(0, len(text))]) == []


def test_a_page_of_a_letter_is_labelled_before_it_is_read() -> None:
    text = f"The plan\n\n{PROSE} The bridge over the river collapsed in 2009.\n\n{PROSE}\n\n© 2013 The Paper"
    found = told(text, lines=label_lines(text, None))
    assert {clue.days for clue in found} >= {parse_interval("2009-01-01/.."), parse_interval("../2013-12-31")}

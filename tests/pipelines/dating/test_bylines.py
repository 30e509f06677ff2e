"""What a text says of its own day, and what it must not be taken to say."""

from collections.abc import Iterable

import pytest

from pipelines.dating.bylines import stated_in_text
from pipelines.dating.clues import Clue
from pipelines.days import parse_interval
from pipelines.records import Document, Line

PROSE = (
    "The council met for the first time since the flood and agreed on a plan that will take five years to carry out."
)


def document(text: str, language: str = "en", labels: Iterable[str] = ()) -> Document:
    lines, start = [], 0
    names = list(labels)
    for number, part in enumerate(text.split("\n")):
        label = names[number] if number < len(names) else "body"
        lines.append(Line(start, start + len(part), label, "test"))
        start += len(part) + 1
    return Document("d", "c", None, text, language=language, lines=tuple(lines))


def clues(text: str, language: str = "en", labels: Iterable[str] = ()) -> list[Clue]:
    return list(stated_in_text(document(text, language, labels)))


@pytest.mark.parametrize(
    ("opening", "surface", "days"),
    [
        pytest.param("OTTAWA, Oct. 7, 2015 (Reuters) - ", "Oct. 7, 2015", "2015-10-07", id="agency"),
        pytest.param("PARIS, April 15, 2019 — ", "April 15, 2019", "2019-04-15", id="dash"),
        pytest.param("GENEVA, 4 July 2012 – ", "4 July 2012", "2012-07-04", id="day first"),
        pytest.param("BENGHAZI, Libya, March 1, 2011 -- ", "March 1, 2011", "2011-03-01", id="place and country"),
        pytest.param("(Reuters) Oct. 7, 2015 - ", "Oct. 7, 2015", "2015-10-07", id="no place"),
        pytest.param("Berlin, 10. November 1989 - ", "10. November 1989", "1989-11-10", id="place not in capitals"),
    ],
)
def test_dateline(opening: str, surface: str, days: str) -> None:
    (found,) = clues(f"Title of it\n\n{opening}{PROSE}")
    assert (found.kind, found.surface, found.days) == ("dateline", surface, parse_interval(days))


def test_dateline_without_a_year_names_no_day() -> None:
    (found,) = clues(f"CAPE TOWN, Feb. 11 (Cape Record) - {PROSE}")
    assert (found.kind, found.surface, found.month_day, found.days.known) == ("dateline", "Feb. 11", (2, 11), False)


@pytest.mark.parametrize(
    ("line", "language", "days"),
    [
        pytest.param("Published 7 October 2015", "en", "2015-10-07", id="English"),
        pytest.param("Posted: Oct 7, 2015 3:15 pm", "en", "2015-10-07", id="Posted"),
        pytest.param("By Jane Doe | Published: October 7, 2015", "en", "2015-10-07", id="behind the author"),
        pytest.param("Veröffentlicht am 7. Oktober 2015", "de", "2015-10-07", id="German"),
        pytest.param("Publié le 7 octobre 2015 à 7 h 30", "fr", "2015-10-07", id="French"),
        pytest.param("Publicado el 7 de octubre de 2015", "es", "2015-10-07", id="Spanish"),
        pytest.param("Pubblicato il 7 ottobre 2015", "it", "2015-10-07", id="Italian"),
        pytest.param("Опубликовано 7 октября 2015", "ru", "2015-10-07", id="Russian"),
        pytest.param("Published October 2015", "en", "2015-10", id="month only"),
        pytest.param("Date: Thu, 14 Jan 2010 22:41:07 -0500", "en", "2010-01-14", id="head of a mail"),
        pytest.param("Thu Mar 3, 2011 12:45 pm EST", "en", "2011-03-03", id="time stamp"),
        pytest.param("Monday, 7 October 2015", "en", "2015-10-07", id="a line that is a date"),
        pytest.param("Wed, 7 Oct, 2015 - 06:36", "en", "2015-10-07", id="date, dash and clock are no dateline"),
        pytest.param("  • Oct 7 2015, 11:06am ist", "en", "2015-10-07", id="bullet, clock and zone"),
        pytest.param("By Jane Doe, October 7, 2015", "en", "2015-10-07", id="author and date"),
    ],
)
def test_byline(line: str, language: str, days: str) -> None:
    (found,) = clues(f"The title\n{line}\n\n{PROSE}", language, ("title", "byline"))
    assert (found.kind, found.days) == ("byline", parse_interval(days))
    assert found.weight > 0.5


@pytest.mark.parametrize(
    ("opening", "language", "days"),
    [
        pytest.param("BERLIN, 7. Oktober 2015 (dpa) - ", "de", "2015-10-07", id="German"),
        pytest.param("PARIS, 7 octobre 2015 (AFP) - ", "fr", "2015-10-07", id="French"),
        pytest.param("MADRID, 7 de octubre de 2015 (EFE) - ", "es", "2015-10-07", id="Spanish"),
    ],
)
def test_datelines_in_other_languages(opening: str, language: str, days: str) -> None:
    (found,) = clues(f"El plan / Le plan\n\n{opening}{PROSE}", language)
    assert (found.kind, found.days) == ("dateline", parse_interval(days))


@pytest.mark.parametrize(
    ("opening", "language"),
    [("PARIS, 7 oct (Reuters) - ", "fr"), ("Madrid, 7 oct (EFE).- ", "es")],
)
def test_datelines_in_other_languages_without_a_year(opening: str, language: str) -> None:
    (found,) = clues(f"El plan / Le plan\n\n{opening}{PROSE}", language)
    assert (found.kind, found.month_day) == ("dateline", (10, 7))


@pytest.mark.parametrize(
    ("line", "language", "days"),
    [
        pytest.param("Stand: 07.10.2015 12:30 Uhr", "de", "../2015-10-07", id="Stand"),
        pytest.param("Aktualisiert am 7. Oktober 2015", "de", "../2015-10-07", id="aktualisiert"),
        pytest.param("Mittwoch, 7. Oktober 2015, 14:05 Uhr", "de", "2015-10-07", id="weekday and Uhr"),
        pytest.param("Von Jana Muster, 7. Oktober 2015", "de", "2015-10-07", id="von"),
        pytest.param("Mis à jour le 7 octobre 2015", "fr", "../2015-10-07", id="mis à jour"),
        pytest.param("Par Jeanne Dupont - le 7 octobre 2015", "fr", "2015-10-07", id="par"),
        pytest.param("Actualizado: 07/10/2015 12:30h", "es", "../2015-10-07", id="actualizado"),
        pytest.param("Miércoles 7 de octubre de 2015 - 12:30", "es", "2015-10-07", id="miércoles"),
    ],
)
def test_lines_of_the_head_in_other_languages(line: str, language: str, days: str) -> None:
    (found,) = clues(f"El plan / Le plan\n{line}\n\n{PROSE}", language, ("title", "byline"))
    assert (found.kind, found.days) == ("byline", parse_interval(days))


def test_published_and_updated_in_one_line() -> None:
    published, updated = clues(f"Published: 7 October 2015 | Updated: 9 October 2015\n\n{PROSE}")
    assert published.days == parse_interval("2015-10-07")
    assert updated.days == parse_interval("../2015-10-09")


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        pytest.param(f"Soldiers at a range in Latvia on April 18, 2016.\n\n{PROSE}", ("caption",), id="caption"),
        pytest.param(f"Soldiers at a range in Latvia on April 18, 2016.\n\n{PROSE}", (), id="caption taken for body"),
        pytest.param(
            f"save over $160\noffer ends july 23\n\n{PROSE}", ("boilerplate", "boilerplate"), id="advertisement"
        ),
        pytest.param(f"8 years ago\nDuration 1:54\n\n{PROSE}", ("boilerplate", "boilerplate"), id="video"),
        pytest.param(f"Storm closes port, December 2, 2020\n\n{PROSE}", ("boilerplate",), id="related story"),
        pytest.param(f"December 2, 2020\n\n{PROSE}", ("boilerplate",), id="date in boilerplate"),
        pytest.param(
            "On 26 April 1986 operators began a test on the reactor, and then it all went wrong for them.",
            (),
            id="prose",
        ),
        pytest.param(
            "The report, published on 7 October 2015, found nothing that the council had not known for years.",
            (),
            id="published in prose",
        ),
        pytest.param("The report was first published 7 October 2015\n\n" + PROSE, (), id="published in a short line"),
        pytest.param("The Battle of Waterloo, 18 June 1815\n\n" + PROSE, ("title",), id="title"),
        pytest.param(
            "AP July 16, 2010: Workboats operate near the platform in the Gulf of Mexico, seen from above.",
            (),
            id="credit",
        ),
        pytest.param(f"{PROSE}\n{PROSE}\n{PROSE}\n{PROSE}\nPosted by wanderer 22 Jan 2012", (), id="comment"),
    ],
)
def test_is_not_the_day_of_writing(text: str, labels: tuple[str, ...]) -> None:
    assert clues(text, labels=labels) == []


def test_an_infobox_is_not_believed() -> None:
    (found,) = clues(f"Battle of Hastings\nDate: 14 October 1066\n\n{PROSE}", labels=("title", "body"))
    assert found.weight < 0.5


def test_a_chronology_is_not_dated_by_its_first_entry() -> None:
    text = "\n".join(f"{day} July 1969\n{PROSE}" for day in (16, 20, 24))
    assert {clue.weight for clue in clues(text)} == {0.0}
    assert {clue.note for clue in clues(text)} == {"one of several lines that are dates"}


def test_the_foot_of_an_article_can_state_its_day() -> None:
    (found,) = clues("\n".join([PROSE] * 6 + ["First published on 7 October 2015"]))
    assert found.days == parse_interval("2015-10-07")

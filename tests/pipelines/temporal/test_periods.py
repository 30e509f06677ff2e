"""Named periods are kept apart, with their days as knowledge of the world."""

import pytest

from pipelines.days import edtf, iso_day
from pipelines.records import Document, PublicationDate
from pipelines.temporal.periods import PERIOD, named_periods
from pipelines.temporal.recognise import recognise
from pipelines.temporal.stage import expressions
from pipelines.temporal.words import load

NAMED = [
    ("en", "Much changed during the Second World War.", "Second World War", "1939-09-01", "1945-09-02"),
    ("en", "He fought in WWI.", "WWI", "1914-07-28", "1918-11-11"),
    ("en", "It ended the Thirty Years’ War.", "Thirty Years’ War", "1618-05-23", "1648-10-24"),
    ("en", "They spied in the Cold War.", "Cold War", "1947-01-01", "1991-12-31"),
    ("de", "Im Zweiten Weltkrieg fiel die Stadt.", "Zweiten Weltkrieg", "1939-09-01", "1945-09-02"),
    ("fr", "Pendant la Seconde Guerre mondiale.", "Seconde Guerre mondiale", "1939-09-01", "1945-09-02"),
    ("es", "Durante la Guerra Fría.", "Guerra Fría", "1947-01-01", "1991-12-31"),
]


@pytest.mark.parametrize(("language", "text", "name", "earliest", "latest"), NAMED, ids=[row[2] for row in NAMED])
def test_a_named_period_has_its_days(language: str, text: str, name: str, earliest: str, latest: str) -> None:
    (row,) = named_periods(text, language)
    assert (row.surface, row.type, iso_day(row.earliest), iso_day(row.latest)) == (name, PERIOD, earliest, latest)
    assert text[row.start : row.end] == name
    assert row.value == row.edtf == edtf(row.days)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "A cold war of words."),
        ("en", "Fear of World War III grew."),
        ("en", "A Cold Warrior spoke."),
        ("it", "La seconda guerra mondiale."),
        ("en", "The war went on."),
    ],
)
def test_what_is_no_named_period(language: str, text: str) -> None:
    assert list(named_periods(text, language)) == []


def test_periods_follow_the_expressions_of_a_document() -> None:
    text = "In the Cold War he fled. On 3 May 1961 he came back."
    document = Document("d", "c", "t", text, language="en")
    rows = expressions(document, PublicationDate("d", "c"))
    assert [(row.position, row.surface, row.type) for row in rows] == [
        (0, "3 May 1961", "DATE"),
        (1, "Cold War", PERIOD),
    ]
    assert [row.type for row in recognise(text, language="en")] == ["DATE"]


@pytest.mark.parametrize("language", load("periods"))
def test_every_period_listed_is_found(language: str) -> None:
    for name, days in load("periods")[language].items():
        (row,) = named_periods(f"x {name} x", language)
        assert row.surface == name, days

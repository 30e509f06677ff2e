"""Which dates of a history move its story on, and which year a date without one takes."""

import pytest

from pipelines.days import UNKNOWN, parse_interval
from pipelines.temporal.recognise import recognise

EARLIER = "The pact of 1905 and those of 1906, 1907 and 1908 failed, as did the talks of 1909 and 1910. "
"""Years enough to be a history."""

STORY = [
    ("until", "On 3 May 1912 they met. The siege lasted until the fall of Ruhm in March 1914.\nIn July they left.", "1912-07"),
    ("bracket", "On 3 May 1912 he met Orr (who had been freed in April 1903). In July they left.", "1912-07"),
    ("plan", "On 3 May 1912 they would plan a retreat for late 1915. In July they left.", "1912-07"),
    ("perfect", "On 3 May 1912 they met the man who had ruled since April 1903. In July they left.", "1912-07"),
    ("attribute", "On 3 May 1912 the fleet kept to the 1903 treaty. In July it left.", "1912-07"),
    ("heading", "In July 1911 they met.\n\n1912: the retreat\n\nIn April they left.", "1912-04"),
    ("paragraph", "In July 1912 they met.\nIn the south, war began in May 1911. In August they left.", "1911-08"),
    ("new-year", "In November 1912 they met. In February they left.", "1913-02"),
    ("goes-on", "In April 1912 they met. In November they left.", "1912-11"),
    ("looks-back", "In February 1912 they met after a quiet November.", "1911-11"),
]  # fmt: skip


@pytest.mark.parametrize("published", ["2009-12-19", ".."], ids=["dated", "undated"])
@pytest.mark.parametrize(("text", "value"), [row[1:] for row in STORY], ids=[row[0] for row in STORY])
def test_a_date_without_a_year_is_of_the_year_that_the_story_has_reached(text: str, value: str, published: str) -> None:
    rows = recognise(EARLIER * 2 + text, language="en", publication=parse_interval(published))
    assert (rows[-1].value, rows[-1].anchor) == (value, "expression")
    assert rows[rows[-1].anchor_position or 0].end < rows[-1].start


SHARED = [
    ("In August/September 1914 they met.", ["1914-08", "1914-09"]),
    ("In June, July and August 1914 they met.", ["1914-06", "1914-07", "1914-08"]),
    ("In the spring and early summer of 1914 they met.", ["1914-SP", "1914-SU"]),
    ("On December 7 (December 8 in the east), 1914, they met.", ["1914-12-07", "1914-12-08", "1914"]),
    ("It ran from November 15 to February 15, 1914.", ["1913-11-15", "1914-02-15"]),
    ("The Spring Offensive of 1914 failed.", ["1914-SP", "1914"]),
    ("They met in the winter of 1916-17.", ["1916-WI"]),
]


@pytest.mark.parametrize(("text", "values"), SHARED, ids=[row[0] for row in SHARED])
def test_joined_dates_share_the_year_of_the_last(text: str, values: list[str]) -> None:
    rows = recognise(EARLIER + "In 1908 he left. " + text, language="en", publication=parse_interval("2009-12-19"))
    assert [row.value for row in rows][-len(values) :] == values


def test_that_year_is_the_one_named_last() -> None:
    text = (
        EARLIER
        + "On 3 May 1911 they met. Elsewhere the war was at a standstill by 1910. In August of that year they left."
    )
    assert recognise(text, language="en", publication=UNKNOWN)[-1].value == "1910-08"


SAID = "He says that there is no need: prices are up, wages have risen, and they will rise. "


def test_what_is_told_in_the_present_tense_is_no_history() -> None:
    told = EARLIER + "In 1911 they met. It was over in July."
    assert recognise(told, language="en", publication=parse_interval("2009-12-19"))[-1].value == "1911-07"
    assert recognise(SAID + told, language="en", publication=parse_interval("2009-12-19"))[-1].value == "2009-07"


ERAS = "In 264 BC a fleet crossed to Sicily. In 256 BC it sailed to Africa. In 241 BC there was peace. "


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It fell in 238.", "BC0238"),
        ("It fell in AD 38.", "0038"),
        ("It burnt in AD 64. Its master died in 117.", "0117"),
        ("In the second century AD it stood again. In 476 Odoacer ruled.", "0476"),
        ("That winter it fell.", "BC0241-WI"),
        ("The following year it fell.", "BC0240"),
        ("It fell in the 230s BC.", "BC023"),
    ],
)
def test_where_all_years_are_bc_a_bare_one_is_too(text: str, value: str) -> None:
    assert recognise(ERAS + text, language="en", publication=UNKNOWN)[-1].value == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("In 1066 he landed.", "1066"),
        ("Hattin (1187) was lost.", "1187"),
        ("It rose in the 1640s.", "164"),
        ("John (1199–1216) lost.", "1216"),
    ],
)
def test_years_long_gone_in_a_history(text: str, value: str) -> None:
    assert recognise(EARLIER + text, language="en", publication=UNKNOWN)[-1].value == value


NOUNS = [
    ("On 3 May 1912 they met on the bloodiest day of the war.", "1912-05-03"),
    ("On 3 May 1912 they met. It was called Red Day.", "1912-05-03"),
    ("In May 1912 they met in the first week of the war.", "P1W"),
    ("In May 1912 they met in the last week of August.", "1912-08"),
    ("In 1912 the costly August battles began.", "1912-08"),
    ("In 1912 he led the army on the long March to the sea.", "1912"),
    ("In 1912 the spring offensive began.", "1912-SP"),
]


@pytest.mark.parametrize(("text", "value"), NOUNS, ids=[row[0] for row in NOUNS])
def test_words_of_time_that_histories_use(text: str, value: str) -> None:
    assert recognise(EARLIER + text, language="en", publication=parse_interval("2009-12-19"))[-1].value == value


def test_two_digits_of_a_year_are_of_the_century_told() -> None:
    text = EARLIER + "On 3 May 1917 they met the boys of '99."
    assert recognise(text, language="en", publication=UNKNOWN)[-1].value == "1899"


@pytest.mark.parametrize(
    ("text", "value"),
    [("that year", "1912-SP"), ("the same year", "1912-SP"), ("the following year", "1913-SP"), ("the previous year", "1911-SP")],
)  # fmt: skip
def test_a_season_of_the_year_told(text: str, value: str) -> None:
    rows = recognise(EARLIER + f"On 3 May 1912 they met. It began in the spring of {text}.", language="en")
    assert (rows[-1].surface, rows[-1].value) == (f"the spring of {text}", value)

"""Languages besides English: absolute dates in each that dateparser knows, relative days where there is a lexicon."""

import pytest

from pipelines.days import UNKNOWN, parse_interval
from pipelines.temporal.recognise import recognise

ABSOLUTE = [
    ("de", "Er kam am 7. Oktober 2015 an.", ["2015-10-07"]),
    ("de", "Am 7.10.2015 um 12:30 Uhr", ["2015-10-07"]),
    ("fr", "Il est arrivé le 1er mai 2015.", ["2015-05-01"]),
    ("es", "Llegó el 7 de octubre de 2015.", ["2015-10-07"]),
    ("it", "Arrivò il 7 ottobre 2015.", ["2015-10-07"]),
    ("pt", "Chegou em 7 de outubro de 2015.", ["2015-10-07"]),
    ("nl", "Hij kwam op 7 oktober 2015.", ["2015-10-07"]),
    ("sv", "Den 7 oktober 2015 kom han.", ["2015-10-07"]),
    ("pl", "Przybył 7 października 2015 roku.", ["2015-10-07"]),
    ("cs", "Přijel 7. října 2015.", ["2015-10-07"]),
    ("ru", "Он приехал 7 октября 2015 года.", ["2015-10-07"]),
    ("uk", "Він приїхав 7 жовтня 2015 року.", ["2015-10-07"]),
    ("el", "Έφτασε στις 7 Οκτωβρίου 2015.", ["2015-10-07"]),
    ("tr", "7 Ekim 2015 tarihinde geldi.", ["2015-10-07"]),
    ("fi", "Hän saapui 7. lokakuuta 2015.", ["2015-10-07"]),
    ("hu", "2015. október 7-én érkezett.", ["2015-10-07"]),
    ("ar", "وصل في 7 أكتوبر 2015", ["2015-10-07"]),
    ("zh", "他于2015年10月7日到达。", ["2015-10-07"]),
    ("ja", "2015年10月7日に到着した。", ["2015-10-07"]),
    ("pt", "Foi em outubro de 2014.", ["2014-10"]),
    ("it", "Nato il 3 maggio.", ["XXXX-05-03"]),
    ("it", "Era il 31 febbraio 2015.", []),
    ("xx", "Am 7. Oktober 2015, 2015-10-07.", ["2015-10-07"]),
]


@pytest.mark.parametrize(("language", "text", "values"), ABSOLUTE, ids=[f"{row[0]} {row[1]}" for row in ABSOLUTE])
def test_absolute_dates(language: str, text: str, values: list[str]) -> None:
    rows = recognise(text, language=language, publication=UNKNOWN)
    assert [row.value for row in rows if row.type == "DATE"] == values
    assert all((row.earliest is None) == row.value.startswith("XXXX") for row in rows)


RELATIVE = [
    ("de", "Am Montag kam er.", "Montag", "2015-10-05", "XXXX-WXX-1"),
    ("de", "Sie kam gestern.", "gestern", "2015-10-06", "XXXX-XX-XX"),
    ("de", "Das war vor zwei Jahren.", "vor zwei Jahren", "2013", "XXXX"),
    ("de", "Das war letzte Woche.", "letzte Woche", "2015-W40", "XXXX-WXX"),
    ("fr", "Il est venu hier.", "hier", "2015-10-06", "XXXX-XX-XX"),
    ("fr", "Aujourd'hui il pleut.", "Aujourd'hui", "2015-10-07", "XXXX-XX-XX"),
    ("fr", "C'était il y a deux ans.", "il y a deux ans", "2013", "XXXX"),
    ("fr", "Il est venu lundi.", "lundi", "2015-10-05", "XXXX-WXX-1"),
    ("es", "Llegó ayer.", "Ayer", "2015-10-06", "XXXX-XX-XX"),
    ("es", "Llegó el lunes.", "lunes", "2015-10-05", "XXXX-WXX-1"),
    ("es", "Llegó hace dos años.", "hace dos años", "2013", "XXXX"),
]


@pytest.mark.parametrize(
    ("language", "text", "surface", "value", "unknown"), RELATIVE, ids=[f"{row[0]} {row[2]}" for row in RELATIVE]
)
def test_relative_days(language: str, text: str, surface: str, value: str, unknown: str) -> None:
    (row,) = recognise(text, language=language, publication=parse_interval("2015-10-07"))
    assert (row.surface.lower(), row.value) == (surface.lower(), value)
    (row,) = recognise(text, language=language, publication=UNKNOWN)
    assert (row.value, row.earliest, row.latest) == (unknown, None, None)

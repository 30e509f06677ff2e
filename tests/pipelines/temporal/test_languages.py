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
    ("de", "Am Dienstag, dem 3. März 2015, kam sie.", ["2015-03-03"]),
    ("de", "Der Krieg dauerte von 1914 bis 1918.", ["1914", "1918"]),
    ("fr", "Elle est née le mardi 3 mars 2015.", ["2015-03-03"]),
    ("fr", "En août 1944, la ville fut libérée.", ["1944-08"]),
    ("fr", "La guerre dura de 1914 à 1918.", ["1914", "1918"]),
    ("es", "Nació el martes 3 de marzo de 2015.", ["2015-03-03"]),
    ("es", "La guerra duró de 1914 a 1918.", ["1914", "1918"]),
    ("it", "Nell'agosto 1944 la città cadde; il 1º maggio 1945 fu la fine.", ["1944-08", "1945-05-01"]),
    ("pt", "Nasceu na terça-feira, 3 de março de 2015.", ["2015-03-03"]),
    ("nl", "In augustus 1944 viel de stad.", ["1944-08"]),
    ("sv", "I augusti 1944 föll staden.", ["1944-08"]),
    ("pl", "W sierpniu 1944 roku miasto padło.", ["1944-08"]),
    ("ru", "В августе 1944 года город пал.", ["1944-08"]),
    ("uk", "У серпні 1944 року місто впало.", ["1944-08"]),
    ("el", "Τον Αύγουστο του 1944 έπεσε η πόλη.", ["1944-08"]),
    ("tr", "Ağustos 1944'te şehir düştü.", ["1944-08"]),
    ("ar", "في أغسطس 1944 سقطت المدينة في ٣ مارس ٢٠١٥", ["1944-08", "2015-03-03"]),
    ("zh", "1944年8月，该城陷落。", ["1944-08"]),
    ("ja", "彼女は2015年3月3日(火)に生まれた。", ["2015-03-03"]),
    ("ko", "조약은 1789년 7월 14일에 서명되었다.", ["1789-07-14"]),
    ("hi", "संधि पर 14 जुलाई 1789 को हस्ताक्षर हुए।", ["1789-07-14"]),
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
    ("fr", "Il est venu avant-hier.", "avant-hier", "2015-10-05", "XXXX-XX-XX"),
    ("fr", "Il part demain.", "demain", "2015-10-08", "XXXX-XX-XX"),
    ("fr", "Il vient lundi prochain.", "lundi prochain", "2015-10-12", "XXXX-WXX-1"),
    ("fr", "C'était le mois dernier.", "le mois dernier", "2015-09", "XXXX-XX"),
    ("de", "Sie kommt nächsten Montag.", "nächsten Montag", "2015-10-12", "XXXX-WXX-1"),
    ("de", "Sie kommt übermorgen.", "übermorgen", "2015-10-09", "XXXX-XX-XX"),
    ("es", "Viene el próximo lunes.", "próximo lunes", "2015-10-12", "XXXX-WXX-1"),
    ("es", "Se va mañana.", "mañana", "2015-10-08", "XXXX-XX-XX"),
    ("es", "Llegó el mes pasado.", "el mes pasado", "2015-09", "XXXX-XX"),
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


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Hier, il est venu. Il est né en 1950, il a lu en 1960, 1965, 1970, 1980 et 1990."),
        ("de", "Gestern war er da. Er ist 1950 geboren und hat 1960, 1965, 1970, 1980 und 1990 gelesen."),
        ("es", "Ayer vino. Es de 1950 y leyó en 1960, 1965, 1970, 1980 y 1990."),
    ],
)
def test_news_that_names_many_years_is_no_history(language: str, text: str) -> None:
    row = recognise(text, language=language, publication=parse_interval("2015-10-07"))[0]
    assert (row.value, row.anchor) == ("2015-10-06", "publication")


def test_a_full_stop_belongs_to_the_sentence() -> None:
    assert [row.surface for row in recognise("Era il 3 maggio.", language="it")] == ["3 maggio"]

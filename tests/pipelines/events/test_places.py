from collections.abc import Callable

import pytest

from pipelines.events.places import country_of, folded, gazetteer, named_countries
from pipelines.records import EventMention

EventsOf = Callable[..., dict[str, EventMention]]


@pytest.mark.parametrize(
    ("name", "behind", "country"),
    [
        pytest.param("Syria", "", "SY", id="country"),
        pytest.param("northern Syria", "", "SY", id="direction before it"),
        pytest.param("Britain", "", "GB", id="other name of a country"),
        pytest.param("U.S.", "", "US", id="initials"),
        pytest.param("Texas", "", "US", id="state"),
        pytest.param("Aleppo", "", "SY", id="city"),
        pytest.param("central London", "", "GB", id="direction before a city"),
        pytest.param("Köln", "", "DE", id="accents"),
        pytest.param("São Paulo", "", "BR", id="two words"),
        pytest.param("Paris", "", "FR", id="much the largest of its name"),
        pytest.param("Paris", ", Texas, on Monday", "US", id="told by what follows"),
        pytest.param("Georgia", "", None, id="shared with a state"),
        pytest.param("Tbilisi", ", Georgia", "GE", id="city that settles it"),
        pytest.param("Atlanta", ", Georgia", "US", id="city that settles it the other way"),
        pytest.param("Cambridge", "", None, id="shared by cities of about one size"),
        pytest.param("Cambridge", ", Massachusetts", "US", id="shared, but told"),
        pytest.param("Crimea", "", None, id="contested"),
        pytest.param("Sevastopol", "", None, id="city on contested ground"),
        pytest.param("Oxford Street", "", None, id="unknown"),
        pytest.param("Kennebunkport", ", Maine", "US", id="unknown, but told"),
        pytest.param("Poland", ", Japan and Chile", "PL", id="a list tells nothing"),
        pytest.param("Paris", ", Britain and Spain", "FR", id="a list behind a city"),
        pytest.param("London", ", Ontario", "CA", id="told by a province"),
        pytest.param("Hunan Province", "", None, id="province that is not known"),
        pytest.param("San Diego County", "", "US", id="county"),
        pytest.param("neighbouring Tunisia", "", "TN", id="small words before it"),
        pytest.param("Southeast Asia", "", None, id="wider than a country"),
        pytest.param("White House", "", None, id="no town"),
        pytest.param("the kitchen", "", None, id="no name"),
    ],
)
def test_country(name: str, behind: str, country: str | None) -> None:
    assert country_of(name, behind) == country


def test_a_country_that_the_text_names_settles_it() -> None:
    assert country_of("Cambridge", named={"GB", "FR"}) == "GB"
    assert country_of("Cambridge", named={"GB", "US"}) is None
    assert country_of("Georgia", named={"RU", "GE"}) == "GE"


def test_named_countries() -> None:
    assert named_countries("The South Korean navy left Britain for Texas. In Georgia it rained.") == {"GB", "US"}


def test_mentions_know_their_country(events_of: EventsOf) -> None:
    found = events_of("Rebels attacked a convoy near Aleppo. Farmers protested in Cambridge. England was far away.")
    assert found["attacked"].country == "SY"
    assert found["protested"].country == "GB"


def test_an_event_without_a_place_has_no_country(events_of: EventsOf) -> None:
    assert events_of("France withdrew its troops.")["withdrew"].country is None


def test_the_gazetteer_knows_the_world() -> None:
    found = gazetteer()
    assert len(found.cities) > 20_000
    assert {len(code) for codes in (*found.regions.values(), *found.cities.values()) for code in codes} == {2}


def test_folded() -> None:
    assert folded("  Côte  d’Ivoire ") == "cote d'ivoire"

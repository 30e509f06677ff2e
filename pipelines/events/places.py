"""Which country a place lies in, by an offline gazetteer; where names are shared and the text does not tell, none.

Source: GeoNames (CC BY 4.0) in `words/places.json`, and `words/countries.toml`, which is ours. Codes are ISO 3166-1 alpha-2.
"""

import json
import re
import tomllib
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from pipelines.records import Argument

__all__ = ["Countries", "Gazetteer", "country_of", "folded", "gazetteer", "named_countries"]

_WORDS: Final = Path(__file__).parent / "words"
_KINDS: Final = frozenset(
    ("county", "province", "state", "district", "region", "city", "governorate", "oblast", "prefecture", "coast")
)
"""Words behind a name that leave its country what it is: "Hunan Province"."""
_DIRECTIONS: Final = frozenset(
    (
        *("north", "south", "east", "west", "northern", "southern", "eastern", "western", "central", "downtown"),
        *("northeast", "northwest", "southeast", "southwest", "northeastern", "northwestern", "southeastern"),
        *("southwestern", "upper", "lower", "greater", "the", "mainland", "occupied", "rural", "nearby"),
    )
)
"""Words before a name that leave its country what it is: "northern Syria"."""
_FOLLOWING: Final = re.compile(r",\s+((?:[A-Z][\w.'-]*)(?:\s[A-Z][\w.'-]*){0,2})")
"""A name behind a comma: "Paris, Texas"."""
_NAME: Final = re.compile(r"(?:[A-Z]\.){2,}|[^\W\d_a-z][\w'’-]*")
"""A word that can be a name, or be part of one."""
_LONGEST: Final = 4
"""Words of the longest name of a country that is looked for."""


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Countries by folded name.

    Attributes:
        regions: Of countries, their parts and other names.
        cities: Of cities; several where none is much the largest.
        parts: Names of states and provinces among the regions: they tell which city is meant.
        contested: Names that no country is given for.
    """

    regions: Mapping[str, tuple[str, ...]]
    cities: Mapping[str, tuple[str, ...]]
    parts: frozenset[str]
    contested: frozenset[str]


@lru_cache(maxsize=65_536)
def folded(name: str) -> str:
    """Make names comparable: small letters, no accents, single spaces.

    >>> folded("São  Paulo")
    'sao paulo'
    """
    plain = unicodedata.normalize("NFKD", name.replace("’", "'")).casefold()
    return " ".join("".join(char for char in plain if not unicodedata.combining(char)).split())


@cache
def gazetteer() -> Gazetteer:
    """Give the gazetteer, read once."""
    rules = tomllib.loads((_WORDS / "countries.toml").read_text(encoding="utf-8"))
    data = json.loads((_WORDS / "places.json").read_text(encoding="utf-8"))
    regions: dict[str, tuple[str, ...]] = {name: (code,) for name, code in data["countries"].items()}
    regions |= {folded(name): (code,) for code, names in rules["names"].items() for name in names.split(";")}
    parts = {folded(name): code for code, names in rules["provinces"].items() for name in names.split(";")}
    parts |= dict.fromkeys(data["states"], "US")
    for part, code in parts.items():
        regions[part] = tuple(sorted({*regions.get(part, ()), code}))
    cities = {name: tuple(codes.split()) for codes, names in data["cities"].items() for name in names.split(";")}
    nowhere = frozenset(";".join((rules["contested"], *rules["no_place"].split("\n"))).split(";"))
    return Gazetteer(regions, cities, frozenset(parts), nowhere)


def country_of(name: str, behind: str = "", named: Collection[str] = ()) -> str | None:
    """Give the country of a place.

    Args:
        name: The place as the text has it, with the words before its name.
        behind: What follows in the text; ", Texas" tells which Paris.
        named: Countries that the text names elsewhere: the only one of those that share the name is taken.

    Returns:
        ISO 3166-1 alpha-2; `None` where the name is not known, contested, or shared and nothing tells.
    """
    bare = _bare(name)
    codes = _codes(bare)
    told = _told_behind(bare, codes, behind)
    if told is not None:
        return told
    if len(codes) == 1:
        return codes[0]
    fitting = [code for code in codes if code in named]
    return fitting[0] if len(fitting) == 1 else None


def _told_behind(name: str, codes: tuple[str, ...], behind: str) -> str | None:
    """The country that the words behind a comma tell; in "Poland, Japan and Chile" they tell nothing of Poland."""
    found = gazetteer()
    match = _FOLLOWING.match(behind)
    if match is None or name in found.contested:
        return None
    further = folded(match.group(1).rstrip(".'-"))
    above = set(found.regions.get(further, ()))
    if len(above & set(codes)) == 1:
        return (above & set(codes)).pop()
    unknown = not codes or (further in found.parts and name not in found.regions)
    return above.pop() if unknown and len(above) == 1 else None


def _codes(name: str) -> tuple[str, ...]:
    found = gazetteer()
    if name in found.contested:
        return ()
    return found.regions.get(name) or found.cities.get(name, ())


def _bare(name: str) -> str:
    """The folded name, without the words before or behind it that leave its country what it is."""
    known = gazetteer()
    words = name.replace("’", "'").removesuffix("'s").split()
    while words:
        whole = folded(" ".join(words))
        if whole in known.regions or whole in known.cities or whole in known.contested:
            return whole
        if len(words) > 1 and (words[0].islower() or words[0].lower() in _DIRECTIONS):
            words = words[1:]
        elif len(words) > 1 and words[-1].lower() in _KINDS:
            words = words[:-1]
        else:
            break
    return folded(" ".join(words))


def named_countries(text: str) -> frozenset[str]:
    """Give the countries that a text names, other than by a city."""
    regions = gazetteer().regions
    words = [folded(match.group()).removesuffix("'s") for match in _NAME.finditer(text)]
    found: set[str] = set()
    i = 0
    while i < len(words):
        taken = 1
        for length in range(_LONGEST, 0, -1):
            codes = regions.get(" ".join(words[i : i + length]))
            if codes is not None:
                taken = length
                if len(codes) == 1:
                    found.add(codes[0])
                break
        i += taken
    return frozenset(found)


class Countries:
    """The countries of the places of one text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._named: frozenset[str] | None = None

    def of(self, place: Argument | None) -> str | None:
        """Give the country of a phrase of the text, `None` where it is not known; what else the text names is read when it is needed."""
        if place is None or place.name is None:
            return None
        behind = self._text[place.end : place.end + 60]
        country = country_of(place.name, behind)
        if country is None and len(_codes(_bare(place.name))) > 1:
            if self._named is None:
                self._named = named_countries(self._text)
            country = country_of(place.name, behind, self._named)
        return country

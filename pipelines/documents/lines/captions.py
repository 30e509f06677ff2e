"""Lines that describe a picture: a credit, the words for a picture, or a day told in the present."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

import numpy as np
from numpy.typing import NDArray

from pipelines.documents.lines.bylines import MONTH
from pipelines.documents.lines.characters import KINDS, Columns, Wanted, read_units

__all__ = ["is_caption", "is_name", "is_shown", "may_be_captions", "may_be_shown"]

_LONGEST: Final = 600
"""Characters of the longest caption."""
_LONGEST_CREDIT: Final = 80
"""Characters that may stand behind `Photo:`; what is longer is text."""
_END: Final = 120
"""Characters at the end of a line among which a credit is looked for."""
_PARENTHESES: Final = re.compile(r"[.…\"'”’»]\s*\((?P<credit>[^\W\d_][^().?!]{1,70})\)\.?$")
_SMALL: Final = frozenset(
    (
        "of",
        "the",
        "for",
        "via",
        "and",
        "from",
        "by",
        "de",
        "la",
        "le",
        "du",
        "des",
        "del",
        "da",
        "do",
        "van",
        "von",
        "der",
        "den",
        "al",
        "bin",
    )
)
"""Words of names that have no capital."""
_SHORTEST: Final = 40
"""Characters of the shortest sentence with a credit in parentheses behind it."""
_SIGNED: Final = re.compile(
    r"(?:reporting|editing|additional|writing|written|compiled|with|by|see|updates?|adds?)\b", re.IGNORECASE
)
"""How an agency signs its report, or a paper says what it changed."""
_MARKUP: Final = re.compile(r"!\[[^\]]*\]\([^)]*\)$")
_SIDES: Final = "left right centre center clockwise"
_SHOWN_BY: Final = "pictured image picture frame grab bild photo foto"
_NAME: Final = r"[^\W\d_][\w.'’-]*(?:\s+[^\W\d_][\w.'’-]*){0,4}"
_PICTURE: Final = r"(?:photo(?:graph)?|image|picture|frame|screen ?grab|video grab)s?\b"
_SHOWN_IN: Final = re.compile(
    rf"^(?:file\s*[-–—:]\s*)?in this [^,.!?]{{0,50}}\b{_PICTURE}|\bin this [^.!?]{{0,40}}\d{{1,2}}\b[^.!?]{{0,20}} {_PICTURE}"
    rf"|\b(?:in|of) (?:this|an?) (?:file|undated|handout|still) {_PICTURE}|\bpictured here\b"
    r"|^(?:from left|from right|clockwise from|auf dem bild|sur la photo|en la foto)\b",
    re.IGNORECASE,
)
_SIDE: Final = re.compile(r"[A-ZÀ-Þ]\S+ [A-ZÀ-Þ]\S+,? \((?:left|right|centre|center|far left|far right)\)")
"""Who stands where: "Jane Roe (left)"."""
_SHOWN_WORDS: Final = (
    "in this ", " file ", " undated ", " handout ", " still ", "pictured here", "from left", "from right", "clockwise from",
    "auf dem bild", "sur la photo", "en la foto",
)  # fmt: skip
"""Without one of these in small letters `_SHOWN_IN` finds nothing; to look for them first takes a tenth of its time."""
_DAY_AT_END: Final = re.compile(
    rf"(?:\b(?:on|am|le|el)|,)\s+(?:\w+,?\s+)?(?:{MONTH}\.?\s+\d{{1,2}}(?:st|nd|rd|th)?,\s*(?:19|20)\d\d|\d{{1,2}}\s+{MONTH}\.?,?\s+(?:19|20)\d\d"
    rf"|(?:mon|tues|wednes|thurs|fri|satur|sun)day,\s+{MONTH}\.?\s+\d{{1,2}}(?:,\s*(?:19|20)\d\d)?)\W*$",
    re.IGNORECASE,
)
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_REACH: Final = 18
"""Words within which a caption says what is done."""
_DIGIT_LAST: Final = re.compile(r"\d\W*$")
_NOT_TOLD: Final = re.compile(r"[\"“”«»|]|^\W*[•·*▪-]\s")
"""Speech, columns and points of a list: no captions."""


@dataclass(frozen=True, slots=True)
class _Lexicon:
    credited: re.Pattern[str]
    labelled: re.Pattern[str]
    archive: re.Pattern[str]
    archived: tuple[str, ...]
    present: frozenset[str]
    told: frozenset[str]
    alone: frozenset[str]


@cache
def _lexicon() -> _Lexicon:
    table = tomllib.loads((files("pipelines.documents") / "lexicon" / "pictures.toml").read_text(encoding="utf-8"))
    agencies, before, archive = (_any(table[name]) for name in ("agencies", "credits", "archive"))
    plural = {_plural(verb) for verb in table["present"]}
    return _Lexicon(
        # "Jane Roe/Reuters", "AP Photo/Jane Roe", "(Handout via Reuters)" where the line ends.
        re.compile(
            rf"(?:^|[\s.(\[|–—-])(?:{_NAME}\s*/\s*(?:{_NAME}\s*/\s*|{_NAME} via )?{agencies}|{agencies}\s*/\s*{_NAME}|{_NAME} via {agencies}|{agencies} via {agencies})\s*[.)\]]*$"
        ),
        re.compile(rf"(?:^|[.!?…\"”»(\[|]\s*)(?i:{before})(?:\s+by\b|\s*[:/©])"),
        re.compile(rf"(?<!\w)(?i:{archive})\b"),
        tuple(table["archive"]),
        frozenset(table["present"]) | plural,
        frozenset(table["told"]),
        frozenset(word.lower() for name in ("agencies", "credits") for word in table[name]),
    )


@cache
def _cues() -> Wanted:
    """The words without one of which no line is a caption by its wording, by their hash."""
    table = tomllib.loads((files("pipelines.documents") / "lexicon" / "pictures.toml").read_text(encoding="utf-8"))
    phrases = (*table["agencies"], *table["credits"], *table["archive"])
    text = " ".join([max(_WORD.findall(phrase), key=len) for phrase in phrases] + [_SIDES, _SHOWN_BY])
    return Wanted.of(read_units(text, np.zeros(1, np.int64)).words.hash)


def may_be_captions(columns: Columns) -> NDArray[np.bool_]:
    """Tell for all units of a page at once which can be captions by their wording; looking closer is slow."""
    words = columns.words
    found = np.bincount(words.unit[_cues().places(words.hash)], minlength=len(columns.first)) > 0
    return np.asarray(found | (columns.last == KINDS["bracket"]))


def may_be_shown(columns: Columns) -> NDArray[np.bool_]:
    """Tell which units can end with a day; a digit of a rare script counts as a symbol there."""
    return np.asarray((columns.counts[:, KINDS["digit"]] > 0) | (columns.counts[:, KINDS["symbol"]] > 0))


def _any(words: list[str]) -> str:
    return "(?:" + "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) + ")"


def _plural(verb: str) -> str:
    """The form of the plural: "watches" gives "watch", "carries" gives "carry"."""
    if verb.endswith("ies") and len(verb) > 4:
        return verb[:-3] + "y"
    return verb[:-2] if verb.endswith(("ches", "shes", "sses", "ss")) else verb[:-1]


def is_caption(line: str) -> str | None:
    """Say by what a line is known to describe a picture: it names who took it, or says that there is one.

    >>> is_caption("Soldiers cross the river at dawn. (Jane Roe/Reuters)")
    'picture credit'
    >>> is_caption("She left the office at dawn.")
    """
    line = line.strip()
    if len(line) > _LONGEST:
        return None
    if line.endswith((")", ").")) and (found := _PARENTHESES.search(line)) and found.start() >= _SHORTEST:
        # Up to eight words that are a name, or two, are a credit.
        credit = found["credit"].split()
        named = all(word[0].isupper() or not word[0].isalpha() or word in _SMALL for word in credit)
        known = len(credit) > 1 or "/" in credit[0] or credit[0].isupper() or credit[0].lower() in _lexicon().alone
        if named and known and len(credit) <= 8 and not _SIGNED.match(found["credit"]):
            return "picture credit"
    if _is_credited(line):
        return "picture credit"
    small = line.lower()
    shown = (
        _MARKUP.match(line)
        or _SIDE.search(line)
        or (any(word in small for word in _SHOWN_WORDS) and _SHOWN_IN.search(line))
    )
    words = _lexicon()
    return (
        "picture" if shown or (any(word in small for word in words.archived) and words.archive.search(line)) else None
    )


def _is_credited(line: str) -> bool:
    """Whether it names who took the picture. What no such line can lack is looked for first: most lines lack it."""
    words, end = _lexicon(), line[-_END:]
    if ("/" in end or " via " in end) and words.credited.search(end):
        return True
    labelled = words.labelled.search(line) if any(sign in line for sign in (":", "/", "©", "by")) else None
    return labelled is not None and len(line) - labelled.end() <= _LONGEST_CREDIT


def is_shown(line: str) -> str | None:
    """Say whether a line tells in the present what happened on a past day: that is how pictures are described.

    >>> is_shown("Soldiers cross the river near the old bridge on April 18, 2016.")
    'told in the present, with its day'
    >>> is_shown("Soldiers crossed the river near the old bridge on April 18, 2016.")
    """
    line = line.strip()
    if not _SHORTEST <= len(line) <= _LONGEST or not _DIGIT_LAST.search(line[-30:]):
        return None
    day = _DAY_AT_END.search(line[-_END:])
    if day is None:
        return None
    lowers = [word.lower() for word in _WORD.findall(line[: -len(day[0])])]
    words = _lexicon()
    if not words.told.isdisjoint(lowers) or _NOT_TOLD.search(line):
        return None
    return None if words.present.isdisjoint(lowers[1:_REACH]) else "told in the present, with its day"


def is_name(line: str) -> bool:
    """Whether a line is a name and nothing else: under a caption, of who took the picture.

    >>> is_name("Corporal Jane Roe"), is_name("Warnings ignored")
    (True, False)
    """
    words = line.split()
    return 2 <= len(words) <= 5 and all(
        word[0].isupper() and word.strip(".").replace("-", "").isalpha() for word in words
    )

"""One line on its own: does it read like prose, like a notice around the text, like a caption or a byline?"""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

__all__ = ["MEDIA", "Look", "is_byline", "is_caption", "look"]

PROSE: Final = "prose"
SHORT: Final = "short"
BLANK: Final = "blank"
CUE: Final = "cue"
MEDIA: Final = ("media", "age")
"""Reasons that belong to a picture or a film: the short lines next to them describe it."""

_LONGEST_CUE: Final = 300
"""A paragraph longer than this may speak of cookies and still be the text (characters)."""
_SHORTEST_SENTENCE: Final = 40
"""A line that ends like a sentence is prose from this length on; `Read the terms.` is none (characters)."""
_LONG: Final = 120
"""A line this long is prose however it ends (characters)."""
_WORD: Final = re.compile(r"\w+|©")
_SENTENCE_END: Final = re.compile(r"[.!?…。！？؟۔।][\"'”’»)\]]*\s*$")
# Chinese, Japanese and Korean say in one character what Latin letters say in two or three.
_WIDE: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_PICTURE_WORDS: Final = re.compile(r"photo|image|picture|credit|foto|bild|(?:left|right|cent(?:re|er))\)")
"""Without one of them, and without parentheses at its end, no line is a caption; looking for them is quick."""
_CREDIT: Final = re.compile(r"[.!?…\"'”’»]\s*[(\[](?P<credit>[^\W\d_][^()\[\]]{1,70})[)\]]$")
_CREDITED: Final = re.compile(
    r"(?:^|[\s(\[|])(?:photo(?:graph)?|image|picture|credit|foto|bild)s?(?: credit| courtesy)?\s*(?:by\b|:|/|©)",
    re.IGNORECASE,
)
_PICTURED: Final = re.compile(
    r"\b(?:in this .{0,40}(?:file )?(?:photo|image|picture)|file photo|pictured (?:here|above|in)|archivbild|photo d'archives)\b"
    r"|\((?:left|right|centre|center)\)",
    re.IGNORECASE,
)
_PICTURE_MARKUP: Final = re.compile(r"\s*!\[[^\]]*\]\([^)]*\)\s*$")
_BY: Final = re.compile(
    r"\s*(?:(?:written |posted |reported |words )?by|von|par|por|di|da)\s*:?\s+(?-i:[A-ZÀ-Þ])\S*(?:\s+\S+){0,11}\s*$",
    re.IGNORECASE,
)
_MONTH: Final = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
    r"|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
    r"|januar|februar|märz|juni|juli|oktober|dezember|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre)"
)
_DAY: Final = re.compile(
    rf"\b(?:{_MONTH}\.?\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+(?:19|20)\d\d"
    rf"|\d{{1,2}}(?:st|nd|rd|th|er|\.)?(?:\s+de)?\s+{_MONTH}\.?,?(?:\s+del?)?\s+(?:19|20)\d\d"
    r"|(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)\d\d|(?:19|20)\d\d年\d{1,2}月\d{1,2}日)",
    re.IGNORECASE,
)
_NOT_WORDS: Final = re.compile(r"[\W\d_]+")


@dataclass(frozen=True, slots=True)
class Look:
    """What a line looks like.

    Attributes:
        kind: `prose`, `short`, `cue` or `blank`.
        reason: Which rule said so.
        weight: Its length, in Latin characters or what comes to the same.
    """

    kind: str
    reason: str
    weight: int


@cache
def _lexicon() -> tuple[dict[str, tuple[tuple[str, str], ...]], re.Pattern[str]]:
    """Phrases with their reason, by their longest word; and one expression of all whole lines, a group a reason."""
    table = tomllib.loads((files("pipelines.documents") / "lexicon" / "cues.toml").read_text(encoding="utf-8"))
    phrases: dict[str, list[tuple[str, str]]] = {}
    wholes: list[str] = []
    for reason, entry in table.items():
        for phrase in entry.get("contains", ()):
            key = max(_WORD.findall(phrase), key=len)
            phrases.setdefault(key, []).append((phrase, reason))
        if entry.get("whole"):
            wholes.append(f"(?P<{reason}>{'|'.join(entry['whole'])})")
    return {key: tuple(found) for key, found in phrases.items()}, re.compile("|".join(wholes), re.IGNORECASE)


def _cue(line: str) -> str | None:
    phrases, whole = _lexicon()
    small = line.lower().replace("’", "'")
    words = _WORD.findall(small)
    # Most lines have none of the words; to find that out at once is what makes this quick.
    if not phrases.keys().isdisjoint(words):
        found = {phrase: reason for word in words for phrase, reason in phrases.get(word, ()) if phrase in small}
        # A sentence of the text may speak of a newsletter; a notice of that length speaks of two such things.
        if len(found) > 1 or (found and len(line) < _LONG):
            return next(iter(found.values()))
    if len(small) <= 160:
        match = whole.fullmatch(small.strip(" \t|•·*-–—"))
        return match.lastgroup if match else None
    return None


def look(line: str) -> Look:
    """Say what a line looks like on its own.

    >>> look("Duration 1:54").reason, look("Three towns were flooded when the dam broke on Monday.").kind
    ('media', 'prose')
    """
    line = line.strip()
    if not line:
        return Look(BLANK, "blank", 0)
    weight = len(line)
    if not line.isascii() and weight < 4 * _LONG:
        weight += int(1.5 * len(_WIDE.findall(line)))
    if len(line) < _LONGEST_CUE and (reason := _cue(line)):
        return Look(CUE, reason, weight)
    if weight >= _LONG or (weight >= _SHORTEST_SENTENCE and _SENTENCE_END.search(line)):
        return Look(PROSE, PROSE, weight)
    return Look(SHORT, SHORT, weight)


def is_caption(line: str) -> bool:
    """Whether a line describes a picture: it names who took it, or says that there is one.

    >>> is_caption("Soldiers cross the river at dawn. (Jane Roe/Reuters)")
    True
    """
    line = line.strip()
    if len(line) > 600:
        return False
    # In parentheses after the last sentence: up to eight words that are no sentence are a credit.
    if line.endswith((")", "]")) and (found := _CREDIT.search(line)):
        return found["credit"][0].isupper() and len(found["credit"].split()) <= 8
    if not _PICTURE_WORDS.search(line.lower()):
        return bool(_PICTURE_MARKUP.match(line))
    return bool(_PICTURED.search(line) or _PICTURE_MARKUP.match(line) or (len(line) < 200 and _CREDITED.search(line)))


def is_byline(line: str) -> bool:
    """Whether a short line says who wrote a text, or on which day.

    >>> is_byline("By Jane Roe"), is_byline("Published October 2, 2015"), is_byline("offer ends july 23")
    (True, True, False)
    """
    line = line.strip()
    if not line or len(line) > 120:
        return False
    if _BY.match(line) and not _SENTENCE_END.search(line):
        return True
    day = _DAY.search(line)
    # Beside the day a byline has a few words (place, name, "published"); a headline with a day in it has more.
    return day is not None and len(_NOT_WORDS.split(line[: day.start()] + " " + line[day.end() :])) <= 10

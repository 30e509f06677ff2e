"""Datelines of news reports: where and when it was written, before its first sentence.

"PARIS, April 15, 2019 — A fire tore ...", "NAIROBI, Kenya (AP) -- ", "(CNN) -- ". They are no part of the sentence, and their
date is that of the report.
"""

import re
from functools import cache
from typing import Final

__all__ = ["after_dateline"]

_LONGEST: Final = 90
"""Code points that a dateline can have, at most."""
_NAME: Final = r"[^\W\d_a-z][^\W\d_]*(?:[.'’-][^\W\d_]+)*\.?"
_BEGINS: Final = re.compile(r"[^\W\d_a-z]|\([^\W\d_a-z]")
_DATED: Final = (
    r"\s*[,:]?\s+(?:\w+day,?\s+)?(?:{month}\.?\s+\d{{1,2}}(?:st|nd|rd|th)?|\d{{1,2}}(?:\.|er)?\s+(?:de\s+)?{month}\.?)"
    r"(?:\s*,?\s+(?:de\s+)?\d{{4}})?"
)
_DATELINE: Final = (
    r"(?:(?P<place>{name}(?:[ ]{name}){{0,3}})(?P<region>(?:\s*,\s*(?!{month}\b){name}(?:[ ]{name}){{0,2}}){{0,3}})"
    r"(?P<dated>{dated})?(?P<agency>\s*\([^\W\d_][^()\n]{{1,40}}\))?|(?P<only>\([A-Z][\w .]{{1,20}}\)))"
    r"\s*(?:—|–|--?|_)+\s+(?=(?P<next>[\"“«‘'`(\[]*\S))"
)


_SIGNED: Final = 130
"""Code points before which an agency signs a report: "LONDON | Tue Jun 29, 2010 10:21am EDT LONDON (Reuters) - "."""


@cache
def _signature(agencies: frozenset[str]) -> "re.Pattern[str]":
    return re.compile(rf"(?:\(|-LRB-)\s*(?i:{'|'.join(sorted(agencies))})\s*(?:\)|-RRB-)\s*(?:—|–|--?|_)+\s+(?=\S)")


@cache
def _pattern(months: frozenset[str]) -> "re.Pattern[str]":
    month = "(?i:" + "|".join(sorted(months, key=lambda word: (-len(word), word))) + ")"
    return re.compile(_DATELINE.format(name=_NAME, month=month, dated=_DATED.format(month=month)))


def after_dateline(text: str, start: int, end: int, months: frozenset[str], agencies: frozenset[str]) -> int:
    """Tell where the first sentence of a line begins.

    A place in capitals is a dateline before a dash and a capital; any other place only with a day or a source in brackets.

    Args:
        text: The whole text.
        start: Where the line begins.
        end: Where it ends.
        months: Names of months in small letters.
        agencies: Names of news agencies in small letters; what stands before their signature is dateline, whatever it is.

    Returns:
        The place after the dateline, `start` where there is none or nothing follows it.
    """
    if _BEGINS.match(text, start, end) is None:
        return start
    head = text[start : min(end, start + _LONGEST + 4)]
    if "-" not in head and "—" not in head and "–" not in head and "_" not in head:
        return start
    signed = _signature(agencies).search(text, start, min(end, start + _SIGNED))
    if signed is not None and signed.end() < end:
        return signed.end()
    found = _pattern(months).match(head)
    if found is None or found.end() > _LONGEST or start + found.end() >= end:
        return start
    opens = not found["next"][-1].islower()
    if found["only"] or found["dated"] or found["agency"]:
        return start + found.end() if opens else start
    capitals = found["place"].isupper() and len(found["place"]) > 3
    return start + found.end() if capitals and opens else start

"""Absolute dates in every language that dateparser knows.

Our own scan finds candidates: digits around a month's name (from dateparser's data of the language, read when a document
needs it), or digits alone in a form that only dates have. Each candidate is read by `dateparser.parse` with the language
named and a fixed base, so nothing depends on today; what the words leave out stays open.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import cache, lru_cache
from typing import Final

import dateparser
from dateparser.languages.loader import default_loader

from pipelines.days import day_number
from pipelines.errors import InvalidDay
from pipelines.temporal.dates import month_day_from
from pipelines.temporal.meaning import Context, Meaning, absolute
from pipelines.temporal.reckoning import day_span, month_span
from pipelines.temporal.words import load, trie

__all__ = ["dates", "known"]

_BASE: Final = datetime(2000, 1, 1)
_MONTHS: Final = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_DIGITS: Final = (
    r"(?P<iso>(?<![\w-])\d{4}-\d{2}-\d{2}(?![\w-]))"
    r"|(?P<cjk>(?<!\d)\d{4}\s?[年년]\s?\d{1,2}\s?[月월](?:\s?\d{1,2}\s?[日일])?)"
)
_NUMBERS: Final = r"|(?P<numbers>(?<![\w.,/-])\d{1,2}(?P<s1>[./-])\d{1,2}(?P=s1)\d{4}(?![\w/-])|(?<![\w.,/-])\d{4}(?P<s2>[./])\d{1,2}(?P=s2)\d{1,2}(?![\w/-]))"


def known(language: str) -> bool:
    """Whether dateparser has data of a language."""
    return _info(language) is not None


@cache
def _info(language: str) -> dict[str, object] | None:
    if not re.fullmatch(r"[a-z]{2,3}", language):
        return None
    try:
        return dict(default_loader.get_locale(language).info)
    except (ValueError, KeyError, StopIteration):
        return None


@cache
def _search(language: str) -> re.Pattern[str]:
    """What a date looks like in a language: digits alone, or digits and the name of a month."""
    info = _info(language)
    if info is None:
        return re.compile(_DIGITS)
    names = {
        form
        for name in _names(language)
        if len(name) >= 3 and not any(c.isdigit() for c in name)
        for form in _cased(name)
    }
    if not names:
        return re.compile(_DIGITS + _NUMBERS)
    month = rf"(?:{trie(sorted(names))})(?![^\W\d_])\.?"
    joint = r"(?:[^\W\d_]{1,3}\.?[ \u00a0])?"
    return re.compile(
        _DIGITS
        + _NUMBERS
        + rf"|(?P<dmy>(?<![\w.,:/-])\d{{1,2}}(?:[.ºª°]|er|e|\.º)?[ \u00a0]?{joint}{month}(?P<y1>,?[ \u00a0]{joint}\d{{4}}(?!\d))?)"
        rf"|(?P<ymd>(?<![\w.,:/-])\d{{4}}\.?[ \u00a0]{joint}{month}[ \u00a0]\d{{1,2}}(?!\d))"
        rf"|(?P<mdy>(?<![^\W_]){month}[ \u00a0]\d{{1,2}},[ \u00a0]\d{{4}}(?!\d))"
        rf"|(?P<my>(?<![^\W_]){month},?[ \u00a0]{joint}\d{{4}}(?!\d))"
    )


@cache
def _names(language: str) -> frozenset[str]:
    """Names of months, as dateparser lists them and as they are inflected besides."""
    info = _info(language) or {}
    return frozenset(str(name) for month in _MONTHS for name in _listed(info.get(month))) | _inflected(language).keys()


@cache
def _inflected(language: str) -> Mapping[str, str]:
    """Forms of months that dateparser lacks, each with one that it knows."""
    info, forms = _info(language) or {}, load("months").get(language, ())
    known = [max(map(str, _listed(info.get(month))), key=len) for month in _MONTHS if info.get(month)]
    return dict(zip(forms, known, strict=False)) if len(known) == len(_MONTHS) else {}


def _as_known(surface: str, language: str) -> str:
    """Write a date with the forms of months that dateparser knows."""
    return " ".join(_inflected(language).get(word.lower(), word) for word in surface.split())


def _bare(surface: str, language: str) -> str:
    """Write a date with nothing but its numbers and its month: `7 maggio 1945` for `7º maggio del 1945`."""
    words = _WORD.findall(_as_known(surface, language))
    return " ".join(word for word in words if word.isdigit() or word.lower() in _names(language))


_WORD: Final = re.compile(r"\d+|[^\W\d_]+")


def _listed(names: object) -> list[object]:
    return list(names) if isinstance(names, list | tuple) else []


def _cased(name: str) -> tuple[str, ...]:
    return name, name.lower(), name[:1].upper() + name[1:], name.upper()


def dates(text: str, first: int, last: int, language: str, context: Context) -> Iterator[tuple[int, int, Meaning, str]]:
    """Yield the absolute dates of `text[first:last]` with their meaning and the rule that found them.

    Args:
        text: The whole document.
        first: First code point to search.
        last: Code point after the last.
        language: ISO 639-1 code; one that dateparser lacks, or none, leaves ISO dates.
        context: Gives a date without a year its anchor.
    """
    for found in _search(language).finditer(text, first, last):
        context.start, context.end = found.span()
        meaning = _meaning(found, language, context)
        if meaning is not None:
            end = found.end() - text.endswith(".", found.start(), found.end())
            yield found.start(), end, meaning, _rule(found)


def _rule(found: re.Match[str]) -> str:
    for name in ("iso", "cjk", "numbers", "dmy", "ymd", "mdy", "my"):
        if found.groupdict().get(name):
            return f"calendar-{name}"
    return "calendar"


def _meaning(found: re.Match[str], language: str, context: Context) -> Meaning | None:
    groups = found.groupdict()
    surface = found.group()
    try:
        if groups.get("iso") or groups.get("cjk"):
            parts = [int(part) for part in re.findall(r"\d+", surface)]
            if len(parts) == 2:
                return absolute(month_span(parts[0], parts[1])) if 1 <= parts[1] <= 12 else None
            return absolute(day_span(day_number(parts[0], parts[1], parts[2])))
        wants = (
            ("month", "year") if groups["my"] else ("day", "month") if _yearless(groups) else ("day", "month", "year")
        )
        read = _read(_as_known(surface, language), language, wants) or _read(_bare(surface, language), language, wants)
        if read is None:
            return None
        year, month, day = read
        if wants == ("month", "year"):
            return absolute(month_span(year, month))
        if wants == ("day", "month"):
            return month_day_from(context, month, day)
        return absolute(day_span(day_number(year, month, day)))
    except InvalidDay:
        return None


def _yearless(groups: dict[str, str | None]) -> bool:
    return bool(groups.get("dmy")) and not groups.get("y1")


@lru_cache(maxsize=10_000)
def _read(surface: str, language: str, wants: tuple[str, ...]) -> tuple[int, int, int] | None:
    """Read one candidate with dateparser; `None` where it finds other parts than the form has."""
    settings = {
        "RELATIVE_BASE": _BASE,
        "REQUIRE_PARTS": list(wants),
        "PREFER_DAY_OF_MONTH": "first",
        "PREFER_DATES_FROM": "current_period",
        "PARSERS": ["absolute-time"],
    }
    found = dateparser.parse(surface, languages=[language], settings=settings)
    return (found.year, found.month, found.day) if found else None

"""Find every expression of time in a text: places, what matches there, and which of several readings stands."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from pipelines.days import UNKNOWN, DayInterval
from pipelines.records import TimeExpression
from pipelines.temporal import calendars
from pipelines.temporal.meaning import Context, Found, Meaning
from pipelines.temporal.normalise import look_around, mean
from pipelines.temporal.patterns import Candidate, grammar
from pipelines.temporal.runs import Run, runs
from pipelines.temporal.words import LANGUAGES, lexicon

__all__ = ["absolute_dates", "recognise"]


def recognise(
    text: str,
    *,
    language: str | None,
    publication: DayInterval = UNKNOWN,
    spans: Sequence[tuple[int, int]] | None = None,
    document_id: str = "",
    content_hash: str = "",
) -> list[TimeExpression]:
    """Find the time expressions of a document and say what they mean.

    Args:
        text: The document.
        language: ISO 639-1 code, `None` where it is not known: then only dates in digits are found.
        publication: Days on which it can have been written: one, an interval, or unknown.
        spans: Half-open ranges to search; `None` is all of the text.
        document_id: Goes into the rows.
        content_hash: Goes into the rows.

    Returns:
        In order, without overlap. What an unknown or wide publication day leaves open stays open.
    """
    code = (language or "").lower().split("-")[0]
    context = look_around(text, code if code in LANGUAGES else "en", publication)
    made: list[TimeExpression] = []
    for first, last in [(0, len(text))] if spans is None else sorted(spans):
        for start, end, meaning, rule in _found(text, first, last, code, context):
            position = _anchor_of(meaning, context)
            if made and start < made[-1].end:
                continue
            made.append(_row(document_id, content_hash, len(made), text, start, end, meaning, position, rule))
            context.note(meaning, len(made) - 1, start, end)
    return made


def _anchor_of(meaning: Meaning, context: Context) -> int | None:
    """The number of the expression that a meaning counts from."""
    if meaning.anchor != "expression":
        return None
    return context.reference_position if meaning.counts_from is None else meaning.counts_from


def _row(  # noqa: PLR0917 - the fields of a record
    document_id: str,
    content_hash: str,
    position: int,
    text: str,
    start: int,
    end: int,
    meaning: Meaning,
    anchor_position: int | None,
    rule: str,
) -> TimeExpression:
    return TimeExpression(
        document_id,
        content_hash,
        position,
        start,
        end,
        text[start:end],
        meaning.type,
        meaning.value,
        meaning.mod,
        meaning.days.earliest,
        meaning.days.latest,
        meaning.edtf,
        meaning.anchor if meaning.type in ("DATE", "TIME") else "none",
        anchor_position,
        rule,
    )


def absolute_dates(text: str, language: str | None) -> list[TimeExpression]:
    """Read the dates of a short string, such as a byline, that name a day, month or year by themselves.

    Args:
        text: The string.
        language: ISO 639-1 code, or `None`.

    Returns:
        Dates and times with days, and partial ones (`XXXX-10-07`) without; nothing that looks from a day of writing.
    """
    found = recognise(text, language=language)
    return [
        row
        for row in found
        if row.type in ("DATE", "TIME")
        and (row.earliest is not None or (row.value.startswith("XXXX-") and row.value[5:7].isdigit()))
    ]


def _found(
    text: str, first: int, last: int, language: str, context: Context
) -> Iterator[tuple[int, int, Meaning, str]]:
    """Yield what the engine finds, and what the calendars of other languages find, from left to right."""
    if language == "en":
        return _by_lexicon(text, first, last, language, context)
    absolute = list(calendars.dates(text, first, last, language, context))
    own = list(_by_lexicon(text, first, last, language, context)) if language in LANGUAGES else []
    return iter(_with_weekdays(_longest(absolute + own), text))


def _with_weekdays(
    items: Iterable[tuple[int, int, Meaning, str]], text: str
) -> Iterator[tuple[int, int, Meaning, str]]:
    """Join a weekday to the date right after it, of which it is: `mardi 3 mars 2015`, `Dienstag, dem 3. März 2015`."""
    held: tuple[int, int, Meaning, str] | None = None
    for start, end, meaning, rule in items:
        joined = held is not None and rule.startswith("calendar") and _BESIDE.fullmatch(text, held[1], start)
        if held is not None and not joined:
            yield held
        item = held[0] if held is not None and joined else start, end, meaning, rule
        held = item if rule == "weekday" else None
        if held is None:
            yield item
    if held is not None:
        yield held


_BESIDE: Final = re.compile(r",? (?:[^\W\d_]{1,3} )?")


def _longest(items: Iterable[tuple[int, int, Meaning, str]]) -> list[tuple[int, int, Meaning, str]]:
    """Of overlapping finds keep the longest."""
    kept: list[tuple[int, int, Meaning, str]] = []
    for item in sorted(items, key=lambda item: (item[0], -item[1])):
        if kept and item[0] < kept[-1][1]:
            if item[1] - item[0] > kept[-1][1] - kept[-1][0]:
                kept[-1] = item
            continue
        kept.append(item)
    return kept


def _by_lexicon(
    text: str, first: int, last: int, language: str, context: Context
) -> Iterator[tuple[int, int, Meaning, str]]:
    words, matching = lexicon(language), grammar(language).at
    posts_only = frozenset() if context.message else words.small
    for run in runs(text, first, last, words):
        codes, at, end = run.codes, 0, len(run.tokens)
        sure = posts_only.isdisjoint(codes)
        while at < end:
            for candidate in matching(codes, at):
                if not sure and not posts_only.isdisjoint(codes[candidate.first + 1 : candidate.last + 1]):
                    continue
                chosen = _read(run, candidate, text, context)
                if chosen:
                    yield chosen
                    at = candidate.last
                    break
            else:
                at += 1


def _read(run: Run, candidate: Candidate, text: str, context: Context) -> tuple[int, int, Meaning, str] | None:
    start, end = run.tokens[candidate.first].start, run.tokens[candidate.last - 1].end
    context.start, context.end = start, end
    meaning = mean(Found(run.tokens, candidate, text), context)
    if meaning is None:
        return None
    if meaning.trim != (0, 0):
        start = run.tokens[candidate.first + meaning.trim[0]].start
        end = run.tokens[candidate.last - 1 - meaning.trim[1]].end
        meaning = replace(meaning, trim=(0, 0))
    return start, end, meaning, candidate.pattern.name

"""Named periods: "the Second World War".

They are kept apart from the expressions of time, for their days are knowledge of the world and no words of the text.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Final

from pipelines.days import DayInterval, edtf, parse_interval
from pipelines.records import TimeExpression
from pipelines.temporal.words import load, trie

__all__ = ["PERIOD", "named_periods"]

PERIOD: Final = "PERIOD"
"""The type of a named period, beside those of TIMEX3."""


@cache
def _known(language: str) -> Mapping[str, DayInterval]:
    return {name: parse_interval(days) for name, days in load("periods").get(language, {}).items()}


@cache
def _search(language: str) -> re.Pattern[str]:
    # An apostrophe is written either way; a name that goes on ("World War III", "Cold Warrior") is another one.
    names = trie(sorted(_known(language))).replace("'", "['’]")
    return re.compile(rf"(?<!\w)(?:{names or '(?!)'})(?!\w)")


@cache
def _heads(language: str) -> tuple[str, ...]:
    """Last words of all names: where none stands in a text, none of the names does."""
    return tuple(sorted({name.split()[-1] for name in _known(language)}))


def named_periods(
    text: str,
    language: str,
    spans: Sequence[tuple[int, int]] | None = None,
    *,
    document_id: str = "",
    content_hash: str = "",
    first_position: int = 0,
) -> Iterator[TimeExpression]:
    """Yield the named periods of a document, from left to right.

    Args:
        text: The document.
        language: ISO 639-1; one for which `lexicon/periods.toml` lists none has none.
        spans: Half-open ranges to search; `None` is all of the text.
        document_id: Goes into the rows.
        content_hash: Goes into the rows.
        first_position: Number of the first row: they follow the document's expressions of time.

    Returns:
        Rows of type `PERIOD` whose value is the ISO 8601 interval of their days.
    """
    known = _known(language)
    if not any(head in text for head in _heads(language)):
        return
    ranges = [(0, len(text))] if spans is None else sorted(spans)
    found = (found for first, last in ranges for found in _search(language).finditer(text, first, last))
    for number, name in enumerate(found):
        days = known[name.group().replace("’", "'")]
        yield TimeExpression(
            document_id,
            content_hash,
            first_position + number,
            name.start(),
            name.end(),
            name.group(),
            PERIOD,
            edtf(days) or "",
            None,
            days.earliest,
            days.latest,
            edtf(days),
            "none",
            None,
            "named-period",
        )

"""Ages that a page shows ("8 years ago"): they say something of its day only where it is known when the page was captured.

They stand in widgets beside the article, and tell of videos and related stories as often as of the article itself. So one
alone is believed little; where all that a page shows are of one age, that age is most likely the article's too.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any, Final

import regex

from pipelines.dating.clues import Clue, lexicon, weight
from pipelines.days import DayInterval
from pipelines.records import Document

__all__ = ["ages_shown"]

_UNITS: Final = {"day": (1, 1), "week": (7, 7), "month": (30, 31), "year": (365, 366)}
"""Fewest and most days of a unit."""
_LONGEST: Final = 40
"""Characters of a line that is an age and little else."""


@cache
def _ages() -> tuple[tuple[str, "regex.Pattern[str]"], ...]:
    forms: dict[str, Any] = lexicon("told")["ages"]
    return tuple(
        (
            unit,
            regex.compile(
                "|".join(form.format(count=rf"(?P<c{n}>[0-9]{{1,3}})") for n, form in enumerate(listed)), regex.I
            ),
        )
        for unit, listed in forms.items()
    )


def ages_shown(document: Document, captured: DayInterval) -> Iterator[Clue]:
    """Collect the ages in a document's short lines, reckoned from its capture.

    Args:
        document: Its `text` with `lines`.
        captured: When it was captured; unknown gives nothing.
    """
    text = document.text or ""
    if captured.latest is None or captured.earliest is None:
        return
    found = [
        (line.start + match.start(), line.start + match.end(), unit, int(next(filter(None, match.groups()))))
        for line in document.lines
        if line.end - line.start <= _LONGEST
        for unit, pattern in _ages()
        if (match := pattern.search(text[line.start : line.end]))
    ]
    same = len({(unit, count) for *_, unit, count in found}) == 1 and len(found) > 1
    for start, end, unit, count in found[:3]:
        least, most = _UNITS[unit]
        days = DayInterval(captured.earliest - (count + 1) * most, captured.latest - count * least)
        belief = "ages that agree" if same else "age"
        note = "an age that the page shows, reckoned from its capture; it may be that of a video or another story"
        yield Clue("text", "text: age shown", text[start:end], days, weight(belief), start, end, note=note)

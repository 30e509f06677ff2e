"""The measures by name: how each is taken, what it asks of the system, and how gold becomes a question.

A new measure joins by a line in `MEASURES`; its function takes gold rows, answered rows and `Options`, gives a `Report`,
and says in its docstring how it is defined and where that comes from.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final

from pipelines.errors import UnknownName
from pipelines.evaluation.coreference import score_coreference
from pipelines.evaluation.day_selection import score_days
from pipelines.evaluation.event_times import score_event_times
from pipelines.evaluation.expressions import score_expressions
from pipelines.evaluation.files import doc_id
from pipelines.evaluation.mentions import score_mentions
from pipelines.evaluation.report import Options, Report, Row
from pipelines.evaluation.spans import span
from pipelines.evaluation.text_lines import score_lines

__all__ = ["MEASURES", "Measure", "measure", "strip"]

Question = dict[str, Any]
"""A line of input for `annotate`."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One way of measuring.

    Attributes:
        name: What a person calls it by.
        meaning: What it says, in a line.
        score: Gold rows and answered rows to a report.
        question: A gold row, and whether its spans are given, to a line of input for `annotate`; `None` where the
            system answers for a whole folder of documents.
        raw: Whether the text is a raw dump.
        merge: Whether documents are merged.
    """

    name: str
    meaning: str
    score: Callable[[Iterable[Row], Iterable[Row], Options], Report]
    question: Callable[[Row, bool], Question] | None
    raw: bool = False
    merge: bool = False


def _clean_text(row: Row, given: bool) -> Question:
    """The text and its day of publication; with `given`, the gold events' spans too."""
    question = {"doc_id": doc_id(row), "text": row["text"], "dct": (row.get("dct") or "")[:10] or None}
    if given:
        question["triggers"] = sorted(span(item) for item in row["events"] if item.get("gold_eval", True))
    return question


def _page(row: Row, given: bool) -> Question:  # noqa: ARG001 - lines are always given, labels never
    """The lines of a page as one text."""
    return {"doc_id": doc_id(row), "text": "\n".join(row["lines"]), "dct": None}


MEASURES: Final[dict[str, Measure]] = {
    item.name: item
    for item in (
        Measure("timex", "time expressions: span, type, value (TempEval-3 task A)", score_expressions, _clean_text),
        Measure("events", "mentions of events: span, class (TempEval-3 task B)", score_mentions, _clean_text),
        Measure("eventtime", "begin and end day of events (Event Time Corpus)", score_event_times, _clean_text),
        Measure("coref", "coreference of events, CoNLL F1 (ECB+)", score_coreference, _clean_text, merge=True),
        Measure("lines", "main text of plain-text pages, by word", score_lines, _page, raw=True),
        Measure("days", "days of a crisis's timeline (Timeline17)", score_days, None),
    )
}


def measure(name: str) -> Measure:
    """Find a measure by its name.

    Raises:
        UnknownName: There is none of this name.
    """
    if name not in MEASURES:
        msg = f"no measure {name!r}; accepted: {', '.join(MEASURES)}"
        raise UnknownName(msg)
    return MEASURES[name]


def strip(name: str, gold: Row, *, given: bool = False) -> Question:
    """Make a gold row a line of input for `annotate`, without any answer in it.

    Args:
        name: The measure.
        gold: A row of its gold file.
        given: Hand over the spans of the gold events as `triggers`.

    Raises:
        UnknownName: There is no such measure, or it asks nothing of single documents.
    """
    found = measure(name)
    if found.question is None:
        msg = f"the measure {name!r} asks about whole timelines, not about single documents"
        raise UnknownName(msg)
    return found.question(gold, given)

"""Lines whose labels need no judging: the text was given as such, or taken out of markup."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from pipelines.records import Line

__all__ = ["all_body", "body_sample", "extracted_lines", "folded_title", "letter_author", "line_spans", "without_marks"]

_MARKS: Final = re.compile(
    r"\s*(?:#{1,6}\s+|(?:subject|betreff|objet|asunto|assunto|oggetto)\s*:\s*(?=\S))", re.IGNORECASE
)
"""What marks a line as heading or as the subject of a letter, and is no part of the title."""


def line_spans(text: str) -> list[tuple[int, int]]:
    """Give the half-open span of each line."""
    spans, at = [], 0
    for line in text.split("\n"):
        spans.append((at, at + len(line)))
        at += len(line) + 1
    return spans


def all_body(text: str, reason: str = "given") -> tuple[Line, ...]:
    r"""Label every line as body: the text is the document already.

    Args:
        text: A text; its lines are those of `text.split("\n")`.
        reason: Who says so: `given`, or `extracted` for text that was taken out of markup.
    """
    return tuple(Line(start, end, "body", reason) for start, end in line_spans(text))


def extracted_lines(text: str, title: str | None) -> tuple[Line, ...]:
    """Label the lines of a text that was taken out of markup: all body, but the first that repeats the title."""
    lines = all_body(text, "extracted")
    wanted = folded_title(title or "")
    for i, line in enumerate(lines):
        if wanted and folded_title(text[line.start : line.end]) == wanted:
            return (*lines[:i], replace(line, label="title", reason="as stated"), *lines[i + 1 :])
    return lines


def folded_title(title: str) -> str:
    """Bring a title into a form that can be compared: without the marks of a heading, spacing and capitals."""
    return " ".join(without_marks(title).split()).casefold()


def without_marks(title: str) -> str:
    """Give a title without what marks it as one.

    >>> without_marks("## The dam breaks"), without_marks("Subject: The dam")
    ('The dam breaks', 'The dam')
    """
    return _MARKS.sub("", title, count=1).strip()


def body_sample(text: str, lines: Sequence[Line]) -> list[str]:
    """Give the lines that are body, in order; all lines if none is."""
    found = [text[line.start : line.end] for line in lines if line.label == "body" and line.end > line.start]
    return found or [text]


def letter_author(text: str, lines: Sequence[Line]) -> str | None:
    """Give who wrote a letter, by the field of its head that says so; `None` where there is none."""
    for line in lines:
        if line.reason == "letter: from":
            return text[line.start : line.end].partition(":")[2].strip() or None
    return None

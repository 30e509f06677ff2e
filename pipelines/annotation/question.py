"""What one line of input asks for."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from pipelines.days import DayInterval, parse_interval
from pipelines.errors import DatelineError, InvalidDay

__all__ = ["BadQuestion", "Question", "ask", "readable"]

_BREAKS: Final = "\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
_SPACES: Final = "\u00a0\u2007\u202f"
_ODD: Final = re.compile(f"[{_BREAKS}{_SPACES}\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


class BadQuestion(DatelineError):
    """A line of input that can't be answered.

    Attributes:
        doc_id: The document it is about, where it says so.
    """

    def __init__(self, doc_id: object, detail: str) -> None:
        super().__init__(detail)
        self.doc_id = doc_id


@dataclass(frozen=True, slots=True)
class Question:
    """A document to annotate.

    Attributes:
        doc_id: As it was given: a string or a number; `None` where it has none.
        text: As it was given.
        published: Days of publication where they are given.
        triggers: Half-open spans for which events are wanted, exactly these; `None`: find them.
    """

    doc_id: str | int | None
    text: str
    published: DayInterval | None = None
    triggers: tuple[tuple[int, int], ...] | None = None


def ask(line: str, number: int) -> Question:
    """Read one line of input.

    Args:
        line: A JSON object with `doc_id` (or `id`), `text`, `dct` and `triggers`; what else it has is ignored.
        number: Number of the line, from 1, for messages.

    Raises:
        BadQuestion: It is no JSON object, has no text, or its day or triggers can't be.
    """
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise BadQuestion(None, f"line {number}: not JSON: {error}") from error
    if not isinstance(row, dict):
        raise BadQuestion(None, f"line {number}: {type(row).__name__} found where a JSON object is expected")
    doc_id = row["doc_id"] if "doc_id" in row else row.get("id")
    if not isinstance(doc_id, str | int | None):
        raise BadQuestion(None, f"line {number}: 'doc_id' is {doc_id!r}; accepted: a string or a number")
    return question(row, doc_id, f"line {number}: ")


def question(row: Mapping[str, Any], doc_id: str | int | None, where: str = "") -> Question:
    """Read the fields of a line of input.

    Args:
        row: `text`, `dct` and `triggers`.
        doc_id: What names the document.
        where: What messages begin with.

    Raises:
        BadQuestion: It has no text, or its day or triggers can't be.
    """
    text = row.get("text")
    if not isinstance(text, str):
        raise BadQuestion(doc_id, f"{where}'text' is {_short(text)}; a string is expected")
    try:
        published = _published(row.get("dct"))
    except InvalidDay as error:
        raise BadQuestion(doc_id, f"{where}'dct': {error}") from error
    triggers = row.get("triggers")
    if triggers is None:
        return Question(doc_id, text, published)
    if not isinstance(triggers, list | tuple):
        raise BadQuestion(doc_id, f"{where}'triggers' is {_short(triggers)}; a list of [start, end] is expected")
    for trigger in triggers:
        if not _is_span(trigger, len(text)):
            detail = f"{where}trigger {_short(trigger)}; [start, end] within 0 to {len(text)} is expected"
            raise BadQuestion(doc_id, detail)
    return Question(doc_id, text, published, tuple((start, end) for start, end in triggers))


def _published(dct: object) -> DayInterval | None:
    if dct is None:
        return None
    if not isinstance(dct, str) or not dct.strip():
        msg = f"{_short(dct)} is no day; accepted: YYYY-MM-DD, or null where it is not known"
        raise InvalidDay(msg)
    return parse_interval(dct)


def _is_span(found: object, length: int) -> bool:
    if not isinstance(found, list | tuple) or len(found) != 2:
        return False
    start, end = found
    return type(start) is int and type(end) is int and 0 <= start < end <= length


def _short(value: object) -> str:
    shown = repr(value)
    return shown if len(shown) <= 60 else shown[:57] + "..."


def readable(text: str) -> str:
    r"""Replace what the stages do not expect in a text, character by character, so that every offset stays.

    No-break spaces, control characters and unusual line breaks become spaces, halves of surrogate pairs U+FFFD. Line
    feeds and tabs stay.

    >>> readable("7\xa0October")
    '7 October'
    """
    if not _ODD.search(text):
        return text
    return _ODD.sub(lambda odd: "\ufffd" if odd.group() >= "\ud800" else " ", text)

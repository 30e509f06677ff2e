"""Lines in, lines out, one as each is read."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TextIO

from pipelines.annotation.answer import answer, failure, written
from pipelines.annotation.document import analyse
from pipelines.annotation.question import BadQuestion, ask
from pipelines.annotation.spill import Spill
from pipelines.records import EventMention
from pipelines.settings import Settings
from pipelines.syntax.installed import pipeline
from pipelines.timeline.mentions import slim
from pipelines.timeline.words import words

__all__ = ["Counts", "annotate", "annotate_lines"]

Answered = tuple[dict[str, Any], tuple[EventMention, ...], str]
"""An answer, the mentions of its events, and the text that was read."""


@dataclass(frozen=True, slots=True)
class Counts:
    """What came of a file: every line that is not blank is a document or a failure.

    Attributes:
        documents: Documents annotated.
        failed: Lines that could not be; each has a line in the output that says why.
        time_expressions: Time expressions found.
        events: Mentions of events found, or answered for.
    """

    documents: int = 0
    failed: int = 0
    time_expressions: int = 0
    events: int = 0

    def plus(self, row: dict[str, Any]) -> "Counts":
        """Count an answer too."""
        if "error" in row:
            return Counts(self.documents, self.failed + 1, self.time_expressions, self.events)
        found = self.time_expressions + len(row["timexes"]), self.events + len(row["events"])
        return Counts(self.documents + 1, self.failed, *found)


def annotate(
    stream_in: Iterable[str],
    stream_out: TextIO,
    *,
    raw: bool = False,
    merge: bool = False,
    settings: Settings | None = None,
) -> Counts:
    """Annotate a file of JSON lines.

    Args:
        stream_in: Lines, each a JSON object with `doc_id` (or `id`), `text`, `dct` and perhaps `triggers`. Open the file
            with `errors="replace"`, so that a wrong byte costs its own character only.
        stream_out: Gets one line for each line that is not blank, in the same order, and is flushed after each.
        raw: Texts are raw dumps: the day of publication is inferred where `dct` does not give it, and only lines that
            are title or body are read.
        merge: Events are merged across the file and share their `event_id`.
        settings: Thresholds; the defaults where it is not given.

    Returns:
        What came of it.

    Raises:
        InvalidSettings: The pipeline that shall read the sentences is not installed.
    """
    counts = Counts()
    for row in _rows(stream_in, raw, merge, settings or Settings()):
        stream_out.write(written(row) + "\n")
        stream_out.flush()
        counts = counts.plus(row)
    return counts


def annotate_lines(
    lines: Iterable[str], *, raw: bool = False, merge: bool = False, settings: Settings | None = None
) -> Iterator[str]:
    """Annotate JSON lines: as `annotate`, one line out (without line feed) as each is read.

    With `merge` all lines are read before the first comes out; meanwhile they lie in a temporary folder.
    """
    for row in _rows(lines, raw, merge, settings or Settings()):
        yield written(row)


def _rows(lines: Iterable[str], raw: bool, merge: bool, settings: Settings) -> Iterator[dict[str, Any]]:
    pipeline(settings.events.syntax)  # what is not installed is no fault of a line
    answers = (_answer(line, number, raw, settings) for number, line in enumerate(lines, 1) if line.strip())
    if not merge:
        for row, _, _ in answers:
            yield row
        return
    with (
        TemporaryDirectory(prefix="dateline-annotate-") as folder,
        Spill(Path(folder), settings.timeline) as spill,
    ):
        for row, mentions, told in answers:
            spill.keep(row, map(slim, mentions), words(told))
        yield from spill.merged()


def _answer(line: str, number: int, raw: bool, settings: Settings) -> Answered:
    """Answer one line. The boundary of one document: whatever goes wrong costs this line only, and says so."""
    try:
        question = ask(line, number)
    except BadQuestion as error:
        return failure(error.doc_id, str(error)), (), ""
    try:
        analysis = analyse(question, raw=raw, settings=settings)
        return answer(question.doc_id, analysis), analysis.mentions, _read(question.text, analysis.kept)
    except Exception as error:  # noqa: BLE001 - the boundary of one document
        return failure(question.doc_id, f"line {number}: {type(error).__name__}: {error}"), (), ""


def _read(text: str, kept: Sequence[int]) -> str:
    """Give the lines of a text that were read."""
    return "\n".join(line for line, read in zip(text.split("\n"), kept, strict=True) if read)

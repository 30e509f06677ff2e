"""One document through all stages: lines, language, day of writing, time expressions, events."""

from dataclasses import dataclass
from typing import Final

from pipelines.annotation.question import Question, readable
from pipelines.dating.solve import date_document
from pipelines.days import DayInterval, granularity
from pipelines.documents.language import language_of
from pipelines.documents.lines import all_body, body_sample, label_lines, without_marks
from pipelines.documents.reading import stretches
from pipelines.engine import digest
from pipelines.events.mentions import find_events
from pipelines.records import Document, EventMention, Line, PublicationDate, TimeExpression
from pipelines.settings import Settings
from pipelines.syntax.installed import pipeline
from pipelines.temporal.recognise import recognise

__all__ = ["Analysis", "analyse"]

_READ: Final = frozenset(("title", "body"))
"""Labels of the lines that are read; of them, `lines` of an answer counts the body: a title is no main text."""


@dataclass(frozen=True, slots=True)
class Analysis:
    r"""What is known of a document.

    Attributes:
        publication: When it was written.
        kept: One label for each line of `text.split("\n")`: 1 where it is title or body.
        expressions: Its time expressions, in order.
        mentions: Its mentions of events, in order, or in that of the triggers that were given.
    """

    publication: PublicationDate
    kept: tuple[int, ...]
    expressions: tuple[TimeExpression, ...]
    mentions: tuple[EventMention, ...]


def analyse(question: Question, *, raw: bool, settings: Settings) -> Analysis:
    """Take a document through all stages.

    A clean text is body from its first to its last line, and its day of publication is what was given or unknown. Of a
    raw dump the lines are labelled, and the day is inferred unless it was given.

    Args:
        question: The document. Offsets of the answer are those of its text as given.
        raw: Whether the text is a raw dump.
        settings: Thresholds of all stages.
    """
    text = readable(question.text)
    lines = label_lines(text) if raw else all_body(text)
    days = question.published
    # The name depends on what is asked, not on who asks: the same text of the same day is the same document.
    name = digest(text, repr(days), str(raw))
    title = next((without_marks(text[line.start : line.end]) for line in lines if line.label == "title"), None)
    language, sure = language_of(body_sample(text, lines), settings.documents)
    document = Document(name, name, digest(text), text, title, language, sure, lines=lines)
    if days is not None:
        publication = _given(name, days)
    else:
        publication = date_document(document, settings.dating) if raw else PublicationDate(name, name)
    # A few words, of which no language can be told, are read as the events stage reads them.
    read_as = language or "en"
    expressions = recognise(
        text,
        language=read_as,
        publication=publication.days,
        spans=stretches(lines, _READ),
        document_id=name,
        content_hash=name,
    )
    mentions = find_events(
        text,
        [(line.start, line.end) for line in lines if _is_read(line)],
        language,
        publication.days,
        expressions,
        document_id=name,
        content_hash=name,
        triggers=question.triggers,
        pipeline=pipeline(settings.events.syntax),
    )
    return Analysis(
        publication, tuple(int(line.label == "body") for line in lines), tuple(expressions), tuple(mentions)
    )


def _given(name: str, days: DayInterval) -> PublicationDate:
    likely = days.earliest if days.single else None
    return PublicationDate(name, name, days.earliest, days.latest, likely, granularity(days), "given", 1.0)


def _is_read(line: Line) -> bool:
    return line.label in _READ

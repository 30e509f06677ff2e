"""All event mentions of a document: its sentences read one after the other, or the very spans that somebody asks for."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipelines.days import DayInterval
from pipelines.events import foreign
from pipelines.events.arguments import Roles
from pipelines.events.certainty import Certainty
from pipelines.events.groups import BARE
from pipelines.events.intervals import NO_TENSE, When
from pipelines.events.judging import find_triggers
from pipelines.events.lexicon import LANGUAGES
from pipelines.events.making import mention
from pipelines.events.places import Countries
from pipelines.events.progress import is_news
from pipelines.events.reading import Reading, read, word_at
from pipelines.events.references import Standing, find_references
from pipelines.events.rows import Origin, build
from pipelines.events.speech import name_quoted
from pipelines.events.triggers import Trigger
from pipelines.records import EventMention, TimeExpression
from pipelines.syntax.installed import Pipeline
from pipelines.syntax.sentences import sentences
from pipelines.syntax.tagger import Sentence, read_sentences

__all__ = ["find_events"]


def find_events(
    text: str,
    lines: Sequence[tuple[int, int]] | None,
    language: str | None,
    publication: DayInterval,
    time_expressions: Sequence[TimeExpression],
    *,
    document_id: str = "",
    content_hash: str = "",
    triggers: Sequence[tuple[int, int]] | None = None,
    pipeline: Pipeline | None = None,
    known: Sequence[Sentence] | None = None,
) -> list[EventMention]:
    """Find the event mentions of a document.

    Args:
        text: The document's text; every offset is a code point of it.
        lines: Half-open spans of the lines to read (title, body, captions), in order; `None` reads all.
        language: ISO 639-1; `None`, not known, is read as English. Of German, French and Spanish only the sentences that hold
            a dated time expression are read; of other languages none.
        publication: Days on which the document can have been written.
        time_expressions: Its time expressions, in order of the text.
        document_id: Goes into every row.
        content_hash: Goes into every row.
        triggers: Half-open spans that somebody says are events: then exactly these come back, in this order.
        pipeline: An installed pipeline that reads the sentences instead of our model.
        known: Its sentences, where they were read already.

    Returns:
        Mentions in order of the text, or of `triggers`.
    """
    news = is_news(publication, time_expressions)
    origin = Origin(document_id, content_hash, text, publication, news, Countries(text))
    expressions = sorted(time_expressions, key=lambda item: (item.start, item.end))
    if triggers is not None:
        return _asked(origin, sentences(text, lines), expressions, triggers, pipeline)
    if language in LANGUAGES:
        return list(foreign.find(origin, sentences(text, lines), expressions, language))
    if language not in (None, "en"):
        return []
    read_all = read_sentences(text, sentences(text, lines), pipeline) if known is None else known
    standing = find_references(read_all)
    return [
        mention(origin, reading, number)
        for reading in _readings(origin, read_all, expressions, standing)
        for number in range(len(reading.triggers))
    ]


def _readings(
    origin: Origin, read_all: Sequence[Sentence], expressions: Sequence[TimeExpression], standing: Standing
) -> Iterator[Reading]:
    starts = [item.start for item in expressions]
    quoted, line_end = False, -1
    line: list[Reading] = []
    for place, (sentence, known) in enumerate(zip(read_all, find_triggers(read_all), strict=True)):
        if sentence.start > line_end:
            yield from _with_speakers(line)
            line.clear()
            quoted, line_end = False, origin.text.find("\n", sentence.end)
            line_end = len(origin.text) if line_end < 0 else line_end
        inside = expressions[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
        reading = read(
            origin.text, sentence, inside,
            quoted=quoted, publication=origin.publication, known=known, place=place, standing=standing,
        )  # fmt: skip
        quoted = reading.speech.quoted
        line.append(reading)
    yield from _with_speakers(line)


def _with_speakers(line: Sequence[Reading]) -> Sequence[Reading]:
    """The sentences of a line, knowing who is quoted where another of them says so."""
    name_quoted([reading.speech for reading in line])
    return line


def _asked(
    origin: Origin,
    spans: Sequence[tuple[int, int]],
    expressions: Sequence[TimeExpression],
    asked: Sequence[tuple[int, int]],
    pipeline: Pipeline | None,
) -> list[EventMention]:
    """One mention for each span, in the order they were asked for."""
    starts = [span[0] for span in spans]
    by_sentence: dict[tuple[int, int], list[int]] = {}
    places: dict[tuple[int, int], int] = {}
    for n, (start, _) in enumerate(asked):
        place = bisect_right(starts, max(start, 0)) - 1
        span = spans[place] if place >= 0 and start < spans[place][1] else _line(origin.text, start)
        by_sentence.setdefault(span, []).append(n)
        places.setdefault(span, max(place, 0))
    made: dict[int, EventMention] = {}
    time_starts = [item.start for item in expressions]
    # All are read, also those that nothing is asked of: a pronoun may stand for a name in any.
    every = sorted({*spans, *by_sentence})
    read_all = read_sentences(origin.text, every, pipeline=pipeline)
    standing = find_references(read_all)
    for sentence, span in zip(read_all, every, strict=True):
        numbers = by_sentence.get(span)
        if numbers is None:
            continue
        inside = expressions[bisect_left(time_starts, span[0]) : bisect_left(time_starts, span[1])]
        reading = read(
            origin.text,
            sentence,
            inside,
            quoted=False,
            publication=origin.publication,
            asked=[asked[n] for n in numbers],
            place=places[span],
            standing=standing,
        )
        own = {trigger.index: place for place, trigger in enumerate(reading.triggers)}
        known = {trigger.index: trigger for trigger in reading.triggers}
        for n in numbers:
            start, end = asked[n]
            surface = origin.text[max(start, 0) : max(end, 0)]
            i = word_at(reading.sentence, start, end, known)
            found = mention(origin, reading, own[i]) if i in own else _bare(origin, reading.sentence, start, end)
            made[n] = _moved(found, start, end, surface)
    return [made[n] for n in range(len(asked))]


def _line(text: str, start: int) -> tuple[int, int]:
    """The line around a place that no sentence covers, no longer than a sentence may be."""
    start = min(max(start, 0), len(text))
    pieces = sentences(text, [(text.rfind("\n", 0, start) + 1, _line_end(text, start))])
    return next((piece for piece in pieces if piece[0] <= start < piece[1]), (start, start))


def _line_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end


def _bare(origin: Origin, sentence: Sentence, start: int, end: int) -> EventMention:
    """A span that touches no word: nothing can be said of it."""
    trigger = Trigger(0, start, end, origin.text[max(start, 0) : max(end, 0)].lower(), "other", "OCCURRENCE", BARE)
    return build(
        origin, sentence, trigger, Roles(), sure=Certainty("asserted"), when=When(reason=NO_TENSE), position=None
    )


def _moved(made: EventMention, start: int, end: int, surface: str) -> EventMention:
    """The same mention with the very span that was asked for."""
    return replace(
        made,
        start=start,
        end=end,
        surface=surface,
        mention_id=f"{made.document_id}:{start}-{end}",
        sentence_start=min(made.sentence_start, start),
        sentence_end=max(made.sentence_end, end),
    )

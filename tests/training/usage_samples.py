"""Events that people placed beside the day of publication, with what they look like to us."""

import json
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from pipelines.annotation.answer import best
from pipelines.days import DayInterval, iso_day, parse_day
from pipelines.documents.lines import all_body
from pipelines.documents.reading import stretches
from pipelines.evaluation.event_times import Point, label, same
from pipelines.events.likely import RELATIONS, around, is_possible
from pipelines.events.making import mention, named
from pipelines.events.progress import is_news
from pipelines.events.reading import read, word_at
from pipelines.events.rows import Origin
from pipelines.events.signs import names_of
from pipelines.events.timing import days_of
from pipelines.records import EventMention
from pipelines.syntax.sentences import sentences
from pipelines.syntax.tagger import read_sentences
from pipelines.temporal.recognise import recognise
from tests.evaluation.gold_events import span
from tests.training.folds import fold
from tests.training.hanging import held_out, read_links, weights
from tests.training.usage_links import relations_to_day

__all__ = ["Dated", "Sample", "read_samples"]

_READ: Final = frozenset(("body",))
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Sample:
    """An event.

    Attributes:
        document: Name of its document, the same in all files.
        corpus: eventtime, timebank, aquaint or meantime.
        signs: What it looks like.
        possible: 1 for each relation that its possible days leave open, else 0.
        dated: Whether we hang it on a time expression.
        relation: How it lies to the day of publication; `None` where people could not say, or in another way.
        exact: Whether people said just that; else they gave it days of its own that lie so.
    """

    document: str
    corpus: str
    signs: tuple[str, ...]
    possible: NDArray[np.float64]
    dated: bool
    relation: str | None
    exact: bool


@dataclass(slots=True)
class Dated:
    """What comes of the events of the Event Time Corpus that we hang on a time expression: how many, how many right; of single days too."""

    events: int = 0
    right: int = 0
    single: int = 0
    single_right: int = 0

    def add(self, time: Row, made: EventMention, publication: DayInterval) -> None:
        """Count one."""
        begin, end = best(made, publication)
        right = same(Point(**time["begin"]), _point(begin)) and same(Point(**time["end"]), _point(end))
        single = begin.single and end.single
        self.events, self.right = self.events + 1, self.right + right
        self.single, self.single_right = self.single + single, self.single_right + (single and right)


def read_samples(data: Path) -> tuple[list[Sample], Dated]:
    """Read all corpora; and say how well time expressions date their events.

    What hangs on a time expression is told of each document by a model that has not seen it, as it will be of others.
    """
    found: list[Sample] = []
    models = held_out(read_links(data))
    stated = Dated()
    for corpus, path in (
        ("eventtime", "events/eventtime_dev.jsonl"),
        ("meantime", "events/meantime_dev.jsonl"),
        ("timebank", "timex/timebank.jsonl"),
        ("aquaint", "timex/aquaint.jsonl"),
    ):
        for line in (data / path).read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            if not row["dct"]:
                continue
            name = str(row.get("doc_id", row.get("id", ""))).removesuffix(".tml")
            with weights(models[fold(name)]):
                found += _of_document(row, name, corpus, stated)
    return found, stated


def _of_document(row: Row, name: str, corpus: str, stated: Dated) -> Iterator[Sample]:
    day = parse_day(row["dct"][:10])
    links = relations_to_day(row, day) if corpus in ("timebank", "aquaint") else {}
    for item, looks, made, possible in _looks(row, DayInterval(day, day)):
        relation, exact = None, True
        if corpus == "eventtime":
            if not item.get("time") or item["time"]["kind"] == "discontinuous":
                continue
            relation, exact = _placed(item["time"], day)
            if made.time_expression is not None:
                stated.add(item["time"], made, DayInterval(day, day))
        elif corpus == "meantime":
            relation = _anchored(item, iso_day(day) or "")
        else:
            relation = links.get(item.get("eiid", ""))
        dated = made.time_expression is not None
        if relation is not None or (corpus == "eventtime" and not dated):
            used = None if dated and not exact else relation
            yield Sample(name, corpus, tuple(looks), possible, dated, used, exact and relation is not None)


def _looks(row: Row, publication: DayInterval) -> Iterator[tuple[Row, list[str], EventMention, NDArray[np.float64]]]:
    """Each event with its signs, our mention of it, and the relations that are possible."""
    text = row["text"]
    lines = all_body(text)
    times = sorted(
        recognise(
            text,
            language="en",
            publication=publication,
            spans=stretches(lines, _READ),
            document_id="d",
            content_hash="c",
        ),
        key=lambda item: (item.start, item.end),
    )
    origin = Origin("d", "c", text, publication, is_news(publication, times))
    spans = sentences(text, [(line.start, line.end) for line in lines])
    starts, time_starts = [span[0] for span in spans], [item.start for item in times]
    inside: dict[int, list[Row]] = {}
    for item in row["events"]:
        start = span(item)[0]
        place = bisect_right(starts, start) - 1
        if place >= 0 and start < spans[place][1]:
            inside.setdefault(place, []).append(item)
    read_all = read_sentences(text, [spans[place] for place in inside])
    for (place, items), sentence in zip(inside.items(), read_all, strict=True):
        asked = [span(item) for item in items]
        own = times[bisect_left(time_starts, spans[place][0]) : bisect_left(time_starts, spans[place][1])]
        reading = read(text, sentence, own, quoted=False, publication=publication, asked=asked, place=place)
        known = {trigger.index: trigger for trigger in reading.triggers}
        numbers = {trigger.index: n for n, trigger in enumerate(reading.triggers)}
        for item, (start, end) in zip(items, asked, strict=True):
            number = numbers.get(word_at(reading.sentence, start, end, known) or 0)
            if number is not None:
                made = mention(origin, reading, number)
                when, _ = days_of(origin, reading, number)
                day = publication.earliest or 0
                possible = np.array([float(is_possible(relation, day, when)) for relation in RELATIONS])
                if made.tense == "PAST" and made.aspect.startswith("PERFECTIVE"):
                    possible[0] = 0.0
                parts = named(origin, reading, number, when, made.certainty)
                yield item, [name for part in parts for name in names_of(part)], made, possible


def _point(days: DayInterval) -> Point:
    return label({"earliest": iso_day(days.earliest), "latest": iso_day(days.latest)})


def _placed(time: Row, day: int) -> tuple[str | None, bool]:
    """How annotated days lie to the day of publication, and whether they say no more than that."""
    begin, end = Point(**time["begin"]), Point(**time["end"])
    for relation in RELATIONS:
        first, last = around(relation, day)
        if same(begin, _point(first)) and same(end, _point(last)):
            return relation, True
    published = iso_day(day) or ""
    if (end.exact and end.exact < published) or (end.before and end.before <= published):
        return "before", False
    if (begin.exact and begin.exact > published) or (begin.after and begin.after >= published):
        return "after", False
    if (begin.exact and begin.exact < published) or (begin.before and begin.before <= published):
        return "over", False
    return None, False


def _anchored(item: Row, published: str) -> str | None:
    """The relation of an event of MEANTIME, from the day or year it is anchored to."""
    day = item.get("anchor_time") or ""
    if day == published:
        return "on"
    if len(day) == len(published) and "X" not in day:
        return "before" if day < published else "after"
    if day[:4].isdigit() and day[:4] != published[:4]:
        return "before" if day[:4] < published[:4] else "after"
    return "after" if item.get("time") == "FUTURE" else None

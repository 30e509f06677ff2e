"""How gold files of events are read: their documents, spans, heads of phrases, and links between events and dates."""

import datetime as dt
import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from pipelines.days import UNKNOWN, DayInterval, day_number, month_interval
from pipelines.records import Argument, TimeExpression
from pipelines.syntax.sentences import line_spans, sentences
from tests.evaluation.test_event_mentions import days

LINKS: Final = frozenset(("INCLUDES", "IS_INCLUDED", "SIMULTANEOUS", "IDENTITY", "DURING", "BEGUN_BY", "ENDED_BY"))
CORE_ENDS: Final = re.compile(
    r"[,;:()\[]|\s--?\s|\b(?:of|in|on|at|by|for|from|to|with|against|about|between|among|over|under|into|than|as|near|that"
    r"|which|who|whom|whose|where|when|plus|apart)\b",
    re.IGNORECASE,
)
OPENING: Final = re.compile(
    r"\W*(?:(?:more|less|fewer|other) than\s|up to\s|as many as\s|at least\s|one of\s|over\s|about\s|around\s|nearly\s)?",
    re.IGNORECASE,
)
JOINED: Final = re.compile(r"\b(?:and|or)\b|&|/", re.IGNORECASE)
OWNED: Final = re.compile(r"['’]s?\s")
WORD: Final = re.compile(r"\w[\w.'’-]*\w|\w")
Row = dict[str, Any]


def is_second(document: Row) -> bool:
    """Whether a document belongs to the half that is not read."""
    return hashlib.sha256(name_of(document).encode()).digest()[-1] % 2 == 1


def name_of(document: Row) -> str:
    return str(document.get("doc_id", document.get("id")))


def span(item: Row) -> tuple[int, int]:
    return (item["start"] if "start" in item else item["begin"]), item["end"]


def documents(path: Path, every: int = 1) -> Iterator[Row]:
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if number % every == 0:
                yield json.loads(line)


def shown(document: Row, start: int, end: int) -> str:
    """A span between what stands around it, on one line."""
    before, after = document["text"][max(0, start - 110) : start], document["text"][end : end + 90]
    return f"{name_of(document)[:24]}  {before}[{document['text'][start:end]}]{after}".replace("\n", " | ")


def fillers(document: Row, item: Row, label: str) -> list[Row]:
    """The phrases that fill a role, and the other mentions of the same entities in the same sentence."""
    phrases = {phrase["id"]: phrase for phrase in document["entities"]}
    own = [
        phrases[filler]
        for event, role, filler in document["args"]
        if event == item["id"] and role == label
        if filler in phrases
    ]
    clusters = {phrase["doc_cluster"] for phrase in own} - {None}
    taken = {phrase["id"] for phrase in own}
    same = [
        phrase
        for phrase in phrases.values()
        if phrase["doc_cluster"] in clusters and phrase["sent"] == item["sent"] and phrase["id"] not in taken
    ]
    return own + same if own else []


def is_head(phrase: Row, given: Argument) -> bool:
    """Whether an argument's head word is a head of a gold phrase."""
    start, end = span(phrase)
    if not start <= given.head_start < end:
        return False
    return any(first < given.head_end and given.head_start < last for first, last in heads(phrase, start))


def is_entity(document: Row, given: Argument) -> bool:
    """Whether an argument's head word is the head of any phrase that the gold knows."""
    return any(is_head(phrase, given) for phrase in document["entities"])


def is_event(document: Row, given: Argument) -> bool:
    """Whether an argument's head word is of an event that the gold knows."""
    return any(start < given.head_end and given.head_start < end for start, end in map(span, document["events"]))


def heads(phrase: Row, start: int) -> Iterator[tuple[int, int]]:
    """Give the spans of the words that count as a phrase's head."""
    text = phrase["text"]
    opening = OPENING.match(text)
    first = opening.end() if opening else 0
    cut = CORE_ENDS.search(text, min(len(text), first + 1))
    last = cut.start() if cut else len(text)
    for owner in OWNED.finditer(text, first, last):
        if text[owner.end() : last].strip():
            first = owner.end()
    name = phrase["syntactic"] in ("NAM", "PRE.NAM")
    begin = first
    for piece in (*JOINED.finditer(text, first, last), None):
        words = list(WORD.finditer(text, begin, piece.start() if piece else last))
        yield from ((start + word.start(), start + word.end()) for word in (words if name else words[-1:]))
        begin = piece.end() if piece else last


def gold_times(document: Row) -> list[TimeExpression]:
    """The gold expressions of a document in order of the text, with the days that their values name."""
    found = []
    for n, item in enumerate(sorted(document["timexes"], key=lambda item: int(item["start"]))):
        known = days_of(document["dct"][:10] if item["value"] == "PRESENT_REF" else item["value"])
        surface = document["text"][item["start"] : item["end"]]
        where = (n, item["start"], item["end"], surface)
        found.append(TimeExpression("d", "c", *where, item["type"], item["value"], None, known.earliest, known.latest))
    return found


def days_of(value: str) -> DayInterval:
    """Days of a TIMEX3 value: day, week, month, quarter or year; nothing for what names none."""
    if part := re.match(r"(\d{4})-(?:W(\d\d?)|Q([1-4]))$", value):
        year = int(part[1])
        if part[3]:
            last = 3 * int(part[3])
            return DayInterval(month_interval(year, last - 2).earliest, month_interval(year, last).latest)
        monday = dt.date.fromisocalendar(year, min(52, max(1, int(part[2]))), 1)
        first = day_number(monday.year, monday.month, monday.day)
        return DayInterval(first, first + 6)
    return days(value) if value[:4].isdigit() else UNKNOWN


def linked(document: Row, events: Sequence[Row]) -> dict[int, list[int]]:
    """The places of the expressions that each event (its place) is linked to within its sentence."""
    text = document["text"]
    begins = sorted(start for start, _ in sentences(text, line_spans(text)))
    known = {item["eiid"]: n for n, item in enumerate(events)}
    times = sorted(document["timexes"], key=lambda time: int(time["start"]))
    numbers = {time["tid"]: n for n, time in enumerate(times)}
    found: dict[int, set[int]] = {}
    for link in document["tlinks"]:
        event = known.get(link.get("eventInstanceID") or link.get("relatedToEventInstance"))
        time = numbers.get(link.get("timeID") or link.get("relatedToTime"))
        if link["relType"] not in LINKS or event is None or time is None:
            continue
        first, last = sorted((events[event]["start"], times[time]["start"]))
        if not any(first < begin <= last for begin in begins):
            found.setdefault(event, set()).add(time)
    return {event: sorted(places) for event, places in sorted(found.items())}

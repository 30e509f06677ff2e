"""An event from its mentions: its days, its status, its sentence, and how far up a timeline it belongs."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log2
from typing import Final

from pipelines.days import DayInterval, edtf, granularity, written
from pipelines.engine import digest
from pipelines.records import Event
from pipelines.timeline.mentions import Mention, name

__all__ = ["Detail", "event_days", "event_id", "fuse", "headline", "salience", "status"]

_STATUS: Final = {"asserted": "happened", "reported": "reported", "planned": "planned", "possible": "possible"}
"""Status of an event by the best certainty among its mentions, best first."""
_BASES: Final = ("time expression", "neighbouring event", "publication date")
"""What days may rest on, best first."""
_PRECISION: Final = {"day": 1.0, "month": 0.4, "interval": 0.4, "year": 0.2, "unknown": 0.1}
"""How far a date this fine lets an event onto a timeline."""
_CLASS: Final = {"OCCURRENCE": 1.0, "I_ACTION": 0.7, "ASPECTUAL": 0.7, "PERCEPTION": 0.5, "STATE": 0.5, "I_STATE": 0.3}
"""How much an event of a TimeML class has happened, rather than been thought or said; 0.3 for REPORTING."""
_GOOD_LENGTH: Final = range(40, 261)
"""Characters of a sentence that says enough and can still be read at a glance."""


@dataclass(frozen=True, slots=True)
class Detail:
    """What fusing needs to know of a mention besides what merging does.

    Attributes:
        event_type: Type in PLOVER's scheme, `None` where none fits.
        dated_by_words: Whether a time expression of its own dates it.
        date_basis: What its days rest on.
        undated_reason: Why no day is known, `None` where one is.
        place: Where, as its name was normalised.
        participants: Names of all who take part, as they were normalised.
        sentence_length: Characters of its sentence.
    """

    event_type: str | None
    dated_by_words: bool
    date_basis: str
    undated_reason: str | None
    place: str | None
    participants: tuple[str, ...]
    sentence_length: int


def event_id(mention_ids: Iterable[str]) -> str:
    """Name an event by the first of its mentions, in the order of their ids."""
    return "e" + digest(min(mention_ids))


def status(mentions: Iterable[Mention]) -> str:
    """Say whether an event happened, by the best of its mentions: happened, reported, planned, possible or denied."""
    stated = list(mentions)
    if any(item.negative for item in stated):
        return "denied"
    held = {item.certainty for item in stated}
    return next((_STATUS[certainty] for certainty in _STATUS if certainty in held), "possible")


def event_days(mentions: Sequence[Mention]) -> tuple[DayInterval, DayInterval, bool]:
    """Give the days that all mentions which assert an event agree on; where none asserts it, all of them.

    Args:
        mentions: Mentions whose days agree, as merging leaves them.

    Returns:
        Days on which it can have begun, days on which it can have ended, and whether it was still going on by the last
        word on it: nobody knows of an end.
    """
    asserted = [item for item in mentions if item.certainty == "asserted"] or list(mentions)
    begin, end = asserted[0].begin_days, asserted[0].end_days
    for item in asserted[1:]:
        begin = begin.intersect(item.begin_days) or begin
        end = end.intersect(item.end_days) or end
    return begin, end, end.latest is None and any(item.ongoing for item in asserted)


def headline(mentions: Sequence[Mention], details: Sequence[Detail]) -> int:
    """Choose the mention whose sentence says an event best.

    Stated before told by others, with a time expression of its own, neither too short nor too long, with the narrowest
    days and the most participants; the mention's id settles ties.

    Returns:
        Its place among the mentions.
    """
    if len(mentions) == 1:
        return 0

    def order(number: int) -> tuple[bool, bool, bool, int, int, int, str]:
        own, detail = mentions[number], details[number]
        begin = own.begin_days.length
        return (
            own.certainty != "asserted",
            not detail.dated_by_words,
            detail.sentence_length not in _GOOD_LENGTH,
            begin if begin is not None else 1 << 40,
            -len(own.names),
            detail.sentence_length,
            own.mention_id,
        )

    return min(range(len(mentions)), key=order)


def salience(documents: int, mentions: int, begin: DayInterval, event_class: str, state: str) -> float:
    """Weigh an event for a timeline: (documents + mentions / 4) log2(1 + documents), by its date's precision and its kind.

    What several documents tell counts for more than the sum of them, because it is what they agree is worth telling; a
    mention more in the same document counts a quarter of one. On the development topics of Timeline17 days ranked so
    agree better with journalists' than by the number of documents or mentions. What has not happened (yet) counts half.

    Args:
        documents: Texts that mention it, equal ones once.
        mentions: Times it is mentioned.
        begin: Days on which it can have begun.
        event_class: TimeML class of the mention that gives its headline.
        state: Its status.

    Returns:
        A positive number without unit.
    """
    spread = (documents + mentions / 4) * log2(1 + documents)
    happened = 1.0 if state in ("happened", "reported") else 0.5
    return round(spread * _PRECISION[_granularity(begin)] * _CLASS.get(event_class, 0.3) * happened, 6)


def fuse(
    mentions: Sequence[Mention],
    details: Sequence[Detail],
    sources: Mapping[str, int],
    sentence: Callable[[int], str],
) -> Event:
    """Make an event of its mentions.

    Args:
        mentions: Its mentions, all of one event.
        details: The rest of what is known of each, in the same order.
        sources: Number of places that hold a document's text; one where it is not named.
        sentence: Gives the sentence of a mention by its place among the mentions.
    """
    best = headline(mentions, details)
    begin, end, ongoing = event_days(mentions)
    state = status(mentions)
    documents = {item.document_id for item in mentions}
    date_text, written_edtf = _written(_extent(begin, end))
    bases = {item.date_basis for item in details}
    dated = begin.known or end.known
    return Event(
        event_id=event_id(item.mention_id for item in mentions),
        headline=" ".join(sentence(best).split()),
        headline_mention=mentions[best].mention_id,
        lemma=mentions[best].lemma,
        event_class=mentions[best].event_class,
        event_type=details[best].event_type or next((item.event_type for item in details if item.event_type), None),
        status=state,
        begin_earliest=begin.earliest,
        begin_latest=begin.latest,
        end_earliest=end.earliest,
        end_latest=end.latest,
        ongoing=ongoing,
        granularity=_granularity(begin),
        date_text=date_text,
        edtf=written_edtf,
        date_basis=next((basis for basis in _BASES if basis in bases), "none") if dated else "none",
        undated_reason=None if dated else details[best].undated_reason,
        place=_most_common(item.place for item in details),
        participants=_participants(details),
        mentions=len(mentions),
        documents=len(documents),
        sources=sum(sources.get(item, 1) for item in documents),
        salience=salience(len(documents), len(mentions), begin, mentions[best].event_class, state),
    )


@lru_cache(maxsize=65_536)
def _written(days: DayInterval) -> tuple[str, str | None]:
    """Days as people write them, and in EDTF: thousands of events share a few days."""
    return written(days), edtf(days)


_granularity = lru_cache(maxsize=65_536)(granularity)


def _extent(begin: DayInterval, end: DayInterval) -> DayInterval:
    """The days to show: first to last where the end is known as well as the begin, else those of the begin."""
    if not begin.known:
        return DayInterval(None, end.latest)
    if begin.length is not None and end.length is not None and end.length <= begin.length:
        return DayInterval(begin.earliest, end.latest)
    return begin


def _most_common(texts: Iterable[str | None]) -> str | None:
    named = [text for text in texts if text]
    if len(named) <= 1:
        return named[0] if named else None
    counted = Counter(named)
    return min(counted, key=lambda text: (-counted[text], text))


def _participants(details: Iterable[Detail]) -> tuple[str, ...]:
    """Each name once, however it is capitalised; pronouns are none."""
    found: dict[str, str] = {}
    for text in sorted({text for detail in details for text in detail.participants}):
        own = name(text)
        if own is not None:
            found.setdefault(own.full, text)
    return tuple(sorted(found.values()))

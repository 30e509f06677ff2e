"""An event from its mentions: its days, its status, its sentence, and how far up a timeline it belongs."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from operator import attrgetter
from typing import Any, Final

from pipelines.days import UNKNOWN, DayInterval, edtf, granularity, written
from pipelines.engine import digest
from pipelines.records import Event
from pipelines.timeline.mentions import Detail, Mention
from pipelines.timeline.participants import participants
from pipelines.timeline.salience import salience
from pipelines.timeline.sentences import headline_of
from pipelines.timeline.telling import Telling
from pipelines.timeline.votes import STATUS, likely_day

__all__ = ["event_days", "event_id", "fuse", "headline", "planned_days", "status"]

_HEARD: Final = {"asserted": 0, "reported": 1}
"""In which order mentions are heard; what is planned or possible comes after."""
_BASES: Final = ("time expression", "neighbouring event", "publication date")
"""What days may rest on, best first."""
_GOOD_LENGTH: Final = range(40, 261)
"""Characters of a sentence that says enough and can still be read at a glance."""
_DEEP: Final = 80
"""Characters of a sentence within which what it is about is told; what comes later is background."""


def event_id(mentions: Iterable[Mention]) -> str:
    """Name an event by the first of its mentions, in the order of their ranks: by what is said where in what text."""
    first = min(mentions, key=attrgetter("rank"))
    return "e" + digest(first.version or first.document_id, first.mention_id.rpartition(":")[2])


def status(mentions: Iterable[Mention]) -> str:
    """Say whether an event happened, by the best of its mentions: happened, reported, planned, possible or denied."""
    stated = list(mentions)
    if any(item.negative for item in stated):
        return "denied"
    held = {item.certainty for item in stated}
    return next((STATUS[certainty] for certainty in STATUS if certainty in held), "possible")


def event_days(mentions: Sequence[Mention]) -> tuple[DayInterval, DayInterval, bool]:
    """Give the days that all mentions which assert an event agree on; where none asserts it, those that report it, or all.

    Args:
        mentions: Mentions whose days agree, as merging leaves them; those of plans need not.

    Returns:
        Days on which it can have begun, days on which it can have ended, and whether it was still going on by the last
        word on it: nobody knows of an end.
    """
    asserted, reported = (
        [item for item in mentions if item.certainty == certainty] for certainty in ("asserted", "reported")
    )
    told = asserted or reported or list(mentions)
    begin, end = told[0].begin_days, told[0].end_days
    for item in told[1:]:
        begin = begin.intersect(item.begin_days) or begin
        end = end.intersect(item.end_days) or end
    return begin, end, end.latest is None and any(item.ongoing for item in told)


def planned_days(mentions: Iterable[Mention]) -> DayInterval:
    """Give the days for which an event was planned, by the mentions that tell of it ahead: those that all of them agree on.

    Where plans differ, as when it was put off, it is all days from the first planned to the last. A plan without a first
    or last day ("soon") says nothing here.
    """
    plans = [item.begin_days for item in mentions if item.certainty == "planned" and item.begin_days.bounded]
    if not plans:
        return UNKNOWN
    agreed: DayInterval | None = plans[0]
    for days in plans[1:]:
        agreed = agreed and agreed.intersect(days)
    first = min(days.earliest for days in plans if days.earliest is not None)
    last = max(days.latest for days in plans if days.latest is not None)
    return agreed or DayInterval(first, last)


def headline(mentions: Sequence[Mention], details: Sequence[Detail]) -> int:
    """Choose the mention whose sentence says an event best.

    Stated before told by others, and that before plans; then the one to which most of these apply: a whole sentence, a time expression of the
    mention's own, neither too short nor too long. Of equals the one so dated, then with the narrowest days, the mention
    not deep inside the sentence, the most participants; the mention's rank settles ties.

    Returns:
        Its place among the mentions.
    """
    if len(mentions) == 1:
        return 0

    def order(number: int) -> tuple[Any, ...]:
        own, detail = mentions[number], details[number]
        begin = own.begin_days.length
        faults = _faults(detail) + (not detail.dated_by_words)
        return (
            _HEARD.get(own.certainty, len(_HEARD)),
            faults,
            not detail.dated_by_words,
            begin if begin is not None else 1 << 40,
            detail.depth // _DEEP,
            -len(own.names),
            detail.sentence_length,
            own.rank,
        )

    return min(range(len(mentions)), key=order)


def _faults(detail: Detail) -> int:
    """Count what keeps a sentence from saying by itself what happened."""
    return (not detail.whole) + (detail.sentence_length not in _GOOD_LENGTH)


def fuse(
    mentions: Sequence[Mention],
    details: Sequence[Detail],
    told: Telling,
    sentence: Callable[[int], str],
) -> Event:
    """Make an event of its mentions.

    Args:
        mentions: Its mentions, all of one event.
        details: The rest of what is known of each, in the same order.
        told: Which documents are one story, and when they were written.
        sentence: Gives the sentence of a mention by its place among the mentions.
    """
    best = headline(mentions, details)
    begin, end, ongoing = event_days(mentions)
    planned = planned_days(mentions)
    state = status(mentions)
    documents = {item.document_id for item in mentions}
    date_text, written_edtf = _shown(begin, end)
    bases = {item.date_basis for item in details}
    dated = begin.known or end.known
    likely, sure = likely_day(mentions, [item.vote for item in details], begin, told)
    return Event(
        event_id=event_id(mentions),
        headline=headline_of(sentence(best)),
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
        participants=participants(text for item in details for text in item.participants),
        mentions=len(mentions),
        documents=len(documents),
        sources=len({told.story(item) for item in documents}),
        salience=salience(mentions, begin, mentions[best].event_class, state, told, _faults(details[best])),
        likely_day=likely,
        likely_confidence=sure,
        country=_only(item.country for item in details),
        planned_earliest=planned.earliest,
        planned_latest=planned.latest,
    )


@lru_cache(maxsize=65_536)
def _written(days: DayInterval) -> tuple[str, str | None]:
    """Days as people write them, and in EDTF: thousands of events share a few days."""
    return written(days), edtf(days)


def _shown(begin: DayInterval, end: DayInterval) -> tuple[str, str | None]:
    """The date of an event in words and, where it can say as much, in EDTF."""
    if begin.earliest is None and end.earliest is not None and end.latest is None:
        return _lasting(begin, end.earliest)
    return _written(_extent(begin, end))


def _lasting(begin: DayInterval, still: int) -> tuple[str, None]:
    """What is said of an event of which only days are known on which it had begun, or was not yet over."""
    if begin.latest is None:
        return f"until {written(DayInterval(still, still))} or later", None
    if still <= begin.latest:
        return f"{written(DayInterval(still, begin.latest))} or longer", None
    first, last = (written(DayInterval(day, day)) for day in (begin.latest, still))
    return f"{first} or before to {last} or later", None


_granularity = lru_cache(maxsize=65_536)(granularity)


def _extent(begin: DayInterval, end: DayInterval) -> DayInterval:
    """The days to show: first to last where the end is known as well as the begin, else those of the begin."""
    if not begin.known:
        return DayInterval(None, end.latest)
    if begin.length is not None and end.length is not None and end.length <= begin.length:
        return DayInterval(begin.earliest, end.latest)
    return begin


def _only(texts: Iterable[str | None]) -> str | None:
    """What all that say something agree on."""
    found = {text for text in texts if text}
    return found.pop() if len(found) == 1 else None


def _most_common(texts: Iterable[str | None]) -> str | None:
    named = [text for text in texts if text]
    if len(named) <= 1:
        return named[0] if named else None
    counted = Counter(named)
    return min(counted, key=lambda text: (-counted[text], text))

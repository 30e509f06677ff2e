"""Events that a sentence tells right after a dated one: not before it, and no later than the day of writing.

"President Bush today denounced the policy and said ...", "A fire tore through the roof on Monday and brought down its spire",
"tons of earth came down on Monday, ripping two houses from their foundations": deeds joined under one subject are told in the
order in which they happened. In a report of the same day both bounds meet.

A statement was made after what it tells of as past ("police said that he was shot on Monday"), and in a news report not long
before the report; how long is measured in `words/coverage.toml`.

Read over in the 45 places of TimeBank and AQUAINT where the first rule bounds an event, it holds in 44.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from pipelines.days import DayInterval
from pipelines.events.intervals import When
from pipelines.events.lexicon import coverage
from pipelines.events.placing import Anchor, PlacedTime
from pipelines.events.triggers import Trigger
from pipelines.records import TimeExpression
from pipelines.syntax.tagger import Sentence

__all__ = ["follows", "is_news", "statement", "then"]

_LASTING: Final = frozenset(("STATE", "I_STATE"))


def follows(
    sentence: Sentence, triggers: Sequence[Trigger], anchors: Mapping[int, Anchor], number: int
) -> tuple[int, Anchor] | None:
    """Give the dated verb that an undated one is told after, with the expression that dates it.

    Args:
        sentence: The sentence.
        triggers: Its triggers, in order.
        anchors: The expressions that date them, by number.
        number: Which trigger is asked about; it has no expression of its own.

    Returns:
        `None` where none is, or where the verb is not joined to it, or neither is told in the past.
    """
    at = number
    while _joined(sentence, triggers[at]):
        before = next(
            (n for n in range(at - 1, -1, -1) if triggers[n].group.finite and triggers[n].kind == "verb"), None
        )
        if before is None or not _told(triggers[before]) or triggers[before].index >= triggers[at].group.first:
            return None
        anchor = anchors.get(before)
        if anchor is not None:
            plain = anchor.time.relation == "in" and anchor.until is None
            return (before, anchor) if plain and anchor.time.first < triggers[at].index else None
        if triggers[at].group.tense == "PRESPART":
            return None
        at = before
    return None


def then(first: When, publication: DayInterval) -> When | None:
    """Bound an event that follows a dated one.

    Args:
        first: The days of the dated one.
        publication: Days on which the document can have been written.

    Returns:
        Not before the first can have begun, no later than the day of writing; `None` where these leave no day.
    """
    days = DayInterval(first.begin.earliest, None).intersect(DayInterval(None, publication.latest))
    if days is None or first.begin.earliest is None:
        return None
    return When(days, days, False, "neighbouring event")


def is_news(publication: DayInterval, expressions: Sequence[TimeExpression]) -> bool:
    """Whether a document of a known day of publication tells of the days just before it, as a news report does."""
    day = publication.latest
    if day is None or publication.earliest != day:
        return False
    return any(
        item.earliest is not None and item.earliest == item.latest and day - coverage("news") <= item.earliest <= day
        for item in expressions
    )


def statement(
    verb: Trigger,
    told: int | None,
    times: Sequence[PlacedTime],
    publication: DayInterval,
    *,
    news: bool,
) -> When | None:
    """Bound a statement that has no expression of its own.

    Args:
        verb: The verb of saying.
        told: First day of the latest dated past event that the statement tells of.
        times: The time expressions of its clause.
        publication: Days on which the document can have been written.
        news: Whether it stands in a news report, in nobody else's words and in no clause that depends on another.

    Returns:
        `None` where nothing bounds it from both sides, or it is no statement told in the past.
    """
    if verb.event_class != "REPORTING" or verb.kind != "verb" or not _told(verb) or verb.group.polarity == "NEG":
        return None
    day = publication.latest
    if news and day is not None and not verb.group.passive:
        recent = day - coverage("statements")
        older = any(item.expression.latest is not None and item.expression.latest < recent for item in times)
        if not older and (told is None or told < recent):
            days = DayInterval(recent, day)
            return When(days, days, False, "publication date")
    bounded = None if told is None or day is None else DayInterval(told, None).intersect(DayInterval(None, day))
    return None if bounded is None else When(bounded, bounded, False, "neighbouring event")


def _told(trigger: Trigger) -> bool:
    group = trigger.group
    return group.tense == "PAST" and group.aspect == "NONE" and group.modality is None and not group.future


def _joined(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether a verb told in the past has the subject of one before: right behind "and", or as ", leaving ..."."""
    if trigger.kind != "verb" or trigger.event_class in _LASTING or trigger.group.polarity == "NEG":
        return False
    first = trigger.group.first
    if trigger.group.tense == "PRESPART":
        return first == trigger.index and first > 0 and sentence.tags[first - 1] == ","
    if not _told(trigger):
        return False
    j = first - 1
    while j > 0 and sentence.tags[j] == "RB":
        j -= 1
    return j > 0 and sentence.lowers[j] in ("and", "but")

"""The row of a mention, put together from its parts."""

from dataclasses import dataclass
from operator import attrgetter
from typing import Any, Final

from pipelines.days import DayInterval
from pipelines.events.arguments import Roles
from pipelines.events.certainty import Certainty
from pipelines.events.intervals import When
from pipelines.events.likely import Likely, settled
from pipelines.events.places import Countries
from pipelines.events.triggers import Trigger
from pipelines.records import EventMention, Participant
from pipelines.syntax.tagger import Sentence

__all__ = ["Origin", "build"]

_DOCUMENT: Final = attrgetter("document_id", "content_hash")
_WORD: Final = attrgetter("lemma", "event_class")
_GRAMMAR: Final = attrgetter("tense", "aspect", "polarity", "modality")
_CERTAINTY: Final = attrgetter("value", "reporter")
_ROLES: Final = attrgetter("agent", "patient", "place")
_DAYS: Final = attrgetter("begin.earliest", "begin.latest", "end.earliest", "end.latest", "ongoing", "basis", "reason")
_LIKELIEST: Final = attrgetter("relation", "begin", "end", "confidence", "basis")


@dataclass(frozen=True, slots=True)
class Origin:
    """What all mentions of a document share; `countries` tells the countries of its places, where they are asked for."""

    document_id: str
    content_hash: str
    text: str
    publication: DayInterval
    news: bool = False
    countries: Countries | None = None


def build(
    origin: Origin,
    sentence: Sentence,
    trigger: Trigger,
    roles: Roles,
    *,
    sure: Certainty,
    when: When,
    position: int | None,
    everybody: tuple[Participant, ...] = (),
    chosen: Likely | None = None,
    kind: str | None = None,
) -> EventMention:
    """Put a mention together from its parts."""
    best = settled(when) if chosen is None else chosen
    text, start, end = origin.text, trigger.start, trigger.end
    country = None if origin.countries is None or roles.place is None else origin.countries.of(roles.place)
    # Part by part in the order of the record: forty names to look up would take as long as all else here.
    columns: tuple[Any, ...] = (
        *_DOCUMENT(origin), f"{origin.document_id}:{start}-{end}", start, end, text[start:end],
        *_WORD(trigger), kind, *_GRAMMAR(trigger.group), *_CERTAINTY(sure), *_ROLES(roles), everybody,
        sentence.start, sentence.end, text[sentence.start : sentence.end],
        position, *_DAYS(when), *_LIKELIEST(best), country,
    )  # fmt: skip
    return EventMention(*columns)

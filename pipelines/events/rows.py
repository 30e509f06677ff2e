"""The row of a mention, put together from its parts."""

from dataclasses import dataclass

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
    group = trigger.group
    best = settled(when) if chosen is None else chosen
    # In the order of the record: forty names to look up would take as long as all else here.
    return EventMention(
        origin.document_id,
        origin.content_hash,
        f"{origin.document_id}:{trigger.start}-{trigger.end}",
        trigger.start,
        trigger.end,
        origin.text[trigger.start : trigger.end],
        trigger.lemma,
        trigger.event_class,
        kind,
        group.tense,
        group.aspect,
        group.polarity,
        group.modality,
        sure.value,
        sure.reporter,
        roles.agent,
        roles.patient,
        roles.place,
        everybody,
        sentence.start,
        sentence.end,
        origin.text[sentence.start : sentence.end],
        position,
        when.begin.earliest,
        when.begin.latest,
        when.end.earliest,
        when.end.latest,
        when.ongoing,
        when.basis,
        when.reason,
        best.relation,
        best.begin,
        best.end,
        best.confidence,
        best.basis,
        None if origin.countries is None or roles.place is None else origin.countries.of(roles.place),
    )

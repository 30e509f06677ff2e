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
    statements_on_day: bool = False
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
    return EventMention(
        document_id=origin.document_id,
        content_hash=origin.content_hash,
        mention_id=f"{origin.document_id}:{trigger.start}-{trigger.end}",
        start=trigger.start,
        end=trigger.end,
        surface=origin.text[trigger.start : trigger.end],
        lemma=trigger.lemma,
        event_class=trigger.event_class,
        event_type=kind,
        tense=group.tense,
        aspect=group.aspect,
        polarity=group.polarity,
        modality=group.modality,
        certainty=sure.value,
        reporter=sure.reporter,
        agent=roles.agent,
        patient=roles.patient,
        place=roles.place,
        participants=everybody,
        sentence_start=sentence.start,
        sentence_end=sentence.end,
        sentence=origin.text[sentence.start : sentence.end],
        time_expression=position,
        begin_earliest=when.begin.earliest,
        begin_latest=when.begin.latest,
        end_earliest=when.end.earliest,
        end_latest=when.end.latest,
        ongoing=when.ongoing,
        date_basis=when.basis,
        undated_reason=when.reason,
        likely_relation=best.relation,
        likely_begin=best.begin,
        likely_end=best.end,
        likely_confidence=best.confidence,
        likely_basis=best.basis,
        country=None if origin.countries is None or roles.place is None else origin.countries.of(roles.place),
    )

"""Days of mentions that follow from a derived day of writing.

The time expressions of a document are read again as if it had been written on its derived days. A mention that had the days of
its expression has them anew; where these were unknown, only one that is told as past and of the day itself, and not as before,
until or since it. All else stays as it is.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from pipelines.days import DayInterval
from pipelines.records import DerivedDate, DerivedMention, Document, EventMention, PublicationDate, TimeExpression
from pipelines.temporal.stage import expressions
from pipelines.timeline.mentions import TOLD

__all__ = ["followed"]

_AROUND: Final = frozenset(
    ("after", "ago", "before", "between", "by", "from", "later", "since", "than", "through", "till", "to", "until")
)
"""Words beside a time expression that make its days a bound and not those of the event. Source: TimeML 1.2.1, SIGNAL."""
_BESIDE: Final = 16
"""Characters on either side in which they stand."""


def followed(
    rows: Iterable[DerivedDate],
    documents: Iterable[Document],
    mentions: Iterable[EventMention],
    times: Mapping[str, Mapping[int, TimeExpression]],
) -> list[DerivedMention]:
    """Give the days of mentions that hang on derived days of writing.

    Args:
        rows: The derived days.
        documents: The documents that have some.
        mentions: Mentions of these documents.
        times: Their time expressions as they were resolved by own evidence, by document and position.

    Returns:
        One row a mention whose days change, by mention.
    """
    derived = {row.document_id: row for row in rows}
    texts = {item.document_id: item for item in documents if item.document_id in derived}
    anew = {name: _read_again(item, derived[name]) for name, item in texts.items()}
    found: list[DerivedMention] = []
    for mention in mentions:
        document, position = texts.get(mention.document_id), mention.time_expression
        old = None if position is None else times.get(mention.document_id, {}).get(position)
        if document is None or old is None:
            continue
        days = anew[mention.document_id].get((old.start, old.end))
        if days is not None and days != old.days:
            found += _follow(mention, old, days, document.text or "", derived[mention.document_id])
    return sorted(found, key=lambda row: row.mention_id)


def _read_again(document: Document, row: DerivedDate) -> dict[tuple[int, int], DayInterval]:
    written = PublicationDate(document.document_id, document.content_hash, row.earliest, row.latest)
    return {(item.start, item.end): item.days for item in expressions(document, written) if item.days.known}


def _follow(
    mention: EventMention, old: TimeExpression, days: DayInterval, text: str, row: DerivedDate
) -> Iterator[DerivedMention]:
    narrowed = old.days.intersect(days)
    if narrowed is None or narrowed == old.days:
        return
    if not old.days.known and not _of_the_day(mention, old, text):
        return
    begin = narrowed if mention.begin == old.days else mention.begin
    end = narrowed if mention.end_days == old.days else mention.end_days
    if (begin, end) == (mention.begin, mention.end_days):
        return
    yield DerivedMention(
        *(mention.document_id, mention.mention_id),
        *(begin.earliest, begin.latest, end.earliest, end.latest),
        *(old.surface, row.rule, next(piece.other_id for piece in row.evidence if piece.used)),
    )


def _of_the_day(mention: EventMention, old: TimeExpression, text: str) -> bool:
    """Whether a mention without known days is told as having happened on the day that its expression names."""
    if mention.begin.known or mention.end_days.known or mention.ongoing:
        return False
    around = f"{text[max(0, old.start - _BESIDE) : old.start]} {text[old.end : old.end + _BESIDE]}"
    told = mention.tense == "PAST" and mention.certainty in TOLD and mention.polarity == "POS"
    return told and _AROUND.isdisjoint(around.casefold().split())

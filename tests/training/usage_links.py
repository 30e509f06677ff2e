"""How events of TimeBank and AQUAINT lie to the day of publication, by their links: straight ones, and what follows from the others."""

from typing import Any, Final

from pipelines.days import DayInterval
from tests.evaluation.gold_events import days_of

__all__ = ["relations_to_day"]

_KINDS: Final = {
    "BEFORE": "before",
    "IBEFORE": "before",
    "AFTER": "after",
    "IAFTER": "after",
    "IS_INCLUDED": "in",
    "DURING": "in",
    "INCLUDES": "holds",
    "ENDED_BY": "holds",
    "SIMULTANEOUS": "same",
    "IDENTITY": "same",
}
_TURNED: Final = {"before": "after", "after": "before", "in": "holds", "holds": "in", "same": "same"}
_TO_DAY: Final = {"before": "before", "after": "after", "in": "on", "same": "on", "holds": "over"}
_FOLLOWS: Final = {
    "same": ("on", "before", "over", "after"),
    "in": ("on", "before", "after"),
    "before": ("before",),
    "after": ("after",),
}
"""Which relations of the second event to the day are the first one's too, by how the first lies to the second."""

Row = dict[str, Any]


def relations_to_day(row: Row, day: int) -> dict[str, str]:
    """Give how events lie to the day of publication, one of `RELATIONS` for each event instance that is known.

    A link to the day itself counts first, then one to an expression whose days lie to one side of the day, then what other events say:
    what happened before something past is past.
    """
    values = {item["tid"]: days_of(item["value"]) for item in row["timexes"]}
    straight: dict[str, str] = {}
    by_value: dict[str, str] = {}
    pairs: list[tuple[str, str, str]] = []
    for link in row["tlinks"]:
        kind = _KINDS.get(link["relType"])
        if kind is None:
            continue
        first, second = link.get("eventInstanceID"), link.get("relatedToEventInstance")
        if first and second:
            pairs += [(first, second, kind), (second, first, _TURNED[kind])]
            continue
        event, time = (first, link.get("relatedToTime")) if first else (second, link.get("timeID"))
        kind = kind if first else _TURNED[kind]
        if event and time == "t0":
            straight.setdefault(event, _TO_DAY[kind])
        elif event and (relation := _to_days(kind, values.get(time), day)):
            by_value.setdefault(event, relation)
    return _closed(by_value | straight, pairs)


def _to_days(kind: str, days: DayInterval | None, day: int) -> str | None:
    """What a link to days says of the day of publication; `None` where it says nothing for certain."""
    if days is None or days.earliest is None or days.latest is None:
        return None
    if kind in ("in", "same"):
        if days.earliest == days.latest == day:
            return "on"
        return "before" if days.latest < day else ("after" if days.earliest > day else None)
    if kind == "before":
        return "before" if days.latest <= day else None
    if kind == "after":
        return "after" if days.earliest >= day else None
    return "over" if days.earliest == days.latest == day else None


def _closed(known: dict[str, str], pairs: list[tuple[str, str, str]]) -> dict[str, str]:
    """Add what follows for other events, until nothing more does."""
    grew = True
    while grew:
        grew = False
        for first, second, kind in pairs:
            relation = known.get(second)
            if first not in known and relation in _FOLLOWS.get(kind, ()):
                known[first], grew = str(relation), True
    return known

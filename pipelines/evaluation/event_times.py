"""The measure `eventtime`: on which days did the events begin and end?"""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from pipelines.days import day_number, iso_day, parse_day
from pipelines.errors import InvalidDay
from pipelines.evaluation.files import by_id
from pipelines.evaluation.report import Figure, Options, Report, Row, cells
from pipelines.evaluation.spans import check_given, items, paired, text_of

__all__ = ["Point", "label", "same", "score_event_times"]

_FIRST, _LAST = day_number(1, 1, 1), day_number(9999, 12, 31)
"""The corpus's labels know the years 1 to 9999 only."""


@dataclass(frozen=True, slots=True)
class Point:
    """The corpus's label of a point in time: one day, or after and before days that are themselves shut out."""

    exact: str | None = None
    after: str | None = None
    before: str | None = None


def label(interval: Row | None) -> Point:
    """Turn the inclusive days of an answer into a label of the corpus.

    >>> label({"earliest": "1998-01-08", "latest": None})
    Point(exact=None, after='1998-01-07', before=None)
    """
    days = interval or {}
    earliest, latest = days.get("earliest") or None, days.get("latest") or None
    if earliest and earliest == latest:
        return Point(exact=earliest)
    try:
        return Point(after=_neighbour(earliest, -1), before=_neighbour(latest, 1))
    except InvalidDay:
        return Point()


def _neighbour(day: str | None, step: int) -> str | None:
    if day is None:
        return None
    number = parse_day(day) + step
    if not (_FIRST <= number <= _LAST and _FIRST <= number - step <= _LAST):
        msg = f"{day!r} has no label; accepted: 0001-01-01 to 9999-12-31"
        raise InvalidDay(msg)
    return iso_day(number)


def same(truth: Point, answer: Point) -> bool:
    """Whether two labels mean the same.

    An open bound may be a day off: the corpus writes "in 1996" inclusively and "before today" exclusively.
    """
    if truth.exact or answer.exact:
        return truth.exact == answer.exact
    for one, other in ((truth.after, answer.after), (truth.before, answer.before)):
        if (one is None) != (other is None):
            return False
        if one and other and abs(parse_day(one) - parse_day(other)) > 1:
            return False
    return True


def score_event_times(gold: Iterable[Row], system: Iterable[Row], options: Options) -> Report:
    """Score the begin and end day of every event that annotators could put in time; discontinuous ones are left out.

    The share, in per cent, whose begin and end are both right: of the events of one known day, of all with labels
    strictly equal (the literature's figure), and of all with labels that mean the same (the main figure).

    Raises:
        DatelineError: Spans were given, and the answer has others.

    Source: Reimers, Dehghani, Gurevych 2016 and 2018 (Event Time Corpus).
    """
    count, answers = Counter[str](), by_id(system)
    errors: list[tuple[str, ...]] = []
    for name, document in by_id(gold).items():
        found = items(answers.get(name), "events")
        if options.given:
            check_given(name, items(document, "events"), found)
        wanted = [item for item in items(document, "events") if _anchored(item)]
        count["system"] += len(found)
        pairs = dict(paired(wanted, found))
        for i, item in enumerate(wanted):
            truth = (Point(**item["time"]["begin"]), Point(**item["time"]["end"]))
            answer = _answer(found[pairs[i]]) if i in pairs else None
            right = answer is not None and same(truth[0], answer[0]) and same(truth[1], answer[1])
            single = item["time"]["kind"] == "single" and truth[0].exact is not None
            count.update(
                {"all": 1, "day": single, "right": right, "strict": answer == truth, "day right": right and single}
            )
            if not right:
                errors.append(cells(name, text_of(document, item), _shown(truth), _shown(answer)))
    return Report("eventtime", _figures(count), tuple(errors))


def _figures(count: Counter[str]) -> tuple[Figure, ...]:
    def share(name: str, hits: int, of: int) -> Figure:
        return Figure(name, {"%": 100 * hits / max(1, of), "of": of})

    return (
        Figure("system events", {"n": count["system"]}),
        share("events of one known day", count["day right"], count["day"]),
        share("all, labels equal", count["strict"], count["all"]),
        share("all anchored events", count["right"], count["all"]),
    )


def _anchored(item: Row) -> bool:
    return bool(item.get("time")) and item["time"]["kind"] != "discontinuous"


def _answer(found: Row) -> tuple[Point, Point]:
    return label(found.get("begin")), label(found.get("end_time") or found.get("begin"))


def _shown(points: tuple[Point, Point] | None) -> str:
    return "none" if points is None else json.dumps([asdict(point) for point in points])

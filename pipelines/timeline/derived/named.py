"""The days and weekdays that a document names, as far as its words tell them by themselves."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from pipelines.days import civil, day_number, parse_day, weekday
from pipelines.errors import InvalidDay
from pipelines.records import TimeExpression

__all__ = ["Named", "named"]

_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}(?!\d)")
_OF_ANY_YEAR: Final = re.compile(r"XXXX-(\d{2})-(\d{2})(?!\d)")
_WEEKDAY: Final = re.compile(r"XXXX-WXX-([1-7])")
_WEEKDAY_WORD: Final = re.compile(r"(?i)\b(?:mon|tues|wednes|thurs|fri|satur|sun)day")


@dataclass(frozen=True, slots=True)
class Named:
    """What a document names, each as often as it does.

    Attributes:
        days: Days with their year, as numbers.
        of_any_year: Month and day of those without.
        weekdays: Weekdays that no other word dates, 1 for Monday to 7.
    """

    days: tuple[int, ...] = ()
    of_any_year: tuple[tuple[int, int], ...] = ()
    weekdays: tuple[int, ...] = ()

    def days_between(self, first: int, last: int) -> Iterator[int]:
        """Give the days from the first to the last that are named, those without a year in each year."""
        yield from (day for day in self.days if first <= day <= last)
        for year in range(civil(first)[0], civil(last)[0] + 1):
            for month, number in self.of_any_year:
                try:
                    day = day_number(year, month, number)
                except InvalidDay:  # 29 February
                    continue
                if first <= day <= last:
                    yield day


def named(expressions: Iterable[TimeExpression]) -> Named:
    """Collect what the time expressions of a document name.

    Args:
        expressions: Rows of one document, resolved against its own days of writing: a weekday that these decide is
            still a weekday here.
    """
    days, any_year, weekdays = list[int](), list[tuple[int, int]](), list[int]()
    for item in expressions:
        value, by_own = item.value, item.anchor == "publication"
        if item.type not in ("DATE", "TIME") or item.anchor == "expression":
            continue
        if found := _OF_ANY_YEAR.match(value):
            any_year.append((int(found[1]), int(found[2])))
        elif found := _WEEKDAY.match(value):
            weekdays.append(int(found[1]))
        elif _DAY.match(value):
            day = _day(value)
            if day is not None and by_own and _WEEKDAY_WORD.match(item.surface):
                weekdays.append(weekday(day))
            elif day is not None:
                days.append(day)
    return Named(tuple(days), tuple(any_year), tuple(weekdays))


def _day(value: str) -> int | None:
    try:
        return parse_day(value[:10])
    except InvalidDay:
        return None

"""Calendar days as whole numbers, inclusive intervals of them, and how both are written.

A day is an `int`: days since 1970-01-01 in the proleptic Gregorian calendar, the storage of Arrow's `date32`. So a
day before year 1 is as good as any other, and Python's `date`, which ends at year 1, is never asked. Years are
astronomical: 44 BC is year -43. Text is ISO 8601: `2015-10-07`, `-0043-03-15`.

Source: ISO 8601-1:2019 (expanded years), ISO 8601-2:2019 (EDTF); days from and to civil dates after H. Hinnant,
"chrono-Compatible Low-Level Date Algorithms".
"""

import re
from dataclasses import dataclass
from typing import Final

from pipelines.errors import InvalidDay
from pipelines.quick import quick

__all__ = [
    "UNKNOWN",
    "DayInterval",
    "civil",
    "day_number",
    "days_in_month",
    "edtf",
    "iso_day",
    "month_interval",
    "parse_day",
    "parse_interval",
    "weekday",
    "written",
    "year_interval",
]

MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_DAY: Final = re.compile(r"(?P<year>-?\d{4,6})-(?P<month>\d{2})-(?P<day>\d{2})")
_PARTIAL: Final = re.compile(r"(?P<year>-?\d{4,6})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?")


def day_number(year: int, month: int, day: int) -> int:
    """Number a civil date.

    Raises:
        InvalidDay: No such day in the proleptic Gregorian calendar.

    >>> day_number(1970, 1, 2), day_number(-43, 3, 15)
    (1, -735160)
    """
    if not 1 <= month <= 12 or not 1 <= day <= days_in_month(year, month):
        msg = f"{year}-{month:02d}-{day:02d} is no day of the calendar"
        raise InvalidDay(msg)
    shifted = year - (month <= 2)
    era, year_of_era = divmod(shifted, 400)
    day_of_year = (153 * (month + (-3 if month > 2 else 9)) + 2) // 5 + day - 1
    return era * 146_097 + year_of_era * 365 + year_of_era // 4 - year_of_era // 100 + day_of_year - 719_468


def civil(number: int) -> tuple[int, int, int]:
    """Give the (year, month, day) of a day number.

    >>> civil(-735160)
    (-43, 3, 15)
    """
    era, day_of_era = divmod(number + 719_468, 146_097)
    year_of_era = (day_of_era - day_of_era // 1460 + day_of_era // 36_524 - day_of_era // 146_096) // 365
    day_of_year = day_of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
    shifted = (5 * day_of_year + 2) // 153
    month = shifted + (3 if shifted < 10 else -9)
    return year_of_era + era * 400 + (month <= 2), month, day_of_year - (153 * shifted + 2) // 5 + 1


def days_in_month(year: int, month: int) -> int:
    """Count the days of a month (28 to 31)."""
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def weekday(number: int) -> int:
    """Give the ISO weekday of a day, 1 for Monday to 7 for Sunday."""
    return (number + 3) % 7 + 1


def iso_day(number: int | None) -> str | None:
    """Write a day in ISO 8601, `None` for a bound that is not known.

    >>> iso_day(-735160)
    '-0043-03-15'
    """
    if number is None:
        return None
    year, month, day = civil(number)
    return f"{iso_year(year)}-{month:02d}-{day:02d}"


def iso_year(year: int) -> str:
    """Write an astronomical year with four digits, a minus sign before those below zero.

    >>> iso_year(-43)
    '-0043'
    """
    return f"-{-year:04d}" if year < 0 else f"{year:04d}"


def parse_day(text: str) -> int:
    """Read `YYYY-MM-DD` (a minus sign before years below zero).

    Raises:
        InvalidDay: The text has another form, or names no day.
    """
    found = _DAY.fullmatch(text.strip())
    if not found:
        msg = f"{text!r} is no day; accepted: YYYY-MM-DD, such as 2015-10-07 or -0043-03-15"
        raise InvalidDay(msg)
    return day_number(int(found["year"]), int(found["month"]), int(found["day"]))


@quick
@dataclass(frozen=True, slots=True)
class DayInterval:
    """Days from `earliest` to `latest`, both inclusive; `None` is "no bound known".

    Raises:
        InvalidDay: `earliest` lies after `latest`.
    """

    earliest: int | None = None
    latest: int | None = None

    def __post_init__(self) -> None:
        if self.earliest is not None and self.latest is not None and self.earliest > self.latest:
            msg = f"an interval can't begin on {iso_day(self.earliest)} and end on {iso_day(self.latest)}"
            raise InvalidDay(msg)

    def __repr__(self) -> str:
        return f"DayInterval({iso_day(self.earliest) or '..'}, {iso_day(self.latest) or '..'})"

    @property
    def known(self) -> bool:
        """Whether at least one bound is known."""
        return self.earliest is not None or self.latest is not None

    @property
    def bounded(self) -> bool:
        """Whether both bounds are known."""
        return self.earliest is not None and self.latest is not None

    @property
    def single(self) -> bool:
        """Whether this is one known day."""
        return self.earliest is not None and self.earliest == self.latest

    @property
    def length(self) -> int | None:
        """Number of days, `None` where a bound is missing."""
        if self.earliest is None or self.latest is None:
            return None
        return self.latest - self.earliest + 1

    def intersect(self, other: "DayInterval") -> "DayInterval | None":
        """Give the days in both, `None` where there are none. A missing bound bounds nothing."""
        starts = [day for day in (self.earliest, other.earliest) if day is not None]
        ends = [day for day in (self.latest, other.latest) if day is not None]
        earliest, latest = max(starts, default=None), min(ends, default=None)
        if earliest is not None and latest is not None and earliest > latest:
            return None
        return DayInterval(earliest, latest)

    def shift(self, days: int) -> "DayInterval":
        """Move both known bounds by a number of days."""
        return DayInterval(
            None if self.earliest is None else self.earliest + days,
            None if self.latest is None else self.latest + days,
        )


UNKNOWN: Final = DayInterval()


def year_interval(year: int) -> DayInterval:
    """Give all days of an astronomical year."""
    return DayInterval(day_number(year, 1, 1), day_number(year, 12, 31))


def month_interval(year: int, month: int) -> DayInterval:
    """Give all days of a month."""
    return DayInterval(day_number(year, month, 1), day_number(year, month, days_in_month(year, month)))


def parse_interval(text: str) -> DayInterval:
    """Read a day, month, year, or two of them around a slash, as a person writes them; `..` is an open end.

    A time of day after a `T` or a space is left off: it is the day that counts, as its own zone writes it.

    >>> parse_interval("2016-10"), parse_interval("2016-04-18/..")
    (DayInterval(2016-10-01, 2016-10-31), DayInterval(2016-04-18, ..))

    Raises:
        InvalidDay: The text has another form, or names no day.
    """
    parts = text.strip().split("/")
    if len(parts) > 2:
        msg = f"{text!r} is no interval; accepted: 2016-10-07, 2016-10, 2016, 2016-10-01/2016-12-31 or 2016-10-01/.."
        raise InvalidDay(msg)
    first, last = _partial(parts[0]), _partial(parts[-1])
    return DayInterval(first.earliest, last.latest)


def _partial(text: str) -> DayInterval:
    text = text.strip()
    if text in ("..", ""):
        return UNKNOWN
    found = _PARTIAL.match(text)
    rest = text[found.end() :] if found else text
    if not found or (rest and not (found["day"] and rest[0] in "T ")):
        msg = f"{text!r} is no date; accepted: 2016-10-07, 2016-10 or 2016"
        raise InvalidDay(msg)
    year = int(found["year"])
    if found["day"]:
        day = day_number(year, int(found["month"]), int(found["day"]))
        return DayInterval(day, day)
    if found["month"]:
        if not 1 <= int(found["month"]) <= 12:
            msg = f"{text!r} has no month between 01 and 12"
            raise InvalidDay(msg)
        return month_interval(year, int(found["month"]))
    return year_interval(year)


def edtf(interval: DayInterval) -> str | None:
    """Write an interval in EDTF, at the coarsest form that says the same; `None` where nothing is known.

    >>> edtf(parse_interval("2016-10")), edtf(parse_interval("2016-04-18/.."))
    ('2016-10', '2016-04-18/..')
    """
    if not interval.known:
        return None
    if interval.earliest is not None and interval.latest is not None:
        whole = _whole(interval)
        if whole:
            return whole
    return f"{iso_day(interval.earliest) or '..'}/{iso_day(interval.latest) or '..'}"


def _whole(interval: DayInterval) -> str | None:
    """The ISO form of an interval that is one day, month or year."""
    assert interval.earliest is not None  # noqa: S101 - both are, the caller looked
    year, month, _ = civil(interval.earliest)
    if interval.single:
        return iso_day(interval.earliest)
    if interval == month_interval(year, month):
        return f"{iso_year(year)}-{month:02d}"
    return iso_year(year) if interval == year_interval(year) else None


def granularity(interval: DayInterval) -> str:
    """Name how fine an interval is: `day`, `month`, `year`, `interval`, or `unknown` where no bound is known."""
    if not interval.known:
        return "unknown"
    if interval.bounded:
        whole = _whole(interval)
        if whole:
            return ("year", "month", "day")[whole.lstrip("-").count("-")]
    return "interval"


def written(interval: DayInterval) -> str:
    """Write an interval as people do: `7 October 2015`, `October 2015`, `15 March 44 BC`, `after 18 April 2016`.

    >>> written(parse_interval("2015-10-07/2015-10-09")), written(parse_interval("2016-04-18/.."))
    ('7 to 9 October 2015', 'on or after 18 April 2016')
    """
    if interval.earliest is None or interval.latest is None:
        return _half_open(interval)
    year, month, day = civil(interval.earliest)
    fineness = granularity(interval)
    if fineness == "year":
        return _year_words(year)
    if fineness == "month":
        return f"{MONTHS[month - 1]} {_year_words(year)}"
    if fineness == "day":
        return _day_words(interval.earliest)
    last_year, last_month, last_day = civil(interval.latest)
    if interval == DayInterval(day_number(year, 1, 1), day_number(last_year, 12, 31)):
        return f"{_year_words(year)} to {_year_words(last_year)}"
    if (year, month) == (last_year, last_month):
        return f"{day} to {last_day} {MONTHS[month - 1]} {_year_words(year)}"
    if year == last_year:
        return f"{day} {MONTHS[month - 1]} to {_day_words(interval.latest)}"
    return f"{_day_words(interval.earliest)} to {_day_words(interval.latest)}"


def _half_open(interval: DayInterval) -> str:
    if interval.earliest is not None:
        return f"on or after {_day_words(interval.earliest)}"
    if interval.latest is not None:
        return f"on or before {_day_words(interval.latest)}"
    return "unknown"


def _day_words(number: int) -> str:
    year, month, day = civil(number)
    return f"{day} {MONTHS[month - 1]} {_year_words(year)}"


def _year_words(year: int) -> str:
    return str(year) if year > 0 else f"{1 - year} BC"

"""Calendar reckoning: which days a unit of time covers, seen from a day.

Every function of a day here is monotone: a later day gives no earlier answer. So what an anchor interval can mean is
bounded by what its two ends mean.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from pipelines.days import civil, day_number, days_in_month, iso_year, weekday

__all__ = ["OPEN", "Span", "easter", "unit_span", "week_value"]


@dataclass(frozen=True, slots=True)
class Span:
    """A TIMEX3 value with its first and last day."""

    value: str
    first: int
    last: int


Reckon = Callable[[int], Span]

OPEN: Final = {
    "D": "XXXX-XX-XX",
    "W": "XXXX-WXX",
    "M": "XXXX-XX",
    "Q": "XXXX-QX",
    "Y": "XXXX",
    "DE": "XXX",
    "CE": "XX",
    "WE": "XXXX-WXX-WE",
}
"""The value of a unit of which nothing is known."""


def week_value(day: int) -> str:
    """Write the ISO week of a day.

    >>> week_value(day_number(2016, 1, 1))
    '2015-W53'
    """
    thursday = day - weekday(day) + 4
    year = civil(thursday)[0]
    return f"{iso_year(year)}-W{(thursday - day_number(year, 1, 1)) // 7 + 1:02d}"


def timex_year(year: int) -> str:
    """Write a year as TimeML does.

    >>> timex_year(1984), timex_year(-43)
    ('1984', 'BC0044')
    """
    return iso_year(year) if year > 0 else f"BC{1 - year:04d}"


def month_span(year: int, month: int) -> Span:
    """Give a month; months beyond 1 to 12 run on into other years."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    first = day_number(year, month, 1)
    return Span(f"{timex_year(year)}-{month:02d}", first, first + days_in_month(year, month) - 1)


def year_span(year: int) -> Span:
    """Give a year; years before 1 as TimeML writes them (`BC0044`)."""
    return Span(timex_year(year), day_number(year, 1, 1), day_number(year, 12, 31))


def day_span(day: int) -> Span:
    """Give one day."""
    year, month, of_month = civil(day)
    return Span(f"{timex_year(year)}-{month:02d}-{of_month:02d}", day, day)


def decade_span(decade: int) -> Span:
    """Give a decade by its first three digits (198 is the 1980s)."""
    return Span(f"{decade:03d}", day_number(decade * 10, 1, 1), day_number(decade * 10 + 9, 12, 31))


def century_span(century: int) -> Span:
    """Give a century by its first two digits (19 is the 20th)."""
    return Span(f"{century:02d}", day_number(century * 100 + 1, 1, 1), day_number(century * 100 + 100, 12, 31))


def hundreds_span(century: int) -> Span:
    """Give the years that begin with two digits (18 is the 1800s), by the value of the century that all but one of them lie in."""
    return Span(f"{century:02d}", day_number(century * 100, 1, 1), day_number(century * 100 + 99, 12, 31))


def decade_bc(decade: int) -> Span:
    """Give a decade before Christ by its first digits (46 is the 460s BC), the first one too where it would be later."""
    decade = max(decade, 0)
    return Span(f"BC{decade:03d}", day_number(-decade * 10 - 8, 1, 1), day_number(1 - max(decade * 10, 1), 12, 31))


def century_bc(number: int) -> Span:
    """Give a century before Christ by its number (5 is that of Pericles); the first where it would be later."""
    number = max(number, 1)
    return Span(f"BC{number - 1:02d}", day_number(1 - number * 100, 1, 1), day_number(-(number - 1) * 100, 12, 31))


def quarter_span(year: int, quarter: int) -> Span:
    """Give a quarter; quarters beyond 1 to 4 run on into other years."""
    year, quarter = year + (quarter - 1) // 4, (quarter - 1) % 4 + 1
    return Span(
        f"{timex_year(year)}-Q{quarter}", month_span(year, 3 * quarter - 2).first, month_span(year, 3 * quarter).last
    )


_SEASON_MONTHS: Final = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


def season_span(year: int, season: str) -> Span:
    """Give a season of the northern year; the winter of a year begins in its December."""
    first = _SEASON_MONTHS[season]
    return Span(f"{timex_year(year)}-{season}", month_span(year, first).first, month_span(year, first + 2).last)


def unit_span(unit: str, day: int, offset: int = 0) -> Span:
    """Give the unit that a day lies in, or one so many units later.

    Args:
        unit: `D`, `W`, `M`, `Q`, `Y`, `DE` (decade), `CE` (century), `WE` (weekend), `F` (fortnight).
        day: Day number.
        offset: Units to go on; negative is back.
    """
    year, month, _ = civil(day)
    if unit == "D":
        return day_span(day + offset)
    if unit in ("W", "F"):
        monday = day - weekday(day) + 1 + offset * (7 if unit == "W" else 14)
        return Span(week_value(monday), monday, monday + 6)
    if unit == "WE":
        monday = day - weekday(day) + 1 + offset * 7
        return Span(f"{week_value(monday)}-WE", monday + 5, monday + 6)
    if unit == "M":
        return month_span(year, month + offset)
    if unit == "Q":
        return quarter_span(year, (month + 2) // 3 + offset)
    if unit == "DE":
        return decade_span(year // 10 + offset) if year > 0 else decade_bc((1 - year) // 10 - offset)
    if unit == "CE":
        return century_span((year - 1) // 100 + offset) if year > 0 else century_bc(-year // 100 + 1 - offset)
    return year_span(year + offset)


def same_day(day: int, months: int) -> int:
    """Go on by months, to the same day of the month or its last."""
    year, month, of_month = civil(day)
    year, month = year + (month - 1 + months) // 12, (month - 1 + months) % 12 + 1
    return day_number(year, month, min(of_month, days_in_month(year, month)))


def easter(year: int) -> int:
    """Give the day of Western Easter (Gregorian computus, Meeus/Jones/Butcher).

    >>> easter(2016) == day_number(2016, 3, 27)
    True
    """
    golden, century, of_century = year % 19, year // 100, year % 100
    leap, correction = century // 4, (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap - correction + 15) % 30
    sunday = (32 + 2 * (century % 4) + 2 * (of_century // 4) - epact - of_century % 4) % 7
    shift = (golden + 11 * epact + 22 * sunday) // 451
    month, day = divmod(epact + sunday - 7 * shift + 114, 31)
    return day_number(year, month, day + 1)

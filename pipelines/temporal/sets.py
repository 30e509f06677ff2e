"""Readers of repeated time: sets. They name no days."""

from pipelines.temporal.amounts import duration_value, unit_of
from pipelines.temporal.meaning import Context, Found, Meaning, reader

__all__: list[str] = []


@reader
def set_always(found: Found, _context: Context) -> Meaning | None:
    """`24/7`."""
    return Meaning("SET", "P1D") if found.words == ["24", "/", "7"] else None


@reader
def set_often(found: Found, _context: Context) -> Meaning | None:
    """`daily`, `annually`; not the `Daily` of a newspaper's name."""
    first = found.tokens[found.candidate.first]
    if found.text[first.start].isupper() and found.text[first.end : first.end + 2].strip().istitle():
        return None
    return Meaning("SET", str(found.get("OFTEN")))


@reader
def set_every(found: Found, _context: Context) -> Meaning | None:
    """`every Monday`, `each year`, `every three months`, `per day`."""
    named = found.get("WEEKDAY") or found.get("WDABBR")
    part = found.get("PART")
    if named:
        return Meaning("SET", f"XXXX-WXX-{named}" + (f"T{part}" if part else ""))
    if part:
        return Meaning("SET", f"XXXX-XX-XXT{part}")
    month = found.get("MONTH") or found.get("MONTHABBR")
    if month:
        return Meaning("SET", f"XXXX-{int(month):02d}")
    if found.get("SEASON"):
        return Meaning("SET", f"XXXX-{found.get('SEASON')}")
    if found.get("WEEKEND"):
        return Meaning("SET", "XXXX-WXX-WE")
    number = float(found.get("NUM") or (2 if "other" in found.words else found.get("ORD") or 1))
    return Meaning("SET", duration_value(number, unit_of(found)))


@reader
def set_per(found: Found, _context: Context) -> Meaning | None:
    """`30 a day`, `per week`."""
    return Meaning("SET", duration_value(1, unit_of(found)))


@reader
def set_times(found: Found, _context: Context) -> Meaning | None:
    """`twice a week`."""
    return Meaning("SET", duration_value(1, unit_of(found)))


@reader
def set_weekdays(found: Found, _context: Context) -> Meaning | None:
    """`Mondays`, `weekends`, `Saturday nights`."""
    number = found.get("WEEKDAYS") or found.get("WEEKDAY") or found.get("WDABBR")
    part = found.get("PARTS")
    return Meaning("SET", (f"XXXX-WXX-{number}" if number else "XXXX-WXX-WE") + (f"T{part}" if part else ""))


@reader
def set_seasons(found: Found, _context: Context) -> Meaning | None:
    """`the past three summers`."""
    return Meaning("SET", f"XXXX-{found.get('SEASONS')}")

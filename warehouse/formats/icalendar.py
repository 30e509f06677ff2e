"""iCalendar: all-day entries for events whose first day is known.

Source: RFC 5545: 3.1 (lines of at most 75 octets), 3.3.4 (dates), 3.3.11 (text), 3.6.1 (events).
"""

import re
from typing import Final
from urllib.parse import quote

from warehouse.formats.shapes import WEB, Event, Format, certain_end, in_calendar, iso, why_out_of_years

__all__ = ["ICALENDAR"]

_ABOUT: Final = "iCalendar: events whose first day is known, as all-day entries."
_COARSE: Final = "its first day is not known to the day"
_STATUS: Final = {"planned": "TENTATIVE", "possible": "TENTATIVE", "denied": "CANCELLED"}
_OCTETS: Final = 75
_STAMP: Final = "19700101T000000Z"
"""DTSTAMP is wanted, and nothing of the run's clock may stand in a product that equal rows make equal."""
_NO_TEXT: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def _refusal(event: Event) -> str | None:
    return why_out_of_years(event) or (None if event["begin_earliest"] == event["begin_latest"] else _COARSE)


def _written(event: Event) -> str:
    first = event["begin_earliest"]  # what is not known to the day was refused
    lines = ["BEGIN:VEVENT", f"UID:{event['event_id']}@dateline", f"DTSTAMP:{_STAMP}"]
    lines.append(f"DTSTART;VALUE=DATE:{_date(first)}")
    last = certain_end(event)
    # The end is the day after the last; without one an entry lasts its day.
    if last is not None and last >= first and in_calendar(last + 1):
        lines.append(f"DTEND;VALUE=DATE:{_date(last + 1)}")
    lines.append(f"SUMMARY:{_text(event['headline'] or event['lemma'] or '')}")
    facts = [event["date_text"], event["status"], ", ".join(event["participants"] or ())]
    lines.append(f"DESCRIPTION:{_text(chr(10).join(fact for fact in facts if fact))}")
    if event["place"]:
        lines.append(f"LOCATION:{_text(event['place'])}")
    if (event["link"] or "").startswith(WEB):
        lines.append(f"URL:{quote(event['link'], safe=':/?#[]@!$&()*+,;=%~')}")
    lines += [f"STATUS:{_STATUS.get(event['status'], 'CONFIRMED')}", "TRANSP:TRANSPARENT", "END:VEVENT"]
    return "".join(map(_folded, lines))


def _date(day: int) -> str:
    return str(iso(day)).replace("-", "")


def _text(words: str) -> str:
    for sign in "\\;,":
        words = words.replace(sign, "\\" + sign)
    words = words.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")
    return _NO_TEXT.sub("", words)


def _folded(line: str) -> str:
    """Break a line after at most 75 octets, and never inside a character."""
    if len(line) <= _OCTETS and line.isascii():
        return f"{line}\r\n"
    data = line.encode()
    pieces, start = [], 0
    while len(data) - start > _OCTETS - bool(start):
        end = start + _OCTETS - bool(start)  # a line that goes on begins with a space
        while data[end] & 0xC0 == 0x80:  # inside a character of UTF-8
            end -= 1
        pieces.append(data[start:end].decode())
        start = end
    return "\r\n ".join([*pieces, data[start:].decode()]) + "\r\n"


_HEAD: Final = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Dateline//Timeline//EN\r\nCALSCALE:GREGORIAN\r\n"
ICALENDAR: Final = Format("timeline.ics", _ABOUT, _HEAD, "", "END:VCALENDAR\r\n", _refusal, _written)

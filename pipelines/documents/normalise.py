"""The one normalisation of texts, and the map back to the characters they came from.

Line breaks become line feeds; no-break spaces become spaces; byte order marks, zero-width spaces, direction marks and
soft hyphens go; other control characters become spaces. Zero-width joiners stay: in Persian and Hindi they are spelling.
Nothing after this edits a text.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

from pipelines.records import OffsetPoint

__all__ = ["normalise", "source_offset"]

_REMOVED: Final = "\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
_BREAKS: Final = "\x0b\x0c\x85\u2028\u2029"
_SPACES: Final = "\u00a0\u2007\u202f"
_CONTROLS: Final = "\x00-\x08\x0e-\x1f\x7f\x80-\x84\x86-\x9f"
_ODD: Final = re.compile(f"[\r{_REMOVED}{_BREAKS}{_SPACES}{_CONTROLS}\ud800-\udfff]")
_GONE: Final = re.compile(f"\r(?=\n)|[{_REMOVED}]")


def _replacements() -> dict[int, str]:
    table = {ord("\r"): "\n"}
    table |= {ord(sign): "\n" for sign in _BREAKS}
    table |= {ord(sign): " " for sign in _SPACES}
    table |= {code: " " for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in f"\t\n\r{_BREAKS}"}
    # Half characters can't be stored.
    return table | dict.fromkeys(range(0xD800, 0xE000), "\ufffd")


_TABLE: Final = _replacements()


def normalise(source: str, start: int = 0) -> tuple[str, tuple[OffsetPoint, ...]]:
    r"""Bring a decoded text into the form in which it is kept.

    Args:
        source: The decoded text.
        start: First character of it that belongs to the text; what stands before is left out.

    Returns:
        The text, and where it falls out of step with its source: from each point on both run in step. No points: all in
        step from 0.

    >>> normalise("a\r\nb\xa0c")
    ('a\nb c', (OffsetPoint(text=1, source=2),))
    """
    if not _ODD.search(source, start):
        return source[start:], ((OffsetPoint(0, start),) if start else ())
    kept: list[str] = []
    points: list[OffsetPoint] = [OffsetPoint(0, start)] if start else []
    at, length = start, 0
    for gone in _GONE.finditer(source, start):
        if gone.start() > at:
            kept.append(source[at : gone.start()])
            length += gone.start() - at
        at = gone.end()
        if points and points[-1].text == length:
            points.pop()
        points.append(OffsetPoint(length, at))
    kept.append(source[at:])
    return "".join(kept).translate(_TABLE), tuple(points)


def source_offset(offset_map: Sequence[OffsetPoint], position: int) -> int:
    """Give the code point of the decoded source that a code point of the text came from.

    The end of a span `[start, end)` is `source_offset(map, end - 1) + 1`: what was removed at its end is not in it.

    Args:
        offset_map: The points that `normalise` gave, in order.
        position: A code point of the text.
    """
    before = bisect_right(offset_map, position, key=lambda point: point.text) - 1
    if before < 0:
        return position
    point = offset_map[before]
    return point.source + position - point.text

"""Which sentences can stand alone as the headline of an event."""

from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

__all__ = ["are_whole"]

_WHOLE: Final = r"^(?:[\"'“‘«(\[]|``)?\s?[\p{Lu}\d][^\n]*[.!…](?:[\"'”’»)\]]|\s)*$"
"""From a capital or a figure to a full stop, on one line."""
_BROKEN: Final = r"[?|{}<>*]|https?:|www\.|(?i:\b(?:file photo|photograph|pictured|handout|getty images)\b)"
"""Signs of questions, of lists and of pages, addresses, and words of captions."""


def are_whole(sentences: pa.ChunkedArray) -> list[bool]:
    """Tell which sentences are whole and state something: no question, caption, item of a list or remnant of a page.

    >>> are_whole(pa.chunked_array([["He fled.", "flights | hotels", "Did he flee?", "He fled"]]))
    [True, False, False, False]
    """
    fit = pc.and_not(pc.match_substring_regex(sentences, _WHOLE), pc.match_substring_regex(sentences, _BROKEN))
    return [bool(item) for item in fit.to_pylist()]

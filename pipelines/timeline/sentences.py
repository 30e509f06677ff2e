"""Which sentences can stand alone as the headline of an event, and how such a sentence is shown."""

import re
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

__all__ = ["are_whole", "headline_of"]

_WHOLE: Final = r"^(?:[\"'“‘«(\[]|``)?\s?[\p{Lu}\d][^\n]*[.!…](?:[\"'”’»)\]]|\s)*$"
"""From a capital or a figure to a full stop, on one line."""
_BROKEN: Final = r"[?|{}<>*]|https?:|www\.|(?i:\b(?:file photo|photograph|pictured|handout|getty images)\b)"
"""Signs of questions, of lists and of pages, addresses, and words of captions."""
_TALK: Final = (
    r"(?:^|[\s\"'“‘«`(])(?:[Ww]e|[Yy]ou|[Mm]y|[Oo]ur|[Yy]our|us|me)(?:$|[\s,.;:!'’])"
    r"|(?:^|[\"'“‘«`(,;]\s*|\b(?:and|that|but|because|what|when|if|as|which|than|where|so) )I[\s'’]"
)
"""Words of one who talks to somebody: who "we" are, and when "now" is, a sentence by itself does not say. (The First World War is "World War I".)"""

_STRAY: Final = re.compile(r"^[\s.,;:!?*|·•–—-]+(?=[^\W\d_]|[\"'“‘«(\[`])")
"""Marks that the sentence before has left at the begin. Before a figure they may be its sign."""
_PAIRS: Final = (("“", "”"), ("«", "»"), ("(", ")"), ("[", "]"), ("``", "''"))


def headline_of(sentence: str) -> str:
    """Give a sentence as it is shown by itself: on one line, without what belongs to the sentences around it.

    That is a mark of the sentence before it, and a quote or bracket at its ends that is closed or opened elsewhere.

    >>> headline_of('. "We have many players.'), headline_of("«He fled.")
    ('We have many players.', 'He fled.')
    """
    text = _STRAY.sub("", " ".join(sentence.split()))
    if text.count('"') == 1:
        text = text.removeprefix('"').removesuffix('"')
    for opening, closing in _PAIRS:
        if text.startswith(opening) and closing not in text:
            text = text.removeprefix(opening)
        if text.endswith(closing) and opening not in text:
            text = text.removesuffix(closing)
    return text.strip()


def are_whole(sentences: pa.ChunkedArray) -> list[bool]:
    """Tell which sentences are whole and state something: no question, talk, caption, item of a list or remnant of a page.

    >>> are_whole(pa.chunked_array([["He fled.", "flights | hotels", "Did he flee?", "He fled"]]))
    [True, False, False, False]
    """
    fit = pc.and_not(pc.match_substring_regex(sentences, _WHOLE), pc.match_substring_regex(sentences, _BROKEN))
    fit = pc.and_not(fit, pc.match_substring_regex(sentences, _TALK))
    return [bool(item) for item in fit.to_pylist()]

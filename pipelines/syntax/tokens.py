"""Words of a text with their places, by one regular expression.

Clitics are words of their own, as in the Penn Treebank: "hasn't" is `has` and `n't`, "Moscow's" is `Moscow` and `'s`.
Offsets are code points of the whole text.
"""

import re
from dataclasses import dataclass
from typing import Final

from pipelines.quick import quick

__all__ = ["Tokens", "tokenise"]

_TOKEN: Final = re.compile(
    r"""
      [^\W\d_]++(?=[\s,])                                          # the plain word, first for speed
    | (?:https?://|www\.)[^\s<>"”]+                                 # an address
    | [\w.+-]{1,64}+@[\w-]{1,64}(?:\.[\w-]{1,64})+                   # an e-mail address
    | (?:[^\W\d_]\.){2,}(?:-[^\W\d_]+)*                             # U.S., a.m., U.S.-led
    | (?:Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Sgt|Capt|Sen|Rep|Gov|St|Jr|Sr|Inc|Corp|Co|Ltd|No|vs
        |Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\.(?=\s)  # abbreviations keep their stop
    | (?<![\w.])[A-Z]\.(?=\s+(?:[A-Z]|d[aeiu]\s|v[ao]n\s))            # initials keep theirs: F. W. de Klerk
    | \d+(?:[.,:/]\d+)*(?:st|nd|rd|th|s|[A-Z]{1,2}(?![^\W_]))?(?:-[^\W\d_]+)*%?          # numbers, dates, 1990s, 3rd, 25-year
    | [^\W\d_]+?(?=n['’]t\b)                                        # has|n't
    | n['’]t\b
    | ['’](?:s|re|ve|ll|d|m|S)\b
    | [^\W_]+(?:['’](?!(?:s|re|ve|ll|d|m|S|t)\b)[^\W_]+|-[^\W_]+(?:['’](?!s\b)[^\W_]+)?)*
    | \.{2,} | -{2,}
    | \S
    """,
    re.VERBOSE,
)


@quick
@dataclass(frozen=True, slots=True)
class Tokens:
    """The words of a stretch of text, column by column: three tuples of one length.

    Attributes:
        words: The characters of each word.
        starts: First code point of each in the whole text.
        ends: Code point after the last of each.
    """

    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]


def tokenise(text: str, start: int = 0, end: int | None = None) -> Tokens:
    """Cut a stretch of a text into words.

    Args:
        text: The whole text; offsets are code points of it.
        start: First code point of the stretch.
        end: Code point after its last; `None` is the text's end.

    >>> tokenise("Ottawa hasn't met Moscow's envoy.").words
    ('Ottawa', 'has', "n't", 'met', 'Moscow', "'s", 'envoy', '.')
    """
    found = list(_TOKEN.finditer(text, start, len(text) if end is None else end))
    return Tokens(
        tuple([match[0] for match in found]),
        tuple([match.start() for match in found]),
        tuple([match.end() for match in found]),
    )

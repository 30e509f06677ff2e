"""What an expression means, and what is known around the one being read: the day of writing, the last date mentioned."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from pipelines.days import UNKNOWN, DayInterval, edtf
from pipelines.temporal.cues import Direction
from pipelines.temporal.discourse import Mention, before_in_sentence, moves_on

__all__ = ["Context", "Meaning"]


@dataclass(frozen=True, slots=True)
class Meaning:
    """What an expression means.

    Attributes:
        type: DATE, TIME, DURATION or SET.
        value: TIMEX3 value.
        mod: TIMEX3 mod.
        days: Days it can mean; unknown where it names none.
        anchor: `publication`, `expression` or `none`.
        lends: Later dates may count from it; not from the end of a range.
        trim: Tokens at the beginning (first) and end (second) that matched but don't belong to the expression.
        counts_from: Number of the expression it counts from, where that is not the last date mentioned.
    """

    type: str
    value: str
    mod: str | None = None
    days: DayInterval = UNKNOWN
    anchor: str = "none"
    trim: tuple[int, int] = (0, 0)
    lends: bool = True
    counts_from: int | None = None

    @property
    def edtf(self) -> str | None:
        """The days in EDTF, with `~` where the words say "about"."""
        if len(self.value) in (2, 3) and self.value.isdigit() and self.days.bounded:
            return self.value + "X" * (4 - len(self.value))
        written = _edtf(self.days)
        return f"{written}~" if written and self.mod == "APPROX" and "/" not in written else written


_edtf: Final = lru_cache(maxsize=10_000)(edtf)
"""The same days come again and again in a text."""


@dataclass(slots=True)
class Context:
    """What is known around an expression.

    Attributes:
        text: The whole document.
        publication: Days on which it can have been written.
        narrative: The text tells of times long before it was written, so its dates chain.
        plain: It names so many years that this is sure even where its day of writing is not known.
        message: The text is as short as a post, so its bare "night" is that of its day of writing.
        quarterly: The text reports on a quarter, so "a year ago" is a quarter.
        ancient: The text names years BC or AD, so a year may have few digits.
        before_christ: Those years are BC, so a bare one of few digits is too.
        compounds: Words after a kind of expression that make a name or a thing of it ("Sunday Times", "Christmas tree").
        reference: The last date mentioned, with its position among the expressions and its span in the text.
        line: In a history, the date that its story has reached, see `discourse`.
        mentioned: The last date mentioned, also where it was in passing.
        quarter: The quarter that the text reports on, once it has been named.
        months_end: Where the last "nine months" ended, -1 where there was none.
        cues: Looks up which way the words around a span look: "future", "past" or "".
    """

    text: str
    publication: DayInterval = UNKNOWN
    narrative: bool = False
    plain: bool = False
    message: bool = False
    quarterly: bool = False
    ancient: bool = False
    before_christ: bool = False
    compounds: Mapping[str, frozenset[str]] = field(default_factory=dict)
    reference: Meaning | None = None
    reference_position: int | None = None
    reference_span: tuple[int, int] = (0, 0)
    line: Mention | None = None
    mentioned: Mention | None = None
    quarter: Meaning | None = None
    months_end: int = -1
    start: int = 0
    end: int = 0
    cues: Direction = field(default=lambda _text, _start, _end: "")
    _looked: tuple[tuple[int, int], str] = ((-1, -1), "")

    def note(self, meaning: Meaning, position: int, start: int, end: int) -> None:
        """Remember an expression that later ones may count from.

        Args:
            meaning: What it means.
            position: Its number among the expressions of the document.
            start: First code point.
            end: Code point after the last.
        """
        if meaning.value in ("P9M", "P6M", "P3Q", "P2Q"):
            self.months_end = end
        if meaning.type not in ("DATE", "TIME") or not meaning.days.bounded:
            return
        if self.quarter is None and "-Q" in meaning.value and self._reported(meaning.days):
            self.quarter = meaning
        if meaning.lends and meaning.type == "DATE" and meaning.anchor != "publication":
            self.mentioned = Mention(meaning.days, position, start, end)
        if (
            not meaning.lends
            or meaning.value.startswith("XXXX-XX-XXT")
            or (meaning.anchor == "publication" and self.narrative)
        ):
            return
        if self.narrative:
            mention = Mention(meaning.days, position, start, end, own=meaning.anchor == "none")
            if moves_on(self.text, mention, self.line if self._close(self.line) else None):
                self.line = mention
            if self._in_passing(meaning, start):
                return
        self.reference, self.reference_position, self.reference_span = meaning, position, (start, end)

    def _in_passing(self, meaning: Meaning, start: int) -> bool:
        """Whether a bare year is named in passing, far into a sentence, while the text goes from day to day."""
        days = self.reference.days.length if self.reference else None
        if days is None or days > _A_MONTH or (meaning.days.length or 0) <= _A_MONTH or not self.near:
            return False
        return len(before_in_sentence(self.text, start)) > _INITIAL

    def _reported(self, days: DayInterval) -> bool:
        """Whether a text of this day of writing can report on these days: they had begun, and not over a year ago."""
        written = self.publication.latest
        if written is None or days.earliest is None or days.latest is None:
            return True
        return days.earliest <= written <= days.latest + _A_YEAR

    @property
    def reports(self) -> bool:
        """Whether the text reports on a quarter, so that "a year ago" is a quarter."""
        return self.quarterly or self.quarter is not None

    @property
    def over_months(self) -> bool:
        """Whether the sentence speaks of the first six or nine months, so that a year before is a year, no quarter."""
        return self.months_end >= 0 and not _SENTENCE_END.search(self.text, self.months_end, self.start)

    @property
    def direction(self) -> str:
        """Which way the sentence looks: "future", "past", or "" where it doesn't say."""
        place = (self.start, self.end)
        if self._looked[0] != place:
            self._looked = place, self.cues(self.text, *place)
        return self._looked[1]

    def in_compound(self, kind: str) -> bool:
        """Whether the word after the expression makes a name or a thing of it."""
        words = self.compounds.get(kind)
        found = _WORD_AFTER.match(self.text, self.end) if words else None
        return found is not None and words is not None and found[1] in words

    @property
    def near(self) -> bool:
        """Whether the last date mentioned stands close enough to count from.

        That is at most two ends of paragraphs back; where the day of writing is unknown, so that little tells a history
        from news, two sentences in the same paragraph. In annotated histories a month takes the year of a date in its own
        paragraph in 85 of 100 cases, of one in the paragraph before in 79, beyond in 64 and less.
        """
        if self.reference is None or not self.reference.days.known:
            return False
        return self._within(self.reference_span[1])

    def _within(self, first: int) -> bool:
        paragraphs, sentences = self._distance(first)
        return paragraphs <= 2 if self.publication.known or self.plain else not paragraphs and sentences <= 2

    def _close(self, mention: Mention | None) -> bool:
        return mention is not None and self._within(mention.end)

    @property
    def story(self) -> Mention | None:
        """The date that a history has reached, where it stands close enough; `None` elsewhere."""
        return self.line if self.narrative and self._close(self.line) else None

    @property
    def chains(self) -> bool:
        """Whether a date without a year can have that of the last date mentioned: near it, and not in dated news."""
        return (
            (self.narrative or not self.publication.known)
            and self.near
            and self.reference is not None
            and self.reference.days.bounded
        )

    @property
    def that(self) -> Mention | None:
        """The date that "that year" speaks of: the last one mentioned, also where that was in passing."""
        return self.mentioned if self._close(self.mentioned) else None

    def _distance(self, first: int) -> tuple[int, int]:
        """Ends of paragraphs and of sentences between the end of a date and here."""
        if self.start - first > _FAR:
            return 9, 9
        ends = [found.group() for found in _SENTENCE_END.finditer(self.text, first, self.start)]
        return sum("\n" in end for end in ends), len(ends)

    @property
    def told_day(self) -> Meaning | None:
        """The day of the main line of this sentence or the one before; `None` where none is named.

        A day inside a relative clause ("Rosetta, which was launched on 2 March 2004, ...") is no day of the main line.
        """
        reference = self.reference
        if reference is None or not reference.days.single:
            return None
        paragraphs, sentences = self._distance(self.reference_span[1])
        if paragraphs > 1 or sentences > (_TELLING if self.narrative and not paragraphs else 1):
            return None
        first, last = self.reference_span
        clause = _SENTENCE_END.split(self.text[max(0, first - 300) : first])[-1]
        aside = _RELATIVE_CLAUSE.search(clause) and "," in self.text[last : self.start]
        return None if aside or (sentences and _RELATIVE_CLAUSE.search(clause)) else reference


_A_MONTH: Final = 31
_INITIAL: Final = 25
"""Characters before a date that still stands at the beginning of its sentence."""
_TELLING: Final = 5
"""Sentences of a paragraph over which a history goes on telling of one day."""
_A_YEAR: Final = 366
_WORD_AFTER: Final = re.compile(r" ([^\W\d_]+)")
_FAR: Final = 4000
"""Characters beyond which no earlier date is looked at."""
_SENTENCE_END: Final = re.compile(r"[.!?:][\"”’)]*\s+(?=\S)")
_RELATIVE_CLAUSE: Final = re.compile(r"\b(?:which|who|whose|where)\b[^,]*$|\bthat (?:was|were|had)\b[^,]*$")

"""What readers get and give: the words that matched, what is known around them, and the meaning found."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final, Protocol

from pipelines.days import UNKNOWN, DayInterval, edtf
from pipelines.temporal.patterns import Candidate
from pipelines.temporal.reckoning import Reckon, Span
from pipelines.temporal.runs import Token

__all__ = ["READERS", "Context", "Found", "Meaning", "absolute", "reader", "relative"]

_FIRST_YEAR, _LAST_YEAR = -9999, 9999


@dataclass(frozen=True, slots=True)
class Meaning:
    """What an expression means.

    Attributes:
        type: DATE, TIME, DURATION or SET.
        value: TIMEX3 value.
        mod: TIMEX3 mod.
        days: Days it can mean; unknown where it names none.
        anchor: `publication`, `expression` or `none`.
        trim: Tokens at the beginning (first) and end (second) that matched but don't belong to the expression.
    """

    type: str
    value: str
    mod: str | None = None
    days: DayInterval = UNKNOWN
    anchor: str = "none"
    trim: tuple[int, int] = (0, 0)

    @property
    def edtf(self) -> str | None:
        """The days in EDTF, with `~` where the words say "about"."""
        if len(self.value) in (2, 3) and self.value.isdigit() and self.days.bounded:
            return self.value + "X" * (4 - len(self.value))
        written = edtf(self.days)
        return f"{written}~" if written and self.mod == "APPROX" and "/" not in written else written


@dataclass(slots=True)
class Context:
    """What is known around an expression.

    Attributes:
        text: The whole document.
        publication: Days on which it can have been written.
        narrative: The text tells of times long before it was written, so its dates chain.
        quarterly: The text reports on a quarter, so "a year ago" is a quarter.
        reference: The last date mentioned, with its position among the expressions.
        cues: Looks up which way the words around a span look: "future", "past" or "".
    """

    text: str
    publication: DayInterval = UNKNOWN
    narrative: bool = False
    quarterly: bool = False
    reference: Meaning | None = None
    reference_position: int | None = None
    start: int = 0
    end: int = 0
    cues: Callable[[int, int], str] = field(default=lambda _start, _end: "")

    @property
    def direction(self) -> str:
        """Which way the sentence looks: "future", "past", or "" where it doesn't say."""
        return self.cues(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Found:
    """The words that matched a pattern."""

    tokens: list[Token]
    candidate: Candidate
    text: str

    def get(self, name: str) -> Any:
        """Value of the first token that matched as class `name`, `None` where none did."""
        indices = self.candidate.slots.get(name)
        return self.tokens[indices[0]].values.get(name) if indices else None

    def every(self, name: str) -> list[Any]:
        """Values of all tokens that matched as class `name`."""
        return [self.tokens[index].values.get(name) for index in self.candidate.slots.get(name, ())]

    @property
    def words(self) -> list[str]:
        """The words, small."""
        return [self.text[t.start : t.end].lower() for t in self.tokens[self.candidate.first : self.candidate.last]]


class Reader(Protocol):
    """Gives matched words their meaning, or `None` where they mean no time."""

    def __call__(self, found: Found, context: Context, /) -> Meaning | None: ...


READERS: Final[dict[str, Reader]] = {}
"""Functions that patterns name in `read`."""


def reader(function: Reader) -> Reader:
    """Register a reader under its name."""
    READERS[getattr(function, "__name__", "")] = function
    return function


def absolute(span: Span, mod: str | None = None, kind: str = "DATE", suffix: str = "") -> Meaning:
    """Make the meaning of a span that needs no anchor."""
    return Meaning(kind, span.value + suffix, mod, DayInterval(span.first, span.last))


def relative(
    context: Context,
    reckon: Reckon,
    unknown: str,
    mod: str | None = None,
    kind: str = "DATE",
    *,
    chained: bool = False,
) -> Meaning:
    """Make the meaning of words that count from an anchor, as narrow as the anchor allows.

    Args:
        context: Holds the anchor: the publication days, or the last date mentioned where `chained`.
        reckon: From one day of the anchor to what the words mean; monotone.
        unknown: The value where the anchor does not decide it.
        mod: TIMEX3 mod.
        kind: TIMEX3 type.
        chained: Count from the last date mentioned, where there is one.
    """
    anchor, name = context.publication, "publication"
    if chained and context.reference is not None and context.reference.days.known:
        anchor, name = context.reference.days, "expression"
    try:
        first = None if anchor.earliest is None else reckon(anchor.earliest)
        last = None if anchor.latest is None else reckon(anchor.latest)
    except (ValueError, OverflowError):
        return Meaning(kind, unknown, mod, UNKNOWN, name)
    if first is None and last is None:
        return Meaning(kind, unknown, mod, UNKNOWN, name)
    value = first.value if first and last and first.value == last.value else unknown
    days = DayInterval(first.first if first else None, last.last if last else None)
    return Meaning(kind, value, mod, days, name)


def with_part(meaning: Meaning, suffix: str) -> Meaning:
    """Make a day a time of that day."""
    return replace(meaning, type="TIME", value=meaning.value + suffix)


def slots(found: Found) -> Mapping[str, tuple[int, ...]]:
    """Which classes and parts matched."""
    return found.candidate.slots

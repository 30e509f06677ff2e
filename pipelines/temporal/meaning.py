"""What readers get and give: the words that matched, what is known around them, and the meaning found."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, Protocol

from pipelines.days import UNKNOWN, DayInterval
from pipelines.temporal.context import Context, Meaning
from pipelines.temporal.patterns import Candidate
from pipelines.temporal.reckoning import Reckon, Span, day_span
from pipelines.temporal.runs import Token

__all__ = ["READERS", "Context", "Found", "Meaning", "absolute", "of_the_day", "reader", "relative"]

_FIRST_YEAR, _LAST_YEAR = -9999, 9999


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
        chained: Count from the last date mentioned, where there is one; one that is far away leaves all open.
    """
    anchor, name = context.publication, "publication"
    if chained and context.near and context.reference is not None:
        anchor, name = context.reference.days, "expression"
    elif chained:
        return Meaning(kind, unknown, mod)
    try:
        first = None if anchor.earliest is None else reckon(anchor.earliest)
        last = first if anchor.latest == anchor.earliest else None if anchor.latest is None else reckon(anchor.latest)
    except (ValueError, OverflowError):
        return Meaning(kind, unknown, mod, UNKNOWN, name)
    if first is None and last is None:
        return Meaning(kind, unknown, mod, UNKNOWN, name)
    value = first.value if first and last and first.value == last.value else unknown
    days = DayInterval(first.first if first else None, last.last if last else None)
    return Meaning(kind, value, mod, days, name)


def of_the_day(context: Context) -> Meaning:
    """Give the day that a time of day without one is of.

    The day that the sentence or the one before tells of. Else, where the day of writing is known, some day from the last
    one named shortly before it up to it, the day of writing itself where none was. Else nothing: it stays open.
    """
    told = context.told_day
    if told is not None:
        day = day_span(told.days.earliest or 0)
        return Meaning("DATE", day.value, days=told.days, anchor="expression")
    if context.narrative:
        return Meaning("DATE", "XXXX-XX-XX")
    today = relative(context, day_span, "XXXX-XX-XX")
    named = context.reference.days.earliest if context.reference and context.reference.days.single else None
    written = today.days.latest if context.publication.single else None
    if named is not None and written is not None and 0 < written - named <= _LATELY:
        return replace(today, value="XXXX-XX-XX", days=DayInterval(named, written))
    return today


_LATELY: Final = 7
"""Days before the day of writing on which what the news tells may have begun."""


def with_part(meaning: Meaning, suffix: str) -> Meaning:
    """Make a day a time of that day."""
    return replace(meaning, type="TIME", value=meaning.value + suffix)


def slots(found: Found) -> Mapping[str, tuple[int, ...]]:
    """Which classes and parts matched."""
    return found.candidate.slots

"""What speaks for a day of writing before it is judged, and how far its kind is to be believed."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from pipelines.days import UNKNOWN, DayInterval
from pipelines.records import Evidence

__all__ = ["Clue", "labels", "lexicon", "weight"]


@dataclass(frozen=True, slots=True)
class Clue:
    """One piece of evidence, collected and not yet judged.

    Attributes:
        kind: Sort of evidence, as `Evidence.kind`.
        origin: Who or what said so.
        surface: The characters it was read from.
        days: Days it allows; unknown where it names none by itself.
        weight: How far it is to be believed, 0 to 1.
        start: First code point of the text; `None` where it stands outside.
        end: Code point after its last.
        month_day: Month and day, where it names a day without its year.
        note: What is doubtful about it.
        nearest: Of a bound, whether its day itself is the likeliest.
        weekday: Of a day without its year, which weekday it was: 1 for Monday to 7 for Sunday.
        settles: Whether it may leave a single day of what other evidence leaves open.
    """

    kind: str
    origin: str
    surface: str
    days: DayInterval = UNKNOWN
    weight: float = 0.0
    start: int | None = None
    end: int | None = None
    month_day: tuple[int, int] | None = None
    note: str | None = None
    nearest: bool = False
    weekday: int | None = None
    settles: bool = True

    def judged(self, used: bool, note: str | None = None, days: DayInterval | None = None) -> Evidence:
        """Make the evidence of it.

        Args:
            used: Whether the answer rests on it.
            note: What the judgement adds to the clue's own note.
            days: Days it turned out to mean, where that needed other evidence.
        """
        meant = days or self.days
        notes = [part for part in (self.note, note) if part]
        return Evidence(
            kind=self.kind,
            origin=self.origin,
            surface=self.surface,
            start=self.start,
            end=self.end,
            earliest=meant.earliest,
            latest=meant.latest,
            weight=self.weight,
            used=used,
            note="; ".join(notes) or None,
        )


@cache
def lexicon(name: str) -> dict[str, Any]:
    """Give a data file of `lexicon/`, by its name without `.toml`."""
    return tomllib.loads((files("pipelines.dating") / "lexicon" / f"{name}.toml").read_text(encoding="utf-8"))


def weight(name: str) -> float:
    """Give the weight of a kind of evidence, from `lexicon/weights.toml`."""
    found = lexicon("weights")[name]
    assert isinstance(found, float)  # noqa: S101 - our own data file
    return found


@cache
def labels(section: str) -> tuple[str, ...]:
    """Give all words of a section of `lexicon/labels.toml`, the longest first."""
    languages = lexicon("labels")[section]
    assert isinstance(languages, dict)  # noqa: S101 - our own data file
    words = {word for language in languages.values() for word in language}
    return tuple(sorted(words, key=lambda word: (-len(word), word)))

"""What a measure gives back: figures, and the answers it counted as wrong."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from pipelines.settings import Settings

__all__ = ["SCOPES", "Figure", "Options", "Report", "Row", "cells", "f1", "precision_recall"]

Row = Mapping[str, Any]
"""One line of a gold file or of an answer."""
SCOPES: Final = ("topic", "subtopic", "none")
"""How far coreference may reach: `none` is the whole corpus."""


@dataclass(frozen=True, slots=True)
class Options:
    """How a measure is to be taken.

    Attributes:
        given: The gold spans were handed to the system, which must have answered for exactly those.
        scope: How far coreference reaches: `topic`, `subtopic` or `none` (the whole corpus).
        folder: The one timeline to score; all where it is `None`.
        settings: What the system is told.
    """

    given: bool = False
    scope: str = "subtopic"
    folder: str | None = None
    settings: Settings = field(default_factory=Settings)


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of a report: a name, and numbers by what they are (`P`, `R`, `F1`, `%`, `of` ...)."""

    name: str
    numbers: Mapping[str, float]

    def __str__(self) -> str:
        return f"{self.name:28s} " + "  ".join(f"{key} {_shown(value)}" for key, value in self.numbers.items())


@dataclass(frozen=True, slots=True)
class Report:
    """What a measure found.

    Attributes:
        measure: Its name.
        figures: In order; the last one is the main figure.
        errors: Cells of each answer that was counted as wrong, the document first.
        details: Further figures, such as those by type.
    """

    measure: str
    figures: tuple[Figure, ...]
    errors: tuple[tuple[str, ...], ...] = ()
    details: tuple[Figure, ...] = ()

    @property
    def main(self) -> Figure:
        """The figure that the measure is known by."""
        return self.figures[-1]

    def number(self, figure: str, key: str) -> float:
        """Give one number by the name of its figure and its own."""
        return next(item for item in self.figures if item.name == figure).numbers[key]


def _shown(value: float) -> str:
    return f"{value:d}" if isinstance(value, int) else f"{value:.3f}"


def f1(precision: float, recall: float) -> float:
    """Give the harmonic mean of precision and recall; 0 where both are."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def precision_recall(name: str, hits: int, gold: int, system: int) -> Figure:
    """Give precision, recall and F1 in per cent; 0 where nothing was asked or answered."""
    precision, recall = (hits / system if system else 0.0), (hits / gold if gold else 0.0)
    return Figure(name, {"P": 100 * precision, "R": 100 * recall, "F1": 100 * f1(precision, recall)})


def cells(*values: object) -> tuple[str, ...]:
    """Make the cells of an error's line, in one line each."""
    return tuple(" ".join(str(value).split()) for value in values)

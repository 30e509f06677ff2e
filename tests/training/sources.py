"""What is learnt from, and what is kept for measuring; each with its licence, as the model card tells it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from tests.training.events import annotated
from tests.training.examples import Example
from tests.training.treebanks import named_sentences, treebank

__all__ = ["KEPT", "SOURCES", "Source"]


@dataclass(frozen=True, slots=True)
class Source:
    """Data to learn from.

    Attributes:
        name: What the card calls it.
        licence: Its licence, or what is known of it.
        free: Whether that is a Creative Commons licence.
        read: Reads it from the folder of the data.
    """

    name: str
    licence: str
    free: bool
    read: Callable[[Path], Iterator[Example]]


def _treebank(folder: Path, name: str) -> Iterator[Example]:
    return treebank(folder / "ud", name)


def _names(folder: Path) -> Iterator[Example]:
    return named_sentences(folder / "ud" / "wikigold.conll.gz")


def _events(folder: Path, name: str, *, kept: bool) -> Iterator[Example]:
    return annotated(folder / "timex" / f"{name}.jsonl", kept=kept)


SOURCES: Final = (
    Source(
        "UD_English-EWT, training part; names from UNER",
        "CC BY-SA 4.0",
        free=True,
        read=partial(_treebank, name="ewt-train"),
    ),
    Source(
        "GUM, its open genres, training part", "CC BY 4.0", free=True, read=partial(_treebank, name="gum-open-train")
    ),
    Source("wikigold", "CC BY 4.0", free=True, read=_names),
    Source(
        "TimeBank 1.2 as TempEval-3 published it, four documents of five",
        "none stated; numbers alone were learnt from it, none of its text is here",
        free=False,
        read=partial(_events, name="timebank", kept=False),
    ),
    Source(
        "AQUAINT as TempEval-3 published it, four documents of five",
        "none stated; as TimeBank",
        free=False,
        read=partial(_events, name="aquaint", kept=False),
    ),
)

KEPT: Final[dict[str, Callable[[Path], Iterator[Example]]]] = {
    "UD_English-EWT, test": partial(_treebank, name="ewt-test"),
    "GUM, open genres, test": partial(_treebank, name="gum-open-test"),
    "TimeBank, every fifth document": partial(_events, name="timebank", kept=True),
    "AQUAINT, every fifth document": partial(_events, name="aquaint", kept=True),
}
"""What is measured on: nothing of it is learnt from."""

"""Documents whose events people annotated (TimeML), read into examples cut by our own sentences and words.

Sources: TimeBank 1.2 and AQUAINT, as TempEval-3 published them.
"""

import json
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from pipelines.events.triggers import find_candidates
from pipelines.syntax.model import EVENT_CLASSES
from pipelines.syntax.sentences import sentences
from pipelines.syntax.tagger import tag_sentence
from pipelines.syntax.tokens import Tokens, tokenise
from tests.training.examples import Example

__all__ = ["GIVEN", "HELD_OUT", "annotated", "held_out"]

HELD_OUT: Final = 5
"""One document in so many is never learnt from: it is what the shipped weights are measured on."""

GIVEN: Final = ("-", *EVENT_CLASSES, "copula")
"""What the rules can say of a word: that it names no event, one of a class, or that it is a bare copula."""

_EVENTLESS: Final = "-"
"""The label of a word that names no event."""


def held_out(name: str) -> bool:
    """Whether a document, by its name, is kept for measuring."""
    return zlib.crc32(name.encode()) % HELD_OUT == 0


def annotated(path: Path, *, kept: bool) -> Iterator[Example]:
    """Read the documents of a file.

    Args:
        path: JSON lines with `doc_id`, `text` and `events`.
        kept: Read those that are kept for measuring; else all others.
    """
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            document = json.loads(line)
            if held_out(document["doc_id"]) == kept:
                yield from _examples(document)


def _examples(document: dict[str, Any]) -> Iterator[Example]:
    events = sorted(document["events"], key=lambda item: item["start"])
    at = 0
    for start, end in sentences(document["text"]):
        found = tokenise(document["text"], start, end)
        kinds = [_EVENTLESS] * len(found.words)
        while at < len(events) and events[at]["start"] < start:
            at += 1
        n = at
        while n < len(events) and events[n]["start"] < end:
            # The head of a trigger of several words is its last; a word of ours that is longer than it counts too.
            inside = [
                i for i, s in enumerate(found.starts) if s < events[n]["end"] and found.ends[i] > events[n]["start"]
            ]
            if inside:
                kinds[inside[-1]] = events[n]["class"]
            n += 1
        if found.words:
            yield Example(found.words, (), {"event": tuple(kinds), "given": _given((start, end), found)})


def _given(span: tuple[int, int], found: Tokens) -> tuple[str, ...]:
    """What the rules say of each word."""
    given = [_EVENTLESS] * len(found.words)
    for trigger in find_candidates(tag_sentence(span, found)):
        given[trigger.index] = trigger.kind if trigger.kind == "copula" else trigger.event_class
    return tuple(given)

"""Merging a whole file without holding it: answers and mentions lie on disk between the two passes.

Mentions are cut into parts by kind, beyond which nothing is ever merged; one part at a time is in memory, and
the words of every document, as numbers, since they tell which documents tell one story.
"""

import json
import pickle
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Final

from pipelines.engine import digest
from pipelines.settings import Timeline
from pipelines.timeline.fuse import event_id
from pipelines.timeline.kinds import kind_of
from pipelines.timeline.mentions import Mention
from pipelines.timeline.merge import clusters
from pipelines.timeline.stories import Stories, stories
from pipelines.timeline.words import Words

__all__ = ["Spill"]

_PARTS: Final = 64
_ID_LENGTH: Final = 21


class Spill:
    """Answers on their way to their event ids.

    Args:
        folder: An empty folder of its own.
        limits: How mentions are merged.
    """

    def __init__(self, folder: Path, limits: Timeline) -> None:
        self._folder = folder
        self._limits = limits
        self._events = 0
        self._documents: dict[str, Words] = {}
        self._answers: IO[str] = (folder / "answers").open("w", encoding="utf-8")
        self._parts: list[IO[bytes]] = [(folder / f"part{number}").open("wb") for number in range(_PARTS)]

    def __enter__(self) -> "Spill":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close()

    def _close(self) -> None:
        self._answers.close()
        for part in self._parts:
            part.close()

    def keep(self, row: dict[str, Any], mentions: Iterable[Mention], told: Words) -> None:
        """Put an answer aside.

        Args:
            row: The answer.
            mentions: Those of its events, in the same order.
            told: The words of its document, which tell what story that is of.
        """
        self._answers.write(json.dumps(row) + "\n")
        for mention in mentions:
            part = int(digest(kind_of(mention.lemma)[0])[:4], 16) % _PARTS
            pickle.dump((self._events, mention), self._parts[part], protocol=pickle.HIGHEST_PROTOCOL)
            self._documents[mention.document_id] = told
            self._events += 1

    def merged(self) -> Iterator[dict[str, Any]]:
        """Give the answers in the order they came, events of the same name across documents under one id."""
        self._close()
        near = stories(self._documents, self._limits)
        with (self._folder / "ids").open("w+b") as ids:
            for number in range(_PARTS):
                self._name_part(self._folder / f"part{number}", ids, near)
            ids.seek(0)
            with (self._folder / "answers").open(encoding="utf-8") as answers:
                for line in answers:
                    row = json.loads(line)
                    for event in row.get("events", ()):
                        event["event_id"] = ids.read(_ID_LENGTH).decode()
                    yield row

    def _name_part(self, path: Path, ids: IO[bytes], near: Stories) -> None:
        """Merge the mentions of one part, and write the id of each at its place.

        The same text twice has the same mentions: they are merged as one.
        """
        places: dict[str, list[int]] = {}
        mentions: list[Mention] = []
        with path.open("rb") as part:
            for place, mention in _load(part):
                if mention.mention_id not in places:
                    places[mention.mention_id] = []
                    mentions.append(mention)
                places[mention.mention_id].append(place)
        for cluster in clusters(mentions, self._limits, near):
            members = [mentions[item.number] for item in cluster.members]
            name = event_id(members).encode()
            for member in members:
                for place in places[member.mention_id]:
                    ids.seek(place * _ID_LENGTH)
                    ids.write(name)


def _load(part: IO[bytes]) -> Iterator[tuple[int, Mention]]:
    while True:
        try:
            yield pickle.load(part)  # noqa: S301 - a file that this process has just written
        except EOFError:
            return

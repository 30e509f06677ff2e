"""What the model says of sentences: tags, heads, relations, names, and which words name an event of which class."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
import numpy.typing as npt
from numpy.lib.stride_tricks import sliding_window_view

from pipelines.quick import quick
from pipelines.syntax.encoder import Encoded, Encoder
from pipelines.syntax.heads import best_heads
from pipelines.syntax.parameters import Floats, Weights, weights

__all__ = ["EVENT_CLASSES", "NOTHING", "Analysis", "Model", "model"]

EVENT_CLASSES: Final = ("ASPECTUAL", "I_ACTION", "I_STATE", "OCCURRENCE", "PERCEPTION", "REPORTING", "STATE")
"""TimeML's classes of events, in the order of the model's scores."""

_GIVEN: Final = {told: n for n, told in enumerate(("-", *EVENT_CLASSES, "copula"))}
"""What rules can say of a word, with the row of the weights for that."""

_WORDS: Final = 4_096
"""Words of sentences that are read together, about; more bring no speed."""

_WASTE: Final = 40_000
"""Pairs of words that are scored for nothing, at most, to score sentences of other lengths in one go: a go of its own costs as much."""

_PAIRS: Final = 200_000
"""Pairs of words that are scored together, about."""

_ROWS: Final = 128
"""Rows that are worked on at a time: they stay in the processor's cache."""

_LONGEST: Final = 256
"""Words that one tree holds. What is longer is a list or a table: each piece has a tree of its own, as pairs of words are scored."""


@quick
@dataclass(frozen=True, slots=True)
class Analysis:
    """What is said of a sentence, column by column; all are as long as it has words, or empty where the model was not asked.

    Attributes:
        tags: Penn Treebank tags.
        heads: Place of the word that each hangs on; -1 for a root.
        relations: Universal Dependencies relation of each to its head.
        names: B-PER, I-PER, B-ORG and so on; O outside of names.
        events: For each word a row of scores: that it names no event, and then that it names one of each class of
            `EVENT_CLASSES`. A difference of scores is a difference of logarithms of probability.
        odds: For each word the logarithm of the odds that it names an event, about, where the rules don't say so.
    """

    tags: tuple[str, ...]
    heads: tuple[int, ...]
    relations: tuple[str, ...]
    names: tuple[str, ...]
    events: Floats
    odds: tuple[float, ...]

    def followed_by(self, other: "Analysis") -> "Analysis":
        """Join two pieces of one sentence; each keeps its root."""
        size = len(self.heads)
        return Analysis(
            self.tags + other.tags,
            self.heads + tuple(head + size if head >= 0 else head for head in other.heads),
            self.relations + other.relations,
            self.names + other.names,
            np.concatenate([self.events, other.events]),
            self.odds + other.odds,
        )


class Model:
    """Reads sentences with given weights."""

    def __init__(self, given: Weights) -> None:
        self._encoder = Encoder(given)
        dense = given.dense
        self._labels = {name: np.array(found, object) for name, found in given.labels.items()}
        parts = [
            "arc.head",
            "arc.dependent",
            "relation.head",
            "relation.dependent",
            "xpos.label",
            "name.label",
            "event.label",
        ]
        self._matrix = np.concatenate([dense[f"{part}.weight"] for part in parts], 1)
        self._bias = np.concatenate([dense[f"{part}.bias"] for part in parts])
        sizes = [len(dense[f"{part}.bias"]) for part in parts]
        self._cuts = np.cumsum(sizes)[:-1]
        self._pair, self._lead, self._distance = (dense[f"arc.{part}"] for part in ("pair", "lead", "distance"))
        self._given = dense["event.given"].astype(np.float64)
        self._unproposed = dense["event.given"][0]
        self._relation = (dense["relation.label.weight"], dense["relation.label.bias"])

    def analyse(self, sentences: Sequence[Sequence[str]]) -> list[Analysis]:
        """Read sentences, given as the words of each; one analysis for each comes back, in their order."""
        pieces = [
            (n, words[at : at + _LONGEST]) for n, words in enumerate(sentences) for at in range(0, len(words), _LONGEST)
        ]
        found: list[Analysis] = [NOTHING] * len(sentences)
        parts: list[Analysis] = [NOTHING] * len(pieces)
        for chosen in _groups([words for _, words in pieces]):
            for n, analysis in zip(chosen, self._read([pieces[n][1] for n in chosen]), strict=True):
                parts[n] = analysis
        for (n, _), part in zip(pieces, parts, strict=True):
            found[n] = found[n].followed_by(part) if found[n].odds else part
        return found

    def judge(
        self, analyses: Sequence[Analysis], places: Sequence[int], given: Sequence[str]
    ) -> list[tuple[float, str]]:
        """Weigh what the rules say of some words.

        Args:
            analyses: What the model says of their sentences.
            places: Which words, counted through all the sentences.
            given: What the rules say of each: a class of `EVENT_CLASSES`, `copula`, or `-`.

        Returns:
            For each the logarithm of the odds that the word names an event, about, and the likeliest class if it does.
        """
        if not places:
            return []
        events = np.concatenate([analysis.events for analysis in analyses]).take(places, 0)
        scores = events.astype(np.float64) + self._given.take([_GIVEN[told] for told in given], 0)
        best = scores[:, 1:].argmax(1)
        odds = scores[:, 1:].max(1) - scores[:, 0]
        return list(zip(odds.tolist(), [EVENT_CLASSES[n] for n in best.tolist()], strict=True))

    def _read(self, sentences: Sequence[Sequence[str]]) -> Iterator[Analysis]:
        encoded = self._encoder.encode(sentences)
        head, dependent, up, down, tag, name, events = np.split(self._scores(encoded.vectors), self._cuts, axis=1)
        rows = self._heads(encoded, head, dependent)
        joined = up.take(rows, 0)
        joined += down
        np.maximum(joined, 0, out=joined)
        relations = self._named("relation", joined @ self._relation[0] + self._relation[1])
        tags, names = self._named("xpos", tag), self._named("name", name)
        heads = (rows - np.repeat(encoded.starts + 1, encoded.lengths)).tolist()
        events = events.copy()  # or each sentence would keep all the other scores alive
        alone = events + self._unproposed
        odds = (alone[:, 1:].max(1) - alone[:, 0]).tolist()
        for start, length in zip(encoded.starts.tolist(), encoded.lengths.tolist(), strict=True):
            own = slice(start + 1, start + length)
            yield Analysis(
                tuple(tags[own]),
                tuple(heads[own]),
                tuple(relations[own]),
                tuple(names[own]),
                events[own],
                tuple(odds[own]),
            )

    def _scores(self, vectors: Floats) -> Floats:
        """What the vectors say, all columns side by side; of arcs only what is above zero."""
        found = np.empty((len(vectors), len(self._bias)), np.float32)
        arcs = int(self._cuts[1])
        for at in range(0, len(vectors), _ROWS):
            part = found[at : at + _ROWS]
            np.matmul(vectors[at : at + _ROWS], self._matrix, out=part)
            part += self._bias
            np.maximum(part[:, :arcs], 0, out=part[:, :arcs])
        return found

    def _named(self, name: str, scores: Floats) -> list[str]:
        found: list[str] = self._labels[name].take(scores.argmax(1)).tolist()
        return found

    def _heads(self, encoded: Encoded, head: Floats, dependent: Floats) -> npt.NDArray[np.int64]:
        """For each row the row of its head; a root's own sentence for the root itself."""
        paired = dependent @ self._pair
        lead = head @ self._lead
        found = np.repeat(encoded.starts, encoded.lengths)
        for part in _alike(encoded.lengths):
            starts, lengths = encoded.starts[part], encoded.lengths[part]
            longest = int(lengths[0])
            place = np.arange(longest)
            beyond = place >= lengths[:, None]
            rows = starts[:, None] + np.where(beyond, 0, place)
            scores = np.matmul(paired.take(rows[:, 1:], 0), head.take(rows, 0).transpose(0, 2, 1))
            scores += lead.take(rows)[:, None]
            scores += self._nearness(longest)
            scores[:, place[:-1], place[1:]] = -np.inf
            if lengths[-1] < longest:
                np.copyto(scores, -np.inf, where=beyond[:, None])
            inside = ~beyond[:, 1:]
            found[rows[:, 1:][inside]] += best_heads(scores, lengths - 1)[inside]
        return found

    def _nearness(self, length: int) -> Floats:
        """What the distance between a word and its head adds: one row for each word, one column for each head."""
        farthest = len(self._distance) // 2
        steps = np.clip(np.arange(1 - length, length), -farthest, farthest) + farthest
        # Row i of the windows begins at -i; rows of words begin at 1.
        return sliding_window_view(self._distance[steps], length)[::-1][1:]


def _alike(lengths: npt.NDArray[np.int64]) -> Iterator[slice]:
    """Runs of sentences, the longest first, that are scored together."""
    first, pairs, used = 0, 0, 0
    for n, length in enumerate(lengths.tolist()):
        square = int(lengths[first]) ** 2
        pairs, used = pairs + square, used + length * length
        if n > first and (pairs - used > _WASTE or pairs > _PAIRS):
            yield slice(first, n)
            first, pairs, used = n, length * length, length * length
    yield slice(first, len(lengths))


NOTHING: Final = Analysis((), (), (), (), np.zeros((0, 1 + len(EVENT_CLASSES)), np.float32), ())


def _groups(sentences: Sequence[Sequence[str]]) -> Iterator[list[int]]:
    """Sentences to read together, the longest first; those without words are left out."""
    order = sorted((n for n, words in enumerate(sentences) if words), key=lambda n: -len(sentences[n]))
    current, size = list[int](), 0
    for n in order:
        current.append(n)
        size += len(sentences[n])
        if size >= _WORDS:
            yield current
            current, size = [], 0
    if current:
        yield current


@cache
def model() -> Model:
    """Give the model with the weights that are shipped, read once."""
    return Model(weights())

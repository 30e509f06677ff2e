"""Learning the weights: examples in, parameters out, the same ones whenever it is done again on the same machine."""

import importlib
import random
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from pipelines.syntax.features import ROOT, features, fingerprint, forms
from pipelines.syntax.model import EVENT_CLASSES
from tests.training.events import GIVEN
from tests.training.examples import UNSAID, Example
from tests.training.network import Parameters, Sizes, arcs, encode, initial, labels

__all__ = ["Labels", "labels_of", "learn", "listed_forms"]

torch: Any = importlib.import_module("torch")
functional: Any = importlib.import_module("torch.nn.functional")

LABELS: Final = ("xpos", "relation", "name", "event")
"""The columns that are learnt, each with a head of its own."""
_WEIGHT: Final = {"xpos": 0.6, "relation": 1.0, "name": 0.6, "event": 2.0}
_IGNORED: Final = -100
_BATCH: Final = 2500
"""Words of a batch, roots and gaps counted."""
_COMMON: Final = 3
"""Times that a form must occur to have a number of its own."""
_RATE: Final = 3e-3

Labels = dict[str, tuple[str, ...]]
Batch = tuple[Any, Any, Any, Any, dict[str, Any]]
"""Rows of features, mask, heads, what the rules say, and the labels by column."""
Listed = tuple[dict[int, int], ...]


def listed_forms(examples: Iterable[Example]) -> Listed:
    """Number the common forms and dictionary forms, by fingerprint; 0 and 1 are taken."""
    counts: tuple[Counter[int], Counter[int]] = (Counter(), Counter())
    for example in examples:
        for word in example.words:
            for count, form in zip(counts, forms(word), strict=True):
                count[fingerprint(form)] += 1
    return tuple(
        {key: n + 2 for n, key in enumerate(sorted(key for key, times in count.items() if times >= _COMMON))}
        for count in counts
    )


def labels_of(examples: Sequence[Example]) -> Labels:
    """Give the labels of each column, in order: those that occur, and all classes of events."""
    found = {name: {label for item in examples for label in item.columns.get(name, ())} - {UNSAID} for name in LABELS}
    return {name: tuple(sorted(labels)) for name, labels in found.items()} | {"event": ("-", *EVENT_CLASSES)}


@dataclass(slots=True)
class _Prepared:
    """Examples as numbers."""

    words: list[Any]
    heads: list[Any]
    given: list[Any]
    columns: dict[str, list[Any]]


class _Numbers:
    """Turns examples into numbers; rows of features are made once for each form."""

    def __init__(self, listed: Listed, labels: Labels) -> None:
        self.listed = listed
        self.places = {name: {label: n for n, label in enumerate(found)} for name, found in labels.items()}
        self.known = {"": 0}
        self.rows = [ROOT]

    def number(self, word: str) -> int:
        if word not in self.known:
            self.known[word] = len(self.rows)
            self.rows.append(features(word, self.listed))
        return self.known[word]

    def prepare(self, examples: Sequence[Example]) -> _Prepared:
        made = _Prepared([], [], [], {name: [] for name in self.places})
        for example in examples:
            size = len(example.words)
            made.words.append(torch.tensor([0, *(self.number(word) for word in example.words)]))
            made.heads.append(torch.tensor([-1, *(example.heads or (-1,) * size)]))
            given = example.columns.get("given") or (GIVEN[0],) * size
            made.given.append(torch.tensor([0, *(GIVEN.index(label) for label in given)]))
            for name, places in self.places.items():
                said = example.columns.get(name) or (UNSAID,) * size
                made.columns[name].append(torch.tensor([_IGNORED, *(places.get(label, _IGNORED) for label in said)]))
        return made


def _batches(made: _Prepared, chance: random.Random) -> list[list[int]]:
    """Sentences of like length together, shuffled."""
    order = sorted(range(len(made.words)), key=lambda n: len(made.words[n]) + 2 * chance.random())
    found, current, longest = list[list[int]](), list[int](), 0
    for n in order:
        longest = max(longest, len(made.words[n]))
        if current and longest * (len(current) + 1) > _BATCH:
            found.append(current)
            current, longest = [], len(made.words[n])
        current.append(n)
    found.append(current)
    chance.shuffle(found)
    return found


def _padded(parts: list[Any], chosen: list[int], filler: int) -> Any:
    return torch.nn.utils.rnn.pad_sequence([parts[n] for n in chosen], batch_first=True, padding_value=filler)


def _batch(made: _Prepared, chosen: list[int], rows: Any) -> Batch:
    words = _padded(made.words, chosen, -1)
    mask = (words >= 0).float()
    columns = {name: _padded(parts, chosen, _IGNORED) for name, parts in made.columns.items()}
    return rows[words.clamp(min=0)], mask, _padded(made.heads, chosen, -1), _padded(made.given, chosen, 0), columns


def _loss(own: Parameters, batch: Batch) -> Any:
    rows, mask, heads, given, columns = batch
    x = encode(own, rows, mask)
    scores = arcs(own, x, mask)
    known = heads >= 0
    total = functional.cross_entropy(scores[known], heads[known]) if bool(known.any()) else 0.0
    for name, column in columns.items():
        right = column != _IGNORED
        if bool(right.any()):
            found = labels(own, x, name, heads, given)
            total = total + _WEIGHT[name] * functional.cross_entropy(found[right], column[right])
    return total


def learn(
    examples: Sequence[Example],
    names: Labels,
    listed: Listed,
    *,
    sizes: Sizes,
    epochs: int,
    seed: int,
    told: Callable[[int, float], None],
) -> Parameters:
    """Learn the parameters.

    The rate climbs for 150 steps and falls to nothing by the last; what comes back is the mean of the parameters over the last
    few hundred steps, which is better than any of them.

    Args:
        examples: What to learn from.
        names: The labels of each column.
        listed: Numbers of common forms.
        sizes: Lengths of vectors.
        epochs: How often each example is seen.
        seed: Where chance begins.
        told: Called after each epoch with its number and the mean loss of its batches.
    """
    torch.manual_seed(seed)
    torch.set_num_threads(1)
    chance = random.Random(seed)  # noqa: S311 - an order to learn in is no secret
    numbers = _Numbers(listed, names)
    made = numbers.prepare(examples)
    rows = torch.tensor(numbers.rows)
    counts = {name: len(found) for name, found in names.items()}
    learner = _Learner(initial(sizes, tuple(len(known) + 2 for known in listed), counts, len(GIVEN)))
    for epoch in range(epochs):
        order = _batches(made, chance)
        lost = sum(
            learner.step(_batch(made, chosen, rows), (epoch + n / len(order)) / epochs)
            for n, chosen in enumerate(order)
        )
        told(epoch, lost / len(order))
    return learner.mean


class _Learner:
    """Parameters, their optimiser, and their running mean."""

    def __init__(self, own: Parameters) -> None:
        self.own = own
        self.mean = {name: value.detach().clone() for name, value in own.items()}
        self._optimiser = torch.optim.Adam(own.values(), lr=_RATE, betas=(0.9, 0.95))
        self._steps = 0

    def step(self, batch: Batch, done: float) -> float:
        """Learn from a batch, `done` being the share of the way that is behind; give its loss."""
        self._optimiser.param_groups[0]["lr"] = _RATE * min(1.0, (self._steps + 1) / 150) * max(1 - done, 0.01)
        loss = _loss(self.own, batch)
        self._optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(list(self.own.values()), 5.0)
        self._optimiser.step()
        self._steps += 1
        if self._steps % 5 == 0:
            share = min(0.985, (self._steps / 5) / (10 + self._steps / 5))
            for name, value in self.mean.items():
                value.mul_(share).add_(self.own[name].detach(), alpha=1 - share)
        return float(loss.detach())

"""How likely two mentions of one kind speak of one event, by what their sentences and documents share.

Boosted trees over a few numbers, for many pairs at once; before them a few of these numbers tell which pairs are worth it.
What was learnt stands in `coreference.npz`: numbers only.
"""

from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from pipelines.forest import Trees, judge
from pipelines.timeline.likeness import Bags, are_rare, word_weights
from pipelines.timeline.looks import Flags, Floats, Looks, Numbers

__all__ = ["FEATURES", "GATE", "Learnt", "Likeness", "learnt"]

FEATURES: Final = (
    *("story", "same_document", "same_sentence", "sentence", "shared", "rare", "beside"),
    *("same_surface", "same_lemma", "same_family", "same_stem"),
    *("common", "commonest", "names", "agents", "patients", "places", "crossed", "same_class", "speech", "little"),
    *("first", "last"),
)
"""The numbers that the trees judge by."""
GATE: Final = ("always", "story", "same_document", "same_lemma", "same_family", "common", "speech", "little")
"""The numbers that tell which pairs are worth their time."""

_OWN_STORY: Final = 0.4
"""How alike a document counts as to itself."""
_STEPS: Final = 1 << 20
"""Likelihoods are so many steps between 0 and 1: their sums are exact, whatever the order they are added in."""


@dataclass(frozen=True, slots=True)
class Learnt:
    """What was learnt.

    Attributes:
        gate: A weight for each of `GATE`, in log odds.
        least: From which score on a pair is worth the trees' time.
        trees: The trees, over `FEATURES`.
    """

    gate: Floats
    least: float
    trees: Trees


@cache
def learnt() -> Learnt:
    """Give what was learnt."""
    with as_file(files("pipelines.timeline") / "coreference.npz") as path, np.load(path, allow_pickle=False) as found:
        trees = Trees(found["features"], found["thresholds"], found["leaves"], float(found["base"]))
        return Learnt(found["gate"].astype(np.float64), float(found["least"]), trees)


class Likeness:
    """Compares mentions by their looks.

    Args:
        looks: All mentions.
        some: Which of them are compared; all where it is not given.
    """

    def __init__(self, looks: Looks, some: Flags | None = None) -> None:
        self._looks = looks
        kept = np.ones(len(looks), bool) if some is None else some
        words, beside, names = (
            things[np.repeat(kept, looks[count])]
            for count, things in (("words", looks.words), ("beside", looks.beside), ("names", looks.names))
        )
        self._words = Bags(looks["words"] * kept, words, word_weights(words))
        self._rare = Bags(looks["words"] * kept, words, are_rare(words))
        self._beside = Bags(looks["beside"] * kept, beside, word_weights(beside))
        self._names = Bags(looks["names"] * kept, names, np.ones(len(names)))

    def worth(self, one: Numbers, other: Numbers, story: Floats, crowd: Floats) -> Flags:
        """Say which pairs are worth more than a glance: the others are hardly ever one event.

        Args:
            one: Numbers of mentions.
            other: Number of the other one of each pair.
            story: How alike their documents are; below 0 where it is one document.
            crowd: How much their documents tell.
        """
        known = learnt()
        found: Flags = known.gate @ self.glance(one, other, story) - crowd >= known.least
        return found

    def likely(self, one: Numbers, other: Numbers, story: Floats, crowd: Floats) -> Floats:
        """Say how likely the mentions of each pair are one event, 0 to 1, apart from what their days tell.

        The more events two documents tell of, the fewer of their mentions of one word are one event: the odds fall as the texts
        grow.

        Args:
            one: Numbers of mentions.
            other: Number of the other one of each pair; which is which does not matter.
            story: How alike their documents are; below 0 where it is one document.
            crowd: How much their documents tell, as `links.crowd` gives it.
        """
        score = judge(self.columns(one, other, story), learnt().trees) - crowd
        likely = 1 / (1 + np.exp(-np.clip(score, -30, 30)))
        return np.asarray(np.round(likely * _STEPS) / _STEPS)

    def glance(self, one: Numbers, other: Numbers, story: Floats) -> Floats:
        """Describe pairs by `GATE`: a row a number."""
        looks = self._looks
        return np.stack(
            [
                np.ones(len(one)), np.where(story < 0, _OWN_STORY, story), story < 0,
                *(looks[name][one] == looks[name][other] for name in ("lemma", "family")),
                (looks["common"][one] + looks["common"][other]) / 2,
                *(looks[name][one] | looks[name][other] for name in ("speech", "little")),
            ]
        )  # fmt: skip

    def columns(self, one: Numbers, other: Numbers, story: Floats) -> NDArray[np.float32]:
        """Describe pairs by `FEATURES`: a row a number."""
        looks = self._looks
        shared = self._words.shared(one, other)
        roles = [self._role(name, name, one, other) for name in ("agent", "patient", "place")]
        crossed = [self._role("agent", "patient", *pair) > 0 for pair in ((one, other), (other, one))]
        common = looks["common"][one], looks["common"][other]
        sentences = looks["sentence"][one], looks["sentence"][other]
        columns: list[NDArray[Any]] = [
            np.where(story < 0, _OWN_STORY, story), story < 0, (story < 0) & (sentences[0] == sentences[1]),
            shared / self._words.lengths(one, other), shared, self._rare.shared(one, other),
            self._beside.shared(one, other) / self._beside.lengths(one, other),
            *(looks[name][one] == looks[name][other] for name in ("surface", "lemma", "family", "stem")),
            (common[0] + common[1]) / 2, np.maximum(*common), self._names.shared(one, other),
            *roles, crossed[0] | crossed[1], looks["event_class"][one] == looks["event_class"][other],
            looks["speech"][one] | looks["speech"][other], looks["little"][one] | looks["little"][other],
            np.minimum(*sentences), np.maximum(*sentences),
        ]  # fmt: skip
        return np.stack(columns).astype(np.float32)

    def _role(self, mine: str, theirs: str, one: Numbers, other: Numbers) -> Floats:
        """1 where the same name fills a role, -1 where two proper names do, -0.5 where two others do, 0 where one is not known."""
        looks = self._looks
        own, their = looks[mine][one], looks[theirs][other]
        proper = looks["proper_" + mine][one] & looks["proper_" + theirs][other]
        differ = np.where(proper, -1.0, -0.5)
        return np.where((own == 0) | (their == 0), 0.0, np.where(own == their, 1.0, differ))

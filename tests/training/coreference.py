"""Learn anew which mentions speak of one event: `python -m tests.training.coreference DATA/events/ecbplus_dev.jsonl.gz`.

Topics are cut into two parts, then into five, by a hash of their number; each is tried with what is learnt from the others, and
CoNLL F1 is printed, within subtopics and over the whole corpus. What is written is learnt from all. Needs scipy; takes five
minutes.
"""

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from unittest.mock import patch

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

import pipelines.timeline
from pipelines.annotation.document import analyse
from pipelines.annotation.question import question
from pipelines.evaluation.coreference import b_cubed, ceaf, muc
from pipelines.evaluation.files import read
from pipelines.evaluation.measures import strip
from pipelines.evaluation.report import Row, f1
from pipelines.forest import judge
from pipelines.settings import Settings, Timeline
from pipelines.timeline import scorer
from pipelines.timeline.cluster import Cluster
from pipelines.timeline.links import Links
from pipelines.timeline.looks import Looks
from pipelines.timeline.mentions import Mention, slim
from pipelines.timeline.merge import clusters
from pipelines.timeline.pairs import candidates
from pipelines.timeline.scorer import Learnt, Likeness
from pipelines.timeline.stories import Stories, stories
from pipelines.timeline.words import Words, words
from tests.training.boosting import Boosting, boost

HOW = Boosting(trees=150, depth=5, rate=0.08, rows=0.5, features=0.4, stiffness=8.0)
_RIDGE = 0.3
_LOST = 0.005
"""Share of the pairs which the trees hold likely that may be lost before they see them."""
_SHIPPED = Path(pipelines.timeline.__file__).parent / "coreference.npz"
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Sample:
    """A gold mention: what merging sees of it, and what it should find.

    Attributes:
        mention: What merging sees.
        topic: Topic of its document.
        subtopic: Subtopic of its document.
        chain: The gold event.
    """

    mention: Mention
    topic: str
    subtopic: str
    chain: str

    def part(self, parts: int) -> int:
        """Which of so many parts of the topics it belongs to, from 0."""
        return blake2b(self.topic.encode(), digest_size=1).digest()[0] % parts


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of mentions, described.

    Attributes:
        columns: By `scorer.FEATURES`: a row a number, a column a pair.
        glance: By `scorer.GATE`.
        same: 1 where both are one event, else 0.
        counts: How much each counts: the more pairs its mentions have, the less.
        crowd: What is taken off its log odds.
    """

    columns: NDArray[np.float32]
    glance: Floats
    same: Floats
    counts: Floats
    crowd: Floats


def read_samples(gold: Iterable[Row]) -> Iterator[Sample]:
    """Read the gold mentions, each as the pipeline reads it where it is told the span."""
    for row in gold:
        events = {(item["begin"], item["end"]): item for item in row["events"] if item["gold_eval"]}
        asked = strip("coref", row, given=True)
        found = analyse(question(asked, row["id"]), raw=False, settings=Settings()).mentions
        for own in found:
            item = events[own.start, own.end]
            yield Sample(slim(own, row["id"]), row["topic"], row["subtopic"], item["cluster"])


def texts(gold: Iterable[Row]) -> dict[str, Words]:
    """Give the words of each document."""
    return {row["id"]: words(row["text"]) for row in gold}


def pairs(samples: Sequence[Sample], near: Stories) -> Pairs:
    """Describe the pairs of mentions that are compared at all."""
    looks = Looks.of([sample.mention for sample in samples])
    likeness, chains = Likeness(looks), np.array([sample.chain for sample in samples])
    found = list(candidates(looks, Links.of(looks["document"], near), Timeline()))
    one, other, story, crowd = (np.concatenate([part[place] for part in found]) for place in range(4))
    often = np.bincount(np.concatenate([one, other])).astype(float)
    counts = (often[one] * often[other]) ** -0.5
    columns, glance = likeness.columns(one, other, story), likeness.glance(one, other, story)
    same = (chains[one] == chains[other]).astype(float)
    return Pairs(columns, glance, same, counts / counts.mean(), crowd)


def learn(known: Pairs, how: Boosting = HOW) -> Learnt:
    """Learn which pairs are one event, and which are not worth the trees' time."""

    def loss(weights: Floats) -> tuple[float, Floats]:
        score = weights @ known.glance - known.crowd
        value = float(
            (known.counts * (np.logaddexp(0, score) - known.same * score)).sum() + _RIDGE * (weights**2).sum()
        )
        return value, known.glance @ (known.counts * (1 / (1 + np.exp(-score)) - known.same)) + 2 * _RIDGE * weights

    gate: Floats = minimize(loss, np.zeros(len(known.glance)), jac=True, method="L-BFGS-B", options={"maxiter": 500}).x
    trees = boost(known.columns, known.same, known.counts, how, -known.crowd)
    likely = judge(known.columns, trees) - known.crowd > 0
    return Learnt(gate, float(np.quantile((gate @ known.glance - known.crowd)[likely], _LOST)), trees)


def conll(samples: Sequence[Sample], found: Iterable[Cluster], *, whole: bool) -> float:
    """Score events by CoNLL F1: over the whole corpus, or with what lies in two subtopics cut apart."""
    key, response = defaultdict[str, set[tuple[str, str]]](set), defaultdict[tuple[int, str], set[tuple[str, str]]](set)
    for number, cluster in enumerate(found):
        for member in cluster.members:
            sample = samples[member.number]
            name = (sample.mention.document_id, sample.mention.mention_id)
            key[sample.chain].add(name)
            response[number, "" if whole else sample.subtopic].add(name)
    gold, answer = list(key.values()), list(response.values())
    scores = (
        f1(muc(answer, gold), muc(gold, answer)),
        f1(b_cubed(answer, gold), b_cubed(gold, answer)),
        f1(*ceaf(gold, answer)),
    )
    return 100 * sum(scores) / 3


def measure(samples: Sequence[Sample], near: Stories, known: Learnt) -> str:
    """Say how well what was learnt does on samples."""
    with patch.object(scorer, "learnt", lambda: known):
        found = list(clusters([sample.mention for sample in samples], Timeline(), near))
    return f"subtopics {conll(samples, found, whole=False):.1f}, whole {conll(samples, found, whole=True):.1f}"


def save(known: Learnt) -> None:
    """Write what was learnt where the package reads it."""
    trees = known.trees
    np.savez_compressed(
        _SHIPPED,
        gate=known.gate.astype(np.float32),
        least=np.array(known.least),
        features=trees.features.astype(np.int8),
        thresholds=trees.thresholds,
        leaves=trees.leaves.astype(np.float16),
        base=np.array(trees.base),
    )


def main(arguments: Sequence[str]) -> None:
    """Learn from parts and from all, print how well that does, and write what was learnt."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    gold = list(read(parser.parse_args(arguments).gold))
    samples, near = list(read_samples(gold)), stories(texts(gold), Timeline())
    for parts in (2, 5):
        sys.stdout.write(f"topics in {parts} parts, each tried with what is learnt from the others:\n")
        for part in range(parts):
            rest = [sample for sample in samples if sample.part(parts) != part]
            found = measure(
                [sample for sample in samples if sample.part(parts) == part], near, learn(pairs(rest, near))
            )
            sys.stdout.write(f"  part {part}: {found}\n")
    known = learn(pairs(samples, near))
    save(known)
    sys.stdout.write(f"learnt from all, tried on all: {measure(samples, near, known)}\n")


if __name__ == "__main__":
    main(sys.argv[1:])

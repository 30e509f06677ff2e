"""Learn anew which mentions speak of one event: `python -m tests.training.coreference DATA/events/ecbplus_dev.jsonl.gz`.

Topics are cut into two halves by a hash of their number; what is learnt from one is tried on the other, and both CoNLL F1
are printed, within subtopics and over the whole corpus. What is written is learnt from all. Needs scipy; takes two minutes.
"""

import argparse
import sys
from collections import Counter, defaultdict
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
from pipelines.settings import Settings, Timeline
from pipelines.timeline import scorer
from pipelines.timeline.candidates import blocks
from pipelines.timeline.cluster import Cluster
from pipelines.timeline.mentions import Mention, slim
from pipelines.timeline.merge import clusters
from pipelines.timeline.stories import Stories, profiles, stories

_RIDGE = 0.3
_SHIPPED = Path(pipelines.timeline.__file__).parent / "coreference.toml"
_HEAD = """# What tells whether two mentions of one kind speak of one event: weights of a log-linear model, learnt by
# `python -m tests.training.coreference` from the annotation of ECB+ (A. Cybulska and P. Vossen 2014, CC BY 3.0). Numbers only.
"""

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

    @property
    def half(self) -> int:
        """Which half of the topics it belongs to, 0 or 1."""
        return blake2b(self.topic.encode(), digest_size=1).digest()[0] % 2


def read_samples(gold: Iterable[Row]) -> Iterator[Sample]:
    """Read the gold mentions, each as the pipeline reads it where it is told the span."""
    for row in gold:
        events = {(item["begin"], item["end"]): item for item in row["events"] if item["gold_eval"]}
        asked = strip("coref", row, given=True)
        found = analyse(question(asked, row["id"]), raw=False, settings=Settings()).mentions
        for own in found:
            item = events[own.start, own.end]
            yield Sample(slim(own, row["id"]), row["topic"], row["subtopic"], item["cluster"])


def pairs(samples: Sequence[Sample], near: Stories) -> tuple[Floats, NDArray[np.bool_], Floats, Floats]:
    """Describe pairs of mentions of one kind and topic: features, whether they are one event, how much each counts, and what is taken off."""
    rows, same, places, off = list[tuple[float, ...]](), list[bool](), list[tuple[int, int]](), list[float]()
    for block in blocks([sample.mention for sample in samples]):
        for i, number in enumerate(block):
            one = samples[number]
            single = Cluster()
            single.join(number, one.mention, "")
            for other_number in block[:i]:
                other = samples[other_number]
                if one.topic != other.topic or not single.days_agree(other.mention):
                    continue
                story = near.near.get(one.mention.document_id, {}).get(other.mention.document_id, 0.0)
                off.append(near.crowd(one.mention.document_id, other.mention.document_id))
                rows.append(scorer.features(one.mention, other.mention, story))
                same.append(one.chain == other.chain)
                places.append((number, other_number))
    often = Counter(number for place in places for number in place)
    counts = np.array([(often[one] * often[other]) ** -0.5 for one, other in places])
    return np.array(rows), np.array(same), counts, np.array(off)


def learn(rows: Floats, same: NDArray[np.bool_], counts: Floats, off: Floats) -> Floats:
    """Fit the log-linear model; the first feature is always 1 and not held back."""

    def loss(weights: Floats) -> tuple[float, Floats]:
        score = rows @ weights - off
        held = np.r_[0.0, weights[1:]]
        value = float((counts * (np.logaddexp(0, score) - same * score)).sum() + _RIDGE * (held**2).sum())
        return value, rows.T @ (counts * (1 / (1 + np.exp(-score)) - same)) + 2 * _RIDGE * held

    found: Floats = minimize(loss, np.zeros(rows.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 500}).x
    return found


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


def measure(samples: Sequence[Sample], near: Stories, weights: Floats) -> str:
    """Say how well weights do on samples."""
    with patch.object(scorer, "weights", lambda: tuple(weights.tolist())):
        found = list(clusters([sample.mention for sample in samples], Timeline(), near))
    return f"subtopics {conll(samples, found, whole=False):.1f}, whole {conll(samples, found, whole=True):.1f}"


def main(arguments: Sequence[str]) -> None:
    """Learn from the halves and from all, print how well that does, and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    samples = list(read_samples(read(parser.parse_args(arguments).gold)))
    near = stories(profiles([sample.mention for sample in samples]), Timeline())
    halves = [[sample for sample in samples if sample.half == half] for half in (0, 1)]
    for learnt, tried in ((0, 1), (1, 0)):
        found = measure(halves[tried], near, learn(*pairs(halves[learnt], near)))
        sys.stdout.write(f"learnt from half {learnt}, tried on half {tried}: {found}\n")
    weights = learn(*pairs(samples, near))
    lines = [f"{name} = {value:.3f}" for name, value in zip(scorer.FEATURES, weights.tolist(), strict=True)]
    _SHIPPED.write_text(_HEAD + "\n[weights]\n" + "\n".join(lines) + "\n", encoding="utf-8")
    sys.stdout.write(f"learnt from all, tried on all: {measure(samples, near, weights)}\n")


if __name__ == "__main__":
    main(sys.argv[1:])

"""Learn anew how undated events lie to the day of publication: `python -m tests.training.usage DATA`.

DATA holds `events/eventtime_dev.jsonl`, `events/meantime_dev.jsonl`, `timex/timebank.jsonl` and `timex/aquaint.jsonl`. First each
ninth of the documents of the Event Time Corpus is judged by a model that has not seen it in any file; from these answers the
confidences are fitted, and their figures are printed. Then the model is learnt from everything. Needs scipy; about two
minutes of one core.
"""

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy import optimize, sparse

import pipelines.events.likely
from pipelines.events.likely import RELATIONS, Usage, weigh
from tests.training.folds import FOLDS, fold
from tests.training.usage_samples import Dated, Sample, read_samples

_RIDGE: Final = 10.0
_OTHERS: Final = {"timebank": 0.2, "aquaint": 0.2, "meantime": 0.2}
"""What an event of another corpus counts: their relations follow other guidelines."""
_LOOSE: Final = 0.1
"""What an event counts that lies before, over or after the day by dates of its own, which annotators knew from elsewhere."""
_DOCUMENTS: Final = 6
_WORDS: Final = 12
"""A sign is learnt if so many annotated documents have it, a word if so many: no rare word."""
_TOLD: Final = ("lemma ", "advmod ")
_NEVER: Final = 60.0
"""Log odds against a relation that the possible days of an event shut out: nothing is learnt from it."""
_SHIPPED: Final = Path(pipelines.events.likely.__file__).parent / "usage" / "weights.json"

Floats = NDArray[np.float64]


def _named(sample: Sample) -> list[str]:
    """Its signs, and once more as those of its corpus."""
    return [*sample.signs, *(f"{sample.corpus}: {name}" for name in sample.signs)]


def _rows(samples: Sequence[Sample], vocabulary: dict[str, int]) -> sparse.csr_matrix:
    columns, ends = [], [0]
    for sample in samples:
        columns += sorted({vocabulary[name] for name in _named(sample) if name in vocabulary})
        ends.append(len(columns))
    return sparse.csr_matrix((np.ones(len(columns)), columns, ends), (len(samples), len(vocabulary)))


def _common(samples: Sequence[Sample]) -> list[str]:
    """The signs that enough documents have."""
    documents = defaultdict[str, set[str]](set)
    for sample in samples:
        for name in _named(sample):
            documents[name].add(sample.document)
    return sorted(name for name, seen in documents.items() if len(seen) >= (_WORDS if _is_word(name) else _DOCUMENTS))


def _is_word(name: str) -> bool:
    return any(word in name for word in _TOLD)


def learn(samples: Sequence[Sample]) -> dict[str, tuple[int, int, int, int]]:
    """Learn the weights for the Event Time Corpus from samples of all corpora, by a multinomial logistic regression."""
    samples = [sample for sample in samples if sample.relation is not None]
    vocabulary = {name: i for i, name in enumerate(_common(samples))}
    rows = _rows(samples, vocabulary)
    turned = rows.T.tocsr()
    wanted = np.eye(4)[[RELATIONS.index(str(sample.relation)) for sample in samples]]
    possible = (np.array([sample.possible for sample in samples]) + wanted) > 0
    counts = np.array([_OTHERS.get(s.corpus, 1.0 if s.exact else _LOOSE) for s in samples])[:, None]

    def loss(point: Floats) -> tuple[float, Floats]:
        weights = point.reshape(-1, 4)
        raw = rows @ weights
        raw = np.where(possible, raw, -_NEVER)
        raw -= raw.max(1)[:, None]
        whole = np.exp(raw).sum(1)[:, None]
        slope = turned @ (counts * (np.exp(raw) / whole - wanted)) + _RIDGE * weights
        value = -(counts * wanted * (raw - np.log(whole))).sum() + _RIDGE / 2 * (point**2).sum()
        return float(value), slope.ravel()

    start = np.zeros(4 * len(vocabulary))
    point = optimize.minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 150}).x.reshape(-1, 4)
    return _folded(vocabulary, point)


def _folded(vocabulary: dict[str, int], point: Floats) -> dict[str, tuple[int, int, int, int]]:
    """What a sign says in general and what it says in the Event Time Corpus, in hundredths; what says nothing is left out."""
    found = {}
    for name in vocabulary:
        if ": " in name:
            continue
        own = point[vocabulary[name]].copy()
        if (special := f"eventtime: {name}") in vocabulary:
            own += point[vocabulary[special]]
        hundredths = np.rint(100 * (own - own.mean())).astype(int)
        if np.abs(hundredths).max() >= 2:
            a, b, c, d = hundredths.tolist()
            found[name] = (a, b, c, d)
    return found


def judged(samples: Sequence[Sample]) -> list[tuple[Sample, tuple[float, ...]]]:
    """Give what models that have not seen their document believe of the undated events of the Event Time Corpus."""
    found = []
    for number in range(FOLDS):
        known = Usage(learn([sample for sample in samples if fold(sample.document) != number]), {}, 0.0)
        for sample in samples:
            if sample.corpus == "eventtime" and not sample.dated and fold(sample.document) == number:
                beliefs = np.array(weigh(sample.signs, known)) * sample.possible
                found.append((sample, tuple((beliefs / max(1e-9, beliefs.sum())).tolist())))
    return found


def confidences(answers: Iterable[tuple[Sample, tuple[float, ...]]]) -> dict[str, tuple[float, float]]:
    """Fit, for the day itself and for the other relations, how often an answer is right by how far the model believes in it."""
    shares, right, day = [], [], []
    for sample, beliefs in answers:
        best = int(np.argmax(beliefs))
        shares.append(np.log(beliefs[best] / max(1e-6, 1 - beliefs[best])))
        right.append(RELATIONS[best] == sample.relation)
        day.append(best == 0)
    found = {}
    for kind, chosen in (("on", np.array(day)), ("other", ~np.array(day))):
        odds, hits = np.array(shares)[chosen], np.array(right, float)[chosen]

        def loss(point: Floats, odds: Floats = odds, hits: Floats = hits) -> float:
            raw = point[0] * odds + point[1]
            return float((np.logaddexp(0, raw) - hits * raw).sum())

        slope, offset = optimize.minimize(loss, np.array([1.0, 0.0])).x
        found[kind] = (round(float(slope), 3), round(float(offset), 3))
    return {relation: found["on" if relation == "on" else "other"] for relation in RELATIONS}


def report(
    answers: Sequence[tuple[Sample, tuple[float, ...]]], slopes: dict[str, tuple[float, float]], dated: Dated
) -> str:
    """Say how many of the held-out answers are right, and how many are as sure of the day as they should be."""
    placed = [(sample, beliefs) for sample, beliefs in answers if sample.relation is not None]
    all_right = sum(RELATIONS[int(np.argmax(beliefs))] == sample.relation for sample, beliefs in placed)
    lasting = [(sample, beliefs) for sample, beliefs in answers if sample.exact]
    right = sum(RELATIONS[int(np.argmax(beliefs))] == sample.relation for sample, beliefs in lasting)
    sure, hits, said = 0, 0, 0.0
    for sample, beliefs in answers:
        slope, offset = slopes["on"]
        share = min(max(beliefs[0], 1e-6), 1 - 1e-6)
        confidence = 1 / (1 + ((1 - share) / share) ** slope * np.exp(-offset))
        if int(np.argmax(beliefs)) == 0 and confidence > 0.5:
            sure, said = sure + 1, said + confidence
            hits += sample.exact and sample.relation == "on"
    return (
        f"held out: relation right for {all_right} of {len(placed)} undated events, {100 * all_right / len(placed):.1f} %; "
        f"of those of which people say just that {right} of {len(lasting)}, {100 * right / len(lasting):.1f} %\n"
        f"likely day given for {sure} of {len(answers)}, right {100 * hits / max(1, sure):.1f} %, said {100 * said / max(1, sure):.1f} %\n"
        f"events with a time expression right {dated.right} of {dated.events}; with it and the relation, held out, "
        f"{100 * (dated.right + right) / (dated.events + len(answers)):.1f} % of {dated.events + len(answers)}\n"
    )


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.training.usage", description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--out", type=Path, default=_SHIPPED)
    chosen = parser.parse_args()
    samples, dated = read_samples(chosen.data)
    stated = round(dated.single_right / max(1, dated.single), 2)
    answers = judged(samples)
    slopes = confidences(answers)
    sys.stdout.write(report(answers, slopes, dated))
    weights = learn(samples)
    written = json.dumps({"stated": stated, "slopes": slopes, "weights": weights}, ensure_ascii=False)
    chosen.out.write_text(written.replace('], "', '],\n"') + "\n", encoding="utf-8")  # a sign a line
    sys.stdout.write(f"{len(weights)} signs, {chosen.out.stat().st_size} bytes; a stated day is right in {stated}\n")


if __name__ == "__main__":
    main()

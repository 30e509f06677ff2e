"""Learn the weights of the line labels anew: `python -m tests.training.lines DATA/documents/plaintext_lines_dev.jsonl.gz`.

Four fifths of the sites are learnt from; the word F1 on the others is printed. First the words and what a line is made of
give a score, by logistic regression; then trees judge from that score (each page's from a regression that has not seen its
site) and what stands around the line. Needs scipy; takes some ten minutes on one core.
"""

import argparse
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy import optimize, sparse

import pipelines.documents.lines
from pipelines.documents.lines.features import matrix
from pipelines.documents.lines.page import features_of, least_likely, likelihood
from pipelines.documents.lines.weights import SLOTS, Model, first_score, grams, slots, word_scores
from pipelines.forest import Trees
from tests.training.boosting import Boosting, boost
from tests.training.line_pages import Sample, held_out, read_samples, score, varied

_SITES = 10
"""A word is learnt if so many sites use it: no rare word, no name of a page."""
_FOLDS = 3
_RIDGE = 3e-5
_SCALE = 2.0
"""Words are scaled up against the standardised features, so that both are held back alike."""
_SHIPPED = Path(pipelines.documents.lines.__file__).parent / "weights.npz"

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class _Words:
    hashes: NDArray[np.uint32]
    weights: NDArray[np.float32]
    own: tuple[str, ...]
    own_weights: Floats


def _weights(samples: Sequence[Sample]) -> Floats:
    """A line counts by its words, a page by the root of its text: long pages count more, but not as much as they are long."""
    found = []
    for sample in samples:
        number = np.expm1(sample.page.own["words"])
        found.append((number + 1.5) / np.sqrt(10 * max(1.0, float((number * sample.wanted).sum()))))
    weights = np.concatenate(found)
    return np.asarray(weights / weights.mean())


def _vocabulary(samples: Sequence[Sample]) -> NDArray[np.uint32]:
    sites = {name: number for number, name in enumerate(sorted({sample.site for sample in samples}))}
    used = [
        np.unique(grams(sample.page.columns.words)[1]).astype(np.uint64) | np.uint64(sites[sample.site] << 32)
        for sample in samples
    ]
    hashes, count = np.unique(np.unique(np.concatenate(used)).astype(np.uint32), return_counts=True)
    return np.asarray(hashes[count >= _SITES], np.uint32)


def _counts(sample: Sample, vocabulary: NDArray[np.uint32]) -> sparse.csr_matrix:
    unit, hashes = grams(sample.page.columns.words)
    place = np.minimum(np.searchsorted(vocabulary, hashes), len(vocabulary) - 1)
    hit = vocabulary[place] == hashes
    shape = (len(sample.wanted), len(vocabulary))
    found = sparse.csr_matrix((np.ones(int(hit.sum())), (unit[hit], place[hit])), shape=shape)
    number = np.maximum(np.expm1(sample.page.own["words"]), 1)
    return sparse.diags(_SCALE / np.sqrt(number)) @ found


def learn_words(samples: Sequence[Sample]) -> _Words:
    """Learn what words, and what a line is made of, say of it by themselves."""
    vocabulary = _vocabulary(samples)
    names = tuple(samples[0].page.own)
    own = np.concatenate([np.column_stack([sample.page.own[name] for name in names]) for sample in samples])
    mean, spread = own.mean(0), own.std(0) + 1e-6
    rows = sparse.hstack(
        [sparse.csr_matrix((own - mean) / spread), sparse.vstack([_counts(sample, vocabulary) for sample in samples])]
    ).tocsr()
    turned = rows.T.tocsr()
    wanted, weights = np.concatenate([sample.wanted for sample in samples]), _weights(samples)

    def loss(point: Floats) -> tuple[float, Floats]:
        raw = rows @ point[:-1] + point[-1]
        slope = weights * (1 / (1 + np.exp(-raw)) - wanted) / len(wanted)
        value = (weights * (np.logaddexp(0, raw) - wanted * raw)).mean() + _RIDGE / 2 * (point[:-1] ** 2).sum()
        return float(value), np.append(turned @ slope + _RIDGE * point[:-1], slope.sum())

    start = np.zeros(rows.shape[1] + 1)
    point = optimize.minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 100}).x
    weighed = point[: len(names)] / spread
    hashes, said = _distinct(vocabulary, (_SCALE * point[len(names) : -1]).astype(np.float16))
    return _Words(hashes, said.astype(np.float32), names, np.append(weighed, point[-1] - (weighed * mean).sum()))


def _distinct(
    hashes: NDArray[np.uint32], weights: NDArray[np.float16]
) -> tuple[NDArray[np.uint32], NDArray[np.float16]]:
    """Leave one hash a slot, the one that weighs most, and none that weighs nothing; the first place stays empty."""
    order = np.argsort(-np.abs(weights.astype(np.float32)), kind="stable")
    order = order[np.abs(weights[order]) >= 0.05]
    _, first = np.unique(hashes[order] >> np.uint32(32 - SLOTS), return_index=True)
    kept = np.sort(order[first])
    return np.append(np.uint32(0), hashes[kept]), np.append(np.float16(0), weights[kept])


def _model(words: _Words, asked: tuple[str, ...] = ()) -> Model:
    none = np.zeros((0, 0), np.float32)
    trees = Trees(none.astype(np.int16), none, none, 0.0)
    return Model(slots(words.hashes), words.hashes, words.weights, words.own, words.own_weights, asked, trees)


def _features(sample: Sample, known: Model) -> dict[str, Floats]:
    words = word_scores(sample.page.columns.words, len(sample.wanted), known)
    own = dict(sample.page.own)
    if sample.wordless:  # as in a language of which nothing was learnt
        words, own["notices"] = np.zeros(len(words)), np.zeros(len(words))
    page = sample.page
    page.own["notices"] = own["notices"]
    return features_of(page, words, first_score(own, known))


def train(samples: Sequence[Sample], how: Boosting) -> Model:
    """Learn everything from these pages."""
    chance = np.random.default_rng(how.seed)
    whole = learn_words(samples)
    sites = sorted({sample.site for sample in samples})
    fold = {name: int(number) for name, number in zip(sites, chance.integers(0, _FOLDS, len(sites)), strict=True)}
    apart = [_model(learn_words([s for s in samples if fold[s.site] != number])) for number in range(_FOLDS)]
    more = [variant for sample in (*samples, *samples) if (variant := varied(sample, chance)) is not None]
    shown = [*samples, *more]
    asked = tuple(_features(samples[0], apart[0]))
    columns = np.concatenate([matrix(_features(sample, apart[fold[sample.site]]), asked) for sample in shown], axis=1)
    trees = boost(columns, np.concatenate([sample.wanted for sample in shown]), _weights(shown), how)
    used = np.unique(trees.features)
    place = np.zeros(len(asked), np.int16)
    place[used] = np.arange(len(used))
    return Model(
        slots(whole.hashes), whole.hashes, whole.weights, whole.own, whole.own_weights,
        tuple(asked[i] for i in used.tolist()), replace(trees, features=place[trees.features]),
    )  # fmt: skip


def save(known: Model, path: Path) -> None:
    """Write the weights where the package reads them."""
    np.savez_compressed(
        path,
        hashes=known.hashes,
        weights=known.weights.astype(np.float16),
        own=np.array(known.own),
        own_weights=known.own_weights,
        asked=np.array(known.asked),
        features=known.trees.features,
        thresholds=known.trees.thresholds,
        leaves=known.trees.leaves,
        base=np.array(known.trees.base),
    )


def report(samples: Sequence[Sample], known: Model) -> str:
    """Give the mean word F1 of news and of mixed pages."""
    found: dict[bool, list[float]] = {True: [], False: []}
    for sample in samples:
        likely = likelihood(sample.page, known)
        found[sample.news].append(score(sample, likely > least_likely(likely, sample.page)))
    return ", ".join(
        f"{'news' if news else 'mixed'} {np.mean(figures):.4f} ({len(figures)} pages)"
        for news, figures in found.items()
        if figures
    )


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.training.lines", description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--out", type=Path, default=_SHIPPED)
    parser.add_argument("--trees", type=int, default=Boosting().trees)
    chosen = parser.parse_args()
    samples = read_samples(chosen.data)
    start = time.process_time()
    known = train([sample for sample in samples if not held_out(sample.site)], Boosting(trees=chosen.trees))
    save(known, chosen.out)
    held, seen = ([sample for sample in samples if held_out(sample.site) == apart] for apart in (True, False))
    sys.stdout.write(
        f"learnt in {time.process_time() - start:.0f} s; {len(known.hashes):,} words, {len(known.asked)} features\n"
        f"held out: {report(held, known)}\nlearnt from: {report(seen, known)}\n"
    )


if __name__ == "__main__":
    main()

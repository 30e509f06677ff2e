"""Learn anew which events hang on a time expression: `python -m tests.training.hanging DATA`.

DATA holds `timex/timebank.jsonl` and `timex/aquaint.jsonl`, whose links are learnt. First each ninth of the documents is judged by a
model that has not seen it, and the figures of TimeBank are printed beside those of the rules; then the model is learnt from all.
Needs scipy; about a minute of one core.
"""

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Final
from unittest.mock import patch

import numpy as np
from numpy.typing import NDArray
from scipy import optimize, sparse

import pipelines.events.hanging
from pipelines.days import DayInterval, parse_day
from pipelines.documents.lines import all_body
from pipelines.events.anchoring import anchor
from pipelines.events.hanging import chosen
from pipelines.events.pairing import Pair, names_of, pairs
from pipelines.events.reading import Reading, read, word_at
from pipelines.syntax.sentences import sentences
from pipelines.syntax.tagger import read_sentences
from tests.evaluation.gold_events import Row, documents, gold_times, is_second, linked, name_of, span
from tests.training.folds import FOLDS, fold

__all__ = ["Linked", "held_out", "learn", "read_links", "weights"]

_RIDGE: Final = 20.0
_SHARES: Final = {"timebank": 1.0, "aquaint": 0.5}
"""What a pair of a corpus counts: AQUAINT links more freely."""
_DOCUMENTS: Final = 4
"""A name is learnt if so many documents have it."""
_SHIPPED: Final = Path(pipelines.events.hanging.__file__).parent / "usage" / "links.json"

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Linked:
    """A sentence with time expressions: its pairs, which of them people link, and which the rules.

    Attributes:
        document: Name of its document.
        corpus: timebank or aquaint.
        second: Whether the document belongs to the half whose errors are not read.
        pairs: Each expression with each event.
        names: What each pair looks like.
        wanted: Whether people link the two.
        counts: Whether the expression names days, and has a link: such pairs are measured.
        events: Events that people link to such expressions.
        settled: How many events the rules hang on such expressions without asking the model, and how many of them people link.
    """

    document: str
    corpus: str
    second: bool
    pairs: tuple[Pair, ...]
    names: tuple[tuple[str, ...], ...]
    wanted: tuple[bool, ...]
    counts: tuple[bool, ...]
    events: int
    settled: tuple[int, int]


def read_links(data: Path) -> list[Linked]:
    """Read both corpora."""
    return [
        found
        for corpus in _SHARES
        for row in documents(data / "timex" / f"{corpus}.jsonl")
        if row["dct"]
        for found in _of_document(row, corpus)
    ]


def _of_document(row: Row, corpus: str) -> Iterator[Linked]:
    text, day = row["text"], parse_day(row["dct"][:10])
    publication = DayInterval(day, day)
    events = [item for item in row["events"] if "eiid" in item]
    links, times = linked(row, events), gold_times(row)
    bounds = [(line.start, line.end) for line in all_body(text)]
    for place in sentences(text, bounds):
        own = [time for time in times if place[0] <= time.start < place[1]]
        inside = [n for n, item in enumerate(events) if place[0] <= span(item)[0] < place[1]]
        if not own or not inside:
            continue
        [sentence] = read_sentences(text, [place])
        asked = [span(events[n]) for n in inside]
        reading = read(text, sentence, own, quoted=False, publication=publication, asked=asked)
        known = {trigger.index: trigger for trigger in reading.triggers}
        numbers = {trigger.index: n for n, trigger in enumerate(reading.triggers)}
        gold: dict[int, set[int]] = defaultdict(set)
        for n, (start, end) in zip(inside, asked, strict=True):
            at = numbers.get(word_at(sentence, start, end, known) or 0)
            if at is not None:
                gold[at] |= set(links.get(n, ()))
        yield _of_sentence(row, corpus, reading, gold, publication)


def _of_sentence(
    row: Row, corpus: str, reading: Reading, gold: dict[int, set[int]], publication: DayInterval
) -> Linked:
    """Take the pairs of a sentence, with the positions of the expressions that each trigger is linked to."""
    sentence, triggers, times = reading.sentence, reading.triggers, reading.times
    ruled = anchor(sentence, reading.clauses, triggers, times, publication)
    found = tuple(pairs(sentence, reading.clause_of, triggers, times, ruled, publication=publication))
    position = [time.expression.position for time in times]
    counted = {time.expression.position for time in times if time.expression.days.known} & set().union(*gold.values())
    weighed = {(pair.trigger, position[pair.time]) for pair in found}
    settled = [
        at in gold[n]
        for n, at in ((n, item.time.expression.position) for n, item in ruled.items())
        if at in counted and (n, at) not in weighed
    ]
    return Linked(
        document=name_of(row),
        corpus=corpus,
        second=is_second(row),
        pairs=found,
        names=tuple(tuple(name for look in pair.looks for name in names_of(look)) for pair in found),
        wanted=tuple(position[pair.time] in gold[pair.trigger] for pair in found),
        counts=tuple(position[pair.time] in counted for pair in found),
        events=sum(not counted.isdisjoint(places) for places in gold.values()),
        settled=(len(settled), sum(settled)),
    )


def learn(samples: Sequence[Linked]) -> dict[str, int]:
    """Learn weights, in hundredths of natural log odds, by a logistic regression over all pairs."""
    seen = defaultdict[str, set[str]](set)
    for sample in samples:
        for name in chain.from_iterable(sample.names):
            seen[name].add(sample.document)
    known = sorted(name for name, inside in seen.items() if len(inside) >= _DOCUMENTS)
    vocabulary = {name: i for i, name in enumerate(known)}
    columns, ends = [], [0]
    for sample in samples:
        for names in sample.names:
            columns += [vocabulary[name] for name in names if name in vocabulary]
            ends.append(len(columns))
    rows = sparse.csr_matrix((np.ones(len(columns)), columns, ends), (len(ends) - 1, len(vocabulary)))
    turned = rows.T.tocsr()
    wanted = np.array([own for sample in samples for own in sample.wanted], float)
    counts = np.array([_SHARES[sample.corpus] for sample in samples for _ in sample.wanted])

    def loss(point: Floats) -> tuple[float, Floats]:
        raw = rows @ point
        slope = turned @ (counts * (1 / (1 + np.exp(-raw)) - wanted)) + _RIDGE * point
        value = (counts * (np.logaddexp(0, raw) - wanted * raw)).sum() + _RIDGE / 2 * (point**2).sum()
        return float(value), slope

    point = optimize.minimize(loss, np.zeros(len(vocabulary)), jac=True, method="L-BFGS-B", options={"maxiter": 300}).x
    hundredths = np.rint(100 * point).astype(int).tolist()
    return {name: own for name, own in zip(known, hundredths, strict=True) if abs(own) >= 2}


def held_out(samples: Sequence[Linked]) -> list[dict[str, int]]:
    """Learn for each part of the documents from the others."""
    return [learn([sample for sample in samples if fold(sample.document) != number]) for number in range(FOLDS)]


@contextmanager
def weights(known: dict[str, int]) -> Iterator[None]:
    """Let other weights than those of the package say what hangs on an expression."""
    said = pipelines.events.hanging._Said(known)
    with patch.object(pipelines.events.hanging, "_said", lambda: said):
        yield


def weighed(sample: Linked, known: dict[str, int]) -> set[tuple[int, int]]:
    """Give the pairs, by trigger and expression, that a model hangs together."""
    odds = [sum(known.get(name, 0) for name in names) for names in sample.names]
    return set(chosen(sample.pairs, odds).items())


def by_rules(sample: Linked) -> set[tuple[int, int]]:
    """Give the pairs that the rules hang together."""
    return {(pair.trigger, pair.time) for pair in sample.pairs if pair.ruled}


def report(samples: Sequence[Linked], hang: Callable[[Linked], set[tuple[int, int]]], title: str) -> str:
    """Say of all documents, the half that was read and the other, how many linked events get their expression, and how many
    events that hang on a linked expression are linked to it; and how many hang on any."""
    parts = []
    for halves in ((False, True), (False,), (True,)):
        events = hits = hanging = right = total = 0
        for sample in samples:
            if sample.second not in halves:
                continue
            found = hang(sample)
            events, total = events + sample.events, total + len(found)
            hanging, right, hits = hanging + sample.settled[0], right + sample.settled[1], hits + sample.settled[1]
            for pair, wanted, counts in zip(sample.pairs, sample.wanted, sample.counts, strict=True):
                here = (pair.trigger, pair.time) in found
                hits += here and wanted and counts
                hanging, right = hanging + (here and counts), right + (here and counts and wanted)
        parts.append(
            f"{100 * hits / max(1, events):.1f} ({hits} of {events}), {100 * right / max(1, hanging):.1f} of {hanging} right, {total} in all"
        )
    return f"{title:10} {parts[0]} | read {parts[1]} | other half {parts[2]}\n"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.training.hanging", description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--out", type=Path, default=_SHIPPED)
    asked = parser.parse_args()
    samples = read_links(asked.data)
    models = held_out(samples)
    measured = [sample for sample in samples if sample.corpus == "timebank"]
    sys.stdout.write(report(measured, by_rules, "rules"))
    sys.stdout.write(report(measured, lambda s: weighed(s, models[fold(s.document)]), "held out"))
    learnt = learn(samples)
    written = json.dumps(learnt, ensure_ascii=False).replace(', "', ',\n"')  # a name a line
    asked.out.write_text(written + "\n", encoding="utf-8")
    sys.stdout.write(f"{len(learnt)} names, {asked.out.stat().st_size} bytes\n")


if __name__ == "__main__":
    main()

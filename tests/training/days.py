# ruff: noqa: T201 - it prints what it learns
"""Learn anew how much is told of a day that matters: `python -m tests.training.days ../shared/data/timelines`.

Prints the powers of `pipelines/timeline/salience.toml`, learnt from the days that journalists put on timelines, and how
well days agree with theirs when the powers are learnt from the other crises. Needs scipy; takes some minutes.
"""

import argparse
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy import optimize

from pipelines import schemas
from pipelines.batches import to_table
from pipelines.days import DayInterval, parse_day
from pipelines.evaluation.files import read
from pipelines.evaluation.report import Row, f1
from pipelines.records import PublicationDate, TimeExpression
from pipelines.temporal.recognise import recognise
from pipelines.timeline.telling import telling

Floats = NDArray[np.float64]
_RIDGE = 0.3


@dataclass(frozen=True, slots=True)
class Crisis:
    """The days that the documents of a timeline name.

    Attributes:
        topic: The crisis; several papers have a timeline of one.
        days: The days.
        told: Logarithms of what is told of each, one added: naming, later, nearby.
        wanted: 1 where journalists put the day on their timeline.
        gold: Number of days on it.
    """

    topic: str
    days: tuple[int, ...]
    told: Floats
    wanted: Floats
    gold: int

    def agreement(self, powers: Floats) -> float:
        """Date selection F1 of the best days, as many as the gold timeline has."""
        ranked = sorted(zip(-(self.told @ powers), self.days, self.wanted, strict=True))[: self.gold]
        hits = sum(wanted for *_, wanted in ranked)
        return f1(hits / max(1, len(ranked)), hits / self.gold)


def crisis(topic: str, documents: Sequence[Row], gold: set[int]) -> Crisis:
    """Count what the documents of a timeline tell of each day."""
    expressions, published = list[TimeExpression](), list[PublicationDate]()
    for row in documents:
        day = parse_day(row["dct"][:10])
        written = DayInterval(day, day)
        expressions += recognise(
            row["text"], language="en", publication=written, document_id=row["id"], content_hash=""
        )
        published.append(PublicationDate(row["id"], "", day, day))
    sources = schemas.DOCUMENT_SOURCES.empty_table()
    told = telling(sources, to_table("time_expressions", expressions), to_table("publication_dates", published))
    days = tuple(sorted(told.naming))
    counts = [[told.naming[day], told.later.get(day, 0), told.nearby(day)] for day in days]
    return Crisis(topic, days, np.log1p(np.array(counts)), np.array([float(day in gold) for day in days]), len(gold))


def learn(crises: Sequence[Crisis]) -> Floats:
    """Fit a logistic regression in which each timeline has a level of its own and counts by its number of days."""
    width = crises[0].told.shape[1]

    def loss(values: Floats) -> float:
        total = float(_RIDGE * (values[:width] ** 2).sum() / 2)
        for number, item in enumerate(crises):
            score = item.told @ values[:width] + values[width + number]
            total += float((np.logaddexp(0, score) - item.wanted * score).sum() / item.wanted.sum())
        return total

    found = optimize.minimize(loss, np.zeros(width + len(crises)), method="L-BFGS-B")
    return np.asarray(found.x[:width])


def read_crises(folder: Path) -> list[Crisis]:
    """Read the timelines and the documents of each."""
    documents: Mapping[str, list[Row]] = defaultdict(list)
    for row in read(folder / "t17_dev_docs.jsonl.gz"):
        documents[row["folder"]].append(row)
    return [
        crisis(row["topic"], documents[row["folder"]], {parse_day(day) for day, _ in row["timeline"]})
        for row in read(folder / "t17_dev_timelines.jsonl")
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    crises = read_crises(parser.parse_args().folder)
    apart = [item.agreement(learn([each for each in crises if each.topic != item.topic])) for item in crises]
    powers = learn(crises)
    known = [item.agreement(powers) for item in crises]
    print(f"F1 with powers of the other crises {np.mean(apart):.3f}, with powers of all {np.mean(known):.3f}")
    for name, power in zip(("naming", "later", "nearby"), powers / 2, strict=True):
        print(f"{name} = {power:.2f}")


if __name__ == "__main__":
    main()

# ruff: noqa: T201 - it prints its figures
"""Learn anew how likely each day of an undated document is: `python -m tests.training.derived DATA/timelines`.

Of the dated news of each crisis every second one counts as undated, by the hash of its name, then the others; what its text
tells by itself is kept. What is learnt from all crises but one is tried on that one, and the share of documents whose true day
lies inside is printed with the width. What is written is learnt from all. Needs PyTorch; takes a minute.
"""

import argparse
import importlib
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

import pipelines.timeline.derived
from pipelines.timeline.derived.company import Company, Dated
from pipelines.timeline.derived.features import FEATURES, GENERAL, Described, describe
from pipelines.timeline.derived.likeness import SURE
from pipelines.timeline.derived.model import BLUNT, FAR, MOST, Model, likelihoods, shortest
from tests.evaluation.derived_dates import News, read_news

_SHIPPED = Path(pipelines.timeline.derived.__file__).parent / "weights.json"
_EPOCHS, _BATCH, _RATE, _DECAY = 5, 48, 0.03, 0.01


@dataclass(frozen=True, slots=True)
class Sample:
    """An undated document: its crisis, its days, and the place of the true one."""

    crisis: str
    described: Described
    true: int


def samples(news: Sequence[News]) -> Iterator[Sample]:
    """Describe the days of each document that does not date itself, in the company of the other half."""
    for crisis in sorted({item.crisis for item in news}):
        of_crisis = [item for item in news if item.crisis == crisis]
        for half in (0, 1):
            company = Company([Dated(item.name, item.day, item.words) for item in of_crisis if item.half != half])
            for item in of_crisis:
                if item.half != half or item.own.single or not len(item.words):
                    continue
                shared = company.shared_with(item.words)
                described = describe(shared, item.named, len(item.words), item.own) if shared is not None else None
                if described is not None and 0 <= item.day - described.first < len(described.days) > 1:
                    yield Sample(crisis, described, item.day - described.first)


def learn(chosen: Sequence[Sample]) -> Model:
    """Fit the model: each crisis counts by the root of its documents."""
    torch: Any = importlib.import_module("torch")
    torch.manual_seed(0)
    general = np.stack([item.described.general for item in chosen])
    mean, deviation = general.mean(0), general.std(0) + 1e-3
    days = np.concatenate([item.described.days[::7] for item in chosen])
    scale = days.std(0) + 1e-3
    often = Counter(item.crisis for item in chosen)
    weight = np.array([often[item.crisis] ** -0.5 for item in chosen])
    weights = torch.zeros(len(FEATURES), requires_grad=True)
    sharp = torch.zeros(len(GENERAL) + 1, requires_grad=True)
    spread = torch.tensor([*([0.0] * len(GENERAL)), -2.0], requires_grad=True)
    optimiser = torch.optim.AdamW([weights, sharp, spread], lr=_RATE, weight_decay=_DECAY)
    steps = _EPOCHS * (len(chosen) // _BATCH + 1)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, _RATE, total_steps=steps)
    shuffled = np.random.default_rng(0)
    order: list[int] = []
    for _ in range(steps):
        order = order if len(order) >= _BATCH else [*order, *shuffled.permutation(len(chosen)).tolist()]
        batch, order = order[:_BATCH], order[_BATCH:]
        loss: Any = 0.0
        for number in batch:
            item = chosen[number]
            about = np.clip((item.described.general - mean) / deviation, -FAR, FAR)
            about_tensor = torch.tensor(np.append(about, 1.0), dtype=torch.float32)
            score = torch.tensor(item.described.days / scale, dtype=torch.float32) @ weights
            score = score * torch.exp(torch.clamp(about_tensor @ sharp, -MOST, MOST))
            both = torch.stack(
                [
                    torch.nn.functional.logsigmoid(-(about_tensor @ spread)) + torch.log_softmax(score, 0)[item.true],
                    torch.nn.functional.logsigmoid(about_tensor @ spread)
                    + torch.log_softmax(BLUNT * score, 0)[item.true],
                ]
            )
            loss = loss - torch.logsumexp(both, 0) * float(weight[number] / weight.mean())
        optimiser.zero_grad()
        (loss / len(batch)).backward()
        optimiser.step()
        schedule.step()
    learnt = [part.detach().numpy().astype(np.float64) for part in (weights, sharp, spread)]
    return Model(learnt[0] / scale, mean, deviation, learnt[1], learnt[2])


def tried(model: Model, chosen: Sequence[Sample]) -> str:
    """Say how often the days given hold the true one, and how many they are."""
    inside, widths = list[bool](), list[int]()
    for item in chosen:
        first, last = shortest(likelihoods(item.described, model), SURE)
        inside.append(first <= item.true <= last)
        widths.append(last - first + 1)
    quarter, half = np.percentile(widths, (25, 50))
    return f"{len(chosen)} documents, inside {np.mean(inside):.3f}, widths: a quarter up to {quarter:.0f}, half up to {half:.0f} days"


def write(model: Model) -> None:
    """Write the weights, rounded."""

    def by_name(names: Sequence[str], values: Sequence[float]) -> dict[str, float]:
        return {name: round(float(value), 4) for name, value in zip(names, values, strict=True)}

    with_constant = (*GENERAL, "1")
    table = {
        "days": by_name(FEATURES, model.days.tolist()),
        "general": {
            "mean": by_name(GENERAL, model.mean.tolist()),
            "deviation": by_name(GENERAL, model.deviation.tolist()),
            "sharp": by_name(with_constant, model.sharp.tolist()),
            "spread": by_name(with_constant, model.spread.tolist()),
        },
    }
    _SHIPPED.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    found = list(samples(list(read_news(parser.parse_args().folder))))
    for crisis in sorted({item.crisis for item in found}):
        apart = learn([item for item in found if item.crisis != crisis])
        print(f"{crisis}, learnt from the others: {tried(apart, [item for item in found if item.crisis == crisis])}")
    write(learn(found))


if __name__ == "__main__":
    main()

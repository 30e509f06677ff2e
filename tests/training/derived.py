# ruff: noqa: T201 - it prints its figures
"""Learn anew how likely each day of an undated document is: `python -m tests.training.derived DATA/timelines`.

Of the dated news of each crisis every second one counts as undated, by the hash of its name, then the others; what its text
tells by itself is kept. Documents of the other crises are strangers to it: of these the model learns to say that it can't
tell, any day being as likely as another. What is learnt from all crises but one is tried on that one: printed are the share
of documents whose true day lies inside the days given, the widths, and the share of strangers that are given days at all.
What is written is learnt from all. Needs PyTorch; takes two minutes.
"""

import argparse
import hashlib
import importlib
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

import pipelines.timeline.derived
from pipelines.days import DayInterval
from pipelines.timeline.derived.company import Company, Dated
from pipelines.timeline.derived.features import FEATURES, GENERAL, Described, describe
from pipelines.timeline.derived.likeness import SURE, TELLING, of_one_story
from pipelines.timeline.derived.model import BLUNT, FAR, MOST, Model, likelihoods, shortest
from tests.evaluation.derived_dates import News, read_news

Floats = npt.NDArray[np.float64]
Floats32 = npt.NDArray[np.float32]

_SHIPPED = Path(pipelines.timeline.derived.__file__).parent / "weights.json"
_STEPS, _DECAY = 50, 0.001
_STRANGERS = 50
"""Documents of each other crisis that are shown to a company."""
_STRANGE = 0.04
"""What all strangers together weigh, all undated documents weighing 1: more of it leaves fewer strangers with days, and fewer of
the company's own."""
_NOWHERE = -1e9


@dataclass(frozen=True, slots=True)
class Sample:
    """An undated document: the crisis of its company, its own, its days, and the place of the true one.

    Attributes:
        crisis: The crisis that the company tells of.
        own: The crisis that it tells of itself.
        described: Its days.
        true: The place of the true one; 0 where it is a stranger.
        comes: Whether it shares enough with the company to be asked about.
    """

    crisis: str
    own: str
    described: Described
    true: int
    comes: bool

    @property
    def strange(self) -> bool:
        """Whether it tells of another crisis than its company."""
        return self.crisis != self.own


def samples(news: Sequence[News]) -> Iterator[Sample]:
    """Describe the days of each document that does not date itself, in the company of the other half."""
    for crisis in sorted({item.crisis for item in news}):
        for half in (0, 1):
            known = [item for item in news if item.crisis == crisis and item.half != half]
            company = Company([Dated(item.name, item.day, item.words) for item in known])
            for item in _asked(news, crisis, half):
                own = item.own if item.crisis == crisis else DayInterval()
                shared = company.shared_with(item.words)
                described = describe(shared, item.named, len(item.words), own) if shared is not None else None
                if shared is None or described is None or len(described.days) < 2:
                    continue
                true = item.day - described.first if item.crisis == crisis else 0
                if 0 <= true < len(described.days):
                    yield Sample(crisis, item.crisis, described, true, of_one_story(shared, len(item.words)))


def _asked(news: Sequence[News], crisis: str, half: int) -> Iterator[News]:
    """The undated documents of a crisis, and of each other one those whose names have the first hashes."""
    often = Counter[str]()
    for item in sorted(news, key=lambda item: hashlib.sha256(item.name.encode()).digest()):
        if item.half == half and not item.own.single and len(item.words):
            often[item.crisis] += 1
            if item.crisis == crisis or often[item.crisis] <= _STRANGERS:
                yield item


def learn(chosen: Sequence[Sample]) -> Model:
    """Fit the model: each crisis counts by the root of its documents, strangers together by `_STRANGE`."""
    torch: Any = importlib.import_module("torch")
    own = [item for item in chosen if not item.strange]
    general = np.stack([item.described.general for item in own])
    mean, deviation = general.mean(0), general.std(0) + 1e-3
    scale = np.concatenate([item.described.days[::7] for item in own]).std(0) + 1e-3
    about = np.clip((np.stack([item.described.general for item in chosen]) - mean) / deviation, -FAR, FAR)
    general_of = torch.tensor(np.append(about, np.ones((len(chosen), 1)), axis=1), dtype=torch.float32)
    days, nowhere, wanted = (torch.tensor(part) for part in _as_arrays(chosen, scale))
    parts = [torch.zeros(size, requires_grad=True) for size in (len(FEATURES), len(GENERAL) + 1, len(GENERAL) + 1)]
    weights, sharp, spread = parts
    with torch.no_grad():
        spread[-1] = -2.0
    optimiser = torch.optim.LBFGS(parts, max_iter=_STEPS, history_size=20, line_search_fn="strong_wolfe")

    def loss() -> Any:
        optimiser.zero_grad()
        score = (days @ weights) * torch.exp(torch.clamp(general_of @ sharp, -MOST, MOST))[:, None]
        wide = (general_of @ spread)[:, None]
        both = [
            torch.nn.functional.logsigmoid(sign * wide) + torch.log_softmax(blunt * score + nowhere, 1)
            for sign, blunt in ((-1, 1.0), (1, BLUNT))
        ]
        likely = torch.logsumexp(torch.stack(both), 0).clamp(min=-50)
        kept = (weights**2).sum() + (sharp**2).sum() + (spread[:-1] ** 2).sum()
        found = _DECAY * kept - (likely * wanted).sum()
        found.backward()
        return found

    optimiser.step(loss)
    learnt = [part.detach().numpy().astype(np.float64) for part in parts]
    return Model(learnt[0] / scale, mean, deviation, learnt[1], learnt[2])


def _as_arrays(chosen: Sequence[Sample], scale: Floats) -> tuple[Floats32, Floats32, Floats32]:
    """The days of all samples, as many for each; what bars those that a sample has not; and what each day shall weigh."""
    most = max(len(item.described.days) for item in chosen)
    days = np.zeros((len(chosen), most, len(FEATURES)), np.float32)
    nowhere, wanted = np.full((len(chosen), most), _NOWHERE, np.float32), np.zeros((len(chosen), most), np.float32)
    often = Counter(item.crisis for item in chosen if not item.strange)
    total = sum(count**0.5 for count in often.values())
    strangers = sum(item.strange for item in chosen)
    for number, item in enumerate(chosen):
        count = len(item.described.days)
        days[number, :count] = item.described.days / scale
        nowhere[number, :count] = 0
        if item.strange:
            wanted[number, :count] = _STRANGE / strangers / count
        else:
            wanted[number, item.true] = often[item.crisis] ** -0.5 / total
    return days, nowhere, wanted


def tried(model: Model, chosen: Sequence[Sample]) -> str:
    """Say how often the days given hold the true one, how many they are, and how many strangers are given some."""
    inside, widths, strangers, dated = list[bool](), list[int](), 0, 0
    for item in chosen:
        first, last = shortest(likelihoods(item.described, model), SURE)
        given = item.comes and last - first + 1 <= TELLING * len(item.described.days)
        strangers += item.strange
        dated += item.strange and given
        if not item.strange:
            inside.append(not given or first <= item.true <= last)
            widths.append(last - first + 1 if given else len(item.described.days))
    quarter, half = np.percentile(widths, (25, 50))
    return (
        f"{len(inside)} documents, inside {np.mean(inside):.3f}, widths: a quarter up to {quarter:.0f}, half up to "
        f"{half:.0f} days; of {strangers} strangers {dated} are given days"
    )


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
        apart = learn([item for item in found if crisis not in (item.crisis, item.own)])
        print(f"{crisis}, learnt from the others: {tried(apart, [item for item in found if item.crisis == crisis])}")
    write(learn(found))


if __name__ == "__main__":
    main()

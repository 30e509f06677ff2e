"""`python -m tests.training DATA`: learn the weights of the syntax model anew, measure them, write them and their card."""

import argparse
import sys
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from pipelines.syntax.model import EVENT_CLASSES, Model
from pipelines.syntax.parameters import Floats, quantised, read_weights
from tests.training.card import card
from tests.training.examples import Example
from tests.training.learning import labels_of, learn, listed_forms, torch
from tests.training.measuring import measured
from tests.training.network import Sizes
from tests.training.sources import KEPT, SOURCES

EPOCHS: Final = 10
SEED: Final = 1
FOLDER: Final = Path(__file__).parents[2] / "pipelines" / "syntax" / "weights"


def main() -> None:
    """Read the command line, and do what it says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="folder with ud/ and timex/")
    parser.add_argument(
        "--cc-only", action="store_true", help="learn from what is under a Creative Commons licence alone"
    )
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--out", type=Path, default=FOLDER, help="where model.npz and README.md go")
    asked = parser.parse_args()
    sources = [source for source in SOURCES if source.free or not asked.cc_only]
    examples = [example for source in sources for example in source.read(asked.data)]
    arrays = _learnt(examples, asked.epochs, free=asked.cc_only)
    asked.out.mkdir(parents=True, exist_ok=True)
    file = asked.out / "model.npz"
    np.savez_compressed(file, allow_pickle=False, **arrays)
    model = Model(read_weights(file))
    scores = {name: measured(model, list(read(asked.data))) for name, read in KEPT.items()}
    command = f"version {torch.__version__.partition('+')[0]}, {asked.epochs} epochs, seed {SEED}"
    written = card(sources, scores, size=file.stat().st_size / 1e6, command=command)
    (asked.out / "README.md").write_text(written, encoding="utf-8")
    sys.stdout.write(written)


def _learnt(examples: list[Example], epochs: int, *, free: bool) -> dict[str, npt.NDArray[Any]]:
    listed, labels = listed_forms(examples), labels_of(examples)

    def told(epoch: int, loss: float) -> None:
        sys.stderr.write(f"epoch {epoch + 1} of {epochs}: loss {loss:.3f}\n")

    mean = learn(examples, labels, listed, sizes=Sizes(), epochs=epochs, seed=SEED, told=told)
    found: dict[str, Floats] = {name: value.numpy() for name, value in mean.items()}
    # On new documents what the rules say is worth more than on those learnt by heart: as much again (measured on the kept ones).
    classes = len(EVENT_CLASSES)
    found["event.given"][1 : 1 + classes, 1 : 1 + classes] += np.eye(classes, dtype=np.float32)
    if free:
        # Nothing was learnt of events: then what the rules say decides, alone.
        found["event.label.weight"][:] = 0
        found["event.label.bias"][:] = 0
        found["event.given"] = 10 * np.eye(*found["event.given"].shape, dtype=np.float32)
    return quantised(found, listed, labels)


if __name__ == "__main__":
    main()

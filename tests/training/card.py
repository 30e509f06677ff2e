"""The model card: what the weights are, what they learnt from, how good they are, and how they are made again."""

from collections.abc import Mapping, Sequence
from typing import Final

from tests.training.sources import Source

__all__ = ["card"]

_CARD: Final = """# The syntax model

Tags, heads and relations of English words, names, and which words name events of which TimeML class: a small recurrent
network, run with NumPy alone. `model.npz` holds {size:.1f} MB of numbers: no text, and forms of words only as 32-bit hashes of those
that occur at least three times.

## What it learnt from

{sources}

## How good it is

Percent, of what nothing was learnt from, on our own words, punctuation counted. Events: with what the rules propose.

{scores}

## How it is made

    make weights DATA=folder

with the folder of the data above, and PyTorch, which training alone needs: {command}. The same data give the same
scores. `CC_ONLY=1` learns from what is under a Creative Commons licence alone; events are then left to the rules.

## Licence

The numbers in this folder are under CC BY-SA 4.0 (see `LICENSE`), as the treebank that they learnt most from.
"""


def card(sources: Sequence[Source], scores: Mapping[str, Mapping[str, float]], *, size: float, command: str) -> str:
    """Write the card.

    Args:
        sources: What was learnt from.
        scores: For each set the figures in percent.
        size: Megabytes of the file.
        command: Which PyTorch, how many epochs, what seed.
    """
    listed = "\n".join(f"- {source.name}: {source.licence}" for source in sources)
    names = list(dict.fromkeys(name for found in scores.values() for name in found))
    rows = [("measured on", *names), ("---",) * (len(names) + 1)]
    rows += [
        (kept, *(f"{found[name]:.1f}" if name in found else "" for name in names)) for kept, found in scores.items()
    ]
    table = "\n".join("| " + " | ".join(row) + " |" for row in rows)
    return _CARD.format(size=size, sources=listed, scores=table, command=command)

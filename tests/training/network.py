"""The network while it learns: the same sums as `pipelines/syntax/encoder.py` and its neighbours, in PyTorch.

Word vectors; two layers of light recurrence in both directions (SRU: Lei et al. 2018, "Simple Recurrent Units for Highly
Parallelizable Recurrence"), whose products don't depend on the step before; a biaffine parser (Dozat and Manning 2017) and
one linear head for each kind of label.
"""

import importlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from pipelines.syntax.features import HASHED, LISTED

__all__ = ["FARTHEST", "Parameters", "Sizes", "arcs", "encode", "initial", "labels"]

torch: Any = importlib.import_module("torch")
functional: Any = importlib.import_module("torch.nn.functional")

FARTHEST: Final = 64
"""Words between a word and its head up to which each distance has a weight of its own."""
Parameters = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Sizes:
    """Lengths of vectors: of a word, of a direction of a layer, of both sides of an arc, of a relation."""

    word: int = 128
    layer: int = 80
    arc: int = 64
    relation: int = 64


def initial(sizes: Sizes, listed: tuple[int, ...], heads: Mapping[str, int], given: int) -> Parameters:
    """Make the parameters before anything is learnt.

    Args:
        sizes: Lengths of vectors.
        listed: How many numbers each feature of `LISTED` has.
        heads: How many labels each head tells apart; `relation` among them.
        given: How many things the rules can say of a word.
    """
    made: Parameters = {}
    width = 0
    for (name, length), count in zip(LISTED, listed, strict=True):
        made[f"word.{name}"] = torch.randn(count, length) * 0.3
        width += length
    for name, buckets, length in HASHED:
        made[f"word.{name}"] = torch.randn(buckets, length) * 0.3
        width += length

    def dense(name: str, rows: int, columns: int) -> None:
        made[f"{name}.weight"] = torch.nn.init.xavier_uniform_(torch.empty(rows, columns))
        made[f"{name}.bias"] = torch.zeros(columns)

    dense("mix", width, sizes.word)
    for layer, rows in enumerate((3 * sizes.word, 2 * sizes.layer)):
        dense(f"layer{layer}", rows, 6 * sizes.layer)
        made[f"layer{layer}.bias"][2 * sizes.layer : 4 * sizes.layer] = 0.5
    out = 2 * sizes.layer
    dense("arc.head", out, sizes.arc)
    dense("arc.dependent", out, sizes.arc)
    made["arc.pair"] = torch.eye(sizes.arc) * 0.3 + torch.randn(sizes.arc, sizes.arc) * 0.02
    made["arc.lead"] = torch.zeros(sizes.arc)
    made["arc.distance"] = torch.zeros(2 * FARTHEST + 1)
    dense("relation.head", out, sizes.relation)
    dense("relation.dependent", out, sizes.relation)
    for name, count in heads.items():
        dense(f"{name}.label", sizes.relation if name == "relation" else out, count)
    made["event.given"] = torch.zeros(given, heads["event"])
    for value in made.values():
        value.requires_grad_(requires_grad=True)
    return made


def _dropped(x: Any, rate: float) -> Any:
    """Leave out whole columns at random, the same ones at every step of a sentence."""
    return x * ((torch.rand((len(x), 1, x.shape[-1])) > rate) / (1 - rate))


def encode(own: Parameters, rows: Any, mask: Any) -> Any:
    """Give each word of each sentence its vector in context; words and columns are left out at random.

    Args:
        own: The parameters.
        rows: Rows of `features`, [sentence, word, feature]; the root first.
        mask: 1 where there is a word, 0 behind a sentence's end.
    """
    names = [name for name, *_ in LISTED] + [name for name, *_ in HASHED]
    rows = rows.clone()
    hidden = torch.rand(rows.shape[:2]) < 0.2
    for n in range(len(LISTED)):
        rows[..., n] = torch.where(hidden & (rows[..., n] != 1), torch.zeros_like(rows[..., n]), rows[..., n])
    words = torch.cat([functional.embedding(rows[..., n], own[f"word.{name}"]) for n, name in enumerate(names)], -1)
    words = torch.tanh(words @ own["mix.weight"] + own["mix.bias"]) * mask[..., None]
    words = _dropped(words, 0.2)
    before = functional.pad(words, (0, 0, 1, 0))[:, :-1]
    behind = functional.pad(words, (0, 0, 0, 1))[:, 1:]
    x = _dropped(_layer(own, 0, torch.cat([before, words, behind], -1), mask), 0.25)
    return _dropped(x + _layer(own, 1, x, mask), 0.25)


def _layer(own: Parameters, number: int, x: Any, mask: Any) -> Any:
    gates = x @ own[f"layer{number}.weight"] + own[f"layer{number}.bias"]
    size = gates.shape[-1] // 6
    new = torch.tanh(gates[..., : 2 * size])
    keep = torch.sigmoid(gates[..., 2 * size : 4 * size]) * mask[..., None]
    show = torch.sigmoid(gates[..., 4 * size :])
    add = (1 - keep) * new * mask[..., None]
    # Side by side: one direction as it is, the other from its end.
    kept, added = (torch.cat([part[..., :size], part[..., size:].flip(1)], -1).unbind(1) for part in (keep, add))
    states = [added[0]]
    for step in range(1, x.shape[1]):
        states.append(torch.addcmul(added[step], kept[step], states[-1]))
    found = torch.stack(states, 1)
    return show * torch.cat([found[..., :size], found[..., size:].flip(1)], -1)


def _side(own: Parameters, x: Any, name: str) -> Any:
    return x @ own[f"{name}.weight"] + own[f"{name}.bias"]


def _thinned(x: Any) -> Any:
    return functional.dropout(functional.relu(x), 0.25)


def arcs(own: Parameters, x: Any, mask: Any) -> Any:
    """Score each head of each word, [sentence, word, head].

    Args:
        own: The parameters.
        x: Vectors from `encode`.
        mask: As there.
    """
    head, dependent = _thinned(_side(own, x, "arc.head")), _thinned(_side(own, x, "arc.dependent"))
    found = (dependent @ own["arc.pair"]) @ head.transpose(1, 2) + (head @ own["arc.lead"])[:, None]
    place = torch.arange(x.shape[1])
    found = found + own["arc.distance"][(place[None] - place[:, None]).clamp(-FARTHEST, FARTHEST) + FARTHEST]
    return found.masked_fill(mask[:, None, :] == 0, -1e9) - 1e9 * torch.eye(x.shape[1])


def labels(own: Parameters, x: Any, name: str, heads: Any, given: Any) -> Any:
    """Score the labels of one kind, [sentence, word, label].

    Args:
        own: The parameters.
        x: Vectors from `encode`.
        name: Which kind: `relation`, `event`, or another that only looks at the words.
        heads: The right heads, which relations are asked for.
        given: What the rules say of each word, which events are judged by too.
    """
    if name == "relation":
        up = _side(own, x, "relation.head")
        chosen = heads.clamp(min=0)[..., None].expand(-1, -1, up.shape[-1])
        x = _thinned(up.gather(1, chosen) + _side(own, x, "relation.dependent"))
    found = _side(own, x, f"{name}.label")
    return found + functional.embedding(given, own["event.given"]) if name == "event" else found

"""How good weights are, on sentences that nothing was learnt from; measured with the model as it is shipped."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from pipelines.syntax.model import Analysis, Model
from pipelines.syntax.names import spans
from tests.training.examples import UNSAID, Example

__all__ = ["measured"]

_WORDS: Final = ("tags", "heads", "heads and relations")

_EVENTS_FROM: Final = -0.7
"""The odds from which the stage takes a word for a trigger; see `pipelines/events/triggers.py`."""


def measured(model: Model, examples: Sequence[Example]) -> dict[str, float]:
    """Measure a model.

    Args:
        model: The model.
        examples: Sentences with the right answers; what a sentence has no answer to is not asked.

    Returns:
        In percent, of what the examples answer: `tags`, `heads`, `heads and relations` (accuracy over all words, marks of
        punctuation among them), `names` (F1 of whole names), `events` and `events and classes` (F1 of words).
    """
    count: Counter[str] = Counter()
    for example, found in zip(examples, model.analyse([example.words for example in examples]), strict=True):
        _count_words(count, example, found)
        if example.columns.get("name") and UNSAID not in example.columns["name"]:
            gold, ours = set(spans(example.columns["name"])), set(spans(found.names))
            count.update({"names gold": len(gold), "names ours": len(ours), "names hit": len(gold & ours)})
        if "event" in example.columns:
            judged = model.judge([found], range(len(example.words)), example.columns["given"])
            _count_events(count, example, judged)
    shares = {name: 100 * count[name] / count[f"{name} asked"] for name in _WORDS if count[f"{name} asked"]}
    for name in ("names", "events", "events and classes"):
        total = count[f"{name} gold"] + count[f"{name} ours"]
        if total:
            shares[name] = 200 * count[f"{name} hit"] / total
    return shares


def _count_words(count: Counter[str], example: Example, found: Analysis) -> None:
    if not example.heads:
        return
    right = [ours + 1 == gold for ours, gold in zip(found.heads, example.heads, strict=True)]
    relations = zip(found.relations, example.columns["relation"], right, strict=True)
    count["tags"] += sum(a == b for a, b in zip(found.tags, example.columns["xpos"], strict=True))
    count["heads"] += sum(right)
    count["heads and relations"] += sum(ours == gold and head for ours, gold, head in relations)
    count.update({f"{name} asked": len(right) for name in _WORDS})


def _count_events(count: Counter[str], example: Example, judged: Sequence[tuple[float, str]]) -> None:
    for gold, (likely, ours) in zip(example.columns["event"], judged, strict=True):
        there, taken = gold != "-", likely > _EVENTS_FROM
        for name, right in (("events", True), ("events and classes", gold == ours)):
            count[f"{name} gold"] += there
            count[f"{name} ours"] += taken
            count[f"{name} hit"] += there and taken and right

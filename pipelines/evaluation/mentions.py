"""The measure `events`: are the mentions of events found, and is their class right?"""

from collections import Counter
from collections.abc import Iterable

from pipelines.evaluation.files import by_id
from pipelines.evaluation.report import Options, Report, Row, cells, precision_recall
from pipelines.evaluation.spans import items, paired, text_of

__all__ = ["score_mentions"]


def score_mentions(gold: Iterable[Row], system: Iterable[Row], options: Options) -> Report:  # noqa: ARG001 - one signature for all measures
    """Score mentions of events: overlapping spans, and equal classes among those, each as F1 over all documents.

    Source: TempEval-3 task B (UzZaman et al. 2013); `span` is the main figure.
    """
    count, answers = Counter[str](), by_id(system)
    errors: list[tuple[str, ...]] = []
    for name, document in by_id(gold).items():
        wanted, found = items(document, "events"), items(answers.get(name), "events")
        pairs = paired(wanted, found)
        count.update(gold=len(wanted), system=len(found), span=len(pairs))
        count["class"] += sum(_class(wanted[i]) == found[j].get("class") for i, j in pairs)
        met = {i for i, _ in pairs}
        errors += [cells(name, "MISSED", text_of(document, item)) for i, item in enumerate(wanted) if i not in met]
    kinds = ("class", "span")
    figures = tuple(precision_recall(kind, count[kind], count["gold"], count["system"]) for kind in kinds)
    return Report("events", figures, tuple(errors))


def _class(item: Row) -> str | None:
    found: str | None = item["cls"] if "cls" in item else item.get("class")
    return found

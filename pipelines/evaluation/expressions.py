"""The measure `timex`: are the time expressions found, and are their values right?"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable

from pipelines.evaluation.files import by_id
from pipelines.evaluation.report import Figure, Options, Report, Row, cells, precision_recall
from pipelines.evaluation.spans import items, paired, span, text_of

__all__ = ["score_expressions"]

_UNPADDED_WEEK = re.compile(r"-W(\d)(?!\d)")
_NO_VALUE = (None, "", "null")
"""Values of a gold file whose conversion left none: their spans count, their values are asked of nobody."""


def _value(item: Row) -> str | None:
    """An item's value, weeks padded: 1998-W8 is 1998-W08."""
    value = item.get("value")
    return _UNPADDED_WEEK.sub(r"-W0\1", value) if value else value


def score_expressions(gold: Iterable[Row], system: Iterable[Row], options: Options) -> Report:  # noqa: ARG001 - one signature for all measures
    """Score time expressions: strict and relaxed span, type, and value of what was found, each as F1 over all documents.

    A pair of overlapping spans is a relaxed hit, of equal spans a strict one. The value's F1 counts pairs with equal
    value against all expressions of gold and system that could have had one.

    Source: TempEval-3 task A (UzZaman et al. 2013), `value` being its main figure.
    """
    count, answers = Counter[str](), by_id(system)
    kinds: dict[str, Counter[str]] = defaultdict(Counter)
    errors: list[tuple[str, ...]] = []
    for name, document in by_id(gold).items():
        wanted, found = items(document, "timexes"), items(answers.get(name), "timexes")
        pairs = paired(wanted, found)
        count.update(gold=len(wanted), system=len(found))
        count["gold without"] += sum(_value(item) in _NO_VALUE for item in wanted)
        for item in wanted:
            kinds[str(item.get("type"))]["gold"] += 1
        for i, j in pairs:
            hits = _compare(wanted[i], found[j])
            count.update(hits)
            kinds[str(wanted[i].get("type"))].update(hits & {"relaxed", "value"})
            if not {"strict", "value"} <= hits and not {"strict", "system without"} <= hits:
                row = (text_of(document, wanted[i]), _value(wanted[i]), text_of(document, found[j]), _value(found[j]))
                errors.append(cells(name, *row))
        errors += _unpaired(name, document, wanted, found, pairs)
    figures = [precision_recall(kind, count[kind], count["gold"], count["system"]) for kind in _SPANS]
    asked, answered = count["gold"] - count["gold without"], count["system"] - count["system without"]
    figures += [precision_recall(kind, count[kind], asked, answered) for kind in _VALUES]
    details = tuple(
        Figure(kind, {key: found[key] for key in ("gold", "relaxed", "value")}) for kind, found in kinds.items()
    )
    return Report("timex", tuple(figures), tuple(errors), details)


_SPANS = ("strict", "relaxed", "type")
_VALUES = ("strict+value", "value")


def _compare(wanted: Row, found: Row) -> set[str]:
    """Everything that is right about an answer that overlaps its gold."""
    hits = {"relaxed"}
    if span(wanted) == span(found):
        hits.add("strict")
    if wanted.get("type") == found.get("type"):
        hits.add("type")
    if _value(wanted) in _NO_VALUE:
        return hits | {"system without"}
    if _value(wanted) == _value(found):
        hits |= {"value", "strict+value"} if "strict" in hits else {"value"}
    return hits


def _unpaired(
    name: str, document: Row, wanted: list[Row], found: list[Row], pairs: list[tuple[int, int]]
) -> list[tuple[str, ...]]:
    met, used = {i for i, _ in pairs}, {j for _, j in pairs}
    missed = [item for i, item in enumerate(wanted) if i not in met]
    spurious = [item for j, item in enumerate(found) if j not in used]
    return [
        *(cells(name, text_of(document, item), _value(item), "MISSED", "") for item in missed),
        *(cells(name, "SPURIOUS", "", text_of(document, item), _value(item)) for item in spurious),
    ]

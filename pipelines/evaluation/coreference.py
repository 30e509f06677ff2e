"""The measure `coref`: are mentions of one event put together, and no others?"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence

from pipelines.errors import DatelineError
from pipelines.evaluation.files import by_id
from pipelines.evaluation.report import Figure, Options, Report, Row, f1
from pipelines.evaluation.spans import check_given, items, paired

__all__ = ["b_cubed", "ceaf", "muc", "score_coreference"]

Chain = set[tuple[str, str]]
"""The mentions of one event, each by its document and its gold id."""


def score_coreference(gold: Iterable[Row], system: Iterable[Row], options: Options) -> Report:
    """Score coreference of events within and across documents: CoNLL F1, the mean of MUC, B3 and CEAFe.

    Gold mentions are those with `gold_eval`, singletons included. Each takes the `event_id` of the answer's event that
    overlaps it; one that was not found is alone. Events of two topics (or subtopics, by `options.scope`) are never one.

    Raises:
        DatelineError: Spans were given, and the answer has others; or scipy, of the extra `dev`, is not installed.

    Source: Vilain et al. 1995 (MUC), Bagga and Baldwin 1998 (B3), Luo 2005 (CEAFe), Pradhan et al. 2014 (CoNLL).
    """
    answers, key, response = by_id(system), defaultdict[str, Chain](set), defaultdict[Hashable, Chain](set)
    found_count = 0
    for name, document in by_id(gold).items():
        wanted = [item for item in items(document, "events") if item.get("gold_eval", True)]
        found = items(answers.get(name), "events")
        if options.given:
            check_given(name, wanted, found)
        found_count += len(found)
        pairs = dict(paired(wanted, found))
        where = document.get(options.scope) if options.scope != "none" else ""
        for i, item in enumerate(wanted):
            mention = (name, str(item["id"]))
            key[item["cluster"]].add(mention)
            event = found[pairs[i]].get("event_id") if i in pairs else None
            response[("event", where, event) if event else ("alone", *mention)].add(mention)
    chains, answer = list(key.values()), list(response.values())
    return Report("coref", _figures(chains, answer, found_count))


def _figures(key: Sequence[Chain], response: Sequence[Chain], found: int) -> tuple[Figure, ...]:
    scores = {
        "MUC": f1(muc(response, key), muc(key, response)),
        "B3": f1(b_cubed(response, key), b_cubed(key, response)),
        "CEAFe": f1(*ceaf(key, response)),
    }
    return (
        Figure("mentions", {"system": found, "gold": sum(map(len, key))}),
        *(Figure(name, {"F1": 100 * score}) for name, score in scores.items()),
        Figure("CoNLL", {"F1": 100 * sum(scores.values()) / 3}),
    )


def muc(key: Sequence[Chain], response: Sequence[Chain]) -> float:
    """Give the share of the key's links that the response has: recall; precision with the two exchanged."""
    home = {mention: number for number, chain in enumerate(response) for mention in chain}
    kept = sum(len(chain) - len({home.get(mention, mention) for mention in chain}) for chain in key)
    return kept / max(1, sum(len(chain) - 1 for chain in key))


def b_cubed(key: Sequence[Chain], response: Sequence[Chain]) -> float:
    """Give the mean share of a mention's chain that the response keeps with it: recall; precision exchanged."""
    home = {mention: number for number, chain in enumerate(response) for mention in chain}
    kept = sum(
        shared * shared / len(chain) for chain in key for shared in Counter(home[mention] for mention in chain).values()
    )
    return kept / max(1, sum(map(len, key)))


def ceaf(key: Sequence[Chain], response: Sequence[Chain]) -> tuple[float, float]:
    """Give precision and recall of CEAFe: chains paired one to one for the greatest total similarity (Dice).

    Raises:
        DatelineError: scipy is not installed.
    """
    try:
        import numpy as np  # noqa: PLC0415 - needed by this measure only
        from scipy.optimize import linear_sum_assignment  # noqa: PLC0415
    except ImportError as error:
        msg = "the measure coref needs scipy, which is in the extra 'dev': pip install '.[dev]'"
        raise DatelineError(msg) from error
    home = {mention: number for number, chain in enumerate(response) for mention in chain}
    similarity = np.zeros((len(key), len(response)))
    for i, chain in enumerate(key):
        for j, shared in Counter(home[mention] for mention in chain).items():
            similarity[i, j] = 2 * shared / (len(chain) + len(response[j]))
    best = float(similarity[linear_sum_assignment(similarity, maximize=True)].sum())
    return best / max(1, len(response)), best / max(1, len(key))

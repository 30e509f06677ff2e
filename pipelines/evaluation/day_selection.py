"""The measure `days`: does a timeline show the days that journalists put on theirs?"""

from collections import defaultdict
from collections.abc import Iterable

from pipelines.evaluation.report import Figure, Options, Report, Row, f1

__all__ = ["score_days"]


def score_days(gold: Iterable[Row], system: Iterable[Row], options: Options) -> Report:
    """Score the days of timelines: F1 of the k best-ranked days against the k days of the gold timeline, and the mean.

    A day named twice has its better score; equal scores are ranked by day.

    Args:
        gold: `folder` and `timeline`, a list of days with their sentences.
        system: `folder`, `day` and `score`, one row a day.
        options: `folder` chooses one timeline.

    Source: date selection F1 of timeline summarisation (Tran et al. 2013; Ghalandari and Ifrim 2020), at the number
    of gold days.
    """
    best: dict[tuple[str, str], float] = {}
    for row in system:
        place = (row["folder"], row["day"])
        best[place] = max(row["score"], best.get(place, row["score"]))
    ranked = defaultdict[str, list[tuple[float, str]]](list)
    for (folder, day), score in best.items():
        ranked[folder].append((-score, day))
    figures = []
    for timeline in gold:
        folder = timeline["folder"]
        if options.folder and folder != options.folder:
            continue
        wanted = {day for day, _ in timeline["timeline"]}
        chosen = {day for _, day in sorted(ranked[folder])[: len(wanted)]}
        hits = len(wanted & chosen)
        score = f1(hits / max(1, len(chosen)), hits / max(1, len(wanted)))
        figures.append(Figure(folder, {"F1": score, "of": len(wanted)}))
    mean = sum(figure.numbers["F1"] for figure in figures) / max(1, len(figures))
    return Report("days", (*figures, Figure("date F1, mean of timelines", {"n": len(figures), "F1": mean})))

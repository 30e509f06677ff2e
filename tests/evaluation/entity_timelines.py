# ruff: noqa: T201 - it prints its figures
"""Timelines of entities against those that people made: SemEval-2015 task 4, track A (from the raw text).

    python -m tests.evaluation.entity_timelines [--data ../shared/data] [--show ENTITY]

The documents go through the whole product into a home of their own, each with its day of publication, and each timeline
is what the macro `timeline_of` answers for the entity's name.

The measure is the task's: temporal awareness as in TempEval-3, of timelines written as graphs. An event is simultaneous
with its date, as fine as that is known (2007-10-XX is not 2007-10-15), events of one place in the order are simultaneous
with each other, and those of an earlier place come before those of a later one. Events of place 0, and ours without a
date, are placed nowhere and count for nothing. The task knows no open intervals: "on or before 3 May" is placed on 3 May,
where the timeline lists it. A second figure leaves out what is open to one side. Precision is the share of the relations of our reduced graph that the gold
graph implies, recall the same the other way round, and F1 is taken over the relations of all timelines together (micro).

Where the task leaves open what the reduced graph is: an event has the relation to its date, which implies those within
its place; and two places in a row have one relation, which is implied as far as their pairs of events are.
Where it leaves open which events are the same: ours is the gold event with which it shares most mentions, a mention
being named by document, sentence and word (of gold mentions of several words, one of them), and one gold event is at
most one of ours.

Source: Minard et al. 2015, SemEval-2015 task 4; http://alt.qcri.org/semeval2015/task4/index.php?id=tools; UzZaman et
al. 2013 (TempEval-3).
"""

import argparse
import json
import tempfile
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any, Final

from assets.run import refresh
from pipelines.days import DayInterval, granularity, iso_day, parse_day
from pipelines.evaluation.report import f1
from warehouse.home import Home
from warehouse.query import query

__all__ = ["Placed", "Score", "align", "gold_timeline", "place_all", "placed_days", "relations", "score", "task_date"]

DATA: Final = Path(__file__).parents[2].parent / "shared" / "data"
DOCUMENTS: Final = "timelines/semeval2015_dev_docs.jsonl"
TIMELINES: Final = "timelines/semeval2015_dev_timelines.jsonl"
PLACES: Final = """
    SELECT e.event_id, e.likely_day, e.begin_earliest, e.begin_latest, e.end_earliest, e.end_latest, m.surface, m."start",
           d.uri
    FROM timeline_of($entity) AS e JOIN mentions AS m ON m.event_id = e.event_id
    JOIN documents AS d ON d.document_id = m.document_id
"""

Word = tuple[str, int, str]
"""Document, number of the sentence, word."""


@dataclass(frozen=True, slots=True)
class Placed:
    """An event of a timeline.

    Attributes:
        name: Names it among those of its timeline.
        order: Its place, from 1.
        date: Its date, as the task writes it.
        mentions: The words that mention it.
    """

    name: str
    order: int
    date: str
    mentions: frozenset[Word]


@dataclass(frozen=True, slots=True)
class Score:
    """Relations of timelines.

    Attributes:
        right: Of our reduced graph, how many the gold graph implies.
        ours: How many there are.
        found: Of the gold's reduced graph, how many ours implies.
        gold: How many there are.
    """

    right: float = 0.0
    ours: int = 0
    found: float = 0.0
    gold: int = 0

    def __add__(self, other: "Score") -> "Score":
        return Score(self.right + other.right, self.ours + other.ours, self.found + other.found, self.gold + other.gold)

    @property
    def precision(self) -> float:
        return self.right / max(1, self.ours)

    @property
    def recall(self) -> float:
        return self.found / max(1, self.gold)


def align(ours: Sequence[Placed], gold: Sequence[Placed]) -> dict[str, str]:
    """Name the gold event that each of our events is, most shared mentions first; the order of both settles ties."""
    shared = sorted(
        (-len(one.mentions & other.mentions), i, j)
        for i, one in enumerate(ours)
        for j, other in enumerate(gold)
        if one.mentions & other.mentions
    )
    same: dict[int, int] = {}
    for _, i, j in shared:
        if i not in same and j not in same.values():
            same[i] = j
    return {ours[i].name: gold[j].name for i, j in same.items()}


def relations(one: Sequence[Placed], other: Mapping[str, Placed]) -> tuple[float, int]:
    """Count the relations of a timeline's reduced graph, and how far another one implies them.

    Args:
        one: The timeline.
        other: Events of the other timeline by the names they have in this one.
    """
    held: float = sum(item.name in other and other[item.name].date == item.date for item in one)
    count = len(one)
    places = [list(items) for _, items in groupby(sorted(one, key=_order), key=_order)]
    for earlier, later in pairwise(places):
        pairs = [(other.get(first.name), other.get(last.name)) for first in earlier for last in later]
        implied = sum(first is not None and last is not None and first.order < last.order for first, last in pairs)
        held += implied / len(pairs)
        count += 1
    return held, count


def _order(item: Placed) -> int:
    return item.order


def score(ours: Sequence[Placed], gold: Sequence[Placed]) -> Score:
    """Compare a timeline with the gold one."""
    same = align(ours, gold)
    by_name = {item.name: item for item in gold}
    theirs = {name: by_name[twin] for name, twin in same.items()}
    mine = {same[item.name]: item for item in ours if item.name in same}
    return Score(*relations(ours, theirs), *relations(gold, mine))


def place_all(events: Mapping[str, tuple[DayInterval, frozenset[Word]]]) -> list[Placed]:
    """Put events in order: by their first day, of those with the same first day the vaguer date first."""

    def at(days: DayInterval) -> tuple[int, int]:
        return days.earliest or 0, -(days.length or 0)

    dates = {name: (at(days), task_date(days)) for name, (days, _) in events.items()}
    places = {key: place for place, key in enumerate(sorted({key for key, date in dates.values() if date}), 1)}
    return [Placed(name, places[key], date, events[name][1]) for name, (key, date) in dates.items() if date]


def task_date(days: DayInterval) -> str | None:
    """Write a day, a month or a year as the task does; `None` for any other days."""
    first = iso_day(days.earliest)
    if first is None or days.latest is None:
        return None
    fine = granularity(days)
    if fine not in _UNKNOWN:
        return None
    return first[: len(first) - len(_UNKNOWN[fine])] + _UNKNOWN[fine]


_UNKNOWN: Final = {"day": "", "month": "-XX", "year": "-XX-XX"}


def gold_timeline(rows: Iterable[Mapping[str, Any]]) -> list[Placed]:
    """Read a gold timeline; a mention of several words stands for each of them."""
    found = []
    for number, row in enumerate(rows):
        words = set[Word]()
        for mention in row["mentions"]:
            document, _, rest = mention.partition("-")
            sentence, _, surface = rest.partition("-")
            if sentence.isdigit():
                words.update((document, int(sentence), word) for word in surface.split("_"))
        if row["order"]:
            found.append(Placed(str(number), row["order"], row["date"], frozenset(words)))
    return found


class Sentences:
    """Which sentence of a document an offset lies in, as the task numbers them."""

    def __init__(self, documents: Iterable[Mapping[str, Any]]) -> None:
        self._starts = {row["id"]: [start for start, _ in row["sentences"]] for row in documents}

    def word(self, document: str, start: int, surface: str) -> Word:
        return document, bisect_right(self._starts[document], start) - 1, surface


def answer(home: Home, sentences: Sentences, entity: str, *, listed: bool = True) -> list[Placed]:
    """Give the timeline of an entity as the product knows it.

    Args:
        home: Holds the documents.
        sentences: Their sentences.
        entity: Its name.
        listed: Whether days that are open to one side are placed where the timeline lists them, or nowhere.
    """
    found: dict[str, tuple[DayInterval, set[Word]]] = {}
    for row in query(home.published, PLACES, {"entity": entity}).to_pylist():
        words = found.setdefault(row["event_id"], (placed_days(row, listed=listed), set()))[1]
        words.add(sentences.word(row["uri"].rpartition("#")[2], row["start"], row["surface"]))
    return place_all({name: (days, frozenset(words)) for name, (days, words) in found.items()})


def placed_days(row: Mapping[str, Any], *, listed: bool) -> DayInterval:
    """The days on which an event began: the likeliest one, else those it says, else the bound it is listed at."""
    bounds = ("begin_earliest", "begin_latest", "end_earliest", "end_latest", "likely_day")
    *known, likely = (None if row[name] is None else parse_day(row[name].isoformat()) for name in bounds)
    days = DayInterval(known[0], known[1])
    if likely is not None and not days.single:
        return DayInterval(likely, likely)
    if days.earliest is not None and days.latest is not None:
        return days
    day = next((day for day in known if day is not None), None) if listed else None
    return DayInterval(day, day)


def process(documents: Iterable[Mapping[str, Any]], folder: Path) -> Home:
    """Run the product on the documents."""
    inbox = folder / "inbox"
    inbox.mkdir()
    with (inbox / "documents.jsonl").open("w", encoding="utf-8") as file:
        for row in documents:
            file.write(json.dumps({"id": row["id"], "text": row["text"], "published": row["dct"]}) + "\n")
    home = Home(folder / "home")
    report = refresh(home, inbox=inbox)
    if not report.success:
        raise SystemExit("\n".join(report.failures))
    return home


def read(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def show(ours: Sequence[Placed], gold: Sequence[Placed]) -> None:
    same = align(ours, gold)
    names = {item.name: item for item in gold}
    for item in sorted(ours, key=_order):
        twin = names.get(same.get(item.name, ""))
        print(f"  {item.date:10}  {twin.date if twin else '-':10}  {sorted(item.mentions)}")
    for item in gold:
        if item.name not in same.values():
            print(f"  missed      {item.date:10}  {sorted(item.mentions)}")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--show", help="an entity whose timeline is shown beside the gold one")
    chosen = parser.parse_args()
    documents, timelines = read(chosen.data / DOCUMENTS), read(chosen.data / TIMELINES)
    total = {True: Score(), False: Score()}
    with tempfile.TemporaryDirectory(prefix="dateline-entities-") as folder:
        home, sentences = process(documents, Path(folder)), Sentences(documents)
        for row in timelines:
            gold = gold_timeline(row["rows"])
            for listed in total:
                ours = answer(home, sentences, row["entity"], listed=listed)
                own = score(ours, gold)
                total[listed] += own
                if listed:
                    same = len(align(ours, gold))
                    print(f"{row['entity']:24} {line(own)}  {same} events of {len(ours)} are among {len(gold)}")
                    if row["entity"] == chosen.show:
                        show(ours, gold)
    print(f"{'all, micro average':24} {line(total[True])}")
    print(f"{'no open days':24} {line(total[False])}")


def line(own: Score) -> str:
    found = f1(own.precision, own.recall)
    return f"P {100 * own.precision:5.2f}  R {100 * own.recall:5.2f}  F1 {100 * found:5.2f}"


if __name__ == "__main__":
    main()

# ruff: noqa: T201 - it prints its figures
"""How well the fields of event rows are filled: negation, certainty, tense, agent and patient, the date an event hangs on.

    python -m tests.evaluation.event_rows [--data ../shared/data] [--found] [--errors MEASURE] [--syntax NAME]

Prints, for each measure, all documents and the two halves they fall into by the hash of their name; errors are shown of the
first half only, the second is never read. The events are those of the gold, handed over as triggers; with `--found` they
are those we find ourselves, and an event that was not found counts as missed. Days of publication are given, time
expressions are found by us, except where links are measured. What counts:

- negated: the row's `polarity` is NEG, against the gold's.
- not certain: the row's `certainty` is `possible`, against any gold value but CERTAIN (POSSIBLE, PROBABLE and
  UNDERSPECIFIED). What is planned counts as certain: the gold marks most of the future so.
- tense: the row's, against the gold's, of gold verbs whose tense is PAST, PRESENT or FUTURE; then of all verbs, with
  INFINITIVE, PRESPART, PASTPART and NONE (a modal).
- agent, patient: PropBank's Arg0 and Arg1 of exhaustively annotated events. A row's argument is right where its head word is a
  head of the gold phrase itself, or of another mention of the same entity in the same sentence ("which"). A gold phrase's
  head is its last word before the first comma, bracket, preposition or relative pronoun and after the last
  possessive, the last of each joined part; of names every word up to there. So "Ukraine" is no answer to "the
  president of Ukraine". An event with two gold agents is right with either; a row's argument where the gold has none is wrong
  if it is an entity of the gold; by the second reading also if it is no entity, but not if it is an event ("signed an
  agreement"), as the gold ties events to entities alone; by the third whatever it is.
- date of an event: of the gold events that TimeBank links to an expression of their sentence by inclusion, simultaneity or
  identity, the share whose `time_expression` is such a one. The main figure is of expressions that name days (of dates
  and times with a day, week, month, quarter or year), gold ones given; the same with expressions that we find; the share of
  those expressions that at least one of their events hangs on; and the first with durations and vague times as well. What hangs
  on an expression was learnt from these links: `python -m tests.training.hanging` prints the figure for documents held out.

Sources: TimeML 1.2.1 (tense, polarity); NewsReader guidelines NWR-2014-2 (certainty, roles).
"""

import argparse
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final

from pipelines.annotation.document import Analysis, analyse
from pipelines.annotation.question import question
from pipelines.days import parse_interval
from pipelines.evaluation.spans import align
from pipelines.events.mentions import find_events
from pipelines.records import Argument, EventMention, TimeExpression
from pipelines.settings import Events, Settings
from pipelines.syntax.installed import OWN, pipeline
from tests.evaluation.gold_events import (
    Row,
    documents,
    fillers,
    gold_times,
    is_entity,
    is_event,
    is_head,
    is_second,
    linked,
    name_of,
    shown,
    span,
)

DATA: Final = Path(__file__).parents[2].parent / "shared" / "data"
TIMEBANK: Final = "timex/timebank.jsonl"
MEANTIME: Final = "events/meantime_dev.jsonl"
FINITE: Final = ("PAST", "PRESENT", "FUTURE")
ROLES: Final = {"Arg0": "agent", "Arg1": "patient"}


@dataclass(slots=True)
class Tally:
    """What a measure counts: for F1 gold, system and hits; for a share, gold and hits alone."""

    name: str
    bar: float
    share: bool = False
    counts: dict[bool, Counter[str]] = field(default_factory=lambda: {False: Counter(), True: Counter()})
    errors: list[str] = field(default_factory=list)

    def add(self, document: Row, gold: bool, system: bool, *, right: bool | None = None, where: str = "") -> None:
        """Count one thing; `right` where both say something and it may differ."""
        hit = gold and system if right is None else right
        second = is_second(document)
        self.counts[second].update(gold=gold, system=system, hit=hit)
        if not second and (gold or system) and not hit:
            self.errors.append(f"{'missed' if gold else 'wrong'}{'/wrong' if gold and system else ''}\t{where}")

    def figure(self, halves: Iterable[bool] = (False, True)) -> tuple[float, float, float, Counter[str]]:
        """Give precision, recall, F1 in per cent (of a share: three times the share), and the counts."""
        total = Counter[str]()
        for half in halves:
            total.update(self.counts[half])
        recall = 100 * total["hit"] / max(1, total["gold"])
        if self.share:
            return recall, recall, recall, total
        precision = 100 * total["hit"] / max(1, total["system"])
        return precision, recall, 2 * precision * recall / max(1e-9, precision + recall), total


def pairs(
    document: Row, events: list[Row], *, found: bool = False, syntax: str = OWN
) -> list[tuple[Row, EventMention | None]]:
    """Give each gold event with our row for it; `None` where we have none."""
    spans = [span(item) for item in events]
    rows = answered(document, None if found else spans, syntax).mentions
    if not found:
        return list(zip(events, rows, strict=True))
    by_place = dict(align(spans, [(row.start, row.end) for row in rows]))
    return [(item, rows[by_place[n]] if n in by_place else None) for n, item in enumerate(events)]


def answered(document: Row, triggers: list[tuple[int, int]] | None, syntax: str = OWN) -> Analysis:
    """Take a document through all stages, its day of publication and the triggers given."""
    spans = None if triggers is None else tuple(triggers)
    return _analysed(name_of(document), document["text"], (document["dct"] or "")[:10] or None, spans, syntax)


@cache  # several measures ask for the same
def _analysed(
    name: str, text: str, day: str | None, triggers: tuple[tuple[int, int], ...] | None, syntax: str
) -> Analysis:
    asked = {"text": text, "dct": day, "triggers": triggers}
    return analyse(question(asked, name), raw=False, settings=Settings(events=Events(syntax=syntax)))


def timebank(data: Path, every: int = 1, *, found: bool = False, syntax: str = OWN) -> list[Tally]:
    """Measure negation and tense."""
    negated, finite = Tally("negated, TimeBank", 75), Tally("tense of finite verbs, TimeBank", 90, share=True)
    verbs = Tally("tense of all verbs, TimeBank", 0, share=True)
    for document in documents(data / TIMEBANK, every):
        events = [item for item in document["events"] if item["polarity"] is not None]
        for item, row in pairs(document, events, found=found, syntax=syntax):
            where = shown(document, *span(item))
            negated.add(document, item["polarity"] == "NEG", row is not None and row.polarity == "NEG", where=where)
            if item["pos"] != "VERB":
                continue
            tense = row.tense if row else None
            for tally in (verbs, finite)[: 1 + (item["tense"] in FINITE)]:
                tally.add(document, True, True, right=tense == item["tense"], where=f"{item['tense']} {tense} {where}")
    return [negated, finite, verbs]


def meantime(data: Path, every: int = 1, *, found: bool = False, syntax: str = OWN) -> list[Tally]:
    """Measure negation, certainty, agent and patient."""
    negated, doubted = Tally("negated, MEANTIME", 75), Tally("not certain, MEANTIME", 45)
    roles = {"agent": Tally("agent heads, MEANTIME", 0), "patient": Tally("patient heads, MEANTIME", 0)}
    both = Tally("agent and patient heads, MEANTIME", 65)
    other = Tally("the same, and no phrase but events", 0)
    strict = Tally("the same, and no other phrase", 0)
    for document in documents(data / MEANTIME, every):
        events = [item for item in document["events"] if item["intra"] and item["certainty"]]
        for item, row in pairs(document, events, found=found, syntax=syntax):
            where = shown(document, *span(item))
            negated.add(document, item["polarity"] == "NEG", row is not None and row.polarity == "NEG", where=where)
            unsure = item["certainty"] != "CERTAIN"
            doubted.add(document, unsure, row is not None and row.certainty == "possible", where=where)
            for label, role in ROLES.items():
                phrases = fillers(document, item, label)
                given: Argument | None = getattr(row, role) if row else None
                right = given is not None and any(is_head(phrase, given) for phrase in phrases)
                said = f"{role}: ours {given and given.name!r}, gold {[phrase['text'] for phrase in phrases]} {where}"
                strict.add(document, bool(phrases), given is not None, right=right, where=said)
                told = given is not None and (right or not is_event(document, given))
                other.add(document, bool(phrases), told, right=right, where=said)
                counts = given is not None and (right or is_entity(document, given))
                for tally in (roles[role], both):
                    tally.add(document, bool(phrases), counts, right=right, where=said)
    return [negated, doubted, both, *roles.values(), other, strict]


def links(data: Path, every: int = 1, *, syntax: str = OWN) -> list[Tally]:
    """Measure which expression dates an event."""
    given = Tally("date of an event, TimeBank links", 82, share=True)
    all_kinds = Tally("the same, durations and 'recently' too", 0, share=True)
    own = Tally("date of an event, expressions found", 0, share=True)
    reached = Tally("event of an expression, one of its", 0, share=True)
    for document in documents(data / TIMEBANK, every):
        events = [item for item in document["events"] if "eiid" in item]
        wanted = linked(document, events)
        times, spans = gold_times(document), [span(item) for item in events]
        day = parse_interval(document["dct"][:10])
        rows = find_events(document["text"], None, "en", day, times, triggers=spans, pipeline=pipeline(syntax))
        analysis = answered(document, spans, syntax)
        dating = {time.position for time in times if time.type in ("DATE", "TIME") and time.days.known}
        for place in sorted({place for places in wanted.values() for place in places} & dating):
            right = any(rows[n].time_expression == place for n, places in wanted.items() if place in places)
            reached.add(document, True, True, right=right, where=shown(document, times[place].start, times[place].end))
        for n, places in wanted.items():
            named = ", ".join(f"{times[place].value} {times[place].surface!r}" for place in places)
            where = f"{named}  {shown(document, *spans[n])}"
            all_kinds.add(document, True, True, right=rows[n].time_expression in places, where=where)
            if not dating.isdisjoint(places):
                given.add(document, True, True, right=rows[n].time_expression in places, where=where)
                met = expression_of(analysis, n)
                right = met is not None and any(overlap(met, times[place]) for place in places)
                own.add(document, True, True, right=right, where=where)
    return [given, own, reached, all_kinds]


def expression_of(analysis: Analysis, number: int) -> TimeExpression | None:
    """The expression that dates one of the mentions of a document."""
    position = analysis.mentions[number].time_expression
    return next((found for found in analysis.expressions if found.position == position), None)


def overlap(one: TimeExpression, other: TimeExpression) -> bool:
    return one.start < other.end and other.start < one.end


def measures(data: Path, every: int = 1, *, found: bool = False, syntax: str = OWN) -> tuple[Tally, ...]:
    """Take all measures."""
    return (
        *timebank(data, every, found=found, syntax=syntax),
        *meantime(data, every, found=found, syntax=syntax),
        *links(data, every, syntax=syntax),
    )


def show(tally: Tally) -> None:
    """Print a measure: all, then both halves."""
    parts = []
    for halves in ((False, True), (False,), (True,)):
        precision, recall, f1, count = tally.figure(halves)
        counts = f"{count['hit']} of {count['gold']}"
        parts.append(
            f"{f1:5.1f} ({counts})" if tally.share else f"{f1:5.1f} (P {precision:.1f} R {recall:.1f}, {counts})"
        )
    bar = f"bar {tally.bar:.0f}" if tally.bar else ""
    print(
        f"{tally.name:36} {bar:7} {'%' if tally.share else 'F1'} {parts[0]:42} read {parts[1]:38} held out {parts[2]}"
    )


def main() -> None:
    """Print all figures, or the errors of one measure."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument(
        "--found", action="store_true", help="find the events too (the dates of links stay with given ones)"
    )
    parser.add_argument("--errors", help="show the errors of the measures whose name holds this, first half only")
    parser.add_argument("--syntax", default=OWN, help="what reads the sentences: own, or an installed spaCy pipeline")
    chosen = parser.parse_args()
    for tally in measures(chosen.data, found=chosen.found, syntax=chosen.syntax):
        if chosen.errors is None:
            show(tally)
        elif chosen.errors in tally.name:
            print(f"# {tally.name}", *tally.errors, sep="\n")


if __name__ == "__main__":
    main()

"""Gold in, figures out: strip the answers, annotate, score."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from pipelines.annotation.stream import annotate_lines
from pipelines.annotation.timeline import timeline
from pipelines.days import iso_day
from pipelines.errors import UnknownName
from pipelines.evaluation.files import doc_id, read, write
from pipelines.evaluation.measures import measure, strip
from pipelines.evaluation.report import SCOPES, Figure, Options, Report, Row
from pipelines.settings import Events, Settings
from pipelines.syntax.installed import OWN

__all__ = ["Heard", "answers", "evaluate", "rank_days", "take", "take_days"]

Heard = Callable[[int, int], None]
"""Is told how many documents have been read, and how many there are."""


def evaluate(
    measure_name: str,
    gold: Path,
    *,
    timelines: Path | None = None,
    output: Path | None = None,
    given: bool = False,
    scope: str = "subtopic",
    folder: str | None = None,
    errors: int = 0,
    syntax: str = OWN,
    heard: Heard | None = None,
) -> list[str]:
    """Take a measure of this version of Dateline, and write it down for people.

    Args:
        measure_name: A key of `MEASURES`.
        gold: Its gold file, JSON lines, `.gz` or plain; for `days`, the documents.
        timelines: For `days`, the gold timelines.
        output: Where to keep the answer, if anywhere.
        given: Hand over the spans of the gold events.
        scope: How far coreference reaches: `topic`, `subtopic` or `none`.
        folder: For `days`, the one timeline to build.
        errors: How many wrong answers to show first.
        syntax: What reads the sentences, as in the settings.
        heard: Called with the number of documents read so far, and of all.

    Returns:
        Lines; the last one is the main figure.

    Raises:
        UnknownName: There is no such measure, scope or file, or `days` was not told its timelines.
        DatelineError: A line of the gold is no JSON object.
        InvalidSettings: `syntax` is not installed.
    """
    if scope not in SCOPES:
        msg = f"no scope {scope!r}; accepted: {', '.join(SCOPES)}"
        raise UnknownName(msg)
    options = Options(given, scope, folder, Settings(events=Events(syntax=syntax)))
    if measure(measure_name).question is not None:
        report = take(measure_name, gold, options=options, keep=output, heard=heard)
    elif timelines is None:
        msg = f"the measure {measure_name!r} needs two files: the documents, and the timelines to compare with"
        raise UnknownName(msg)
    else:
        report = take_days(gold, timelines, options=options, keep=output, heard=heard)
    wrong = ["\t".join(cells) for cells in report.errors[:errors]]
    return [*wrong, *map(str, report.details), *map(str, report.figures)]


def take(
    name: str, gold: Path, *, options: Options | None = None, keep: Path | None = None, heard: Heard | None = None
) -> Report:
    """Strip a gold file of its answers, annotate it, and score that.

    Args:
        name: A measure that asks about single documents.
        gold: Its gold file.
        options: How it is to be taken.
        keep: Where to write the answer, if anywhere.
        heard: Called with the number of documents read so far, and of all.
    """
    chosen = options or Options()
    rows = list(read(gold))
    told = _telling(rows, len(rows), heard)
    found = list(answers(name, told, given=chosen.given, settings=chosen.settings))
    if keep is not None:
        write(found, keep)
    failed = [f"{row['doc_id']}: {row['error']}" for row in found if "error" in row]
    return _with_failures(measure(name).score(rows, found, chosen), failed)


def _with_failures(report: Report, failed: list[str]) -> Report:
    """Say how many documents failed: each counted as one without an answer."""
    if not failed:
        return report
    details = (*report.details, Figure("documents that failed", {"n": len(failed)}))
    return replace(report, errors=(*((reason,) for reason in failed), *report.errors), details=details)


def answers(name: str, gold: Iterable[Row], *, given: bool = False, settings: Settings | None = None) -> Iterator[Row]:
    """Answer the questions of a gold file, in its order.

    Args:
        name: The measure.
        gold: Rows of its gold file; none of their answers is looked at.
        given: Hand over the spans of the gold events.
        settings: What the system is told; the defaults where it is not given.
    """
    own = measure(name)
    questions = (json.dumps(strip(name, row, given=given), ensure_ascii=False) for row in gold)
    for line in annotate_lines(questions, raw=own.raw, merge=own.merge, settings=settings):
        yield json.loads(line)


def _telling(rows: Iterable[Row], total: int, heard: Heard | None, before: int = 0) -> Iterator[Row]:
    """Give rows, and tell how many have been asked for and worked on."""
    for number, row in enumerate(rows, before + 1):
        yield row
        if heard is not None:
            heard(number, total)


def take_days(
    documents: Path,
    timelines: Path,
    *,
    options: Options | None = None,
    keep: Path | None = None,
    heard: Heard | None = None,
) -> Report:
    """Build the timeline of each folder of documents, rank its days by salience, and score them.

    One folder is merged after the other, and only its days are kept: memory depends on the largest folder.

    Args:
        documents: JSON lines with `id`, `folder`, `text` and `dct`.
        timelines: JSON lines with `folder` and `timeline`.
        options: `folder` chooses one.
        keep: Where to write the ranked days, if anywhere.
        heard: Called with the number of documents read so far, and of all.
    """
    chosen = options or Options()
    gold = list(read(timelines))
    wanted = {row["folder"] for row in gold if chosen.folder in (None, row["folder"])}
    folders = defaultdict[str, list[Row]](list)
    for row in read(documents):
        if row["folder"] in wanted:
            folders[row["folder"]].append(row)
    found, failed, done = list[Row](), list[str](), 0
    total = sum(map(len, folders.values()))
    for folder in sorted(folders):
        told = _telling(folders[folder], total, heard, done)
        rows, faults = rank_days(folder, told, chosen.settings)
        done += len(folders.pop(folder))
        found += rows
        failed += faults
    if keep is not None:
        write(found, keep)
    return _with_failures(measure("days").score(gold, found, chosen), failed)


def rank_days(folder: str, documents: Iterable[Row], settings: Settings | None = None) -> tuple[list[Row], list[str]]:
    """Rank the days of one timeline by the salience of the first event of each.

    Only events whose begin is one known day count: a month says nothing about its days.

    Returns:
        `folder`, `day` and `score`, the best day first; and of each document that failed, why.
    """
    questions = (
        {"doc_id": doc_id(row), "text": row["text"], "dct": (row.get("dct") or "")[:10] or None} for row in documents
    )
    scores = defaultdict[int, float](float)
    events, failed = timeline(questions, settings=settings)
    for event in events:
        if event.begin_earliest is not None and event.begin_earliest == event.begin_latest:
            scores[event.begin_earliest] = max(event.salience, scores[event.begin_earliest])
    ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
    return [{"folder": folder, "day": iso_day(day), "score": round(score, 6)} for day, score in ranked], failed

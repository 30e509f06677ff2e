"""The verbs of the command line that need no home: Dateline as a tagger, its measures, its rules."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Optional, TextIO

import typer

from assets import answers, screen
from pipelines.errors import UnknownName

__all__ = ["annotate", "evaluate", "rules"]

SyntaxOption = Annotated[
    str, typer.Option("--syntax", metavar="NAME", help="What reads the sentences: own, or an installed spaCy pipeline.")
]


def annotate(
    source: Annotated[
        str, typer.Argument(metavar="IN.jsonl", help="One JSON object a line: doc_id, text, dct; - is standard input.")
    ],
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="OUT.jsonl", help="Where the answers go; - is standard output.")
    ] = "-",
    raw: Annotated[
        bool, typer.Option("--raw", help="Texts are raw dumps: lines are labelled, the publication day is inferred.")
    ] = False,
    merge: Annotated[
        bool, typer.Option("--merge", help="Merge events across documents; reads the input twice.")
    ] = False,
    syntax: SyntaxOption = "own",
) -> None:
    """Tag documents without a warehouse: time expressions, events and their days, one line out for each line in.

    Example: dateline annotate articles.jsonl -o tagged.jsonl
    """
    from pipelines.annotation import annotate as tag
    from pipelines.settings import Events, Settings

    chosen = Settings(events=Events(syntax=syntax))

    with _reading(source) as lines, _writing(output) as out:
        counts = tag(lines, out, raw=raw, merge=merge, settings=chosen)
    failed = f", {counts.failed} lines could not be read: each has an error instead" if counts.failed else ""
    screen.ERRORS.print(
        f"{counts.documents} documents: {counts.time_expressions} time expressions, {counts.events} events{failed}",
        markup=False,
    )


def evaluate(
    measure: Annotated[str, typer.Argument(metavar="MEASURE", help="timex, events, eventtime, coref, lines or days.")],
    gold: Annotated[Path, typer.Argument(metavar="GOLD.jsonl", help="Gold data, .gz too; for days: the documents.")],
    timelines: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Argument(metavar="TIMELINES.jsonl", help="For days: the timelines."),
    ] = None,
    output: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Option("--output", "-o", metavar="OUT.jsonl", help="Keep the answer here."),
    ] = None,
    given: Annotated[bool, typer.Option("--given", help="Hand over the gold triggers.")] = False,
    scope: Annotated[
        str,
        typer.Option(
            metavar="NAME",
            help="For coref, within what mentions are joined: topic, subtopic or none (the whole corpus).",
        ),
    ] = "subtopic",
    folder: Annotated[Optional[str], typer.Option(metavar="NAME", help="For days: one timeline alone.")] = None,  # noqa: UP045
    errors: Annotated[int, typer.Option(min=0, help="Show so many wrong answers first.")] = 0,
    syntax: SyntaxOption = "own",
) -> None:
    """Strip the gold, annotate, score: the measures of the field.

    Example: dateline evaluate timex gold.jsonl --errors 20
    """
    from pipelines.evaluation import evaluate as score

    with screen.counting(f"annotating {gold.name}") as heard:
        lines = score(
            measure, gold, timelines=timelines, output=output, given=given, scope=scope, folder=folder, errors=errors,
            syntax=syntax, heard=heard,
        )  # fmt: skip
    for line in lines:
        screen.OUT.print(line, markup=False, soft_wrap=True)


def rules(
    language: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option(metavar="CODE", help="One language alone: en, de, fr or es."),
    ] = None,
    csv: Annotated[bool, typer.Option("--csv", help="Comma-separated values, with a header.")] = False,
) -> None:
    """List the rules that find time expressions: pattern, example, value.

    Example: dateline rules --language en
    """
    import pyarrow as pa

    from pipelines.temporal.rules import rules as known

    found = known(language)
    if not found:
        msg = f"no rules for the language {language!r}; accepted: {', '.join(sorted({rule.language for rule in known()}))}"
        raise UnknownName(msg)
    columns = ("language", "name", "pattern", "example", "value")
    answer = pa.table({name: [getattr(rule, name) for rule in found] for name in columns})
    if csv:
        answers.as_csv(answer, sys.stdout)
    else:
        screen.table(answer, whole=("name",))


@contextmanager
def _reading(name: str) -> Iterator[Iterable[str]]:
    if name == "-":
        yield sys.stdin
        return
    try:
        opened = screen.reading(Path(name))
        with opened as file:
            yield file
    except OSError as error:
        msg = f"{name!r} can't be read: {error.strerror}"
        raise UnknownName(msg) from error


@contextmanager
def _writing(name: str) -> Iterator[TextIO]:
    if name == "-":
        yield sys.stdout
        return
    try:
        file = Path(name).open("w", encoding="utf-8")  # noqa: SIM115 - closed below
    except OSError as error:
        msg = f"{name!r} can't be written: {error.strerror}"
        raise UnknownName(msg) from error
    with file:
        yield file

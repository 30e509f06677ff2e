"""What a person sees in the terminal: progress by batch, the summary, tables, and an event with its reasons."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, TextIO

import pyarrow as pa
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn
from rich.progress import open as track
from rich.table import Table

from assets import progress
from assets.answers import cell, columns_of, rows_of

__all__ = [
    "ERRORS",
    "OUT",
    "counting",
    "progress_by_batch",
    "reading",
    "summary",
    "table",
]

OUT: Final = Console(highlight=False)
ERRORS: Final = Console(stderr=True, highlight=False)

_NARROWEST: Final = 12
"""Characters that a table gives each column at least."""
_LONGEST: Final = 500
"""Characters of a value that are printed; --csv and --json give all."""
_TITLES: Final = {
    "raw_documents": "reading documents",
    "documents": "cleaning text",
    "publication_dates": "dating documents",
    "text_signatures": "signing texts",
    "repeated_lines": "comparing texts",
    "near_duplicates": "linking stories",
    "derived_dates": "dating by others",
    "time_expressions": "finding times",
    "event_mentions": "finding events",
    "events": "merging events",
    "warehouse": "loading the warehouse",
    "parquet_exports": "writing Parquet",
    "timeline_page": "drawing the page",
}


@contextmanager
def progress_by_batch() -> Iterator[None]:
    """Draw one bar a stage while a run lasts; where nobody watches (no terminal), one line a stage is printed."""
    bars = Progress(
        TextColumn("{task.description:<22}"),
        BarColumn(bar_width=32),
        MofNCompleteColumn(),
        TextColumn("{task.fields[unit]}"),
        TimeElapsedColumn(),
        console=ERRORS,
        disable=not ERRORS.is_terminal,
    )
    tasks: dict[str, TaskID] = {}
    seen: dict[str, progress.Progress] = {}

    def show(step: progress.Progress) -> None:
        seen[step.asset] = step
        if step.asset not in tasks:
            tasks[step.asset] = bars.add_task(_TITLES.get(step.asset, step.asset), total=None, unit="batches")
        bars.update(tasks[step.asset], completed=step.done, total=step.total)

    with bars, progress.listening(show):
        yield
    if not ERRORS.is_terminal:
        for name, step in seen.items():
            ERRORS.print(f"{_TITLES.get(name, name):<22} {step.done} batches")


@contextmanager
def reading(path: Path) -> Iterator[TextIO]:
    """Open a text file and draw how far it has been read; a wrong byte costs its own character only.

    Raises:
        OSError: It can't be opened.
    """
    with track(
        path,
        "r",
        encoding="utf-8",
        errors="replace",
        description=path.name,
        console=ERRORS,
        disable=not ERRORS.is_terminal,
    ) as file:
        yield file


@contextmanager
def counting(what: str) -> Iterator[Callable[[int, int], None]]:
    """Draw how many documents have been worked on: gives what is to be told their number, and that of all."""
    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(bar_width=32),
        MofNCompleteColumn(),
        TextColumn("documents"),
        TimeElapsedColumn(),
        console=ERRORS,
        disable=not ERRORS.is_terminal,
    )
    task = bar.add_task(escape(what), total=None)

    def show(done: int, total: int) -> None:
        bar.update(task, completed=done, total=total)

    with bar:
        yield show


def table(
    answer: pa.Table, *, title: str | None = None, most: int | None = None, whole: Sequence[str] = ("event_id",)
) -> None:
    """Print an answer as a table, its first `most` rows, and say how many were left off.

    Where its columns would be squeezed to a few letters each, rows are printed one below the other instead.

    Args:
        answer: What to print.
        title: What stands above it.
        most: Most rows.
        whole: Columns that are never broken over lines, since people copy from them.
    """
    first = answer.slice(0, most)
    columns = [[_short(cell(value)) for value in column] for column in columns_of(first)]
    names = answer.column_names
    widest = [max(map(len, (name, *values))) for name, values in zip(names, columns, strict=True)]
    needed = sum(
        3 + (width if name in whole else min(width, _NARROWEST)) for name, width in zip(names, widest, strict=True)
    )
    if names and needed < OUT.width:
        _as_table(answer.schema, columns, title, whole)
    elif names:
        _as_records(names, columns, title)
    left = answer.num_rows - first.num_rows
    rows = "1 row" if answer.num_rows == 1 else f"{answer.num_rows} rows"
    OUT.print(rows + (f", the first {first.num_rows} shown" if left else ""))


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _as_table(schema: pa.Schema, columns: Sequence[Sequence[str]], title: str | None, whole: Sequence[str]) -> None:
    drawn = Table(title=title, title_justify="left", show_lines=False, header_style="bold")
    for item in schema:
        numeric = pa.types.is_integer(item.type) or pa.types.is_floating(item.type)
        drawn.add_column(
            escape(item.name), overflow="fold", justify="right" if numeric else "left", no_wrap=item.name in whole
        )
    for row in zip(*columns, strict=True):
        drawn.add_row(*map(escape, row))
    OUT.print(drawn)


def _as_records(names: Sequence[str], columns: Sequence[Sequence[str]], title: str | None) -> None:
    if title:
        OUT.print(title, markup=False)
    for number, row in enumerate(zip(*columns, strict=True), 1):
        OUT.print(f"[bold]row {number}[/bold]")
        drawn = Table.grid(padding=(0, 2))
        drawn.add_column(no_wrap=True)
        drawn.add_column(overflow="fold")
        for name, value in zip(names, row, strict=True):
            drawn.add_row(escape(name), escape(value))
        OUT.print(drawn)


def summary(figures: Mapping[str, Any], left_out: pa.Table, files: Sequence[tuple[str, str]]) -> None:
    """Print what the warehouse holds, what was left out and why, and where the files are."""
    drawn = Table.grid(padding=(0, 2))
    drawn.add_column()
    drawn.add_column(justify="right")
    drawn.add_column()
    told = f"{figures['texts']} different texts, {figures['stories']} stories, {figures['rejected']} rejected"
    drawn.add_row("documents", str(figures["documents"]), told)
    drawn.add_row("publication date known", str(figures["published_known"]), "to the day")
    drawn.add_row("  bounded", str(figures["published_bounded"]), "to an interval")
    drawn.add_row("  unknown", str(figures["published_unknown"]), "left open, not guessed")
    drawn.add_row("time expressions", str(figures["time_expressions"]), "")
    drawn.add_row("event mentions", str(figures["event_mentions"]), "")
    drawn.add_row("events", str(figures["events"]), f"{figures['undated']} without a date, each with a reason")
    drawn.add_row("timeline entries", str(figures["timeline"]), f"{figures['one_sided']} known on one side only, last")
    OUT.print("\n[bold]What the warehouse holds[/bold]")
    OUT.print(drawn)
    if left_out.num_rows:
        OUT.print("\n[bold]Left out, and why[/bold]")
        reasons = Table.grid(padding=(0, 2))
        for row in rows_of(left_out):
            example = " ".join(cell(row["example"]).split())
            short = example if len(example) <= 70 else example[:69] + "…"
            reasons.add_row(str(row["times"]), escape(f"{row['what']}: {row['why']}"), f"[dim]{escape(short)}[/dim]")
        OUT.print(reasons)
    OUT.print("\n[bold]Where it is[/bold]")
    for name, path in files:
        OUT.print(f"{name:<12} {escape(path)}", soft_wrap=True)

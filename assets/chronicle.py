# ruff: noqa: PLC0415, PLR0917 - a verb imports what it needs when it is called, so that --help is quick.
"""The verb that prints the timeline: what happened when, of what one asks for."""

import sys
from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Final, Optional

import pyarrow as pa
import typer
from rich.markup import escape
from rich.table import Table

from assets import answers, screen
from assets.explained import derived_words
from assets.options import HomeOption
from pipelines.days import iso_day, parse_interval
from warehouse.home import Home

__all__ = ["show", "timeline"]

_ROWS: Final = 40
_LONGEST: Final = 280
"""Characters of a sentence that are printed; --csv and --json give all."""
_DATE_WIDTH: Final = 26
"""Room for a date: that of "on or before 28 September" on one line."""
_COUNTS: Final = ("found", "undated", "entries")


def timeline(
    words: Annotated[
        Optional[str],  # noqa: UP045
        typer.Argument(metavar="WORDS", help="Words that its sentences, participants or place hold, all of them."),
    ] = None,
    home: HomeOption = None,
    first: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option("--from", metavar="DAY", help="What can have been from here on: 2016-12-21, 2016-12 or 2016."),
    ] = None,
    last: Annotated[
        Optional[str],  # noqa: UP045
        typer.Option("--to", metavar="DAY", help="What can have been up to here, the day itself included."),
    ] = None,
    csv: Annotated[bool, typer.Option("--csv", help="Comma-separated values, with a header.")] = False,
    json: Annotated[bool, typer.Option("--json", help="A JSON array of objects.")] = False,
    rows: Annotated[int, typer.Option(min=1, help="Most events, the most salient; --csv and --json give all.")] = _ROWS,
) -> None:
    """Print the timeline: what can have been in those days, in the order of its dates.

    Example: dateline timeline "earthquake Haiti" --from 2010-01 --to 2011
    """
    if csv and json:
        raise typer.BadParameter("--csv and --json exclude each other")
    asked = {
        "words": words if words and words.strip() else None,
        "first": iso_day(parse_interval(first).earliest) if first else None,
        "last": iso_day(parse_interval(last).latest) if last else None,
    }
    place = Home.find(home)
    if csv:
        answers.as_csv(_found(place, None, asked)[0], sys.stdout)
    elif json:
        answers.as_json(_found(place, None, asked)[0], sys.stdout)
    else:
        show(place, rows, **asked)


def show(home: Home, rows: int, **asked: str | None) -> None:
    """Print the most salient entries in the order of their days, and how many more there are.

    Args:
        home: Where the published database lies.
        rows: Most entries; one sentence that tells of several events on the same days is one entry.
        asked: `words`, `first` and `last` (days in ISO 8601), as the verb takes them.
    """
    events, counts = _found(home, rows, {"words": None, "first": None, "last": None} | asked)
    _print(answers.rows_of(events), counts)


def _found(home: Home, rows: int | None, asked: Mapping[str, str | None]) -> tuple[pa.Table, dict[str, int]]:
    """Give the events and, apart from them, how many there are in all."""
    from warehouse.reports import report

    found = report(home.published, "timeline", rows=rows, **asked)
    counts = answers.rows_of(found.select(_COUNTS).slice(0, 1))[0]
    return found.filter(found["event_id"].is_valid()).drop_columns(list(_COUNTS)), counts


def _print(events: Sequence[Mapping[str, Any]], counts: Mapping[str, int]) -> None:
    for bounded, title in ((True, None), (False, "Known on one side only")):
        chosen = [event for event in events if event["bounded"] is bounded]
        if chosen and title:
            screen.OUT.print(f"\n[bold]{title}[/bold]")
        if chosen:
            screen.OUT.print(_drawn(chosen))
    screen.OUT.print(_told(len(events), counts), markup=False, soft_wrap=True)


def _drawn(events: Sequence[Mapping[str, Any]]) -> Table:
    drawn = Table.grid(padding=(0, 2))
    drawn.add_column(style="bold", width=_DATE_WIDTH)
    drawn.add_column(overflow="fold", ratio=1)
    drawn.add_column(no_wrap=True, style="dim")
    before = None
    for event in events:
        date = event["date"]
        sentence = " ".join(event["sentence"].split())
        short = sentence if len(sentence) <= _LONGEST else sentence[: _LONGEST - 1] + "…"
        drawn.add_row(
            escape(date) if date != before else "",
            f"{escape(short)}\n[dim]{escape(_facts(event))}[/dim]",
            event["event_id"][:9],
        )
        before = date
    return drawn


def _facts(event: Mapping[str, Any]) -> str:
    told = f"{event['documents']} documents" if event["documents"] != 1 else event["source"]
    planned = event["planned"] and f"planned for {event['planned']}"
    derived = derived_words(event)
    facts = (
        event["lemma"],
        event["status"],
        derived,
        planned,
        event["place"],
        answers.cell(event["participants"]),
        told,
    )
    return " · ".join(str(fact) for fact in facts if fact)


def _told(shown: int, counts: Mapping[str, int]) -> str:
    found, undated, entries = (counts[name] for name in _COUNTS)
    said = f"{found} event{'' if found == 1 else 's'}" + (f" in {entries} entries" if entries < found else "")
    if shown < entries:
        said += f", the {shown} most salient shown"
    if undated:
        said += f"; {undated} more {'has' if undated == 1 else 'have'} no date: dateline query 'FROM undated'"
    return said

"""The command line, `dateline`: what a person can ask for without the Dagster UI.

Every verb calls one function of the layers below and shows its answer. What a person did wrong is said in one line on
standard error, with exit status 1; a wrong word on the command line has status 2. The verbs that need no home stand in
`assets.tagging`.
"""

import errno
import sqlite3
import sys
from pathlib import Path
from typing import Annotated, Final, Optional

import typer

from assets import answers, chronicle, dates, screen, tagging
from assets.options import HomeOption, complain
from pipelines.errors import DatelineError, UnknownName
from warehouse.home import Home

__all__ = ["app", "main"]

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    help="Documents in, a timeline of dated events out: every date an interval with evidence.\n\n"
    "Begin with [bold]dateline run --inbox FOLDER[/bold], then [bold]dateline query 'FROM timeline'[/bold].",
)

_ROWS: Final = 15
_MACHINE: Final = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EACCES, errno.EPERM, errno.EIO)
"""What can go wrong with any file: no room, no right, a broken disk."""


@app.command()
def run(
    inbox: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Option(
            metavar="FOLDER", help="A folder of documents; it is remembered as one more root beside the inbox."
        ),
    ] = None,
    home: HomeOption = None,
    allow_withdraw: Annotated[
        bool, typer.Option("--allow-withdraw", help="Withdraw documents even where most of a root is gone.")
    ] = False,
    rows: Annotated[int, typer.Option(min=0, help="Entries of the timeline to show at the end.")] = _ROWS,
) -> None:
    """Process what is new, changed or gone, and show the timeline.

    Only what changed is worked on; a run that was stopped is resumed. The run stands in the Dagster UI like any other.

    Example: dateline run --inbox ~/articles
    """
    from assets.run import refresh

    place = Home.find(home)
    with screen.progress_by_batch():
        report = refresh(place, inbox=inbox, allow_withdraw=allow_withdraw)
    if place.published.exists():
        _show_result(place, rows)
    complain(report)


def _show_result(place: Home, rows: int) -> None:
    from warehouse.reports import report

    figures = answers.rows_of(report(place.published, "summary"))[0]
    files = (
        ("database", str(place.published)),
        ("exports", str(place.exports / "LATEST")),
        ("page", str(place.page)),
    )
    screen.summary(figures, report(place.published, "left_out"), files)
    if rows and figures["timeline"]:
        screen.OUT.print("\n[bold]The timeline, most salient events[/bold]")
        chronicle.show(place, rows)
        screen.OUT.print(
            "more: dateline timeline --rows 100, dateline timeline WORDS; one event: dateline explain EVENT"
        )


@app.command()
def dev(
    home: HomeOption = None,
    host: Annotated[str, typer.Option(help="Address the UI listens on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port the UI listens on.")] = 3000,
) -> None:
    """Open the Dagster UI with its daemon: arrivals in the inbox are processed as they come.

    Example: dateline dev --port 3001
    """
    from assets.dev import serve

    place = Home.find(home)
    screen.OUT.print(f"Dagster UI   http://{host}:{port} (in a moment)", markup=False, soft_wrap=True)
    screen.OUT.print(
        f"inbox        {place.inbox}: documents put there are processed as they come", markup=False, soft_wrap=True
    )
    screen.OUT.print("stop         Ctrl-C", markup=False)
    raise typer.Exit(serve(place, host=host, port=port))


@app.command()
def status(home: HomeOption = None) -> None:
    """Say what is pending, what failed and why, and how much there is.

    Example: dateline status
    """
    from assets.status import status as read_status

    for line in read_status(Home.find(home)):
        screen.OUT.print(line, markup=False, soft_wrap=True)


@app.command()
def query(
    sql: Annotated[
        str, typer.Argument(metavar="SQL", help="One or more statements, or @FILE.sql; - reads standard input.")
    ],
    home: HomeOption = None,
    csv: Annotated[bool, typer.Option("--csv", help="Comma-separated values, with a header.")] = False,
    json: Annotated[bool, typer.Option("--json", help="A JSON array of objects.")] = False,
    rows: Annotated[int, typer.Option(min=1, help="Most rows of the table; --csv and --json give all.")] = 100,
) -> None:
    """Ask the published database; it can be asked while a run writes.

    Example: dateline query "FROM events_between('2016-01-01', '2016-12-31')" --csv
    """
    from warehouse.query import query as ask

    if csv and json:
        raise typer.BadParameter("--csv and --json exclude each other")
    if sql == "-":
        sql = sys.stdin.read()
    elif sql.startswith("@"):
        sql = _text_of(Path(sql[1:]))
    answer = ask(Home.find(home).published, sql)
    if csv:
        answers.as_csv(answer, sys.stdout)
    elif json:
        answers.as_json(answer, sys.stdout)
    else:
        screen.table(answer, most=rows)


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        msg = f"{str(path)!r} can't be read: {error.strerror}"
        raise UnknownName(msg) from error


@app.command()
def forget(
    root: Annotated[str, typer.Argument(metavar="NAME|FOLDER", help="A root, as `dateline status` lists them.")],
    home: HomeOption = None,
) -> None:
    """Forget a folder of documents: all that came from it disappears with the next run.

    Example: dateline forget articles
    """
    from assets.status import forget_root

    gone = forget_root(Home.find(home), root)
    screen.OUT.print(
        f"{gone} documents of {root!r} are withdrawn; `dateline run` takes them out of the timeline",
        markup=False,
        soft_wrap=True,
    )


for verb in (chronicle.timeline, dates.explain, dates.date, tagging.annotate, tagging.evaluate, tagging.rules):
    app.command()(verb)


def main() -> None:
    """Run the command line; what Dateline can't do is a message and status 1, not a traceback."""
    try:
        app()
    except DatelineError as error:
        screen.ERRORS.print(f"dateline: {error}", markup=False, soft_wrap=True)
        sys.exit(1)
    except BrokenPipeError:
        # Whoever read our output has read enough, as `head` does.
        sys.stderr.close()
        sys.exit(0)
    except Exception as error:
        fault = _of_the_machine(error)
        if fault is None:
            raise
        screen.ERRORS.print(f"dateline: {fault}; the next run goes on from here", markup=False, soft_wrap=True)
        sys.exit(1)


def _of_the_machine(error: BaseException | None) -> str | None:
    """Say that the disk is full, or may not be written to, where an error comes of that: it is no fault of ours."""
    while error is not None:
        if isinstance(error, OSError) and error.errno in _MACHINE:
            return f"{error.strerror}: {error.filename!r}" if error.filename else str(error.strerror)
        if isinstance(error, sqlite3.OperationalError):
            return str(error)
        error = error.__cause__ or error.__context__
    return None


if __name__ == "__main__":
    main()

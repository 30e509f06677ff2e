"""What the verbs of the command line share: where all state lies, and how a run's failures are told."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Optional

import typer

from assets import screen

if TYPE_CHECKING:
    from assets.run import RunReport

__all__ = ["HomeOption", "complain"]

HomeOption = Annotated[
    Optional[Path],  # noqa: UP045 - typer reads this at run time
    typer.Option(
        "--home",
        metavar="FOLDER",
        envvar="DATELINE_HOME",
        help="Where all state lies; otherwise warehouse/data in Dateline's own folder.",
    ),
]


def complain(report: "RunReport") -> None:
    """Say what a run could not do, and end with status 1 if it failed."""
    for message in report.failures:
        screen.ERRORS.print(f"dateline: {message}", markup=False, soft_wrap=True)
    if not report.success:
        raise typer.Exit(1)

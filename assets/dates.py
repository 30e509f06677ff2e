# ruff: noqa: PLC0415, PLR0917 - a verb imports what it needs when it is called, so that --help is quick.
"""The verbs about dates: why something has its date, and what a person knows better."""

from pathlib import Path
from typing import Annotated, Any, Optional

import typer

from assets import answers, screen
from assets.argued import argued
from assets.explained import explained
from assets.options import HomeOption, complain
from pipelines.errors import UnknownName
from warehouse.home import Home

__all__ = ["date", "explain"]


def explain(
    name: Annotated[
        str,
        typer.Argument(
            metavar="EVENT|DOCUMENT",
            help="An event_id of the view `timeline`, or a document's id or path; the first digits of an id do.",
        ),
    ],
    home: HomeOption = None,
) -> None:
    """Show why an event has its date, mention by mention, or why a document was written when it was.

    Example: dateline explain e0a1b2, dateline explain letters/1944-06.txt
    """
    from warehouse.reports import report

    place = Home.find(home)
    events = answers.rows_of(report(place.published, "event", event_id=name))
    if not events:
        name, events = _event_now(place, name)
    if len(events) == 1:
        mentions, votes = (
            answers.rows_of(report(place.published, name, event_id=events[0]["event_id"]))
            for name in ("event_mentions", "event_votes")
        )
        ids = answers.rows_of(report(place.published, "event_ids", event_id=events[0]["event_id"]))
        explained(events[0], mentions, votes, ids)
        return
    document_id = None if events else _document_id(place, name)
    rows = answers.rows_of(report(place.published, "publication", document_id=document_id)) if document_id else []
    if rows:
        evidence, derived = (
            answers.rows_of(report(place.published, name, document_id=document_id))
            for name in ("publication_evidence", "derived")
        )
        argued(rows[0], evidence, derived)
        return
    if document_id:
        msg = f"{name!r} has no day of writing: it was rejected, or is not processed yet; `dateline status` says which"
        raise UnknownName(msg)
    found = f"{len(events)} events" if events else "no event and no document"
    msg = f"{name!r} names {found}; event ids stand in the views timeline and undated, documents in the view documents"
    raise UnknownName(msg)


def _event_now(place: Home, name: str) -> tuple[str, list[dict[str, Any]]]:
    """Follow an id that names no event any more to the event it leads to, and say so.

    Raises:
        UnknownName: Nothing is left of that event.
    """
    from warehouse.reports import report

    former = answers.rows_of(report(place.published, "former_event", event_id=name))
    if len(former) != 1:
        return name, former
    old, now, since = (former[0][column] for column in ("event_id", "now_id", "since"))
    if now is None:
        msg = f"event {old} is no more since {since}: no mention of it was left"
        raise UnknownName(msg)
    screen.OUT.print(f"event {old} is {now} since {since}", markup=False, soft_wrap=True)
    return now, answers.rows_of(report(place.published, "event", event_id=now))


def _document_id(place: Home, name: str) -> str | None:
    from warehouse.ledger import Ledger

    with Ledger.reading(place.ledger) as ledger:
        try:
            return ledger.document(name).document_id
        except UnknownName:
            return None


def date(
    document: Annotated[
        Optional[str],  # noqa: UP045
        typer.Argument(metavar="DOCUMENT", help="Its id, the first digits of it, or its path in the inbox."),
    ] = None,
    day: Annotated[
        Optional[str],  # noqa: UP045
        typer.Argument(metavar="DAY", help="2016-12-21, 2016-12, 2016 or 2016-12-01/2016-12-24."),
    ] = None,
    home: HomeOption = None,
    listed: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Option("--from", metavar="DATES.csv", help="Dates of many documents: columns document and day."),
    ] = None,
    take_back: Annotated[bool, typer.Option("--take-back", help="Take back the date that was given.")] = False,
    later: Annotated[bool, typer.Option("--later", help="Leave its events to the next run.")] = False,
) -> None:
    """Give a document its publication date, or many theirs; what depends on it is redone, and nothing else.

    Example: dateline date letters/1944-06.txt 1944-06-08
    """
    from assets.run import refresh

    if listed is not None and (document or day or take_back):
        raise typer.BadParameter("--from names the documents and days; nothing else goes with it")
    if listed is None and (document is None or (day is None) != take_back):
        raise typer.BadParameter("give a DOCUMENT and either a DAY or --take-back, or --from DATES.csv")
    place = Home.find(home)
    problems = _date_listed(place, listed) if listed else _date_one(place, str(document), day)
    if not later:
        with screen.progress_by_batch():
            report = refresh(place)
        complain(report)
    if problems:
        raise typer.Exit(1)


def _date_one(place: Home, document: str, day: str | None) -> int:
    from assets.given import give_date, take_back_date

    if day is None:
        entry = take_back_date(place, document)
        said = "the date given is taken back"
    else:
        entry = give_date(place, document, day)
        said = f"was written {day}"
    record = f"#{entry.record}" if entry.record is not None else ""
    screen.OUT.print(f"{entry.path}{record}: {said}", markup=False, soft_wrap=True)
    return 0


def _date_listed(place: Home, listed: Path) -> int:
    """Give the dates of a list, and tell what of it could not be used; gives the number of such lines."""
    from assets.given import give_dates, read_dates
    from pipelines.settings import load

    done = give_dates(place, read_dates(listed), load(place.settings).batches)
    for problem in done.problems:
        screen.ERRORS.print(f"dateline: {listed.name}, {problem}", markup=False, soft_wrap=True)
    said = (
        f"documents dated: {len(done.dated)}, dated so before: {done.unchanged}, lines not used: {len(done.problems)}"
    )
    screen.OUT.print(said, markup=False)
    return len(done.problems)

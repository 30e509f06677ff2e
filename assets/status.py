"""How things stand: what is pending, what failed and why, and how much there is. Nothing is written."""

from collections.abc import Iterator
from pathlib import Path

from assets.answers import rows_of
from assets.pending import INBOX, Look, look_at_all
from pipelines import settings
from pipelines.errors import UnknownName
from warehouse.home import Home
from warehouse.ledger import Ledger
from warehouse.reports import report

__all__ = ["forget_root", "status"]

_MOST_NAMES = 10


def status(home: Home) -> Iterator[str]:
    """Say how a home stands, a line at a time.

    Raises:
        InvalidSettings: Its settings file says something no setting accepts.
    """
    yield f"home      {home.folder}"
    holder = home.holder()
    if holder:
        yield f"working   {holder}"
    if not home.ledger.exists():
        yield f"nothing has been processed yet; put documents into {home.inbox} or name a folder: dateline run --inbox FOLDER"
        return
    with Ledger.reading(home.ledger) as ledger:
        counts = ledger.counts()
        looks = look_at_all(ledger, home, settings.load(home.settings))
        failed = [file for file in ledger.files() if file.state != "read"]
    yield f"ledger    {counts.documents} documents of {counts.files} files, in {counts.batches} batches"
    for found in looks:
        yield from _root(found)
    for file in failed[:_MOST_NAMES]:
        yield f"failed    {file.root}: {file.path}: {file.detail}"
    yield from _published(home)


def _root(found: Look) -> Iterator[str]:
    yield f"root      {found.root.name}: {found.root.path}"
    for word, paths in (
        ("new", found.pending.new),
        ("changed", found.pending.changed),
        ("gone", found.pending.withdrawn),
    ):
        if paths:
            more = f" and {len(paths) - _MOST_NAMES} more" if len(paths) > _MOST_NAMES else ""
            yield f"pending   {len(paths)} {word}: {', '.join(paths[:_MOST_NAMES])}{more}"
    if not found.pending:
        yield "          nothing pending"
    problem = found.problem or found.root.problem
    if problem:
        yield f"problem   {problem}"


def _published(home: Home) -> Iterator[str]:
    if not home.published.exists():
        yield "published nothing yet: dateline run"
        return
    figures = rows_of(report(home.published, "summary"))[0]
    yield (
        f"published {figures['documents']} documents, {figures['events']} events, {figures['timeline']} of them dated: "
        f"{home.published}"
    )
    for row in rows_of(report(home.published, "left_out")):
        yield f"left out  {row['times']} × {row['what']}: {row['why']}"


def forget_root(home: Home, root: str) -> int:
    """Withdraw all documents of a root and forget it; the next run takes them out of the timeline.

    Args:
        home: Where the root is known.
        root: Its name or its folder.

    Returns:
        Number of documents withdrawn.

    Raises:
        UnknownName: No root is named so, or it is the inbox, which the next run would add again.
        HomeBusy: A run is writing.
    """
    with home.locked("forget", 0.0), Ledger.open(home.ledger) as ledger:
        folder = Path(root).expanduser().resolve()
        names = {known.path: known.name for known in ledger.roots()}
        name = names.get(folder, root)
        if name == INBOX:
            msg = f"{root!r} is the inbox, which every home has; take out of it what is to go, and run again"
            raise UnknownName(msg)
        return ledger.remove_root(name)

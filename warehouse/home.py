"""Where everything of one Dateline lies: a single folder, the home; deleting it starts anew.

    inbox/              documents arrive here unless another root is named
    settings.toml       overrides of `pipelines.settings`, if there is one
    event_ids.parquet   which event had which mentions: ids stay from run to run, and old ones lead to new ones
    ledger.sqlite       which version of which document is current, and in which batch it lies
    staging/            what each stage made of each batch
    work/               the writer's private database
    dateline.duckdb     the published database: query this one
    exports/            versioned Parquet; LATEST is a link to the newest
    timeline.html       the timeline to look at
    dagster/            Dagster's own storage
    lock                held by the run that writes

The operating system frees the lock of a run that was killed.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from filelock import FileLock, Timeout

from pipelines.errors import HomeBusy, InvalidSettings

__all__ = ["DEFAULT", "Home"]

DEFAULT: Final = Path(__file__).parent / "data"
"""The home where neither `--home` nor `DATELINE_HOME` names one; git ignores it."""

_ODD_SIGNS: Final = ("?", "*", "[", "]", "%")
"""DuckDB puts its log beside the wrong file where a path holds `?`, and takes `*` and `[` for patterns; Dagster's
storage is opened by an address, in which `%20` is a space."""


@dataclass(frozen=True, slots=True)
class Home:
    """The paths of one home; nothing is created before it is used."""

    folder: Path

    @classmethod
    def find(cls, chosen: Path | None = None) -> "Home":
        """Give the home a person chose, else `DATELINE_HOME`, else the default; always absolute.

        Raises:
            InvalidSettings: Its path holds a sign that a library below reads as something else.
        """
        folder = Path(chosen or os.environ.get("DATELINE_HOME") or DEFAULT).expanduser().resolve()
        odd = [sign for sign in _ODD_SIGNS if sign in str(folder)]
        if odd:
            msg = (
                f"the home {str(folder)!r} holds {odd[0]!r}; a path without any of {' '.join(_ODD_SIGNS)} was expected"
            )
            raise InvalidSettings(msg)
        return cls(folder)

    @property
    def inbox(self) -> Path:
        """The root that is always there."""
        return self.folder / "inbox"

    @property
    def settings(self) -> Path:
        """Overrides of the defaults."""
        return self.folder / "settings.toml"

    @property
    def ledger(self) -> Path:
        """The ledger's SQLite file."""
        return self.folder / "ledger.sqlite"

    @property
    def staging(self) -> Path:
        """The staged files of all stages."""
        return self.folder / "staging"

    @property
    def event_ids(self) -> Path:
        """Under which ids events are known; without it they are named anew, by what they say."""
        return self.folder / "event_ids.parquet"

    @property
    def database(self) -> Path:
        """The writer's private database."""
        return self.folder / "work" / "dateline.duckdb"

    @property
    def published(self) -> Path:
        """The database people query."""
        return self.folder / "dateline.duckdb"

    @property
    def exports(self) -> Path:
        """The versions of the product."""
        return self.folder / "exports"

    @property
    def page(self) -> Path:
        """The timeline to look at."""
        return self.folder / "timeline.html"

    @property
    def dagster(self) -> Path:
        """Dagster's own storage."""
        return self.folder / "dagster"

    @property
    def lock(self) -> Path:
        """Held by the run that writes; says who that is."""
        return self.folder / "lock"

    def holder(self) -> str | None:
        """Say who wrote into the lock last; a run that ended leaves nothing there."""
        try:
            return self.lock.with_name("lock.holder").read_text(encoding="utf-8").strip() or None
        except OSError:
            return None

    @contextmanager
    def locked(self, who: str, wait_seconds: float) -> Iterator[None]:
        """Hold the home's one lock; the operating system frees it when a run is killed.

        Raises:
            HomeBusy: Another run still holds it after `wait_seconds`; the message says which.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(self.lock)
        try:
            lock.acquire(timeout=wait_seconds)
        except Timeout as error:
            msg = f"{self.folder} is being written by {self.holder() or 'another run'}; try again when it has finished"
            raise HomeBusy(msg) from error
        note = self.lock.with_name("lock.holder")
        try:
            note.write_text(f"{who} (process {os.getpid()})\n", encoding="utf-8")
            yield
        finally:
            note.unlink(missing_ok=True)
            lock.release()

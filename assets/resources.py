"""What every asset is handed: the home, its settings, and the sole right to write into it."""

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import dagster as dg
from pydantic import PrivateAttr

from assets.stages import prints
from pipelines import settings
from pipelines.batches import Staging
from pipelines.settings import Settings
from warehouse.home import Home
from warehouse.ledger import Ledger

__all__ = ["WAIT_SECONDS", "HomeResource"]

WAIT_SECONDS: Final = 3600.0
"""How long a run that was asked for in the UI or by the sensor waits for the one before it."""


class HomeResource(dg.ConfigurableResource["HomeResource"]):
    """A home and the writer's lock on it, held from a run's first step to its last: one run writes at a time."""

    folder: str | None = None
    """The home; unset, `DATELINE_HOME`, else the default."""
    wait_seconds: float = WAIT_SECONDS
    """How long to wait for a run that holds the lock (seconds) before it fails with the other's name."""

    _settings: Settings | None = PrivateAttr(default=None)

    @contextmanager
    def yield_for_execution(self, context: dg.InitResourceContext) -> Generator["HomeResource", None, None]:
        """Hold the lock and read the settings once.

        Raises:
            HomeBusy: Another run still holds the lock after `wait_seconds`.
            InvalidSettings: The settings file says something no setting accepts.
        """
        who = f"run {context.run.run_id}" if context.run else "a run"
        with self.home.locked(who, self.wait_seconds):
            self._settings = settings.load(self.home.settings)
            yield self

    @property
    def home(self) -> Home:
        """The paths."""
        return Home.find(Path(self.folder) if self.folder else None)

    @property
    def settings(self) -> Settings:
        """The settings, as they stood when the run began."""
        return self._settings or settings.load(self.home.settings)

    @property
    def staging(self) -> Staging:
        """Where stages leave what they made."""
        return Staging(self.home.staging)

    @property
    def prints(self) -> dict[str, str]:
        """Fingerprint of each stage under these settings."""
        return prints(self.settings)

    def batches(self) -> list[str]:
        """The batches that hold a current document, in the order they came."""
        with Ledger.reading(self.home.ledger) as ledger:
            return ledger.batches()

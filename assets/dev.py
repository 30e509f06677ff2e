"""The Dagster UI with its daemon, led to one home."""

import os
import subprocess
import sys

from assets.instance import environment, prepare
from assets.pending import open_inbox
from warehouse.home import Home
from warehouse.ledger import Ledger

__all__ = ["serve"]


def serve(home: Home, *, host: str = "127.0.0.1", port: int = 3000) -> int:
    """Run the UI, the sensor and the schedule until they are stopped; give the exit status.

    Args:
        home: Where everything lies; its inbox is created, so that documents can be put there.
        host: Address the UI listens on.
        port: Port it listens on.
    """
    prepare(home)
    with Ledger.open(home.ledger) as ledger:
        open_inbox(home, ledger)
    command = [
        *(sys.executable, "-m", "dagster", "dev", "--module-name", "assets.definitions"),
        *("--host", host, "--port", str(port), "--log-level", "warning"),
    ]
    try:
        return subprocess.run(command, env={**os.environ, **environment(home)}, check=False).returncode  # noqa: S603
    except KeyboardInterrupt:
        return 0

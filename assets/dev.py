"""The Dagster UI with its daemon, led to one home."""

import os
import signal
import subprocess
import sys
from contextlib import suppress
from types import FrameType

from assets.instance import environment, prepare
from assets.pending import open_inbox
from warehouse.home import Home
from warehouse.ledger import Ledger

__all__ = ["serve"]


def serve(home: Home, *, host: str = "127.0.0.1", port: int = 3000) -> int:
    """Run the UI, the sensor and the schedule until they are stopped (Ctrl-C or SIGTERM); give the exit status.

    Args:
        home: Where everything lies; its inbox is created, so that documents can be put there.
        host: Address the UI listens on.
        port: Port it listens on.
    """
    prepare(home)
    with Ledger.open(home.ledger) as ledger:
        open_inbox(home, ledger)
    command = [
        # Dagster speaks of its newer `dg dev`, which wants a project of its own kind; said to nobody who could heed it.
        *(sys.executable, "-W", "ignore:Function `dev_command` is superseded"),
        *("-m", "dagster", "dev", "--module-name", "assets.definitions"),
        *("--host", host, "--port", str(port), "--log-level", "warning"),
    ]
    served: list[subprocess.Popen[bytes]] = []

    def stop(_number: int, _frame: FrameType | None) -> None:
        for process in served:
            os.killpg(process.pid, signal.SIGINT)

    # Before the start: a signal that we were told to ignore, as a shell tells what it runs in the background, would be
    # ignored by Dagster's processes too; one that we handle is theirs to handle.
    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    # A group of their own: a terminal's Ctrl-C and a SIGTERM then reach Dagster's processes the same way, by us.
    served.append(subprocess.Popen(command, env={**os.environ, **environment(home)}, start_new_session=True))  # noqa: S603
    try:
        status = served[0].wait()
    finally:
        with suppress(ProcessLookupError):  # what did not end with the others would serve on unseen
            os.killpg(served[0].pid, signal.SIGTERM)
        for number, handler in before.items():
            signal.signal(number, handler)
    return 0 if status in (0, -signal.SIGINT, 128 + signal.SIGINT) else status

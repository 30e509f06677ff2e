"""What the tests of this folder share: a served home, and waiting for what it does."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from warehouse.home import Home

T = TypeVar("T")

_SERVE = """
import sys
from pathlib import Path
from assets.dev import serve
from warehouse.home import Home
sys.exit(serve(Home(Path(sys.argv[1])), port=int(sys.argv[2])))
"""


@dataclass(frozen=True, slots=True)
class Served:
    home: Home
    url: str
    log: Path


@contextmanager
def served(home: Home) -> Iterator[Served]:
    """Run the UI and its daemon on a home, on a free port, until the context ends."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    home.folder.mkdir(parents=True, exist_ok=True)
    log = home.folder / "served.log"
    found = Served(home, f"http://127.0.0.1:{port}", log)
    with log.open("wb") as written:
        process = subprocess.Popen(
            [sys.executable, "-c", _SERVE, str(home.folder), str(port)],
            cwd=Path(__file__).parents[2],
            stdout=written,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            until(lambda: answers(found.url), "the UI answers", found)
            yield found
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()


def answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}/server_info", timeout=5) as response:  # noqa: S310 - our own server
            return bool(response.status == 200)
    except OSError:
        return False


def until(look: Callable[[], T], what: str, place: Served, seconds: float = 900) -> T:
    """Look again and again until there is something to see, and give it; how long that takes says how busy the machine is."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = look()
        if found:
            return found
        time.sleep(0.5)
    tail = place.log.read_text(errors="replace")[-3000:]
    msg = f"waited {seconds:.0f} s in vain until {what}; the server said:\n{tail}"
    raise AssertionError(msg)

"""What the tests run in a process of its own: a run that is killed at a chosen point, and a reader.

`python -m tests.warehouse.other_process killed HOME POINT CALL` loads, publishes and exports the second edition, and
kills itself just before the CALL-th call of POINT. `... forever HOME` does both editions in turn until it is killed.
`... reader HOME` answers each line on its input with the edition that an open reader and a new reader see.
"""

import importlib
import os
import signal
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from tests.warehouse.rows import ONE_BATCH, World, place, small_world
from warehouse import schema
from warehouse.export import export
from warehouse.home import Home
from warehouse.publish import publish
from warehouse.query import query

EDITION = "SELECT DISTINCT content_hash AS edition FROM documents"


def edition(number: int) -> World:
    """The small world; in its second edition every document has another version and another title."""
    world = small_world()
    if number == 1:
        return world
    version = f"v{number}"
    return replace(
        world,
        documents=tuple(replace(each, content_hash=version, title=f"Edition {number}") for each in world.documents),
        publication_dates=tuple(replace(each, content_hash=version) for each in world.publication_dates),
        time_expressions=tuple(replace(each, content_hash=version) for each in world.time_expressions),
        event_mentions=tuple(replace(each, content_hash=version) for each in world.event_mentions),
        faults=tuple(replace(each, content_hash=version) for each in world.faults),
        events=tuple(replace(each, salience=each.salience + number) for each in world.events),
        versions=dict.fromkeys(world.versions, version),
    )


def whole_way(home: Home, number: int) -> None:
    """Load, publish and export one edition."""
    placed = place(home, edition(number), {f"b{number}": ONE_BATCH["b1"]})
    placed.load(home)
    publish(home)
    export(home.published, home.exports, keep=2)


def die_before(point: str, call: int) -> None:
    """Let this process kill itself just before the `call`-th call of a function."""
    module_name, name = point.rsplit(".", 1)
    module = importlib.import_module(module_name)
    real: Callable[..., Any] = getattr(module, name)
    calls = 0

    def deadly(*args: Any, **named: Any) -> Any:
        nonlocal calls
        calls += 1
        if calls == call:
            os.kill(os.getpid(), signal.SIGKILL)
        return real(*args, **named)

    setattr(module, name, deadly)


def killed(home: Home, point: str, call: int) -> None:
    placed = place(home, edition(2), {"b2": ONE_BATCH["b1"]})
    die_before(point, call)
    placed.load(home)
    publish(home)
    export(home.published, home.exports, keep=1)


def forever(home: Home) -> None:
    number = 1
    while True:
        number = 3 - number
        whole_way(home, number)
        sys.stdout.write("done\n")
        sys.stdout.flush()


def reader(home: Home) -> None:
    with schema.opened(home.published, read_only=True) as kept:
        for _ in sys.stdin:
            held = kept.execute(EDITION).fetchall()
            sys.stdout.write(f"{held[0][0]} {len(held)}\n")
            sys.stdout.flush()
    answers = [query(home.published, EDITION)["edition"].to_pylist() for _ in range(2)]
    sys.stdout.write(f"{answers}\n")


if __name__ == "__main__":
    verb, folder, *rest = sys.argv[1:]
    if verb == "killed":
        killed(Home(Path(folder)), rest[0], int(rest[1]))
    else:
        {"forever": forever, "reader": reader}[verb](Home(Path(folder)))

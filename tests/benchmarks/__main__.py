"""Print documents and KB of text a second and peak memory, for each stage and the whole: `make bench`.

Each stage runs alone, in a process of its own and on one core, on what the stages before it left. The last line is
`dateline run` as a user runs it, from nothing, with as many workers as there are cores. `× yardstick` is how many
times as long a stage takes as a regular expression that finds every word of the same text, measured in the same run:
that figure can be compared between machines, seconds can't.
"""

import argparse
import gzip
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from assets.ingest import ingest
from assets.pending import add_inbox
from assets.stages import STAGES, Current, corpus_files, corpus_print, prints, staged_batches, write_corpus
from pipelines import engine
from pipelines.batches import Staging
from pipelines.settings import Batches, Settings
from tests.benchmarks.corpus import write_corpus as write_documents
from tests.benchmarks.measure import Measured, alone, yardstick
from warehouse.export import export
from warehouse.home import Home
from warehouse.ledger import Ledger
from warehouse.publish import publish
from warehouse.store import load

ONE_CORE = replace(Settings(), batches=replace(Batches(), workers=1))


def read_inbox(home: Home, inbox: Path) -> int:
    with Ledger.open(home.ledger) as ledger:
        add_inbox(ledger, inbox)
        return ingest(home, ONE_CORE, ledger).versions


def do_stage(home: Home, name: str) -> int:
    stage = next(stage for stage in STAGES if stage.name == name)
    with Ledger.reading(home.ledger) as ledger:
        batches = ledger.batches()
    return sum(done.rows for done in engine.run(stage, batches, Staging(home.staging), prints(ONE_CORE), ONE_CORE))


def _current(home: Home) -> tuple[Current, dict[str, Path]]:
    known, staging = prints(ONE_CORE), Staging(home.staging)
    with Ledger.reading(home.ledger) as ledger:
        table = ledger.current()
    return Current(table, staging, known), corpus_files(staging, corpus_print(table, known, ONE_CORE))


def merge(home: Home) -> int:
    current, files = _current(home)
    write_corpus(current, files, ONE_CORE)
    return current.count("event_mentions")


def fill(home: Home) -> int:
    current, files = _current(home)
    with Ledger.reading(home.ledger) as ledger:
        batches = ledger.batches()
    load(home, current.table, staged_batches(Staging(home.staging), batches, prints(ONE_CORE)), files)
    publish(home)
    return home.published.stat().st_size


def write_product(home: Home) -> int:
    export(home.published, home.exports, keep=2, rows_per_file=ONE_CORE.exports.rows_per_file)
    return sum(path.stat().st_size for path in home.exports.rglob("*.parquet"))


def steps(home: Home, inbox: Path) -> Iterator[tuple[str, Callable[..., Any], tuple[object, ...]]]:
    yield "raw_documents", read_inbox, (home, inbox)
    for stage in STAGES:
        yield stage.name, do_stage, (home, stage.name)
    yield "events", merge, (home,)
    yield "warehouse, published", fill, (home,)
    yield "parquet_exports", write_product, (home,)


def whole(folder: Path, inbox: Path) -> Measured:
    start = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "assets.cli", "run", "--inbox", str(inbox), "--home", str(folder), "--rows", "0"],
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    seconds = time.perf_counter() - start
    return Measured(seconds, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024, None)


def texts(path: Path) -> str:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        return "\n".join(json.loads(line)["text"] for line in lines)


def main() -> None:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__.splitlines()[0])
    parser.add_argument("--documents", type=int, default=3_000, help="most documents (default 3,000)")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="dateline-bench-") as name:
        folder = Path(name)
        inbox = folder / "inbox"
        inbox.mkdir()
        documents, size, what = write_documents(inbox / "documents.jsonl", chosen.documents)
        measure = min(yardstick(texts(inbox / "documents.jsonl")) for _ in range(3))
        print(f"{documents} documents of {what}, {size / 1e6:.1f} MB of text, {os.cpu_count()} cores")
        print(f"yardstick: every word of it found by a regular expression in {measure:.2f} s\n")
        print(f"{'stage':<22}{'documents/s':>12}{'KB/s':>10}{'peak MB':>10}{'s':>8}{'× yardstick':>13}")

        def show(stage: str, found: Measured) -> None:
            print(
                f"{stage:<22}{documents / found.seconds:>12,.0f}{size / 1e3 / found.seconds:>10,.0f}"
                f"{found.peak_bytes / 1e6:>10,.0f}{found.seconds:>8.1f}{found.seconds / measure:>13.1f}",
                flush=True,
            )

        home = Home(folder / "home")
        for stage, call, arguments in steps(home, inbox):
            show(stage, alone(call, *arguments))
        show("dateline run, whole", whole(folder / "whole", inbox))


if __name__ == "__main__":
    main()

"""Where the work runs: stages over batches, in this process or in a pool of them.

A stage's fingerprint is its code, its settings, the versions of the libraries it names and of what it says lies outside, and the fingerprints of the
stages it reads. Code is compared as a syntax tree without docstrings, so a comment makes nothing outdated.
"""

import hashlib
import importlib.metadata
import multiprocessing
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain, islice
from pathlib import Path
from typing import Final

import pyarrow as pa

from pipelines.batches import Result, Staging, read
from pipelines.essence import essences
from pipelines.settings import Settings

__all__ = ["RAW", "Done", "Stage", "code_version", "digest", "fingerprints", "run"]

RAW: Final = "1"
"""Fingerprint of rows as they arrived: no code of ours decides them, only their columns. 1: with hints."""
_ROOT = Path(__file__).parent
_CORE = ("batches.py", "days.py", "quick.py")


@dataclass(frozen=True, slots=True)
class Stage:
    """One step from batch to batch.

    Attributes:
        name: Name of the stage, of its schema and of its asset.
        inputs: Stages whose rows it reads, the one with a row a document first.
        packages: Packages of `pipelines` whose code decides its result.
        libraries: Distributions whose version decides its result.
        settings: Name of its section of `Settings`.
        work: Tables of its inputs by name, and all settings, to rows and faults.
        outside: Names what else decides its result under given settings, with its version; raises `InvalidSettings` where
            that is not there.
    """

    name: str
    inputs: tuple[str, ...]
    packages: tuple[str, ...]
    settings: str
    work: Callable[[Mapping[str, pa.Table], Settings], Result]
    libraries: tuple[str, ...] = ()
    outside: Callable[[Settings], str] | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """One batch that a stage has finished: its name, and how many rows and faults came out."""

    batch: str
    rows: int
    faults: int


def digest(*parts: str) -> str:
    """Hash strings to 20 hex digits (80 bits: one accidental pair in 10^12 names)."""
    found = hashlib.blake2b(digest_size=10)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        found.update(len(data).to_bytes(8, "big"))
        found.update(data)
    return found.hexdigest()


@cache
def code_version(packages: tuple[str, ...], libraries: tuple[str, ...] = ()) -> str:
    """Hash what a stage's result depends on besides its input and settings."""
    files = [_ROOT / name for name in _CORE]
    for package in ("records", "schemas", *packages):
        files += sorted(
            path for path in (_ROOT / package).rglob("*") if path.is_file() and "__pycache__" not in path.parts
        )
    names = [path.relative_to(_ROOT).as_posix() for path in files]
    parts = chain.from_iterable(zip(names, essences(_ROOT, files), strict=True))
    return digest(*parts, *(f"{name} {importlib.metadata.version(name)}" for name in libraries))


def fingerprints(stages: Iterable[Stage], settings: Settings) -> dict[str, str]:
    """Give each stage its fingerprint; stages come after those they read, and rows as they arrived have `RAW`.

    Raises:
        InvalidSettings: The settings name something outside that is not there.
    """
    found = {"raw_documents": RAW}
    for stage in stages:
        section = repr(getattr(settings, stage.settings))
        own = code_version(stage.packages, stage.libraries)
        outside = "" if stage.outside is None else stage.outside(settings)
        found[stage.name] = digest(stage.name, own, section, outside, *(found[name] for name in stage.inputs))
    return found


def run(
    stage: Stage, batches: Sequence[str], staging: Staging, prints: Mapping[str, str], settings: Settings
) -> Iterator[Done]:
    """Do a stage's missing batches, and yield each as it is finished.

    Args:
        stage: What to do.
        batches: Names of all batches that shall be there afterwards; those that are there already are skipped.
        staging: Where inputs lie and results go.
        prints: Fingerprints by stage, from `fingerprints`.
        settings: `settings.batches.workers` processes work at once; 1, or a single batch, stays in this process.
    """
    missing = [name for name in batches if not staging.rows(stage.name, name, prints[stage.name]).exists()]
    workers = min(settings.batches.workers or os.cpu_count() or 1, len(missing))
    if workers <= 1:
        for batch in missing:
            yield _work(stage, batch, staging, prints, settings)
        return
    # A fresh interpreter for each worker: Dagster's process holds threads, which must not be forked.
    alone = replace(settings, batches=replace(settings.batches, workers=1))
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=context) as pool:
        waiting = iter(missing)
        running: set[Future[Done]] = {
            pool.submit(_work, stage, batch, staging, dict(prints), alone) for batch in islice(waiting, 2 * workers)
        }
        while running:
            finished, running = wait(running, return_when=FIRST_COMPLETED)
            for future in finished:
                yield future.result()
                running |= {
                    pool.submit(_work, stage, batch, staging, dict(prints), alone) for batch in islice(waiting, 1)
                }


def _work(stage: Stage, batch: str, staging: Staging, prints: Mapping[str, str], settings: Settings) -> Done:
    inputs = {name: read(staging.rows(name, batch, prints[name])) for name in stage.inputs}
    result = stage.work(inputs, settings)
    staging.store(stage.name, batch, prints[stage.name], result)
    return Done(batch, result.rows.num_rows, result.faults.num_rows)

"""Where the work runs: stages over batches, in this process or in a pool of them.

A stage's fingerprint is its code, its settings, the versions of the libraries it names and of what it says lies outside, and the fingerprints of the
stages it reads. Code is compared as a syntax tree without docstrings, so a comment makes nothing outdated.
"""

import hashlib
import importlib.metadata
import multiprocessing
import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain, islice
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from pipelines.batches import Result, Staging, read
from pipelines.essence import essences
from pipelines.settings import Settings

__all__ = ["RAW", "Done", "Stage", "code_version", "digest", "fingerprints", "run"]

RAW: Final = "1"
"""Fingerprint of rows as they arrived: no code of ours decides them, only their columns. 1: with hints."""
_ROOT = Path(__file__).parent
_CORE = ("batches.py", "days.py", "forest.py", "quick.py")
_SHARES: Final = 4
"""Shares of a large batch for each process: documents differ in what they cost."""


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
        share: Bytes of the file of its first input from which on it is worth it to start a process for them: some seconds
            of work.
    """

    name: str
    inputs: tuple[str, ...]
    packages: tuple[str, ...]
    settings: str
    work: Callable[[Mapping[str, pa.Table], Settings], Result]
    libraries: tuple[str, ...] = ()
    outside: Callable[[Settings], str] | None = None
    share: int = 1 << 21


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

    Where there are fewer batches than processes, several of these share each one that is large: the documents of a batch are
    worked on one by one, so its rows are the same.

    Args:
        stage: What to do.
        batches: Names of all batches that shall be there afterwards; those that are there already are skipped.
        staging: Where inputs lie and results go.
        prints: Fingerprints by stage, from `fingerprints`.
        settings: `settings.batches.workers` processes work at once; 1, or a single small batch, stays in this process. Where
            their number is left open, so do several that are too small together to be worth a second process.
    """
    missing = [name for name in batches if not staging.rows(stage.name, name, prints[stage.name]).exists()]
    job = _Job(stage, staging, dict(prints), settings)
    most = settings.batches.workers or min(os.cpu_count() or 1, max(1, sum(map(job.size, missing)) // stage.share))
    shares = [share for batch in missing for share in job.shares(batch, most if len(missing) < most else 1)]
    if min(most, len(shares)) <= 1:
        yield from map(job.do, missing)
    else:
        alone = replace(settings, batches=replace(settings.batches, workers=1))
        yield from _in_pool(replace(job, settings=alone), shares, min(most, len(shares)))


@dataclass(frozen=True, slots=True)
class _Share:
    """What one process does of a batch: of so many equal shares of its documents one, counted from 0."""

    batch: str
    number: int
    of: int


@dataclass(frozen=True, slots=True)
class _Job:
    """A stage with all that its processes have to know."""

    stage: Stage
    staging: Staging
    prints: Mapping[str, str]
    settings: Settings

    def size(self, batch: str) -> int:
        """Bytes of the file of the first input."""
        first = self.stage.inputs[0]
        return self.staging.rows(first, batch, self.prints[first]).stat().st_size

    def shares(self, batch: str, most: int) -> list[_Share]:
        """Cut a batch for so many processes, none of which should wait for the last one long."""
        count = max(1, min(self.size(batch) // self.stage.share, _SHARES * most)) if most > 1 else 1
        return [_Share(batch, number, count) for number in range(count)]

    def do(self, batch: str) -> Done:
        """Do a batch, and store what comes out."""
        return self.store(batch, [self.work(_Share(batch, 0, 1))])

    def work(self, share: _Share) -> Result:
        """Do a share of a batch."""
        inputs = {name: read(self.staging.rows(name, share.batch, self.prints[name])) for name in self.stage.inputs}
        if share.of > 1:
            documents = pc.unique(inputs[self.stage.inputs[0]]["document_id"])
            low, high = (len(documents) * number // share.of for number in (share.number, share.number + 1))
            own = documents[low:high]
            inputs = {name: rows.filter(pc.is_in(rows["document_id"], value_set=own)) for name, rows in inputs.items()}
        return self.stage.work(inputs, self.settings)

    def store(self, batch: str, shares: Sequence[Result]) -> Done:
        """Store what came out of all shares of a batch."""
        rows, faults = (
            pa.concat_tables(part) for part in zip(*((own.rows, own.faults) for own in shares), strict=True)
        )
        self.staging.store(self.stage.name, batch, self.prints[self.stage.name], Result(rows, faults))
        return Done(batch, rows.num_rows, faults.num_rows)


def _in_pool(job: _Job, shares: Sequence[_Share], workers: int) -> Iterator[Done]:
    """Do shares of batches in so many processes; a batch that is not shared is stored where it is done."""
    waiting, running = iter(shares), dict[Future[Any], _Share]()
    found: dict[str, dict[int, Result]] = defaultdict(dict)
    # A fresh interpreter for each worker: Dagster's process holds threads, which must not be forked.
    with ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn")) as pool:

        def submit(count: int) -> None:
            for share in islice(waiting, count):
                running[pool.submit(job.work, share) if share.of > 1 else pool.submit(job.do, share.batch)] = share

        submit(2 * workers)
        while running:
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                share, result = running.pop(future), future.result()
                if share.of == 1:
                    yield result
                else:
                    found[share.batch][share.number] = result
                    if len(found[share.batch]) == share.of:
                        parts = found.pop(share.batch)
                        yield job.store(share.batch, [parts[number] for number in range(share.of)])
                submit(1)

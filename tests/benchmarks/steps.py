"""The steps of a run, each a module-level call that a process of its own can make."""

import json
import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from assets.comparison import compared_file, write_stories
from assets.derivation import write_derived
from assets.ingest import ingest
from assets.merging import memory_file, write_events
from assets.pending import add_inbox
from assets.stages import STAGES, Current, corpus_files, corpus_print, prints, staged_batches
from pipelines import engine
from pipelines.annotation import annotate
from pipelines.batches import Staging
from pipelines.settings import Batches, Settings
from tests.benchmarks.mentions import Merging, merge_staged
from warehouse.export import export
from warehouse.home import Home
from warehouse.ledger import Ledger
from warehouse.publish import publish
from warehouse.store import load

__all__ = ["annotate_lines", "merge_home", "steps"]

ONE_CORE = replace(Settings(), batches=replace(Batches(), workers=1))


def read_inbox(home: Home, inbox: Path) -> int:
    with Ledger.open(home.ledger) as ledger:
        add_inbox(home, ledger, inbox)
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


def compare(home: Home) -> int:
    current, files = _current(home)
    write_stories(current, files, compared_file(Staging(home.staging), prints(ONE_CORE)), ONE_CORE)
    return current.count("text_signatures")


def merge(home: Home) -> int:
    current, files = _current(home)
    memory = memory_file(Staging(home.staging), prints(ONE_CORE), ONE_CORE)
    write_events(current, files, memory, ONE_CORE, ids=home.event_ids, day=0)
    return current.count("event_mentions")


def derive(home: Home) -> int:
    current, files = _current(home)
    write_derived(current, files)
    return current.count("publication_dates")


def merge_home(home: Home) -> Merging:
    return merge_staged(_current(home)[0])


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


def annotate_lines(inbox: Path) -> int:
    """Tag the same documents without a warehouse."""
    with (inbox / "documents.jsonl").open(encoding="utf-8") as lines, Path(os.devnull).open("w") as out:
        rows = map(json.loads, lines)
        asked = (json.dumps({"doc_id": row["id"], "text": row["text"], "dct": row["published"]}) for row in rows)
        return annotate(asked, out).events


def steps(home: Home, inbox: Path) -> Iterator[tuple[str, Callable[..., Any], tuple[object, ...]]]:
    yield "raw_documents", read_inbox, (home, inbox)
    for stage in STAGES:
        yield stage.name, do_stage, (home, stage.name)
    yield "near_duplicates", compare, (home,)
    yield "events", merge, (home,)
    yield "derived_dates", derive, (home,)
    yield "warehouse, published", fill, (home,)
    yield "parquet_exports", write_product, (home,)

"""Merging all current mentions into events: what is read for it, what of it is kept for the next time, and under which ids."""

from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from assets import event_ids
from assets.stages import MERGED, STORIES, Current, is_whole
from pipelines import engine
from pipelines.batches import Staging, read, write
from pipelines.corpus.stage import in_places
from pipelines.errors import DatelineError
from pipelines.settings import Settings
from pipelines.timeline.memory import Memory
from pipelines.timeline.naming import named
from pipelines.timeline.stage import COLUMNS, NAMED, PACKAGES, WRITTEN, merge_arrivals, telling

__all__ = ["memory_file", "write_events"]


def memory_file(staging: Staging, known: Mapping[str, str], chosen: Settings) -> Path:
    """Give where it lies what the next merging can take over. Without the file all is merged anew, to the same."""
    code = engine.code_version(PACKAGES)
    name = engine.digest(known["event_mentions"], code, repr(chosen.timeline))
    return staging.folder / "corpus" / f"memory-{name}.parquet"


def write_events(
    current: Current, files: Mapping[str, Path], memory: Path, chosen: Settings, *, ids: Path, day: int
) -> bool:
    """Merge all current mentions into events, unless that is done; tell whether it was to do.

    What is new is merged into what the last run left, as `memory_file` holds it. Mentions in lines that a source repeats are
    left out: they are no part of any story.

    Args:
        current: The rows of staging that are current.
        files: Where the tables `MERGED` shall lie, and those of `STORIES` do.
        memory: What `memory_file` gives.
        chosen: The settings.
        ids: Where it lies under which ids events are known.
        day: Today, for the history of ids.

    Raises:
        DatelineError: A stage it reads has not done all that is current.
    """
    # What is current may be what was current before, and ids have changed since.
    if all(is_whole(files[name]) for name in MERGED) and event_ids.named_for(ids) == files["events"].name:
        return False
    current.require(("documents", "publication_dates", "time_expressions", "event_mentions"))
    undone = [name for name in STORIES if not is_whole(files[name])]
    if undone:
        msg = f"{undone[0]!r} is not done for what is current; materialise 'near_duplicates' first"
        raise DatelineError(msg)
    mentions, expressions = (
        _unrepeated(current.rows(stage, (*columns, "start")), read(files["repeated_places"]))
        for stage, columns in (("event_mentions", COLUMNS), ("time_expressions", NAMED))
    )
    sources = read(files["document_sources"])
    told = telling(sources, expressions, current.rows("publication_dates", WRITTEN))
    before = Memory.unpacked(read(memory)) if is_whole(memory) else None
    merged, kept = merge_arrivals(mentions, sources, chosen.timeline, told=told, memory=before)
    merged, register = named(merged, mentions, event_ids.known(ids), day)
    for name, table in zip(MERGED, (register.history, merged.votes, merged.links, merged.events), strict=True):
        write(table, files[name])
    write(kept.packed(), memory)
    event_ids.keep(register, ids, files["events"].name)
    return True


def _unrepeated(rows: pa.Table, places: pa.Table) -> pa.Table:
    """Leave out the rows that stand in lines which a source repeats."""
    return rows.filter(pc.invert(in_places(rows["document_id"], rows["start"], places)))

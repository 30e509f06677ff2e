"""For the night: small and half-empty batches become few full ones, and staging keeps only what is needed.

Nothing is computed again. A merged batch takes over what every stage made of its documents, as far as all of it is
there, so the next run finds it done.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from assets.ingest import batch_name
from pipelines.batches import Staging, read, write
from pipelines.engine import RAW
from pipelines.settings import Batches
from warehouse.ledger import Ledger

__all__ = ["merge_small_batches", "of_versions", "sweep"]


def of_versions(table: pa.Table, versions: Mapping[str, str]) -> pa.Table:
    """Keep the rows that belong to document versions, given as content_hash by document_id."""
    wanted = pa.array([f"{name} {version}" for name, version in versions.items()], pa.string())
    have = pc.binary_join_element_wise(table["document_id"], table["content_hash"], " ")
    return table.filter(pc.is_in(have, value_set=wanted))


def merge_small_batches(ledger: Ledger, staging: Staging, prints: Mapping[str, str], limits: Batches) -> int:
    """Merge neighbouring batches that are less than half full; give the number of batches that are gone.

    Args:
        ledger: Open to write.
        staging: Where the batches lie.
        prints: Current fingerprint of each stage; what other fingerprints made is not carried over.
        limits: How full a batch may be.
    """
    gone = 0
    for group in _groups(ledger.batch_sizes(), limits):
        members = {name: {entry.document_id: entry for entry in ledger.members(name)} for name in group}
        versions = {name: {key: entry.content_hash for key, entry in found.items()} for name, found in members.items()}
        raw = _joined(staging, "raw_documents", RAW, versions)
        if raw is None:  # a staged file is missing: the checks will say so
            continue
        pairs = zip(raw["document_id"].to_pylist(), raw["content_hash"].to_pylist(), strict=True)
        new = batch_name(pairs)
        for stage, fingerprint in prints.items():
            if stage != "raw_documents":
                _merge_stage(staging, stage, fingerprint, versions, new)
        write(raw, staging.rows("raw_documents", new, RAW))
        size = pc.sum(pc.binary_length(raw["bytes"])).as_py() or 0
        ledger.replace_batches(group, new, [entry for found in members.values() for entry in found.values()], size)
        gone += len(group) - 1
    return gone


def _groups(sizes: Sequence[tuple[str, int, int]], limits: Batches) -> list[list[str]]:
    """Cut the small batches, in their order, into groups that each make one batch."""
    groups: list[list[str]] = []
    documents = size = 0
    for name, count, own in sizes:
        if 2 * count >= limits.documents or 2 * own >= limits.bytes:
            continue
        if not groups or documents + count > limits.documents or size + own > limits.bytes:
            groups.append([])
            documents = size = 0
        groups[-1].append(name)
        documents, size = documents + count, size + own
    return [group for group in groups if len(group) > 1]


def _joined(
    staging: Staging, stage: str, fingerprint: str, versions: Mapping[str, Mapping[str, str]]
) -> pa.Table | None:
    """Rows of several batches, current versions only; `None` where one of them is not there."""
    paths = {name: staging.rows(stage, name, fingerprint) for name in versions}
    if not all(path.exists() for path in paths.values()):
        return None
    return pa.concat_tables([of_versions(read(path), versions[name]) for name, path in paths.items()])


def _merge_stage(
    staging: Staging, stage: str, fingerprint: str, versions: Mapping[str, Mapping[str, str]], new: str
) -> None:
    rows = _joined(staging, stage, fingerprint, versions)
    if rows is None:
        return
    paths = {name: staging.faults(stage, name, fingerprint) for name in versions}
    faults = [of_versions(read(path), versions[name]) for name, path in paths.items() if path.exists()]
    if any(table.num_rows for table in faults):
        write(pa.concat_tables(faults), staging.faults(stage, new, fingerprint))
    write(rows, staging.rows(stage, new, fingerprint))


def sweep(ledger: Ledger, staging: Staging, prints: Mapping[str, str], corpus: Sequence[Path]) -> int:
    """Remove staged files that nothing needs: of batches without a current document, of other fingerprints, unfinished.

    Args:
        ledger: Open to write.
        staging: What to sweep.
        prints: Current fingerprint of each stage.
        corpus: Files of corpus-level tables that are in use.

    Returns:
        Number of files removed.
    """
    ledger.forget_batches()
    batches = ledger.batches()
    wanted = set(corpus)
    for stage, fingerprint in {**prints, "raw_documents": RAW}.items():
        for batch in batches:
            wanted |= {staging.rows(stage, batch, fingerprint), staging.faults(stage, batch, fingerprint)}
    removed = 0
    for path in staging.folder.rglob("*"):
        if path.is_file() and path not in wanted:
            path.unlink()
            removed += 1
    return removed

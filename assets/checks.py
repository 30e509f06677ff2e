"""What must hold of the assets, looked at after each materialisation."""

import hashlib
import json
import random
from collections import Counter
from typing import Any, Final

import dagster as dg
import pyarrow.compute as pc
import pyarrow.parquet as pq

from assets.resources import HomeResource
from assets.staged import current_of
from assets.stages import Current
from pipelines.days import iso_day
from warehouse.export import LATEST
from warehouse.ledger import Ledger
from warehouse.query import query

__all__ = ["CHECKS", "roots_listable"]

_SAMPLE: Final = 2_000
"""Spans that are compared with their text in one check, spread over all batches."""


@dg.asset_check(asset="raw_documents", description="Every root could be taken as it stands. If not, the run fails.")
def roots_listable(home: HomeResource) -> dg.AssetCheckResult:
    """Fail the run for what kept a root from being taken, after all else has been done.

    Raises:
        dagster.Failure: A root is absent, unreadable, suddenly empty, or has lost more than a run may withdraw unasked.
    """
    with Ledger.reading(home.home.ledger) as ledger:
        roots = ledger.roots()
    problems = {root.name: root.problem for root in roots if root.problem}
    if problems:
        # A check that only fails leaves its run green; a person who asked for documents shall not read "success".
        raise dg.Failure("; ".join(problems.values()), metadata={"problems": problems}, allow_retries=False)
    return dg.AssetCheckResult(passed=True, metadata={"roots": len(roots)})


@dg.asset_check(asset="raw_documents", description="What is current is there: each version once, in its batch.")
def versions_staged(home: HomeResource) -> dg.AssetCheckResult:
    """Compare the ledger with the staged raw rows."""
    current = current_of(home)
    return _equal({"ledger": current.table.num_rows, "staged": current.count("raw_documents")})


@dg.asset_check(asset="documents", description="Every document that arrived is there once, readable or rejected.")
def one_row_a_document(home: HomeResource) -> dg.AssetCheckResult:
    """Count documents, and look for ids that come twice."""
    current = current_of(home)
    rows = current.rows("documents", ())
    return _equal(
        {
            "ledger": current.table.num_rows,
            "rows": rows.num_rows,
            "ids": pc.count_distinct(rows["document_id"]).as_py(),
        }
    )


@dg.asset_check(asset="publication_dates", description="No interval ends before it begins.")
def publication_days_in_order(home: HomeResource) -> dg.AssetCheckResult:
    """Compare earliest with latest."""
    return _in_order(current_of(home), "publication_dates", (("earliest", "latest"),))


@dg.asset_check(asset="time_expressions", description="No interval ends before it begins.")
def time_expression_days_in_order(home: HomeResource) -> dg.AssetCheckResult:
    """Compare earliest with latest."""
    return _in_order(current_of(home), "time_expressions", (("earliest", "latest"),))


@dg.asset_check(asset="time_expressions", description="The characters at each span are those of the row.")
def time_expression_spans(home: HomeResource) -> dg.AssetCheckResult:
    """Compare spans with texts."""
    return _spans(current_of(home), "time_expressions")


@dg.asset_check(asset="event_mentions", description="The characters at each trigger are those of the row.")
def trigger_spans(home: HomeResource) -> dg.AssetCheckResult:
    """Compare spans with texts."""
    return _spans(current_of(home), "event_mentions")


@dg.asset_check(asset="event_mentions", description="No mention comes twice; no interval ends before it begins.")
def mentions_in_order(home: HomeResource) -> dg.AssetCheckResult:
    """Compare days, and look for ids that come twice."""
    current = current_of(home)
    ids = Counter(
        name for part in current.batches("event_mentions", ("mention_id",)) for name in part["mention_id"].to_pylist()
    )
    twice = [name for name, count in ids.items() if count > 1]
    pairs = (("begin_earliest", "begin_latest"), ("end_earliest", "end_latest"), ("begin_earliest", "end_latest"))
    found = _in_order(current, "event_mentions", pairs)
    metadata: dict[str, Any] = {**found.metadata, "ids_twice": twice[:10]}
    return dg.AssetCheckResult(passed=found.passed and not twice, metadata=metadata)


@dg.asset_check(asset="warehouse", description="The published database holds exactly what the ledger calls current.")
def warehouse_in_step(home: HomeResource) -> dg.AssetCheckResult:
    """Compare counts of ledger and staging with those of the published database, and look for event ids that come twice."""
    current, counts = current_of(home), {}
    for stage in ("documents", "publication_dates", "time_expressions", "event_mentions"):
        (row,) = query(home.home.published, f"SELECT count(*) AS n FROM {stage}").to_pylist()  # noqa: S608 - names of ours
        counts[stage] = (current.count(stage), row["n"])
    (ids,) = query(home.home.published, "SELECT count(*) AS n, count(DISTINCT event_id) AS ids FROM events").to_pylist()
    passed = all(staged == stored for staged, stored in counts.values()) and ids["n"] == ids["ids"]
    shown = {stage: f"{staged} staged, {stored} stored" for stage, (staged, stored) in counts.items()}
    return dg.AssetCheckResult(passed=passed, metadata={**shown, "events": ids["n"], "event_ids": ids["ids"]})


@dg.asset_check(asset="parquet_exports", description="The newest version is whole: files, rows and hashes as it says.")
def export_matches_manifest(home: HomeResource) -> dg.AssetCheckResult:
    """Compare the files of the newest version with its manifest."""
    folder = (home.home.exports / LATEST).resolve()
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    wrong, files = [], 0
    for name, dataset in manifest["datasets"].items():
        named = {item["name"]: item for item in dataset["files"]}
        there = {path.name: path for path in (folder / name).glob("*.parquet")}
        wrong += [f"{name}/{odd}" for odd in named.keys() ^ there.keys()]
        for file, path in there.items():
            files += 1
            with path.open("rb") as opened:
                same = hashlib.file_digest(opened, "sha256").hexdigest() == named.get(file, {}).get("sha256")
            if not same or pq.read_metadata(path).num_rows != named[file]["rows"]:
                wrong.append(f"{name}/{file}")
    return dg.AssetCheckResult(passed=not wrong, metadata={"files": files, "wrong": wrong[:10]})


CHECKS: Final = (
    roots_listable,
    versions_staged,
    one_row_a_document,
    publication_days_in_order,
    time_expression_days_in_order,
    time_expression_spans,
    trigger_spans,
    mentions_in_order,
    warehouse_in_step,
    export_matches_manifest,
)


def _equal(counts: dict[str, int]) -> dg.AssetCheckResult:
    return dg.AssetCheckResult(passed=len(set(counts.values())) == 1, metadata=dict(counts))


def _in_order(current: Current, stage: str, pairs: tuple[tuple[str, str], ...]) -> dg.AssetCheckResult:
    columns = tuple(dict.fromkeys(name for pair in pairs for name in pair))
    rows, wrong = 0, []
    for part in current.batches(stage, columns):
        rows += part.num_rows
        for first, last in pairs:
            bad = part.filter(pc.greater(part[first], part[last]))
            wrong += [
                f"{name}: {iso_day(begin)} to {iso_day(end)}"
                for name, begin, end in zip(
                    bad["document_id"].to_pylist(),
                    bad[first].cast("int32").to_pylist(),
                    bad[last].cast("int32").to_pylist(),
                    strict=True,
                )
            ]
    return dg.AssetCheckResult(passed=not wrong, metadata={"rows": rows, "wrong": wrong[:10]})


def _spans(current: Current, stage: str) -> dg.AssetCheckResult:
    """Compare a sample of spans with the characters of their texts."""
    looked_at, wrong = 0, []
    for name in current.names:
        spans = current.batch(stage, name, ("start", "end", "surface"))
        documents = current.batch("documents", name, ("text",))
        if spans is None or documents is None:
            continue
        texts = dict(zip(documents["document_id"].to_pylist(), documents["text"].to_pylist(), strict=True))
        rows: list[dict[str, Any]] = spans.to_pylist()
        size = max(1, _SAMPLE // len(current.names))
        # The same rows each time: a check that fails must fail again.
        sample = rows if len(rows) <= size else random.Random(0).sample(rows, size)  # noqa: S311 - no secret
        for row in sample:
            looked_at += 1
            text = texts.get(row["document_id"]) or ""
            if not 0 <= row["start"] < row["end"] <= len(text) or text[row["start"] : row["end"]] != row["surface"]:
                wrong.append(f"{row['document_id']}:{row['start']}-{row['end']} {row['surface']!r}")
    return dg.AssetCheckResult(passed=not wrong, metadata={"looked_at": looked_at, "wrong": wrong[:10]})

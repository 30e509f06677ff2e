"""What must hold of the assets, looked at after each materialisation."""

import hashlib
import json
import random
from collections import Counter
from collections.abc import Iterator
from typing import Any, Final

import dagster as dg
import pyarrow.compute as pc
import pyarrow.parquet as pq

from assets.resources import HomeResource
from assets.staged import current_of
from assets.stages import Current, corpus_files, corpus_print
from pipelines.batches import read
from pipelines.days import iso_day
from warehouse.export import LATEST
from warehouse.ledger import Ledger
from warehouse.query import query

__all__ = ["CHECKS", "roots_listable"]

Found = tuple[bool, dict[str, Any]]
"""Whether it holds, and what was seen."""

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


def versions_staged(home: HomeResource) -> Found:
    """Compare the ledger with the staged raw rows."""
    current = current_of(home)
    return _equal({"ledger": current.table.num_rows, "staged": current.count("raw_documents")})


def one_row_a_document(home: HomeResource) -> Found:
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


def publication_days_in_order(home: HomeResource) -> Found:
    """Compare earliest with latest."""
    return _in_order(current_of(home), "publication_dates", (("earliest", "latest"),))


def time_expression_days_in_order(home: HomeResource) -> Found:
    """Compare earliest with latest."""
    return _in_order(current_of(home), "time_expressions", (("earliest", "latest"),))


def time_expression_spans(home: HomeResource) -> Found:
    """Compare spans with texts."""
    return _spans(current_of(home), "time_expressions")


def trigger_spans(home: HomeResource) -> Found:
    """Compare spans with texts."""
    return _spans(current_of(home), "event_mentions")


def mentions_in_order(home: HomeResource) -> Found:
    """Compare days, and look for ids that come twice."""
    current = current_of(home)
    ids = Counter(
        name for part in current.batches("event_mentions", ("mention_id",)) for name in part["mention_id"].to_pylist()
    )
    twice = [name for name, count in ids.items() if count > 1]
    pairs = (("begin_earliest", "begin_latest"), ("end_earliest", "end_latest"), ("begin_earliest", "end_latest"))
    passed, metadata = _in_order(current, "event_mentions", pairs)
    return passed and not twice, {**metadata, "ids_twice": twice[:10]}


def stories_whole(home: HomeResource) -> Found:
    """Look for links to documents that are not there, and for stories without the document that stands for them."""
    current = current_of(home)
    files = corpus_files(home.staging, corpus_print(current.table, home.prints, home.settings))
    links, sources = read(files["near_duplicates"]), read(files["document_sources"])
    story = dict(zip(sources["document_id"].to_pylist(), sources["story_id"].to_pylist(), strict=True))
    known = set(current.table["document_id"].to_pylist())
    rows: list[dict[str, Any]] = links.to_pylist()
    wrong = [f"{name}: story {own}" for name, own in story.items() if name not in known or story.get(own) != own]
    for row in rows:
        own, other = story.get(row["document_id"]), story.get(row["other_id"])
        if own != row["story_id"] or other is None or (other != own and row["kind"] != "excerpt"):
            wrong.append(f"{row['document_id']}: {row['kind']} of {row['other_id']}, stories {own} and {other}")
    ids = pc.count_distinct(links["document_id"]).as_py()
    return not wrong and ids == links.num_rows, {"links": links.num_rows, "documents": ids, "wrong": wrong[:10]}


def warehouse_in_step(home: HomeResource) -> Found:
    """Compare counts of ledger and staging with those of the published database, and look for event ids that come twice."""
    current, counts = current_of(home), {}
    for stage in ("documents", "publication_dates", "time_expressions", "event_mentions"):
        (row,) = query(home.home.published, f"SELECT count(*) AS n FROM {stage}").to_pylist()  # noqa: S608 - names of ours
        counts[stage] = (current.count(stage), row["n"])
    (ids,) = query(home.home.published, "SELECT count(*) AS n, count(DISTINCT event_id) AS ids FROM events").to_pylist()
    passed = all(staged == stored for staged, stored in counts.values()) and ids["n"] == ids["ids"]
    shown = {stage: f"{staged} staged, {stored} stored" for stage, (staged, stored) in counts.items()}
    return passed, {**shown, "events": ids["n"], "event_ids": ids["ids"]}


def former_ids_lead_on(home: HomeResource) -> Found:
    """Look for ids of the history that name no event, and of which it is not said what became of theirs."""
    lost = query(
        home.home.published,
        "SELECT id FROM (SELECT event_id AS id FROM event_history UNION SELECT successor_id FROM event_history) "
        "WHERE id IS NOT NULL AND id NOT IN (SELECT event_id FROM events) "
        "AND id NOT IN (SELECT event_id FROM former_events) ORDER BY id",
    )["id"].to_pylist()
    (ids,) = query(home.home.published, "SELECT count(*) AS former FROM former_events").to_pylist()
    return not lost, {**ids, "lost": lost[:10]}


def export_matches_manifest(home: HomeResource) -> Found:
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
    for name, item in manifest["formats"].items():
        files += 1
        path = folder / name
        if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != item["sha256"]:
            wrong.append(name)
    return not wrong, {"files": files, "wrong": wrong[:10]}


_INVARIANTS: Final = {
    "versions_staged": ("raw_documents", "What is current is there: each version once, in its batch.", versions_staged),
    "one_row_a_document": (
        "documents",
        "Every document that arrived is there once, readable or rejected.",
        one_row_a_document,
    ),
    "publication_days_in_order": ("publication_dates", "No interval ends before it begins.", publication_days_in_order),
    "time_expression_days_in_order": (
        "time_expressions",
        "No interval ends before it begins.",
        time_expression_days_in_order,
    ),
    "time_expression_spans": (
        "time_expressions",
        "The characters at each span are those of the row.",
        time_expression_spans,
    ),
    "trigger_spans": ("event_mentions", "The characters at each trigger are those of the row.", trigger_spans),
    "mentions_in_order": (
        "event_mentions",
        "No mention comes twice; no interval ends before it begins.",
        mentions_in_order,
    ),
    "stories_whole": (
        "near_duplicates",
        "Both documents of every link are current and of one story, and the one that stands for it is there.",
        stories_whole,
    ),
    "warehouse_in_step": (
        "warehouse",
        "The published database holds exactly what the ledger calls current.",
        warehouse_in_step,
    ),
    "former_ids_lead_on": (
        "warehouse",
        "An id that named an event leads to one, or it is said that nothing of the event is left.",
        former_ids_lead_on,
    ),
    "export_matches_manifest": (
        "parquet_exports",
        "The newest version is whole: files, rows and hashes as it says.",
        export_matches_manifest,
    ),
}
"""By name: the asset, what must hold of it, and who looks."""


# One step for all of them: a step of its own costs each check more than its work.
@dg.multi_asset_check(
    name="invariants",
    specs=[
        dg.AssetCheckSpec(name, asset=asset, description=description)
        for name, (asset, description, _) in _INVARIANTS.items()
    ],
    can_subset=True,
)
def invariants(context: dg.AssetCheckExecutionContext, home: HomeResource) -> Iterator[dg.AssetCheckResult]:
    """Look at what must hold of every asset."""
    for key in sorted(context.selected_asset_check_keys, key=lambda key: list(_INVARIANTS).index(key.name)):
        passed, metadata = _INVARIANTS[key.name][2](home)
        yield dg.AssetCheckResult(passed=passed, asset_key=key.asset_key, check_name=key.name, metadata=metadata)


CHECKS: Final = (roots_listable, invariants)


def _equal(counts: dict[str, int]) -> Found:
    return len(set(counts.values())) == 1, dict(counts)


def _in_order(current: Current, stage: str, pairs: tuple[tuple[str, str], ...]) -> Found:
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
    return not wrong, {"rows": rows, "wrong": wrong[:10]}


def _spans(current: Current, stage: str) -> Found:
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
    return not wrong, {"looked_at": looked_at, "wrong": wrong[:10]}

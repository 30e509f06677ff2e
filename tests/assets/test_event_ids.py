"""Runs as documents come and go: events keep their ids, and old ids lead to what became of them."""

from pathlib import Path
from typing import Any

import dagster as dg
import pytest
from typer.testing import CliRunner

from assets.checks import former_ids_lead_on
from assets.cli import app
from assets.definitions import ASSETS
from assets.event_ids import named_for
from assets.exports import parquet_exports, timeline_page
from assets.resources import HomeResource
from pipelines.errors import UnknownName
from warehouse.home import Home
from warehouse.query import query

UP_TO_WAREHOUSE = [asset for asset in ASSETS if asset not in (parquet_exports, timeline_page)]
TEXTS = {
    "ferry": "The ferry sank off Oslo.",
    "estrella": "On 18 June 2015 the Estrella sank in a storm.",
    "both": "On 18 June 2015 the ferry Estrella sank off Oslo in a storm.",
}


def run(home: Home, *names: str) -> dict[str, str]:
    """Bring a home in step with an inbox that holds these; give the id of the event of each that speaks of sinking."""
    for name, text in TEXTS.items():
        path = home.inbox / f"{name}.txt"
        if name in names and not path.exists():
            path.write_text(text, encoding="utf-8")
        elif name not in names:
            path.unlink(missing_ok=True)
    resource = HomeResource(folder=str(home.folder), wait_seconds=0.0)
    with dg.DagsterInstance.ephemeral() as instance:
        config = {"ops": {"raw_documents": {"config": {"allow_withdraw": True}}}}
        assert dg.materialize(
            UP_TO_WAREHOUSE, resources={"home": resource}, instance=instance, run_config=config
        ).success
    assert former_ids_lead_on(resource) == (True, {"former": len(former(home)), "lost": []})
    found = query(home.published, "SELECT sentence, event_id FROM mentions WHERE lemma = 'sink'").to_pylist()
    return {name: row["event_id"] for row in found for name, text in TEXTS.items() if row["sentence"] == text}


def former(home: Home) -> list[tuple[str, str | None, str]]:
    rows = query(home.published, "SELECT event_id, now_id, how FROM former_events").to_pylist()
    return [tuple(row.values()) for row in rows]


def content(home: Home) -> list[tuple[Any, ...]]:
    """What there is but for ids."""
    events = query(home.published, "FROM timeline UNION ALL BY NAME FROM undated")
    columns = [name for name in events.column_names if name not in ("event_id", "link")]
    return sorted((tuple(map(str, row.values())) for row in events.select(columns).to_pylist()), key=str)


def explained(home: Home, name: str) -> str:
    result = CliRunner().invoke(app, ["explain", name, "--home", str(home.folder)])
    if result.exception is not None:
        raise result.exception
    return result.output


def test_old_ids_lead_to_new_ones(home: Home, tmp_path: Path) -> None:
    apart = run(home, "ferry", "estrella")
    assert len(set(apart.values())) == 2
    together = run(home, "ferry", "estrella", "both")
    (one,) = set(together.values())
    (old,) = set(apart.values()) - {one}
    assert one in apart.values(), "the event of most mentions keeps its id"

    assert (old, one, "merged") in former(home)
    (row,) = query(home.published, f"SELECT event_id, how FROM event_now('{old}')").to_pylist()  # noqa: S608
    assert row == {"event_id": one, "how": "merged"}
    assert explained(home, old[:9]).startswith(f"event {old} is {one} since ")
    assert f"{old} went into it on " in explained(home, one)

    other = Home(tmp_path / "other")
    other.inbox.mkdir(parents=True)
    assert len(set(run(other, "both", "estrella", "ferry").values())) == 1
    assert content(other) == content(home), "what came before shows in ids alone"

    before = named_for(home.event_ids)
    assert run(home, "ferry", "estrella") == apart, "what parts again has its ids again"
    assert named_for(home.event_ids) != before
    parts = query(home.published, "SELECT event_id, successor_id FROM event_history WHERE how = 'split'").to_pylist()
    assert {"event_id": one, "successor_id": old} in parts
    assert f"{old} came out of it on " in explained(home, one)

    assert run(home, "ferry") == {"ferry": apart["ferry"]}
    with pytest.raises(UnknownName, match="is no more since"):
        explained(home, apart["estrella"])

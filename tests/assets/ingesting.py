"""What the tests of ingestion share: documents put into an inbox, taken in, and what is current then."""

from pathlib import Path

from assets.ingest import Ingested, ingest
from pipelines.batches import Staging, read
from pipelines.engine import RAW
from pipelines.settings import Batches, Settings
from warehouse.home import Home
from warehouse.ledger import Ledger

SMALL = Settings(batches=Batches(documents=2))


def put(home: Home, name: str, text: str) -> Path:
    path = home.inbox / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def run(home: Home, chosen: Settings = SMALL, *, allow_withdraw: bool = False, now: float | None = None) -> Ingested:
    with Ledger.open(home.ledger) as ledger:
        return ingest(home, chosen, ledger, allow_withdraw=allow_withdraw, now=now)


def texts(home: Home) -> dict[str, str]:
    """What is current: the bytes of each document by path and record."""
    found = {}
    staging = Staging(home.staging)
    with Ledger.reading(home.ledger) as ledger:
        for row in ledger.current().to_pylist():
            rows = read(staging.rows("raw_documents", row["batch"], RAW)).to_pylist()
            (raw,) = [item for item in rows if item["document_id"] == row["document_id"]]
            assert raw["content_hash"] == row["content_hash"]
            place = raw["path"] if raw["record"] is None else f"{raw['path']}#{raw['record']}"
            found[place] = (raw["bytes"] or b"").decode()
    return found


def staged(home: Home) -> dict[str, int]:
    return {str(path.relative_to(home.staging)): path.stat().st_mtime_ns for path in home.staging.rglob("*.*")}


def state(home: Home) -> dict[str, int]:
    return staged(home) | {home.ledger.name: home.ledger.stat().st_mtime_ns}


def published(home: Home) -> dict[str, tuple[str | None, str | None]]:
    staging = Staging(home.staging)
    with Ledger.reading(home.ledger) as ledger:
        batches = {row["document_id"]: row for row in ledger.current().to_pylist()}
    found = {}
    for document_id, version in batches.items():
        for row in read(staging.rows("raw_documents", version["batch"], RAW)).to_pylist():
            if (row["document_id"], row["content_hash"]) == (document_id, version["content_hash"]):
                found[row["path"]] = (row["stated_published"], row["stated_published_by"])
    return found

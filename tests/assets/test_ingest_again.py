"""Ingestion over time: killed and resumed, a lost ledger, dates given by a person, batches merged."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from assets.compaction import merge_small_batches, sweep
from assets.given import give_date, take_back_date
from assets.pending import add_inbox, open_inbox
from pipelines.batches import Staging, read
from pipelines.engine import RAW
from pipelines.errors import InvalidDay, UnknownName
from pipelines.settings import Batches
from tests.assets.ingesting import published, put, run, staged, texts
from warehouse.home import Home
from warehouse.ledger import Ledger

KILLED = """
import os, signal, sys
from pathlib import Path
from assets import ingest as module
from pipelines.settings import Batches, Settings
from warehouse.home import Home
from warehouse.ledger import Ledger

def dying(kind, name, after):
    original, calls = getattr(kind, name), 0
    def act(*args, **kwargs):
        nonlocal calls
        calls += 1
        if calls == 2 and not after:
            os.kill(os.getpid(), signal.SIGKILL)
        result = original(*args, **kwargs)
        if calls == 2:
            os.kill(os.getpid(), signal.SIGKILL)
        return result
    setattr(kind, name, act)

MOMENTS = {
    "before staging": (module, "stage_raw", False),
    "staged, not registered": (Ledger, "register", False),
    "registered, not marked": (Ledger, "register", True),
    "marked": (Ledger, "mark_read", True),
}
for moment in MOMENTS:
    child = os.fork()
    if child == 0:
        home = Home(Path(sys.argv[1]) / moment)
        dying(*MOMENTS[moment])
        with Ledger.open(home.ledger) as ledger:
            module.ingest(home, Settings(batches=Batches(documents=2)), ledger)
        os._exit(0)
    print(moment, os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), sep=": ", flush=True)
"""
"""One process imports what it takes to ingest; for each moment a child of it ingests a home of its own, and is killed then."""
MOMENTS = ("before staging", "staged, not registered", "registered, not marked", "marked")


@pytest.fixture(scope="module")
def killed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a home for each moment, all filled alike, whose first run was killed then."""
    folder = tmp_path_factory.mktemp("killed")
    lines = "".join(f'{{"id": "{number}", "text": "text {number}"}}\n' for number in range(3))
    for moment in MOMENTS:
        home = Home(folder / moment)
        for name in "abcde":
            put(home, f"{name}.txt", f"text {name}")
        put(home, "t.jsonl", lines)
    said = subprocess.run([sys.executable, "-c", KILLED, str(folder)], check=True, stdout=subprocess.PIPE, text=True)
    assert said.stdout.splitlines() == [f"{moment}: {-signal.SIGKILL}" for moment in MOMENTS]
    return folder


@pytest.mark.xdist_group("killed")
@pytest.mark.parametrize("moment", MOMENTS)
def test_a_run_that_was_killed_is_resumed(killed: Path, moment: str) -> None:
    home = Home(killed / moment)
    run(home)
    expected = {f"{name}.txt": f"text {name}" for name in "abcde"} | {f"t.jsonl#{n}": f"text {n}" for n in range(3)}
    assert texts(home) == expected
    rows = [row for path in (home.staging / "raw_documents").glob("*.parquet") for row in read(path).to_pylist()]
    versions = [(row["document_id"], row["content_hash"]) for row in rows]
    assert len(versions) == len(set(versions)) == 8, "a version was staged twice"
    assert run(home).versions == 0


def test_a_lost_ledger_is_rebuilt_from_inbox_and_staging(home: Home, tmp_path: Path) -> None:
    other = tmp_path / "news"
    other.mkdir()
    (other / "n 1.txt").write_text("text n")
    put(home, "a.txt", "text a")
    put(home, "gone.txt", "text gone")
    with Ledger.open(home.ledger) as ledger:
        add_inbox(home, ledger, other)
    run(home)
    give_date(home, "a.txt", "2015-10-07")
    (home.inbox / "gone.txt").unlink()
    run(home)
    with Ledger.reading(home.ledger) as ledger:
        before = ledger.current()
    files = staged(home)
    for path in home.folder.glob("ledger.sqlite*"):
        path.unlink()
    done = run(home)
    assert (done.batches, done.problems) == ([], {})
    assert staged(home) == files
    with Ledger.reading(home.ledger) as ledger:
        assert ledger.current() == before
        assert [root.name for root in ledger.roots()] == ["inbox", "news"]
        assert list(ledger.given_dates().values()) == ["2015-10-07"]


def test_a_date_given_by_a_person_wins_and_lasts(home: Home) -> None:
    put(home, "a.txt", "text a")
    put(home, "a.txt.meta.json", '{"published": "2001-01-01"}')
    run(home)
    assert published(home) == {"a.txt": ("2001-01-01", "sidecar")}
    entry = give_date(home, "a.txt", "2015-10-07")
    assert published(home) == {"a.txt": ("2015-10-07", "person")}
    assert entry.content_hash != entry.source_hash
    assert give_date(home, "a.txt", "2015-10-07") == entry
    put(home, "a.txt", "text a, changed")
    run(home)
    assert texts(home) == {"a.txt": "text a, changed"}
    assert published(home) == {"a.txt": ("2015-10-07", "person")}
    take_back_date(home, entry.document_id)
    run(home)
    assert published(home) == {"a.txt": ("2001-01-01", "sidecar")}


def test_a_home_that_was_moved_goes_on_where_it_was(home: Home) -> None:
    put(home, "a.txt", "text a")
    run(home)
    before = texts(home)
    moved = Home(home.folder.rename(home.folder.with_name("moved")))
    with Ledger.open(moved.ledger) as ledger:
        assert open_inbox(moved, ledger).path == moved.inbox
        assert [root.path for root in ledger.roots()] == [moved.inbox]
    put(moved, "b.txt", "text b")
    assert run(moved).versions == 1
    assert texts(moved) == before | {"b.txt": "text b"}


def test_what_is_no_day_or_no_document_is_refused(home: Home) -> None:
    put(home, "a.txt", "text a")
    run(home)
    with pytest.raises(InvalidDay, match="is no date"):
        give_date(home, "a.txt", "next Monday")
    with pytest.raises(UnknownName, match=r"b\.txt"):
        give_date(home, "b.txt", "2015-10-07")


def test_small_batches_are_merged_and_staging_is_swept(home: Home) -> None:
    for name in "abc":
        put(home, f"{name}.txt", f"text {name}")
        run(home)
    put(home, "a.txt", "text a, changed")
    run(home)
    before, staging = texts(home), Staging(home.staging)
    with Ledger.open(home.ledger) as ledger:
        assert merge_small_batches(ledger, staging, {"raw_documents": RAW}, Batches(documents=100)) == 2
        sweep(ledger, staging, {"raw_documents": RAW}, [])
        assert len(ledger.batches()) == 1
    assert texts(home) == before
    assert len(staged(home)) == 1
    with Ledger.open(home.ledger) as ledger:
        assert merge_small_batches(ledger, staging, {"raw_documents": RAW}, Batches(documents=100)) == 0
    assert run(home).versions == 0

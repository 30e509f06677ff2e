"""Publishing: one rename, whatever is killed when, whoever reads meanwhile."""

import hashlib
import json
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.warehouse.other_process import EDITION, edition, whole_way
from tests.warehouse.rows import ONE_BATCH, place
from warehouse.export import LATEST, export
from warehouse.home import Home
from warehouse.publish import copy, publish
from warehouse.query import query

ROOT = Path(__file__).parents[2]


def other(*words: object) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "tests.warehouse.other_process", *map(str, words)]
    return subprocess.Popen(command, cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE)


@pytest.fixture(scope="module")
def first_edition(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("first") / "home"
    whole_way(Home(folder), 1)
    return folder


@pytest.fixture
def done(first_edition: Path, tmp_path: Path) -> Home:
    """A home in which the first edition is loaded, published and exported."""
    return Home(Path(shutil.copytree(first_edition, tmp_path / "home", symlinks=True)))


def published_edition(home: Home) -> str:
    """The one edition that is published; the publication is whole and of one piece."""
    (found,) = query(home.published, EDITION)["edition"].to_pylist()
    assert query(home.published, "SELECT count(*) AS n FROM timeline")["n"].to_pylist() == [4]
    assert query(home.published, "SELECT count(*) AS n FROM document_status")["n"].to_pylist() == [5]
    return str(found)


def exported_title(home: Home) -> str | None:
    """The title of d1 in the newest export, all of whose files are what its manifest says."""
    version = home.exports / LATEST
    manifest = json.loads((version / "manifest.json").read_text(encoding="utf-8"))
    for dataset, entry in manifest["datasets"].items():
        for file in entry["files"]:
            data = (version / dataset / file["name"]).read_bytes()
            assert hashlib.sha256(data).hexdigest() == file["sha256"]
    titles = query(
        home.published,
        "SELECT title FROM read_parquet($files) WHERE document_id = 'd1'",
        {"files": str(version / "documents" / "*.parquet")},
    )
    (title,) = titles["title"].to_pylist()
    return None if title is None else str(title)


def test_publishing_the_same_twice_changes_nothing(filled: Home) -> None:
    before = filled.published.stat()
    data = filled.published.read_bytes()
    assert not publish(filled)
    after = filled.published.stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert filled.published.read_bytes() == data


def test_a_publication_that_was_lost_is_made_again(filled: Home) -> None:
    filled.published.unlink()
    assert publish(filled)
    assert published_edition(filled) == "v1"


def test_what_lies_in_the_log_is_published_too(home: Home) -> None:
    placed = place(home, edition(1), ONE_BATCH)
    home.database.parent.mkdir(parents=True)
    script = (
        "import duckdb, os, sys; c = duckdb.connect(sys.argv[1]); "
        "c.execute(\"SET checkpoint_threshold = '1 GB'\"); c.execute('CREATE TABLE kept AS SELECT 42 AS n'); os._exit(9)"
    )
    placed.load(home)
    subprocess.run([sys.executable, "-c", script, str(home.database)], check=False)
    assert home.database.with_name("dateline.duckdb.wal").stat().st_size > 0
    assert publish(home)
    assert query(home.published, "SELECT n FROM kept")["n"].to_pylist() == [42]


def test_copy_without_shared_blocks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(95, "not supported")

    monkeypatch.setattr("fcntl.ioctl", refuse)
    data = bytes(range(256)) * 40_000
    (tmp_path / "a").write_bytes(data)
    copy(tmp_path / "a", tmp_path / "b")
    assert (tmp_path / "b").read_bytes() == data
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "b"]


@pytest.mark.parametrize(
    ("point", "call", "published", "exported"),
    [
        pytest.param("warehouse.store._rows", 1, "v1", "Vote", id="load, before the commit"),
        pytest.param("fcntl.ioctl", 1, "v1", "Vote", id="publish, copy begun"),
        pytest.param("warehouse.publish.sync", 1, "v2", "Vote", id="publish, after the rename"),
        pytest.param("warehouse.datasets._write_file", 4, "v2", "Vote", id="export, amid files"),
        pytest.param("os.symlink", 1, "v2", "Vote", id="export, version there, LATEST not swapped"),
        pytest.param("shutil.rmtree", 1, "v2", "Edition 2", id="export, old version half removed"),
    ],
)
def test_killed_at_a_point(done: Home, point: str, call: int, published: str, exported: str) -> None:
    with other("killed", done.folder, point, call) as process:
        assert process.wait(60) == -signal.SIGKILL
    assert (published_edition(done), exported_title(done)) == (published, exported)
    whole_way(done, 2)
    assert (published_edition(done), exported_title(done)) == ("v2", "Edition 2")
    names = {path.name for path in done.exports.iterdir()}
    assert names <= {"v000001", "v000002", LATEST, ".state.json"}
    assert not [path.name for path in done.folder.iterdir() if path.name.startswith(".")]


def test_killed_at_any_moment(done: Home) -> None:
    for delay in (0.1, 0.35):
        with other("forever", done.folder) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == "done\n"
            time.sleep(delay)
            process.kill()
        assert published_edition(done) in {"v1", "v2"}
        assert exported_title(done) in {"Vote", "Edition 2"}
    for number in (1, 2):
        whole_way(done, number)
        assert published_edition(done) == f"v{number}"
    assert exported_title(done) == "Edition 2"


def test_an_open_reader_keeps_its_snapshot_and_a_new_one_sees_the_newest(done: Home) -> None:
    seen = []
    with other("reader", done.folder) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for number in (1, 2):
            whole_way(done, number)
            process.stdin.write("now\n")
            process.stdin.flush()
            seen.append(process.stdout.readline())
            assert published_edition(done) == f"v{number}"
        last, _ = process.communicate(timeout=60)
    assert seen == ["v1 1\n"] * 2
    assert last == "[['v2'], ['v2']]\n"


def test_an_export_of_an_open_version_stays_readable(done: Home) -> None:
    path = next((done.exports / LATEST / "documents").resolve().glob("*.parquet"))
    with path.open("rb") as kept:
        first = kept.read(4)
        whole_way(done, 2)
        export(done.published, done.exports, keep=1)
        assert not path.exists()
        assert first + kept.read()[-4:] == b"PAR1PAR1"

"""The ledger: what is pending, what is current, and that readers see it while a run writes."""

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.errors import DatelineError, UnknownName
from warehouse.inventory import Counts, Entry, FileState, Pending, Stamp, compare
from warehouse.ledger import CURRENT, Ledger

OLD = Stamp(10, 1, "", "r1")


def entry(document_id: str, version: str = "v1", path: str = "a.txt", root: str = "inbox") -> Entry:
    return Entry(document_id, root, path, None, version, version)


def current(ledger: Ledger) -> list[tuple[str, str, str]]:
    return [(row["document_id"], row["content_hash"], row["batch"]) for row in ledger.current().to_pylist()]


@pytest.mark.parametrize(
    ("known", "listed", "expected"),
    [
        pytest.param({}, {}, Pending(), id="nothing"),
        pytest.param({}, {"a": OLD}, Pending(new=("a",)), id="new"),
        pytest.param({"a": OLD}, {"a": OLD}, Pending(), id="known"),
        pytest.param({"a": OLD}, {}, Pending(withdrawn=("a",)), id="withdrawn"),
        pytest.param({"a": OLD}, {"a": Stamp(11, 1, "", "r1")}, Pending(changed=("a",)), id="other size"),
        pytest.param({"a": OLD}, {"a": Stamp(10, 2, "", "r1")}, Pending(changed=("a",)), id="touched"),
        pytest.param({"a": OLD}, {"a": Stamp(10, 1, "a.meta.json 5 1", "r1")}, Pending(changed=("a",)), id="sidecar"),
        pytest.param({"a": OLD}, {"a": Stamp(10, 1, "", "r2")}, Pending(changed=("a",)), id="other reader"),
        pytest.param({"a": OLD, "b": OLD}, {"c": OLD, "a": OLD}, Pending(("c",), (), ("b",)), id="mixed"),
    ],
)
def test_compare(known: dict[str, Stamp], listed: dict[str, Stamp], expected: Pending) -> None:
    assert compare(known, listed) == expected


STAMPS = st.dictionaries(
    st.sampled_from("abcdef"), st.builds(Stamp, st.integers(0, 2), st.just(1), st.just(""), st.just("r"))
)


@pytest.mark.property
@given(STAMPS, STAMPS)
def test_every_difference_is_pending_once_and_nothing_else_is(
    known: dict[str, Stamp], listed: dict[str, Stamp]
) -> None:
    found = compare(known, listed)
    paths = [*found.new, *found.changed, *found.withdrawn]
    assert sorted(paths) == sorted(path for path in known.keys() | listed.keys() if known.get(path) != listed.get(path))


def test_a_new_version_supersedes_the_old(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "ledger.sqlite") as ledger:
        ledger.register("b1", [entry("d1"), entry("d2")], 20)
        ledger.register("b2", [entry("d1", "v2")], 10)
        assert current(ledger) == [("d1", "v2", "b2"), ("d2", "v1", "b1")]
        assert ledger.batches() == ["b1", "b2"]
        ledger.register("b3", [entry("d2", "v2")], 10)
        assert ledger.batches() == ["b2", "b3"]
        assert ledger.known_batches() == {"b1", "b2", "b3"}
        assert ledger.forget_batches() == ["b1"]
        assert ledger.known_batches() == {"b2", "b3"}


def test_batches_keep_the_order_they_came_in(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "ledger.sqlite") as ledger:
        for number, name in enumerate("zax"):
            ledger.register(name, [entry(f"d{number}")], 1)
        assert ledger.batches() == ["z", "a", "x"]


def test_an_empty_ledger_has_a_current_table_of_its_schema(tmp_path: Path) -> None:
    with Ledger.reading(tmp_path / "none.sqlite") as ledger:
        assert ledger.current().schema == CURRENT
        assert ledger.current().num_rows == 0
        assert ledger.counts() == Counts(0, 0, 0, 0, 0)
    assert not (tmp_path / "none.sqlite").exists()


def test_records_that_vanished_from_a_file_are_withdrawn_when_it_is_marked(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "ledger.sqlite") as ledger:
        ledger.register("b1", [entry("d1"), entry("d2"), entry("d3", path="other.txt")], 1)
        assert ledger.mark_read(FileState("inbox", "a.txt", OLD, "read", None), {"d1"}) == 1
        assert [row[0] for row in current(ledger)] == ["d1", "d3"]
        assert ledger.stamps("inbox") == {"a.txt": OLD}
        assert ledger.mark_read(FileState("inbox", "a.txt", OLD, "failed", "no"), None) == 0
        assert [row[0] for row in current(ledger)] == ["d1", "d3"]
        assert (ledger.version("d1"), ledger.version("d2")) == (entry("d1").content_hash, None)


def steps_to_mark_one_more(path: Path, files: int) -> int:
    """Hundreds of steps that SQLite takes to mark a file as read beside so many others."""
    taken = 0

    def step() -> int:
        nonlocal taken
        taken += 1
        return 0

    with Ledger.open(path) as ledger:
        ledger.add_root("inbox", path.parent)
        ledger.register("b1", [entry(f"d{n}", path=f"{n}.txt") for n in range(files)], 1)
        ledger._connection.set_progress_handler(step, 100)
        ledger.mark_read(FileState("inbox", "0.txt", OLD, "read", None), {"d0"})
    return taken


def test_a_file_is_marked_without_looking_at_all_others(tmp_path: Path) -> None:
    few, many = (steps_to_mark_one_more(tmp_path / f"{files}.sqlite", files) for files in (50, 5000))
    assert many <= 2 * few + 1


def test_a_withdrawn_file_takes_its_documents_with_it(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "ledger.sqlite") as ledger:
        ledger.register("b1", [entry("d1"), entry("d2"), entry("d3", path="other.txt")], 1)
        ledger.mark_read(FileState("inbox", "a.txt", OLD, "read", None), {"d1", "d2"})
        assert ledger.count_documents("inbox") == 3
        assert ledger.count_documents("inbox", ["a.txt"]) == 2
        assert ledger.withdraw_files("inbox", ["a.txt"]) == 2
        assert ledger.stamps("inbox") == {}
        assert [row[0] for row in current(ledger)] == ["d3"]


def test_removing_a_root_withdraws_only_its_own(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "ledger.sqlite") as ledger:
        ledger.add_root("inbox", Path("/somewhere/inbox"))
        assert ledger.add_root("other", Path("/somewhere/inbox")).name == "inbox"
        ledger.add_root("news", Path("/somewhere/news"))
        ledger.register("b1", [entry("d1"), entry("d2", root="news")], 1)
        assert ledger.remove_root("news") == 1
        assert [root.name for root in ledger.roots()] == ["inbox"]
        assert [row[0] for row in current(ledger)] == ["d1"]
        with pytest.raises(UnknownName, match="no root is named 'news'; known: inbox"):
            ledger.remove_root("news")


def test_one_batch_takes_the_place_of_several(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "ledger.sqlite") as ledger:
        ledger.register("b1", [entry("d1")], 5)
        ledger.register("b2", [entry("d2")], 7)
        ledger.replace_batches(["b1", "b2"], "b3", [*ledger.members("b1"), *ledger.members("b2")], 12)
        assert current(ledger) == [("d1", "v1", "b3"), ("d2", "v1", "b3")]
        assert ledger.batch_sizes() == [("b3", 2, 12)]
        assert ledger.known_batches() == {"b3"}


@pytest.mark.parametrize(
    ("asked", "expected"),
    [("d1ff0a", "d1ff0a0b"), ("d1ff0a0b", "d1ff0a0b"), ("d3", "d3"), ("a.txt", "d1ff0a0b"), ("t.jsonl#7", "d2ee")],
)
def test_a_document_is_found_by_id_prefix_path_or_record(tmp_path: Path, asked: str, expected: str) -> None:
    with Ledger.open(tmp_path / "ledger.sqlite") as ledger:
        record = Entry("d2ee", "inbox", "t.jsonl", "7", "v1", "v1")
        ledger.register("b1", [entry("d1ff0a0b"), record, Entry("d3", "inbox", "t.jsonl", "8", "v1", "v1")], 1)
        assert ledger.document(asked).document_id == expected


@pytest.mark.parametrize("asked", ["d", "d1ff0", "nothing", "", "d_", "t.jsonl"])
def test_an_ambiguous_or_unknown_name_is_refused(tmp_path: Path, asked: str) -> None:
    with Ledger.open(tmp_path / "ledger.sqlite") as ledger:
        ledger.register("b1", [entry("d1ff0a0b"), entry("d2", path="t.jsonl"), entry("d3", path="t.jsonl")], 1)
        with pytest.raises(UnknownName, match=r"no current document is named|more than one current document is named"):
            ledger.document(asked)


def test_given_dates_are_kept_with_the_version_and_taken_back_with_the_stamp(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "ledger.sqlite") as ledger:
        ledger.register("b1", [entry("d1")], 1)
        ledger.mark_read(FileState("inbox", "a.txt", OLD, "read", None), {"d1"})
        ledger.register("b2", [entry("d1", "v2")], 1, {"d1": "2015-10-07"})
        assert ledger.given_dates() == {"d1": "2015-10-07"}
        ledger.take_back_date(ledger.document("d1"))
        assert ledger.given_dates() == {}
        assert ledger.stamps("inbox") == {"a.txt": Stamp(-1, 0, "", "")}


def test_readers_see_the_last_transaction_while_another_is_open(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    with Ledger.open(path) as ledger:
        ledger.register("b1", [entry("d1")], 1)
        writer = sqlite3.connect(path, isolation_level=None)
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("DELETE FROM documents")
        with Ledger.reading(path) as other:
            assert other.counts().documents == 1
        writer.execute("COMMIT")
        with Ledger.reading(path) as other:
            assert other.counts().documents == 0
            with pytest.raises(sqlite3.OperationalError, match="readonly"):
                other.register("b2", [entry("d2")], 1)
        writer.close()


def test_a_transaction_that_was_killed_leaves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    with Ledger.open(path) as ledger:
        ledger.register("b1", [entry("d1")], 1)
    killed = (
        "import os, signal, sys; from pathlib import Path; from warehouse.inventory import Entry\nfrom warehouse.ledger import Ledger\n"
        "with Ledger.open(Path(sys.argv[1])) as ledger, ledger._transaction() as connection:\n"
        "    connection.execute('DELETE FROM documents')\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    assert subprocess.run([sys.executable, "-c", killed, str(path)], check=False).returncode == -9
    with Ledger.open(path) as ledger:
        assert current(ledger) == [("d1", "v1", "b1")]


def test_names_are_values_and_never_sql(tmp_path: Path) -> None:
    nasty = "a'; DROP TABLE documents; --.txt"
    with Ledger.open(tmp_path / "ledger.sqlite") as ledger:
        ledger.register(nasty, [entry(nasty, nasty, nasty)], 1)
        ledger.mark_read(FileState("inbox", nasty, OLD, "read", nasty), {nasty})
        assert current(ledger) == [(nasty, nasty, nasty)]
        assert ledger.files("inbox")[0].path == nasty


def test_a_damaged_ledger_says_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    path.write_bytes(b"no ledger at all")
    for opened in (Ledger.open, Ledger.reading):
        with pytest.raises(DatelineError, match=r"is damaged.*Delete it"), opened(path):
            pass


def test_documents_of_a_lost_batch_are_forgotten_and_their_files_read_again(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "ledger.sqlite") as ledger:
        ledger.register("b1", [entry("d1")], 1)
        ledger.register("b2", [entry("d2", path="t.jsonl")], 1)
        for name in ("a.txt", "t.jsonl"):
            ledger.mark_read(FileState("inbox", name, Stamp(1, 1, "", "r"), "read", None), {"d1", "d2"})
        assert ledger.lose_batches(["b1", "unknown"]) == 1
        assert ledger.known_batches() == {"b2"}
        assert ledger.stamps("inbox") == {"a.txt": Stamp(-1, 0, "", ""), "t.jsonl": Stamp(1, 1, "", "r")}

"""From the inbox to staged raw rows: supersede, withdraw, the safety of roots, and resuming."""

import os
import shutil
import time
from pathlib import Path

import pytest

from assets.given import give_date, take_back_date
from assets.pending import add_inbox, look_at_all, pending_digest
from pipelines.batches import Staging, read
from pipelines.engine import RAW
from pipelines.errors import RootUnreadable
from pipelines.settings import Inbox, Settings
from tests.assets.ingesting import SMALL, put, run, staged, texts
from warehouse.home import Home
from warehouse.ledger import Ledger


def test_documents_are_cut_into_batches_across_files(home: Home) -> None:
    for name in "abcde":
        put(home, f"{name}.txt", f"text {name}")
    done = run(home)
    assert (done.files, done.versions, len(done.batches)) == (5, 5, 3)
    assert texts(home) == {f"{name}.txt": f"text {name}" for name in "abcde"}


def test_a_second_run_stages_nothing(home: Home) -> None:
    put(home, "a.txt", "text a")
    put(home, "t.jsonl", '{"id": "1", "text": "one"}\n{"id": "2", "text": "two"}\n')
    run(home)
    before = staged(home)
    done = run(home)
    assert (done.files, done.versions, done.batches) == (0, 0, [])
    assert staged(home) == before


def test_a_touched_file_is_read_again_and_stays_the_version_it_is(home: Home) -> None:
    path = put(home, "a.txt", "text a")
    run(home)
    before = staged(home)
    os.utime(path, ns=(1, 1))
    done = run(home)
    assert (done.files, done.versions, done.unchanged) == (1, 0, 1)
    assert staged(home) == before
    assert run(home).files == 0


def test_a_changed_file_supersedes_its_former_self(home: Home) -> None:
    put(home, "a.txt", "old")
    put(home, "b.txt", "other")
    run(home)
    put(home, "a.txt", "newer")
    assert run(home).versions == 1
    assert texts(home) == {"a.txt": "newer", "b.txt": "other"}


def test_only_the_records_that_changed_are_staged_again(home: Home) -> None:
    put(home, "t.jsonl", '{"id": "1", "text": "one"}\n{"id": "2", "text": "two"}\n{"id": "3", "text": "three"}\n')
    run(home)
    put(home, "t.jsonl", '{"id": "1", "text": "one"}\n{"id": "3", "text": "three, changed"}\n')
    done = run(home)
    assert (done.versions, done.unchanged, done.withdrawn) == (1, 1, 1)
    assert texts(home) == {"t.jsonl#1": "one", "t.jsonl#3": "three, changed"}


def test_a_missing_file_is_withdrawn(home: Home) -> None:
    put(home, "a.txt", "text a")
    put(home, "b.txt", "text b")
    run(home)
    (home.inbox / "b.txt").unlink()
    done = run(home)
    assert (done.withdrawn, done.problems) == (1, {})
    assert texts(home) == {"a.txt": "text a"}


def test_an_inbox_that_is_suddenly_empty_withdraws_nothing(home: Home) -> None:
    path = put(home, "a.txt", "text a")
    run(home)
    path.unlink()
    done = run(home)
    assert done.withdrawn == 0
    assert "is empty, and held 1 documents" in done.problems["inbox"]
    assert texts(home) == {"a.txt": "text a"}
    assert run(home, allow_withdraw=True).withdrawn == 1
    assert texts(home) == {}


def test_losing_most_of_a_root_needs_to_be_allowed(home: Home) -> None:
    for name in "abcd":
        put(home, f"{name}.txt", name)
    run(home)
    for name in "abc":
        (home.inbox / f"{name}.txt").unlink()
    put(home, "new.txt", "new")
    done = run(home)
    assert "3 of the 4 documents" in done.problems["inbox"]
    assert (done.withdrawn, done.versions) == (0, 1)
    assert sorted(texts(home)) == ["a.txt", "b.txt", "c.txt", "d.txt", "new.txt"]
    with Ledger.reading(home.ledger) as ledger:
        assert "3 of the 4 documents" in (ledger.roots()[0].problem or "")
    done = run(home, allow_withdraw=True)
    assert (done.withdrawn, done.problems) == (3, {})
    assert sorted(texts(home)) == ["d.txt", "new.txt"]


def test_a_table_that_was_cut_short_is_a_root_half_gone(home: Home) -> None:
    lines = [f'{{"id": "{number}", "text": "text {number}"}}\n' for number in range(5)]
    put(home, "t.jsonl", "".join(lines))
    run(home)
    put(home, "t.jsonl", "".join(lines[:2]))
    assert "3 of the 5 documents" in run(home).problems["inbox"]
    assert len(texts(home)) == 5
    assert run(home, allow_withdraw=True).withdrawn == 3
    assert len(texts(home)) == 2


def test_a_root_with_a_problem_does_not_keep_the_others_from_being_read(home: Home, tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    (gone / "g.txt").write_text("text g")
    with Ledger.open(home.ledger) as ledger:
        assert add_inbox(home, ledger, gone).name == "gone"
    run(home)
    (gone / "g.txt").unlink()
    gone.rmdir()
    put(home, "a.txt", "text a")
    done = run(home)
    assert list(done.problems) == ["gone"]
    assert "can't be listed" in done.problems["gone"]
    assert texts(home) == {"a.txt": "text a", "g.txt": "text g"}
    gone.mkdir()
    (gone / "g.txt").write_text("text g")
    assert run(home).problems == {}


def test_roots_are_named_after_their_folders_and_never_alike(home: Home, tmp_path: Path) -> None:
    for name in ("x/news", "y/news", "z/inbox"):
        (tmp_path / name).mkdir(parents=True)
    with Ledger.open(home.ledger) as ledger:
        names = [add_inbox(home, ledger, tmp_path / name).name for name in ("x/news", "y/news", "z/inbox", "x/news")]
    assert names[0] == names[3] == "news"
    assert len(set(names)) == 3
    assert names[1].startswith("news-")
    assert names[2].startswith("inbox-")
    with Ledger.open(home.ledger) as ledger, pytest.raises(RootUnreadable, match="is no folder"):
        add_inbox(home, ledger, tmp_path / "none")


@pytest.mark.parametrize("lost", ["all", "one", "damaged"])
def test_staged_rows_that_are_lost_are_read_again(lost: str, home: Home) -> None:
    for name in "abc":
        put(home, f"{name}.txt", f"text {name}")
    run(home)
    before = texts(home)
    give_date(home, "a.txt", "2015-10-07")
    if lost == "all":
        shutil.rmtree(home.staging)
    elif lost == "one":
        next((home.staging / "raw_documents").iterdir()).unlink()
    else:
        next((home.staging / "raw_documents").iterdir()).write_bytes(b"cut")
    (home.inbox / "b.txt").unlink()
    assert run(home, allow_withdraw=True).problems == {}
    assert texts(home) == {name: text for name, text in before.items() if name != "b.txt"}
    with Ledger.open(home.ledger) as ledger:
        assert ledger.document("a.txt").content_hash != ledger.document("a.txt").source_hash
    assert run(home).versions == 0


def test_a_document_whose_date_was_taken_back_and_whose_file_has_gone_is_withdrawn(home: Home) -> None:
    for name in "abc":
        put(home, f"{name}.txt", f"text {name}")
    run(home)
    give_date(home, "a.txt", "2015-10-07")
    take_back_date(home, "a.txt")
    (home.inbox / "a.txt").unlink()
    assert run(home).withdrawn == 1
    assert sorted(texts(home)) == ["b.txt", "c.txt"]


def test_a_root_inside_another_is_read_once(home: Home, tmp_path: Path) -> None:
    inner = tmp_path / "all" / "news"
    inner.mkdir(parents=True)
    (inner / "n.txt").write_text("text n")
    (inner.parent / "o.txt").write_text("text o")
    with Ledger.open(home.ledger) as ledger:
        outer = add_inbox(home, ledger, inner.parent)
        assert add_inbox(home, ledger, inner) == outer
    assert run(home).versions == 2
    with Ledger.open(home.ledger) as ledger:
        ledger.remove_root(outer.name)
        add_inbox(home, ledger, inner)
        add_inbox(home, ledger, inner.parent)
    run(home)
    assert texts(home) == {"n.txt": "text n", "o.txt": "text o"}


def test_a_folder_that_a_root_does_not_list_is_a_root_of_its_own(home: Home, tmp_path: Path) -> None:
    hidden = tmp_path / "all" / ".hidden"
    hidden.mkdir(parents=True)
    (hidden / "h.txt").write_text("text h")
    with Ledger.open(home.ledger) as ledger:
        add_inbox(home, ledger, hidden.parent)
        assert add_inbox(home, ledger, hidden).path == hidden
    run(home)
    assert texts(home) == {"h.txt": "text h"}


def test_files_of_the_home_are_no_documents(home: Home, tmp_path: Path) -> None:
    put(home, "a.txt", "text a")
    home.settings.write_text("")
    (tmp_path / "beside.txt").write_text("text b")
    with Ledger.open(home.ledger) as ledger:
        add_inbox(home, ledger, tmp_path)
        for own in (home.folder, home.staging, home.exports):
            own.mkdir(exist_ok=True)
            with pytest.raises(RootUnreadable, match="Dateline's own files"):
                add_inbox(home, ledger, own)
    run(home)
    assert texts(home) == {"a.txt": "text a", "beside.txt": "text b"}


def test_a_file_that_still_changes_is_left_alone_and_has_not_gone(home: Home) -> None:
    chosen = Settings(inbox=Inbox(settle_seconds=60.0))
    put(home, "a.txt", "text a")
    assert run(home, chosen, now=time.time()).versions == 0
    assert run(home, chosen, now=time.time() + 61).versions == 1
    put(home, "a.txt", "half of a tex")
    done = run(home, chosen, now=time.time())
    assert (done.versions, done.withdrawn) == (0, 0)
    assert texts(home) == {"a.txt": "text a"}


def test_what_cannot_be_opened_keeps_its_documents_and_is_tried_again(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(home, "a.txt", "text a")
    path = put(home, "t.txt", "text t")
    run(home)
    path.write_text("text t, changed")
    opened = Path.open

    def refuse(self: Path, *args: object, **kwargs: object) -> object:
        if self == path:
            raise PermissionError(13, "Permission denied", str(path))
        return opened(self, *args, **kwargs)  # type: ignore[call-overload]

    with monkeypatch.context() as patched:
        patched.setattr(Path, "open", refuse)
        done = run(home)
        assert "its documents stay as they were" in done.problems["inbox"]
        assert texts(home)["t.txt"] == "text t"
        with Ledger.reading(home.ledger) as ledger:
            assert [file.path for file in ledger.files() if file.state == "failed"] == ["t.txt"]
    assert run(home).problems == {}
    assert texts(home)["t.txt"] == "text t, changed"


def test_what_is_pending_has_a_name_made_of_its_content(home: Home) -> None:
    def pending() -> str | None:
        with Ledger.reading(home.ledger) as ledger:
            return pending_digest(look_at_all(ledger, home, SMALL))

    assert pending() is None
    path = put(home, "a.txt", "text a")
    first = pending()
    assert first is not None
    assert pending() == first
    os.utime(path, ns=(1, 1))
    assert pending() not in (None, first)
    run(home)
    assert pending() is None


def test_a_touched_file_keeps_what_was_known_when_its_content_was_first_seen(home: Home) -> None:
    path = put(home, "a.txt", "text a")
    os.utime(path, ns=(1_444_000_000 * 10**9,) * 2)

    def hints() -> list[object]:
        with Ledger.reading(home.ledger) as ledger:
            (batch,) = ledger.batches()
        return [
            item["value"] for item in read(Staging(home.staging).rows("raw_documents", batch, RAW))["hints"][0].as_py()
        ]

    run(home)
    first, files = hints(), staged(home)
    assert first == ["2015-10-04T23:06:40+00:00"]
    os.utime(path)
    assert run(home).unchanged == 1
    assert (hints(), staged(home)) == (first, files)

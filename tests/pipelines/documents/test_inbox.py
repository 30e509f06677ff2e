import os
from pathlib import Path

import pytest

from pipelines.documents.inbox import list_root, place_of
from pipelines.errors import RootUnreadable
from pipelines.settings import Inbox


def put(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)


def paths(folder: Path) -> list[tuple[str, str | None]]:
    return [(item.path, item.sidecar) for item in list_root(folder, Inbox()).files]


def test_a_tree_is_listed_sorted_with_forward_slashes(tmp_path: Path) -> None:
    put(tmp_path, "b.txt", "a/z.html", "a/deep/er.md", "unknown.xyz")
    assert paths(tmp_path) == [("a/deep/er.md", None), ("a/z.html", None), ("b.txt", None), ("unknown.xyz", None)]


def test_ignored_names_are_no_documents(tmp_path: Path) -> None:
    put(tmp_path, ".hidden", ".git/config.txt", "a.tmp", "b.part", "c.txt~", "~lock.txt", "kept.txt")
    assert paths(tmp_path) == [("kept.txt", None)]


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        pytest.param(["r.txt", "r.txt.meta.json"], [("r.txt", "r.txt.meta.json")], id="whole name"),
        pytest.param(["r.txt", "r.meta.yaml"], [("r.txt", "r.meta.yaml")], id="stem of the one file"),
        pytest.param(
            ["r.txt", "r.txt.meta.yml", "r.txt.meta.json"],
            [("r.txt", "r.txt.meta.json"), ("r.txt.meta.yml", None)],
            id="of two the first kind counts, the other is seen",
        ),
        pytest.param(
            ["r.txt", "r.html", "r.meta.json"],
            [("r.html", None), ("r.meta.json", None), ("r.txt", None)],
            id="a stem of two files belongs to neither",
        ),
        pytest.param(
            ["r.txt", "r.meta.json", "r.txt.meta.yml"],
            [("r.meta.json", None), ("r.txt", "r.txt.meta.yml")],
            id="the whole name is nearer than the stem",
        ),
        pytest.param(["a/r.txt", "r.meta.json"], [("a/r.txt", None), ("r.meta.json", None)], id="another folder"),
    ],
)
def test_sidecars_belong_to_their_file(
    tmp_path: Path, names: list[str], expected: list[tuple[str, str | None]]
) -> None:
    put(tmp_path, *names)
    assert paths(tmp_path) == expected


def test_sizes_and_times_of_file_and_sidecar(tmp_path: Path) -> None:
    put(tmp_path, "r.txt", "r.txt.meta.json")
    os.utime(tmp_path / "r.txt", ns=(0, 1_500_000_000_123_456_789))
    os.utime(tmp_path / "r.txt.meta.json", ns=(0, 1_600_000_000_000_000_001))
    (found,) = list_root(tmp_path, Inbox()).files
    assert (found.size, found.mtime_ns) == (5, 1_500_000_000_123_456_789)
    assert (found.sidecar_size, found.sidecar_mtime_ns) == (15, 1_600_000_000_000_000_001)


def test_a_file_is_settled_once_it_was_left_alone(tmp_path: Path) -> None:
    put(tmp_path, "r.txt")
    # An old modification time does not help: the copy itself has only now been made.
    os.utime(tmp_path / "r.txt", (0, 0))
    made = (tmp_path / "r.txt").stat().st_ctime
    settled = [list_root(tmp_path, Inbox(settle_seconds=3), made + wait).files[0].settled for wait in (0, 2.9, 3.1)]
    assert settled == [False, False, True]
    assert list_root(tmp_path, Inbox(), None).files[0].settled


def test_links_in_a_circle_end(tmp_path: Path) -> None:
    put(tmp_path, "a/x.txt")
    (tmp_path / "a" / "again").symlink_to(tmp_path)
    (tmp_path / "nowhere").symlink_to(tmp_path / "absent")
    assert paths(tmp_path) == [("a/x.txt", None)]


def test_a_link_to_itself_is_no_file(tmp_path: Path) -> None:
    put(tmp_path, "x.txt")
    (tmp_path / "self.txt").symlink_to("self.txt")
    assert paths(tmp_path) == [("x.txt", None)]


def test_folders_apart_are_not_entered_by_whatever_way(tmp_path: Path) -> None:
    put(tmp_path, "x.txt", "apart/y.txt")
    (tmp_path / "link").symlink_to(tmp_path / "apart")
    listed = list_root(tmp_path, Inbox(), None, [tmp_path / "apart", tmp_path / "absent"])
    assert [file.path for file in listed.files] == ["x.txt"]


def test_a_time_in_the_future_does_not_keep_a_file_waiting(tmp_path: Path) -> None:
    put(tmp_path, "r.txt")
    made = (tmp_path / "r.txt").stat().st_ctime
    os.utime(tmp_path / "r.txt", (made + 1e6, made + 1e6))
    settled = [list_root(tmp_path, Inbox(settle_seconds=3), made + wait).files[0].settled for wait in (1, 10, -1e5)]
    assert settled == [False, True, True]
    # A clock that is a little ahead, as that of a file server, is waited for.
    os.utime(tmp_path / "r.txt", (made + 30, made + 30))
    assert not list_root(tmp_path, Inbox(settle_seconds=3), made + 10).files[0].settled


def test_a_name_that_is_no_unicode_is_found_again(tmp_path: Path) -> None:
    named = tmp_path / os.fsdecode(b"caf\xe9.txt")
    named.write_text("x")
    put(tmp_path, "plain.txt")
    first, _ = list_root(tmp_path, Inbox()).files
    assert first.path == "caf\\xe9.txt"
    assert place_of(tmp_path, first.path) == named
    assert place_of(tmp_path, "plain.txt") == tmp_path / "plain.txt"


def test_an_absent_root_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(RootUnreadable, match=r"absent.*nothing was withdrawn"):
        list_root(tmp_path / "absent", Inbox())


def test_a_file_is_no_root(tmp_path: Path) -> None:
    put(tmp_path, "r.txt")
    with pytest.raises(RootUnreadable):
        list_root(tmp_path / "r.txt", Inbox())


def test_an_empty_root_is_empty(tmp_path: Path) -> None:
    assert list_root(tmp_path, Inbox()).files == ()

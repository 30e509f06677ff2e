"""With the UI's daemon running, the inbox is all one needs to touch. No browser is needed here."""

import shutil
from pathlib import Path

import duckdb
import pyarrow.dataset as ds
import pytest

from tests.browser.serving import served, until
from warehouse.home import Home

FIRST = (
    "Berlin, 9 November 1989. The government opened the wall on 9 November 1989, and thousands crossed the border.\n"
)
SECOND = "The spacecraft Rosetta landed its probe on a comet on 12 November 2014. Engineers in Darmstadt cheered.\n"


def timeline(home: Home) -> list[str]:
    if not home.published.exists():
        return []
    with duckdb.connect(str(home.published), read_only=True) as connection:
        return [sentence for (sentence,) in connection.execute("SELECT sentence FROM timeline").fetchall()]


def exported(home: Home) -> list[str]:
    folder = home.exports / "LATEST"
    if not folder.exists():
        return []
    return [
        str(name) for name in ds.dataset(folder.resolve() / "events").to_table(["headline"])["headline"].to_pylist()
    ]


def both(home: Home, word: str) -> tuple[bool, bool]:
    return (any(word in line for line in timeline(home)), any(word in line for line in exported(home)))


@pytest.mark.xdist_group("dagster")
def test_a_file_in_the_inbox_appears_and_disappears_with_no_further_act(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    home.inbox.mkdir(parents=True)
    (home.inbox / "wall.txt").write_text(FIRST)
    with served(home) as place:
        until(lambda: both(home, "wall") == (True, True), "the first document is in timeline and export", place)
        (tmp_path / "comet.txt").write_text(SECOND)
        shutil.copy(tmp_path / "comet.txt", home.inbox / "comet.txt")
        until(lambda: both(home, "Rosetta") == (True, True), "the copied document is in timeline and export", place)
        (home.inbox / "comet.txt").unlink()
        until(lambda: both(home, "Rosetta") == (False, False), "the removed document is in neither", place)
        assert both(home, "wall") == (True, True)
    until(lambda: not alive(home), "no process of the server is left", place)


def alive(home: Home) -> list[int]:
    """Processes that were led to a home."""
    found = []
    for path in Path("/proc").glob("[0-9]*/environ"):
        try:
            variables = path.read_bytes()
        except OSError:
            continue
        if f"DATELINE_HOME={home.folder}".encode() in variables:
            found.append(int(path.parent.name))
    return found

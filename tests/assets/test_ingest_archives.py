"""Files that hold many documents, over time: what changes in them, and what breaks off while it is read."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from assets import ingest as module
from pipelines.documents.inbox import ListedFile
from pipelines.documents.readers import read_file
from pipelines.records import RawDocument
from pipelines.settings import Documents, Settings
from tests.assets.ingesting import run, texts
from tests.pipelines.documents.made import mail, zipped
from warehouse.home import Home


@pytest.fixture
def home(tmp_path: Path) -> Home:
    found = Home(tmp_path / "home")
    found.inbox.mkdir(parents=True)
    return found


def test_members_come_change_and_go(home: Home) -> None:
    archive = home.inbox / "x.zip"
    archive.write_bytes(zipped(("a.txt", b"One."), ("b/c.txt", b"Two."), ("d.txt", b"Three.")))
    assert run(home).versions == 3
    assert texts(home) == {"x.zip#a.txt": "One.", "x.zip#b/c.txt": "Two.", "x.zip#d.txt": "Three."}
    archive.write_bytes(zipped(("new.txt", b"Four."), ("b/c.txt", b"Two, changed."), ("a.txt", b"One.")))
    found = run(home)
    assert (found.versions, found.unchanged, found.withdrawn) == (2, 1, 1)
    assert texts(home) == {"x.zip#a.txt": "One.", "x.zip#b/c.txt": "Two, changed.", "x.zip#new.txt": "Four."}


def test_an_archive_read_again_changes_nothing(home: Home) -> None:
    message = mail("S", "Words.\n")
    message.add_attachment(b"Attached.", maintype="text", subtype="plain", filename="a.txt")
    (home.inbox / "m.eml").write_bytes(message.as_bytes())
    (home.inbox / "x.zip").write_bytes(zipped(("m.eml", message.as_bytes())))
    assert run(home).versions == 4
    chosen = Settings(documents=Documents(seconds=29.0))  # other limits: everything is read again
    found = run(home, chosen)
    assert (found.files, found.versions, found.unchanged) == (2, 0, 4)


@pytest.mark.parametrize("reason", ["too_slow", "reader_crashed", "out_of_memory"])
def test_what_a_file_held_stays_when_its_reading_breaks_off(
    home: Home, monkeypatch: pytest.MonkeyPatch, reason: str
) -> None:
    (home.inbox / "x.zip").write_bytes(zipped(("a.txt", b"One."), ("b.txt", b"Two.")))
    run(home)
    real = read_file

    def breaks_off(root: str, folder: Path, listed: ListedFile, settings: Documents) -> Iterator[RawDocument]:
        first, second = real(root, folder, listed, settings)
        yield first
        yield RawDocument(
            document_id="whole",
            content_hash=second.content_hash,
            root=root,
            path=listed.path,
            record=None,
            uri=second.uri,
            media_type="application/zip",
            content=None,
            received_at=second.received_at,
            rejected=reason,
            detail="it broke off",
        )

    monkeypatch.setattr(module, "read_file", breaks_off)
    (home.inbox / "x.zip").write_bytes(zipped(("a.txt", b"One."), ("b.txt", b"Two, changed.")))
    run(home)
    assert texts(home) == {"x.zip#a.txt": "One.", "x.zip#b.txt": "Two.", "x.zip": ""}

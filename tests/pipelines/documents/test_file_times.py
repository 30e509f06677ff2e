"""Times of last change: of files, in archives, at servers; what they say, and when they say nothing."""

import gzip
import io
import os
import tarfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipelines.documents.stage import read_document
from pipelines.records import Hint, RawDocument
from pipelines.settings import Documents
from tests.pipelines.documents.made import capture, rows, zipped

LONG_AGO = datetime(2015, 10, 7, 22, 30, tzinfo=UTC).timestamp()


def written(path: Path, content: bytes, changed: float | None = None) -> RawDocument:
    """Put a file where it was last changed at some time, and give its first document."""
    path.write_bytes(content)
    if changed is not None:
        os.utime(path, (changed, changed))
    return rows(path.parent)[0]


def tarred_at(changed: float) -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        info = tarfile.TarInfo("a.txt")
        info.size, info.mtime = 4, int(changed)
        archive.addfile(info, io.BytesIO(b"One."))
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "hint"),
    [
        pytest.param("a.txt", b"One.", Hint("file_modified", "2015-10-07T22:30:00+00:00"), id="a file"),
        pytest.param("a.jsonl", b'{"text": "1"}', Hint("file_modified", "2015-10-07T22:30:00+00:00"), id="its records"),
        pytest.param(
            "x.zip", zipped(("a.txt", b"One.")), Hint("file_member_modified", "2015-10-07T00:00:00"), id="in a zip"
        ),
        pytest.param(
            "x.tar.gz",
            gzip.compress(tarred_at(LONG_AGO)),
            Hint("file_member_modified", "2015-10-07T22:30:00+00:00"),
            id="in a tar",
        ),
    ],
)
def test_a_change_before_the_arrival_is_a_hint(tmp_path: Path, name: str, content: bytes, hint: Hint) -> None:
    raw = written(tmp_path / name, content, LONG_AGO)
    assert raw.hints == (hint,)
    assert hint in read_document(raw, Documents()).hints
    assert hint not in read_document(raw, Documents(file_times=False)).hints


@pytest.mark.parametrize(
    ("name", "content", "changed"),
    [
        pytest.param("a.txt", b"One.", None, id="written just now"),
        pytest.param("a.txt", b"One.", 0.0, id="a clock that was never set"),
        pytest.param("x.tar", tarred_at(0), LONG_AGO, id="a member without a time"),
        pytest.param("x.tar", tarred_at(4e9), LONG_AGO, id="a member from the future"),
        pytest.param("x.tar", tarred_at(1e15), LONG_AGO, id="a member beyond all years"),
    ],
)
def test_a_time_that_says_nothing_is_no_hint(tmp_path: Path, name: str, content: bytes, changed: float | None) -> None:
    found = written(tmp_path / name, content, changed).hints
    assert [hint for hint in found if hint.kind == "file_member_modified"] == []
    assert found == () or name == "x.tar"


def test_a_server_says_when_it_changed_a_page(tmp_path: Path) -> None:
    header = "text/plain\r\nLast-Modified: Wed, 07 Oct 2015 12:00:00 GMT"
    raw = written(tmp_path / "c.warc", capture("http://x/1", b"One.", media_type=header))
    assert raw.hints == (Hint("http_last_modified", "Wed, 07 Oct 2015 12:00:00 GMT"),)


def test_to_touch_a_file_makes_no_new_version(tmp_path: Path) -> None:
    before = written(tmp_path / "a.txt", b"One.", LONG_AGO)
    os.utime(tmp_path / "a.txt")
    (after,) = rows(tmp_path)
    assert before.hints != after.hints
    assert before.content_hash == after.content_hash

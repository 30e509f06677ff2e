"""Sidecars inside archives state what they state on disk."""

import gzip
from pathlib import Path

import pytest

from tests.pipelines.documents.made import rows, tarred, zipped

STATED = b'{"date": "2015-10-07", "title": "T"}'
BEFORE = (("d/a.txt.meta.json", STATED), ("d/a.txt", b"One."), ("b.txt", b"Two."))
BEHIND = (("d/a.txt", b"One."), ("b.txt", b"Two."), ("d/a.meta.yaml", b"date: 2015-10-07\ntitle: T"))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        pytest.param("x.zip", zipped(*BEFORE), id="zip"),
        pytest.param("x.zip", zipped(*BEHIND), id="zip, by stem, behind its document"),
        pytest.param("x.tar", tarred(*BEFORE), id="tar"),
        pytest.param("x.tar", tarred(*BEHIND), id="tar, by stem, behind its document"),
        pytest.param("x.tgz", gzip.compress(tarred(*BEHIND)), id="packed tar"),
        pytest.param("x.zip", zipped(("in.tar", tarred(*BEHIND))), id="archive in an archive"),
    ],
)
def test_a_sidecar_in_an_archive_states(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    found = [
        ((row.record or "").removeprefix("in.tar/"), row.stated_published, row.stated_title) for row in rows(tmp_path)
    ]
    assert found == [("d/a.txt", "2015-10-07", "T"), ("b.txt", None, None)]
    assert rows(tmp_path)[0].stated_published_by == "sidecar"


def test_it_speaks_of_each_record_of_its_file_and_wins_over_it(tmp_path: Path) -> None:
    table = b'{"text": "One.", "date": "2014", "url": "http://x/1"}\n{"text": "Two."}\n'
    (tmp_path / "x.zip").write_bytes(zipped(("a.jsonl", table), ("a.jsonl.meta.json", STATED)))
    found = [(row.stated_published, row.stated_title, row.stated_url) for row in rows(tmp_path)]
    assert found == [("2015-10-07", "T", "http://x/1"), ("2015-10-07", "T", None)]


def test_a_sidecar_on_disk_wins_over_one_in_the_archive(tmp_path: Path) -> None:
    (tmp_path / "x.tar").write_bytes(tarred(*BEFORE))
    (tmp_path / "x.tar.meta.json").write_bytes(b'{"date": "2016"}')
    assert [(row.stated_published, row.stated_title) for row in rows(tmp_path)] == [("2016", "T"), ("2016", None)]


@pytest.mark.parametrize("make", [zipped, tarred])
@pytest.mark.parametrize("content", [b"{broken", b"[1]", b'{"date": "' + b" " * 2_000_000 + b'"}'])
def test_a_malformed_one_rejects_its_document_and_keeps_its_bytes(tmp_path: Path, make: type, content: bytes) -> None:
    (tmp_path / "x").write_bytes(make(("a.txt", b"One."), ("a.txt.meta.json", content), ("b.txt", b"Two.")))
    first, second = rows(tmp_path)
    assert (first.record, first.rejected, first.content) == ("a.txt", "malformed_sidecar", b"One.")
    assert "sidecar a.txt.meta.json: " in (first.detail or "")
    assert (second.record, second.rejected) == ("b.txt", None)


@pytest.mark.parametrize("make", [zipped, tarred])
def test_one_without_its_document_is_seen(tmp_path: Path, make: type) -> None:
    (tmp_path / "x").write_bytes(make(("a.txt.meta.json", STATED), ("b.txt", b"Two.")))
    assert [(row.record, row.rejected) for row in rows(tmp_path)] == [
        ("a.txt.meta.json", "orphan_sidecar"),
        ("b.txt", None),
    ]

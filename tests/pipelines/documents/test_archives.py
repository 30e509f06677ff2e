import bz2
import gzip
import io
import lzma
import tarfile
import tracemalloc
import zipfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipelines.documents.containers import records_in
from pipelines.documents.sources import file_source
from pipelines.settings import Documents
from tests.pipelines.documents.made import capture, outcomes, pdf, quine, rows, tarred, zipped

TEXTS = (("a/1.txt", b"One."), ("b.jsonl", b'{"text": "Two.", "id": "x"}\n{"text": "Three."}\n'))
READ = [("a/1.txt", "One."), ("b.jsonl/x", "Two."), ("b.jsonl/2", "Three.")]


def zstd(content: bytes) -> bytes:
    found: bytes = pa.Codec("zstd").compress(content, asbytes=True)
    return found


@pytest.mark.parametrize(
    ("name", "content"),
    [
        pytest.param("x.zip", zipped(*TEXTS), id="zip"),
        pytest.param("x.tar", tarred(*TEXTS), id="tar"),
        pytest.param("x.tgz", gzip.compress(tarred(*TEXTS)), id="tgz"),
        pytest.param("x.tar.bz2", bz2.compress(tarred(*TEXTS)), id="tar.bz2"),
        pytest.param("x.tar.xz", lzma.compress(tarred(*TEXTS)), id="tar.xz"),
        pytest.param("x.tar.zst", zstd(tarred(*TEXTS)), id="tar.zst"),
        pytest.param("x.txt", zipped(*TEXTS), id="a zip under another name"),
        pytest.param("noextension", gzip.compress(tarred(*TEXTS)), id="no extension"),
    ],
)
def test_an_archive_is_its_members(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    assert outcomes(tmp_path) == READ


@pytest.mark.parametrize(
    ("name", "packed"),
    [
        pytest.param("a.txt.gz", gzip.compress(b"One."), id="gzip"),
        pytest.param("a.txt.bz2", bz2.compress(b"One."), id="bzip2"),
        pytest.param("a.txt.xz", lzma.compress(b"One."), id="xz"),
        pytest.param("a.txt.zst", zstd(b"One."), id="zstd"),
        pytest.param("a.txt.gz", gzip.compress(b"On") + gzip.compress(b"e."), id="gzip in two pieces"),
    ],
)
def test_a_packed_document_is_the_file(tmp_path: Path, name: str, packed: bytes) -> None:
    (tmp_path / name).write_bytes(packed)
    (row,) = rows(tmp_path)
    assert (row.record, row.media_type, row.content) == (None, "text/plain", b"One.")
    assert row.uri.endswith(name)


def test_archives_in_archives_are_named_by_the_way_to_them(tmp_path: Path) -> None:
    table = io.BytesIO()
    pq.write_table(pa.table({"text": ["Four."]}), table)
    inner = tarred(("deep/t.parquet", table.getvalue()), ("p.pdf", pdf([["Five."]])))
    (tmp_path / "x.zip").write_bytes(zipped(("in.tar.gz", gzip.compress(inner)), *TEXTS))
    found = [(row.record, row.media_type) for row in rows(tmp_path)]
    assert found == [
        ("in.tar.gz/deep/t.parquet/1", "text/plain"),
        ("in.tar.gz/p.pdf", "application/pdf"),
        ("a/1.txt", "text/plain"),
        ("b.jsonl/x", "text/plain"),
        ("b.jsonl/2", "text/plain"),
    ]
    assert rows(tmp_path)[0].uri.endswith("x.zip#in.tar.gz%2Fdeep%2Ft.parquet%2F1")


def test_reading_again_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_bytes(zipped(("a.txt", b"One."), ("a.txt", b"Two."), ("../../a.txt", b"Three.")))
    first, second = ([(row.document_id, row.content_hash) for row in rows(tmp_path)] for _ in range(2))
    assert first == second
    assert len(set(first)) == 3


def test_names_in_archives_are_labels_and_nothing_else(tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    members = [
        ("../../up.txt", b"1"),
        ("/abs.txt", b"2"),
        ("c:\\win\\x.txt", b"3"),
        ("dup.txt", b"4"),
        ("dup.txt", b"5"),
    ]
    (inbox / "x.zip").write_bytes(zipped(*members, ("__MACOSX/._a", b"6"), (".DS_Store", b"7"), ("dir/", b"")))
    assert [row.record for row in rows(inbox)] == ["../../up.txt", "/abs.txt", "c:/win/x.txt", "dup.txt", "dup.txt#2"]
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["inbox", "x.zip"]


def test_links_and_folders_of_a_tar_are_no_documents(tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "x.tar", "w") as archive:
        for name, kind in (("folder", tarfile.DIRTYPE), ("link.txt", tarfile.SYMTYPE), ("pipe.txt", tarfile.FIFOTYPE)):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
    assert outcomes(tmp_path) == [(None, "empty")]


def encrypted() -> bytes:
    content = bytearray(zipped(("a.txt", b"One."), ("b.txt", b"Two.")))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + place] |= 1
    return bytes(content)


def damaged() -> bytes:
    content = zipped(("a.txt", b"One."), ("b.txt", b"Two."), method=zipfile.ZIP_STORED)
    return content.replace(b"One.", b"Onx.", 1)


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        pytest.param("x.zip", encrypted(), [("a.txt", "encrypted"), ("b.txt", "Two.")], id="one member encrypted"),
        pytest.param("x.zip", damaged(), [("a.txt", "malformed_archive"), ("b.txt", "Two.")], id="one member damaged"),
        pytest.param("x.zip", zipped(*TEXTS)[:-30], [(None, "malformed_archive")], id="zip cut off"),
        pytest.param("x.zip", zipped(), [(None, "empty")], id="empty zip"),
        pytest.param("x.zip", b"PK\x03\x04 and no more", [(None, "malformed_archive")], id="no zip"),
        pytest.param("x.zip", zipped(("a.exe", b"MZ\x00")), [("a.exe", "unknown_format")], id="a program in it"),
        pytest.param("x.zip", zipped(("a.txt", b"")), [("a.txt", "empty")], id="an empty member"),
        pytest.param("x.tar", tarred(*TEXTS)[:600], [("a/1.txt", "One."), (None, "truncated")], id="tar cut off"),
        pytest.param("x.tgz", gzip.compress(tarred(*TEXTS))[:-30], None, id="tgz cut off"),
        pytest.param("a.txt.gz", gzip.compress(b"One." * 999)[:-9], [(None, "truncated")], id="gzip cut off"),
        pytest.param("a.txt.gz", b"\x1f\x8b\x08\x00" + b"\xff" * 99, [(None, "malformed_archive")], id="no gzip"),
        pytest.param("a.txt.xz", lzma.compress(b"One.")[:-5], [(None, "truncated")], id="xz cut off"),
        pytest.param("a.txt.bz2", b"BZh9garbage", [(None, "malformed_archive")], id="no bzip2"),
        pytest.param("a.txt.zst", zstd(b"One." * 999)[:-9], None, id="zstd cut off"),
        pytest.param("a.gz", b"words that are not packed", [(None, "malformed_archive")], id="not packed at all"),
        pytest.param("x.zip", quine(12), [("10.zip/8.zip/6.zip", "too_deep")], id="archives without end"),
    ],
)
def test_what_is_wrong_with_an_archive_is_a_reason(
    tmp_path: Path, name: str, content: bytes, expected: list[tuple[str | None, str]] | None
) -> None:
    (tmp_path / name).write_bytes(content)
    found = outcomes(tmp_path)
    if expected is None:
        assert found[-1][1] in ("truncated", "malformed_archive")
    else:
        assert found == expected


SMALL = Documents(largest_document=10_000, unpacked_ratio=20, unpacked_floor=100_000, archive_members=5)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param(
            zipped(("bomb.txt", b"0" * 50_000), ("a.txt", b"One.")),
            [("bomb.txt", "decompression_bomb"), ("a.txt", "One.")],
            id="a bomb in a zip costs itself",
        ),
        pytest.param(
            zipped(("big.txt", bytes(range(32, 127)) * 150), ("a.txt", b"One.")),
            [("big.txt", "decompression_bomb"), ("a.txt", "One.")],
            id="a ratio above the limit",
        ),
        pytest.param(
            gzip.compress(tarred(("bomb.txt", b"0" * 300_000), ("a.txt", b"One."))),
            [(None, "decompression_bomb")],
            id="a bomb in a tgz ends it",
        ),
        pytest.param(gzip.compress(b"\n" * 300_000), [(None, "decompression_bomb")], id="blank lines without end"),
        pytest.param(
            zipped(*((f"{number}.txt", b"One.") for number in range(9))),
            [*((f"{number}.txt", "One.") for number in range(5)), (None, "too_many_members")],
            id="too many members",
        ),
    ],
)
def test_bombs(tmp_path: Path, content: bytes, expected: list[tuple[str | None, str]]) -> None:
    (tmp_path / "x.jsonl.gz").write_bytes(content)
    assert outcomes(tmp_path, SMALL) == expected


def test_a_member_that_declares_less_than_it_holds_gives_no_more(tmp_path: Path) -> None:
    content = bytearray(zipped(("a.txt", b"0" * 1_000_000)))
    for mark, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = content.index(mark) + place
        content[at : at + 4] = (10).to_bytes(4, "little")
    (tmp_path / "x.zip").write_bytes(content)
    assert [reason for _, reason in outcomes(tmp_path)] in (["malformed_archive"], ["0" * 10])


def lines(count: int) -> Iterator[bytes]:
    for number in range(count):
        yield b'{"id": "%d", "text": "%s"}\n' % (number, b"The dam above the town broke. " * 30)


def captures(count: int) -> Iterator[bytes]:
    for number in range(count):
        yield capture(f"http://x/{number}", b"<p>The dam above the town broke." * 30)


PACKED: dict[str, Callable[[bytes], bytes]] = {
    "jsonl": bytes,
    "jsonl.gz": partial(gzip.compress, compresslevel=1),
    "warc.gz": partial(gzip.compress, compresslevel=1),
    "tgz": lambda content: gzip.compress(tarred(("a.jsonl", content)), 1),
    "zip": lambda content: zipped(("a.jsonl", content)),
}


@pytest.mark.parametrize("kind", PACKED)
def test_the_memory_of_reading_does_not_grow_with_the_file(tmp_path: Path, kind: str) -> None:
    peaks, settings = [], Documents()
    for count in (1_500, 6_000):
        path = tmp_path / f"{count}.{kind}"
        path.write_bytes(PACKED[kind](b"".join(captures(count) if kind == "warc.gz" else lines(count))))
        tracemalloc.start()
        assert sum(1 for _ in records_in(file_source(path, settings), settings)) == count
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 1.5 * peaks[0] + 500_000

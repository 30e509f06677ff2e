"""Whatever lies in an inbox, each file gives rows, and each row a document or a reason."""

import gzip
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipelines.batches import to_records, to_table
from pipelines.documents.inbox import list_root
from pipelines.documents.readers import formats, read_file
from pipelines.documents.stage import work
from pipelines.limits import processor_seconds
from pipelines.records import Document
from pipelines.settings import Documents, Inbox, Settings
from tests.pipelines.documents.made import rows as made_rows
from tests.pipelines.documents.made import tarred, zipped

EXTENSIONS = sorted(extension for found in formats() for extension in found.extensions)
PIECES = (
    b'{"text": "The dam broke.", "date": "2015"}',
    b"text,date\n",
    b'"The dam',
    b"<html><head><meta charset=utf-16><title>T",
    b"<p>The dam broke on Monday.</p>",
    b'<script type="application/ld+json">[{"@type": ["NewsArticle"], "datePublished": 2015}, "x"]</script>',
    b"<time datetime=2015>",
    b"---\ndate: [2015\n",
    b"---\n",
    b"+++\n",
    b"\xff\xfe",
    b"\x00",
    b"\xed\xa0\x80",
    b"\\ud800",
    b"\r\n",
    b"\xc3\xa9\xe9",
    b"PAR1",
    b"%PDF-1.4\n1 0 obj <</Type /Catalog>>",
    b"PK\x03\x04",
    zipped(("word/document.xml", b"<w:document/>"), ("[Content_Types].xml", b"<Types/>")),
    gzip.compress(b"The dam broke."),
    tarred(("a.txt", b"The dam broke.")),
    b"{\\rtf1 The dam \\'",
    b"From a@x Wed Oct  7 10:00:00 2015\nSubject: x\n\n",
    b"Content-Type: multipart/mixed; boundary=b\n\n--b\n\n",
    b"WARC/1.0\r\nWARC-Type: conversion\r\nContent-Length: 9\r\n\r\n",
    b"<rss version='2.0'><channel><item><description>x",
    b"[" * 2000,
    "\u200b\u2028۔文".encode(),
)


@pytest.mark.property
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(EXTENSIONS),
    st.lists(st.sampled_from(PIECES) | st.binary(max_size=30), max_size=8).map(b"".join),
    st.none() | st.sampled_from(PIECES),
)
def test_anything_gives_rows_with_a_document_or_a_reason(
    tmp_path: Path, extension: str, content: bytes, beside: bytes | None
) -> None:
    (tmp_path / "x.meta.json").unlink(missing_ok=True)
    path = tmp_path / f"x{extension}"
    path.write_bytes(content)
    if beside is not None:
        (tmp_path / "x.meta.json").write_bytes(beside)
    (listed,) = list_root(tmp_path, Inbox()).files
    arrived = list(read_file("in", tmp_path, listed, Documents()))
    path.unlink()
    result = work({"raw_documents": to_table("raw_documents", arrived)}, Settings())
    found = to_records(result.rows, Document)
    assert len(found) == len(arrived) > 0
    assert result.faults.num_rows == 0
    assert not {row.rejected for row in found} & {"reader_failed", "documents_failed"}
    for row in found:
        assert (row.text is None) == (row.rejected is not None) == (row.detail is not None)
        if row.text is not None:
            assert "\n".join(row.text[line.start : line.end] for line in row.lines) == row.text


@pytest.mark.parametrize(
    "head",
    [
        pytest.param(b"<!-- -->" * 500, id="comments"),
        pytest.param(b"<?a?> " * 700, id="instructions"),
        pytest.param(b"X-A: b\n " * 500, id="header lines"),
        pytest.param(b"{\\rtf1{\\title " + b"\\u1 ?" * 600 + b"{", id="a title without end"),
        pytest.param(b"<!DOCTYPE a[" * 300, id="document types"),
    ],
)
@pytest.mark.parametrize("name", ["x.txt", "x.xml", "x.bin", "x.rtf"])
def test_finding_out_what_a_file_is_takes_no_time(tmp_path: Path, name: str, head: bytes) -> None:
    (tmp_path / name).write_bytes(head)
    limits = Documents(seconds=10)
    with processor_seconds(5):
        arrived = made_rows(tmp_path, limits)
        result = work({"raw_documents": to_table("raw_documents", arrived)}, Settings(documents=limits))
    reasons = [row.rejected for row in to_records(result.rows, Document)]
    assert len(reasons) == 1
    assert "too_slow" not in reasons

import pickle
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from pipelines.batches import to_records, to_table
from pipelines.documents.normalise import source_offset
from pipelines.documents.stage import STAGE, read_document, work
from pipelines.records import Document, Hint, RawDocument
from pipelines.settings import Documents, Settings

ARRIVED = RawDocument(
    document_id="d1",
    content_hash="v1",
    root="in",
    path="a",
    record=None,
    uri="file:///a",
    media_type="text/plain",
    content=b"The dam broke on Monday, the county said.",
    received_at=datetime(2020, 1, 1, tzinfo=UTC),
)


def raw(content: bytes | None = ARRIVED.content, **fields: str | None) -> RawDocument:
    return replace(ARRIVED, content=content, **fields)  # type: ignore[arg-type]


def test_a_plain_text_becomes_a_document() -> None:
    content = "Dam breaks\r\n\r\nThe dam broke\u00a0on Monday, and three towns were flooded.".encode()
    found = read_document(
        raw(content, stated_published="7 Oct", stated_published_by="sidecar", stated_url="http://x"), Documents()
    )
    assert found.text == "Dam breaks\n\nThe dam broke on Monday, and three towns were flooded."
    assert (found.title, found.language, found.encoding) == ("Dam breaks", "en", "utf-8")
    assert (found.given_published, found.given_by, found.url) == ("7 Oct", "sidecar", "http://x")
    assert found.hints == (Hint("url", "http://x"), Hint("file_name", "a"))
    assert [line.label for line in found.lines] == ["title", "body", "body"]
    assert found.offset_map is not None
    assert source_offset(found.offset_map, found.text.index("broke")) == content.decode().index("broke")
    assert found.rejected is None


@pytest.mark.parametrize(
    ("path", "record", "name"),
    [
        pytest.param("2015/10/dam.zip", "07/a.txt", "2015/10/dam.zip/07/a.txt", id="a member of an archive"),
        pytest.param("a.jsonl", "2015-10-07", "a.jsonl", id="a record is no file"),
    ],
)
def test_the_name_of_a_file_may_date_it(path: str, record: str, name: str) -> None:
    found = read_document(replace(raw(), path=path, record=record), Documents())
    assert found.hints == (Hint("file_name", name),)


def test_what_the_source_states_wins_over_what_the_document_says() -> None:
    content = b"---\ntitle: Own\nauthor: Own\nlang: de\n---\nThe dam broke on Monday, the county said."
    found = read_document(
        raw(content, media_type="text/markdown", stated_title="Stated", stated_language="en-GB"), Documents()
    )
    assert (found.title, found.author) == ("Stated", "Own")
    assert (found.language, found.language_confidence) == ("en", 1.0)


def test_equal_texts_have_equal_hashes_whatever_their_bytes() -> None:
    one = read_document(raw(b"The dam\r\nbroke."), Documents())
    other = read_document(raw("\ufeffThe dam\nbroke.".encode("utf-16-le")), Documents())
    assert one.text_hash == other.text_hash is not None


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        pytest.param(
            raw(None, rejected="malformed_json", detail="line 2: ..."), "malformed_json", id="rejected when it came"
        ),
        pytest.param(raw(b"\x89PNG\r\n\x1a\n"), "binary", id="binary"),
        pytest.param(raw(b"<html><body></body></html>", media_type="text/html"), "no_text", id="page without text"),
        pytest.param(raw(b"x", media_type="image/png"), "unknown_format", id="nothing that is read"),
        pytest.param(raw("\u200b\u200b".encode()), "empty", id="nothing to see"),
    ],
)
def test_what_cannot_be_read_is_a_row_with_its_reason(row: RawDocument, reason: str) -> None:
    found = read_document(row, Documents())
    assert (found.text, found.text_hash, found.lines, found.rejected) == (None, None, (), reason)
    assert found.detail


def test_half_characters_never_reach_a_table() -> None:
    page = b'<html><head><title>T</title><script type="application/ld+json">{"datePublished": "2015 \\ud800"}</script></head><body><p>The dam broke on Monday.</p></body></html>'
    found = read_document(raw(page, media_type="text/html"), Documents())
    assert Hint("html json-ld datePublished", "2015 ?") in found.hints
    assert to_table("documents", [found]).num_rows == 1


def test_every_row_that_arrived_gives_one_row() -> None:
    arrived = [
        raw(document_id="a"),
        raw(None, document_id="b", rejected="empty", detail="0 bytes"),
        raw(document_id="c"),
    ]
    result = work({"raw_documents": to_table("raw_documents", arrived)}, Settings())
    found = to_records(result.rows, Document)
    assert [(row.document_id, row.rejected) for row in found] == [("a", None), ("b", "empty"), ("c", None)]
    alone = read_document(arrived[0], Documents())
    assert found[0].language_confidence == pytest.approx(alone.language_confidence)
    assert replace(found[0], language_confidence=None) == replace(alone, language_confidence=None)
    assert result.faults.num_rows == 0


def test_a_fault_of_ours_is_a_row_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise ZeroDivisionError("a bug")

    monkeypatch.setattr("pipelines.documents.stage.read_text", fails)
    found = read_document(raw(), Documents())
    assert (found.rejected, found.detail) == ("documents_failed", "ZeroDivisionError: a bug")


def test_the_stage_travels_to_other_processes() -> None:
    assert pickle.loads(pickle.dumps(STAGE)) == STAGE  # noqa: S301 - our own bytes

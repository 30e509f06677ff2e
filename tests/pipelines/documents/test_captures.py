import gzip
import zlib
from pathlib import Path

import pyarrow as pa
import pytest

from pipelines.documents.readers import read_text
from pipelines.settings import Documents
from tests.pipelines.documents.made import capture, epub, outcomes, pdf, rows, zipped

PAGE = b"<html><body><p>The dam broke on Monday.</p></body></html>"
CRAWL = (
    capture("http://x/1", PAGE)
    + capture("http://x/gone", b"<p>gone</p>", status=404)
    + capture("http://x/i.png", b"\x89PNG\r\n\x1a\n", media_type="image/png")
    + capture("http://x/1", PAGE.replace(b"Monday", b"Friday"))
    + capture("http://x/2", b"Plain words.", kind="conversion", media_type="text/plain")
)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        pytest.param("c.warc", CRAWL, id="warc"),
        pytest.param("c.warc.gz", gzip.compress(CRAWL), id="packed as one"),
        pytest.param("c.wet.gz", b"".join(gzip.compress(part) for part in (CRAWL[:900], CRAWL[900:])), id="in pieces"),
        pytest.param("c.txt", CRAWL, id="under another name"),
    ],
)
def test_captures_are_named_by_their_address(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    found = rows(tmp_path)
    assert [(row.record, row.media_type, row.rejected) for row in found] == [
        ("http://x/1", "text/html", None),
        ("http://x/gone", "text/html", "http_status"),
        ("http://x/i.png", "image/png", "unknown_format"),
        ("http://x/1#2", "text/html", None),
        ("http://x/2", "text/plain", None),
    ]
    assert {row.stated_captured for row in found} == {"2016-01-02T03:04:05Z"}
    assert found[0].stated_url == "http://x/1"
    assert found[1].detail == "the server answered 404; 200 was expected"
    texts = [read_text(row, Documents()).text for row in found if row.rejected is None]
    assert texts == ["The dam broke on Monday.", "The dam broke on Friday.", "Plain words."]


def packed(address: str, body: bytes, encoding: str, header: str = "Content-Encoding") -> bytes:
    """A capture whose server packed it."""
    http = f"HTTP/1.1 200 X\r\nContent-Type: text/html\r\n{header}: {encoding}\r\n\r\n".encode() + body
    found = capture(address, http, kind="resource", media_type="application/http; msgtype=response")
    return found.replace(b"Type: resource", b"Type: response", 1)


@pytest.mark.parametrize(
    ("encoding", "body", "expected"),
    [
        pytest.param("gzip", gzip.compress(PAGE), PAGE.decode(), id="gzip"),
        pytest.param("deflate", zlib.compress(PAGE), PAGE.decode(), id="deflate"),
        pytest.param("deflate", zlib.compress(PAGE)[2:-4], PAGE.decode(), id="deflate without its head"),
        pytest.param("br", pa.Codec("brotli").compress(PAGE, asbytes=True), PAGE.decode(), id="brotli"),
        pytest.param("identity", PAGE, PAGE.decode(), id="not packed"),
        pytest.param("gzip", b"no gzip", "malformed_http", id="not what it says"),
        pytest.param("gzip", gzip.compress(PAGE)[:-12], "malformed_http", id="cut off"),
        pytest.param("gzip", gzip.compress(bytes(3_000_000)), "too_large", id="a bomb"),
    ],
)
def test_what_the_server_packed_is_unpacked(tmp_path: Path, encoding: str, body: bytes, expected: str) -> None:
    (tmp_path / "c.warc").write_bytes(packed("http://x/1", body, encoding) + capture("http://x/2", PAGE))
    found = outcomes(tmp_path, Documents(largest_document=100_000))
    assert found == [("http://x/1", expected), ("http://x/2", PAGE.decode())]


@pytest.mark.parametrize("times", [1, 2_000])
def test_what_the_server_sent_in_chunks_is_joined(tmp_path: Path, times: int) -> None:
    body = b"%x\r\n%s\r\n" % (len(PAGE), PAGE) * times + b"0\r\n\r\n"
    content = packed("http://x/1", body, "chunked", "Transfer-Encoding") + capture("http://x/2", PAGE)
    (tmp_path / "c.warc").write_bytes(content)
    found = outcomes(tmp_path, Documents(largest_document=50_000))
    assert found == [("http://x/1", PAGE.decode() if times == 1 else "too_large"), ("http://x/2", PAGE.decode())]


def test_captures_of_other_formats_are_documents_too(tmp_path: Path) -> None:
    book = epub({"a.xhtml": "<html><body><p>It rained.</p></body></html>"})
    bomb = zipped(("META-INF/container.xml", bytes(900_000)))
    (tmp_path / "c.warc").write_bytes(
        capture("http://x/r.pdf", pdf([["A report."]]), media_type="application/pdf")
        + capture("http://x/b", book, media_type="application/epub+zip")
        + capture("http://x/bomb", bomb, media_type="application/epub+zip")
        + capture("http://x/z", zipped(("a.txt", b"One.")), media_type="application/zip")
    )
    found = rows(tmp_path, Documents(largest_document=100_000))
    assert [(row.record, row.rejected) for row in found] == [
        ("http://x/r.pdf", None),
        ("http://x/b", None),
        ("http://x/bomb", "decompression_bomb"),
        ("http://x/z", "unknown_format"),
    ]
    assert [read_text(row, Documents()).text for row in found[:2]] == ["A report.", "It rained."]


def test_a_character_set_that_only_the_server_names_is_used(tmp_path: Path) -> None:
    words = "Плотина прорвалась"
    (tmp_path / "c.warc").write_bytes(
        capture("http://x/1", words.encode("koi8-r"), media_type="text/plain; charset=koi8-r")
        + capture(
            "http://x/2", f"<meta charset=cp1251><p>{words}</p>".encode("cp1251"), media_type="text/html; charset=x"
        )
    )
    assert [read_text(row, Documents()).text for row in rows(tmp_path)] == [words, words]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param(CRAWL[:-10], [None, "http_status", "unknown_format", None, "truncated"], id="cut in a capture"),
        pytest.param(CRAWL + b"no record", [None, "http_status", "unknown_format", None, None], id="garbage behind it"),
        pytest.param(b"WARC/1.0 no more", ["malformed_warc"], id="no record at all"),
        pytest.param(
            b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: -5\r\n\r\n", ["empty"], id="a negative length"
        ),
        pytest.param(
            b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 99999999999999\r\n\r\nHTTP/1.1 200 OK\r\n\r\nx",
            ["truncated"],
            id="a length beyond the file",
        ),
    ],
)
def test_damaged_captures(tmp_path: Path, content: bytes, expected: list[str | None]) -> None:
    (tmp_path / "c.warc").write_bytes(content)
    reasons = [row.rejected for row in rows(tmp_path)]
    assert reasons[: len(expected)] == expected
    assert set(reasons[len(expected) :]) <= {"malformed_warc", "truncated"}


RSS = """<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>River Post</title><language>en</language>
<item><title>Dam breaks</title><link>http://x/1</link><guid>g1</guid><pubDate>Wed, 07 Oct 2015 10:00:00 GMT</pubDate>
<dc:creator>Ana Lindgren</dc:creator><description>&lt;p&gt;Short.&lt;/p&gt;</description>
<content:encoded><![CDATA[<p>The dam broke on <b>Monday</b> &amp; Tuesday.</p>]]></content:encoded></item>
<item><title>No text</title><link>http://x/2</link></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>River Post</title><entry><id>urn:1</id><title>Dam breaks</title>
<updated>2015-10-08T00:00:00Z</updated><published>2015-10-07T00:00:00Z</published><link href="http://x/1"/>
<author><name>Ana Lindgren</name></author><content type="text">The dam broke on Monday.</content></entry></feed>"""


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        pytest.param(
            "f.rss", RSS, ("g1", "Wed, 07 Oct 2015 10:00:00 GMT", "The dam broke on Monday & Tuesday."), id="RSS"
        ),
        pytest.param("f.xml", ATOM, ("urn:1", "2015-10-07T00:00:00Z", "The dam broke on Monday."), id="Atom"),
    ],
)
def test_an_entry_of_a_feed_is_a_document(
    tmp_path: Path, name: str, content: str, expected: tuple[str, str, str]
) -> None:
    (tmp_path / name).write_text(content)
    row, *others = rows(tmp_path)
    assert (row.record, row.stated_published, read_text(row, Documents()).text) == expected
    assert row.stated_published_by == "feed"
    assert (row.stated_title, row.stated_url, row.stated_source, row.stated_author) == (
        "Dam breaks",
        "http://x/1",
        "River Post",
        "Ana Lindgren",
    )
    assert [(other.record, other.rejected) for other in others] == ([("http://x/2", "no_text")] if others else [])


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param("<?xml version='1.0'?><a><b>x</b></a>", [(None, "malformed_feed")], id="XML that is no feed"),
        pytest.param(RSS[:640], None, id="cut off"),
        pytest.param("<rss version='2.0'><channel/></rss>", [(None, "empty")], id="no entries"),
        pytest.param(
            f"<!DOCTYPE r [<!ENTITY l0 'ha'>{LAUGHS}]>{RSS.replace('Short', '&l9;')}", None, id="a bomb of entities"
        ),
        pytest.param(f"<html><body><p>{'words ' * 9}</p></body></html>", None, id="a page"),
    ],
)
def test_odd_feeds(tmp_path: Path, content: str, expected: list[tuple[str | None, str]] | None) -> None:
    (tmp_path / "f.xml").write_text(content)
    found = outcomes(tmp_path)
    assert found
    assert not {reason for _, reason in found} & {"reader_failed", "too_slow", "reader_crashed", "out_of_memory"}
    if expected is not None:
        assert found == expected

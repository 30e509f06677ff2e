import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipelines.documents.inbox import list_root
from pipelines.documents.readers import formats, read_file, read_text, reader_version
from pipelines.records import Hint, RawDocument
from pipelines.settings import Documents, Inbox

Put = Callable[[str, str | bytes], None]


@pytest.fixture
def put(tmp_path: Path) -> Put:
    def write(name: str, content: str | bytes) -> None:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)

    return write


def rows(folder: Path, settings: Documents | None = None, root: str = "in") -> list[RawDocument]:
    settings = settings or Documents()
    return [row for listed in list_root(folder, Inbox()).files for row in read_file(root, folder, listed, settings)]


def outcome(row: RawDocument) -> tuple[str | None, str | None]:
    return (row.record, row.rejected or (row.content or b"").decode())


def test_every_format_has_its_own_extensions_and_media_types() -> None:
    extensions = [extension for found in formats() for extension in found.extensions]
    media_types = [name for found in formats() for name in found.media_types]
    assert len(extensions) == len(set(extensions))
    assert len(media_types) == len(set(media_types))
    assert {".txt", ".md", ".html", ".jsonl", ".ndjson", ".csv", ".parquet"} <= set(extensions)


def test_the_reader_version_names_the_code_and_the_limits() -> None:
    versions = {reader_version(Documents()), reader_version(Documents()), reader_version(Documents(seconds=60.0))}
    assert [len(version) for version in versions] == [20, 20]


def test_a_file_is_a_document(tmp_path: Path, put: Put) -> None:
    put("a b/é#1.txt", "The dam broke.")
    (row,) = rows(tmp_path)
    assert (row.path, row.record, row.media_type, row.content) == ("a b/é#1.txt", None, "text/plain", b"The dam broke.")
    assert row.uri == f"file://{tmp_path}/a%20b/%C3%A9%231.txt"
    assert (row.rejected, row.stated_published, row.stated_published_by) == (None, None, None)


@pytest.mark.parametrize(
    ("name", "content", "reason", "words"),
    [
        pytest.param("a.txt", "", "empty", "0 bytes", id="empty file"),
        pytest.param("a.txt", " \r\n\t", "empty", "white space", id="white space"),
        pytest.param(
            "a.xyz", "words", "unknown_format", "no reader for '.xyz'; read are .atom, .bz2, .csv", id="unknown format"
        ),
        pytest.param("a", "words", "unknown_format", "no reader for ''", id="no extension"),
        pytest.param("a.txt", "x" * 101, "too_large", "more than 100 bytes", id="too large"),
        pytest.param("a.json", '{"text": ', "malformed_json", "a JSON object, or a list", id="broken JSON"),
        pytest.param("a.json", "[]", "empty", "no record", id="empty list"),
        pytest.param("a.jsonl", "\n\n", "empty", "no record", id="blank lines"),
        pytest.param(
            "a.csv", "name,age\nx,1\n", "no_text_column", "columns found: 'name', 'age'", id="CSV without text"
        ),
        pytest.param("a.csv", b"\x89PNG\r\n\x1a\n" + b"\x00" * 50, "binary", "a PNG image", id="CSV that is none"),
        pytest.param("a.parquet", "not parquet", "malformed_parquet", "a Parquet file was expected", id="no Parquet"),
        pytest.param("a.meta.json", "{}", "orphan_sidecar", "not beside it", id="sidecar without its file"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_rejected_row(
    tmp_path: Path, put: Put, *, name: str, content: str | bytes, reason: str, words: str
) -> None:
    put(name, content)
    (row,) = rows(tmp_path, Documents(largest_document=100))
    assert row.rejected == reason
    assert words in (row.detail or "")
    assert row.path == name


def test_a_file_that_is_gone_is_a_rejected_row(tmp_path: Path, put: Put) -> None:
    put("a.txt", "words")
    (listed,) = list_root(tmp_path, Inbox()).files
    (tmp_path / "a.txt").unlink()
    (row,) = read_file("in", tmp_path, listed, Documents())
    assert row.rejected == "unreadable_file"


def test_json_lines(tmp_path: Path, put: Put) -> None:
    lines = [
        '{"id": "a", "Text": "One.", "Pub_Date": "7 Oct 2015", "URL": "http://x/1", "Source": {"name": "Post"}}',
        "{broken",
        "",
        '{"body": ["Two.", "Three."], "link": "http://x/2", "authors": ["A. B.", "C. D."], "lang": "fr"}',
        "[1, 2]",
        '{"title": "no text here"}',
        '{"html": "<html><body><p>Four.</p></body></html>", "crawled": 1444176000}',
        '{"text": "half a character \\ud800"}',
        '{"text": "   "}',
    ]
    put("a.jsonl", "\n".join(lines))
    found = rows(tmp_path)
    assert [outcome(row) for row in found] == [
        ("a", "One."),
        ("2", "malformed_json"),
        ("http://x/2", "Two.\n\nThree."),
        ("5", "malformed_json"),
        ("6", "no_text"),
        ("7", "<html><body><p>Four.</p></body></html>"),
        ("8", "half a character \ufffd"),
        ("9", "no_text"),
    ]
    first, third = found[0], found[2]
    assert (first.stated_published, first.stated_published_by) == ("7 Oct 2015", "json")
    assert (first.stated_url, first.stated_source) == ("http://x/1", "Post")
    assert (third.stated_author, third.stated_language) == ("A. B., C. D.", "fr")
    assert (found[5].media_type, found[5].stated_captured) == ("text/html", "1444176000")
    assert "line 2: " in (found[1].detail or "")
    assert "'{broken'; one JSON object a line was expected" in (found[1].detail or "")
    assert first.uri.endswith("a.jsonl#a")
    assert found[2].uri.endswith("a.jsonl#http%3A%2F%2Fx%2F2")


@pytest.mark.parametrize(
    ("content", "texts"),
    [
        pytest.param('{"text": "One."}', ["One."], id="an object"),
        pytest.param('[{"text": "One."}, {"text": "Two."}]', ["One.", "Two."], id="a list"),
        pytest.param('{"count": 1, "articles": [{"text": "One."}]}', ["One."], id="a list in an object"),
        pytest.param('{"text": "One."}\n{"text": "Two."}\n', ["One.", "Two."], id="lines after all"),
        pytest.param('\ufeff{"text": "One."}', ["One."], id="with a mark"),
    ],
)
def test_json(tmp_path: Path, put: Put, content: str, texts: list[str]) -> None:
    put("a.json", content)
    assert [(row.content or b"").decode() for row in rows(tmp_path)] == texts


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("name", ["a.jsonl", "a.csv"])
def test_records_in_other_character_sets(tmp_path: Path, put: Put, name: str, encoding: str) -> None:
    content = {
        "a.jsonl": '{"text": "Über die Küste", "title": "Flüsse"}\n',
        "a.csv": "text,title\nÜber die Küste,Flüsse\n",
    }
    put(name, content[name].encode(encoding))
    (row,) = rows(tmp_path)
    assert read_text(row, Documents()).text == "Über die Küste"
    assert row.stated_title == "Flüsse"


def test_csv(tmp_path: Path, put: Put) -> None:
    put("a.csv", 'ID;Body;Publication Date\n1;"One; with\na break";2015-10-07\n\n2;Two;3;4\n3;;\n4;"Four"x;\n5;Five;\n')
    found = rows(tmp_path)
    assert [outcome(row) for row in found] == [
        ("1", "One; with\na break"),
        ("3", "malformed_csv"),
        ("3#2", "no_text"),
        ("5", "malformed_csv"),
        ("5#2", "Five"),
    ]
    assert (found[0].stated_published, found[0].stated_published_by) == ("2015-10-07", "csv")
    assert found[1].detail == "line 5: 4 fields; the header has 3"
    assert found[4].stated_published is None


def test_tab_separated(tmp_path: Path, put: Put) -> None:
    put("a.tsv", "text\tdate\nOne, two\t2015\n")
    (row,) = rows(tmp_path)
    assert (outcome(row), row.stated_published) == (("1", "One, two"), "2015")


def test_an_open_quotation_mark_says_what_it_swallowed(tmp_path: Path, put: Put) -> None:
    put("a.csv", 'text\nOne\n"Two\nThree\n')
    found = rows(tmp_path)
    assert [outcome(row) for row in found] == [("1", "One"), ("2", "malformed_csv")]
    assert "lines 3 to 4" in (found[1].detail or "")


def test_parquet(tmp_path: Path) -> None:
    table = pa.table(
        {
            "url": ["http://x/1", "http://x/1", None],
            "content": ["One.", None, "Three."],
            "date": pa.array([-720_000, 0, None], pa.date32()),
            "captured": pa.array([0, 1, None], pa.timestamp("s", tz="UTC")),
            "embedding": [[0.1], [0.2], [0.3]],
        }
    )
    pq.write_table(table, tmp_path / "a.parquet")
    found = rows(tmp_path)
    assert [outcome(row) for row in found] == [("http://x/1", "One."), ("http://x/1#2", "no_text"), ("3", "Three.")]
    # A day before year 1 has no Python date, and is kept as Arrow writes it.
    assert (found[0].stated_published, found[0].stated_published_by) == ("-0002-09-16", "parquet")
    assert found[1].stated_captured == "1970-01-01 00:00:01.000Z"


def test_a_parquet_file_cut_off_is_rejected(tmp_path: Path) -> None:
    pq.write_table(pa.table({"text": ["One."] * 10}), tmp_path / "a.parquet")
    whole = (tmp_path / "a.parquet").read_bytes()
    (tmp_path / "a.parquet").write_bytes(whole[:-20])
    assert [row.rejected for row in rows(tmp_path)] == ["malformed_parquet"]


def test_markdown_front_matter_is_what_the_document_says_of_itself(tmp_path: Path, put: Put) -> None:
    put(
        "a.md",
        "---\r\ntitle: Dam breaks\r\ndate: 2015-10-07\r\nauthor: A. B.\r\n---\r\n# Other\r\n\r\nThe [dam](http://x) broke.",
    )
    (row,) = rows(tmp_path)
    found = read_text(row, Documents())
    assert row.stated_published is None
    assert found.text == "# Other\n\nThe [dam](http://x) broke."
    assert (found.found.title, found.found.author) == ("Dam breaks", "A. B.")
    assert found.hints == (Hint("front matter date", "2015-10-07"),)
    assert found.offset_map is not None
    assert found.offset_map[0].source == (row.content or b"").index(b"# Other")


@pytest.mark.parametrize(
    ("content", "text", "title"),
    [
        pytest.param('+++\ntitle = "T"\ndate = 2015-10-07\n+++\nWords.', "Words.", "T", id="TOML"),
        pytest.param("# Dam breaks #\n\nWords.", "# Dam breaks #\n\nWords.", "Dam breaks", id="no front matter"),
        pytest.param("---\n- a\n---\nWords.", "---\n- a\n---\nWords.", None, id="a rule, not front matter"),
        pytest.param("---\na: [\n---\nWords.", "---\na: [\n---\nWords.", None, id="broken front matter stays"),
    ],
)
def test_markdown(tmp_path: Path, put: Put, content: str, text: str, title: str | None) -> None:
    put("a.md", content)
    found = read_text(rows(tmp_path)[0], Documents())
    assert (found.text, found.found.title) == (text, title)


PAGE = """<!DOCTYPE html><html lang="en"><head><title>Dam breaks above Millbrook - River Post</title>
<meta property="og:site_name" content="River Post"><meta name="author" content="Ana Lindgren">
<meta property="article:published_time" content="2019-03-14T18:00:00Z"><meta name="viewport" content="width=640">
<link rel="canonical" href="https://river.example/2019/03/14/dam">
<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "datePublished": "2019-03-14"},
{"@type": "Comment", "datePublished": "2021-01-01"}]}</script></head>
<body><nav><a href="/">Home</a> <a href="/w">World</a></nav><article><h1>Dam breaks above Millbrook</h1>
<time datetime="2019-03-14" itemprop="datePublished">March 14</time>
<p>Water rushed through Millbrook on Thursday after the old dam above the town gave way, the county said.</p>
<p>The county ordered 2,000 people to leave their homes, and opened two schools for them on Thursday night.</p>
</article><div class="comments"><p>First! I told you so.</p></div><footer>All rights reserved.</footer></body></html>"""


def test_html(tmp_path: Path, put: Put) -> None:
    put("a.html", PAGE)
    found = read_text(rows(tmp_path)[0], Documents())
    assert "Water rushed through Millbrook on Thursday" in found.text
    assert "2,000 people" in found.text
    assert not {"Home", "I told you so", "All rights"} & {
        word for word in ("Home", "I told you so", "All rights") if word in found.text
    }
    assert (found.found.title, found.found.source) == ("Dam breaks above Millbrook", "River Post")
    assert (found.found.author, found.found.language) == ("Ana Lindgren", "en")
    assert (found.offset_map, found.extracted) == (None, True)
    assert found.hints == (
        Hint("html meta article:published_time", "2019-03-14T18:00:00Z"),
        Hint("html json-ld datePublished", "2019-03-14"),
        Hint("html time datePublished", "2019-03-14"),
        Hint("html link canonical", "https://river.example/2019/03/14/dam"),
        Hint("html htmldate", "2019-03-14"),
    )


@pytest.mark.parametrize(
    ("content", "words"),
    [
        pytest.param(PAGE[: PAGE.index(", and opened")].encode(), "ordered 2,000 people", id="cut off"),
        pytest.param(b"<p>The dam broke on Monday.", "The dam broke", id="no head"),
        pytest.param(
            '<meta charset="koi8-r"><p>Плотина прорвалась в понедельник'.encode("koi8-r"), "Плотина", id="koi8-r"
        ),
        pytest.param(
            b'<html><head><script type="application/ld+json">{"a":</script></head><body><p>The dam broke.</p></body></html>',
            "broke",
            id="broken JSON-LD",
        ),
    ],
)
def test_html_that_is_not_whole_gives_what_is_there(tmp_path: Path, put: Put, content: bytes, words: str) -> None:
    put("a.html", content)
    assert words in read_text(rows(tmp_path)[0], Documents()).text


def test_a_page_under_another_name_is_a_page(tmp_path: Path, put: Put) -> None:
    put("a.txt", PAGE)
    assert rows(tmp_path)[0].media_type == "text/html"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        pytest.param(
            "a.txt.meta.json", '{"Publication-Date": "2015-10-07", "title": "T", "captured": "2016"}', id="json"
        ),
        pytest.param("a.txt.meta.yaml", "publication date: 2015-10-07\ntitle: T\ncaptured: 2016\n", id="yaml"),
        pytest.param("a.meta.yml", "dct: 2015-10-07\nheadline: T\ncrawled_at: 2016\n", id="yml, by stem"),
    ],
)
def test_a_sidecar_states(tmp_path: Path, put: Put, name: str, content: str) -> None:
    put("a.txt", "The dam broke.")
    put(name, content)
    (row,) = rows(tmp_path)
    assert (row.stated_published, row.stated_published_by) == ("2015-10-07", "sidecar")
    assert (row.stated_title, row.stated_captured) == ("T", "2016")


def test_a_sidecar_wins_over_the_record_and_leaves_the_rest(tmp_path: Path, put: Put) -> None:
    put("a.jsonl", '{"text": "One.", "date": "2014", "title": "Own"}')
    put("a.jsonl.meta.json", '{"date": "2015"}')
    (row,) = rows(tmp_path)
    assert (row.stated_published, row.stated_published_by, row.stated_title) == ("2015", "sidecar", "Own")


@pytest.mark.parametrize("content", ["{broken", "[1]", b"\xff\xfe\x00", '"text"'])
def test_a_malformed_sidecar_rejects_its_document_and_keeps_its_bytes(
    tmp_path: Path, put: Put, content: str | bytes
) -> None:
    put("a.txt", "The dam broke.")
    put("a.txt.meta.json", content)
    (row,) = rows(tmp_path)
    assert (row.rejected, row.content) == ("malformed_sidecar", b"The dam broke.")
    assert "sidecar a.txt.meta.json: " in (row.detail or "")


def test_identity_is_the_place_and_version_is_content_and_statement(tmp_path: Path, put: Put) -> None:
    put("a.txt", "One.")
    put("b.txt", "One.")
    a, b = rows(tmp_path)
    assert a.document_id != b.document_id
    assert a.content_hash == b.content_hash
    put("a.txt", "Two.")
    changed = rows(tmp_path)[0]
    assert (changed.document_id, changed.content_hash != a.content_hash) == (a.document_id, True)
    put("b.txt.meta.json", '{"date": "2015"}')
    stated = rows(tmp_path)[1]
    assert (stated.document_id, stated.content_hash != b.content_hash) == (b.document_id, True)
    assert rows(tmp_path, root="other")[0].document_id != a.document_id


def test_keys_of_records_never_collide(tmp_path: Path, put: Put) -> None:
    keys: list[dict[str, str]] = [{"id": "x"}, {"id": "x"}, {"id": "4"}, {}, {"id": "x#2"}, {"url": "x"}]
    put("a.jsonl", "\n".join(json.dumps(key | {"text": "One."}) for key in keys))
    found = rows(tmp_path)
    assert [row.record for row in found] == ["x", "x#2", "4", "4#2", "x#2#2", "x#3"]
    assert len({row.document_id for row in found}) == len(keys)


def test_times_of_change_are_those_of_file_or_sidecar(tmp_path: Path, put: Put) -> None:
    put("a.txt", "One.")
    (listed,) = list_root(tmp_path, Inbox()).files
    later = replace(listed, mtime_ns=1_000_000_000_000_000, sidecar_mtime_ns=1_500_000_000_123_456_789)
    (row,) = read_file("in", tmp_path, later, Documents())
    assert row.received_at.isoformat() == "2017-07-14T02:40:00.123456+00:00"


def test_a_large_file_of_records_is_not_held_in_memory(tmp_path: Path, put: Put) -> None:
    put("a.jsonl", '{"text": "One."}\n' * 3 + "{" * 100)
    (listed,) = list_root(tmp_path, Inbox()).files
    reading = read_file("in", tmp_path, listed, Documents())
    assert [next(reading).record for _ in range(3)] == ["1", "2", "3"]
    assert next(reading).rejected == "malformed_json"

import io
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from pipelines.documents.normalise import source_offset
from pipelines.documents.readers import read_text
from pipelines.errors import DocumentError
from pipelines.records import Hint
from pipelines.settings import Documents
from tests.pipelines.documents.made import epub, outcomes, pdf, rows, zipped

DAMS = [
    [
        "River Post 2015",
        "The govern-",
        f"ment of province {name} said that the dam",
        "broke.",
        *["More."] * 3,
        f"Page {n}",
    ]
    for n, name in enumerate(("one", "two", "three", "four"), start=7)
]


def reason(folder: Path, settings: Documents | None = None) -> str:
    (row,) = rows(folder, settings)
    with pytest.raises(DocumentError) as caught:
        read_text(row, settings or Documents())
    return caught.value.reason


def test_a_pdf_is_read_across_its_pages(tmp_path: Path) -> None:
    info = "<< /Title (Rivers) /Author (Ana Lindgren) /CreationDate (D:20151007120000+02'00') /ModDate (D:20160102) >>"
    (tmp_path / "a.pdf").write_bytes(pdf(DAMS, info))
    found = read_text(rows(tmp_path)[0], Documents())
    assert found.text.split("\n")[:4] == [
        "The government of province one said that the dam",
        "broke.",
        "More.",
        "More.",
    ]
    assert not {"River Post", "Page 7", "Page 10"} & {
        words for words in ("River Post", "Page 7", "Page 10") if words in found.text
    }
    assert (found.found.title, found.found.author) == ("Rivers", "Ana Lindgren")
    assert found.hints == (Hint("pdf_created", "2015-10-07T12:00:00+02:00"), Hint("pdf_modified", "2016-01-02"))
    assert found.offset_map is not None
    # The first letter stands behind the running head, in the text of the pages.
    assert source_offset(found.offset_map, 0) == len("River Post 2015\n")


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param(pdf([[], []]), "no_text", id="scanned pages"),
        pytest.param(pdf(DAMS)[:200], "malformed_pdf", id="cut off"),
        pytest.param(b"%PDF-1.7\n" + b"\x00" * 99, "malformed_pdf", id="only a head"),
        pytest.param(
            pdf(DAMS, encrypt=f"<< /Filter /Standard /V 1 /R 2 /P -44 /O <{'00' * 32}> /U <{'11' * 32}> >>"),
            "encrypted",
            id="locked by a password",
        ),
        pytest.param(pdf(DAMS, encrypt="<< /Filter /Unheard /V 9 >>"), "encrypted", id="locked in an unknown way"),
        pytest.param(pdf([]), "malformed_pdf", id="no pages"),
    ],
)
def test_pdfs_that_cannot_be_read(tmp_path: Path, content: bytes, expected: str) -> None:
    (tmp_path / "a.pdf").write_bytes(content)
    assert reason(tmp_path) == expected


def test_what_is_no_pdf_is_what_it_is(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"<!DOCTYPE html><html><body><p>Not found</p></body></html>")
    (tmp_path / "b.txt").write_bytes(pdf(DAMS))
    assert [row.media_type for row in rows(tmp_path)] == ["text/html", "application/pdf"]


def word() -> bytes:
    document = docx.Document()
    document.core_properties.title, document.core_properties.author = "Rivers", "Ana Lindgren"
    document.add_heading("Rivers rise")
    document.add_paragraph("The dam broke.")
    table = document.add_table(2, 2)
    for number, cell in enumerate(cell for row in table.rows for cell in row.cells):
        cell.text = f"cell {number}"
    inserted = document.add_paragraph("It was")
    tracked = (
        f'<w:ins {nsdecls("w")}><w:r><w:t xml:space="preserve"> Monday</w:t></w:r></w:ins>',
        f"<w:del {nsdecls('w')}><w:r><w:delText> Friday</w:delText></w:r></w:del>",
        f"<w:sdt {nsdecls('w')}><w:sdtContent><w:r><w:t>!</w:t></w:r></w:sdtContent></w:sdt>",
    )
    for part in tracked:
        inserted._p.append(parse_xml(part))
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def test_a_docx_is_read_in_its_order(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(word())
    found = read_text(rows(tmp_path)[0], Documents())
    assert found.text == "Rivers rise\nThe dam broke.\ncell 0\tcell 1\ncell 2\tcell 3\nIt was Monday!"
    assert (found.found.title, found.found.author, found.offset_map) == ("Rivers", "Ana Lindgren", None)
    assert {hint.kind for hint in found.hints} == {"docx_created", "docx_modified"}


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        pytest.param("a.docx", word()[:3000], "malformed_archive", id="cut off"),
        pytest.param("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 99, "encrypted", id="an encrypted one"),
        pytest.param("a.docx", zipped(("xl/workbook.xml", b"<x/>")), "unknown_format", id="a table of numbers"),
        pytest.param(
            "a.docx",
            zipped(("[Content_Types].xml", b"<"), ("word/document.xml", b"<")),
            "malformed_docx",
            id="broken XML",
        ),
        pytest.param("a.docx", zipped(("word/document.xml", b"0" * 900_000)), "decompression_bomb", id="a bomb"),
        pytest.param("a.epub", epub({"a.xhtml": "<html/>"}), "no_text", id="an empty book"),
        pytest.param("a.epub", epub({"a.xhtml": "x"}, encrypted=["a.xhtml"]), "encrypted", id="a locked book"),
        pytest.param("a.epub", epub({"a.xhtml": "x"})[:-40], "malformed_archive", id="a book cut off"),
        pytest.param(
            "a.epub", zipped(("META-INF/container.xml", b"<a/>")), "malformed_epub", id="a book without package"
        ),
        pytest.param("a.rtf", b"no rich text", "malformed_rtf", id="no RTF"),
        pytest.param("a.rtf", b"{\\rtf1{\\pict 00ff}}", "no_text", id="RTF of a picture"),
    ],
)
def test_office_files_that_cannot_be_read(tmp_path: Path, name: str, content: bytes, expected: str) -> None:
    (tmp_path / name).write_bytes(content)
    assert reason(tmp_path, Documents(largest_document=100_000)) == expected


def test_an_epub_is_read_along_its_spine(tmp_path: Path) -> None:
    chapters = {
        "z 1.xhtml": "<?xml version='1.0'?><!DOCTYPE html><html xmlns='http://www.w3.org/1999/xhtml'><head><title/></head>"
        "<body><h1>One</h1><p>The&nbsp;dam <i>broke</i>&mdash;again.<br/>Then</p><script>no()</script></body></html>",
        "a.xhtml": "<html><body><p>It rained.</p></body></html>",
    }
    content = epub(chapters, date="<dc:date>2015-10-07</dc:date>")
    (tmp_path / "a.epub").write_bytes(content)
    (tmp_path / "b.bin").write_bytes(content)
    first, second = (read_text(row, Documents()) for row in rows(tmp_path))
    assert first.text == second.text == "One\nThe dam broke—again.\nThen\n\nIt rained."
    assert (first.found.title, first.found.author, first.found.language) == ("Floods", "Ana Lindgren", "en")
    assert first.hints == (Hint("epub_date", "2015-10-07"),)


def test_rich_text(tmp_path: Path) -> None:
    (tmp_path / "a.rtf").write_bytes(
        rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}{\info{\title Digue \'e9t\'e9}{\author Ana}"
        rb"{\creatim\yr2015\mo10\dy7\hr9\min5}{\revtim\yr2016\mo1\dy2}}\f0 La digue\par c\'e9da. \u8364? 5\par}"
    )
    found = read_text(rows(tmp_path)[0], Documents())
    assert found.text == "La digue\ncéda. € 5\n"
    assert (found.found.title, found.found.author, found.encoding) == ("Digue été", "Ana", "cp1252")
    assert found.hints == (Hint("rtf_created", "2015-10-07T09:05"), Hint("rtf_modified", "2016-01-02"))


def test_office_files_are_named_by_what_they_are(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(word())
    odt = zipped(("mimetype", b"application/vnd.oasis.opendocument.text"), method=0)
    (tmp_path / "b.odt").write_bytes(odt)
    assert [reason for _, reason in outcomes(tmp_path)][1] == "unknown_format"
    assert rows(tmp_path)[0].media_type.endswith("wordprocessingml.document")

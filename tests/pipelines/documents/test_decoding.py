import codecs

import pytest

from pipelines.documents.decoding import declared, decode
from pipelines.errors import UnreadableDocument

GERMAN = "Der Sturm zerstörte über zwölf Häuser an der Küste, sagte der Bürgermeister größerer Städte."
RUSSIAN = "Плотина прорвалась в понедельник, три города были затоплены, сообщили власти. " * 4
TURKISH = "Baraj pazartesi günü yıkıldı, üç şehir sular altında kaldı, yetkililer açıkladı. "
POLISH = "Tama pękła w poniedziałek, trzy miasta zostały zalane, podały władze. Źródła mówią o stratach. "
JAPANESE = "月曜日にダムが決壊し、三つの町が浸水したと当局が発表した。" * 8


@pytest.mark.parametrize(
    ("content", "text", "encoding"),
    [
        pytest.param(GERMAN.encode(), GERMAN, "utf-8", id="utf-8"),
        pytest.param(codecs.BOM_UTF8 + b"dam", "dam", "utf-8", id="utf-8 with mark"),
        pytest.param(GERMAN.encode("utf-16"), GERMAN, "utf-16-le", id="utf-16 with mark"),
        pytest.param(codecs.BOM_UTF16_BE + GERMAN.encode("utf-16-be"), GERMAN, "utf-16-be", id="utf-16 big end first"),
        pytest.param(GERMAN.encode("utf-16-le"), GERMAN, "utf-16-le", id="utf-16 without mark"),
        pytest.param(GERMAN.encode("utf-32"), GERMAN, "utf-32-le", id="utf-32"),
        pytest.param(GERMAN.encode("latin-1"), GERMAN, "cp1252", id="latin-1"),
        pytest.param("“It’s over” – café".encode("cp1252"), "“It’s over” – café", "cp1252", id="windows-1252"),
        pytest.param(RUSSIAN.encode("cp1251"), RUSSIAN, "cp1251", id="windows-1251"),
        pytest.param(TURKISH.encode("cp1254"), TURKISH, "cp1254", id="windows-1254"),
        pytest.param(POLISH.encode("cp1250"), POLISH, "cp1250", id="windows-1250"),
        pytest.param(JAPANESE.encode("shift_jis"), JAPANESE, "cp932", id="shift-jis"),
        pytest.param(b"page one\x0cpage two", "page one\x0cpage two", "utf-8", id="a page mark is text"),
    ],
)
def test_bytes_become_characters(content: bytes, text: str, encoding: str) -> None:
    found = decode(content)
    assert (found.text, found.encoding) == (text, encoding)


def test_what_the_document_declares_comes_before_a_guess() -> None:
    content = "žlutý kůň".encode("iso-8859-2")
    assert decode(content, "iso8859-2").text == "žlutý kůň"


def test_utf8_comes_before_what_the_document_declares() -> None:
    assert decode("zerstörte".encode(), "cp1252").text == "zerstörte"


@pytest.mark.parametrize(
    ("head", "name"),
    [
        pytest.param(b'<meta charset="iso-8859-1">', "cp1252", id="latin-1 means windows-1252"),
        pytest.param(b'<meta http-equiv=x content="text/html; charset=KOI8-R">', "koi8-r", id="http-equiv"),
        pytest.param(b'<?xml version="1.0" encoding="iso-8859-2"?><html>', "iso8859-2", id="xml"),
        pytest.param(b'<meta charset="klingon">', None, id="no such set"),
        pytest.param(b"<html>", None, id="nothing declared"),
    ],
)
def test_declared_character_sets(head: bytes, name: str | None) -> None:
    assert declared(head) == name


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"\x89PNG\r\n\x1a\nplain words behind it", id="png"),
        pytest.param(b"%PDF-1.7 plain words behind it", id="pdf"),
        pytest.param(b"PK\x03\x04 plain words behind it", id="zip"),
        pytest.param(b"\x7fELF plain words behind it", id="elf"),
        pytest.param(bytes(range(256)) * 4, id="every byte"),
        pytest.param(b"abc\x00\x01\x02\x03" * 50, id="nulls"),
    ],
)
def test_binary_is_refused(content: bytes) -> None:
    with pytest.raises(UnreadableDocument, match="a text was expected") as found:
        decode(content)
    assert found.value.reason == "binary"


def test_a_broken_place_under_a_mark_costs_that_place_only() -> None:
    content = codecs.BOM_UTF16_LE + "dam".encode("utf-16-le") + b"\x00\xd8" + "!".encode("utf-16-le")
    assert decode(content).text == "dam\ufffd!"

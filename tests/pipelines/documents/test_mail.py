from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import pytest

from pipelines.documents.readers import read_text
from pipelines.records import Hint, RawDocument
from pipelines.settings import Documents
from tests.pipelines.documents.made import mail, outcomes, pdf, rows, zipped


def text_of(row: RawDocument) -> str:
    return read_text(row, Documents()).text


def full() -> EmailMessage:
    message = mail("Grüße vom Damm", "The dam brokë on Monday.\n")
    message.add_alternative("<html><body><p>The dam brokë, in markup.</p></body></html>", subtype="html")
    message.add_attachment(pdf([["A report on rivers."]]), maintype="application", subtype="pdf", filename="r.pdf")
    message.add_attachment("Water über alles".encode("cp1252"), maintype="text", subtype="plain", filename="n.txt")
    list(message.iter_attachments())[-1].set_param("charset", "cp1252")
    message.add_attachment(
        zipped(("in.txt", b"Zipped words.")), maintype="application", subtype="zip", filename="z.zip"
    )
    message.add_attachment(mail("Inner", "A mail within.\n", message_id="b@x"))
    return message


def test_a_mail_and_what_is_attached_to_it(tmp_path: Path) -> None:
    (tmp_path / "m.eml").write_bytes(full().as_bytes())
    found = rows(tmp_path)
    assert [(row.record, row.media_type) for row in found] == [
        (None, "message/rfc822"),
        ("r.pdf", "application/pdf"),
        ("n.txt", "text/plain"),
        ("z.zip/in.txt", "text/plain"),
        ("part-6.eml", "message/rfc822"),
    ]
    assert [text_of(row).strip() for row in found] == [
        "The dam brokë on Monday.",
        "A report on rivers.",
        "Water über alles",
        "Zipped words.",
        "A mail within.",
    ]
    readable = read_text(found[0], Documents())
    assert (readable.found.title, readable.found.author) == ("Grüße vom Damm", "Ana Lindgren")
    assert readable.hints == (Hint("mail_date", "2015-10-07T10:00:00+02:00"),)
    # What is attached was there when the mail was sent; when the mail was written only its own hint says.
    assert [row.stated_captured for row in found] == [None, *["2015-10-07T10:00:00+02:00"] * 4]
    assert all(row.uri.startswith(f"file://{tmp_path}/m.eml") for row in found)
    assert b"report on rivers" not in (found[0].content or b"")


def test_a_mail_without_attachments_keeps_its_bytes(tmp_path: Path) -> None:
    content = mail("S", "Words.\n").as_bytes()
    (tmp_path / "m.eml").write_bytes(content)
    assert [row.content for row in rows(tmp_path)] == [content]


def test_a_mail_of_markup_is_read_as_a_page(tmp_path: Path) -> None:
    message = mail("S", "")
    message.set_content("<p>The dam broke on <b>Monday</b>.</p>", subtype="html")
    (tmp_path / "m.eml").write_bytes(message.as_bytes())
    readable = read_text(rows(tmp_path)[0], Documents())
    assert (readable.text, readable.offset_map) == ("The dam broke on Monday.", None)
    assert readable.found.title == "S"


def test_a_mailbox_is_named_by_message_ids(tmp_path: Path) -> None:
    begin = b"From ana@x.org Wed Oct  7 10:00:00 2015\n"
    quoted = mail("Q", "One\n\n>From here on.\n", message_id="q@x").as_bytes()
    unnamed = mail("U", "No id.\n")
    del unnamed["Message-ID"]
    box = (quoted, full().as_bytes(), unnamed.as_bytes(), quoted)
    (tmp_path / "box.mbox").write_bytes(b"".join(begin + content + b"\n" for content in box))
    found = rows(tmp_path)
    assert [row.record for row in found] == [
        "q@x",
        "a@x",
        "a@x/r.pdf",
        "a@x/n.txt",
        "a@x/z.zip/in.txt",
        "a@x/part-6.eml",
        "3",
        "q@x#2",
    ]
    assert text_of(found[0]) == "One\n\nFrom here on.\n\n"
    (tmp_path / "box.mbox").rename(tmp_path / "box")
    assert [row.record for row in rows(tmp_path)] == [row.record for row in found]


def test_a_mailbox_holds_no_more_than_one_mail(tmp_path: Path) -> None:
    begin = b"From ana@x.org Wed Oct  7 10:00:00 2015\n"
    long = mail("L", "x" * 5_000, message_id="l@x").as_bytes()
    short = mail("S", "Short.", message_id="s@x").as_bytes()
    (tmp_path / "box.mbox").write_bytes(begin + long + b"\n" + begin + short)
    found = rows(tmp_path, Documents(largest_mail=1_000))
    assert [(row.record, row.rejected) for row in found] == [("1", "too_large"), ("s@x", None)]


@pytest.mark.parametrize(
    ("broken", "words"),
    [
        pytest.param(lambda text: text.replace('boundary="', 'boundary="x'), None, id="a boundary that never comes"),
        pytest.param(lambda text: text[: len(text) // 2], "The dam", id="cut in the middle"),
        pytest.param(lambda text: text.replace("utf-8", "no-such-set"), "The dam", id="an unknown character set"),
        pytest.param(lambda text: text.replace("base64", "no-such-code"), None, id="an unknown transfer encoding"),
        pytest.param(lambda text: text.replace("=C3=AB", "=ZZ"), "The dam", id="broken quoted-printable"),
        pytest.param(lambda text: text.replace("2015", "20x5"), "The dam", id="a date that is none"),
        pytest.param(lambda text: text.replace("filename=", "filename*=utf-8'"), "The dam", id="a broken file name"),
        pytest.param(lambda text: "Subject: =?utf-8?b?####?=\n" + text, "The dam", id="a broken word in a header"),
        pytest.param(lambda text: text.replace("multipart/mixed", "multipart/"), None, id="a broken type"),
    ],
)
def test_broken_mime_gives_what_can_be_made_out(
    tmp_path: Path, broken: Callable[[str], str], words: str | None
) -> None:
    (tmp_path / "m.eml").write_bytes(broken(full().as_string()).encode("utf-8", "surrogateescape"))
    found = rows(tmp_path)
    assert found[0].media_type == "message/rfc822"
    assert "reader_failed" not in {row.rejected for row in found}
    if words is not None:
        assert words in text_of(found[0])


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param(b"", [(None, "empty")], id="empty"),
        pytest.param(b"MZ\x90\x00", None, id="a program"),
        pytest.param(b"Subject: only a head\n\n", None, id="only a head"),
        pytest.param(b"From: a@x\nSubject: " + b"=?x?q?=" * 5_000 + b"\n\nWords.", None, id="a hostile head"),
        pytest.param(b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 12_000, None, id="many parts"),
    ],
)
def test_hostile_mails_cost_themselves(
    tmp_path: Path, content: bytes, expected: list[tuple[str | None, str]] | None
) -> None:
    (tmp_path / "m.eml").write_bytes(content)
    found = outcomes(tmp_path)
    assert found
    assert not {reason for _, reason in found} & {"reader_failed", "too_slow", "reader_crashed"}
    if expected is not None:
        assert found == expected


def test_pictures_of_a_mail_are_rows_with_a_reason(tmp_path: Path) -> None:
    message = mail("S", "Words.\n")
    message.add_attachment(b"\x89PNG\r\n\x1a\n", maintype="image", subtype="png", filename="../../logo.png")
    (tmp_path / "m.eml").write_bytes(message.as_bytes())
    assert [(row.record, row.rejected) for row in rows(tmp_path)] == [
        (None, None),
        (".._.._logo.png", "unknown_format"),
    ]

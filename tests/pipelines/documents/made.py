"""Documents of binary formats, made for the tests that read them."""

import gzip
import io
import tarfile
import warnings
import zipfile
from collections.abc import Sequence
from email.message import EmailMessage
from pathlib import Path

from pipelines.documents.inbox import list_root
from pipelines.documents.readers import read_file
from pipelines.records import RawDocument
from pipelines.settings import Documents, Inbox


def rows(folder: Path, settings: Documents | None = None) -> list[RawDocument]:
    """What the files of a folder hold."""
    listed = list_root(folder, Inbox()).files
    return [row for file in listed for row in read_file("in", folder, file, settings or Documents())]


def outcome(row: RawDocument) -> tuple[str | None, str | None]:
    """The name of a record, and its bytes or why it was rejected."""
    return (row.record, row.rejected or (row.content or b"").decode("utf-8", "replace"))


def outcomes(folder: Path, settings: Documents | None = None) -> list[tuple[str | None, str | None]]:
    return [outcome(row) for row in rows(folder, settings)]


def zipped(*members: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # two members of one name are meant
        for name, content in members:
            archive.writestr(zipfile.ZipInfo(name, (2015, 10, 7, 0, 0, 0)), content, method)
    return file.getvalue()


def tarred(*members: tuple[str, bytes]) -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        for name, content in members:
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return file.getvalue()


def pdf(pages: Sequence[Sequence[str]], info: str = "", encrypt: str = "") -> bytes:
    """A PDF whose pages hold these lines; `info` is its information dictionary, `encrypt` that of its security."""
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, lines in enumerate(pages):
        drawn = "".join(f"({line}) Tj T*\n" for line in lines)
        stream = f"BT /F1 11 Tf 14 TL 72 740 Td\n{drawn}ET".encode("cp1252")
        objects += [
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >> "
            f"/Contents {5 + 2 * number} 0 R >>".encode(),
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        ]
    trailer = f"/Size {len(objects) + 2} /Root 1 0 R"
    if info:
        objects.append(info.encode())
        trailer += f" /Info {len(objects)} 0 R"
    if encrypt:
        objects.append(encrypt.encode())
        trailer += f" /Encrypt {len(objects)} 0 R /ID [<00> <00>]"
    file, places = b"%PDF-1.4\n", []
    for number, item in enumerate(objects, start=1):
        places.append(len(file))
        file += b"%d 0 obj\n%s\nendobj\n" % (number, item)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    return file + head + table + f"trailer\n<< {trailer} >>\nstartxref\n{len(file)}\n%%EOF\n".encode()


def mail(subject: str, text: str, *, message_id: str = "a@x", sender: str = "Ana Lindgren <ana@x.org>") -> EmailMessage:
    message = EmailMessage()
    message["Subject"], message["From"], message["Message-ID"] = subject, sender, f"<{message_id}>"
    message["Date"] = "Wed, 07 Oct 2015 10:00:00 +0200"
    message.set_content(text)
    return message


def capture(
    address: str, body: bytes, *, kind: str = "response", media_type: str = "text/html", status: int = 200
) -> bytes:
    """A WARC record: a response as a server gave it, or the text of one (`conversion`)."""
    says = media_type
    if kind == "response":
        body = f"HTTP/1.1 {status} X\r\nContent-Type: {media_type}\r\n\r\n".encode() + body
        says = "application/http; msgtype=response"
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{len(body)}>\r\nWARC-Target-URI: {address}\r\n"
        f"WARC-Date: 2016-01-02T03:04:05Z\r\nContent-Type: {says}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body + b"\r\n\r\n"


def epub(chapters: dict[str, str], *, date: str = "", encrypted: Sequence[str] = ()) -> bytes:
    """A book; chapters by the names of their files, in the order of the spine."""
    items = "".join(
        f'<item id="c{number}" href="{name.replace(" ", "%20")}" media-type="application/xhtml+xml"/>'
        for number, name in enumerate(chapters)
    )
    spine = "".join(f'<itemref idref="c{number}"/>' for number in range(len(chapters)))
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>'
        f"<dc:title>Floods</dc:title><dc:creator>Ana Lindgren</dc:creator><dc:language>en</dc:language>{date}"
        f"</metadata><manifest>{items}</manifest><spine>{spine}</spine></package>"
    )
    container = '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="O/p.opf"/></rootfiles></container>'
    locks = "".join(
        f'<e:CipherReference xmlns:e="http://www.w3.org/2001/04/xmlenc#" URI="O/{name}"/>' for name in encrypted
    )
    files = [("mimetype", "application/epub+zip"), ("META-INF/container.xml", container), ("O/p.opf", package)]
    files += [("META-INF/encryption.xml", f"<encryption>{locks}</encryption>")] if encrypted else []
    files += [(f"O/{name}", text) for name, text in chapters.items()]
    return zipped(*((name, text.encode()) for name, text in files), method=zipfile.ZIP_STORED)


def quine(depth: int) -> bytes:
    """An archive in an archive, and so on: as far as any reader can tell it never ends."""
    content = b"the end"
    for number in range(depth):
        content = gzip.compress(content) if number % 2 else zipped((f"{number}.zip", content))
    return content

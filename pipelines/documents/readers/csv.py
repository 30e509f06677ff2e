"""Comma- and tab-separated tables with a header: one document a row, read row by row."""

import csv
import io
from collections import Counter
from collections.abc import Iterator
from typing import Final

from pipelines.documents.decoding import decode, guess
from pipelines.documents.formats import Format, Record
from pipelines.documents.sources import Source, as_text, bounded_lines
from pipelines.documents.stated import columns, record_of
from pipelines.errors import UnreadableDocument
from pipelines.settings import Documents

_SEPARATORS: Final = ",;\t|"
_HEAD: Final = 262_144


def read(source: Source, settings: Documents) -> Iterator[Record]:
    """Yield a record a row; a row that can't be read is a rejected record, and the next one follows."""
    encoding, separator = _dialect(source)
    csv.field_size_limit(settings.largest_document)
    # Bytes that are not UTF-8 travel on as they are, and are looked at document by document.
    errors = "surrogateescape" if encoding == "utf-8-sig" else "replace"
    with (
        source.opened() as opened,
        as_text(opened, encoding, errors, "") as file,
    ):
        rows = csv.reader(_lines(file, settings), delimiter=separator, strict=True)
        try:
            header = next(rows, [])
        except csv.Error as error:
            raise UnreadableDocument("malformed_csv", f"line 1: {error}; names of columns were expected") from error
        known = columns(header)
        if not known.names["text"] and not known.names["html"]:
            names = ", ".join(map(repr, header[:20]))
            detail = f"line 1: no column holds text; columns found: {names or 'none'}; one named text, body or content was expected"
            raise UnreadableDocument("no_text_column", detail)
        number = 0
        while True:
            number, first = number + 1, rows.line_num + 1
            try:
                row = next(rows, None)
            except csv.Error as error:
                detail = f"lines {first} to {rows.line_num}: {error}; a row of {len(header)} fields was expected"
                yield Record("text/plain", None, number, rejected="malformed_csv", detail=detail)
                continue
            if row is None:
                return
            if len(row) > len(header):
                detail = f"line {first}: {len(row)} fields; the header has {len(header)}"
                yield Record("text/plain", None, number, rejected="malformed_csv", detail=detail)
            elif row:
                fields = dict(zip(header, row, strict=False))
                yield record_of(fields, known, "csv", number=number, where=f"line {first}", settings=settings)


def _lines(file: io.TextIOBase, settings: Documents) -> Iterator[str]:
    for line in bounded_lines(file, settings.largest_document):
        if line is None:
            detail = (
                f"a line of more than {settings.largest_document} characters (settings: documents.largest_document)"
            )
            raise UnreadableDocument("too_large", detail)
        yield line


def _dialect(source: Source) -> tuple[str, str]:
    """Give the character set and the separator, by the first lines."""
    with source.opened() as file:
        head = file.read(_HEAD)
    whole = head[: head.rfind(b"\n") + 1] or head
    encoding = decode(whole).encoding
    line = whole.decode(encoding, "replace").lstrip("\ufeff").split("\n", 1)[0]
    counts = Counter(sign for sign in line if sign in _SEPARATORS)
    separator = max(_SEPARATORS, key=lambda sign: counts[sign])
    names = {"utf-8": "utf-8-sig", "utf-16-le": "utf-16", "utf-16-be": "utf-16"}
    return (names.get(encoding, encoding) if not whole.isascii() else _rest(source)), separator


def _rest(source: Source) -> str:
    """Give the character set of a file whose first lines are ASCII: UTF-8, unless the first line that is not says otherwise."""
    with source.opened() as file:
        while line := file.readline(_HEAD):
            if not line.isascii():
                try:
                    line.decode("utf-8")
                except UnicodeDecodeError:
                    return guess(line)
                return "utf-8-sig"
    return "utf-8-sig"


FORMAT: Final = Format(("text/csv", "text/tab-separated-values"), (".csv", ".tsv"), read, guarded=False)

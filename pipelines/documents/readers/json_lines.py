"""JSON: one document a line (.jsonl, .ndjson), or a file that holds one object or a list of them (.json)."""

import io
import json
from collections.abc import Iterator, Mapping
from typing import Final

from pipelines.documents.decoding import decode
from pipelines.documents.formats import Format, Record
from pipelines.documents.sources import Source, as_text, bounded_lines
from pipelines.documents.stated import columns, record_of
from pipelines.errors import UnreadableDocument
from pipelines.settings import Documents

_WIDE: Final = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


def read(source: Source, settings: Documents) -> Iterator[Record]:
    """Yield a record an object. A line that can't be read is a rejected record, and the next one follows."""
    if source.name.lower().endswith(".json"):
        with source.opened() as file:
            content = file.read(settings.largest_json + 1)
        if len(content) > settings.largest_json:
            detail = f"more than {settings.largest_json} bytes; larger collections are read as JSON lines (.jsonl)"
            raise UnreadableDocument("too_large", detail)
        yield from _whole(content, settings)
        return
    with source.opened() as file:
        encoding = _WIDE.get(file.read(2), "utf-8-sig")
    # Bytes that are not UTF-8 are carried through, and looked at line by line.
    errors = "surrogateescape" if encoding == "utf-8-sig" else "replace"
    with (
        source.opened() as opened,
        as_text(opened, encoding, errors, "\n") as lines,
    ):
        yield from _lines(lines, settings)


def _lines(lines: io.TextIOBase, settings: Documents) -> Iterator[Record]:
    for number, line in enumerate(bounded_lines(lines, settings.largest_json), start=1):
        if line is None:
            detail = f"line {number}: more than {settings.largest_json} characters (settings: documents.largest_json)"
            yield Record("text/plain", None, number, rejected="too_large", detail=detail)
            continue
        if not line.strip():
            continue
        try:
            found = json.loads(_characters(line))
        except (ValueError, RecursionError) as error:
            detail = f"line {number}: {error}, {line.strip()[:60]!r}; one JSON object a line was expected"
            yield Record("text/plain", None, number, rejected="malformed_json", detail=_shown(detail))
            continue
        yield _record(found, number, f"line {number}", settings)


def _characters(line: str) -> str:
    """Read the bytes that were carried through; a line without any stays as it is."""
    try:
        line.encode()
    except UnicodeEncodeError:
        return decode(line.encode("utf-8", "surrogateescape")).text
    return line


def _whole(content: bytes, settings: Documents) -> Iterator[Record]:
    text = decode(content).text if not content.isascii() else content.decode()
    if not text.strip():
        return
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        if "Extra data" in str(error) and "\n" in text.strip():
            yield from _lines(io.StringIO(text), settings)
            return
        detail = f"{error}; a JSON object, or a list of them, was expected"
        raise UnreadableDocument("malformed_json", detail) from error
    items = _items(found)
    for number, item in enumerate(items, start=1):
        yield _record(item, number, f"object {number}", settings)


def _items(found: object) -> list[object]:
    """Give the documents of a file: the list, the one list of objects in an object without text, or the object itself."""
    if isinstance(found, list):
        return found
    if isinstance(found, dict):
        known = columns(list(found))
        lists = [
            value
            for value in found.values()
            if isinstance(value, list) and value and all(isinstance(item, dict) for item in value)
        ]
        if known.first(found, "text") is None and known.first(found, "html") is None and len(lists) == 1:
            return lists[0]
    return [found]


def _record(found: object, number: int, where: str, settings: Documents) -> Record:
    if not isinstance(found, Mapping):
        detail = (
            f"{where}: a {type(found).__name__}, {str(found)[:60]!r}; an object with a field named text was expected"
        )
        return Record("text/plain", None, number, rejected="malformed_json", detail=_shown(detail))
    return record_of(found, columns(list(found)), "json", number=number, where=where, settings=settings)


def _shown(text: str) -> str:
    return text.encode("utf-8", "replace").decode()


FORMAT: Final = Format(("application/jsonl", "application/json"), (".jsonl", ".ndjson", ".json"), read, guarded=False)

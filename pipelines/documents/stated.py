"""What a source states of a document: names of fields in records and sidecars, and the sidecar files themselves.

Names are compared without case, and with `_`, `-`, `:`, `.` and spaces taken out: `Publication-Date` is
`publicationdate`.
"""

import json
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from pathlib import PurePosixPath
from typing import IO, Final

import yaml

from pipelines.documents.formats import Record, Stated, as_bytes, checked, text_type
from pipelines.errors import UnreadableDocument
from pipelines.settings import Documents

__all__ = ["LARGEST_SIDECAR", "Columns", "columns", "field_name", "record_of", "sidecar", "stated_in", "stated_over"]

LARGEST_SIDECAR: Final = 1024 * 1024
"""Bytes of a sidecar: it states a few words."""
_SIGNS: Final = re.compile(r"[\s_:.\-]+")
_INSIDE: Final = ("name", "@value", "value", "text", "title", "#text")
"""Where the word stands if a field holds an object instead of one, as in `{"author": {"name": "..."}}`."""


@cache
def _names() -> dict[str, tuple[str, ...]]:
    table = tomllib.loads((files("pipelines.documents") / "lexicon" / "fields.toml").read_text(encoding="utf-8"))
    return {name: tuple(words) for name, words in table.items()}


def field_name(name: str) -> str:
    """Give the form in which names of fields are compared."""
    return _SIGNS.sub("", name).casefold()


@dataclass(frozen=True, slots=True)
class Columns:
    """Which fields of a record hold what: for each meaning the names there are, the best first."""

    names: Mapping[str, tuple[str, ...]]

    def first(self, record: Mapping[str, object], meaning: str) -> str | None:
        """Give what a record says under the first of these names that says anything."""
        for name in self.names.get(meaning, ()):
            said = _said(record.get(name), "\n\n" if meaning in ("text", "html") else ", ")
            if said is not None:
                return said
        return None


def columns(names: list[str]) -> Columns:
    """Find out which of a record's fields mean what."""
    plain: dict[str, str] = {}
    for name in names:
        plain.setdefault(field_name(name), name)
    return Columns(
        {meaning: tuple(plain[word] for word in words if word in plain) for meaning, words in _names().items()}
    )


def _said(value: object, between: str = ", ") -> str | None:
    """Give the words of a field as one string, those of a list with `between`; `None` where it has none."""
    if isinstance(value, str):
        return (value.strip() and value) or None
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, Mapping):
        return next((said for name in _INSIDE if (said := _said(value.get(name), between)) is not None), None)
    if isinstance(value, list):
        return between.join(said for item in value if (said := _said(item, between)) is not None) or None
    return None


def stated_in(record: Mapping[str, object], known: Columns, by: str) -> Stated:
    """Gather what a record states of its document.

    Args:
        record: Its fields.
        known: Which of them mean what.
        by: Who states it, for the publication date: sidecar, json, csv, parquet.
    """

    def clean(meaning: str) -> str | None:
        said = known.first(record, meaning)
        return as_bytes(said.strip()).decode("utf-8", "replace") if said is not None else None

    published = clean("published")
    return Stated(
        title=clean("title"),
        url=clean("url"),
        source=clean("source"),
        author=clean("author"),
        language=clean("language"),
        published=published,
        captured=clean("captured"),
        published_by=by if published is not None else None,
    )


def record_of(
    fields: Mapping[str, object], known: Columns, by: str, *, number: int, where: str, settings: Documents
) -> Record:
    """Make a document of one record of a file.

    Args:
        fields: The record's fields as they stood.
        known: Which of them mean what.
        by: The kind of file: json, csv, parquet.
        number: The record's number in the file, from 1.
        where: The same for people, such as `line 3`.
        settings: Limits.
    """
    stated = stated_in(fields, known, by)
    key = known.first(fields, "id") or stated.url
    key = as_bytes(key.strip()).decode("utf-8", "replace") if key else None
    text, media_type = known.first(fields, "text"), "text/plain"
    if text is not None:
        media_type = text_type(text[:1024])
    else:
        text, media_type = known.first(fields, "html"), "text/html"
    if text is None:
        names = ", ".join(map(repr, list(fields)[:20]))
        detail = f"{where}: no text in the fields found, {names or 'none'}; one of {', '.join(_names()['text'])}, html"
        return Record("text/plain", None, number, key, stated, "no_text", detail + " was expected")
    return checked(Record(media_type, as_bytes(text), number, key, stated), settings)


def sidecar(name: str, opens: Callable[[], IO[bytes]]) -> Stated:
    """Read what a sidecar file (`NAME.meta.json`, `.yaml`, `.yml`) states of its document.

    Args:
        name: Its name.
        opens: Opens it, on disk or in an archive.

    Raises:
        UnreadableDocument: It can't be read, or is no object of names and values.
    """
    last = PurePosixPath(name).name
    try:
        with opens() as file:
            text = _small(file.read(LARGEST_SIDECAR + 1)).decode("utf-8-sig")
        # Every scalar stays the string it was: a date is not interpreted here.
        found = json.loads(text) if name.lower().endswith(".json") else yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - BaseLoader makes strings only
    except (OSError, ValueError, RecursionError, yaml.YAMLError) as error:
        detail = f"sidecar {last}: {' '.join(str(error).split())}; an object of names and values was expected"
        raise UnreadableDocument("malformed_sidecar", detail) from error
    if not isinstance(found, dict):
        detail = f"sidecar {last}: a {type(found).__name__}; an object of names and values was expected"
        raise UnreadableDocument("malformed_sidecar", detail)
    named = {str(name): value for name, value in found.items()}
    return stated_in(named, columns(list(named)), "sidecar")


def _small(content: bytes) -> bytes:
    if len(content) > LARGEST_SIDECAR:
        raise ValueError(f"more than {LARGEST_SIDECAR} bytes")
    return content


def stated_over(record: Record, beside: Callable[[], Stated]) -> Record:
    """Lay what a sidecar states over what a record states; one that can't be read rejects the record, which keeps its bytes."""
    try:
        return replace(record, stated=beside().over(record.stated))
    except UnreadableDocument as error:
        return record if record.rejected else replace(record, rejected=error.reason, detail=str(error))

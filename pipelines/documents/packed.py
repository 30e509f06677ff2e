"""Documents that are ZIP files inside, such as those of word processors: read whole, once what they unpack to is known."""

import io
import zipfile
from collections.abc import Callable, Iterator

from pipelines.documents.formats import Record, checked
from pipelines.documents.sources import Source
from pipelines.errors import UnreadableDocument
from pipelines.settings import Documents

__all__ = ["packed_document", "part_of"]


def packed_document(
    media_type: str, what: str, is_it: Callable[[frozenset[str]], bool]
) -> Callable[[Source, Documents], Iterator[Record]]:
    """Make the `read` of such a format.

    Args:
        media_type: Its media type.
        what: The same for people, such as `an EPUB book`.
        is_it: Whether a file with members of these names is one.
    """

    def read(source: Source, settings: Documents) -> Iterator[Record]:
        with source.opened() as file:
            content = file.read(settings.largest_document + 1)
        record = checked(Record(media_type, content), settings)
        if record.rejected is None:
            _check(content, what, is_it, settings)
        yield record

    return read


def _check(content: bytes, what: str, is_it: Callable[[frozenset[str]], bool], settings: Documents) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError) as error:
        if content.startswith(b"\xd0\xcf\x11\xe0"):
            raise UnreadableDocument(
                "encrypted", f"an old or encrypted office document; {what} was expected"
            ) from error
        raise UnreadableDocument("malformed_archive", f"{error}; {what} was expected") from error
    if not is_it(frozenset(info.filename for info in members)):
        raise UnreadableDocument("unknown_format", f"its members are not those of {what}: {members[0].filename!r}...")
    if any(info.flag_bits & 1 for info in members):
        raise UnreadableDocument("encrypted", "its members are encrypted; a password would be needed")
    # No more is ever unpacked than is declared here.
    size = sum(info.file_size for info in members)
    if size > max(settings.largest_document, settings.unpacked_ratio * len(content)) or size > settings.unpacked_floor:
        detail = f"{len(content)} bytes that unpack to {size} (settings: documents.unpacked_ratio)"
        raise UnreadableDocument("decompression_bomb", detail)


def part_of(archive: zipfile.ZipFile, name: str) -> bytes | None:
    """Give a member's bytes; `None` where it is absent or damaged."""
    try:
        return archive.read(name)
    except (KeyError, zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError):
        return None

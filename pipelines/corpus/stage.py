"""What documents are compared by (a stage, batch by batch), and what comes of comparing all of them.

The corpus-level functions get `read`, which gives columns of all current signatures as often as asked, batch by batch:
only what they compare is held.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

import pyarrow as pa

from pipelines.batches import Result, each_document, to_table
from pipelines.corpus.cleaning import Cleaned, clean, cleaned_pairs
from pipelines.corpus.compare import PAIRS, Read, compare
from pipelines.corpus.repeated import find_repeated, in_places
from pipelines.corpus.signatures import LIBRARIES, sign
from pipelines.corpus.sources import origin
from pipelines.corpus.stories import Told, links_of, near_duplicates, stories_of
from pipelines.corpus.texts import equal_texts
from pipelines.engine import Stage
from pipelines.records import DocumentSource, TextSignature
from pipelines.settings import Settings

__all__ = ["DOCUMENT_COLUMNS", "PACKAGES", "PAIRS", "STAGE", "compare_documents", "in_places", "work"]

PACKAGES: Final = ("corpus",)
"""Packages whose code decides the result, for `engine.code_version`."""
DOCUMENT_COLUMNS: Final = ("content_hash", "text_hash", "given_published", "source", "url", "uri")
"""Columns of `schemas.DOCUMENTS` that the corpus-level functions read besides `document_id`."""


def work(inputs: Mapping[str, pa.Table], settings: Settings) -> Result:
    """Sign the documents of a batch; one that was rejected has no signature."""

    def one(rows: Mapping[str, Sequence[Any]]) -> Iterable[TextSignature]:
        for row in rows["documents"]:
            if row.text is not None:
                yield sign(row.document_id, row.content_hash, row.text, row.lines, settings.signatures)

    return each_document("text_signatures", inputs, one)


STAGE: Final = Stage("text_signatures", ("documents",), PACKAGES, "signatures", work, LIBRARIES)


def compare_documents(
    read: Read,
    documents: pa.Table,
    published: pa.Table,
    *,
    known: pa.Table,
    texts: Callable[[Collection[str]], Mapping[str, str]],
    settings: Settings,
) -> dict[str, pa.Table]:
    """Find the lines that sources repeat, and link the documents that tell the same story, those lines left out.

    The same documents give the same tables, whatever order they came in and whatever is known of their pairs.

    Args:
        read: Gives the signatures of all current documents.
        documents: `DOCUMENT_COLUMNS` of all current documents.
        published: `document_id` and `latest` of `schemas.PUBLICATION_DATES`.
        known: A table of `PAIRS`: what this function gave before as `compared`.
        texts: Gives the texts of some documents.
        settings: Sections `signatures` and `corpus`.

    Returns:
        Tables of the schemas `repeated_lines`, `repeated_places`, `document_sources` and `near_duplicates`, and as
        `compared` a table of `PAIRS` to be kept for the next time.
    """
    length, limits = settings.signatures.shingle_words, settings.corpus
    days = published["latest"].cast(pa.int32()).to_pylist()
    written = dict(zip(published["document_id"].to_pylist(), days, strict=True))
    pairs = compare(read, known, length, limits)
    whole, names = _told(read, documents, written)
    # Short pages with the same notice are alike by it: only what is much the same counts as one before it is left out.
    copies = stories_of(whole, links_of([pairs], replace(limits, story_similarity=limits.version_similarity)))
    lines, places = find_repeated(read, names, copies, texts, limits)
    cleaned = clean(read, places, max(settings.signatures.least_words, length))
    bodies = {told.text: told.body for told in whole if told.body is not None}
    again = cleaned_pairs(read, pairs, bodies, cleaned, known=known, length=length)
    left = [replace(told, **_left(cleaned, told)) for told in whole]
    links = links_of([pairs, again], limits)
    stories = stories_of(left, links)
    sources = [
        DocumentSource(told.document_id, told.text, stories[told.document_id], names[told.document_id]) for told in left
    ]
    return {
        "compared": pa.concat_tables([pairs, again]).combine_chunks(),
        "repeated_lines": to_table("repeated_lines", lines),
        "repeated_places": to_table("repeated_places", places),
        "document_sources": to_table("document_sources", sources),
        "near_duplicates": to_table("near_duplicates", near_duplicates(left, links, stories, limits)),
    }


def _left(cleaned: Cleaned, told: Told) -> dict[str, Any]:
    body, size = cleaned.bodies.get(told.text, (told.body, told.size))  # as in the document that stands for the text
    return {"body": body, "size": size}


def _told(read: Read, documents: pa.Table, written: Mapping[str, int | None]) -> tuple[list[Told], dict[str, str]]:
    """What is known of each document that has a text, by document, and whose it is."""
    columns = {name: documents[name].to_pylist() for name in ("document_id", *DOCUMENT_COLUMNS)}
    ranks = [f"{version} {uri}" for version, uri in zip(columns["content_hash"], columns["uri"], strict=True)]
    texts = equal_texts(
        zip(columns["document_id"], ranks, columns["text_hash"], columns["given_published"], strict=True)
    )
    whose = zip(columns["document_id"], columns["source"], columns["url"], columns["uri"], strict=True)
    origins = {document_id: origin(*known) for document_id, *known in whose if document_id in texts}
    bodies: dict[str, tuple[int | None, int]] = {}
    for table in read(("body_hash", "body_size")):
        columns = {name: table[name].to_pylist() for name in ("document_id", "body_hash", "body_size")}
        for document_id, body, size in zip(*columns.values(), strict=True):
            bodies[document_id] = body, size
    told = [
        Told(
            document_id,
            *bodies.get(document_id, (None, 0)),
            text,
            origins[document_id].name if origins[document_id].stated else None,
            written.get(document_id),
        )
        for document_id, text in texts.items()
    ]
    return told, {document_id: found.name for document_id, found in origins.items()}

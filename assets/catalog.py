"""What Dagster shows of each asset: description, group, owner, columns with their meaning and origin, a preview."""

import html
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

import dagster as dg
import pyarrow as pa
import pyarrow.compute as pc

from assets.stages import STAGES, prints
from pipelines import settings
from pipelines.corpus.stage import PACKAGES as CORPUS_PACKAGES
from pipelines.days import iso_day
from pipelines.engine import code_version, digest
from pipelines.schemas import SCHEMAS, description
from pipelines.timeline.stage import PACKAGES as TIMELINE_PACKAGES
from warehouse.home import Home

__all__ = ["OWNERS", "cell", "column_lineage", "column_schema", "declared", "measured", "preview"]

OWNERS: Final = ("team:dateline",)
PREVIEW_ROWS: Final = 10
_WIDEST: Final = 120
"""Characters of a previewed value that are shown."""

_GROUPS: Final = {
    "raw_documents": ("ingest", {"python", "parquet"}),
    "documents": ("ingest", {"python", "parquet"}),
    "text_signatures": ("corpus", {"python", "parquet"}),
    "repeated_lines": ("corpus", {"python", "parquet"}),
    "near_duplicates": ("corpus", {"python", "parquet"}),
    "publication_dates": ("extraction", {"python", "parquet"}),
    "time_expressions": ("extraction", {"python", "parquet"}),
    "event_mentions": ("extraction", {"python", "parquet"}),
    "derived_dates": ("timeline", {"python", "parquet"}),
    "events": ("timeline", {"python", "parquet"}),
    "warehouse": ("products", {"duckdb"}),
    "parquet_exports": ("products", {"parquet"}),
    "timeline_page": ("products", {"html"}),
}
_ABOUT: Final = {
    "warehouse": "The DuckDB database that people query: every current row, with views such as `timeline`. It is "
    "published as a whole; queries see the last complete state while a run writes.",
    "parquet_exports": "The product as files: versioned folders of sorted Parquet with a manifest; `LATEST` names the "
    "newest.",
    "timeline_page": "The timeline to look at: one HTML file that needs nothing else.",
}

_ORIGINS: Final[Mapping[str, Mapping[str, Sequence[tuple[str, str]]]]] = {
    "documents": {
        "text": [("raw_documents", "bytes"), ("raw_documents", "media_type")],
        "text_hash": [("raw_documents", "bytes")],
        "title": [("raw_documents", "stated_title"), ("raw_documents", "bytes")],
        "language": [("raw_documents", "stated_language"), ("raw_documents", "bytes")],
        "url": [("raw_documents", "stated_url"), ("raw_documents", "bytes")],
        "source": [("raw_documents", "stated_source"), ("raw_documents", "bytes")],
        "author": [("raw_documents", "stated_author"), ("raw_documents", "bytes")],
        "lines": [("raw_documents", "bytes")],
        "hints": [("raw_documents", "bytes"), ("raw_documents", "stated_url"), ("raw_documents", "hints")],
        "given_published": [("raw_documents", "stated_published")],
        "given_by": [("raw_documents", "stated_published_by")],
        "captured": [("raw_documents", "stated_captured"), ("raw_documents", "bytes")],
    },
    "text_signatures": {
        column: [("documents", "text"), ("documents", "lines")]
        for column in ("body_hash", "body_size", "minhash", "words", "lines")
    },
    "repeated_lines": {
        "source": [("documents", "source"), ("documents", "url"), ("documents", "uri")],
        "line_hash": [("text_signatures", "lines")],
        "text": [("documents", "text")],
        **{column: [("text_signatures", "lines")] for column in ("documents", "stories", "share")},
    },
    "near_duplicates": {
        "other_id": [("text_signatures", "document_id")],
        "story_id": [("text_signatures", "document_id"), ("publication_dates", "latest")],
        "kind": [("text_signatures", "words"), ("documents", "source"), ("documents", "url")],
        "similarity": [("text_signatures", "words")],
        "containment": [("text_signatures", "words")],
    },
    "publication_dates": {
        column: [("documents", "given_published"), ("documents", "hints"), ("documents", "text")]
        for column in ("earliest", "latest", "most_likely", "method", "confidence", "evidence")
    },
    "time_expressions": {
        "surface": [("documents", "text")],
        "value": [("documents", "text"), ("publication_dates", "earliest"), ("publication_dates", "latest")],
        "earliest": [("documents", "text"), ("publication_dates", "earliest")],
        "latest": [("documents", "text"), ("publication_dates", "latest")],
    },
    "event_mentions": {
        "surface": [("documents", "text")],
        "sentence": [("documents", "text")],
        "time_expression": [("time_expressions", "position")],
        **{
            side: [("time_expressions", bound), ("publication_dates", bound)]
            for side, bound in (
                ("begin_earliest", "earliest"),
                ("begin_latest", "latest"),
                ("end_earliest", "earliest"),
                ("end_latest", "latest"),
            )
        },
    },
    "derived_dates": {
        **{
            column: [("publication_dates", "earliest"), ("text_signatures", "words"), ("time_expressions", "value")]
            for column in ("earliest", "latest", "most_likely", "confidence")
        },
        "own_earliest": [("publication_dates", "earliest")],
        "own_latest": [("publication_dates", "latest")],
        "evidence": [("near_duplicates", "similarity"), ("text_signatures", "words"), ("event_mentions", "sentence")],
    },
    "events": {
        "headline": [("event_mentions", "sentence")],
        "headline_mention": [("event_mentions", "mention_id")],
        "mentions": [("event_mentions", "mention_id")],
        "documents": [("event_mentions", "document_id")],
        "sources": [("near_duplicates", "story_id")],
        "status": [("event_mentions", "certainty")],
        "salience": [
            ("event_mentions", "mention_id"),
            ("near_duplicates", "story_id"),
            ("time_expressions", "earliest"),
            ("publication_dates", "earliest"),
        ],
    },
}
"""Where a column comes from, besides the column of the same name that an asset's inputs have."""


def inputs(name: str) -> tuple[str, ...]:
    """Give the assets that an asset reads."""
    stages = {stage.name: stage.inputs for stage in STAGES}
    everything = (*stages, "repeated_lines", "near_duplicates", "derived_dates", "events")
    compared = ("documents", "text_signatures", "publication_dates")
    others = {
        "raw_documents": (),
        "repeated_lines": compared,
        "near_duplicates": (*compared, "repeated_lines"),
        "derived_dates": (
            *("documents", "text_signatures", "near_duplicates"),
            *("publication_dates", "time_expressions", "event_mentions"),
        ),
        "events": ("repeated_lines", "near_duplicates", "publication_dates", "time_expressions", "event_mentions"),
        "warehouse": everything,
        "parquet_exports": ("warehouse",),
        "timeline_page": ("warehouse",),
    }
    return stages.get(name) or others[name]


def declared(name: str) -> Callable[[Callable[..., Any]], dg.AssetsDefinition]:
    """Declare an asset, with all that can be said of it before it runs."""
    group, kinds = _GROUPS[name]
    schema = SCHEMAS.get(name)
    return dg.asset(
        name=name,
        deps=list(inputs(name)),
        group_name=group,
        kinds=kinds,
        owners=list(OWNERS),
        description=description(schema) if schema is not None else _ABOUT[name],
        code_version=_code_version(name),
        metadata={"dagster/column_schema": column_schema(schema)} if schema is not None else {},
    )


def _code_version(name: str) -> str:
    known = prints(settings.load(Home.find().settings))
    if name == "events":
        read = (known[stage] for stage in ("publication_dates", "time_expressions", "event_mentions"))
        return digest(*read, code_version((*TIMELINE_PACKAGES, *CORPUS_PACKAGES)))
    if name == "derived_dates":
        read = (
            known[stage] for stage in ("text_signatures", "publication_dates", "time_expressions", "event_mentions")
        )
        return digest(*read, code_version((*TIMELINE_PACKAGES, *CORPUS_PACKAGES)))
    if name in ("repeated_lines", "near_duplicates"):
        return digest(known["text_signatures"], known["publication_dates"])
    return known.get(name) or digest(*known.values())


def column_schema(schema: pa.Schema) -> dg.TableSchema:
    """Give the columns of a schema with type and meaning, as Dagster shows them."""
    return dg.TableSchema(
        columns=[
            dg.TableColumn(item.name, type=_type_name(item.type), description=description(item)) for item in schema
        ]
    )


def _type_name(kind: pa.DataType) -> str:
    if pa.types.is_list(kind):
        return f"list of {_type_name(kind.value_type)}"
    if pa.types.is_struct(kind):
        return f"struct of {', '.join(item.name for item in kind)}"
    return str(kind)


def column_lineage(name: str) -> dg.TableColumnLineage:
    """Tell which columns of its inputs each column of an asset is made of."""
    origins = _ORIGINS.get(name, {})
    found = {}
    for item in SCHEMAS[name]:
        same = [
            (source, item.name) for source in inputs(name) if source in SCHEMAS and item.name in SCHEMAS[source].names
        ]
        wanted = origins.get(item.name) or same
        if wanted:
            found[item.name] = [dg.TableColumnDep(dg.AssetKey(source), column) for source, column in wanted]
    return dg.TableColumnLineage(found)


def measured(name: str, rows: int, first: pa.Table | None, **counts: Any) -> dict[str, Any]:
    """Give the metadata of a materialisation: rows, columns and their origin, a preview, and counts of its own."""
    return {
        "dagster/row_count": rows,
        "dagster/column_schema": column_schema(SCHEMAS[name]),
        "dagster/column_lineage": column_lineage(name),
        "preview": preview(first),
        **counts,
    }


def preview(rows: pa.Table | None) -> dg.MarkdownMetadataValue:
    """Show the first rows as a table in Markdown; nothing in a document can break out of its cell."""
    if rows is None or not rows.num_rows:
        return dg.MetadataValue.md("no rows")
    names = rows.schema.names
    columns = [_shown(rows[name].slice(0, PREVIEW_ROWS)) for name in names]
    lines = ["| " + " | ".join(names) + " |", "|" + "---|" * len(names)]
    lines += ["| " + " | ".join(map(cell, row)) + " |" for row in zip(*columns, strict=True)]
    return dg.MetadataValue.md("\n".join(lines))


def _shown(column: pa.ChunkedArray) -> list[object]:
    """A column as it is previewed: days in ISO 8601, of what is nested only how much there is, or its name."""
    kind = column.type
    if pa.types.is_date32(kind):
        return [iso_day(day) for day in column.cast(pa.int32()).to_pylist()]
    if pa.types.is_list(kind):
        return [None if count is None else f"{count} items" for count in pc.list_value_length(column).to_pylist()]
    if pa.types.is_struct(kind):
        names: list[object] = pc.struct_field(column, "name").to_pylist()
        return names
    values: list[object] = column.to_pylist()
    return values


def cell(value: object) -> str:
    """Write a value so that it can stand in a cell of a table in Markdown, whatever a document says: cut, and escaped."""
    if isinstance(value, bytes):
        value = value[: 4 * _WIDEST].decode("utf-8", "replace")
    text = " ".join(("" if value is None else str(value))[: 4 * _WIDEST].split())
    if len(text) > _WIDEST:
        text = text[: _WIDEST - 1] + "…"
    shown = "".join(letter if letter.isprintable() else "�" for letter in text)
    for sign in "\\`*_{}[]|~#":
        shown = shown.replace(sign, "\\" + sign)
    return html.escape(shown, quote=False)

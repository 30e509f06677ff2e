"""Several tables as one, so that they are kept as a whole or not at all: their rows hold together."""

from collections.abc import Mapping

import pyarrow as pa

__all__ = ["packed", "unpacked"]


def packed(tables: Mapping[str, pa.Table]) -> pa.Table:
    """Give tables as one, a row each: its name, and its rows as an Arrow stream."""
    return pa.table({"part": list(tables), "rows": pa.array(map(_stream, tables.values()), pa.large_binary())})


def unpacked(whole: pa.Table) -> dict[str, pa.Table]:
    """Take the tables out of the one that `packed` made of them."""
    return {
        name.as_py(): pa.ipc.open_stream(rows.as_buffer()).read_all()
        for name, rows in zip(whole["part"], whole["rows"], strict=True)
    }


def _stream(table: pa.Table) -> bytes:
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema, options=pa.ipc.IpcWriteOptions(compression="lz4")) as stream:
        stream.write_table(table)
    return bytes(sink.getvalue())

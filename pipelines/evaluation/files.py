"""Gold files and answers: one JSON object a line, plain or gzipped."""

import gzip
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from pipelines.errors import DatelineError, UnknownName
from pipelines.evaluation.report import Row

__all__ = ["by_id", "doc_id", "read", "write"]


def read(path: Path) -> Iterator[Row]:
    """Read a file of JSON lines, `.gz` or plain, line by line; blank lines are left out.

    Raises:
        UnknownName: There is no such file.
        DatelineError: A line is no JSON object.
    """
    if not path.is_file():
        msg = f"no file {str(path)!r}"
        raise UnknownName(msg)
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                yield _row(line, f"{path}:{number}")


def _row(line: str, where: str) -> Row:
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        msg = f"{where}: not JSON: {error}"
        raise DatelineError(msg) from error
    if not isinstance(row, dict):
        msg = f"{where}: {line[:40]!r} is no JSON object"
        raise DatelineError(msg)
    return row


def write(rows: Iterable[Row], path: Path) -> int:
    """Write rows as JSON lines, gzipped where the name ends in `.gz`.

    Returns:
        Number of rows.
    """
    count = 0
    with gzip.open(path, "wt", encoding="utf-8") if path.suffix == ".gz" else path.open("w", encoding="utf-8") as out:
        for row in rows:
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
            count += 1
    return count


def doc_id(row: Row) -> str:
    """Give a row's document, whichever way its file names it."""
    return str(row["doc_id"] if "doc_id" in row else row.get("id"))


def by_id(rows: Iterable[Row]) -> dict[str, Row]:
    """Give rows by their document; the last one where there are several."""
    return {doc_id(row): row for row in rows}

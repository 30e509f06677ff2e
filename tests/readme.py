"""The README's queries and what they give: `python -m tests.readme` writes their output anew."""

import re
import tempfile
from pathlib import Path
from typing import Final

import pyarrow as pa

from warehouse.home import Home
from warehouse.query import query

__all__ = ["EXAMPLE", "README", "SAMPLES", "shown", "without_file_times"]

ROOT: Final = Path(__file__).parent.parent
README: Final = ROOT / "README.md"
SAMPLES: Final = ROOT / "tests" / "documents"
EXAMPLE: Final = re.compile(r"```sql\n(?P<sql>.*?)```\n\n```text\n(?P<shown>.*?)```", re.DOTALL)


def shown(answer: pa.Table) -> str:
    """Write an answer as a table of plain text, one line a row."""
    rows = [
        answer.column_names,
        *(["" if cell is None else str(cell) for cell in row.values()] for row in answer.to_pylist()),
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = [" | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    return "\n".join([lines[0], "-+-".join("-" * width for width in widths), *lines[1:]]) + "\n"


def rewritten(text: str, published: Path) -> str:
    """Give the README with the output of each query as it is now."""

    def example(found: re.Match[str]) -> str:
        return f"```sql\n{found['sql']}```\n\n```text\n{shown(query(published, found['sql']))}```"

    return EXAMPLE.sub(example, text)


def without_file_times(home: Home) -> None:
    """Let a new home date documents alike on every machine, however the samples came there."""
    home.folder.mkdir(parents=True, exist_ok=True)
    (home.folder / "settings.toml").write_text("[documents]\nfile_times = false\n", encoding="utf-8")


def main() -> None:
    from assets.run import refresh

    with tempfile.TemporaryDirectory(prefix="dateline-readme-") as folder:
        home = Home(Path(folder) / "home")
        without_file_times(home)
        report = refresh(home, inbox=SAMPLES)
        if not report.success:
            raise SystemExit("\n".join(report.failures))
        README.write_text(rewritten(README.read_text(encoding="utf-8"), home.published), encoding="utf-8")


if __name__ == "__main__":
    main()

"""What the README says is true: its SQL gives the output it shows, and its links lead somewhere."""

import re
from pathlib import Path

import pytest

from warehouse.home import Home
from warehouse.query import query

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```sql\n(.*?)```\s*```text\n(.*?)```", README, flags=re.DOTALL)


def test_the_readme_shows_three_queries_with_their_output() -> None:
    assert len(EXAMPLES) >= 3


@pytest.mark.parametrize(("sql", "shown"), EXAMPLES, ids=[sql.split("\n")[0] for sql, _ in EXAMPLES])
def test_queries_give_the_output_shown(sql: str, shown: str, sample_home: Home) -> None:
    answer = query(sample_home.published, sql)
    rows = [
        [line.strip() for line in row.split("|")] for row in shown.strip().splitlines() if not set(row) <= set("-+| ")
    ]
    assert rows[0] == answer.column_names
    assert rows[1:] == [["" if value is None else str(value) for value in row.values()] for row in answer.to_pylist()]


@pytest.mark.parametrize("target", sorted(set(re.findall(r"\]\((?!https?:|#)([^)#]+)\)", README))))
def test_links_lead_to_files(target: str) -> None:
    assert (ROOT / target).exists()


def test_verbs_named_exist_in_the_makefile() -> None:
    verbs = set(re.findall(r"`make ([a-z]+)", README))
    known = set(re.findall(r"^([a-z]+):.*##", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE))
    assert verbs
    assert verbs <= known

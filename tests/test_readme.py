"""What the README says is true: its SQL gives the output it shows, and its links lead somewhere."""

import re

import pytest

from tests.readme import EXAMPLE, README, ROOT, shown
from warehouse.home import Home
from warehouse.query import query

TEXT = README.read_text(encoding="utf-8")
EXAMPLES = [(found["sql"], found["shown"]) for found in EXAMPLE.finditer(TEXT)]


def test_the_readme_shows_three_queries_with_their_output() -> None:
    assert len(EXAMPLES) >= 3


@pytest.mark.parametrize(("sql", "output"), EXAMPLES, ids=range(len(EXAMPLES)))
def test_queries_give_the_output_shown(sql: str, output: str, sample_home: Home) -> None:
    assert shown(query(sample_home.published, sql)) == output, "write it anew with `python -m tests.readme`"


@pytest.mark.parametrize("target", sorted(set(re.findall(r"\]\((?!https?:|#)([^)#]+)\)", TEXT))))
def test_links_lead_to_files(target: str) -> None:
    assert (ROOT / target).exists()


def test_verbs_named_exist_in_the_makefile() -> None:
    verbs = set(re.findall(r"`make ([a-z]+)", TEXT))
    known = set(re.findall(r"^([a-z]+):.*##", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE))
    assert verbs
    assert verbs <= known

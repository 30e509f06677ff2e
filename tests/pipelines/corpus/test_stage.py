"""All of it on generated news: what comes again is found, and nothing shows how the documents came."""

import random
from functools import cache

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.batches import to_table
from pipelines.corpus.stage import STAGE
from pipelines.documents.lines import all_body
from pipelines.records import Document
from pipelines.settings import Settings
from tests.benchmarks.reprints import KINDS, Corpus, compared, corpus

TEXT = " ".join(f"word{number}" for number in range(40))


@cache
def news() -> Corpus:
    return corpus(150, KINDS * 6, seed=7, batch=50)


@cache
def tables() -> dict[str, pa.Table]:
    return compared(news())


def of(news: Corpus, rows: list[int]) -> Corpus:
    """Some of the pages in some order, in batches of some size."""
    signatures = pa.concat_tables(news.signatures).take(rows)
    size = 1 + len(rows) // 3
    cut = [signatures.slice(first, size) for first in range(0, len(rows), size)]
    return Corpus([news.pages[row] for row in rows], cut, news.documents.take(rows))


def test_the_stage_signs_what_can_be_read() -> None:
    rows = [Document("a", "v", "t", TEXT, lines=all_body(TEXT)), Document("b", "v", None, None, rejected="empty")]
    result = STAGE.work({"documents": to_table("documents", rows)}, Settings())
    assert result.rows["document_id"].to_pylist() == ["a"]
    assert result.rows["body_size"].to_pylist() == [40]
    assert result.faults.num_rows == 0


def test_what_comes_again_is_found_and_nothing_else() -> None:
    story = {page.name: page.story for page in news().pages}
    links = [(row["document_id"], row["other_id"], row["kind"]) for row in tables()["near_duplicates"].to_pylist()]
    assert [pair for pair in links if story[pair[0]] != story[pair[1]]] == []
    found = {story[name] for name, _, _ in links}
    missed = [page.kind for page in news().pages if page.kind != "first" and page.story not in found]
    assert len(missed) <= 2  # of 30
    kinds = {page.kind: kind for page in news().pages for name, other, kind in links if page.name in (name, other)}
    assert kinds["menus"] == "same text"
    assert kinds["agency"] == kinds["edited"] == "reprint"
    assert kinds["excerpt"] == "excerpt"


def test_notices_are_found_and_no_line_of_a_story() -> None:
    told = {row["text"] for row in tables()["repeated_lines"].to_pylist()}
    often = {line for line in told if sum(line in page.text for page in news().pages) < 20}
    assert len(told) > 15
    assert often == set()


def test_rows_are_sorted_and_name_documents_that_are_there() -> None:
    ids = {page.name for page in news().pages}
    sources = tables()["document_sources"].to_pylist()
    assert [row["document_id"] for row in sources] == sorted(ids)
    story = {row["document_id"]: row["story_id"] for row in sources}
    assert all(story[first] == first for first in story.values())
    for row in tables()["near_duplicates"].to_pylist():
        assert row["story_id"] == story[row["document_id"]]
        assert row["kind"] == "excerpt" or story[row["other_id"]] == row["story_id"]


@pytest.mark.property
@settings(max_examples=8, deadline=None)
@given(seed=st.integers(0, 9), share=st.sampled_from((0.3, 0.7, 1.0)))
def test_neither_order_nor_what_was_there_before_shows(seed: int, share: float) -> None:
    chance = random.Random(seed)  # noqa: S311 - no secret
    kept = sorted(chance.sample(range(len(news().pages)), int(share * len(news().pages))))
    wanted = compared(of(news(), kept))
    mixed = chance.sample(kept, len(kept))
    again = compared(of(news(), mixed), known=tables()["compared"])
    assert {name: table.equals(wanted[name]) for name, table in again.items()} == dict.fromkeys(wanted, True)

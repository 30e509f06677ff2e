import pyarrow as pa
import pytest

from pipelines.corpus.compare import PAIRS
from pipelines.corpus.stories import Told, links_of, near_duplicates, stories_of
from pipelines.records import NearDuplicate
from pipelines.settings import Corpus

LIMITS = Corpus()


def told(
    name: str, body: int | None, size: int = 100, written: int | None = None, origin: str | None = "Herald"
) -> Told:
    return Told(name, body, size, name, origin, written)


def pairs(*rows: tuple[int, int, int, int, int]) -> pa.Table:
    return pa.table(list(zip(*rows, strict=True)), schema=PAIRS) if rows else PAIRS.empty_table()


def linked(documents: list[Told], *rows: tuple[int, int, int, int, int]) -> tuple[dict[str, str], list[NearDuplicate]]:
    links = links_of([pairs(*rows)], LIMITS)
    stories = stories_of(documents, links)
    return stories, near_duplicates(documents, links, stories, LIMITS)


@pytest.mark.parametrize(
    ("other", "row", "kind", "figures"),
    [
        (told("b", 1), None, "same text", (1.0, 1.0)),
        (told("b", 2), (1, 2, 90, 100, 100), "updated version", (0.8182, 0.9)),
        (told("b", 2, origin="Post"), (1, 2, 90, 100, 100), "reprint", (0.8182, 0.9)),
        (told("b", 2, origin=None), (1, 2, 90, 100, 100), "updated version", (0.8182, 0.9)),
        (told("b", 2, 40), (1, 2, 38, 100, 40), "excerpt", (0.3725, 0.95)),
        (told("b", 2, 80), (1, 2, 48, 100, 80), "updated version", (0.3636, 0.6)),
    ],
    ids=["same", "version", "reprint", "source unknown", "excerpt", "rewritten"],
)
def test_kinds(
    other: Told, row: tuple[int, int, int, int, int] | None, kind: str, figures: tuple[float, float]
) -> None:
    stories, found = linked([told("a", 1, written=7), other], *([row] if row else []))
    assert stories == {"a": "a", "b": "a"}
    assert found == [NearDuplicate("b", "a", "a", kind, *figures)]


@pytest.mark.parametrize(
    "row",
    [(1, 2, 0, 100, 100), (1, 2, 49, 100, 100), (1, 2, 30, 40, 400), (1, 2, 39, 60, 60)],
    ids=["nothing shared", "less than half", "three quarters of a short one in a long one", "a paragraph"],
)
def test_what_shares_too_little_is_not_linked(row: tuple[int, int, int, int, int]) -> None:
    assert linked([told("a", 1), told("b", 2)], row) == ({"a": "a", "b": "b"}, [])


def test_a_digest_does_not_join_what_it_quotes() -> None:
    documents = [told("a", 1, 50), told("b", 2, 50), told("digest", 3, 500)]
    stories, found = linked(documents, (1, 3, 50, 50, 500), (2, 3, 50, 50, 500))
    assert stories == {"a": "a", "b": "b", "digest": "digest"}
    assert found == [NearDuplicate(name, "digest", name, "excerpt", 0.1, 1.0) for name in ("a", "b")]


@pytest.mark.parametrize(
    ("one", "other", "first"),
    [
        (told("a", 1, written=8), told("b", 2, written=7), "b"),
        (told("a", 1), told("b", 2, written=7), "b"),
        (told("a", 1, 90, 7), told("b", 2, 99, 7), "b"),
        (told("a", 1), told("b", 2), "a"),
    ],
    ids=["written first", "known to be written", "the longest", "the smallest id"],
)
def test_who_stands_for_a_story(one: Told, other: Told, first: str) -> None:
    for documents in ([one, other], [other, one]):
        assert linked(documents, (1, 2, 90, 100, 100))[0] == {"a": first, "b": first}


def test_versions_chain_and_each_names_the_one_it_is_likest() -> None:
    documents = [told("a", 1, written=1), told("b", 2, written=2), told("c", 3, written=3)]
    stories, found = linked(documents, (1, 2, 70, 100, 100), (2, 3, 70, 100, 100))
    assert set(stories.values()) == {"a"}
    assert [(row.document_id, row.other_id) for row in found] == [("b", "a"), ("c", "b")]


def test_a_body_that_has_gone_joins_nobody() -> None:
    stories, _ = linked([told("a", 1), told("c", 3)], (1, 2, 70, 100, 100), (2, 3, 70, 100, 100))
    assert stories == {"a": "a", "c": "c"}


def test_short_texts_are_one_where_they_are_equal() -> None:
    documents = [Told("a", None, 0, "b", None, None), Told("b", None, 0, "b", None, None), told("c", None)]
    stories, found = linked(documents)
    assert stories == {"a": "a", "b": "a", "c": "c"}
    assert found == [NearDuplicate("b", "a", "a", "same text", 1.0, 1.0)]

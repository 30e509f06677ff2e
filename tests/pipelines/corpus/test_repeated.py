from collections.abc import Sequence

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.batches import to_table
from pipelines.corpus.repeated import find_repeated, in_places
from pipelines.corpus.signatures import line_hash, sign, words_of
from pipelines.corpus.sources import origin
from pipelines.records import Line, RepeatedLine, RepeatedPlace
from pipelines.settings import Corpus, Signatures

LIMITS = Corpus(repeated_stories=3, repeated_share_of_few=0.5, repeated_often=6, repeated_share=0.1)
NOTICE = "Sign up for our newsletter!"


def found(
    texts: Sequence[str], stories: Sequence[str], label: str = "body", source: str = "Herald"
) -> tuple[list[RepeatedLine], list[RepeatedPlace]]:
    """What is repeated in documents `d00`, `d01` ... of one source."""
    named = {f"d{number:02d}": text for number, text in enumerate(texts)}
    rows = []
    for name, text in named.items():
        ends = [len(line) for line in text.split("\n")]
        starts = [sum(ends[:number]) + number for number in range(len(ends))]
        lines = [Line(start, start + end, label, "test") for start, end in zip(starts, ends, strict=True)]
        rows.append(sign(name, "v", text, lines, Signatures()))
    table = to_table("text_signatures", rows)
    told = dict(zip(named, stories, strict=True))
    return find_repeated(
        lambda columns: [table.select(["document_id", *columns])],
        dict.fromkeys(named, source),
        told,
        lambda wanted: {name: named[name] for name in wanted},
        LIMITS,
    )


def test_a_line_of_most_stories_is_repeated() -> None:
    texts = ["The dam broke.\nsign up for  our newsletter", f"It rained.\n{NOTICE}", f"{NOTICE}\nHe won.", "She lost."]
    lines, places = found(texts, "abcd")
    name = f"{line_hash(words_of(NOTICE)):016x}"
    assert lines == [RepeatedLine("Herald", name, "sign up for our newsletter", 3, 3, 0.75)]
    assert [(place.document_id, place.start, place.end, place.label) for place in places] == [
        ("d00", 15, 42, "body"),
        ("d01", 11, 38, "body"),
        ("d02", 0, 27, "body"),
    ]
    assert {(place.line_hash, place.source) for place in places} == {(name, "Herald")}


@pytest.mark.parametrize(
    ("texts", "stories"),
    [
        pytest.param(["We won, he said."] * 2, "ab", id="a quotation in two articles"),
        pytest.param(["The dam broke."] * 9 + ["It rained."], "aaaaaaaaab", id="one story, printed nine times"),
        pytest.param(["It was in 1986."] * 3 + [f"News {n}." for n in range(7)], "abcdefghij", id="three of ten"),
    ],
)
def test_what_tells_something_is_not_hit(texts: list[str], stories: str) -> None:
    assert found(texts, stories) == ([], [])


def test_in_a_large_source_a_smaller_share_will_do() -> None:
    texts = [NOTICE] * 6 + [f"News of the day, number {number}." for number in range(30)]
    lines, _ = found(texts, [str(number) for number in range(36)])
    assert [(line.text, line.documents, line.share) for line in lines] == [(NOTICE, 6, 0.1667)]


def test_lines_that_are_boilerplate_anyway_count_and_need_no_overlay() -> None:
    lines, places = found([NOTICE] * 3, "abc", label="boilerplate")
    assert [line.documents for line in lines] == [3]
    assert places == []


@pytest.mark.parametrize(
    ("source", "url", "uri", "name", "stated"),
    [
        ("  The  Herald ", "https://x.org/a", "file:///in/a.txt", "The Herald", True),
        (None, "https://www.Example.org:80/2015/a", "file:///in/a.txt", "example.org", True),
        ("", "http://[", "file:///in/site/a.txt", "file:///in/site", False),
        (None, None, "file:///in/all.jsonl#7", "file:///in/all.jsonl", False),
        (None, None, None, "", False),
    ],
    ids=["stated", "site", "folder", "file", "nothing"],
)
def test_whose_a_document_is(source: str | None, url: str | None, uri: str | None, name: str, stated: bool) -> None:
    assert (origin(source, url, uri).name, origin(source, url, uri).stated) == (name, stated)


def test_mentions_in_repeated_lines_are_told() -> None:
    places = to_table("repeated_places", [RepeatedPlace("a", 10, 20, "body", "00", "Herald")])
    spans = [("a", 9), ("a", 10), ("a", 19), ("a", 20), ("b", 15)]
    ids, starts = (pa.chunked_array([list(column)]) for column in zip(*spans, strict=True))
    assert in_places(ids, starts, places).to_pylist() == [False, True, True, False, False]
    assert in_places(ids, starts, places.slice(1)).to_pylist() == [False] * 5


@pytest.mark.property
@given(
    st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 9), st.integers(1, 4)), max_size=6),
    st.lists(st.tuples(st.sampled_from("abcd"), st.integers(0, 12)), max_size=9),
)
def test_spans_are_asked_one_by_one(lines: list[tuple[str, int, int]], spans: list[tuple[str, int]]) -> None:
    places = [RepeatedPlace(name, start, start + length, "body", "00", "Herald") for name, start, length in lines]
    ids = pa.chunked_array([pa.array([name for name, _ in spans], pa.string())])
    starts = pa.chunked_array([pa.array([start for _, start in spans], pa.int32())])
    assert in_places(ids, starts, to_table("repeated_places", places)).to_pylist() == [
        any(item.document_id == name and item.start <= start < item.end for item in places) for name, start in spans
    ]

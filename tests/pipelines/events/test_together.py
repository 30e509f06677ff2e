from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.batches import to_records, to_table
from pipelines.events.stage import work
from pipelines.events.together import read_ahead
from pipelines.records import Document, EventMention, Line, PublicationDate
from pipelines.settings import Settings
from pipelines.syntax.sentence import Sentence
from pipelines.syntax.tagger import read_texts

TEXTS = (
    "Rebels seized the town on Monday. They burned two bridges, the mayor said.",
    "Moscow annexed Crimea in 2014.",
    "Talks failed.",
    "“We will not leave,” Anna Weber told reporters in Geneva after the vote, which her party had lost.",
    ", " * 40 + "and he went.",
    "Heavy rain flooded parts of southern China and forced 30,000 people to leave their homes, officials said Tuesday.",
)


def document(name: str, text: str | None, language: str | None = "en", label: str = "body") -> Document:
    lines = () if text is None else (Line(0, len(text), label, "test"),)
    return Document(name, name, name, text, language=language, lines=lines)


def mentions(documents: Sequence[Document]) -> list[EventMention]:
    inputs = {
        "documents": to_table("documents", documents),
        "publication_dates": to_table(
            "publication_dates",
            [PublicationDate(one.document_id, one.content_hash, 17_000, 17_000) for one in documents],
        ),
        "time_expressions": to_table("time_expressions", []),
    }
    result = work(inputs, Settings())
    assert result.faults.num_rows == 0
    return to_records(result.rows, EventMention)


def read_by_itself(documents: Sequence[Document], **chosen: Any) -> list[str]:
    """The documents whose sentences `read_ahead` left to be read."""
    rows = list(read_ahead([{"documents": [one]} for one in documents], None, **chosen))
    assert [row["documents"][0] for row in rows] == list(documents)
    return [row["documents"][0].document_id for row in rows if "sentences" not in row]


@pytest.mark.property
@settings(max_examples=15, deadline=None)
@given(st.lists(st.lists(st.sampled_from(TEXTS), max_size=3).map(" ".join), min_size=2, max_size=6))
def test_a_document_has_the_same_rows_alone_and_among_others(texts: list[str]) -> None:
    documents = [document(f"d{n}", text) for n, text in enumerate(texts)]
    assert mentions(documents) == [row for one in documents for row in mentions([one])]


def test_short_documents_are_read_together() -> None:
    assert read_by_itself([document("a", TEXTS[0]), document("b", TEXTS[1], None)]) == []


def test_what_is_not_read_as_english_or_too_long_stays() -> None:
    documents = [
        document("none", None),
        document("german", "Sie gingen.", "de"),
        document("short", TEXTS[0]),
        document("sale", "Sale ends soon.", label="boilerplate"),
        document("short too", TEXTS[1]),
        document("long", TEXTS[0] * 1_000),
        document("last", TEXTS[2]),
    ]
    assert read_by_itself(documents) == ["none", "german", "sale", "long", "last"]


def test_sentences_are_those_of_the_lines_that_are_read() -> None:
    text = f"Sale ends soon.\n{TEXTS[1]}"
    lines = (Line(0, 15, "boilerplate", "test"), Line(16, len(text), "body", "test"))
    one = Document("a", "a", "a", text, language="en", lines=lines)
    first, second = read_ahead([{"documents": [one]}, {"documents": [document("b", TEXTS[2])]}], None)
    assert [sentence.words for sentence in first["sentences"]] == [("Moscow", "annexed", "Crimea", "in", "2014", ".")]
    assert [sentence.lemmas for sentence in second["sentences"]] == [("talk", "fail", ".")]


def test_where_reading_fails_each_is_read_by_itself() -> None:
    def reader(asked: Sequence[tuple[str, Sequence[tuple[int, int]]]]) -> list[list[Sentence]]:
        if any("Crimea" in text for text, _ in asked):
            raise ValueError
        return read_texts(asked)

    fine = [document("a", TEXTS[0]), document("b", TEXTS[2])]
    assert read_by_itself(fine, read=reader) == []
    assert read_by_itself([*fine, document("c", TEXTS[1])], read=reader) == ["a", "b", "c"]

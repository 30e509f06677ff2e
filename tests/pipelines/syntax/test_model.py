import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from pipelines.syntax.model import NOTHING, Analysis, model
from pipelines.syntax.tagger import Sentence, read_sentences
from pipelines.syntax.tokens import tokenise


def analysed(text: str) -> Analysis:
    return model().analyse([tokenise(text).words])[0]


def read_alone(text: str, start: int, end: int) -> Sentence:
    return read_sentences(text, [(start, end)])[0]


def test_a_sentence() -> None:
    found = analysed("Russian troops seized the airport on Friday in Crimea.")
    assert found.tags == ("JJ", "NNS", "VBD", "DT", "NN", "IN", "NNP", "IN", "NNP", ".")
    assert found.heads[:7] == (1, 2, -1, 4, 2, 6, 2)
    assert found.relations[:7] == ("amod", "nsubj", "root", "det", "obj", "case", "obl")
    assert found.names[8] == "B-LOC"


@pytest.mark.parametrize(
    ("text", "word", "given", "expected"),
    [
        pytest.param("He said that it was late.", "said", "-", "REPORTING", id="saying"),
        pytest.param("The company plans to close the plant.", "plans", "-", "I_STATE", id="planning"),
        pytest.param("Talks began on Monday.", "began", "ASPECTUAL", "ASPECTUAL", id="beginning"),
    ],
)
def test_classes_of_events(text: str, word: str, given: str, expected: str) -> None:
    words = tokenise(text).words
    place = words.index(word)
    [(odds, event_class)] = model().judge([analysed(text)], [place], [given])
    assert event_class == expected
    assert odds > 0
    assert model().judge([analysed(text)], [len(words) - 1], ["-"])[0][0] < 0


def test_rules_count() -> None:
    found = analysed("The bombing was condemned.")
    (plain, _), (told, _) = model().judge([found], [1, 1], ["-", "OCCURRENCE"])
    assert told > plain
    assert found.odds[1] == pytest.approx(plain, abs=1e-4)


def test_nothing_is_said_of_no_words() -> None:
    assert model().analyse([(), ("Yes", "."), ()])[::2] == [NOTHING, NOTHING]


def test_sentences_keep_their_order() -> None:
    text = "Rebels left. The army said on Monday that it had taken the town. Why?"
    spans = [(0, 12), (13, 64), (65, 69)]
    together = read_sentences(text, spans)
    assert [text[s.start : s.end] for s in together] == ["Rebels left.", text[13:64], "Why?"]
    for sentence, span in zip(together, spans, strict=True):
        alone = read_alone(text, *span)
        assert (sentence.analysis.heads, sentence.analysis.tags) == (alone.analysis.heads, alone.analysis.tags)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("," * 2_000, id="commas"),
        pytest.param("a " * 1_000, id="one word"),
        pytest.param(" ".join(f"w{n}" for n in range(400)), id="all words new"),
        pytest.param("\ud800 \u202e \U0001f600 \x00", id="odd characters"),
    ],
)
def test_whatever_comes_is_read(text: str) -> None:
    found = read_alone(text, 0, len(text))
    assert len(found.heads) == len(found.relations) == len(found.names) == len(found.words)


def test_a_list_is_read_in_pieces() -> None:
    words = tokenise("They took the town on Monday , " * 100).words
    found = model().analyse([words])[0]
    assert len(found.heads) == len(found.odds) == len(found.events) == len(words)
    roots = [i for i, head in enumerate(found.heads) if head < 0]
    assert len(roots) == 3  # of 256 words each, and the rest
    assert all(i // 256 == head // 256 for i, head in enumerate(found.heads) if head >= 0)


@pytest.mark.property
@settings(max_examples=50, deadline=None)
@drawn(st.lists(st.text(min_size=1, max_size=60), max_size=5))
def test_columns_are_as_long_as_the_sentence(texts: list[str]) -> None:
    words = [tokenise(text).words for text in texts]
    for own, found in zip(words, model().analyse(words), strict=True):
        columns = (found.tags, found.heads, found.relations, found.names, found.events, found.odds)
        assert {len(column) for column in columns} == {len(own)}
        assert all(-1 <= head < len(own) and head != i for i, head in enumerate(found.heads))

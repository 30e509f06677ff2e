"""What hangs on a mention, as parts of what it looks like."""

import pytest

from pipelines.events.branches import BRANCH_NAMES, branches
from pipelines.events.judging import find_triggers
from pipelines.syntax.tagger import read_sentences
from pipelines.syntax.trees import Tree


def names(text: str, word: str) -> set[str]:
    [sentence] = read_sentences(text, [(0, len(text))])
    trigger = next(found for found in find_triggers([sentence])[0] if sentence.words[found.index] == word)
    parts = branches(sentence, Tree.of(sentence), trigger, "form")
    return {name for kind, *told in parts for name in BRANCH_NAMES[kind](*told)}


@pytest.mark.parametrize(
    ("text", "word", "named"),
    [
        pytest.param("He will resign if they leave.", "leave", "mark if", id="a conjunction"),
        pytest.param("They already left the town.", "left", "advmod already", id="an adverb"),
        pytest.param("They left the town.", "left", "has obj", id="an object"),
        pytest.param("They left the town.", "left", "subject PRP they", id="a pronoun"),
        pytest.param("Rebels left the town.", "left", "subject NNS", id="a subject, without its word"),
        pytest.param("Rebels left the town.", "left", "rel root", id="its own place"),
    ],
)
def test_what_hangs_on_a_mention_is_named(text: str, word: str, named: str) -> None:
    assert named in names(text, word)


def test_without_a_tree_nothing_is_said() -> None:
    [sentence] = read_sentences("They left.", [(0, 10)])
    assert branches(sentence, None, find_triggers([sentence])[0][0], "form") == []


def test_no_noun_or_verb_of_the_text_is_named() -> None:
    assert not any("town" in name or "rebels" in name for name in names("Rebels left the town.", "left"))

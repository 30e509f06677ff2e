import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.syntax.tagger import read_sentence, read_sentences
from pipelines.syntax.trees import Tree

# Rebels who left , seized the town and burned bridges on Monday .
HEADS = (4, 2, 0, 4, -1, 6, 4, 8, 4, 8, 11, 8, 4)
RELATIONS = ("nsubj", "nsubj", "acl:relcl", "punct", "root", "det", "obj", "cc", "conj", "obj", "case", "obl", "punct")
TREE = Tree.made(HEADS, RELATIONS)
SEIZED, BURNED = 4, 8


def test_children_stand_in_order() -> None:
    assert TREE.children[SEIZED] == (0, 3, 6, 8, 12)
    assert TREE.under(BURNED, "obj", "cc") == (7, 9)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        pytest.param(11, 6, (11, 8, 4, 6), id="over the root"),
        pytest.param(11, 8, (11, 8), id="up"),
        pytest.param(4, 1, (4, 0, 2, 1), id="down"),
        pytest.param(5, 5, (5,), id="nowhere"),
    ],
)
def test_paths(first: int, second: int, expected: tuple[int, ...]) -> None:
    assert TREE.path(first, second) == expected


def test_no_path_leads_from_one_piece_to_another() -> None:
    assert Tree.made((-1, -1), ("root", "root")).path(0, 1) == ()


def test_what_hangs_on_a_word() -> None:
    assert TREE.subtree(0) == [0, 1, 2]
    assert TREE.span(BURNED) == (7, 12)
    assert list(TREE.up(11)) == [8, 4]


def test_joined_verbs_share_their_subject_and_nothing_else() -> None:
    assert TREE.conjuncts(SEIZED) == TREE.conjuncts(BURNED) == (SEIZED, BURNED)
    assert TREE.subjects(BURNED) == TREE.subjects(SEIZED) == (0,)
    assert TREE.objects(BURNED) == (9,)
    assert TREE.obliques(BURNED) == ((11, 10),)
    assert TREE.obliques(SEIZED) == ()


def test_an_infinitive_has_the_subject_of_its_verb() -> None:
    tree = Tree.made((1, -1, 3, 1), ("nsubj", "root", "mark", "xcomp"))  # He plans to leave
    assert tree.subjects(3) == (0,)


def test_passives() -> None:
    assert Tree.made((2, 2, -1), ("nsubj:pass", "aux:pass", "root")).passive(2)
    assert not TREE.passive(SEIZED)


def test_trees_of_sentences() -> None:
    text = "Rebels from the north seized the town and burned two bridges on Monday."
    tree = Tree.of(read_sentences(text, [(0, len(text))])[0])
    assert tree is not None
    assert (tree.subjects(8), tree.objects(8), tree.conjuncts(8)) == ((0,), (10,), (4, 8))
    assert Tree.of(read_sentence(text, 0, len(text))) is None


@pytest.mark.property
@settings(deadline=None, max_examples=50)
@given(st.lists(st.text(alphabet="ab ,.X\u2019\ud800", min_size=1, max_size=80), max_size=3))
def test_every_question_has_an_end(texts: list[str]) -> None:
    for text in texts:
        for sentence in read_sentences(text, [(0, len(text))]):
            tree = Tree.of(sentence)
            for i in range(len(sentence.words) if tree else 0):
                assert tree is not None
                assert i in tree.subtree(i)
                assert i in tree.conjuncts(i)
                assert len(list(tree.up(i))) < len(sentence.words)
                assert all(0 <= place < len(sentence.words) for place in tree.subjects(i))

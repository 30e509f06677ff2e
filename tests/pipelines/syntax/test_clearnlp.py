"""Trees of our own sentences as spaCy's English pipelines draw them, and as Universal Dependencies do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.syntax.clearnlp import is_clearnlp, universal
from pipelines.syntax.trees import Tree

LABELS = (
    *(
        "nsubj",
        "dobj",
        "pobj",
        "prep",
        "pcomp",
        "agent",
        "dative",
        "conj",
        "cc",
        "punct",
        "attr",
        "acomp",
        "ccomp",
        "xcomp",
    ),
    *("aux", "auxpass", "expl", "relcl", "npadvmod", "advmod", "mark", "nonsense"),
)


def turned(drawn: str) -> str:
    """`word/TAG/relation/place of its head from 1`, and the same words as `relation>head`."""
    words, tags, relations, places = zip(*(item.rsplit("/", 3) for item in drawn.split()), strict=True)
    heads, found = universal([word.lower() for word in words], tags, [int(place) - 1 for place in places], relations)
    named = ("ROOT" if head < 0 else words[head] for head in heads)
    return " ".join(f"{word}:{relation}>{head}" for word, relation, head in zip(words, found, named, strict=True))


@pytest.mark.parametrize(
    ("drawn", "expected"),
    [
        pytest.param(
            "Rebels/NNS/nsubj/2 seized/VBD/ROOT/0 the/DT/det/4 town/NN/dobj/2 near/IN/prep/4 Mali/NNP/pobj/5 on/IN/prep/2 Monday/NNP/pobj/7",
            "Rebels:nsubj>seized seized:root>ROOT the:det>town town:obj>seized near:case>Mali Mali:nmod>town on:case>Monday Monday:obl>seized",
            id="prepositions of a noun and of a verb",
        ),
        pytest.param(
            "The/DT/det/2 town/NN/nsubjpass/4 was/VBD/auxpass/4 seized/VBN/ROOT/0 by/IN/agent/4 them/PRP/pobj/5",
            "The:det>town town:nsubj:pass>seized was:aux:pass>seized seized:root>ROOT by:case>them them:obl:agent>seized",
            id="passive with its agent",
        ),
        pytest.param(
            "They/PRP/nsubj/2 fled/VBD/ROOT/0 out/IN/prep/2 of/IN/prep/3 the/DT/det/6 house/NN/pobj/4",
            "They:nsubj>fled fled:root>ROOT out:case>house of:case>house the:det>house house:obl>fled",
            id="two prepositions",
        ),
        pytest.param(
            "It/PRP/nsubj/2 closed/VBD/ROOT/0 because/IN/prep/2 of/IN/pcomp/3 rain/NN/pobj/3",
            "It:nsubj>closed closed:root>ROOT because:case>rain of:fixed>because rain:obl>closed",
            id="a preposition of two words",
        ),
        pytest.param(
            "towns/NNS/ROOT/0 such/JJ/amod/3 as/IN/prep/1 Derna/NNP/pobj/3",
            "towns:root>ROOT such:case>Derna as:case>Derna Derna:nmod>towns",
            id="such as, such under as",
        ),
        pytest.param(
            "He/PRP/nsubj/2 resigned/VBD/ROOT/0 after/IN/prep/2 losing/VBG/pcomp/3 the/DT/det/6 vote/NN/dobj/4",
            "He:nsubj>resigned resigned:root>ROOT after:mark>losing losing:advcl>resigned the:det>vote vote:obj>losing",
            id="a clause behind a preposition",
        ),
        pytest.param(
            "plans/NNS/ROOT/0 for/IN/prep/1 closing/VBG/pcomp/2 it/PRP/dobj/3",
            "plans:root>ROOT for:mark>closing closing:acl>plans it:obj>closing",
            id="a clause behind a noun's preposition",
        ),
        pytest.param(
            "the/DT/det/2 men/NNS/ROOT/0 with/IN/prep/6 whom/WP/pobj/3 she/PRP/nsubj/6 fled/VBD/relcl/2",
            "the:det>men men:root>ROOT with:case>whom whom:obl>fled she:nsubj>fled fled:acl:relcl>men",
            id="a relative pronoun behind its preposition",
        ),
        pytest.param(
            "the/DT/det/2 bed/NN/ROOT/0 he/PRP/nsubj/4 slept/VBD/relcl/2 in/IN/prep/4",
            "the:det>bed bed:root>ROOT he:nsubj>slept slept:acl:relcl>bed in:advmod>slept",
            id="a preposition without its noun",
        ),
        pytest.param(
            "He/PRP/nsubj/2 was/VBD/ROOT/0 not/RB/neg/2 president/NN/attr/2 then/RB/advmod/2 ././punct/2",
            "He:nsubj>president was:cop>president not:advmod>president president:root>ROOT then:advmod>president .:punct>president",
            id="a noun as predicate",
        ),
        pytest.param(
            "They/PRP/nsubj/2 said/VBD/ROOT/0 it/PRP/nsubj/4 was/VBD/ccomp/2 very/RB/advmod/6 late/JJ/acomp/4",
            "They:nsubj>said said:root>ROOT it:nsubj>late was:cop>late very:advmod>late late:ccomp>said",
            id="an adjective as predicate of a clause",
        ),
        pytest.param(
            "The/DT/det/2 talks/NNS/nsubj/3 were/VBD/ROOT/0 in/IN/prep/3 Minsk/NNP/pobj/4 on/IN/prep/3 Friday/NNP/pobj/6",
            "The:det>talks talks:nsubj>Minsk were:cop>Minsk in:case>Minsk Minsk:root>ROOT on:case>Friday Friday:obl>Minsk",
            id="a phrase as predicate",
        ),
        pytest.param(
            "He/PRP/nsubj/2 is/VBZ/ROOT/0 away/RB/advmod/2",
            "He:nsubj>away is:cop>away away:root>ROOT",
            id="an adverb as predicate",
        ),
        pytest.param(
            "The/DT/det/2 aim/NN/nsubj/3 is/VBZ/ROOT/0 to/TO/aux/5 be/VB/xcomp/3 ready/JJ/acomp/5",
            "The:det>aim aim:nsubj:outer>ready is:cop>ready to:mark>ready be:cop>ready ready:root>ROOT",
            id="a clause as predicate",
        ),
        pytest.param(
            "There/EX/expl/2 was/VBD/ROOT/0 an/DT/det/4 attack/NN/attr/2 in/IN/prep/4 Nice/NNP/pobj/5",
            "There:expl>was was:root>ROOT an:det>attack attack:nsubj>was in:case>Nice Nice:nmod>attack",
            id="there was",
        ),
        pytest.param(
            "She/PRP/nsubj/2 became/VBD/ROOT/0 minister/NN/attr/2", "She:nsubj>became became:root>ROOT minister:xcomp>became",
            id="a predicate of another verb",
        ),
        pytest.param(
            "It/PRP/nsubj/2 gave/VBD/ROOT/0 her/PRP/dative/2 gold/NN/dobj/2 ,/,/punct/2 iron/NN/dobj/2 to/IN/dative/2 him/PRP/pobj/7",
            "It:nsubj>gave gave:root>ROOT her:iobj>gave gold:obj>gave ,:punct>gave iron:obj>gave to:case>him him:obl>gave",
            id="who gets it",
        ),
        pytest.param(
            "He/PRP/nsubj/2 died/VBD/ROOT/0 two/CD/nummod/4 days/NNS/npadvmod/5 ago/RB/advmod/2 ,/,/punct/2 aged/VBN/advcl/2",
            "He:nsubj>died died:root>ROOT two:nummod>days days:obl:unmarked>ago ago:advmod>died ,:punct>died aged:advcl>died",
            id="a measure before an adverb",
        ),
        pytest.param(
            "the/DT/det/2 vote/NN/ROOT/0 last/JJ/amod/4 week/NN/npadvmod/2",
            "the:det>vote vote:root>ROOT last:amod>week week:nmod:unmarked>vote",
            id="a bare time of a noun",
        ),
        pytest.param(
            "They/PRP/nsubj/2 came/VBD/ROOT/0 ,/,/punct/2 saw/VBD/conj/2 and/CC/cc/4 won/VBD/conj/4",
            "They:nsubj>came came:root>ROOT ,:punct>saw saw:conj>came and:cc>won won:conj>came",
            id="joined verbs hang on the first",
        ),
        pytest.param(
            "in/IN/prep/6 Kyiv/NNP/pobj/1 and/CC/cc/1 in/IN/conj/1 Lviv/NNP/pobj/4 rallied/VBD/ROOT/0",
            "in:case>Kyiv Kyiv:obl>rallied and:cc>Lviv in:case>Lviv Lviv:conj>Kyiv rallied:root>ROOT",
            id="joined phrases",
        ),
        pytest.param(
            "They/PRP/nsubj/2 forced/VBD/ROOT/0 him/PRP/nsubj/5 to/TO/aux/5 leave/VB/ccomp/2",
            "They:nsubj>forced forced:root>ROOT him:obj>forced to:mark>leave leave:xcomp>forced",
            id="who is made to do it",
        ),
        pytest.param(
            "They/PRP/nsubj/2 said/VBD/ROOT/0 he/PRP/nsubj/5 would/MD/aux/5 leave/VB/ccomp/2",
            "They:nsubj>said said:root>ROOT he:nsubj>leave would:aux>leave leave:ccomp>said",
            id="a finite clause keeps its subject",
        ),
        pytest.param(
            "Iran/NNP/poss/3 's/POS/case/1 envoy/NN/nsubj/4 pulled/VBD/ROOT/0 out/RP/prt/4",
            "Iran:nmod:poss>envoy 's:case>Iran envoy:nsubj>pulled pulled:root>ROOT out:compound:prt>pulled",
            id="owners and particles",
        ),
        pytest.param(
            "In/IN/ROOT/0 Paris/NNP/pobj/1 ././punct/1", "In:case>Paris Paris:root>ROOT .:punct>Paris", id="a phrase alone"
        ),
        pytest.param("fire/NN/pobj/2 of/IN/ROOT/0 oil/NN/pobj/2", "fire:root>ROOT of:case>fire oil:dep>fire", id="two nouns"),
    ],
)  # fmt: skip
def test_turned(drawn: str, expected: str) -> None:
    assert turned(drawn) == expected


@pytest.mark.parametrize(
    ("relations", "expected"),
    [
        pytest.param(("nsubj", "dobj", "prep", "pobj", "case"), True, id="ClearNLP"),
        pytest.param(("nsubj", "obj", "obl", "case"), False, id="Universal Dependencies"),
        pytest.param((), False, id="nothing"),
    ],
)
def test_is_clearnlp(relations: tuple[str, ...], expected: bool) -> None:
    assert is_clearnlp(relations) is expected


@pytest.mark.property
@given(st.data(), st.integers(1, 12))
def test_a_tree_stays_a_tree(data: st.DataObject, size: int) -> None:
    order = data.draw(st.permutations(range(size)))
    heads = [-1] * size
    for n, i in enumerate(order[1:], 1):
        heads[i] = data.draw(st.sampled_from((-1, *order[:n])))
    words = data.draw(
        st.lists(st.sampled_from(("be", "is", "of", "such", "and", "away", ",")), min_size=size, max_size=size)
    )
    tags = data.draw(st.lists(st.sampled_from(("VB", "VBZ", "IN", "NN", "EX", "TO")), min_size=size, max_size=size))
    drawn = data.draw(st.lists(st.sampled_from(LABELS), min_size=size, max_size=size))
    relations = ["ROOT" if head < 0 else label for head, label in zip(heads, drawn, strict=True)]
    found, named = universal(words, tags, heads, relations)
    tree = Tree.made(found, named)
    assert [i for i in range(size) if not 0 <= found[i] < size and found[i] != -1] == []
    assert sum(len(tree.subtree(i)) for i in range(size) if found[i] < 0) == size
    assert sum(head < 0 for head in found) == sum(head < 0 for head in heads)
    assert all((head < 0) == (relation == "root") for head, relation in zip(found, named, strict=True))

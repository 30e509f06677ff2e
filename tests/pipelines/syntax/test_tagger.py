import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.syntax.tagger import read_sentence


def tag_of(text: str, word: str) -> tuple[str, str]:
    sentence = read_sentence(text, 0, len(text))
    i = sentence.words.index(word)
    return sentence.tags[i], sentence.lemmas[i]


@pytest.mark.parametrize(
    ("text", "word", "tag", "lemma"),
    [
        pytest.param("The attack began.", "attack", "NN", "attack", id="noun after an article"),
        pytest.param("They will attack soon.", "attack", "VB", "attack", id="verb after a modal"),
        pytest.param("They attack the town.", "attack", "VBP", "attack", id="verb after a pronoun"),
        pytest.param("Russia's attack failed.", "attack", "NN", "attack", id="noun after an owner"),
        pytest.param("He plans to visit Kiev.", "plans", "VBZ", "plan", id="-s form after a pronoun"),
        pytest.param("The plans were dropped.", "plans", "NNS", "plan", id="plural after an article"),
        pytest.param("Kirby said it.", "said", "VBD", "say", id="irregular past"),
        pytest.param("The town was seized.", "seized", "VBN", "seize", id="passive"),
        pytest.param("He has left Syria.", "left", "VBN", "leave", id="perfect"),
        pytest.param("It isn't working.", "working", "VBG", "work", id="progressive behind a negation"),
        pytest.param("The meeting ended.", "meeting", "NN", "meeting", id="-ing noun"),
        pytest.param("He was accused of selling arms.", "selling", "VBG", "sell", id="-ing form after a preposition"),
        pytest.param("The elected president spoke.", "elected", "JJ", "elected", id="participle before its noun"),
        pytest.param("Troops sent to Latvia will stay.", "sent", "VBN", "send", id="the finite verb is still to come"),
        pytest.param(
            "The envoy said one thing is certain.", "said", "VBD", "say", id="a clause follows a verb of saying"
        ),
        pytest.param("They helped the king regain power.", "regain", "VB", "regain", id="bare infinitive after help"),
        pytest.param(
            "They hyperventilated the debate.", "hyperventilated", "VBD", "hyperventilate", id="unknown -ed form"
        ),
        pytest.param("Armed men seized it.", "Armed", "JJ", "armed", id="participle before a plural in front"),
        pytest.param("Asked about it, he left.", "Asked", "VBN", "ask", id="participle in front"),
        pytest.param("The flames were first seen.", "first", "RB", "first", id="first before a participle"),
        pytest.param("They reclosed the road.", "reclosed", "VBD", "reclose", id="a verb made of another"),
        pytest.param("It fell, an official said Saturday.", "said", "VBD", "say", id="said is no adjective"),
        pytest.param("They began a safety walk.", "walk", "NN", "walk", id="noun behind a noun of an object"),
        pytest.param("Dialogue does not have a chance.", "have", "VB", "have", id="have after do"),
        pytest.param("He cannot approximate it.", "approximate", "VB", "approximate", id="verb after cannot"),
    ],
)
def test_tags(text: str, word: str, tag: str, lemma: str) -> None:
    found = tag_of(text, word)
    assert found[0] == tag
    assert found[1] == lemma


def test_headlines_in_capitals_are_not_all_names() -> None:
    assert tag_of("Russian Troops Seized Border Town Yesterday", "Seized")[0] == "VBD"


@pytest.mark.property
@given(st.text())
def test_columns_have_one_length_and_exact_offsets(text: str) -> None:
    sentence = read_sentence(text, 0, len(text))
    columns = (sentence.words, sentence.lowers, sentence.starts, sentence.ends, sentence.tags, sentence.lemmas)
    assert len({len(column) for column in columns}) == 1
    assert all(text[s:e] == w for w, s, e in zip(sentence.words, sentence.starts, sentence.ends, strict=True))
    assert all(sentence.tags)


def test_brackets_of_tokenised_text_are_no_names() -> None:
    text = "It might ultimately rule -LRB- so he said -RRB- ."
    found = read_sentence(text, 0, len(text))
    tags = dict(zip(found.words, found.tags, strict=True))
    assert (tags["LRB"], tags["RRB"], tags["ultimately"], tags["rule"]) == (",", ",", "RB", "VB")

import pytest

from pipelines.syntax.penn import penn, tags


@pytest.mark.parametrize(
    ("part", "features", "word", "expected"),
    [
        pytest.param("VERB", "VerbForm=Fin|Tense=Past", "seized", "VBD", id="past"),
        pytest.param("VERB", "VerbForm=Part|Tense=Past", "seized", "VBN", id="past participle"),
        pytest.param("VERB", "VerbForm=Part|Tense=Pres", "seizing", "VBG", id="present participle"),
        pytest.param("VERB", "VerbForm=Ger", "seizing", "VBG", id="gerund"),
        pytest.param("VERB", "VerbForm=Inf", "seize", "VB", id="infinitive"),
        pytest.param("VERB", "VerbForm=Fin|Mood=Imp", "seize", "VB", id="imperative"),
        pytest.param("AUX", "VerbForm=Fin|Tense=Pres|Person=3|Number=Sing", "is", "VBZ", id="third person"),
        pytest.param("AUX", "VerbForm=Fin|Tense=Pres|Person=3|Number=Plur", "are", "VBP", id="plural"),
        pytest.param("AUX", "VerbForm=Fin", "may", "MD", id="modal"),
        pytest.param("NOUN", "Number=Plur", "towns", "NNS", id="plural noun"),
        pytest.param("PROPN", "Number=Sing", "Mali", "NNP", id="name"),
        pytest.param("ADJ", "Degree=Cmp", "larger", "JJR", id="comparative"),
        pytest.param("ADV", "Degree=Sup", "most", "RBS", id="superlative"),
        pytest.param("ADV", "PronType=Int", "when", "WRB", id="asking adverb"),
        pytest.param("PRON", "PronType=Prs", "they", "PRP", id="pronoun"),
        pytest.param("PRON", "PronType=Prs|Poss=Yes", "their", "PRP$", id="owner"),
        pytest.param("PRON", "PronType=Rel", "who", "WP", id="relative who"),
        pytest.param("PRON", "PronType=Rel", "which", "WDT", id="relative which"),
        pytest.param("PRON", "PronType=Rel|Poss=Yes", "whose", "WP$", id="whose"),
        pytest.param("PRON", "PronType=Ind", "someone", "NN", id="indefinite"),
        pytest.param("PRON", "PronType=Dem", "this", "DT", id="demonstrative"),
        pytest.param("PRON", "", "there", "EX", id="there"),
        pytest.param("DET", "Definite=Def|PronType=Art", "the", "DT", id="article"),
        pytest.param("PART", "", "to", "TO", id="to"),
        pytest.param("PART", "", "'s", "POS", id="of an owner"),
        pytest.param("PART", "", "not", "RB", id="not"),
        pytest.param("SCONJ", "", "if", "IN", id="subordinator"),
        pytest.param("CCONJ", "", "and", "CC", id="conjunction"),
        pytest.param("NUM", "", "two", "CD", id="number"),
        pytest.param("PUNCT", "", "?", ".", id="end of a sentence"),
        pytest.param("PUNCT", "", "—", ":", id="dash"),
        pytest.param("", "", "thing", "NN", id="nothing known"),
    ],
)
def test_penn(part: str, features: str, word: str, expected: str) -> None:
    told = dict(item.split("=") for item in features.split("|") if item)
    assert penn(part, told, word) == expected
    assert expected in tags()

import gzip
import json
from pathlib import Path

import numpy as np
import pytest

from pipelines.syntax.features import LISTED
from pipelines.syntax.parameters import quantised, read_weights
from tests.training.card import card
from tests.training.events import annotated, held_out
from tests.training.examples import project, spans_of
from tests.training.sources import SOURCES
from tests.training.treebanks import named_sentences, treebank

CONLLU = """# sent_id = one
# text = A well-known man isn't U.S. born.
1	A	a	DET	DT	_	5	det	_	_
2	well	well	ADV	RB	_	4	advmod	_	_
3	-	-	PUNCT	HYPH	_	4	punct	_	_
4	known	known	ADJ	JJ	_	5	amod	_	_
5	man	man	NOUN	NN	_	9	nsubj	_	_
6-7	isn't	_	_	_	_	_	_	_	_
6	is	be	AUX	VBZ	_	9	aux:pass	_	_
7	n't	not	PART	RB	_	9	advmod	_	_
8	U.S.	U.S.	PROPN	NNP	_	9	obl	_	_
9	born	bear	VERB	VBN	_	0	root	_	_
10	.	.	PUNCT	.	_	9	punct	_	_

"""
NAMES = "# sent_id = one\n" + "".join(
    f"{n}\t{word}\t{label}\t-\t-\n"
    for n, (word, label) in enumerate(
        [("A", "O"), ("well", "O"), ("-", "O"), ("known", "O"), ("man", "O"), ("is", "O"), ("n't", "O"), ("U.S.", "B-LOC"),
         ("born", "O"), (".", "O")], 1,
    )
)  # fmt: skip


def written(path: Path, text: str) -> None:
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.write(text)


def test_a_treebank_in_our_own_words(tmp_path: Path) -> None:
    written(tmp_path / "x-train.conllu.gz", CONLLU)
    written(tmp_path / "uner-x-train.iob2.gz", NAMES)
    [found] = treebank(tmp_path, "x-train")
    assert found.words == ("A", "well-known", "man", "is", "n't", "U.S.", "born", ".")
    assert found.heads == (3, 3, 7, 7, 7, 7, 0, 7)
    assert found.columns["xpos"] == ("DT", "JJ", "NN", "VBZ", "RB", "NNP", "VBN", ".")
    assert found.columns["name"] == ("O", "O", "O", "O", "O", "B-LOC", "O", "O")


def test_pieces_of_one_word_hang_on_the_first() -> None:
    spans = spans_of("It ran :( .", ["It", "ran", ":(", "."])
    assert spans is not None
    found = project("It ran :( .", spans, [2, 0, 2, 2], {"relation": ["nsubj", "root", "discourse", "punct"]})
    assert found is not None
    assert found.words == ("It", "ran", ":", "(", ".")
    assert found.heads == (2, 0, 2, 3, 2)
    assert found.columns["relation"] == ("nsubj", "root", "discourse", "goeswith", "punct")


def test_words_that_are_not_in_their_text() -> None:
    assert spans_of("It ran.", ["It", "walked"]) is None


def test_names_begin_with_a_b(tmp_path: Path) -> None:
    written(tmp_path / "names.gz", "Al I-PER\nGore I-PER\nin O\nParis I-LOC\nMatch I-MISC\n\nYes O\n")
    first, second = named_sentences(tmp_path / "names.gz")
    assert first.columns["name"] == ("B-PER", "I-PER", "O", "B-LOC", "B-OTH")
    assert second.words == ("Yes",)


def test_a_document_is_learnt_from_or_kept_never_both(tmp_path: Path) -> None:
    names = [f"doc{n}" for n in range(40)]
    events = [{"start": 5, "end": 9, "class": "REPORTING"}, {"start": 18, "end": 23, "class": "OCCURRENCE"}]
    rows = [json.dumps({"doc_id": name, "text": "They said that it began.", "events": events}) for name in names]
    (tmp_path / "gold.jsonl").write_text("\n".join(rows), encoding="utf-8")
    learnt, kept = (list(annotated(tmp_path / "gold.jsonl", kept=keep)) for keep in (False, True))
    assert len(kept) == sum(map(held_out, names)) > 0
    assert len(learnt) + len(kept) == len(names)
    assert learnt[0].columns["event"] == ("-", "REPORTING", "-", "-", "OCCURRENCE", "-")
    assert learnt[0].columns["given"] == ("-", "REPORTING", "-", "-", "ASPECTUAL", "-")


def test_weights_come_back_as_they_were_written(tmp_path: Path) -> None:
    chance = np.random.default_rng(1)
    names = [name for name, *_ in LISTED]
    given = {f"word.{name}": chance.normal(size=(5, 3)).astype(np.float32) for name in names}
    given["mix.weight"] = chance.normal(size=(6, 2)).astype(np.float32)
    listed = ({11: 2, 4_000_000_000: 3}, {7: 2})
    made = quantised(given, listed, {"xpos": ("NN", "VB")})
    np.savez(tmp_path / "model.npz", allow_pickle=False, **made)
    with pytest.raises(KeyError, match="last1"):
        read_weights(tmp_path / "model.npz")
    np.testing.assert_allclose(
        made["word.form"] * made["word.form.scale"].astype(np.float32)[:, None], given["word.form"], atol=0.02
    )
    assert made["listed.form"].tolist() == [11, 4_000_000_000]


def test_the_card_names_every_source_and_figure() -> None:
    written_card = card(SOURCES, {"EWT": {"tags": 95.123}, "TimeBank": {"events": 86.0}}, size=2.9, command="10 epochs")
    assert all(source.name in written_card and source.licence in written_card for source in SOURCES)
    assert "| EWT | 95.1 |  |" in written_card
    assert "| TimeBank |  | 86.0 |" in written_card

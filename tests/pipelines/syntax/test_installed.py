"""Sentences read by real spaCy pipelines, trained here; skipped where spaCy is not installed."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from pipelines.days import parse_interval
from pipelines.engine import fingerprints
from pipelines.errors import InvalidSettings
from pipelines.events.mentions import find_events
from pipelines.events.stage import STAGE
from pipelines.limits import OutOfTime
from pipelines.records import EventMention
from pipelines.settings import Events, Settings
from pipelines.syntax.installed import OWN, Pipeline, pipeline, version
from pipelines.syntax.model import NOTHING, model
from pipelines.syntax.sentences import sentences
from pipelines.syntax.tagger import read_sentences
from pipelines.syntax.tokens import tokenise
from tests.pipelines.syntax.spacy_pipelines import CLEARNLP, GERMAN, TEXT, UNIVERSAL, train

spacy = pytest.importorskip("spacy")
pytestmark = pytest.mark.xdist_group("spacy")  # the pipelines are trained once
TUESDAY = parse_interval("2014-03-18")


@pytest.fixture(scope="module")
def clearnlp(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return train(tmp_path_factory.mktemp("clearnlp") / "pipeline", CLEARNLP)


@pytest.fixture(scope="module")
def universal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return train(tmp_path_factory.mktemp("universal") / "pipeline", UNIVERSAL)


def loaded(folder: Path) -> Pipeline:
    found = pipeline(str(folder))
    assert found is not None
    return found


def without(components: tuple[str, ...], folder: Path, new: Path) -> Path:
    language = spacy.load(folder)
    for component in components:
        language.remove_pipe(component)
    language.to_disk(new)
    return new


def mentions(by: Pipeline | None) -> list[EventMention]:
    return find_events(TEXT, None, "en", TUESDAY, [], pipeline=by)


def test_both_ways_of_drawing_trees_give_the_same_rows(clearnlp: Path, universal: Path) -> None:
    rows = mentions(loaded(clearnlp))
    assert mentions(loaded(universal)) == rows
    blown = next(row for row in rows if row.lemma == "blow")
    told = [argument and TEXT[argument.start : argument.end] for argument in (blown.agent, blown.patient)]
    assert told == ["rebels", "The bridge"]
    assert [TEXT[row.start : row.end] for row in rows] == [row.surface for row in rows]
    assert {TEXT[row.sentence_start : row.sentence_end] for row in rows} <= {TEXT[s:e] for s, e in sentences(TEXT)}


def test_what_names_an_event_is_said_by_our_model(clearnlp: Path) -> None:
    own, other = mentions(None), mentions(loaded(clearnlp))
    assert [(row.start, row.end, row.event_class) for row in other] == [
        (row.start, row.end, row.event_class) for row in own
    ]


def test_tags_tree_and_names(clearnlp: Path) -> None:
    by = loaded(clearnlp)
    read = read_sentences(TEXT, sentences(TEXT), pipeline=by)[1]
    told = [item.split(">") for item in UNIVERSAL[1].split()]
    assert read.heads == tuple(int(head) - 1 for head, _ in told)
    assert read.relations == tuple(relation.replace("ROOT", "root") for _, relation in told)
    assert read.analysis.tags[:6] == ("NNP", "VBD", "DT", "NNP", "NNPS", "POS")
    # The article and the 's are no part of the name.
    assert read.names == ("B-ORG", "O", "O", "B-ORG", "I-ORG", *("O",) * 7)


def test_a_sentence_is_one_tree_and_one_without_words_is_nothing(clearnlp: Path) -> None:
    cut = [tokenise(text) for text in ("", "they said he left. rebels left, " * 30, "", "Yes.", ",,,, " * 200)]
    read = loaded(clearnlp).analyse(cut)
    assert read[0] == read[2] == NOTHING
    for tokens, found in zip(cut, read, strict=True):
        columns = (found.tags, found.heads, found.relations, found.names, found.odds)
        assert [len(column) for column in columns] == [len(tokens.words)] * 5
        assert sum(head < 0 for head in found.heads) == bool(tokens.words)


def test_a_document_that_is_broken_off_leaves_the_pipeline_whole(clearnlp: Path) -> None:
    cut = [tokenise(TEXT[start:end]) for start, end in sentences(TEXT)]
    by = replace(loaded(clearnlp), language=spacy.load(clearnlp))
    before = by.analyse(cut)

    def too_late(doc: object) -> object:
        raise OutOfTime

    spacy.language.Language.component("too_late", func=too_late)
    by.language.add_pipe("too_late")
    with pytest.raises(OutOfTime):
        by.analyse(cut)
    by.language.remove_pipe("too_late")
    assert [(found.tags, found.heads, found.names) for found in by.analyse(cut)] == [
        (found.tags, found.heads, found.names) for found in before
    ]


def test_names_come_from_our_model_where_the_pipeline_finds_none(clearnlp: Path, tmp_path: Path) -> None:
    by = loaded(without(("ner",), clearnlp, tmp_path / "p"))
    words = tokenise("Angela Merkel flew to Paris.")
    assert by.analyse([words])[0].names == model().analyse([words.words])[0].names == (
        *("B-PER", "I-PER", "O", "O", "B-LOC", "O"),
    )  # fmt: skip


def test_universal_parts_of_speech_do_where_there_are_no_other_tags(clearnlp: Path, tmp_path: Path) -> None:
    language = spacy.load(clearnlp)
    language.remove_pipe("tagger")
    ruler = language.add_pipe("attribute_ruler", before="parser")
    ruler.add([[{"LOWER": "left"}]], {"POS": "VERB", "MORPH": "Tense=Past|VerbForm=Fin"})
    ruler.add([[{"LOWER": "they"}]], {"POS": "PRON", "MORPH": "PronType=Prs"})
    ruler.add([[{"ORTH": "."}]], {"POS": "PUNCT"})
    language.to_disk(tmp_path / "p")
    assert loaded(tmp_path / "p").analyse([tokenise("They left.")])[0].tags == ("PRP", "VBD", ".")


@pytest.mark.parametrize(
    ("left_out", "message"),
    [
        pytest.param(("tagger", "ner"), "lacks a tagger or morphologizer: it has tok2vec, parser", id="no tagger"),
        pytest.param(("parser",), "lacks a parser: it has tok2vec, tagger, ner", id="no parser"),
    ],
)
def test_what_is_missing_is_named(left_out: tuple[str, ...], message: str, clearnlp: Path, tmp_path: Path) -> None:
    with pytest.raises(InvalidSettings, match=message):
        pipeline(str(without(left_out, clearnlp, tmp_path / "p")))


def test_a_parser_of_other_relations_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidSettings, match="speaks neither Universal Dependencies nor ClearNLP"):
        pipeline(str(train(tmp_path / "p", GERMAN, rounds=0)))


@pytest.mark.parametrize(
    ("name", "message"),
    [
        pytest.param("en_core_web_none", "not installed: python -m spacy download en_core_web_none", id="no such name"),
        pytest.param("json", "a package, but no spaCy pipeline", id="another package"),
        pytest.param("no/such/folder", "'no/such/folder' is not installed: a folder", id="no such folder"),
    ],
)
def test_what_is_not_installed_is_said_before_anything_is_done(name: str, message: str) -> None:
    with pytest.raises(InvalidSettings, match=message):
        fingerprints([STAGE], Settings(events=Events(syntax=name)))


def test_spacy_itself_may_be_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    with pytest.raises(InvalidSettings, match=r"needs spaCy: pip install 'dateline\[spacy\]'"):
        version("en_core_web_sm")


@pytest.fixture
def package(clearnlp: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The pipeline as `pip` installs one: a package that knows its folder."""
    folder = tmp_path / "en_core_test_xs"
    folder.mkdir()
    (folder / "__init__.py").write_text(
        "from spacy.util import load_model_from_path\n"
        f"def load(**how): return load_model_from_path(__import__('pathlib').Path({str(clearnlp)!r}), **how)\n"
    )
    (folder / "meta.json").write_text((clearnlp / "meta.json").read_text())
    described = tmp_path / f"{folder.name}-0.0.0.dist-info"
    described.mkdir()
    (described / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {folder.name}\nVersion: 0.0.0\n")
    monkeypatch.syspath_prepend(tmp_path)
    yield folder.name
    pipeline.cache_clear()


def test_an_installed_package_goes_by_its_name(package: str, clearnlp: Path) -> None:
    assert mentions(loaded(Path(package))) == mentions(loaded(clearnlp))


def test_rows_are_made_again_when_the_pipeline_changes(
    package: str, clearnlp: Path, universal: Path, tmp_path: Path
) -> None:
    assert version(OWN) == ""
    known = {version(name) for name in (package, str(clearnlp), str(universal))}
    assert len(known) == 3
    assert version(str(clearnlp)) in known
    stage = replace(STAGE, inputs=())
    prints = [
        fingerprints([stage], Settings(events=Events(syntax=name)))["event_mentions"] for name in (OWN, str(clearnlp))
    ]
    (clearnlp / "config.cfg").write_text((clearnlp / "config.cfg").read_text() + "\n")
    prints.append(fingerprints([stage], Settings(events=Events(syntax=str(clearnlp))))["event_mentions"])
    assert len(set(prints)) == 3
    assert spacy.__version__ in version(package)

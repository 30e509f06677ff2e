"""Sentences read by a spaCy pipeline that the user has installed, instead of our own model.

The words stay ours, so every offset and every rule about words holds. Tags, trees and names come from the pipeline, turned into
ours: Penn Treebank tags, Universal Dependencies, people, organisations and places. Which words name an event comes from our
model, which no pipeline can say; so do names, where the pipeline finds none.

Source: spaCy's API, https://spacy.io/api (version 3.8).
"""

import hashlib
import importlib.metadata
import importlib.util
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from pipelines.errors import InvalidSettings
from pipelines.syntax.clearnlp import is_clearnlp, universal
from pipelines.syntax.model import Analysis, model
from pipelines.syntax.penn import penn, tags
from pipelines.syntax.tokens import Tokens

__all__ = ["OWN", "Pipeline", "pipeline", "version"]

OWN: Final = "own"
"""Name in the settings of our own model."""
_AT_ONCE: Final = 64
"""Sentences that a pipeline reads together: a transformer's memory grows with them."""
_UNREAD: Final = ("lemmatizer", "textcat", "textcat_multilabel", "entity_linker", "senter", "spancat")
"""Components whose answers nobody asks for."""
_KINDS: Final = {
    "PERSON": "PER",
    "PER": "PER",
    "ORG": "ORG",
    "ORGANIZATION": "ORG",
    "GPE": "LOC",
    "LOC": "LOC",
    "FAC": "LOC",
    "LOCATION": "LOC",
}
"""Kinds of names, of OntoNotes and of CoNLL 2003; nationalities, works, products and dates are no names here."""
_UNIVERSAL: Final = {
    "obl:npmod": "obl:unmarked",
    "obl:tmod": "obl:unmarked",
    "nmod:npmod": "nmod:unmarked",
    "nmod:tmod": "nmod:unmarked",
}
"""Relations that later releases of Universal Dependencies call otherwise."""
_HOW: Final = "accepted: 'own', the name of an installed spaCy pipeline for English, or the folder of one"


@dataclass(frozen=True, slots=True)
class Pipeline:
    """A spaCy pipeline that reads sentences.

    Attributes:
        language: The loaded pipeline.
        clearnlp: Whether its parser speaks ClearNLP's relations; otherwise Universal Dependencies'.
        names: Whether it finds names.
    """

    language: Any
    clearnlp: bool
    names: bool

    def analyse(self, sentences: Sequence[Tokens]) -> list[Analysis]:
        """Read sentences, each as one tree.

        Args:
            sentences: The words of each with their places.

        Returns:
            One analysis for each, in their order.
        """
        # Our model says which words name events and, where it must, names; next to a pipeline its time counts little.
        own = model().analyse([tokens.words for tokens in sentences])
        full = [n for n, tokens in enumerate(sentences) if tokens.words]
        with self.language.memory_zone():
            docs = self.language.pipe((_doc(self.language, sentences[n]) for n in full), batch_size=_AT_ONCE)
            for n, doc in zip(full, docs, strict=True):
                own[n] = self._columns(doc, own[n])
        return own

    def _columns(self, doc: Any, own: Analysis) -> Analysis:
        lowers = tuple(str(token.text).lower().replace("’", "'") for token in doc)
        known = tags()
        own_tags = tuple(
            token.tag_ if token.tag_ in known else penn(token.pos_, token.morph.to_dict(), lower)
            for token, lower in zip(doc, lowers, strict=True)
        )
        heads = tuple(token.head.i if token.head.i != token.i else -1 for token in doc)
        if self.clearnlp:
            heads, relations = universal(lowers, own_tags, heads, [token.dep_ for token in doc])
        else:
            relations = tuple(_relation(token.dep_, head) for token, head in zip(doc, heads, strict=True))
        names = tuple(_labels(doc, own_tags)) if self.names else own.names
        return replace(own, tags=own_tags, heads=heads, relations=relations, names=names)


def _doc(language: Any, tokens: Tokens) -> Any:
    """A sentence as spaCy holds one: our words, and no boundary between them."""
    following = (*tokens.starts[1:], tokens.ends[-1])
    spaces = [start > end for end, start in zip(tokens.ends, following, strict=True)]
    begins = [place == 0 for place in range(len(tokens.words))]
    doc = import_module("spacy.tokens").Doc
    return doc(language.vocab, words=list(tokens.words), spaces=spaces, sent_starts=begins)


def _relation(label: str, head: int) -> str:
    return "root" if head < 0 else _UNIVERSAL.get(label, label)


def _labels(doc: Any, given: Sequence[str]) -> Iterator[str]:
    """B-PER, I-PER and so on; the article before a name and the 's behind it are no part of it."""
    kinds = dict[int, str]()
    for name in doc.ents:
        first, last = name.start, name.end
        while first < last and given[first] in ("DT", "PRP$"):
            first += 1
        while last > first and given[last - 1] == "POS":
            last -= 1
        if name.label_ in _KINDS and first < last:
            kinds |= dict.fromkeys(range(first, last), f"I-{_KINDS[name.label_]}")
            kinds[first] = f"B-{_KINDS[name.label_]}"
    return (kinds.get(i, "O") for i in range(len(doc)))


@cache
def pipeline(name: str) -> Pipeline | None:
    """Load the pipeline of that name, once.

    Args:
        name: `own`, the name of an installed pipeline, or the folder of one.

    Returns:
        The pipeline; `None` for `own`.

    Raises:
        InvalidSettings: There is none of that name, or it gives no trees, no tags, or relations that we can't read.
    """
    if name == OWN:
        return None
    _folder(name)
    try:
        language = import_module("spacy").load(name)
    except (ImportError, OSError, ValueError) as error:
        msg = f"[events] syntax = {name!r} can't be loaded: {error}"
        raise InvalidSettings(msg) from error
    for unread in _UNREAD:
        if unread in language.pipe_names:
            language.disable_pipe(unread)
    return _checked(name, language)


def _checked(name: str, language: Any) -> Pipeline:
    """Read three words, and see what comes of it."""
    tokens = Tokens(("They", "left", "."), (0, 5, 9), (4, 9, 10))
    doc = language(_doc(language, tokens))
    missing = [
        what
        for what, found in (
            ("a parser", doc.has_annotation("DEP")),
            ("a tagger or morphologizer", doc.has_annotation("TAG") or doc.has_annotation("POS")),
        )
        if not found
    ]
    if missing:
        has = ", ".join(language.pipe_names) or "nothing"
        msg = f"[events] syntax = {name!r} lacks {' and '.join(missing)}: it has {has}"
        raise InvalidSettings(msg)
    relations = {label for labels in language.pipe_labels.values() for label in labels} | {token.dep_ for token in doc}
    clearnlp = is_clearnlp(relations)
    if not clearnlp and relations.isdisjoint(("obj", "obl", "nsubj")):
        msg = f"[events] syntax = {name!r}: its parser speaks neither Universal Dependencies nor ClearNLP; is it one for English?"
        raise InvalidSettings(msg)
    return Pipeline(language, clearnlp, doc.has_annotation("ENT_IOB"))


def version(name: str) -> str:
    """Name all that decides what a pipeline answers, without loading it: two equal versions read alike.

    Args:
        name: As for `pipeline`.

    Returns:
        An empty string for `own`, whose code and weights are part of the stage.

    Raises:
        InvalidSettings: No such pipeline is installed, or spaCy is not.
    """
    if name == OWN:
        return ""
    folder = _folder(name)
    described = (folder / "meta.json").read_text(encoding="utf-8")
    needed = ["spacy", *json.loads(described).get("requirements", ())]
    libraries = [_library(re.match(r"[\w.-]*", one)[0]) for one in needed]  # type: ignore[index]  # it matches anything
    # A package has a version; a folder is what its files hold.
    held = _contents(tuple(_files(folder))) if Path(name).is_dir() else ""
    return " ".join((hashlib.blake2b(described.encode(), digest_size=10).hexdigest(), held, *libraries))


def _folder(name: str) -> Path:
    """Where a pipeline lies."""
    if importlib.util.find_spec("spacy") is None:
        msg = f"[events] syntax = {name!r} needs spaCy: pip install 'dateline[spacy]'; {_HOW}"
        raise InvalidSettings(msg)
    if (Path(name) / "meta.json").is_file():
        return Path(name)
    found = importlib.util.find_spec(name) if name.isidentifier() else None
    if found is None or found.origin is None:
        how = f"python -m spacy download {name}" if name.isidentifier() else "a folder of a pipeline holds a meta.json"
        msg = f"[events] syntax = {name!r} is not installed: {how}; {_HOW}"
        raise InvalidSettings(msg)
    folder = Path(found.origin).parent
    if not (folder / "meta.json").is_file():
        msg = f"[events] syntax = {name!r} is a package, but no spaCy pipeline; {_HOW}"
        raise InvalidSettings(msg)
    return folder


def _library(name: str) -> str:
    try:
        return f"{name} {importlib.metadata.version(name)}"
    except importlib.metadata.PackageNotFoundError:
        return f"{name} absent"


def _files(folder: Path) -> Iterator[tuple[str, int, int]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            known = path.stat()
            yield str(path), known.st_size, known.st_mtime_ns


@cache
def _contents(files: tuple[tuple[str, int, int], ...]) -> str:
    """Hash the files of a folder; sizes and times only say when to do it again."""
    found = hashlib.blake2b(digest_size=10)
    for path, size, _ in files:
        found.update(size.to_bytes(8, "big"))
        with Path(path).open("rb") as file:
            while part := file.read(1 << 20):
                found.update(part)
    return found.hexdigest()

"""Treebanks and lists of names, read into examples.

Sources: UD_English-EWT and the open genres of GUM (CoNLL-U), UNER over EWT (IOB2, CC BY-SA 4.0), wikigold (CC BY 4.0).
"""

import gzip
from collections.abc import Iterator
from pathlib import Path

from pipelines.syntax.names import KINDS
from tests.training.examples import UNSAID, Example, project, spans_of

__all__ = ["named_sentences", "treebank"]

Row = list[str]


def _sentences(path: Path, separator: str | None) -> Iterator[tuple[dict[str, str], list[Row]]]:
    """Comments and rows of each sentence of a file whose sentences stand between empty lines."""
    comments, rows = dict[str, str](), list[Row]()
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if not line.strip():
                if rows:
                    yield comments, rows
                comments, rows = {}, []
            elif line.startswith("# ") and separator is not None:
                key, _, value = line[2:].partition(" = ")
                comments[key] = value.rstrip("\n")
            else:
                rows.append(line.rstrip("\n").split(separator))
    if rows:
        yield comments, rows


def _kinds(labels: list[str]) -> tuple[str, ...]:
    """Labels such as `B-PER`; those of kinds that we don't tell apart become `B-OTH`, and every name begins with a B."""
    found: list[str] = []
    for label in labels:
        mark, _, kind = label.partition("-")
        kind = kind if kind in KINDS else "OTH"
        before = found[-1] if found else "O"
        if mark == "O":
            found.append("O")
        else:
            found.append(f"I-{kind}" if mark == "I" and before.endswith(kind) else f"B-{kind}")
    return tuple(found)


def _names(path: Path) -> dict[str, tuple[str, ...]]:
    """Labels by the sentence they belong to."""
    return {comments["sent_id"]: _kinds([row[2] for row in rows]) for comments, rows in _sentences(path, "\t")}


def treebank(folder: Path, name: str) -> Iterator[Example]:
    """Read a treebank.

    Args:
        folder: Where the treebanks lie.
        name: Such as `ewt-train`; where names were annotated over it, they are read too.
    """
    over = folder / f"uner-{name}.iob2.gz"
    names = _names(over) if over.exists() else {}
    for comments, rows in _sentences(folder / f"{name}.conllu.gz", "\t"):
        words = [row for row in rows if row[0].isdecimal()]
        spans = spans_of(comments["text"], [row[1] for row in words])
        if spans is None:
            continue
        columns = {
            "xpos": [row[4] for row in words],
            "relation": [row[7] for row in words],
        }
        known = names.get(comments["sent_id"], ())
        columns["name"] = list(known) if len(known) == len(words) else [UNSAID] * len(words)
        found = project(comments["text"], spans, [int(row[6]) for row in words], dict(columns))
        if found is not None:
            yield found


def named_sentences(path: Path) -> Iterator[Example]:
    """Read a file of words and the kinds of names they belong to, `word kind` a line."""
    for _, rows in _sentences(path, None):
        words = tuple(row[0] for row in rows)
        yield Example(words, (), {"name": _kinds([row[-1] for row in rows])})

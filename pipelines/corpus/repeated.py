"""Lines that a source repeats: menus, notices, calls to sign up. They are no part of any story.

A line counts once a story, however many copies and versions of it there are, so that no sentence is taken for a notice
because it was reprinted. A quotation stands in a few articles, a sentence of background in many, and neither in a large
share of all that a source tells.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from pipelines.corpus.compare import Read
from pipelines.corpus.signatures import Numbers
from pipelines.records import RepeatedLine, RepeatedPlace
from pipelines.settings import Corpus

__all__ = ["find_repeated", "in_places"]

Integers = npt.NDArray[np.int64]

_TAKEN: Final = ("title", "body", "caption")
"""Labels of lines that a document takes for its own."""
_MIX: Final = np.uint64(0x9E3779B97F4A7C15)
"""An odd number without pattern."""
_LONGEST_SAMPLE: Final = 300
"""Characters of a line that are shown."""
_BELOW: Final = 1 << 32
"""More than a text has code points."""


@dataclass(frozen=True, slots=True)
class _Groups:
    """Repeated lines, a number each, sorted by source and line: whose they are, their hash, how often they stand."""

    source: Integers
    line: Numbers
    documents: Integers
    stories: Integers
    share: npt.NDArray[np.float64]

    def find(self, source: Integers, line: Numbers) -> Integers:
        """Give the number of the group of each pair of source and line, -1 where there is none."""
        mine, theirs = _key(self.source, self.line), _key(source, line)
        order = np.argsort(mine)
        place = order[np.minimum(np.searchsorted(mine, theirs, sorter=order), len(mine) - 1)]
        return np.where(mine[place] == theirs, place, -1)


def _key(source: Integers, line: Numbers) -> Numbers:
    """Source and line as one number; 64 bits tell the pairs of all documents apart."""
    mixed: Numbers = line ^ (source.astype(np.uint64) * _MIX)
    return mixed


def find_repeated(
    read: Read,
    sources: Mapping[str, str],
    stories: Mapping[str, str],
    texts: Callable[[Collection[str]], Mapping[str, str]],
    limits: Corpus,
) -> tuple[list[RepeatedLine], list[RepeatedPlace]]:
    """Find the lines that sources repeat, and where they stand as title, body or caption.

    Args:
        read: Gives the signatures.
        sources: Whose each document is.
        stories: The story each document tells, by any name.
        texts: Gives the texts of some documents.
        limits: How many stories make a line a repeated one.

    Returns:
        The lines by source and hash, and the places by document.
    """
    ids = sorted(stories)
    numbers = {document_id: number for number, document_id in enumerate(ids)}
    names = sorted(set(sources.values()))
    order = {name: number for number, name in enumerate(names)}
    source = np.array([order[sources[document_id]] for document_id in ids], np.int64)
    _, story = np.unique(np.array([stories[document_id] for document_id in ids], np.str_), return_inverse=True)
    found = _groups(*_lines(read, numbers), source, story.astype(np.int64), limits)
    places, samples = list[RepeatedPlace](), dict[int, tuple[str, int, int]]()
    for group, document_id, start, end, label in _stand(read, numbers, source, found):
        samples[group] = min(samples.get(group, (document_id, start, end)), (document_id, start, end))
        if label in _TAKEN:
            name = names[int(found.source[group])]
            places.append(RepeatedPlace(document_id, start, end, label, f"{found.line[group]:016x}", name))
    shown = texts({document_id for document_id, _, _ in samples.values()})
    lines = [_row(group, found, names, samples[group], shown) for group in range(len(found.line))]
    return lines, sorted(places, key=lambda place: (place.document_id, place.start))


def _row(
    group: int, found: _Groups, names: Sequence[str], sample: tuple[str, int, int], shown: Mapping[str, str]
) -> RepeatedLine:
    document_id, start, end = sample
    return RepeatedLine(
        names[int(found.source[group])],
        f"{found.line[group]:016x}",
        " ".join(shown[document_id][start:end].split())[:_LONGEST_SAMPLE],
        int(found.documents[group]),
        int(found.stories[group]),
        round(float(found.share[group]), 4),
    )


def _lines(read: Read, numbers: Mapping[str, int]) -> tuple[Integers, Numbers]:
    """Every line of every document: the document's number, and the line's hash."""
    documents, lines = [np.zeros(0, np.int64)], [np.zeros(0, np.uint64)]
    for table in read(("lines",)):
        column = table["lines"].combine_chunks()
        own = np.array([numbers[document_id] for document_id in table["document_id"].to_pylist()], np.int64)
        documents.append(np.repeat(own, column.value_lengths().to_numpy()))
        lines.append(column.flatten().field("line_hash").to_numpy())
    return np.concatenate(documents), np.concatenate(lines)


def _groups(document: Integers, line: Numbers, source: Integers, story: Integers, limits: Corpus) -> _Groups:
    _, which, times = np.unique(line, return_inverse=True, return_counts=True)
    several = times[which] >= min(limits.repeated_stories, limits.repeated_often)  # most lines stand once
    document, line = document[several], line[several]
    documents, stories = _distinct(source[document], line, document), _distinct(source[document], line, story[document])
    told = np.bincount(np.unique(np.stack([source, story], axis=1), axis=0)[:, 0], minlength=1)
    share = stories[2] / told[stories[0]] if len(stories[0]) else np.zeros(0)
    often = (stories[2] >= limits.repeated_often) & (share >= limits.repeated_share)
    kept = often | ((stories[2] >= limits.repeated_stories) & (share >= limits.repeated_share_of_few))
    return _Groups(stories[0][kept], stories[1][kept], documents[2][kept], stories[2][kept], share[kept])


def _distinct(source: Integers, line: Numbers, what: Integers) -> tuple[Integers, Numbers, Integers]:
    """Count the distinct values of `what` for each pair of source and line, sorted by both."""
    order = np.lexsort((what, line, source))
    source, line, what = source[order], line[order], what[order]
    new_pair = np.ones(len(line), np.bool_)
    new_pair[1:] = (source[1:] != source[:-1]) | (line[1:] != line[:-1])
    new = new_pair.copy()
    new[1:] |= what[1:] != what[:-1]
    starts = np.flatnonzero(new_pair)
    counts = np.add.reduceat(new.astype(np.int64), starts) if len(starts) else np.zeros(0, np.int64)
    return source[starts], line[starts], counts


def _stand(
    read: Read, numbers: Mapping[str, int], source: Integers, found: _Groups
) -> Iterator[tuple[int, str, int, int, str]]:
    """Where the repeated lines stand: number of the group, document, span and label."""
    if not len(found.line):
        return
    for table in read(("lines",)):
        column = table["lines"].combine_chunks()
        flat = column.flatten()
        ids = table["document_id"].to_pylist()
        row = np.repeat(np.arange(len(ids)), column.value_lengths().to_numpy())
        own = source[np.array([numbers[document_id] for document_id in ids], np.int64)]
        group = found.find(own[row], flat.field("line_hash").to_numpy())
        there = np.flatnonzero(group >= 0)
        seen = flat.take(pa.array(there))
        spans = (seen.field(name).to_pylist() for name in ("start", "end", "label"))
        for number, place, start, end, label in zip(group[there].tolist(), row[there].tolist(), *spans, strict=True):
            yield number, ids[place], start, end, label


def in_places(document_ids: pa.ChunkedArray, starts: pa.ChunkedArray, places: pa.Table) -> pa.Array:
    """Tell of spans whether they begin in a repeated line.

    Args:
        document_ids: The document of each span.
        starts: Its first code point.
        places: Rows of `schemas.REPEATED_PLACES`.

    Returns:
        A boolean a span.
    """
    names = pc.unique(places["document_id"])
    own, asked = (
        pc.fill_null(pc.index_in(column, value_set=names), -1).to_numpy().astype(np.int64)
        for column in (places["document_id"], document_ids)
    )
    # A place in all documents at once is the number of its document, and the code point in the bits below.
    first, last = (own * _BELOW + places[name].to_numpy() for name in ("start", "end"))
    order = np.argsort(first, kind="stable")
    last = np.maximum.accumulate(last[order])
    at = asked * _BELOW + starts.to_numpy()
    place = np.searchsorted(first[order], at, side="right") - 1
    return pa.array((asked >= 0) & (place >= 0) & (np.append(last, 0)[place] > at))

"""Bodies without the lines that their source repeats: what is left is compared anew.

A notice that is taken for body makes short articles of one site alike, and a long one unlike its reprint elsewhere.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from pipelines.corpus.compare import PAIRS, Read, Words, body_words, count_shared
from pipelines.corpus.signatures import body_hash
from pipelines.records import RepeatedPlace

__all__ = ["Cleaned", "clean", "cleaned_pairs"]


@dataclass(frozen=True, slots=True)
class Cleaned:
    """What is left of documents that had repeated lines in their bodies.

    Attributes:
        bodies: By document, the hash of what is left and its number of words; `None` where that is too little to compare.
        places: Where repeated lines stand in bodies.
    """

    bodies: Mapping[str, tuple[int | None, int]]
    places: Sequence[RepeatedPlace]

    def words(self, read: Read, wanted: Collection[int]) -> dict[int, Words]:
        """Give the numbers of the words of some of the bodies, by their hash: they are made again, since few are asked for."""
        names = {body: name for name, (body, _) in self.bodies.items() if body is not None and body in wanted}
        own = set(names.values())
        left = dict(_left(read, [place for place in self.places if place.document_id in own]))
        return {body: left[name].copy() for body, name in names.items()}  # a copy, or all of the batch would stay


def _keys(document: npt.NDArray[Any], start: npt.NDArray[Any]) -> npt.NDArray[np.int64]:
    """One number for a document and where a line begins in it."""
    found: npt.NDArray[np.int64] = (document.astype(np.int64) << 32) | start.astype(np.int64)
    return found


def clean(read: Read, places: Iterable[RepeatedPlace], least: int) -> Cleaned:
    """Take the repeated lines out of the bodies that have some.

    Args:
        read: Gives the signatures.
        places: Where repeated lines stand.
        least: Fewest words of a body that is compared.
    """
    inside = [place for place in places if place.label == "body"]
    bodies = {
        name: (body_hash(words) if len(words) >= least else None, len(words)) for name, words in _left(read, inside)
    }
    return Cleaned(bodies, inside)


def _left(read: Read, places: Sequence[RepeatedPlace]) -> Iterator[tuple[str, Words]]:
    """Give the words of each document that has repeated lines in its body, without these."""
    if not places:
        return
    names = pa.array(dict.fromkeys(place.document_id for place in places), pa.string())
    document = pc.index_in(pa.array([place.document_id for place in places], pa.string()), value_set=names)
    repeated = _keys(document.to_numpy(), np.array([place.start for place in places], np.int64))
    for table in read(("body_hash", "words", "lines")):
        rows = table.filter(pc.and_(pc.is_in(table["document_id"], value_set=names), table["body_hash"].is_valid()))
        if not rows.num_rows:
            continue
        lines, words = rows["lines"].combine_chunks(), rows["words"].combine_chunks()
        flat, counts = lines.flatten(), lines.value_lengths().to_numpy()
        owner = np.repeat(np.arange(rows.num_rows), counts)
        number = pc.index_in(rows["document_id"], value_set=names).to_numpy()
        held = flat.field("words").to_numpy()
        kept = ~np.isin(_keys(number[owner], flat.field("start").to_numpy()), repeated)
        left = words.flatten().to_numpy()[np.repeat(kept, held)]
        ends = np.cumsum(np.bincount(owner[kept], held[kept], rows.num_rows).astype(np.int64))
        yield from zip(rows["document_id"].to_pylist(), np.split(left, ends[:-1]), strict=True)


def cleaned_pairs(
    read: Read, pairs: pa.Table, bodies: Mapping[str, int], cleaned: Cleaned, *, known: pa.Table, length: int
) -> pa.Table:
    """Count what cleaned bodies share with those that their uncleaned selves share something with.

    Args:
        read: Gives the signatures.
        pairs: What `compare` found.
        bodies: The body, as it was signed, of each document that stands for a text.
        cleaned: What `clean` found.
        known: A table of `PAIRS`: what was counted before is not counted again.
        length: Words of a shingle.

    Returns:
        A table of `PAIRS`, sorted.
    """
    forms: dict[int, set[int]] = defaultdict(set)
    for name, body in bodies.items():
        left, _ = cleaned.bodies.get(name, (body, 0))
        if left is not None:
            forms[body].add(left)
    changed = {bodies[name] for name in cleaned.bodies if name in bodies}
    wanted = {pair for body in changed for pair in combinations(sorted(forms[body]), 2)}
    shared = pairs.filter(pc.greater(pairs["shared"], 0))
    for one, other in zip(shared["first"].to_pylist(), shared["second"].to_pylist(), strict=True):
        if one in changed or other in changed:
            wanted |= {(min(pair), max(pair)) for pair in product(forms[one], forms[other]) if pair[0] != pair[1]}
    counted = _among(known, wanted)
    at = set(zip(counted["first"].to_pylist(), counted["second"].to_pylist(), strict=True))
    fresh = np.array(sorted(wanted - at), np.uint64).reshape(-1, 2)
    asked = np.unique(fresh)
    words = {**body_words(read, asked), **cleaned.words(read, set(asked.tolist()))}
    found = pa.concat_tables([counted, count_shared(fresh, words, length)])
    return found.sort_by([("first", "ascending"), ("second", "ascending")]).combine_chunks()


def _among(known: pa.Table, wanted: Collection[tuple[int, int]]) -> pa.Table:
    rows = zip(known["first"].to_pylist(), known["second"].to_pylist(), strict=True)
    there = known.filter(pa.array([pair in wanted for pair in rows], pa.bool_()))
    return there if there.num_rows else PAIRS.empty_table()

"""Bodies without the lines that their source repeats: what is left is compared anew.

A notice that is taken for body makes short articles of one site alike, and a long one unlike its reprint elsewhere.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipelines.corpus.compare import PAIRS, Read, Words, body_words, count_shared
from pipelines.corpus.signatures import body_hash
from pipelines.records import RepeatedPlace

__all__ = ["Cleaned", "clean", "cleaned_pairs", "without_lines"]


@dataclass(frozen=True, slots=True)
class Cleaned:
    """What is left of documents that had repeated lines in their bodies.

    Attributes:
        bodies: By document, the hash of what is left and its number of words; `None` where that is too little to compare.
        words: The numbers of the words, by that hash.
    """

    bodies: Mapping[str, tuple[int | None, int]]
    words: Mapping[int, Words]


def without_lines(words: Words, lines: Sequence[tuple[int, int]], starts: Collection[int]) -> Words:
    """Leave the words of some lines out of a body.

    Args:
        words: The numbers of its words.
        lines: First code point of each line, and how many of the words stand in it.
        starts: Where the lines begin that are left out.
    """
    kept = np.array([start not in starts for start, _ in lines], np.bool_)
    return words[np.repeat(kept, [count for _, count in lines])]


def clean(read: Read, places: Iterable[RepeatedPlace], least: int) -> Cleaned:
    """Take the repeated lines out of the bodies that have some.

    Args:
        read: Gives the signatures.
        places: Where repeated lines stand.
        least: Fewest words of a body that is compared.
    """
    starts: dict[str, set[int]] = defaultdict(set)
    for place in places:
        if place.label == "body":
            starts[place.document_id].add(place.start)
    bodies, kept = dict[str, tuple[int | None, int]](), dict[int, Words]()
    if not starts:
        return Cleaned(bodies, kept)
    wanted = pa.array(starts, pa.string())
    for table in read(("body_hash", "words", "lines")):
        rows = table.filter(pc.and_(pc.is_in(table["document_id"], value_set=wanted), table["body_hash"].is_valid()))
        for row in range(rows.num_rows):
            name = rows["document_id"][row].as_py()
            lines = rows["lines"][row].values
            spans = list(zip(lines.field("start").to_pylist(), lines.field("words").to_pylist(), strict=True))
            words = without_lines(rows["words"][row].values.to_numpy(), spans, starts[name])
            found = body_hash(words) if len(words) >= least else None
            bodies[name] = (found, len(words))
            if found is not None:
                kept[found] = words
    return Cleaned(bodies, kept)


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
    whole = np.array(sorted({body for pair in fresh.tolist() for body in pair} - cleaned.words.keys()), np.uint64)
    words = {**body_words(read, whole), **cleaned.words}
    found = pa.concat_tables([counted, count_shared(fresh, words, length)])
    return found.sort_by([("first", "ascending"), ("second", "ascending")]).combine_chunks()


def _among(known: pa.Table, wanted: Collection[tuple[int, int]]) -> pa.Table:
    rows = zip(known["first"].to_pylist(), known["second"].to_pylist(), strict=True)
    there = known.filter(pa.array([pair in wanted for pair in rows], pa.bool_()))
    return there if there.num_rows else PAIRS.empty_table()

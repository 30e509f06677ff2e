"""Comparing as many documents as wanted: words stand as random numbers, since what they are is of no account to it."""

import random
import time
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from pipelines.batches import to_table
from pipelines.corpus.compare import PAIRS
from pipelines.corpus.signatures import body_hash, minhash
from pipelines.corpus.stage import DOCUMENT_COLUMNS, compare_documents
from pipelines.records import SignedLine, TextSignature
from pipelines.settings import Settings

__all__ = ["Compared", "compare_generated"]

_WORDS = 300
"""Words of a generated body, of which 20 are a notice that every document of its source has."""
_BATCH = 1_000


@dataclass(frozen=True, slots=True)
class Compared:
    """CPU seconds for comparing all documents, for one more added to them, and how many were linked."""

    seconds: float
    one_more: float
    linked: int


def compare_generated(count: int) -> Compared:
    """Compare so many generated documents, one in ten a cut copy of the one before it."""
    tables = list(_signatures(count + 1))
    whole = pa.concat_tables(tables)
    few = [*tables[:-1], tables[-1].slice(0, tables[-1].num_rows - 1)]
    start = time.process_time()
    found = _compare(few, PAIRS.empty_table())
    between = time.process_time()
    _compare([whole], found["compared"])
    return Compared(between - start, time.process_time() - between, found["near_duplicates"].num_rows)


def _compare(tables: list[pa.Table], known: pa.Table) -> dict[str, pa.Table]:
    names = [name for table in tables for name in table["document_id"].to_pylist()]
    told = {"document_id": names, "text_hash": names, "source": [f"site {int(name) % 20}" for name in names]}
    documents = pa.table({**told, **{name: [None] * len(names) for name in DOCUMENT_COLUMNS if name not in told}})
    published = pa.table({"document_id": names, "latest": pa.nulls(len(names), pa.date32())})
    return compare_documents(
        lambda columns: [table.select(["document_id", *columns]) for table in tables],
        documents,
        published,
        known=known,
        texts=lambda wanted: dict.fromkeys(wanted, "x" * 2_000),
        settings=Settings(),
    )


def _signatures(count: int) -> Iterator[pa.Table]:
    chance, numbers = random.Random(2016), np.random.default_rng(2016)
    before = np.zeros(0, np.uint32)
    rows: list[TextSignature] = []
    for number in range(count):
        words = numbers.integers(0, 2**32, _WORDS, np.uint32)
        if number % 10 == 9:
            words = before[: chance.randint(_WORDS // 2, _WORDS)].copy()
        before = words
        notice = np.arange(number % 20, number % 20 + 20, dtype=np.uint32)
        body = np.concatenate([words, notice])
        lines = (
            *(
                SignedLine(20 * place, 20 * place + 19, "body", int(words[20 * place]), 20)
                for place in range(len(words) // 20)
            ),
            SignedLine(1_900, 1_950, "body", number % 20, 20 + len(words) % 20),
        )
        least = minhash(body, Settings().signatures.shingle_words)
        rows.append(
            TextSignature(str(number), "v", body_hash(body), len(body), tuple(least), tuple(body.tolist()), lines)
        )
        if len(rows) == _BATCH:
            yield to_table("text_signatures", rows)
            rows = []
    if rows:
        yield to_table("text_signatures", rows)

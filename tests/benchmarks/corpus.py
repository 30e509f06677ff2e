"""The documents that speed is measured on: real news where the gold data is present, else generated text."""

import gzip
import json
import random
from pathlib import Path

__all__ = ["corpus", "write_corpus"]

NEWS = Path(__file__).parents[3] / "shared" / "data" / "timelines" / "t17_dev_docs.jsonl.gz"

_SUBJECTS = (
    "The ministry",
    "A court in Lyon",
    "The rebels",
    "Two senators",
    "The company",
    "Rescue workers",
    "Anna Weber",
)
_VERBS = ("announced", "rejected", "attacked", "signed", "visited", "evacuated", "suspended", "opened", "arrested")
_OBJECTS = (
    "a new treaty",
    "the harbour",
    "the plan",
    "three villages",
    "the inquiry",
    "its largest plant",
    "the suspects",
)
_TIMES = (
    "on Monday",
    "on 3 March 2011",
    "in 2014",
    "two weeks ago",
    "last year",
    "yesterday",
    "since June",
    "",
    "",
    "",
)


def corpus(limit: int) -> tuple[list[dict[str, str]], str]:
    """Give so many documents at most, and what they are."""
    return (_news(limit), "dated news") if NEWS.exists() else (_generated(limit), "generated text")


def write_corpus(path: Path, limit: int) -> tuple[int, int, str]:
    """Write documents as JSON lines.

    Args:
        path: Where to write them.
        limit: Most documents.

    Returns:
        Documents written, bytes of their texts in UTF-8, and what they are.
    """
    rows, what = corpus(limit)
    with path.open("w", encoding="utf-8") as file:
        for row in rows:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
    return len(rows), sum(len(row["text"].encode()) for row in rows), what


def _news(limit: int) -> list[dict[str, str]]:
    rows = []
    with gzip.open(NEWS, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            rows.append({"id": row["id"], "text": row["text"], "published": row["dct"]})
            if len(rows) == limit:
                break
    return rows


def _generated(limit: int) -> list[dict[str, str]]:
    chance = random.Random(2016)
    rows = []
    for number in range(limit):
        lines = [
            " ".join(
                f"{chance.choice(_SUBJECTS)} {chance.choice(_VERBS)} {chance.choice(_OBJECTS)} {chance.choice(_TIMES)}".strip()
                + "."
                for _ in range(4)
            )
            for _ in range(20)
        ]
        day = f"{chance.randint(2008, 2018)}-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}"
        rows.append({"id": f"g{number}", "text": "\n".join(lines), "published": day})
    return rows

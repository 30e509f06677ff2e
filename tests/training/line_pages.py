"""The pages that the lines are learnt from: read, parted by site, and varied, so that no place on a page tells anything."""

import hashlib
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipelines.documents.lines.page import Page, read_page
from pipelines.evaluation.files import read

__all__ = ["Sample", "held_out", "read_samples", "score", "site_of", "varied"]

_WORD = re.compile(r"\w+")
_SECOND_LEVEL = ("co", "com", "org", "ac", "gov", "net", "edu")
_MARK = re.compile(r"^\s*(?:[•·*▪-]|\d{1,2}\.)?\s*")


@dataclass(frozen=True, slots=True)
class Sample:
    """A page with the right answer for each unit."""

    name: str
    site: str
    lines: tuple[str, ...]
    content: tuple[int, ...]
    page: Page
    wanted: NDArray[np.float64]
    wordless: bool = False

    @property
    def news(self) -> bool:
        """Whether it is of the news pages; the two parts of the data name their pages differently."""
        return len(self.name) == 64


def site_of(host: str) -> str:
    """Give the part of a host that is registered; near enough for telling sites apart."""
    parts = host.split(".")
    return ".".join(parts[-3:] if len(parts) > 2 and parts[-2] in _SECOND_LEVEL else parts[-2:])


def _number(name: str) -> int:
    return int.from_bytes(hashlib.blake2b(name.encode(), digest_size=4).digest())


def held_out(site: str) -> bool:
    """Whether a site is of the fifth that nothing is learnt from."""
    return _number(f"held {site}") % 5 == 0


def read_samples(path: Path) -> list[Sample]:
    """Read the gold pages."""
    return [_sample(row["id"], site_of(row["host"]), row["lines"], row["content"]) for row in read(path)]


def _sample(name: str, site: str, lines: list[str], content: list[int], **more: Any) -> Sample:
    flat = [line.replace("\n", " ") for line in lines]
    page = read_page("\n".join(flat))
    wanted = np.array([float(any(content[a:b])) for a, b in page.lines])
    return Sample(name, site, tuple(flat), tuple(content), page, wanted, **more)


def varied(sample: Sample, chance: np.random.Generator) -> Sample | None:
    """Make another page of a page: a small one, or one begun and ended somewhere; without list marks, of unknown words."""
    rows = list(zip(sample.lines, sample.content, strict=True))
    kind = chance.random()
    if kind < 0.1:
        rows = [row for row in rows if row[1]]
    elif kind < 0.6:
        rows = _small(rows, chance)
    elif kind < 0.9:
        rows = rows[int(chance.integers(0, len(rows))) :] if chance.random() < 0.7 else rows
        rows = rows[: int(chance.integers(1, len(rows) + 1))] if chance.random() < 0.5 else rows
    if chance.random() < 0.5:
        rows = [(_MARK.sub("", line), content) for line, content in rows]
    if len(rows) < 4 or not any(content for _, content in rows):
        return None
    wordless = bool(chance.random() < 0.3)
    return _sample(sample.name, sample.site, [r[0] for r in rows], [r[1] for r in rows], wordless=wordless)


def _small(rows: list[tuple[str, int]], chance: np.random.Generator) -> list[tuple[str, int]]:
    """Leave a part of the article, as a short report has, and a few of the lines before and behind it."""
    content = [number for number, (_, wanted) in enumerate(rows) if wanted]
    if not content:
        return rows
    first, last = content[0], content[-1]
    begin = content[int(chance.integers(0, len(content)))] if chance.random() < 0.5 else first
    end = min(last, begin + int(chance.integers(2, 16)))
    return [
        *rows[max(0, first - int(chance.integers(0, 25))) : first],
        *rows[begin : end + 1],
        *rows[last + 1 : last + 1 + int(chance.integers(0, 40))],
    ]


def score(sample: Sample, kept: NDArray[np.bool_]) -> float:
    """Give the word F1 of the units that were kept, as the measure `lines` has it."""
    chosen = [i for (a, b), keep in zip(sample.page.lines, kept.tolist(), strict=True) if keep for i in range(a, b)]
    have = Counter(word for i in chosen for word in _WORD.findall(sample.lines[i].lower()))
    want = Counter(
        word
        for line, content in zip(sample.lines, sample.content, strict=True)
        if content
        for word in _WORD.findall(line.lower())
    )
    return 2 * (have & want).total() / max(1, have.total() + want.total())

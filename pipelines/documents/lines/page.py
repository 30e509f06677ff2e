"""A page as it is judged: its units, what speaks for each, and how likely each is text."""

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from statistics import median
from typing import Final

import numpy as np
from numpy.typing import NDArray

from pipelines.documents.lines import notices
from pipelines.documents.lines.characters import KINDS, Columns, Words, read_units
from pipelines.documents.lines.features import around, best_stretch, lengths, matrix, own
from pipelines.documents.lines.weights import Model, first_score, model, word_scores
from pipelines.forest import judge

__all__ = ["Page", "features_of", "least_likely", "likelihood", "read_page"]

_WRAPPED: Final = 0.3
"""Share of lines that go on in small letters from which on a text is taken as wrapped at a fixed width."""
_LOWER: Final = re.compile(r"\s*[a-zß-öø-ÿ]")
_FULL_STOP: Final = re.compile(r"[.…;,:。_–—-][\"'”’»)\]]*$")
_LONGEST_NOTICE: Final = 300
"""A paragraph longer than this may speak of cookies and still be the text (characters)."""
_LONG: Final = 120
"""A sentence of this length may speak of a newsletter; a notice as long speaks of two such things (characters)."""

_LITTLE: Final = 1_500
"""Characters of prose, spaces not counted, up to which a page has little text."""
_SAY: Final = 2.0
"""What the stretch of prose counts there, in log odds; chosen on small parts of the pages."""
_HALF: Final = 0.5
_LEAST: Final = 0.35
"""How likely a line must be in any case. What lies below gains nothing, on the pages that were learnt from and on others."""
_SHORT_COSTS: Final = 20
_NOTICE_COSTS: Final = 65
"""What a short line and a notice take away from a stretch, in characters of prose, spaces not counted."""
_AMIDST: Final = ("advertising", "related", "media", "age")
"""Notices that stand amidst an article as often as around it: they take away no more than a short line."""

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


# Without slots: what many pages never need is kept with the page once it was asked for.
@dataclass(frozen=True)
class Page:
    """The units of a text that hold something: lines, or wrapped paragraphs.

    Attributes:
        lines: First and last line of each, half-open.
        texts: What each says, without white space around it.
        columns: What each is made of.
        notices: How many phrases of notices each holds.
        notice: What notice each is, by its wording; empty: none.
    """

    lines: tuple[tuple[int, int], ...]
    texts: tuple[str, ...]
    columns: Columns
    notices: Ints
    notice: tuple[str, ...]

    @cached_property
    def own(self) -> dict[str, Floats]:
        """What `features.own` says of each."""
        return own(self.columns, self.notices)

    @cached_property
    def _lengths(self) -> tuple[Floats, Floats]:
        return lengths(self.columns)

    @property
    def sizes(self) -> Floats:
        """Length of each, in Latin characters or what comes to the same."""
        return self._lengths[0]

    @property
    def prose(self) -> Floats:
        """How much of each is prose, in characters."""
        return self._lengths[1]


def read_page(text: str) -> Page:
    """Part a text into units, and describe each by itself."""
    lines = text.split("\n")
    sizes = np.fromiter(map(len, lines), np.int64, len(lines)) + 1
    begins = np.cumsum(sizes) - sizes
    firsts = _paragraphs(lines) if _is_wrapped(lines) else np.arange(len(lines))
    columns = read_units(text, begins[firsts])
    kept = np.flatnonzero(columns.counts[:, 1:].any(1))
    if len(kept) < len(firsts):
        columns = _only(columns, kept)
    bounds = np.append(firsts, len(lines))
    spans = tuple(zip(bounds[kept].tolist(), bounds[kept + 1].tolist(), strict=True))
    texts = tuple((lines[a] if b == a + 1 else " ".join(lines[a:b])).strip() for a, b in spans)
    found = notices.find(columns.words, len(kept))
    named = tuple(_notices(texts, columns, found))
    count = found.count + np.fromiter(map(bool, named), np.int64, len(named))
    return Page(spans, texts, columns, count, named)


def _only(columns: Columns, kept: Ints) -> Columns:
    """Leave out the units that are blank; they have no words."""
    number = np.zeros(len(columns.first), np.int64)
    number[kept] = np.arange(len(kept))
    words = columns.words
    return Columns(
        columns.counts[kept],
        columns.indent[kept],
        columns.first[kept],
        columns.last[kept],
        columns.before_last[kept],
        Words(number[words.unit], words.hash, words.length, words.first),
    )


def _notices(texts: tuple[str, ...], columns: Columns, found: notices.Found) -> list[str]:
    sizes = np.fromiter(map(len, texts), np.int64, len(texts))
    short = sizes < _LONG
    by_words = (found.count > 1) | ((found.count > 0) & short)
    # Most lines hold no sign, so no sign of copyright; of a very long one nothing is looked at.
    signed = (columns.counts[:, KINDS["symbol"]] > 0) & ~by_words
    named = [""] * len(texts)
    for place in np.flatnonzero((short | by_words | signed) & (sizes < _LONGEST_NOTICE)).tolist():
        if by_words[place]:
            named[place] = found.reasons[found.reason[place]]
        elif signed[place] and "©" in texts[place]:
            named[place] = "rights"
        elif short[place]:
            named[place] = notices.whole_line(texts[place]) or ""
    return named


def _paragraphs(lines: list[str]) -> Ints:
    """Give the first line of each paragraph of a text that was wrapped at a fixed width."""
    width = median(len(line) for line in lines if line.strip())
    firsts = [0]
    for i, (line, following) in enumerate(pairwise(lines)):
        # A paragraph goes on after a full line, and in any case in small letters.
        goes_on = line.strip() and following.strip() and (len(line) > 0.7 * width or _LOWER.match(following))
        if not goes_on:
            firsts.append(i + 1)
    return np.array(firsts)


def _is_wrapped(lines: list[str]) -> bool:
    first = lines[:400]
    if sum(45 <= len(line) <= 100 for line in first) < _WRAPPED * sum(map(bool, first)) - 1:
        return False
    pairs = [(a, b) for a, b in pairwise(first) if a.strip() and b.strip()]
    if len(pairs) < 2:
        return False
    on = sum(1 for a, b in pairs if 45 <= len(a) <= 100 and _LOWER.match(b) and not _FULL_STOP.search(a.rstrip()[-6:]))
    return on >= _WRAPPED * len(pairs)


def features_of(page: Page, words: Floats, first: Floats) -> dict[str, Floats]:
    """Give all features of the units.

    Args:
        page: The page.
        words: What `weights.word_scores` says of each unit.
        first: What `weights.first_score` says of each.
    """
    return {**page.own, "word score": words, **around(page.own, page.columns.words, words + first)}


def likelihood(page: Page, known: Model | None = None) -> Floats:
    """Say how likely each unit is text of its page: title, heading or body, 0 to 1.

    On a page of little text what was learnt is unsure; there the best stretch of prose has a say.
    """
    known = model() if known is None else known
    words = word_scores(page.columns.words, len(page.texts), known)
    found = features_of(page, words, first_score(page.own, known))
    score = judge(matrix(found, known.asked), known.trees)
    if float(page.prose.sum()) < _LITTLE:
        score += np.where(_in_stretch(page), _SAY, -_SAY)
    return np.asarray(1 / (1 + np.exp(-np.clip(score, -30, 30))))


def least_likely(likely: Floats, page: Page) -> float:
    """Say how likely a unit of a page must be to count as its text: half at most, and less on a page that is hard to judge.

    The choice is that of the greatest word F1 to be expected. Where half of what is taken will be wrong in any case, to take
    a line that is more likely wrong than right still gains more than it costs.

    Args:
        likely: What `likelihood` says.
        page: The page.

    Source: Z. Lipton et al.: Optimal Thresholding of Classifiers to Maximize F1 Measure (ECML PKDD 2014): the best
    threshold is half of the F1 that it reaches.
    """
    order = np.argsort(-likely, kind="stable")
    ranked, words = likely[order], np.maximum(np.expm1(page.own["words"][order]), 0.1)
    right = np.cumsum(ranked * words)
    expected = 2 * right / (np.cumsum(words) + right[-1])
    return float(np.clip(expected.max() / 2, _LEAST, _HALF))


def _in_stretch(page: Page) -> NDArray[np.bool_]:
    """Whether each unit lies in the stretch with most prose and fewest labels and notices, and is no notice."""
    notice = np.array([bool(name) for name in page.notice])
    amidst = np.array([name in _AMIDST for name in page.notice])
    costs = np.where(notice & ~amidst, -_NOTICE_COSTS, -_SHORT_COSTS)
    first, last = best_stretch(np.where((page.prose > 0) & ~notice, page.prose, costs))
    place = np.arange(len(notice))
    return np.asarray((place >= first) & (place <= last) & ~notice)

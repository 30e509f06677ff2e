"""What speaks for or against a line being the text of its page: of the line itself, and of what stands around it.

No feature is a word of one language; what words say comes in as one number a line (`weights.word_scores`). None is a place
on the page either: real articles start at once, dumps start with menus. Places count from the best stretch of the page.

Source: the stretch: J. Pasternack, D. Roth: Extracting Article Text from the Web with Maximum Subsequence Segmentation (WWW
2009); density of text in neighbouring blocks: C. Kohlschütter et al.: Boilerplate Detection using Shallow Text Features
(WSDM 2010).
"""

from collections.abc import Iterator, Mapping
from typing import Final

import numpy as np
from numpy.typing import NDArray

from pipelines.documents.lines.characters import KINDS, Columns, Words, chains

__all__ = ["around", "best_stretch", "lengths", "matrix", "own"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

_RATIOS: Final = ("upper", "digit")
_COUNTED: Final = ("stop", "comma", "colon", "quote", "bar", "money", "symbol", "bracket", "dash")
_STEPS: Final = (25, 60, 130, 300)
"""Lengths that part labels, headings, sentences and paragraphs (characters)."""
_PROSE: Final = 120
_SENTENCE: Final = 40
"""A line this long is prose however it ends; from the second on if it ends like a sentence (characters)."""
_MOST: Final = 400
"""Characters of a line that count: one very long notice must not outweigh an article."""
_FAR: Final = 60
"""Lines from which on far is far."""
_BUCKETS: Final = 14
"""Bits of a word's hash by which its use elsewhere is counted."""


def lengths(columns: Columns) -> tuple[Floats, Floats]:
    """Give the length of each unit, in Latin characters or what comes to the same, and how much of it is prose."""
    # Chinese, Japanese and Korean say in one character what Latin letters say in two or three.
    size = _solid(columns) + 1.5 * columns.counts[:, KINDS["wide"]]
    long = (size >= _PROSE) | ((size >= _SENTENCE) & _ends_a_sentence(columns))
    return size, np.asarray(long * np.minimum(size, _MOST), np.float64)


def _solid(columns: Columns) -> Ints:
    return np.asarray(np.maximum(columns.counts[:, 1:].sum(1), 1))


def own(columns: Columns, notices: Ints) -> dict[str, Floats]:
    """Describe each unit by itself.

    Args:
        columns: The units of a page, none of them blank.
        notices: How many phrases of notices each holds.
    """
    counts, words = columns.counts.astype(float), columns.words
    count = len(counts)
    solid = _solid(columns)
    size, prose = lengths(columns)
    letters = counts[:, KINDS["lower"] : KINDS["wide"] + 1].sum(1)
    number = np.bincount(words.unit, minlength=count).astype(float)
    shared = np.maximum(number, 1)
    small = (words.first == KINDS["lower"]) | (words.first == KINDS["letter"])
    found = {
        "size": np.log1p(size),
        "words": np.log1p(number),
        "word length": letters / shared,
        "alpha": letters / solid,
    }
    found |= {name: counts[:, KINDS[name]] / solid for name in _RATIOS}
    found |= {f"{name}s": counts[:, KINDS[name]] for name in _COUNTED}
    found |= {f"from {step}": (size >= step).astype(float) for step in _STEPS}
    found |= {
        "stops a word": counts[:, KINDS["stop"]] / shared,
        "capital words": np.bincount(words.unit, words.first == KINDS["upper"], count) / shared,
        "small words": np.bincount(words.unit, small, count) / shared,
        "numbers": np.bincount(words.unit, words.first == KINDS["digit"], count) / shared,
        "short words": np.bincount(words.unit, small & (words.length <= 3), count) / shared,
        "indent": np.minimum(columns.indent, 8).astype(float),
        "repeated": np.minimum(_repeats(words, count), 6).astype(float),
        "notices": np.minimum(notices, 3).astype(float),
        "sentence": _ends_a_sentence(columns).astype(float),
        "prose": prose,
    }
    for name in ("upper", "lower", "digit", "bullet", "bracket", "quote"):
        found[f"begins {name}"] = (columns.first == KINDS[name]).astype(float)
    for name in ("stop", "lower", "digit", "colon", "bracket", "comma"):
        found[f"ends {name}"] = (columns.last == KINDS[name]).astype(float)
    return found


def _ends_a_sentence(columns: Columns) -> NDArray[np.bool_]:
    last = columns.last
    closed = ((last == KINDS["quote"]) | (last == KINDS["bracket"])) & (columns.before_last == KINDS["stop"])
    return np.asarray((last == KINDS["stop"]) | closed)


def _repeats(words: Words, count: int) -> Ints:
    """How often the words of each unit stand on the page, in that order."""
    starts = np.flatnonzero(np.diff(words.unit, prepend=-1))
    names = np.zeros(count, np.uint32)
    names[words.unit[starts]] = chains(words.hash, starts)
    _, place, often = np.unique(names, return_inverse=True, return_counts=True)
    return np.asarray(often[place], np.int64)


def around(found: Mapping[str, Floats], words: Words, score: Floats) -> dict[str, Floats]:
    """Describe what stands around each unit.

    Args:
        found: What `own` found.
        words: The words of the units.
        score: How much each looks like text by itself, in log odds.
    """
    likely = 1 / (1 + np.exp(-np.clip(score, -15, 15)))
    size = np.minimum(np.expm1(found["size"]), 600)
    text = likely * size
    whole = np.ones(len(score))
    worth = (2 * likely - 1) * np.sqrt(size) * 2 - 1
    first, last = best_stretch(worth)
    more = {
        "score": score,
        "page: text": whole * np.log1p(text.sum()),
        "page: units": whole * np.log1p(len(score)),
        "page: share of units": whole * likely.mean(),
        "page: share of text": whole * text.sum() / max(size.sum(), 1),
        "shared words": _shared_words(words, first, last, len(score)),
    }
    for step in (1, 2, 3):
        more[f"score {step} before"], more[f"score {step} after"] = (
            _shifted(score, step, -9),
            _shifted(score, -step, -9),
        )
    for step in (1, 2):
        for name in ("size", "sentence", "repeated", "small words"):
            more[f"{name} {step} before"] = _shifted(found[name], step, -1)
            more[f"{name} {step} after"] = _shifted(found[name], -step, -1)
    for reach, sides in _sums(likely, 5, 12, 30):
        more[f"likely {reach} before"], more[f"likely {reach} after"] = sides
    for reach, (before, after) in _sums(text, 4, 12):
        more[f"text {reach} before"], more[f"text {reach} after"] = np.log1p(before), np.log1p(after)
    ((_, (before, after)),) = _sums(found["begins bullet"], 20)
    more["bullets before"], more["bullets after"] = before, after
    more["from text"], more["to text"] = _distances((likely > 0.6) & (size > 100))
    more["from a label"], more["to a label"] = _distances((score < -2.5) & (size < 40))
    more |= _stretch("text", worth)
    more |= _stretch("score", np.clip(score, -4, 4))
    more |= _stretch("prose", np.where(found["prose"] > 0, found["prose"], -25))
    return more


def best_stretch(worth: Floats) -> tuple[int, int]:
    """Give the first and the last unit of the stretch with the greatest sum.

    >>> best_stretch(np.array([-1.0, 2.0, -1.0, 3.0, -5.0, 1.0]))
    (1, 3)
    """
    sums = np.append(0, np.cumsum(worth))
    last = int(np.argmax(sums[1:] - np.minimum.accumulate(sums[:-1])))
    return int(np.argmin(sums[: last + 1])), last


def _stretch(name: str, worth: Floats) -> dict[str, Floats]:
    """How each unit lies to the best stretch: what the best one that holds it is worth, and how far the ends are."""
    sums = np.append(0, np.cumsum(worth))
    least = np.minimum.accumulate(sums[:-1])
    most = np.maximum.accumulate(sums[:0:-1])[::-1]
    worths = most - least
    last = int(np.argmax(sums[1:] - least))
    first = int(np.argmin(sums[: last + 1]))
    place = np.arange(len(worth))
    return {
        f"{name}: lost": np.log1p(worths.max() - worths),
        f"{name}: kept": worths / max(worths.max(), 1e-9),
        f"{name}: left": np.log1p(np.maximum(sums[:-1] - least, 0)),
        f"{name}: right": np.log1p(np.maximum(most - sums[1:], 0)),
        f"{name}: from first": np.sign(place - first) * np.log1p(abs(place - first)),
        f"{name}: from last": np.sign(place - last) * np.log1p(abs(place - last)),
    }


def _shifted(values: Floats, step: int, beyond: float) -> Floats:
    moved = np.full(len(values), beyond)
    if 0 < step < len(values):
        moved[step:] = values[:-step]
    elif 0 < -step < len(values):
        moved[:step] = values[-step:]
    return moved


def _sums(values: Floats, *reaches: int) -> Iterator[tuple[int, tuple[Floats, Floats]]]:
    """Give each reach with the sums over so many units before and after each, as shares of the reach."""
    sums = np.append(0, np.cumsum(values))
    place = np.arange(len(values))
    for reach in reaches:
        before = sums[:-1] - sums[np.maximum(place - reach, 0)]
        after = sums[np.minimum(place + reach + 1, len(values))] - sums[1:]
        yield reach, (before / reach, after / reach)


def _distances(there: NDArray[np.bool_]) -> tuple[Floats, Floats]:
    """How far the nearest such unit is, before and after each; on a logarithmic scale."""
    count = len(there)
    place = np.arange(count)
    before = np.append(-_FAR, np.maximum.accumulate(np.where(there, place, -_FAR))[:-1])
    after = np.append(np.minimum.accumulate(np.where(there, place, count + _FAR)[::-1])[::-1][1:], count + _FAR)
    return np.log1p(np.minimum(place - before, _FAR)), np.log1p(np.minimum(after - place, _FAR))


def _shared_words(words: Words, first: int, last: int, count: int) -> Floats:
    """The share of each unit's longer words that the best stretch has too, in another unit: an article keeps to its subject."""
    bucket = (words.hash >> np.uint32(32 - _BUCKETS)).astype(np.int64)
    longer = words.length >= 4
    # The words of the stretch stand together, for units stand in order.
    inside = slice(*np.searchsorted(words.unit, (first, last + 1)).tolist())
    there = np.bincount(bucket[inside][longer[inside]], minlength=1 << _BUCKETS)
    often = there[bucket]
    _, place, own_use = np.unique(
        words.unit[inside] << _BUCKETS | bucket[inside], return_inverse=True, return_counts=True
    )
    often[inside] -= np.where(longer[inside], own_use[place], 0)
    elsewhere = (often > 0) & longer
    longest = np.maximum(np.bincount(words.unit, longer, count), 1)
    return np.asarray(np.bincount(words.unit, elsewhere, count) / longest)


def matrix(found: Mapping[str, Floats], names: tuple[str, ...]) -> NDArray[np.float32]:
    """Lay features out for the trees: a row a feature, a column a unit."""
    return np.array([found[name] for name in names], np.float32)

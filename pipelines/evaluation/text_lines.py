"""The measure `lines`: which lines of a raw page are its text?"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from pipelines.evaluation.files import by_id
from pipelines.evaluation.report import Figure, Options, Report, Row, f1

__all__ = ["score_lines"]

_WORD = re.compile(r"\w+")


def score_lines(gold: Iterable[Row], system: Iterable[Row], options: Options) -> Report:  # noqa: ARG001 - one signature for all measures
    """Score the kept lines of pages by their words: precision, recall and F1 of each page, and the mean over pages.

    Words are compared as bags, in small letters. A page without an answer kept nothing.

    Source: word-level F1 of content extraction, as in the trafilatura and CleanEval evaluations.
    """
    answers, pages = by_id(system), list[tuple[float, float]]()
    for name, page in by_id(gold).items():
        kept = (answers.get(name) or {}).get("lines") or [0] * len(page["lines"])
        wanted, found = _words(page["lines"], page["content"]), _words(page["lines"], kept)
        shared = (wanted & found).total()
        pages.append((shared / max(1, found.total()), shared / max(1, wanted.total())))
    mean = {
        "P": sum(precision for precision, _ in pages) / max(1, len(pages)),
        "R": sum(recall for _, recall in pages) / max(1, len(pages)),
        "F1": sum(f1(*page) for page in pages) / max(1, len(pages)),
    }
    return Report("lines", (Figure("pages", {"n": len(pages), **mean}),))


def _words(lines: Sequence[str], kept: Sequence[int]) -> Counter[str]:
    chosen = (line for line, keep in zip(lines, kept, strict=False) if keep)
    return Counter(word for line in chosen for word in _WORD.findall(line.lower()))

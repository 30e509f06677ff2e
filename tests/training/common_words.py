"""Count anew how common words are in news: `python -m tests.training.common_words DATA`.

A word's share is the median over groups of documents (the folders of Timeline17, TimeBank, AQUAINT, MEANTIME), so that what
one group is about shows little. Only words of one document in a hundred and more are written, and no figures. The words of
other languages in `elsewhere` are listed by hand and stay.
"""

import argparse
import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from statistics import median
from textwrap import wrap
from typing import Final

import pipelines.timeline
from pipelines.evaluation.files import read

_SHARES: Final = {"everywhere": 0.35, "very_common": 0.12, "common": 0.05, "known": 0.02, "listed": 0.01}
"""Least share of documents for each list, the greatest first."""
_WORD: Final = re.compile(r"[^\W_]+")
_SHIPPED: Final = Path(pipelines.timeline.__file__).parent / "words.toml"
_LEAST_DOCUMENTS: Final = 8


def documents(data: Path) -> Iterator[tuple[str, str]]:
    """Read the documents to count in, each with the group it belongs to."""
    for row in read(data / "timelines" / "t17_dev_docs.jsonl.gz"):
        yield row["folder"], row["text"]
    for path in (
        data / "timex" / "timebank.jsonl",
        data / "timex" / "aquaint.jsonl",
        data / "events" / "meantime_dev.jsonl",
    ):
        for row in read(path):
            yield path.stem, row["text"]


def shares(texts: Iterator[tuple[str, str]]) -> dict[str, float]:
    """Give the share of documents that have a word: the median over groups."""
    counts, sizes = defaultdict[str, Counter[str]](Counter), Counter[str]()
    for group, text in texts:
        counts[group].update(set(_WORD.findall(text.casefold())))
        sizes[group] += 1
    everywhere = sum(counts.values(), Counter[str]())
    return {
        word: median(counts[group][word] / sizes[group] for group in sizes)
        for word, documents_with in everywhere.items()
        if documents_with >= _LEAST_DOCUMENTS and len(word) > 1 and word.isascii() and not word.isdigit()
    }


def written(found: Mapping[str, float], before: str) -> str:
    """Write the lists anew; what stands before the first and from `elsewhere` on stays."""
    parts, most = [before[: before.index("# At least")].rstrip()], 2.0
    for name, least in _SHARES.items():
        listed = "\n".join(wrap(" ".join(sorted(word for word, share in found.items() if least <= share < most)), 118))
        parts.append(f'# At least {least:.0%} of documents.\n{name} = """\n{listed}\n"""')
        most = least
    parts.append(before[before.index("elsewhere = ") :].rstrip())
    return "\n\n".join(parts) + "\n"


def main() -> None:
    """Count in the data of a folder and write the shipped lists."""
    parser = argparse.ArgumentParser(prog="python -m tests.training.common_words", description=__doc__)
    parser.add_argument("data", type=Path)
    text = written(shares(documents(parser.parse_args().data)), _SHIPPED.read_text(encoding="utf-8"))
    tomllib.loads(text)
    _SHIPPED.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()

"""Generated news in which some stories come again: cut, edited, with an agency's line, with a site's menus around them.

Every word is made up. What makes it hard is as in real news: paragraphs of background that stand in many stories,
quotations that stand in two, and menus and notices that stand on every page of a site.
"""

import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import pyarrow as pa

from pipelines.batches import to_table
from pipelines.corpus.compare import Read
from pipelines.corpus.signatures import sign
from pipelines.corpus.stage import DOCUMENT_COLUMNS, PAIRS, compare_documents
from pipelines.documents.lines import label_lines
from pipelines.engine import digest
from pipelines.settings import Settings

__all__ = ["KINDS", "Corpus", "Page", "compared", "corpus"]

_SYLLABLES = ("ba", "den", "fo", "gri", "hal", "ke", "lor", "mi", "nu", "per", "ros", "sta", "ti", "vel", "zan")
_SITES = ("Herald", "Courier", "Tribune", "Post", "Gazette")
KINDS = ("cut", "edited", "agency", "menus", "excerpt")
"""What becomes of a story that comes again."""


@dataclass(frozen=True, slots=True)
class Page:
    """A generated document: its text, the story it tells, its site, and what became of the story in it."""

    name: str
    story: int
    site: str
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Corpus:
    """Pages in order, with what comparing needs to read of them."""

    pages: Sequence[Page]
    signatures: Sequence[pa.Table]
    documents: pa.Table

    @property
    def read(self) -> Read:
        """Give columns of the signatures, batch by batch."""
        return lambda columns: [
            table.select(list({"document_id": 0, **dict.fromkeys(columns)})) for table in self.signatures
        ]


def _word(chance: random.Random) -> str:
    """Few words are common, most are rare, as in any language."""
    number = int(4_000 ** chance.random())
    return "".join(_SYLLABLES[number // 15**place % 15] for place in range(1 + number % 3)) + (number % 7 == 0) * "s"


def _sentence(chance: random.Random) -> str:
    return " ".join(_word(chance) for _ in range(chance.randint(8, 25))).capitalize() + "."


def _paragraphs(chance: random.Random, count: int) -> list[str]:
    return [" ".join(_sentence(chance) for _ in range(chance.randint(1, 3))) for _ in range(count)]


def _edited(chance: random.Random, lines: list[str]) -> list[str]:
    """One word of fifteen is another, a paragraph has gone, and two have come."""
    kept = lines[:]
    del kept[chance.randrange(len(kept))]
    kept = [" ".join(_word(chance) if chance.random() < 1 / 15 else word for word in line.split()) for line in kept]
    return [*kept, *_paragraphs(chance, 2)]


def _again(chance: random.Random, kind: str, lines: list[str]) -> list[str]:
    changes: dict[str, Callable[[], list[str]]] = {
        "cut": lambda: lines[: max(3, int(len(lines) * chance.uniform(0.4, 0.8)))],
        "edited": lambda: _edited(chance, lines),
        "agency": lambda: [f"{_word(chance).upper()} (Agency) - {lines[0]}", *lines[1:], "(Reporting by A. Writer)"],
        "menus": lambda: lines,
        "excerpt": lambda: [*_paragraphs(chance, 4), *lines, *_paragraphs(chance, 4 * len(lines))],
    }
    return changes[kind]()


def _menu(site: str) -> tuple[list[str], list[str]]:
    chance = random.Random(site)
    around = [" ".join(_word(chance) for _ in range(2)).title() for _ in range(12)]
    notice = _paragraphs(chance, 3)  # a notice in whole sentences, such as is taken for text
    return around[:8], [*notice, *around[8:]]


def corpus(stories: int, again: Iterable[str], seed: int = 2016, batch: int = 1_000) -> Corpus:
    """Generate a corpus.

    Args:
        stories: Number of stories, each told once.
        again: Of the first stories each comes again as one of `KINDS`.
        seed: Names the corpus.
        batch: Documents whose signatures lie in one table.
    """
    chance, menus = random.Random(seed), {site: _menu(site) for site in _SITES}
    background = _paragraphs(chance, 40)
    kinds, pages = iter(again), list[Page]()
    for story in range(stories):
        lines = [*_paragraphs(chance, chance.randint(6, 20)), *chance.sample(background, chance.choice((0, 0, 1, 2)))]
        first, second = chance.sample(_SITES, 2)
        told = [(first, "first", lines)]
        if (kind := next(kinds, None)) is not None:
            told.append((second, kind, _again(chance, kind, lines)))
        for site, what, own in told:
            head, foot = menus[site] if what == "menus" or story % 2 else ([], menus[site][1])
            title = " ".join(_word(chance) for _ in range(7)).capitalize()
            text = "\n".join([*head, title, *own, *foot])
            pages.append(Page(f"{story:06d}-{what}", story, site, what, text))
    return Corpus(pages, list(_signatures(pages, batch)), _documents(pages))


def _signatures(pages: Sequence[Page], batch: int) -> Iterator[pa.Table]:
    limits = Settings().signatures
    for first in range(0, len(pages), batch):
        rows = [
            sign(page.name, "v", page.text, label_lines(page.text), limits) for page in pages[first : first + batch]
        ]
        yield to_table("text_signatures", rows)


def _documents(pages: Sequence[Page]) -> pa.Table:
    known = {
        "document_id": [page.name for page in pages],
        "text_hash": [digest(page.text) for page in pages],
        "source": [page.site for page in pages],
    }
    nothing = {name: [None] * len(pages) for name in DOCUMENT_COLUMNS if name not in known}
    return pa.table({**known, **nothing})


def compared(given: Corpus, known: pa.Table | None = None) -> dict[str, pa.Table]:
    """Compare all pages of a corpus whose days of writing are unknown."""
    names = given.documents["document_id"]
    published = pa.table({"document_id": names, "latest": pa.nulls(len(names), pa.date32())})
    texts = {page.name: page.text for page in given.pages}
    return compare_documents(
        given.read,
        given.documents,
        published,
        known=known if known is not None else PAIRS.empty_table(),
        texts=lambda wanted: {name: texts[name] for name in wanted},
        settings=Settings(),
    )

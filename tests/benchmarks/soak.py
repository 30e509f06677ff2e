"""Take in and read many files of all formats, good and bad, and print how much memory is held on the way: `make soak`.

Memory is that of this process and of the readers behind the guard, at each tenth of the files and of the batches. It is
flat where its largest figure in the second half is hardly above the largest of the first: what grows before are caches that
fill up once. The last line gives the verdict, and the command fails where memory is not flat.
"""

import argparse
import gzip
import io
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import docx

from assets.ingest import Ingested, ingest
from assets.stages import DOCUMENTS
from pipelines import engine
from pipelines.batches import Staging, read
from pipelines.settings import Batches, Settings
from tests.pipelines.documents.made import capture, epub, mail, pdf, zipped
from warehouse.home import Home
from warehouse.ledger import Ledger

POINTS = tuple(tenth / 10 for tenth in range(1, 11))
"""Shares of the work at which memory is looked at."""
MOST_GROWN = 1.1
"""Memory of the second half of the work against that of the first up to which it is called flat."""
ALLOWED = 64_000_000
"""Bytes that it may grow in any case: on few files, one more child of the guard is a tenth of all."""


@dataclass
class Soaked:
    """What a soak found.

    Attributes:
        documents: Documents, of all files.
        reasons: How many of them were rejected, and why.
        held: Bytes of memory by step and share of the work.
        seconds: Time by step.
    """

    documents: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    held: dict[tuple[str, float], int] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)

    def grown(self, step: str) -> tuple[int, int]:
        """Give the most bytes held in the first and in the second half of a step."""
        first, second = ([self.held[step, at] for at in POINTS if (at > 0.5) == late] for late in (False, True))
        return max(first), max(second)

    def flat(self, step: str) -> bool:
        """Whether a step held hardly more in its second half than in its first."""
        first, second = self.grown(step)
        return second <= max(MOST_GROWN * first, first + ALLOWED)


def words(number: int) -> str:
    day, flood = (
        number % 28 + 1,
        f"The dam above town {number} broke on {number % 28 + 1} March 2011, the county said. ",
    )
    return f"Dam {number} breaks\n\n{flood * 12}\nOn Monday {number} people left; on day {day} they came back."


def page(number: int) -> bytes:
    body = "".join(f"<p>{line}</p>" for line in words(number).split("\n") if line)
    menu = "".join(f'<li><a href="/{item}">Menu {item}</a></li>' for item in range(20))
    return f"<html><head><title>Dam {number}</title></head><body><ul>{menu}</ul><article>{body}</article></body></html>".encode()


def letter(number: int) -> bytes:
    message = mail(f"Dam {number}", words(number), message_id=f"{number}@x")
    message.add_attachment(words(number + 1).encode(), maintype="text", subtype="plain", filename="report.txt")
    return message.as_bytes()


def lines(number: int) -> bytes:
    rows = (json.dumps({"id": f"r{item}", "text": words(number + item)}) for item in range(5))
    return gzip.compress("\n".join(rows).encode())


def word(number: int) -> bytes:
    document = docx.Document()
    document.add_paragraph(words(number))
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def feed(number: int) -> bytes:
    items = f"<item><title>Dam</title><guid>{number}</guid><description>{words(number)}</description></item>"
    return f"<?xml version='1.0'?><rss version='2.0'><channel><title>Post</title>{items}</channel></rss>".encode()


MAKERS: tuple[tuple[str, Callable[[int], bytes]], ...] = (
    (".txt", lambda number: words(number).encode()),
    (".html", page),
    (".eml", letter),
    (".zip", lambda number: zipped(("a.txt", words(number).encode()), ("b.html", page(number)))),
    (".jsonl.gz", lines),
    (".pdf", lambda number: pdf([words(number).split("\n")] * 3)),
    (".docx", word),
    (".warc", lambda number: capture(f"http://x/{number}", page(number)) + capture("http://x/n", b"n", status=404)),
    (".rss", feed),
    (".epub", lambda number: epub({"a.xhtml": f"<html><body><p>{words(number)}</p></body></html>"})),
    (".rtf", lambda number: b"{\\rtf1 " + words(number).replace("\n", "\\par ").encode() + b"}"),
    (".pdf", lambda number: pdf([["x"]])[: 100 + number % 50]),
    (
        ".zip",
        lambda number: zipped(("bomb.txt", bytes(40_000_000 if number % 20_000 == 12 else 0)), ("a.bin", b"\x00")),
    ),
    (".txt", lambda number: number.to_bytes(4, "big") * 20),
)
"""What is made, in turns; the last ones can't be read."""


def quiet(_: str) -> None:
    """Tell nobody."""


def make(folder: Path, files: int, tell: Callable[[str], None] = quiet) -> None:
    """Write the files, a thousand a folder."""
    # A DOCX takes longer to write than to read; one of them serves for all, under its many names.
    same = {".docx": word(0)}
    for number in range(files):
        extension, maker = MAKERS[number % len(MAKERS)]
        place = folder / f"{number // 1000:04}"
        place.mkdir(parents=True, exist_ok=True)
        (place / f"{number}{extension}").write_bytes(same.get(extension) or maker(number))
        if 10 * (number + 1) // files > 10 * number // files:
            tell(f"made      {number + 1:,} of {files:,} files")


def held() -> int:
    """Bytes of memory of this process and of those it started."""
    found = subprocess.run(["ps", "-A", "-o", "pid=,ppid=,rss="], capture_output=True, text=True, check=True)
    rows = (tuple(map(int, line.split())) for line in found.stdout.splitlines())
    return sum(1024 * rss for pid, parent, rss in rows if os.getpid() in (pid, parent))


def soak(folder: Path, files: int, tell: Callable[[str], None] = quiet) -> Soaked:
    """Make files, take them in, read them; memory is looked at on the way.

    Args:
        folder: Where they are made.
        files: How many.
        tell: Called with a line of progress at each tenth of each step.
    """
    home, found = Home(folder / "home"), Soaked()
    home.inbox.mkdir(parents=True)
    make(home.inbox, files, tell)
    chosen = Settings(batches=Batches(documents=min(500, max(1, files // 10)), workers=1))

    def seen(step: str, share: float) -> None:
        for point in POINTS:
            if share >= point and (step, point) not in found.held:
                found.held[step, point] = held()
                passed = time.perf_counter() - start
                tell(f"{step:<10}{point:4.0%} in {passed:,.0f} s, {found.held[step, point] / 1e6:,.0f} MB held")

    def told(done: Ingested) -> None:
        seen("taken in", done.files / files)

    start = time.perf_counter()
    with Ledger.open(home.ledger) as ledger:
        ingest(home, chosen, ledger, told=told)
        batches = sorted(ledger.known_batches())
    seen("taken in", 1.0)
    found.seconds["taken in"] = time.perf_counter() - start
    staging, prints = Staging(home.staging), engine.fingerprints([DOCUMENTS], chosen)
    start = time.perf_counter()
    for number, _ in enumerate(engine.run(DOCUMENTS, batches, staging, prints, chosen), start=1):
        seen("read", number / len(batches))
    found.seconds["read"] = time.perf_counter() - start
    for batch in batches:
        reasons = read(staging.rows("documents", batch, prints["documents"]), ("rejected",))["rejected"].to_pylist()
        found.documents += len(reasons)
        found.reasons.update(reason for reason in reasons if reason is not None)
    return found


def verdict(found: Soaked) -> str:
    """Say of each step whether its memory stays flat, and what is called so."""
    said = []
    for step in found.seconds:
        first, second = found.grown(step)
        word = "flat" if found.flat(step) else "GROWS"
        said.append(f"{step} {word} ({first / 1e6:,.0f} MB in its first half, {second / 1e6:,.0f} MB in its second)")
    limits = f"up to {MOST_GROWN - 1:.0%} or {ALLOWED / 1e6:.0f} MB more is called flat"
    return f"memory: {'; '.join(said)}; {limits}"


def main() -> None:
    parser = argparse.ArgumentParser(prog="make soak", description=__doc__.splitlines()[0])
    parser.add_argument("--files", type=int, default=50_000, help="files to make (default 50,000)")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="dateline-soak-") as name:
        found = soak(Path(name), chosen.files, lambda line: print(line, flush=True))
    print(f"{chosen.files:,} files, {found.documents:,} documents")
    for step, seconds in found.seconds.items():
        print(f"{step:<10}{seconds:8.0f} s")
    for reason, times in found.reasons.most_common():
        print(f"{times:8,} {reason}")
    print(verdict(found))
    if not all(found.flat(step) for step in found.seconds):
        sys.exit(1)


if __name__ == "__main__":
    main()

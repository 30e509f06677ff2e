"""Print documents and KB of text a second and peak memory, for each stage and the whole: `make bench`.

Each stage runs alone, in a process of its own and on one core, on what the stages before it left. The last lines are
`dateline run` as a user runs it, from nothing, with as many workers as there are cores, once more with nothing new, and with
one document more. `× yardstick` is how many
times as long a stage takes as a regular expression that finds every word of the same text, measured in the same run:
that figure can be compared between machines, seconds can't.
"""

import argparse
import gzip
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks.comparing import compare_generated
from tests.benchmarks.corpus import write_corpus as write_documents
from tests.benchmarks.dates import print_dates
from tests.benchmarks.measure import Measured, alone, yardstick
from tests.benchmarks.mentions import merge_generated
from tests.benchmarks.pages import first_view
from tests.benchmarks.rows import print_rows
from tests.benchmarks.steps import annotate_lines, merge_home, steps
from tests.benchmarks.texts import speeds
from tests.benchmarks.times import print_times
from warehouse.home import Home

MERGED = 100_000
COMPARED = 100_000


def whole(folder: Path, inbox: Path) -> Measured:
    """Run `dateline run`; the peak is that of its largest process."""
    start = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "assets.cli", "run", "--inbox", str(inbox), "--home", str(folder), "--rows", "0"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=_as_a_user(folder.parent),
    )
    _, status, used = os.wait4(process.pid, 0)  # of this run alone: the peak of all children never falls
    process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - start
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, process.args)
    return Measured(seconds, used.ru_maxrss if sys.platform == "darwin" else used.ru_maxrss * 1024, None)


def _as_a_user(folder: Path) -> dict[str, str]:
    """Let Python keep its bytecode, as it does unless it is told not to: without it every run compiles all it imports."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"PYTHONPYCACHEPREFIX": str(folder / "bytecode")}


def add_one(inbox: Path) -> None:
    """Let a document arrive that tells nearly what another one does: the shortest of those there, with a line more."""
    with (inbox / "documents.jsonl").open(encoding="utf-8") as lines:
        row = min(map(json.loads, lines), key=lambda row: len(row["text"]))
    row |= {"id": "one more", "text": row["text"] + "\nRescue workers evacuated three villages on Monday."}
    (inbox / "more.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")


def texts(path: Path) -> str:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        return "\n".join(json.loads(line)["text"] for line in lines)


def told(found: Measured, measure: float) -> str:
    value = found.value
    return (
        f"{value.mentions:,} merged into {value.events:,} events in {value.seconds:.1f} s of CPU, "
        f"{value.seconds / measure:.1f} × yardstick, peak {found.peak_bytes / 1e6:,.0f} MB; one document more "
        f"{value.one_more:.2f} s, {value.one_more / measure:.1f} × yardstick"
    )


def print_compared() -> None:
    fewer, more = alone(compare_generated, COMPARED // 10), alone(compare_generated, COMPARED)
    print(
        f"{COMPARED:,} generated documents compared in {more.value.seconds:.1f} s, {more.value.linked:,} of them linked, "
        f"peak {more.peak_bytes / 1e6:,.0f} MB; {more.value.seconds / fewer.value.seconds:.1f} times as long as a tenth "
        f"of them; with one more added {more.value.one_more:.1f} s"
    )


def main() -> None:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__.splitlines()[0])
    parser.add_argument("--documents", type=int, default=300, help="most documents (default 300)")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="dateline-bench-") as name:
        folder = Path(name)
        inbox = folder / "inbox"
        inbox.mkdir()
        documents, size, what = write_documents(inbox / "documents.jsonl", chosen.documents)
        measure = min(yardstick(texts(inbox / "documents.jsonl")) for _ in range(3))
        print(f"{documents} documents of {what}, {size / 1e6:.1f} MB of text, {os.cpu_count()} cores")
        print(f"yardstick: every word of it found by a regular expression in {measure:.2f} s\n")
        print(f"{'stage':<22}{'documents/s':>12}{'KB/s':>10}{'peak MB':>10}{'s':>8}{'× yardstick':>13}")

        def show(stage: str, found: Measured) -> None:
            print(
                f"{stage:<22}{documents / found.seconds:>12,.0f}{size / 1e3 / found.seconds:>10,.0f}"
                f"{found.peak_bytes / 1e6:>10,.0f}{found.seconds:>8.1f}{found.seconds / measure:>13.1f}",
                flush=True,
            )

        home = Home(folder / "home")
        for stage, call, arguments in steps(home, inbox):
            show(stage, alone(call, *arguments))
        show("annotate", alone(annotate_lines, inbox))
        subprocess.run([sys.executable, "-c", "import assets.definitions"], env=_as_a_user(folder), check=True)
        show("dateline run, whole", whole(folder / "whole", inbox))
        show("the same, nothing new", whole(folder / "whole", inbox))
        add_one(inbox)
        show("one document more", whole(folder / "whole", inbox))
        few, many = alone(merge_generated, MERGED // 10), alone(merge_generated, MERGED)
        print(
            f"\ngenerated mentions: {told(many, measure)}; {many.value.seconds / few.value.seconds:.1f} times as long as a tenth"
        )
        print(f"mentions of these documents: {told(alone(merge_home, home), measure)}")
        with (inbox / "documents.jsonl").open(encoding="utf-8") as lines:
            rows = [json.loads(line) for line in lines]
        print_rows(rows[:40], what)
        print_times(rows, what)
        print_dates(rows, what)
        print_compared()
    print(*speeds(), sep="\n")
    print(first_view())


if __name__ == "__main__":
    main()

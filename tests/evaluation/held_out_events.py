# ruff: noqa: T201 - it prints its figures
"""Events and their classes in news that nothing was learnt from: `python -m tests.evaluation.held_out_events`.

Every fifth document of TimeBank and of AQUAINT is kept from the syntax model (`tests.training.events.held_out`); the figures
on whole corpora hold what it learnt. Spans and classes are compared as TempEval-3 does, task B.
"""

import json
import tempfile
from pathlib import Path

from pipelines.evaluation.measuring import take
from pipelines.evaluation.report import Report
from tests.training.events import held_out

DATA = Path(__file__).parents[2].parent / "shared" / "data" / "timex"


def score(gold: Path) -> Report:
    """Score the events of the documents of a file that were held out."""
    kept = [line for line in gold.read_text(encoding="utf-8").splitlines() if held_out(json.loads(line)["doc_id"])]
    with tempfile.TemporaryDirectory() as folder:
        part = Path(folder) / gold.name
        part.write_text("\n".join(kept) + "\n", encoding="utf-8")
        return take("events", part)


def main() -> None:
    for corpus in ("timebank", "aquaint"):
        report = score(DATA / f"{corpus}.jsonl")
        for name in ("span", "class"):
            print(f"{corpus:<10} {name:<6} F1 {report.number(name, 'F1'):6.1f}")


if __name__ == "__main__":
    main()

"""A small gold document, the right answer to it, and how a test asks for a score."""

import copy
from typing import Any

from pipelines.evaluation.measures import measure
from pipelines.evaluation.report import Options, Report

TEXT = "On Monday the mayor resigned after police had searched the office in May 2015 and last week."
Doc = dict[str, Any]


def gold_document(name: str = "a") -> Doc:
    def event(start: int, end: int, kind: str, cluster: str, *, begin: str | None, last: str | None) -> Doc:
        point = {"exact": begin, "after": None, "before": None if begin else "2015-06-01"}
        until = {"exact": last, "after": None if last else "2015-05-01", "before": None}
        return {
            "id": f"e{start}", "start": start, "end": end, "class": kind, "cluster": cluster,
            "time": {"kind": "single" if begin == last else "multi", "begin": point, "end": until},
        }  # fmt: skip

    return {
        "doc_id": name,
        "text": TEXT,
        "dct": "2015-06-04",
        "topic": "1",
        "subtopic": "1ecb",
        "timexes": [
            {"start": 3, "end": 9, "type": "DATE", "value": "2015-06-01"},
            {"start": 69, "end": 77, "type": "DATE", "value": "2015-05"},
            {"start": 82, "end": 91, "type": "DATE", "value": "2015-W8"},
        ],
        "events": [
            event(20, 28, "OCCURRENCE", "resign", begin="2015-06-01", last="2015-06-01"),
            event(46, 54, "I_ACTION", f"search-{name}", begin=None, last=None),
            event(10, 19, "STATE", "mayor", begin="2015-06-01", last=None),
        ],
    }


def right_answer(gold: Doc) -> Doc:
    answer = copy.deepcopy(gold)
    for item in answer["events"]:
        time = item.pop("time")
        item["begin"] = days_of(time["begin"])
        item["end_time"] = days_of(time["end"])
        item["event_id"] = item["cluster"]
    return answer


def days_of(point: Doc) -> Doc:
    earliest = point["exact"] or ("2015-05-02" if point["after"] else None)
    return {"earliest": earliest, "latest": point["exact"] or ("2015-05-31" if point["before"] else None)}


def score(name: str, gold: list[Doc], system: list[Doc], options: Options | None = None) -> Report:
    return measure(name).score(gold, system, options or Options())

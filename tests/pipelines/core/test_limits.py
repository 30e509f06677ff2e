"""A rule that never ends costs one document."""

import contextlib
import dataclasses
import signal
import threading
import time
from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from pipelines.batches import each_document, to_records, to_table
from pipelines.limits import OutOfTime, processor_seconds
from pipelines.records import Document, Fault, TimeExpression

DOCUMENT = Document("d1", "c1", "t1", "Brutus.", uri="file:///a.txt")

pytestmark = pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="this system has no such signal")


def spin() -> None:
    while True:
        with contextlib.suppress(Exception):  # a rule that goes on after its own errors
            sum(range(1000))


def test_work_without_end_is_broken_off() -> None:
    with pytest.raises(OutOfTime), processor_seconds(0.05):
        spin()


def test_waiting_takes_no_time_of_the_processor() -> None:
    with processor_seconds(0.05):
        time.sleep(0.2)
    with processor_seconds(None):
        sum(range(1000))


def test_in_another_thread_there_is_no_limit() -> None:
    found: list[int] = []

    def work() -> None:
        with processor_seconds(0.001):
            found.append(sum(range(100_000)))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert found == [4_999_950_000]


def test_a_document_without_end_is_a_fault_and_the_next_follows() -> None:
    def work(rows: Mapping[str, Sequence[Any]]) -> list[TimeExpression]:
        name = rows["documents"][0].document_id
        if name == "endless":
            spin()
        return [TimeExpression(name, "c1", 0, 0, 6, "Brutus", "DATE", "-0043")]

    documents = [dataclasses.replace(DOCUMENT, document_id=name) for name in ("one", "endless", "two")]
    result = each_document("time_expressions", {"documents": to_table("documents", documents)}, work, 0.05)
    assert result.rows.column("document_id").to_pylist() == ["one", "two"]
    detail = "not done in 0.05 seconds of the processor (settings: batches.seconds)"
    assert to_records(result.faults, Fault) == [Fault("endless", "c1", "time_expressions", "too_slow", detail)]

import multiprocessing
import os
import sys
from pathlib import Path

import pytest

from pipelines.documents import guard
from pipelines.documents.formats import Readable
from pipelines.documents.guard import Limits
from pipelines.documents.readers import read_text
from pipelines.errors import DocumentError, NoText, UnreadableDocument
from pipelines.settings import Documents
from tests.pipelines.documents import faults, made

SMALL = Limits(seconds=0.5, memory=1 << 30, faults=3)
FEW = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the limit of memory is that of Linux")


def reason(call: object, *arguments: object) -> str:
    assert callable(call)
    with pytest.raises(UnreadableDocument) as caught:
        guard.call(call, *arguments, limits=SMALL)
    return caught.value.reason


@pytest.mark.parametrize(
    ("work", "arguments", "expected"),
    [
        pytest.param(faults.hang, (), "too_slow", id="hang"),
        pytest.param(faults.crash, (), "reader_crashed", id="crash"),
        pytest.param(faults.fill, (4 << 30,), "out_of_memory", id="memory", marks=FEW),
    ],
)
def test_what_would_end_this_process_costs_one_document(
    work: object, arguments: tuple[object, ...], expected: str
) -> None:
    assert reason(work, *arguments) == expected
    assert guard.call(faults.fill, 5, limits=SMALL) == 5


def test_a_child_is_used_again_and_is_another_process() -> None:
    found = {guard.call(faults.process, limits=SMALL) for _ in range(5)}
    assert len(found) == 1
    assert os.getpid() not in found


def test_a_child_is_used_again_however_much_its_parent_holds() -> None:
    held = bytearray(SMALL.memory // 2 + (64 << 20))
    held[:: 1 << 12] = b"x" * len(held[:: 1 << 12])  # touched, so that it lies in memory
    with pytest.raises(DocumentError):
        guard.call(faults.crash, limits=SMALL)  # so that the next is started by a process that holds so much
    found = {guard.call(faults.process, limits=SMALL) for _ in range(3)}
    assert len(found) == 1, len(held)


def test_workers_of_a_pool_have_a_child_too() -> None:
    # Its workers are daemons, which may have no children of multiprocessing's own.
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        worker, child = pool.apply(faults.process_and_child)
    assert len({os.getpid(), worker, child}) == 3


def test_errors_come_back_as_what_they_were() -> None:
    with pytest.raises(RuntimeError, match="TypeError"):
        guard.call(faults.fill, "x", limits=SMALL)
    with pytest.raises(NoText) as caught:
        guard.call(_no_text, limits=SMALL)
    assert (caught.value.reason, str(caught.value)) == ("no_text", "nothing in it")


def _no_text() -> Readable:
    raise NoText("no_text", "nothing in it")


@pytest.mark.parametrize(
    ("plan", "expected"),
    [
        pytest.param(["", ""], ["0 first", "0 second", "1 first", "1 second"], id="nothing wrong"),
        pytest.param(
            ["", "crash", ""],
            ["0 first", "0 second", "1 reader_crashed", "2 first", "2 second"],
            id="a crash in the middle",
        ),
        pytest.param(
            ["crash after one", "", "hang", ""],
            ["0 first", "0 reader_crashed", "1 first", "1 second", "2 too_slow", "3 first", "3 second"],
            id="a crash after an answer, and a hang",
        ),
    ],
)
def test_a_member_that_crashes_costs_that_member(tmp_path: Path, plan: list[str], expected: list[str]) -> None:
    assert list(guard.each(faults.members, plan, tmp_path / "marks", limits=SMALL)) == expected


def test_too_many_crashes_end_a_file(tmp_path: Path) -> None:
    found = guard.each(faults.members, ["", *["crash"] * 9], tmp_path / "marks", limits=SMALL)
    given: list[str] = []
    with pytest.raises(UnreadableDocument) as caught:
        given.extend(found)  # what came before the error is kept
    assert caught.value.reason == "reader_crashed"
    assert given == ["0 first", "0 second", "1 reader_crashed", "2 reader_crashed", "3 reader_crashed"]


def test_answers_left_unread_end_the_work(tmp_path: Path) -> None:
    found = guard.each(faults.members, [""] * 9, tmp_path / "marks", limits=SMALL)
    assert next(found) == "0 first"
    found.close()  # type: ignore[attr-defined]
    assert guard.call(faults.fill, 5, limits=SMALL) == 5


def test_a_page_of_endless_markup_is_too_slow(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(b"<html><body>" + b"<div><p>The dam <b>broke</b> on Monday." * 600_000)
    (row,) = made.rows(tmp_path)
    with pytest.raises(DocumentError) as caught:
        read_text(row, Documents(seconds=0.1))
    assert caught.value.reason == "too_slow"
    assert "documents.seconds" in str(caught.value)


def test_plain_text_needs_no_guard(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def never() -> object:
        raise AssertionError("a child was asked for")

    monkeypatch.setattr(guard, "_borrow", never)
    (tmp_path / "a.txt").write_text("The dam broke.")
    (tmp_path / "b.jsonl").write_text('{"text": "The dam broke."}\n')
    (tmp_path / "c.csv").write_text("text\nThe dam broke.\n")
    assert {read_text(row, Documents()).text for row in made.rows(tmp_path)} == {"The dam broke."}

"""Every verb of the command line, as a person types it."""

import csv
import errno
import io
import json
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from assets.cli import app, main
from assets.pending import open_inbox
from pipelines.errors import DatelineError
from warehouse.home import Home
from warehouse.ledger import Ledger
from warehouse.query import query

Dateline = Callable[..., Result]

LETTER = """Flood in the valley

The river burst its banks on Monday and destroyed two bridges. Soldiers evacuated the village of Altdorf yesterday.

The mayor, Anna Keller, opened the new dam on 3 May 2001.
"""


@pytest.fixture
def dateline(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Dateline:
    """The command line with a home of its own and a wide terminal."""
    monkeypatch.setenv("DATELINE_HOME", str(tmp_path / "home"))
    monkeypatch.setattr("assets.screen.OUT.width", 200)

    def call(*words: str, stdin: str | None = None) -> Result:
        return CliRunner().invoke(app, list(words), input=stdin)

    return call


@pytest.fixture(scope="module")
def processed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, str]:
    """A folder of letters, a home after `dateline run` on it and its own inbox, and what that said; tests only read them."""
    folder = tmp_path_factory.mktemp("processed")
    inbox, home = folder / "letters", folder / "home"
    inbox.mkdir()
    (inbox / "flood.txt").write_text(LETTER, encoding="utf-8")
    (home / "inbox").mkdir(parents=True)
    (home / "inbox" / "empty.txt").write_text("")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATELINE_HOME", str(home))
        patch.setattr("assets.screen.OUT.width", 200)
        result = CliRunner().invoke(app, ["run", "--inbox", str(inbox)])
    assert result.exit_code == 0, result.output
    return inbox, home, result.output


@pytest.fixture
def home(processed: tuple[Path, Path, str], dateline: Dateline, tmp_path: Path) -> Path:
    """A copy of that home with an inbox of its own, where `dateline` goes on."""
    copied = Home(Path(shutil.copytree(processed[1], tmp_path / "home", symlinks=True)))
    with Ledger.open(copied.ledger) as ledger:
        open_inbox(copied, ledger)
    return copied.folder


@pytest.fixture
def of_samples(sample_home: Home, monkeypatch: pytest.MonkeyPatch, dateline: Dateline) -> Dateline:
    """The command line on the processed samples."""
    monkeypatch.setenv("DATELINE_HOME", str(sample_home.folder))
    return dateline


def day_of(home: Path, lemma: str) -> tuple[str | None, str | None]:
    rows = query(
        home / "dateline.duckdb",
        "SELECT begin_earliest::VARCHAR AS first, begin_latest::VARCHAR AS last FROM events WHERE lemma = $lemma",
        {"lemma": lemma},
    ).to_pylist()
    assert len(rows) == 1, rows
    return rows[0]["first"], rows[0]["last"]


VERBS = ("run", "dev", "status", "query", "timeline", "explain", "date", "annotate", "evaluate", "rules", "forget")


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_has_help_with_an_example(verb: str, dateline: Dateline) -> None:
    result = dateline(verb, "--help")
    assert result.exit_code == 0
    assert f"Example: dateline {verb}" in result.output


def test_help_lists_every_verb(dateline: Dateline) -> None:
    assert {verb for verb in VERBS if verb in dateline("--help").output} == set(VERBS)


def test_run_says_what_happened_and_shows_the_timeline(processed: tuple[Path, Path, str]) -> None:
    _, home, output = processed
    for words in (
        "What the warehouse holds",
        "document rejected: empty",
        "The timeline, most salient events",
        "3 May 2001",
        "Keller",
    ):
        assert words in output
    assert str(home / "dateline.duckdb") in output


def test_a_folder_that_is_none_is_named(dateline: Dateline, tmp_path: Path) -> None:
    result = dateline("run", "--inbox", str(tmp_path / "nowhere"))
    assert result.exit_code == 1
    assert "nowhere" in str(result.exception or result.output)


def test_a_given_date_dates_the_events_and_can_be_taken_back(dateline: Dateline, home: Path) -> None:
    assert day_of(home, "evacuate") == ("2001-05-02", None)  # no earlier than what the letter looks back on
    given = dateline("date", "flood.txt", "2010-06-09")
    assert given.exit_code == 0, given.output
    assert day_of(home, "evacuate") == ("2010-06-08", "2010-06-08")
    assert day_of(home, "burst") == ("2010-06-07", "2010-06-07")
    assert day_of(home, "destroy") == ("2010-06-07", "2010-06-09")  # on the day of what it is joined to, or after
    assert day_of(home, "open") == ("2001-05-03", "2001-05-03")
    methods = "SELECT method FROM publication_dates JOIN documents USING (document_id) WHERE text IS NOT NULL"
    assert query(home / "dateline.duckdb", methods).to_pylist() == [{"method": "given"}]
    assert dateline("date", "flood.txt", "--take-back").exit_code == 0
    assert day_of(home, "evacuate") == ("2001-05-02", None)  # no earlier than what the letter looks back on


@pytest.mark.parametrize("day", ["last June", "2010-02-30", "09.06.2010"])
@pytest.mark.usefixtures("home")
def test_a_day_that_is_none_is_refused(day: str, dateline: Dateline) -> None:
    result = dateline("date", "flood.txt", day)
    assert result.exit_code == 1
    assert isinstance(result.exception, DatelineError)
    assert day in str(result.exception)


def test_status_of_a_new_home(dateline: Dateline) -> None:
    assert "nothing has been processed yet" in dateline("status").output


def test_status_lists_what_is_pending(dateline: Dateline, home: Path) -> None:
    assert "nothing pending" in dateline("status").output
    (home / "inbox" / "late.txt").write_text(LETTER)
    (home / "inbox" / "empty.txt").write_text(LETTER + "\nMore.\n")
    output = dateline("status").output
    assert "1 new: late.txt" in output
    assert "1 changed: empty.txt" in output


def test_forgetting_a_folder_takes_its_documents_out(
    dateline: Dateline, home: Path, processed: tuple[Path, Path, str]
) -> None:
    assert query(home / "dateline.duckdb", "FROM documents").num_rows == 2
    assert dateline("forget", str(processed[0])).exit_code == 0
    assert dateline("run").exit_code == 0
    assert query(home / "dateline.duckdb", "FROM documents").num_rows == 1


def test_query_answers_as_table_csv_and_json(of_samples: Dateline) -> None:
    sql = "SELECT DATE '0044-03-15 (BC)' AS ides, [1, 2] AS list, NULL AS nothing, 'a,b' AS text"
    assert "-0043-03-15" in of_samples("query", sql).output
    rows = list(csv.DictReader(io.StringIO(of_samples("query", sql, "--csv").output)))
    assert rows == [{"ides": "-0043-03-15", "list": "[1, 2]", "nothing": "", "text": "a,b"}]
    answer = json.loads(of_samples("query", sql, "--json").output)
    assert answer == [{"ides": "-0043-03-15", "list": [1, 2], "nothing": None, "text": "a,b"}]


def test_a_query_can_come_from_a_file(of_samples: Dateline, tmp_path: Path) -> None:
    path = tmp_path / "question.sql"
    path.write_text("SELECT 41 + 1 AS answer")
    assert "42" in of_samples("query", f"@{path}").output
    assert "42" in of_samples("query", "-", stdin="SELECT 41 + 1 AS answer").output


def test_a_wrong_query_says_what_duckdb_says(of_samples: Dateline) -> None:
    result = of_samples("query", "SELECT nonsense FROM timeline")
    assert result.exit_code == 1
    assert isinstance(result.exception, DatelineError)
    assert "nonsense" in str(result.exception)


def test_a_query_can_not_write(of_samples: Dateline) -> None:
    assert of_samples("query", "DELETE FROM events").exit_code == 1


def test_explain_marks_trigger_and_time_and_says_why(of_samples: Dateline, sample_home: Home) -> None:
    event = query(
        sample_home.published,
        "SELECT event_id FROM timeline WHERE begin_earliest = DATE '0044-03-15 (BC)' AND granularity = 'day' LIMIT 1",
    ).to_pylist()[0]["event_id"]
    output = of_samples("explain", event[:12]).output
    assert "[murdered] him on {15 March 44 BC}" in output
    assert "-0043-03-15" in output
    assert "rule" in output


def test_explain_argues_when_a_document_was_written(of_samples: Dateline) -> None:
    output = of_samples("explain", "mandela.txt").output
    assert "The dateline reads" in output
    assert "[Feb. 11]" in output
    assert "names no year" in output


def test_dates_of_many_documents_come_from_a_list(dateline: Dateline, home: Path, tmp_path: Path) -> None:
    (tmp_path / "dates.csv").write_text("document,day\nflood.txt,2010-06-09\nnowhere.txt,2010-06-09\n")
    result = dateline("date", "--from", str(tmp_path / "dates.csv"))
    assert result.exit_code == 1
    assert "documents dated: 1, dated so before: 0, lines not used: 1" in result.output
    assert day_of(home, "evacuate") == ("2010-06-08", "2010-06-08")
    assert dateline("date").exit_code == 2


def test_explaining_nothing_is_refused(of_samples: Dateline) -> None:
    result = of_samples("explain", "e-nothing")
    assert result.exit_code == 1
    assert "e-nothing" in str(result.exception)


def test_annotate_reads_and_writes_files_and_streams(dateline: Dateline, tmp_path: Path) -> None:
    line = json.dumps({"doc_id": "a", "text": "Anna Keller opened the dam on 3 May 2011.", "dct": "2011-05-04"})
    source, output = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text(line + "\n")
    assert dateline("annotate", str(source), "-o", str(output)).exit_code == 0
    row = json.loads(output.read_text())
    assert row["doc_id"] == "a"
    assert [timex["value"] for timex in row["timexes"]] == ["2011-05-03"]
    assert row["events"][0]["begin"] == {"earliest": "2011-05-03", "latest": "2011-05-03"}
    piped = dateline("annotate", "-", stdin=line + "\n")
    assert json.loads(piped.stdout) == row


def test_evaluate_scores_gold_and_keeps_the_answer(dateline: Dateline, tmp_path: Path) -> None:
    text = "Anna Keller opened the dam on 3 May 2011."
    start = text.index("3 May")
    gold = {
        "doc_id": "a",
        "dct": "2011-05-04",
        "text": text,
        "timexes": [{"start": start, "end": start + 10, "type": "DATE", "value": "2011-05-03"}],
    }
    path, kept = tmp_path / "gold.jsonl", tmp_path / "kept.jsonl"
    path.write_text(json.dumps(gold) + "\n")
    result = dateline("evaluate", "timex", str(path), "-o", str(kept))
    assert result.exit_code == 0, result.output
    assert "100.00" in result.output.splitlines()[-1]
    assert json.loads(kept.read_text())["doc_id"] == "a"


def test_rules_list_pattern_example_and_value(dateline: Dateline) -> None:
    rows = list(csv.DictReader(io.StringIO(dateline("rules", "--csv").output)))
    assert {row["language"] for row in rows} == {"en", "de", "fr", "es"}
    assert all(row["pattern"] and row["example"] and row["value"] for row in rows)
    unknown = dateline("rules", "--language", "xx")
    assert unknown.exit_code == 1
    assert "'xx'" in str(unknown.exception)


def test_an_unknown_measure_is_refused(dateline: Dateline, tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text("{}\n")
    result = dateline("evaluate", "taste", str(path))
    assert result.exit_code != 0
    assert "timex" in result.output + str(result.exception)


def test_errors_are_one_line_and_status_1(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATELINE_HOME", str(tmp_path))
    monkeypatch.setattr("sys.argv", ["dateline", "query", "FROM timeline"])
    with pytest.raises(SystemExit) as stop:
        main()
    assert stop.value.code == 1
    assert capsys.readouterr().err.startswith("dateline: ")


@pytest.mark.parametrize(
    ("cause", "said"),
    [
        (OSError(errno.ENOSPC, "No space left on device", "/disk/file"), "No space left on device: '/disk/file'"),
        (sqlite3.OperationalError("database or disk is full"), "database or disk is full"),
    ],
    ids=["file", "database"],
)
def test_a_full_disk_is_said_in_one_line(
    cause: Exception, said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("wrapped") from cause

    monkeypatch.setattr("assets.cli.app", fail)
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 1
    assert capsys.readouterr().err == f"dateline: {said}; the next run goes on from here\n"


def test_a_fault_of_ours_keeps_its_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise FileNotFoundError(errno.ENOENT, "No such file", "x")

    monkeypatch.setattr("assets.cli.app", fail)
    with pytest.raises(FileNotFoundError):
        main()

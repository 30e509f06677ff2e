"""Every type DuckDB knows, as it is shown in a terminal, in CSV and in JSON."""

import io
import json

import duckdb
import pyarrow as pa
import pytest

from assets import screen
from assets.answers import as_csv, as_json, rows_of


def answer(sql: str) -> pa.Table:
    with duckdb.connect() as connection:
        return connection.sql(sql).to_arrow_table()


@pytest.mark.parametrize(
    ("sql", "shown"),
    [
        ("date '0044-03-15 (BC)'", "-0043-03-15"),
        ("'infinity'::date", "infinity"),
        ("timestamp '2020-01-01 10:00:00.5'", "2020-01-01T10:00:00.5"),
        ("timestamp '0044-03-15 (BC) 10:00:00'", "-0043-03-15T10:00:00"),
        ("timestamp_ns '2020-01-01 10:00:00.000000001'", "2020-01-01T10:00:00.000000001"),
        ("make_timestamptz(1577872800000000)", "2020-01-01T10:00:00Z"),
        ("time '10:00'", "10:00:00"),
        ("interval '3 months 2 days 1.5 seconds'", "3 months 2 days 1.5 seconds"),
        ("interval '0 days'", "0 seconds"),
        (r"'\xAA\x00a'::blob", r"\xAA\x00a"),
        ("""'{"a": 1}'::json""", '{"a": 1}'),
        ("'00000000-0000-0000-0000-000000000001'::uuid", "00000000-0000-0000-0000-000000000001"),
        ("'a'::enum('a', 'b')", "a"),
        ("map {'k': date '0044-03-15 (BC)'}", {"k": "-0043-03-15"}),
        ("map {1: [interval '1 day']}", {"1": ["1 days"]}),
        ("[date '0044-03-15 (BC)', null]", ["-0043-03-15", None]),
        ("[1, 2]::integer[2]", [1, 2]),
        ("{'d': date '0044-03-15 (BC)', 'l': [{'n': 1}]}", {"d": "-0043-03-15", "l": [{"n": 1}]}),
        ("1.50::decimal(9, 2)", 1.5),
        ("sum(1)", 1),
        ("1234567890123456.75::decimal(20, 2)", "1234567890123456.75"),
        ("170141183460469231731687303715884105727::hugeint", 170141183460469231731687303715884105727),
        ("'101'::bit", None),
        ("union_value(k := date '2020-01-01')", "2020-01-01"),
        ("null", None),
        ("true", True),
    ],
    ids=lambda value: str(value)[:40],
)
def test_a_value_is_plain(sql: str, shown: object) -> None:
    found = answer(f"SELECT {sql} AS v")
    if shown is not None:
        assert rows_of(found) == [{"v": shown}]
    out = io.StringIO()
    as_json(found, out)
    assert len(json.loads(out.getvalue())) == 1
    screen.table(found)


def test_no_json_number_is_null() -> None:
    out = io.StringIO()
    as_json(answer("SELECT 'nan'::double AS a, ['infinity'::double] AS b"), out)
    assert json.loads(out.getvalue()) == [{"a": None, "b": [None]}]


def test_columns_of_one_name_are_all_kept() -> None:
    found = answer("SELECT 1 AS a, 2 AS a, 3 AS a_1")
    assert rows_of(found) == [{"a": 1, "a_1": 2, "a_1_1": 3}]
    out = io.StringIO()
    as_csv(found, out)
    assert out.getvalue() == "a,a,a_1\n1,2,3\n"


def test_rows_stand_one_below_the_other_where_columns_would_be_squeezed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    wide = answer("SELECT " + ", ".join(f"'words in column {number}' AS c{number}" for number in range(20)))
    monkeypatch.setattr("assets.screen.OUT.width", 80)
    screen.table(wide)
    printed = capsys.readouterr().out
    assert "c7   words in column 7" in printed
    assert printed.endswith("1 row\n")
    monkeypatch.setattr("assets.screen.OUT.width", 400)
    screen.table(wide)
    assert "│ words in column 7" in capsys.readouterr().out


def test_a_huge_value_is_cut_on_the_screen_only(capsys: pytest.CaptureFixture[str]) -> None:
    huge = answer("SELECT repeat('x', 100000) AS h")
    screen.table(huge)
    assert 400 < capsys.readouterr().out.count("x") < 600
    assert len(rows_of(huge)[0]["h"]) == 100000

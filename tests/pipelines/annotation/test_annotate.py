"""JSON lines in, JSON lines out."""

import io
import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.annotation import Counts, annotate, annotate_lines
from pipelines.annotation.question import readable
from pipelines.annotation.timeline import timeline
from pipelines.errors import InvalidSettings
from pipelines.events.likely import usage
from pipelines.settings import Events, Settings

ARREST = "Police arrested Ann Roe in Oslo on 18 June 2015."
AGAIN = "Ann Roe was waiting for a train. Police arrested Ann Roe on 18 June 2015, officials said."
Row = dict[str, Any]


def line(text: str, doc_id: object = "a", dct: str | None = None, **other: object) -> str:
    return json.dumps({"doc_id": doc_id, "text": text, "dct": dct, **other})


def rows(*lines: str, raw: bool = False, merge: bool = False) -> list[Row]:
    return [json.loads(found) for found in annotate_lines(lines, raw=raw, merge=merge)]


def event_at(row: Row, text: str, word: str) -> Row:
    start = text.index(word)
    return next(event for event in row["events"] if event["start"] == start)


def test_an_answer_has_every_field() -> None:
    (row,) = rows(line(ARREST, dct="2015-06-20"))
    assert list(row) == ["doc_id", "publication", "lines", "timexes", "events"]
    assert row["publication"] == {
        "earliest": "2015-06-20", "latest": "2015-06-20", "method": "given", "confidence": 1.0,
    }  # fmt: skip
    assert row["lines"] == [1]
    start = ARREST.index("18")
    assert row["timexes"] == [
        {
            "start": start, "end": start + 12, "type": "DATE", "value": "2015-06-18", "mod": None,
            "earliest": "2015-06-18", "latest": "2015-06-18",
        }
    ]  # fmt: skip
    event = event_at(row, ARREST, "arrested")
    assert event.pop("event_id").startswith("e")
    assert event == {
        "start": 7, "end": 15, "lemma": "arrest", "class": "OCCURRENCE", "tense": "PAST", "aspect": "NONE",
        "polarity": "POS", "modality": None, "certainty": "asserted", "begin": _day("2015-06-18"),
        "end_time": _day("2015-06-18"), "begin_possible": _day("2015-06-18"), "end_possible": _day("2015-06-18"),
        "likely": {"relation": None, "confidence": usage().stated, "basis": "time expression"}, "ongoing": False, "timex": 0,
        "agent": {"start": 0, "end": 6, "head": [0, 6], "name": "Police"},
        "patient": {"start": 16, "end": 23, "head": [20, 23], "name": "Ann Roe"},
        "place": {"start": 27, "end": 31, "head": [27, 31], "name": "Oslo"},
    }  # fmt: skip


def test_the_best_answer_stands_before_the_possible_days() -> None:
    (row,) = rows(line("The talks failed, a spokesman said.", dct="2015-06-20"))
    event = event_at(row, "The talks failed, a spokesman said.", "said")
    assert (event["begin"], event["end_time"]) == (_day("2015-06-20"), _day("2015-06-20"))
    assert event["begin_possible"] == {"earliest": None, "latest": "2015-06-20"}
    assert event["likely"]["relation"] == "on"


def _day(day: str | None) -> Row:
    return {"earliest": day, "latest": day}


def test_an_unknown_day_stays_unknown() -> None:
    (row,) = rows(line("OSLO, June 18, 2015 - Police arrested Ann Roe on Monday."))
    assert row["publication"] == {"earliest": None, "latest": None, "method": "unknown", "confidence": 0.0}
    monday = row["timexes"][-1]
    assert (monday["value"], monday["earliest"], monday["latest"]) == ("XXXX-WXX-1", None, None)


PAGE = """\
Home | News | Sport | Weather
Log in
Mayor of Oslo arrested
18 June 2015
Police arrested the mayor of Oslo, Ann Roe, on Tuesday after a search of her office that had lasted for hours.
A spokesman for the police told reporters in the town hall that there would be a hearing later in the week.
Subscribe to our newsletter
Sign up before 1 January 2031 and save 50 percent"""


def test_a_raw_page_is_read_where_it_is_text() -> None:
    (row,) = rows(line(PAGE), raw=True)
    assert len(row["lines"]) == len(PAGE.split("\n"))
    assert (row["lines"][0], row["lines"][4], row["lines"][5], row["lines"][7]) == (0, 1, 1, 0)
    assert row["publication"]["earliest"] == row["publication"]["latest"] == "2015-06-18"
    assert row["publication"]["method"] == "byline"
    title = PAGE.index("Mayor of Oslo arrested")
    read = [title, *(start for start, keep in zip(_starts(PAGE), row["lines"], strict=True) if keep)]
    for item in [*row["timexes"], *row["events"]]:
        assert PAGE.rfind("\n", 0, item["start"]) + 1 in read
    assert {item["value"] for item in row["timexes"]} >= {"2015-06-16"}


def _starts(text: str) -> list[int]:
    return [0, *(place + 1 for place, sign in enumerate(text) if sign == "\n")]


def test_a_raw_page_takes_the_day_that_is_given() -> None:
    (row,) = rows(line(PAGE, dct="2015-06-20"), raw=True)
    assert row["publication"]["method"] == "given"
    assert row["publication"]["earliest"] == "2015-06-20"


def test_given_triggers_come_back_exactly_and_in_order() -> None:
    asked = [[27, 31], [7, 15], [7, 15], [0, 3]]
    (row,) = rows(line(ARREST, triggers=asked))
    assert [[event["start"], event["end"]] for event in row["events"]] == asked
    assert len({event["event_id"] for event in row["events"]}) == 4
    assert rows(line(ARREST, triggers=[]))[0]["events"] == []


BAD = [
    pytest.param("{bad", None, "not JSON", id="no json"),
    pytest.param("[1]", None, "list found where a JSON object is expected", id="no object"),
    pytest.param('{"doc_id": "x"}', "x", "'text' is None", id="no text"),
    pytest.param('{"id": "x", "text": 5}', "x", "'text' is 5", id="text is no string"),
    pytest.param('{"doc_id": ["x"], "text": ""}', None, "'doc_id' is ['x']", id="id is no name"),
    pytest.param(line("a", "x", "soon"), "x", "'soon' is no date", id="no day"),
    pytest.param(line("a", "x", "2015-02-30"), "x", "2015-02-30 is no day", id="no day of the calendar"),
    pytest.param(line("a", "x", ""), "x", "'' is no day", id="empty day"),
    pytest.param(line("abc", "x", triggers=[[0, 4]]), "x", "trigger [0, 4]", id="beyond the text"),
    pytest.param(line("abc", "x", triggers=[[2, 1]]), "x", "trigger [2, 1]", id="backwards"),
    pytest.param(line("abc", "x", triggers=[[0, True]]), "x", "trigger [0, True]", id="no number"),
    pytest.param(line("abc", "x", triggers="0-1"), "x", "'triggers' is '0-1'", id="no list"),
    pytest.param("[" * 200_000, None, "not JSON", id="nested beyond measure"),
]


@pytest.mark.parametrize("merge", [False, True], ids=["one pass", "merge"])
@pytest.mark.parametrize(("bad", "doc_id", "said"), BAD)
def test_a_bad_line_costs_itself_only(bad: str, doc_id: object, said: str, merge: bool) -> None:
    good, wrong, last = rows(line(ARREST, 1), bad, "", "  \n", line(ARREST, id="b"), merge=merge)
    assert (good["doc_id"], last["doc_id"]) == (1, "a")
    assert wrong["doc_id"] == doc_id
    assert wrong["error"].startswith("line 2: ")
    assert said in wrong["error"]
    assert list(wrong) == ["doc_id", "error"]


def test_a_pipeline_that_is_not_installed_is_no_fault_of_a_line() -> None:
    chosen = Settings(events=Events(syntax="en_core_web_none"))
    with pytest.raises(InvalidSettings, match="en_core_web_none"):
        next(annotate_lines([line(ARREST)], settings=chosen))
    with pytest.raises(InvalidSettings, match="en_core_web_none"):
        timeline([{"doc_id": "a", "text": ARREST, "dct": None}], settings=chosen)


def test_counts_and_flush() -> None:
    class Stream(io.StringIO):
        flushed = 0

        def flush(self) -> None:
            self.flushed += 1

    out = Stream()
    counts = annotate([line(ARREST, triggers=[[7, 15]]), "\n", "{"], out)
    assert counts == Counts(documents=1, failed=1, time_expressions=1, events=1)
    assert out.getvalue().count("\n") == 2
    assert out.flushed >= 2


def test_a_line_comes_out_before_the_next_is_read() -> None:
    read: list[int] = []

    def lines() -> Iterator[str]:
        for number in range(3):
            read.append(number)
            yield line("Nothing.", number)

    answers = annotate_lines(lines())
    assert json.loads(next(answers))["doc_id"] == 0
    assert read == [0]


def test_merging_shares_ids_across_documents_and_keeps_the_order() -> None:
    lines = [line(ARREST, "a", "2015-06-20"), line(AGAIN, "b", "2015-07-01"), line(ARREST, "c", "2015-06-20"), "{"]
    merged = rows(*lines, merge=True)
    assert [row["doc_id"] for row in merged] == ["a", "b", "c", None]
    ids = [
        event_at(row, text, "arrested")["event_id"] for row, text in zip(merged, (ARREST, AGAIN, ARREST), strict=False)
    ]
    assert len(set(ids)) == 1
    assert ids[0] != event_at(merged[1], AGAIN, "waiting")["event_id"]
    alone = rows(*lines)
    assert len({event_at(row, ARREST, "arrested")["event_id"] for row in (alone[0], alone[2])}) == 2
    for row in [*merged[:3], *alone[:3]]:
        for event in row["events"]:
            del event["event_id"]
    assert merged == alone


def test_order_of_documents_does_not_change_ids() -> None:
    lines = [line(ARREST, "a", "2015-06-20"), line(AGAIN, "b", "2015-07-01"), line("Roe fled.", "c")]
    there = {row["doc_id"]: row for row in rows(*lines, merge=True)}
    assert {row["doc_id"]: row for row in rows(*reversed(lines), merge=True)} == there


def test_timeline_of_documents() -> None:
    documents = [{"doc_id": str(number), "text": ARREST, "dct": "2015-06-20"} for number in range(2)]
    found, failed = timeline([*documents, {"doc_id": "b", "text": AGAIN, "dct": "2015-07-01"}, {"doc_id": "c"}])
    assert failed == ["c: BadQuestion: 'text' is None; a string is expected"]
    arrest = next(event for event in found if event.lemma == "arrest")
    assert (arrest.date_text, arrest.mentions, arrest.documents) == ("18 June 2015", 2, 2)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("7\u00a0October", "7 October"),
        ("a\r\nb\tc", "a \nb\tc"),
        ("a\u2028b\x00c", "a b c"),
        ("a\ud800b", "a\ufffdb"),
        ("zero\u200bwidth", "zero\u200bwidth"),
    ],
)
def test_replacement_keeps_the_length(text: str, wanted: str) -> None:
    assert readable(text) == wanted


def test_half_characters_can_be_written() -> None:
    (found,) = annotate_lines(['{"doc_id": "\\ud800", "text": "Roe fled on 18 June 2015\\ud800."}'])
    assert found.encode()
    assert json.loads(found)["timexes"][0]["value"] == "2015-06-18"


words = st.sampled_from(
    [
        "Roe",
        "fled",
        "on",
        "18 June 2015",
        "Monday",
        "\u00a0",
        "\n",
        ". ",
        "said",
        "\r\n",
        "é",
        "𝔘",
        "\ud800",
        "\u2028",
        "Ann",
    ]
)
texts = st.one_of(st.text(max_size=80), st.lists(words, max_size=16).map(" ".join))


@pytest.mark.property
@settings(deadline=None, max_examples=40)
@given(texts, st.sampled_from([None, "2015-06-20", "2015"]), st.booleans(), st.booleans())
def test_any_text_has_an_answer_with_true_offsets(text: str, dct: str | None, raw: bool, merge: bool) -> None:
    (row,) = rows(line(text, dct=dct), raw=raw, merge=merge)
    assert "error" not in row
    assert len(row["lines"]) == len(text.split("\n"))
    assert set(row["lines"]) <= {0, 1}
    for item in [*row["timexes"], *row["events"]]:
        assert 0 <= item["start"] < item["end"] <= len(text)
    for event in row["events"]:
        assert event["timex"] is None or 0 <= event["timex"] < len(row["timexes"])
        for role in ("agent", "patient", "place"):
            if event[role] is not None:
                start, end = event[role]["head"]
                assert event[role]["start"] <= start < end <= event[role]["end"] <= len(text)
    for days in [*row["timexes"], *(event["begin"] for event in row["events"])]:
        assert not (days["earliest"] and days["latest"]) or days["earliest"] <= days["latest"]


@pytest.mark.property
@settings(deadline=None, max_examples=25)
@given(texts.filter(bool), st.data())
def test_any_triggers_come_back(text: str, data: st.DataObject) -> None:
    def span(start: int) -> st.SearchStrategy[list[int]]:
        return st.integers(start + 1, len(text)).map(lambda end: [start, end])

    asked = data.draw(st.lists(st.integers(0, len(text) - 1).flatmap(span), max_size=5))
    (row,) = rows(line(text, triggers=asked))
    assert [[event["start"], event["end"]] for event in row["events"]] == asked

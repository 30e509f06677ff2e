"""Which numbers of a text are read, and which plainly tell no time."""

import pytest

from pipelines.temporal.numerals import plainly_counts
from pipelines.temporal.runs import runs
from pipelines.temporal.words import lexicon


@pytest.mark.parametrize(
    ("before", "number", "after"),
    [
        pytest.param("killed ", "12", " villagers and", id="between two words"),
        pytest.param("They walked ", "3.5", " miles. It", id="what is counted, at the end of a sentence"),
        pytest.param("debt -- $ ", "10.5", " trillion dollars; and", id="a sign with spaces around"),
        pytest.param("raised ", "17,500", " guards", id="thousands"),
        pytest.param("down ", "40", " % and", id="percent"),
        pytest.param("rose v", "2.0", " came", id="a version"),
        pytest.param("score (", "1", ":2)", id="a score"),
    ],
)
def test_what_plainly_counts_is_passed_over(before: str, number: str, after: str) -> None:
    text = before + number + after
    assert plainly_counts(text, len(before), lexicon("en")) == len(before + number)
    assert list(runs(text, 0, len(text), lexicon("en"))) == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("said ", "12 May", id="a month after it"),
        pytest.param("in May ", "12 villagers", id="a month before it"),
        pytest.param("said ", "3 people a day", id="what is counted, by the day"),
        pytest.param("founded ", "1984 amid", id="a year by its length"),
        pytest.param("left (", "2:30) for", id="a time of day"),
        pytest.param("sold H", "1 2014", id="a half"),
        pytest.param("", "12 villagers", id="the first word"),
    ],
)
def test_what_may_tell_a_time_is_read(before: str, after: str) -> None:
    assert plainly_counts(before + after, len(before), lexicon("en")) == 0


@pytest.mark.parametrize("text", ["$1 ", "1:", "v2.0 said "], ids=["prices", "colons", "versions"])
def test_many_numbers_that_count_are_not_read(text: str) -> None:
    assert len(list(runs(text * 200, 0, len(text) * 200, lexicon("en")))) <= 2

"""What counts from an earlier date of the text, and what stays open rather than taking a far one."""

import pytest

from pipelines.days import iso_day, parse_day, parse_interval
from pipelines.records import TimeExpression
from pipelines.temporal.recognise import recognise

WRITTEN = "2016-10-07"
"""A Friday."""


def found(text: str, published: str = WRITTEN) -> list[TimeExpression]:
    return recognise(text, language="en", publication=parse_interval(published))


def days(row: TimeExpression) -> str | None:
    return f"{iso_day(row.earliest) or '..'}/{iso_day(row.latest) or '..'}" if row.days.known else None


HISTORY = "War broke out in 1939. The pacts of 1935 and 1936 failed, as in 1937 and 1938. "
NEAR = HISTORY + "In 1941 it spread. By September many towns had fallen."
FAR = (
    HISTORY + "In 1941 it spread.\n\nIt was hard.\n\nMany fled.\n\nSome stayed.\n\nBy September many towns had fallen."
)


@pytest.mark.parametrize("published", ["2009-12-19", ".."], ids=["dated", "undated"])
def test_a_month_takes_the_year_of_a_near_date_in_a_history(published: str) -> None:
    row = found(NEAR, published)[-1]
    assert (row.surface, row.value, row.anchor, days(row)) == (
        "September",
        "1941-09",
        "expression",
        "1941-09-01/1941-09-30",
    )


@pytest.mark.parametrize("published", ["2009-12-19", ".."], ids=["dated", "undated"])
def test_a_far_date_lends_no_year(published: str) -> None:
    row = found(FAR, published)[-1]
    assert (row.surface, row.value, days(row)) == ("September", "XXXX-09", None)


def test_where_the_day_of_writing_is_unknown_another_paragraph_is_far() -> None:
    text = HISTORY + "In 1941 it spread.\n\nBy September many towns had fallen."
    assert found(text, "2009-12-19")[-1].value == "1941-09"
    assert found(text, "..")[-1].value == "XXXX-09"


def test_news_looks_back_from_its_day_of_writing() -> None:
    row = found("Russia took the peninsula in 2014. As of mid-September, 40 had died.")[-1]
    assert (row.value, days(row), row.anchor) == ("2016-09", "2016-09-01/2016-09-30", "publication")
    row = found("Russia took the peninsula in 2014. As of mid-September, 40 had died.", "..")[-1]
    assert (row.value, days(row)) == ("XXXX-09", None)


THAT = [
    ("It was raised in 2023 and crowned on 16 December of that year.", "2023-12-16", "2023-12-16/2023-12-16"),
    ("It was raised in 2023 and crowned on December 16 of the same year.", "2023-12-16", "2023-12-16/2023-12-16"),
    ("It was raised in 2023 and crowned in December of that year.", "2023-12", "2023-12-01/2023-12-31"),
    ("It was raised in 2023. It was crowned the same year.", "2023", "2023-01-01/2023-12-31"),
    ("It fell on 3 March 2012. It was found the same day.", "2012-03-03", "2012-03-03/2012-03-03"),
    ("It fell on 3 March 2012. It was found later that month.", "2012-03", "2012-03-01/2012-03-31"),
    ("It fell on 3 March 2012. It was found that week.", "2012-W09", "2012-02-27/2012-03-04"),
    ("It was found that year.", "XXXX", None),
    ("It was crowned on 16 December of that year.", "XXXX-12-16", None),
]


@pytest.mark.parametrize("published", [WRITTEN, ".."], ids=["dated", "undated"])
@pytest.mark.parametrize(("text", "value", "when"), THAT, ids=[row[0] for row in THAT])
def test_that_and_the_same_look_at_the_last_date(text: str, value: str, when: str | None, published: str) -> None:
    row = found(text, published)[-1]
    assert (row.value, days(row)) == (value, when)


OLD = [
    ("A fire destroyed much of Rome in July AD 64.", ["0064-07"]),
    ("Jerusalem fell on 30 August 70 AD.", ["0070-08-30"]),
    ("Trajan died in AD 117. The Goths sacked Rome on 24 August 410.", ["0117", "0410-08-24"]),
    ("It fell in 27 BC. In 476 Odoacer ruled.", ["BC0027", "0476"]),
    ("They fought in the 3rd and 2nd centuries BC.", ["BC02", "BC01"]),
    ("It grew in the second century AD.", ["01"]),
    ("On 24 August 410 people died.", ["2016-08-24"]),
    ("On 24 August 410 runners came.", ["2016-08-24"]),
    ("It left on August 24, 410 miles away.", ["2016-08-24"]),
]


@pytest.mark.parametrize(("text", "values"), OLD, ids=[row[0] for row in OLD])
def test_years_of_few_digits(text: str, values: list[str]) -> None:
    assert [row.value for row in found(text)] == values


PARTS = [
    ("They met on Wednesday. In the evening they left.", "2016-10-05TEV", "2016-10-05/2016-10-05"),
    ("They met on Wednesday.\n\nIt left at five in the afternoon.", "2016-10-05T17:00", "2016-10-05/2016-10-05"),
    (
        "Rosetta, which was launched on 2 March 2004, arrived at five in the afternoon.",
        "2016-10-07T17:00",
        "2016-10-07/2016-10-07",
    ),
    (
        "They met on Wednesday. They talked. All was well. They left at 9 p.m.",
        "XXXX-XX-XXT21:00",
        "2016-10-05/2016-10-07",
    ),
    ("It began in 1998. They left at 9 p.m.", "2016-10-07T21:00", "2016-10-07/2016-10-07"),
    ("They left at five this afternoon.", "2016-10-07T17:00", "2016-10-07/2016-10-07"),
]


@pytest.mark.parametrize(("text", "value", "when"), PARTS, ids=[row[0] for row in PARTS])
def test_the_day_of_a_time_of_day(text: str, value: str, when: str) -> None:
    row = found(text)[-1]
    assert (row.type, row.value, days(row)) == ("TIME", value, when)


def test_a_time_of_day_in_an_undated_text_needs_a_near_day() -> None:
    assert days(found("Dan was born on 2 March 2004. He left at 9 p.m.", "..")[-1]) == "2004-03-02/2004-03-02"
    assert days(found("They left at 9 p.m. in the evening.", "..")[-1]) is None


HOURS = [
    ("It left two hours ago.", "XXXX-XX-XX", "2016-10-06/2016-10-07"),
    ("It left 40 minutes ago.", "XXXX-XX-XX", "2016-10-06/2016-10-07"),
    ("It left 36 hours ago.", "XXXX-XX-XX", "2016-10-05/2016-10-06"),
    ("It left 48 hours ago.", "2016-10-05", "2016-10-05/2016-10-05"),
    ("It leaves three hours from now.", "XXXX-XX-XX", "2016-10-07/2016-10-08"),
]


@pytest.mark.parametrize(("text", "value", "when"), HOURS, ids=[row[0] for row in HOURS])
def test_hours_ago_are_of_the_day_or_the_one_beside_it(text: str, value: str, when: str) -> None:
    (row,) = found(text)
    assert (row.type, row.value, days(row)) == ("TIME", value, when)
    assert days(found(text, "..")[0]) is None


def test_this_before_a_month_with_a_year_is_no_direction() -> None:
    (row,) = found("In this March 2012 file photo, he sits.")
    assert (row.surface, row.value) == ("March 2012", "2012-03")


def test_a_day_in_a_name_or_a_thing_is_no_day() -> None:
    assert found("The Sunday Times wrote of a Christmas market and an Easter egg.") == []
    assert [row.surface for row in found("After Friday prayers the Sunday talks began.")] == ["Friday", "Sunday"]


SEQUELS = [
    ("The reactor burned on 26 April 1986. On 27 April the town was emptied.", "1986-04-27"),
    ("The reactor burned on 26 April 1986. On 14 March the town was founded.", "XXXX-03-14"),
    ("The reactor burned on 26 April 1986.\n\nOn 27 April the town was emptied.", "XXXX-04-27"),
    ("The reactor burned in 1986. On 27 April the town was emptied.", "XXXX-04-27"),
]


@pytest.mark.parametrize(("text", "value"), SEQUELS, ids=[row[0] for row in SEQUELS])
def test_in_an_undated_text_a_date_goes_on_from_a_full_one_close_by(text: str, value: str) -> None:
    assert found(text, "..")[-1].value == value


def test_hours_later_are_of_the_day_told_or_the_next() -> None:
    row = found("It struck on 11 March 2011. Less than an hour later the wave came.")[-1]
    assert (row.type, row.value, days(row)) == ("TIME", "XXXX-XX-XX", "2011-03-11/2011-03-12")


def test_parts_of_a_dated_day() -> None:
    assert [row.value for row in found("It fell in the early hours of 26 April 1986.")] == ["1986-04-26TMO"]
    assert [row.value for row in found("It fell on the night of April 18, 1775.")] == ["1775-04-18TNI"]


def test_weekdays_in_an_undated_report_do_not_chain() -> None:
    assert found("It was launched on 2 March 2004. It landed on Friday.", "..")[-1].value == "XXXX-WXX-5"


QUOTED = ["today", "tonight", "yesterday", "two years ago", "last Monday", "months earlier"]


@pytest.mark.parametrize("words", QUOTED)
def test_a_history_does_not_look_from_its_day_of_writing(words: str) -> None:
    row = found(HISTORY + f"It was said {words}.", "2009-12-19")[-1]
    assert row.surface == words
    assert row.anchor != "publication"
    assert row.latest is None or row.latest < parse_day("1950-01-01")

"""What each construct of English means: type, value, mod and days, by what is known of the day of writing."""

import pytest

from pipelines.days import UNKNOWN, DayInterval, iso_day, parse_interval
from pipelines.records import TimeExpression
from pipelines.temporal.recognise import absolute_dates, recognise

WRITTEN = "2015-10-07"
"""A Wednesday."""


def found(text: str, published: str = WRITTEN, language: str | None = "en") -> list[TimeExpression]:
    return recognise(text, language=language, publication=parse_interval(published))


def days(row: TimeExpression) -> str | None:
    return f"{iso_day(row.earliest) or '..'}/{iso_day(row.latest) or '..'}" if row.days.known else None


ABSOLUTE = [
    ("It happened on October 7, 2014.", "October 7, 2014", "2014-10-07", "2014-10-07/2014-10-07"),
    ("It happened on 7 October 2014.", "7 October 2014", "2014-10-07", "2014-10-07/2014-10-07"),
    ("It happened on the 7th of October 2014.", "the 7th of October 2014", "2014-10-07", "2014-10-07/2014-10-07"),
    ("On Tuesday, Oct. 7, 2014 it began.", "Tuesday, Oct. 7, 2014", "2014-10-07", "2014-10-07/2014-10-07"),
    ("Stand 2014-10-07 here.", "2014-10-07", "2014-10-07", "2014-10-07/2014-10-07"),
    ("Due 25/12/2014 at last.", "25/12/2014", "2014-12-25", "2014-12-25/2014-12-25"),
    ("Due 12/25/2014 at last.", "12/25/2014", "2014-12-25", "2014-12-25/2014-12-25"),
    ("It was signed in September 2014.", "September 2014", "2014-09", "2014-09-01/2014-09-30"),
    ("It has lasted since 2014.", "2014", "2014", "2014-01-01/2014-12-31"),
    ("He won in '98.", "'98", "1998", "1998-01-01/1998-12-31"),
    ("Born in the 1980s there.", "the 1980s", "198", "1980-01-01/1989-12-31"),
    ("Born in the 1800s there.", "the 1800s", "18", "1800-01-01/1899-12-31"),
    ("Built in the early 1900s there.", "the early 1900s", "19", "1900-01-01/1999-12-31"),
    ("Sold in the early 2000s there.", "the early 2000s", "200", "2000-01-01/2009-12-31"),
    ("Built in the 19th century.", "the 19th century", "18", "1801-01-01/1900-12-31"),
    ("It began in the summer of 1998.", "the summer of 1998", "1998-SU", "1998-06-01/1998-08-31"),
    ("Sales in the third quarter of 1989 fell.", "the third quarter of 1989", "1989-Q3", "1989-07-01/1989-09-30"),
    ("Caesar died on 15 March 44 BC.", "15 March 44 BC", "BC0044-03-15", "-0043-03-15/-0043-03-15"),
    ("Caesar died in 44 BC.", "44 BC", "BC0044", "-0043-01-01/-0043-12-31"),
    ("It was nineteen ninety-seven when they met.", "nineteen ninety-seven", "1997", "1997-01-01/1997-12-31"),
]


@pytest.mark.parametrize("published", [WRITTEN, ".."], ids=["dated", "undated"])
@pytest.mark.parametrize(("text", "surface", "value", "when"), ABSOLUTE, ids=[row[1] for row in ABSOLUTE])
def test_a_full_date_needs_no_anchor(text: str, surface: str, value: str, when: str, published: str) -> None:
    (row,) = found(text, published)
    assert (row.surface, row.type, row.value, days(row)) == (surface, "DATE", value, when)
    assert row.anchor == "none"
    assert row.rule


RELATIVE = [
    ("They met Monday.", "Monday", "2015-10-05", "2015-10-05/2015-10-05", "XXXX-WXX-1"),
    ("They met on Wednesday.", "Wednesday", "2015-10-07", "2015-10-07/2015-10-07", "XXXX-WXX-3"),
    ("They will meet on Monday.", "Monday", "2015-10-12", "2015-10-12/2015-10-12", "XXXX-WXX-1"),
    ("They met last Wednesday.", "last Wednesday", "2015-09-30", "2015-09-30/2015-09-30", "XXXX-WXX-3"),
    ("They meet next Friday.", "next Friday", "2015-10-09", "2015-10-09/2015-10-09", "XXXX-WXX-5"),
    ("They met yesterday.", "yesterday", "2015-10-06", "2015-10-06/2015-10-06", "XXXX-XX-XX"),
    ("They left today.", "today", "2015-10-07", "2015-10-07/2015-10-07", "XXXX-XX-XX"),
    ("They leave tomorrow.", "tomorrow", "2015-10-08", "2015-10-08/2015-10-08", "XXXX-XX-XX"),
    ("It was seen on Sept. 30.", "Sept. 30", "2015-09-30", "2015-09-30/2015-09-30", "XXXX-09-30"),
    ("It was seen in September.", "September", "2015-09", "2015-09-01/2015-09-30", "XXXX-09"),
    ("It was seen in November.", "November", "2014-11", "2014-11-01/2014-11-30", "XXXX-11"),
    ("They met last week.", "last week", "2015-W40", "2015-09-28/2015-10-04", "XXXX-WXX"),
    ("Prices rose last month.", "last month", "2015-09", "2015-09-01/2015-09-30", "XXXX-XX"),
    ("Prices rose this year.", "this year", "2015", "2015-01-01/2015-12-31", "XXXX"),
    ("Prices rise next year.", "next year", "2016", "2016-01-01/2016-12-31", "XXXX"),
    ("It began a year ago.", "a year ago", "2014", "2014-01-01/2014-12-31", "XXXX"),
    ("It began two months ago.", "two months ago", "2015-08", "2015-08-01/2015-08-31", "XXXX-XX"),
    ("It began three days ago.", "three days ago", "2015-10-04", "2015-10-04/2015-10-04", "XXXX-XX-XX"),
    ("It ends two weeks from now.", "two weeks from now", "2015-W43", "2015-10-19/2015-10-25", "XXXX-WXX"),
    ("It began last May.", "last May", "2015-05", "2015-05-01/2015-05-31", "XXXX-05"),
    ("It closed last fall.", "last fall", "2014-FA", "2014-09-01/2014-11-30", "XXXX-FA"),
]


@pytest.mark.parametrize(("text", "surface", "value", "when", "unknown"), RELATIVE, ids=[row[0] for row in RELATIVE])
def test_a_relative_date_is_reckoned_from_the_day_of_writing(
    text: str, surface: str, value: str, when: str, unknown: str
) -> None:
    (row,) = found(text)
    assert (row.surface, row.type, row.value, days(row), row.anchor) == (surface, "DATE", value, when, "publication")


@pytest.mark.parametrize(("text", "surface", "value", "when", "unknown"), RELATIVE, ids=[row[0] for row in RELATIVE])
def test_without_a_day_of_writing_it_names_no_day(text: str, surface: str, value: str, when: str, unknown: str) -> None:
    (row,) = found(text, "..")
    assert (row.surface, row.value, days(row), row.edtf) == (surface, unknown, None, None)


WIDE = [
    ("They met Monday.", "2016-10-01/2016-12-31", "XXXX-WXX-1", "2016-09-26/2016-12-26"),
    ("As of mid-September, 40 had died.", "2016-10-01/2016-12-31", "2016-09", "2016-09-01/2016-09-30"),
    ("As of mid-September, 40 had died.", "2016-04-01/2016-12-31", "XXXX-09", "2015-09-01/2016-09-30"),
    ("They met yesterday.", "2016-10-01/2016-10-03", "XXXX-XX-XX", "2016-09-30/2016-10-02"),
    ("Prices rose this year.", "2016-10-01/2016-12-31", "2016", "2016-01-01/2016-12-31"),
    ("They met Monday.", "2016-10-04/2016-10-09", "2016-10-03", "2016-10-03/2016-10-03"),
    ("They met yesterday.", "2016-10-01/..", "XXXX-XX-XX", "2016-09-30/.."),
    ("They met yesterday.", "../2016-10-01", "XXXX-XX-XX", "../2016-09-30"),
    ("It began more than a year ago.", "2015-10-07", "2014", "../2014-12-31"),
]


@pytest.mark.parametrize(("text", "published", "value", "when"), WIDE, ids=[f"{row[0]} {row[1]}" for row in WIDE])
def test_a_wide_anchor_gives_what_it_allows_and_no_more(text: str, published: str, value: str, when: str) -> None:
    (row,) = found(text, published)
    assert (row.value, days(row)) == (value, when)


OTHER = [
    ("They slept on Monday morning.", "Monday morning", "TIME", "2015-10-05TMO"),
    ("They sang last night.", "last night", "TIME", "2015-10-06TNI"),
    ("They sing tonight.", "tonight", "TIME", "2015-10-07TNI"),
    ("It fell at 9:30 a.m. on Monday.", "9:30 a.m. on Monday", "TIME", "2015-10-05T09:30"),
    ("It fell at 10 p.m. GMT.", "10 p.m. GMT", "TIME", "2015-10-07T22:00Z"),
    ("It took two years.", "two years", "DURATION", "P2Y"),
    ("It took 90 minutes.", "90 minutes", "DURATION", "PT90M"),
    ("It was a six-month stay.", "six-month", "DURATION", "P6M"),
    ("It rained over the past five months.", "the past five months", "DURATION", "P5M"),
    ("It rained in recent years.", "recent years", "DURATION", "PXY"),
    ("It took five and a half days.", "five and a half days", "DURATION", "P5.5D"),
    ("Net rose in the fiscal year.", "the fiscal year", "DURATION", "P1Y"),
    ("It makes 30 a day.", "a day", "SET", "P1D"),
    ("It lasts to this day.", "this day", "DATE", "PRESENT_REF"),
    ("What a nice day!", "day", "DURATION", "P1D"),
    ("It took twenty-four hours.", "twenty-four hours", "DURATION", "PT24H"),
    ("It took two decades.", "two decades", "DURATION", "P20Y"),
    ("It rains every Monday.", "every Monday", "SET", "XXXX-WXX-1"),
    ("It is paid annually.", "annually", "SET", "P1Y"),
    ("She swims twice a week.", "twice a week", "SET", "P1W"),
    ("It is shut now.", "now", "DATE", "PRESENT_REF"),
    ("It was shut recently.", "recently", "DATE", "PAST_REF"),
    ("It matters for the near future.", "the near future", "DATE", "FUTURE_REF"),
]


@pytest.mark.parametrize(("text", "surface", "kind", "value"), OTHER, ids=[row[1] for row in OTHER])
def test_times_durations_sets_and_references(text: str, surface: str, kind: str, value: str) -> None:
    (row,) = found(text)
    assert (row.surface, row.type, row.value) == (surface, kind, value)


WAYS = [
    ("They decided to admit it in November.", "2015-11"),
    ("It was due to expire on Friday.", "2015-10-09"),
    ("It had been due to expire on Friday.", "2015-10-02"),
    ("A court Friday refused to hear it.", "2015-10-02"),
    ("He will succeed her on Nov. 1.", "2015-11-01"),
    ("It was not until Tuesday that he spoke.", "2015-10-06"),
    ("He announced that he would resign by November.", "2015-11"),
    ("They would have met on Monday.", "2015-10-05"),
    ("The United Nations will meet on Monday.", "2015-10-12"),
]


@pytest.mark.parametrize(("text", "value"), WAYS, ids=[row[0] for row in WAYS])
def test_which_way_a_sentence_looks(text: str, value: str) -> None:
    assert [row.value for row in found(text)][:1] == [value]


MODS = [
    ("It ended in early 2014.", "START"),
    ("It ended at the end of 2014.", "END"),
    ("It ended in mid-September 2014.", "MID"),
    ("It took more than two years.", "MORE_THAN"),
    ("It took less than two years.", "LESS_THAN"),
    ("It took at least two years.", "EQUAL_OR_MORE"),
    ("It took nearly two years.", "APPROX"),
]


@pytest.mark.parametrize(("text", "mod"), MODS, ids=[row[0] for row in MODS])
def test_modifiers(text: str, mod: str) -> None:
    assert [row.mod for row in found(text)] == [mod]


NO_TIME = [
    "They may march on the second try.",
    "The sun shone.",
    "A team of the 1st Battalion fired.",
    "We went to Wed, they said.",
    "It weighed 1,984 tonnes.",
    "Some 2014 people came.",
    "It cost $1984 in all.",
    "Call 555-1984 or 020 7946 0018.",
    "See page 1984.",
    "They won 3-1 and 21-14.",
    "Duration 1:54",
    "Duration 13:07",
    "More than 90 per cent of strikes",
    "like we did in the Second World War",
    "World War II ended so.",
    "A 34-year-old man sang.",
    "Version 2.10 came with Windows 2000.",
    "The F16 and the Boeing 747 flew.",
    "They spent over $500 million on 50 soldiers.",
]


@pytest.mark.parametrize("text", NO_TIME)
def test_what_is_no_time(text: str) -> None:
    assert found(text) == []


def test_a_range_is_two_expressions() -> None:
    assert [row.value for row in found("The war of 1914-18 ended.")] == ["1914", "1918"]
    assert [row.value for row in found("It ran from 2003 to 2006.")] == ["2003", "2006"]


def test_joined_dates_share_their_year() -> None:
    rows = found("They fought in August and September 1914.")
    assert [row.value for row in rows] == ["1914-08", "1914-09"]


def test_lists_and_ranges_of_days_share_month_and_year() -> None:
    assert [row.value for row in found("It ran from 3-5 May 2014.")] == ["2014-05-03", "2014-05-05"]
    assert [row.value for row in found("Signed on March 3 and 5, 2011.")] == ["2011-03-03", "2011-03-05"]
    assert [row.value for row in found("On May 5, 12 British troops died.")] == ["2015-05-05"]


def test_the_day_before_yesterday() -> None:
    (row,) = found("They met the day before yesterday.")
    assert (row.surface, row.value) == ("the day before yesterday", "2015-10-05")


def test_a_history_chains_its_dates() -> None:
    text = (
        "War broke out in 1939. The pact of 1935 and the one of 1936 failed, as in 1937 and 1938. "
        "On September 1, 1939, troops crossed the border. By early October they had won. The following year it spread."
    )
    rows = found(text, "2009-12-19")
    assert [(row.surface, row.value, row.anchor) for row in rows[-2:]] == [
        ("early October", "1939-10", "expression"),
        ("The following year", "1940", "expression"),
    ]
    assert rows[-2].anchor_position == rows[-3].position


def test_a_report_on_a_quarter_compares_quarters() -> None:
    text = "Third-quarter net rose. In the quarter, sales rose 2% from a year ago."
    values = [row.value for row in found(text, "1989-10-26")]
    assert values[0] == "1989-Q3"
    assert values[-1] == "1988-Q3"


def test_only_the_given_spans_are_searched() -> None:
    text = "July 23\nThey met on Monday.\n6 months"
    rows = recognise(text, language="en", publication=UNKNOWN, spans=[(8, 27)], document_id="d", content_hash="c")
    assert [(row.surface, row.start, row.document_id, row.content_hash, row.position) for row in rows] == [
        ("Monday", 20, "d", "c", 0)
    ]


def test_nine_months_are_compared_with_those_of_the_year_before() -> None:
    text = "In the third quarter net rose from a year earlier. In the first nine months it fell from a year earlier."
    assert [row.value for row in found(text, "1989-10-26")] == ["1989-Q3", "1988-Q3", "P9M", "1988"]


BYLINES = [
    ("By Ann Example, 7 October 2015", "en", ["2015-10-07"]),
    ("WASHINGTON, Oct. 7 (Example) --", "en", ["XXXX-10-07"]),
    ("Updated yesterday at 10 p.m.", "en", []),
    ("Veröffentlicht am 7. Oktober 2015", "de", ["2015-10-07"]),
    ("Publié le 7 octobre 2015", "fr", ["2015-10-07"]),
    ("2015-10-07", None, ["2015-10-07"]),
]


@pytest.mark.parametrize(("text", "language", "values"), BYLINES, ids=[row[0] for row in BYLINES])
def test_absolute_dates_of_a_line(text: str, language: str | None, values: list[str]) -> None:
    assert [row.value for row in absolute_dates(text, language)] == values


def test_the_day_interval_agrees_with_the_row() -> None:
    (row,) = found("It was signed in September 2014.")
    assert row.days == DayInterval(row.earliest, row.latest)
    assert row.edtf == "2014-09"

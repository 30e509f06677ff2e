import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.days import UNKNOWN, DayInterval
from pipelines.events.mentions import find_events
from pipelines.records import EventMention, TimeExpression
from tests.growth import growth

PUBLISHED = DayInterval(17_000, 17_000)
PIECES = st.sampled_from(
    [
        "Moscow", "annexed", "Crimea", "said", "will", "not", "after", "in 2014", "since", "the", "attack", "who", "to", "meet",
        ",", ".", '"', "“", "”", "\n", "\n\n", "'s", "n't", "has", "been", "is", "and", "by", "until", "-", "—", "(", "\u0301", "U.S.", "that",
    ]
)  # fmt: skip
ODD = st.sampled_from(
    [
        "\u200b", "\u200d", "\u202e", "\ufeff", "\u2028", "\u0085", "\u00a0", "\x00", "\x1c", "\ud800", "\U0001f680", "\U000e0001",
        "İ", "ß", "ﬁ", "Ǆ", "٣", "²", "Ⅷ", "met", "Met", "was", "delayed", "summit", ".", ",", "’s", " ", "\t", "\r\n", "\v",
    ]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=40).map(" ".join) | st.text(max_size=200)
ODD_TEXTS = st.lists(ODD | PIECES, max_size=60).map("".join)
SPANS = st.lists(st.tuples(st.integers(-3, 60), st.integers(-3, 60)), max_size=6)


def dated(text: str) -> list[TimeExpression]:
    """A time expression at every "2014" of a text, by turns with days, open to one side, and with none."""
    found: list[TimeExpression] = []
    start = text.find("2014")
    while start >= 0:
        n = len(found)
        earliest, latest = ((16_071, 16_435), (16_071, None), (None, None))[n % 3]
        found.append(TimeExpression("d", "c", n, start, start + 4, "2014", "DATE", "2014", None, earliest, latest))
        start = text.find("2014", start + 1)
    return found


PRONOUNS = frozenset(
    (
        "i",
        "you",
        "he",
        "she",
        "it",
        "we",
        "they",
        "me",
        "him",
        "her",
        "us",
        "them",
        "who",
        "which",
        "that",
        "its",
        "his",
        "their",
    )
)


def check(text: str, event: EventMention) -> None:
    assert event.surface == text[max(event.start, 0) : max(event.end, 0)]
    assert event.sentence_start <= event.start
    assert event.end <= event.sentence_end
    for first, last in ((event.begin_earliest, event.begin_latest), (event.end_earliest, event.end_latest)):
        assert first is None or last is None or first <= last
    known = any(
        day is not None for day in (event.begin_earliest, event.begin_latest, event.end_earliest, event.end_latest)
    )
    assert known == (event.undated_reason is None) == (event.date_basis != "none")
    for argument in (event.agent, event.patient, event.place, event.reporter, *event.participants):
        if argument is not None:
            assert 0 <= argument.start <= argument.head_start < argument.head_end <= argument.end <= len(text)
            # A pronoun that may stand for several has no name.
            assert argument.name or text[argument.start : argument.end].lower() in PRONOUNS


@pytest.mark.property
@settings(deadline=None)
@given(TEXTS | ODD_TEXTS)
def test_what_holds_of_every_mention(text: str) -> None:
    found = find_events(text, None, "en", PUBLISHED, dated(text), document_id="d")
    for event in found:
        check(text, event)
        assert text[event.sentence_start : event.sentence_end] == event.sentence
    spans = [(event.start, event.end) for event in found]
    assert spans == sorted(set(spans))


@pytest.mark.property
@settings(deadline=None)
@given(TEXTS | ODD_TEXTS, SPANS)
def test_triggers_that_are_given_come_back_as_they_are(text: str, spans: list[tuple[int, int]]) -> None:
    asked = [(min(a, b), max(a, b)) for a, b in spans]
    found = find_events(text, None, "en", PUBLISHED, dated(text), triggers=asked)
    assert [(event.start, event.end) for event in found] == asked
    for event in found:
        check(text, event)


@pytest.mark.property
@settings(deadline=None)
@given(TEXTS, st.sampled_from(["de", "fr", "es", "ja", None]))
def test_other_languages_never_fail(text: str, language: str | None) -> None:
    for event in find_events(text, None, language, UNKNOWN, dated(text)):
        check(text, event)


def test_given_triggers_keep_their_order_and_are_read() -> None:
    text = "Moscow annexed Crimea in 2014."
    found = find_events(text, [], "en", PUBLISHED, dated(text), triggers=[(15, 21), (7, 14)])
    assert [(event.surface, event.tense, event.time_expression) for event in found] == [
        ("Crimea", "NONE", None),
        ("annexed", "PAST", 0),
    ]


def test_only_the_lines_given_are_read() -> None:
    text = "Sale ends in July.\nMoscow annexed Crimea."
    assert [event.surface for event in find_events(text, [(19, 41)], "en", PUBLISHED, [])] == ["annexed"]


def test_a_copula_is_an_event_only_where_it_is_dated() -> None:
    text = "He was in Kiev in 2014. He was in Riga."
    assert [event.start for event in find_events(text, None, "en", PUBLISHED, dated(text))] == [3]


@pytest.mark.parametrize(
    ("piece", "times"),
    [
        pytest.param(",", 4_000, id="commas"),
        pytest.param("He said, ", 1_000, id="clauses"),
        pytest.param("attack ", 2_000, id="one word"),
        pytest.param("x", 200_000, id="no space"),
        pytest.param('"', 4_000, id="quotation marks"),
        pytest.param("“‘«„", 1_000, id="opening quotation marks"),
        pytest.param("in 2014 ", 1_000, id="dates"),
        pytest.param("after ", 3_000, id="conjunctions"),
        pytest.param("the man, who met the envoy, who said that he left, ", 200, id="relative clauses"),
        pytest.param("Airbus, Boeing, ", 500, id="names"),
        pytest.param("of the delayed attack ", 400, id="nouns on nouns"),
        pytest.param("to plan to try to fail to ", 300, id="infinitives"),
        pytest.param("not no never without ", 500, id="negations"),
        pytest.param("e\u0301\u200b\u202e\ufeff\U0001f680 met. ", 400, id="odd characters"),
        pytest.param("He\u00a0met\u2003her\u2028in\u0085Rome. ", 400, id="odd spaces"),
    ],
)
def test_what_is_twice_as_long_takes_about_twice_the_time(piece: str, times: int) -> None:
    def read(pieces: int) -> None:
        text = piece * pieces
        for event in find_events(text, None, "en", PUBLISHED, dated(text))[:100]:
            check(text, event)

    assert growth(read, times // 2, times, enough=2.5) < 3.5

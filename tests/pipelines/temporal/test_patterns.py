"""Every pattern finds its own example, and every word of a lexicon can stand anywhere without harm."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.days import parse_interval
from pipelines.temporal.meaning import READERS
from pipelines.temporal.patterns import Grammar, Pattern, grammar, patterns
from pipelines.temporal.recognise import recognise
from pipelines.temporal.words import LANGUAGES, lexicon

RULES = [(language, rule) for language in LANGUAGES for rule in patterns(language)]
NUMBERS = [
    "7",
    "31",
    "44",
    "99",
    "1984",
    "2014",
    "1,984",
    "2014-10-07",
    "12/25/2014",
    "9:30",
    "'98",
    "1990s",
    "3rd",
    ".",
]


@pytest.mark.parametrize(("language", "rule"), RULES, ids=[f"{language} {rule.name}" for language, rule in RULES])
def test_a_pattern_finds_its_example(language: str, rule: Pattern) -> None:
    assert rule.read in READERS
    text = f"It was {rule.example}." if language == "en" else f"{rule.example}."
    rows = recognise(text, language=language, publication=parse_interval("2015-10-07"))
    assert rule.name in [row.rule for row in rows], [(row.surface, row.rule) for row in rows]


@pytest.mark.property
@pytest.mark.parametrize("language", LANGUAGES)
@settings(deadline=None, max_examples=100)
@given(data=st.data())
def test_what_is_remembered_is_what_matches_here(language: str, data: st.DataObject) -> None:
    codes = st.sampled_from(sorted(set("".join(lexicon(language).codes.values()))))
    around = st.text(codes, max_size=5)
    same, outside = data.draw(st.text(codes, min_size=1, max_size=4)), st.sampled_from("|xXs.$")
    rules = FRESH[language]
    for _ in range(2):  # the same codes among others: what is remembered of the first must not stand for the second
        run = data.draw(outside) + data.draw(around) + same + data.draw(around) + data.draw(outside)
        for place in range(len(run) - 2):
            found = {(candidate.pattern.name, candidate.last) for candidate in grammar(language).at(run, place)}
            assert found == rules.whole(run, place)


class Alone(Grammar):
    """The same patterns, each matched against the whole run."""

    def whole(self, run: str, place: int) -> set[tuple[str, int]]:
        found = set()
        for number in range(len(self._patterns)):
            pattern, expression, _ = self._rule(number)
            match = expression.match(run, place + 1)
            if match is not None and match.end() > place + 1:
                found.add((pattern.name, min(match.end(), len(run) - 1) - 1))
        return found


FRESH = {language: Alone(language) for language in LANGUAGES}


@pytest.mark.property
@pytest.mark.parametrize("language", LANGUAGES)
@settings(deadline=None, max_examples=60)
@given(data=st.data())
def test_words_of_time_in_any_order_do_no_harm(language: str, data: st.DataObject) -> None:
    words = st.sampled_from([*lexicon(language).kinds, *NUMBERS])
    text = " ".join(data.draw(st.lists(words, min_size=1, max_size=8)))
    for published in ("2015-10-07", "..", "2014-02-03/2015-10-07"):
        for row in recognise(text, language=language, publication=parse_interval(published)):
            assert text[row.start : row.end] == row.surface

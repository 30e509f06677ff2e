"""The table of rules tells the truth: every example is found by its rule and has the value that stands beside it."""

import pytest

from pipelines.days import parse_interval
from pipelines.temporal.recognise import recognise
from pipelines.temporal.rules import EXAMPLES_WRITTEN, Rule, rules


@pytest.mark.parametrize("rule", rules(), ids=[f"{rule.language} {rule.name}" for rule in rules()])
def test_an_example_has_its_value(rule: Rule) -> None:
    text = f"It was {rule.example}." if rule.language == "en" else f"{rule.example}."
    rows = recognise(text, language=rule.language, publication=parse_interval(EXAMPLES_WRITTEN))
    assert [row.value for row in rows if row.rule == rule.name][:1] == [rule.value]


def test_the_table_lists_every_language_english_first() -> None:
    assert list(dict.fromkeys(rule.language for rule in rules())) == ["en", "de", "es", "fr"]
    assert rules("xx") == ()
    assert {rule.language for rule in rules("fr")} == {"fr"}


def test_a_row_shows_pattern_example_and_value() -> None:
    (rule,) = (rule for rule in rules("en") if rule.name == "from-weekday")
    assert (rule.pattern, rule.example, rule.value) == (
        "$QTY $ANYUNIT from (WEEKDAY | TODAY)",
        "a week from Monday",
        "2015-10-19",
    )


def test_no_two_rules_share_a_name_in_a_language() -> None:
    names = [(rule.language, rule.name) for rule in rules()]
    assert len(names) == len(set(names))

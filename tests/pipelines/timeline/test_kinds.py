"""Which words can name the same happening."""

import tomllib
from collections import Counter
from pathlib import Path

import pytest

from pipelines.timeline import kinds
from pipelines.timeline.kinds import kind_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("annexation", "annex"),
        ("killing", "slay"),
        ("explosion", "explode"),
        ("settlement", "settle"),
        ("suspended", "suspend"),
        ("denial", "deny"),
        ("stabbing", "stab"),
        ("play-off", "playoff"),
        ("rehire", "hire"),
        ("shot", "shoot"),
        ("approval", "approve"),
    ],
)
def test_one_family(one: str, other: str) -> None:
    assert kind_of(one) == kind_of(other)


def test_a_kind_has_families() -> None:
    assert kind_of("die")[0] == kind_of("murder")[0]
    assert kind_of("die")[1] != kind_of("murder")[1]


@pytest.mark.parametrize("lemma", ["sing", "ration", "meal", "zyx", "", "überfallen"])
def test_what_is_in_no_table_is_its_own(lemma: str) -> None:
    assert kind_of(lemma) == (lemma, lemma)


def test_each_word_stands_once() -> None:
    path = Path(kinds.__file__).with_name("kinds.toml")
    tables = tomllib.loads(path.read_text(encoding="utf-8"))
    listed = Counter(word for families in tables.values() for line in families.values() for word in line.split())
    assert [word for word, times in listed.items() if times > 1] == []

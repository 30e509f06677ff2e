"""Which documents tell one story."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.settings import Timeline
from pipelines.timeline.stories import Stories, stories
from pipelines.timeline.words import Words, beside, commonness, weight, words

LIMITS = Timeline()
QUAKE = "A quake of magnitude 6.1 shook Bener Meriah in Aceh"
DOCUMENTS = {
    "a": words(f"{QUAKE}, killing villagers under rubble."),
    "b": words(f"{QUAKE} on Tuesday; villagers fled."),
    "c": words("Lohan checked into the Betty Ford clinic on Thursday."),
}


def test_words_that_say_something() -> None:
    assert words("The of and, a") == frozenset()
    assert words("Aceh ACEH aceh") == words("aceh")
    assert weight(words("Aceh")) > weight(words("economic")) > 0
    assert commonness("said", "say") > commonness("killed", "kill") > commonness("annexed", "annex") == 0


def test_the_words_next_to_a_word() -> None:
    assert beside("Rebels of the Front", "Lahore and fled", 1) == words("Front") | words("Lahore")
    assert beside("", "", 4) == frozenset()


def test_one_story_and_another() -> None:
    found = stories(DOCUMENTS, LIMITS).near
    assert set(found) == {"a", "b"}
    one, other = DOCUMENTS["a"], DOCUMENTS["b"]
    cosine = weight(one & other) / (weight(one) * weight(other)) ** 0.5
    assert found["a"]["b"] == found["b"]["a"] == pytest.approx(cosine, abs=0.1)


def test_a_word_that_too_many_have_tells_nothing() -> None:
    same = dict.fromkeys("abcd", words("Aceh"))
    assert set(stories(same, LIMITS).near) == set("abcd")
    assert stories(same, Timeline(story_documents=3)).near == {}


def test_no_documents() -> None:
    assert stories({}, LIMITS) == Stories({})


@pytest.mark.property
@settings(max_examples=40, deadline=None)
@given(
    st.dictionaries(
        st.text("abcdef", min_size=1, max_size=2),
        st.sets(st.sampled_from(["Aceh", "Bener", "Meriah", "Lohan", "Betty"])),
    ),
    st.randoms(),
)
def test_order_does_not_show(documents: dict[str, set[str]], chance: random.Random) -> None:
    told: dict[str, Words] = {name: words(" ".join(own)) for name, own in documents.items()}
    names = list(told)
    chance.shuffle(names)
    found = stories(told, LIMITS)
    assert found == stories({name: told[name] for name in names}, LIMITS)
    assert all(
        found.near[other][name] == likeness for name, near in found.near.items() for other, likeness in near.items()
    )

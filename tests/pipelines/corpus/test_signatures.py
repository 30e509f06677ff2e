import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.corpus.signatures import line_hash, minhash, shingles, sign, words_of
from pipelines.documents.lines import all_body
from pipelines.records import Line, SignedLine
from pipelines.settings import Signatures

BODY = "The dam above the town broke on Monday, and three villages were flooded within the hour."
SHORT = Signatures(shingle_words=3, least_words=5)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("U.S. «troops»  left", ["u", "s", "troops", "left"], id="signs and spaces"),
        pytest.param("STRASSE und Straße", ["strasse", "und", "strasse"], id="capitals"),
        pytest.param("2015-10-07", ["2015", "10", "07"], id="figures"),
        pytest.param("東京で地震", ["東", "京", "で", "地", "震"], id="no spaces"),
        pytest.param("* * *", [], id="none"),
    ],
)
def test_words(text: str, words: list[str]) -> None:
    assert words_of(text) == words


def test_hashes_are_the_same_on_every_machine_and_in_every_run() -> None:
    signed = sign("d", "v", BODY, all_body(BODY), SHORT)
    assert line_hash(["sign", "up"]) == 0x6F166F02781FDC22
    assert signed.words[:3] == (4229822103, 3144146848, 3013499498)
    assert signed.body_hash == 11223643392644944129
    assert signed.minhash[:3] == (3340522871, 3459026017, 3293970697)


def test_a_signature_has_the_lines_and_the_words_of_the_body() -> None:
    text = f"Menu\n{BODY}\n* * *\n2015"
    lines = (
        Line(0, 4, "boilerplate", "menu"),
        Line(5, 5 + len(BODY), "body", "prose"),
        Line(6 + len(BODY), 11 + len(BODY), "body", "prose"),
        Line(12 + len(BODY), 16 + len(BODY), "boilerplate", "number"),
    )
    signed = sign("d", "v", text, lines, SHORT)
    assert signed.lines == (
        SignedLine(0, 4, "boilerplate", line_hash(["menu"]), 0),
        SignedLine(5, 5 + len(BODY), "body", line_hash(words_of(BODY)), 16),
    )
    assert signed.body_size == len(signed.words) == 16


def test_what_is_no_body_does_not_count() -> None:
    text = f"Menu\n{BODY}"
    lines = (Line(0, 4, "boilerplate", "menu"), Line(5, len(text), "body", "prose"))
    assert sign("d", "v", text, lines, SHORT).body_hash == sign("e", "w", BODY, all_body(BODY), SHORT).body_hash


def test_a_body_of_few_words_is_not_compared() -> None:
    signed = sign("d", "v", "Sign up for it", all_body("Sign up for it"), SHORT)
    assert (signed.body_hash, signed.body_size, signed.minhash, signed.words) == (None, 0, (), ())
    assert len(signed.lines) == 1


@pytest.mark.property
@given(st.lists(st.integers(0, 5), max_size=12), st.integers(1, 5))
def test_equal_runs_of_words_are_equal_shingles(words: list[int], length: int) -> None:
    found = shingles(np.array(words, np.uint32), length).tolist()
    runs = [tuple(words[place : place + length]) for place in range(len(words) - length + 1)]
    assert len(found) == len(runs)
    assert len(set(found)) == len(set(runs))
    assert len(set(zip(found, runs, strict=True))) == len(set(runs))


@pytest.mark.property
@settings(max_examples=20)
@given(st.lists(st.integers(0, 2**32 - 1), min_size=20, max_size=60, unique=True), st.integers(0, 20))
def test_values_agree_as_often_as_bodies_are_alike(words: list[int], dropped: int) -> None:
    whole, cut = np.array(words, np.uint32), np.array(words[dropped:] or words[:1], np.uint32)
    agree = np.mean(np.array(minhash(whole, 1)) == np.array(minhash(cut, 1)))
    assert abs(agree - len(cut) / len(whole)) < 0.2

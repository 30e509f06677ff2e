"""The walk over a run's codes names every pattern that can match there, and stays as long as the run."""

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.temporal.automaton import Automaton

CODES = {"DAY": "dn", "MONTH": "m", "YEAR": "yn", "the": "t", "of": "o", ",": ",", "_word": "x"}
MACROS = {"DATE": "(DAY of? MONTH | MONTH DAY)"}


def automaton(*forms: str) -> Automaton:
    return Automaton(forms, MACROS, lambda name: CODES.get(name, ""))


@pytest.mark.parametrize(
    ("form", "codes", "matches"),
    [
        pytest.param("DAY MONTH", "dm", True, id="in a row"),
        pytest.param("DAY MONTH", "d", False, id="not to its end"),
        pytest.param("DAY MONTH", "dmyy", True, id="and more after it"),
        pytest.param("DAY of? MONTH", "dom", True, id="with what may be there"),
        pytest.param("DAY of? MONTH", "dm", True, id="without it"),
        pytest.param("(the | of)? YEAR", "oy", True, id="an alternative"),
        pytest.param("(the of?)? YEAR", "oy", False, id="half of a group"),
        pytest.param("{date: $DATE ,?} YEAR", "dom,n", True, id="a macro in a part"),
        pytest.param("(?<=the) DAY (?!YEAR)", "dy", True, id="looking around is left out"),
        pytest.param("NOTHING", "d", False, id="a word that is not in the lexicon"),
        pytest.param("YEAR _word", "yx", True, id="a word outside the run"),
        pytest.param("the?", "m", False, id="nothing at all is no match"),
    ],
)
def test_reach(form: str, codes: str, matches: bool) -> None:
    assert automaton(form).reach(codes, 0)[0] == int(matches)


def test_each_form_has_its_bit() -> None:
    assert automaton("DAY MONTH", "MONTH", "DAY", "DAY of MONTH").reach("tdm", 1) == (0b0101, 3)


def test_a_form_that_cannot_be_read_is_named() -> None:
    with pytest.raises(ValueError, match=r"pattern 'DAY \* MONTH'.*'\* MONTH'"):
        automaton("DAY * MONTH")


FORMS = st.recursive(
    st.sampled_from(["DAY", "MONTH", "YEAR", "the", "of", "$DATE"]),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(lambda forms: f"({' | '.join(forms)})"),
        st.lists(inner, min_size=1, max_size=3).map(" ".join),
        inner.map(lambda form: f"({form})?"),
    ),
    max_leaves=6,
)


def expression(form: str) -> str:
    """The same form as a regular expression."""
    words = form.replace("$DATE", MACROS["DATE"])
    for name in ("DAY", "MONTH", "YEAR", "the", "of"):
        words = words.replace(name, f"[{CODES[name].upper()}]")
    return words.replace(" ", "")


@pytest.mark.property
@settings(deadline=None, max_examples=150)
@given(forms=st.lists(FORMS, min_size=1, max_size=4), codes=st.text("dnmyto", max_size=8))
def test_it_agrees_with_regular_expressions(forms: list[str], codes: str) -> None:
    found, _ = automaton(*forms).reach(codes, 0)
    for number, form in enumerate(forms):
        ends = [end for end in range(1, len(codes) + 1) if regex.fullmatch(expression(form), codes[:end].upper())]
        assert bool(found >> number & 1) == bool(ends), form

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.documents.normalise import normalise, source_offset
from pipelines.records import OffsetPoint

LIKE_A_SPACE = "\u00a0\u2007\u202f"
LIKE_A_BREAK = "\r\x0b\x0c\x85\u2028\u2029"
SOURCES = st.text(st.sampled_from("ab é文\n\r\t\x00\x0c\u00a0\u00ad\u200b\u200d\ufeff\u2028"), max_size=60) | st.text(
    max_size=60
)


@pytest.mark.parametrize(
    ("source", "text", "points"),
    [
        pytest.param("plain", "plain", [], id="nothing to do"),
        pytest.param("a\r\nb\rc\n", "a\nb\nc\n", [(1, 2)], id="line breaks"),
        pytest.param("10\u00a0km", "10 km", [], id="no-break space"),
        pytest.param("\ufeffdam", "dam", [(0, 1)], id="mark at the start"),
        pytest.param("co\u00adop\u200b\u200ber", "cooper", [(2, 3), (4, 7)], id="soft hyphen, zero widths"),
        pytest.param("می\u200cخواهم", "می\u200cخواهم", [], id="zero-width non-joiner is spelling"),
        pytest.param("a\x00b\x1bc", "a b c", [], id="control characters"),
        pytest.param("a\x0cb\u2028c", "a\nb\nc", [], id="other breaks"),
        pytest.param("a\r\r\nb", "a\n\nb", [(2, 3)], id="both kinds"),
    ],
)
def test_normalisation(source: str, text: str, points: list[tuple[int, int]]) -> None:
    assert normalise(source) == (text, tuple(OffsetPoint(*point) for point in points))


def test_what_stands_before_the_text_is_left_out() -> None:
    assert normalise("---\r\nab\r\nc", 5) == ("ab\nc", (OffsetPoint(0, 5), OffsetPoint(2, 8)))


def kept_as(sign: str) -> str:
    if sign in LIKE_A_BREAK:
        return "\n"
    control = sign < " " or "\x7f" <= sign <= "\x9f"
    return " " if sign in LIKE_A_SPACE or (control and sign not in "\t\n") else sign


@pytest.mark.property
@given(SOURCES)
def test_every_character_is_found_where_the_map_says(source: str) -> None:
    text, offset_map = normalise(source)
    assert [kept_as(source[source_offset(offset_map, i)]) for i in range(len(text))] == list(text)


@pytest.mark.property
@given(SOURCES)
def test_the_map_only_runs_forward_and_normalising_twice_changes_nothing(source: str) -> None:
    text, offset_map = normalise(source)
    places = [source_offset(offset_map, i) for i in range(len(text))]
    assert places == sorted(set(places))
    assert normalise(text) == (text, ())
    assert [point.text for point in offset_map] == sorted({point.text for point in offset_map})


@pytest.mark.property
@given(SOURCES, st.integers(0, 60))
def test_a_later_start_gives_the_rest_of_the_places(source: str, start: int) -> None:
    text, offset_map = normalise(source, min(start, len(source)))
    assert all(source_offset(offset_map, i) >= min(start, len(source)) for i in range(len(text)))

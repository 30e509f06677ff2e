import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.documents.normalise import source_offset
from pipelines.documents.pages import HYPHEN, pages_to_text


def page(head: str, foot: str, name: str) -> str:
    return f"{head}\r\nHere {name} begins,\r\nand goes on for long,\r\nmore of {name} is said,\r\n{name} ends\r\n{foot}"


NAMES = ("a dam", "a river", "a town", "rain")


@pytest.mark.parametrize(
    ("heads", "feet", "left_out"),
    [
        pytest.param(["River Post"] * 4, ["x", "y", "z", "w"], True, id="a running head"),
        pytest.param([f"River Post {n}" for n in (7, 8, 9, 10)], ["x", "y", "z", "w"], True, id="with page numbers"),
        pytest.param(["Report 2015"] * 4, ["x", "y", "z", "w"], True, id="with a year that stays"),
        pytest.param([f"{n} people died" for n in (3, 90, 12, 4)], ["x", "y", "z", "w"], False, id="numbers that tell"),
        pytest.param(["River Post", "River Post", "Floods", "Rain"], ["x", "y", "z", "w"], False, id="twice by chance"),
    ],
)
def test_running_heads_are_left_out(heads: list[str], feet: list[str], left_out: bool) -> None:
    pages = [page(*each) for each in zip(heads, feet, NAMES, strict=True)]
    text, _ = pages_to_text(pages)
    for head in set(heads):
        assert (head in text) is not left_out
    assert all(f"Here {name} begins,\nand goes on" in text for name in NAMES)


def test_page_numbers_are_left_out_and_sentences_run_on() -> None:
    pages = [page("It begins", f"- {number} -", name) for number, name in enumerate(NAMES, start=11)]
    text, _ = pages_to_text(pages)
    assert "a dam ends\nHere a river" in text
    assert "11" not in text


def test_pages_that_are_all_alike_stay() -> None:
    text, _ = pages_to_text(["One\r\nTwo"] * 5)
    assert text.count("One") == 5


@pytest.mark.parametrize(
    ("source", "text"),
    [
        pytest.param(f"The govern{HYPHEN}ment.", "The government.", id="a divided word"),
        pytest.param(f"Anglo{HYPHEN}American", "Anglo-American", id="a capital"),
        pytest.param(f"in 2015{HYPHEN}16", "in 2015-16", id="a number"),
        pytest.param(
            f"well{HYPHEN}known, as is well known", "well-known, as is well known", id="two words of the text"
        ),
        pytest.param(f"over{HYPHEN}all, over all overall", "overall, over all overall", id="the whole is one too"),
        pytest.param(f"and so on {HYPHEN}", "and so on -", id="at the end"),
    ],
)
def test_hyphens_at_line_ends(source: str, text: str) -> None:
    assert pages_to_text([source])[0] == text


@pytest.mark.property
@given(st.lists(st.text(st.sampled_from(f"ab1 \r\n{HYPHEN}\u200bé"), max_size=40), min_size=1, max_size=6))
def test_every_character_leads_back_to_the_pages(pages: list[str]) -> None:
    text, offsets = pages_to_text(pages)
    source = "\f".join(page.replace("\r\n", "\n") for page in pages)
    for position, sign in enumerate(text):
        origin = source[source_offset(offsets, position)]
        assert origin == sign or (origin, sign) in ((HYPHEN, "-"), ("\f", "\n"), ("\r", "\n"))

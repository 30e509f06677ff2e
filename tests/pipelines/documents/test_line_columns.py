import re
import tomllib
from importlib.resources import files

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.documents.lines import notices
from pipelines.documents.lines.characters import KINDS, Wanted, read_units
from pipelines.documents.lines.features import best_stretch
from pipelines.documents.lines.page import least_likely, likelihood, read_page
from pipelines.documents.lines.weights import model
from pipelines.forest import judge


def starts_of(text: str) -> "np.ndarray[tuple[int], np.dtype[np.int64]]":
    sizes = np.array([len(line) + 1 for line in text.split("\n")])
    return np.asarray(np.cumsum(sizes) - sizes, np.int64)


def test_characters_are_counted_by_kind() -> None:
    columns = read_units("  • Dam breaks!\n周一大坝", starts_of("  • Dam breaks!\n周一大坝"))
    assert columns.counts[0, KINDS["upper"]] == 1
    assert columns.counts[0, KINDS["lower"]] == 8
    assert columns.counts[1, KINDS["wide"]] == 4
    assert columns.indent.tolist() == [2, 0]
    assert columns.first.tolist() == [KINDS["bullet"], KINDS["wide"]]
    assert columns.last.tolist() == [KINDS["stop"], KINDS["wide"]]


def test_a_word_has_one_name_wherever_it_stands_and_however_it_is_written() -> None:
    words = read_units("The dam broke.\nDAM, said the man", starts_of("The dam broke.\nDAM, said the man")).words
    assert words.unit.tolist() == [0, 0, 0, 1, 1, 1, 1]
    assert words.hash[1] == words.hash[3]
    assert words.hash[0] == words.hash[5]
    assert len(set(words.hash.tolist())) == 5


@pytest.mark.property
@settings(deadline=None)  # the first call makes the tables of all characters
@given(st.lists(st.text(max_size=30), min_size=1, max_size=12))
def test_units_do_not_depend_on_what_stands_beside_them(lines: list[str]) -> None:
    lines = [line.replace("\n", " ") for line in lines]
    text = "\n".join(lines)
    whole = read_units(text, starts_of(text))
    for number, line in enumerate(lines):
        alone = read_units(line, np.zeros(1, np.int64))
        assert whole.counts[number, 1:].tolist() == alone.counts[0, 1:].tolist()
        assert whole.words.hash[whole.words.unit == number].tolist() == alone.words.hash.tolist()


def test_a_long_text_is_read_in_parts_and_a_long_unit_by_its_beginning() -> None:
    line = "The dam broke on Monday.\n"
    text = line * 60_000
    columns = read_units(text, np.arange(60_000) * len(line))
    assert set(columns.counts[:, KINDS["lower"]].tolist()) == {17}
    assert columns.words.unit[-1] == 59_999
    assert read_units("a" * 100_000, np.zeros(1, np.int64)).counts[0, KINDS["lower"]] == 5_000


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        pytest.param("Subscribe to our newsletter", "subscription", id="English"),
        pytest.param("Lesen Sie auch: Der Damm bricht", "related", id="German"),
        pytest.param("We use cookies", "consent", id="plural"),
        pytest.param("The dam broke on Monday", "", id="none"),
    ],
)
def test_notices_are_found_by_their_words(line: str, reason: str) -> None:
    found = notices.find(read_units(line, np.zeros(1, np.int64)).words, 1)
    assert found.reasons[found.reason[0]] == reason
    assert bool(found.count[0]) == bool(reason)


def test_whole_notices_are_written_in_small_letters_since_lines_are_compared_so() -> None:
    table = tomllib.loads((files("pipelines.documents") / "lexicon" / "cues.toml").read_text(encoding="utf-8"))
    wholes = [whole for entry in table.values() for whole in entry.get("whole", ())]
    assert wholes
    assert [whole for whole in wholes if re.search(r"(?<!\\)[A-ZÀ-Þ]", whole)] == []
    assert notices.whole_line("MENU") == notices.whole_line("menu") == "navigation"


def test_a_long_notice_is_found_by_all_its_words_and_not_by_its_beginning() -> None:
    text = "You may also like\nYou may also leave\nYou may"
    found = notices.find(read_units(text, starts_of(text)).words, 3)
    assert found.count.tolist() == [1, 0, 0]
    assert found.reasons[found.reason[0]] == "related"


@pytest.mark.property
@given(st.lists(st.integers(0, 2**32 - 1), min_size=1, max_size=20), st.lists(st.integers(0, 2**32 - 1), max_size=40))
def test_wanted_words_are_found_where_they_stand(wanted: list[int], other: list[int]) -> None:
    among = np.array([*wanted, *other, *wanted[:3]], np.uint32)
    places = Wanted.of(np.array(wanted, np.uint32)).places(among).tolist()
    assert places == [place for place, word in enumerate(among.tolist()) if word in set(wanted)]


def test_each_tree_is_asked_its_own_questions() -> None:
    known, asked = model().trees, len(model().asked)
    chance = np.random.default_rng(7)
    columns = chance.normal(size=(asked, 5)).astype(np.float32)
    for unit, score in enumerate(judge(columns, known).tolist()):
        places = [
            sum(
                int(columns[feature, unit] > threshold) << (5 - level)
                for level, (feature, threshold) in enumerate(
                    zip(known.features[:, tree], known.thresholds[:, tree], strict=True)
                )
            )
            for tree in range(len(known.leaves))
        ]
        said = sum(float(known.leaves[tree, place]) for tree, place in enumerate(places))
        assert score == pytest.approx(said + known.base, abs=1e-4)


def test_the_best_stretch_has_the_greatest_sum() -> None:
    assert best_stretch(np.array([-1.0, 2.0, -1.0, 3.0, -5.0, 1.0])) == (1, 3)
    assert best_stretch(np.array([-3.0, -1.0, -2.0])) == (1, 1)


def test_wrapped_lines_are_one_unit() -> None:
    text = (
        "The council met on Monday to hear what the engineers had\nfound in the old dam, and what it would cost to\n"
        "mend it before the winter. It heard that there was no\nmoney left for this year.\n\nNobody spoke."
    )
    page = read_page(text)
    assert page.lines == ((0, 4), (5, 6))
    assert page.texts[1] == "Nobody spoke."


def test_more_of_an_article_makes_each_part_of_it_likelier() -> None:
    menu = ["Home", "World", "Business", "Sport", "Subscribe now"]
    prose = [
        f"The county ordered {n} people to leave their homes, and most of them went to the school." for n in range(9)
    ]
    few, many = (likelihood(read_page("\n".join([*menu, *prose[:n], "© 2019 All rights reserved."]))) for n in (1, 9))
    assert many[len(menu)] > few[len(menu)]
    assert many[:3].max() < 0.5 < many[len(menu) : -1].min()


@pytest.mark.parametrize(
    ("likely", "least"),
    [
        pytest.param([1.0, 1.0, 0.0, 0.0], 0.5, id="a sure page"),
        pytest.param([0.9, 0.7, 0.4, 0.1], 0.392, id="an unsure page"),
        pytest.param([0.3, 0.2, 0.1, 0.1], 0.35, id="never less"),
    ],
)
def test_on_an_unsure_page_a_line_need_not_be_as_likely(likely: list[float], least: float) -> None:
    page = read_page("\n".join(["The county ordered everyone to leave"] * 4))
    assert least_likely(np.array(likely), page) == pytest.approx(least, abs=0.001)

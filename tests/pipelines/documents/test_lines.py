import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.documents.lines import all_body, extracted_lines, label_lines, letter_author, without_marks

DUMP = """Skip to content
Home
World
Business
Summer sale ends in
3 weeks for $1
River Post
Dam above Millbrook gives way after a week of rain
By Ana Lindgren
Published March 14, 2019
Water rushed through Millbrook on Thursday after the old dam above the town gave way, the county said.
Volunteers pile sandbags along the river at Millbrook. (Tom Avery/River Post)
The county ordered 2,000 people to leave their homes. "We had ten minutes," said Ruth Okafor, who runs the bakery.
Advertisement
Story continues below advertisement
Warnings ignored
Engineers had warned of cracks in the dam two years earlier, according to letters seen by the River Post.
RAW: Water breaks through the dam
2 hours ago
Duration 0:47
Drone pictures show the valley under water
The governor, who visited the town on Friday, promised an inquiry and new rules for old dams before the summer.
Read more: Ten dams that worry engineers
We use cookies to improve your experience. Read our cookie policy to learn how to change your settings.
Comments that violate our community guidelines will be removed by our moderation team within a day.
Follow topics and authors that you like in your personal news feed.
About us
Contact
© 2019 River Post. All rights reserved."""

EXPECTED = {
    "title": ["Dam above Millbrook gives way after a week of rain"],
    "byline": ["By Ana Lindgren", "Published March 14, 2019"],
    "caption": [
        "Volunteers pile sandbags along the river at Millbrook. (Tom Avery/River Post)",
        "RAW: Water breaks through the dam",
        "Drone pictures show the valley under water",
    ],
}


def labelled(text: str, title: str | None = None) -> list[tuple[str, str]]:
    return [(line.label, text[line.start : line.end]) for line in label_lines(text, title)]


def with_label(text: str, label: str) -> list[str]:
    return [line for found, line in labelled(text) if found == label]


@pytest.mark.parametrize("label", EXPECTED)
def test_a_dump_has_its_title_byline_and_captions(label: str) -> None:
    assert with_label(DUMP, label) == EXPECTED[label]


def test_the_body_of_a_dump_is_its_prose_and_headings() -> None:
    assert [line[:20] for line in with_label(DUMP, "body")] == [
        "Water rushed through",
        "The county ordered 2",
        "Warnings ignored",
        "Engineers had warned",
        "The governor, who vi",
    ]


def test_every_boilerplate_line_says_why() -> None:
    found = {DUMP[line.start : line.end]: line.reason for line in label_lines(DUMP) if line.label == "boilerplate"}
    assert found["2 hours ago"] == "widget: age"
    assert found["Duration 0:47"] == "widget: media"
    assert found["Story continues below advertisement"] == "advertising"
    assert found["Summer sale ends in"] == "advertising"
    assert found["Read more: Ten dams that worry engineers"] == "widget: related"
    assert found["World"] == "navigation: short line"
    assert found["© 2019 River Post. All rights reserved."] == "notice: rights"
    assert all(found.values())


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Three towns were flooded when the dam broke on Monday.", id="one sentence"),
        pytest.param("dam broke!! on our way out, pray for us #millbrook", id="a message"),
        pytest.param("The dam broke on Monday.\n\nThree towns were flooded.\n\nNobody was hurt.", id="short sentences"),
        pytest.param(
            "The council met on Monday to hear what the engineers had\nfound in the old dam, and what it would cost to\n"
            "mend it before the winter. It heard that there was no\nmoney left for this year.\n",
            id="wrapped at a fixed width",
        ),
        pytest.param(
            "1912: the dam is built\n1953: the first crack\n1987: the dam is mended\n2019: the dam breaks", id="a list"
        ),
        pytest.param("周一大坝决堤，三座城镇被淹。当局表示，没有人受伤。", id="Chinese"),
    ],
)
def test_a_clean_text_is_all_body(text: str) -> None:
    assert {label for label, line in labelled(text) if line} == {"body"}


def test_a_heading_before_clean_prose_is_the_title() -> None:
    text = "Dam breaks above Millbrook\n\nThree towns were flooded when the dam broke on Monday, the county said."
    assert labelled(text)[0] == ("title", "Dam breaks above Millbrook")
    assert labelled("# " + text)[0] == ("title", "# Dam breaks above Millbrook")


def test_the_days_of_a_chronicle_are_text() -> None:
    days = ["March 3, 1944", "April 5, 1944", "June 6, 1944", "July 9, 1944"]
    text = "\n".join(
        f"{day}\nThe ship left the harbour with {i} hundred people on board." for i, day in enumerate(days)
    )
    assert with_label(text, "body") == text.split("\n")


def test_a_byline_may_follow_the_lead() -> None:
    text = (
        "Dam breaks above Millbrook\nThree towns were flooded, and two thousand people had to leave.\nBy Ana Lindgren\n"
        "MILLBROOK, March 14, 2019\nWater rushed through Millbrook after the old dam above the town gave way."
    )
    assert [label for label, _ in labelled(text)] == ["title", "body", "byline", "byline", "body"]


def test_a_stated_title_is_found_whatever_its_spacing() -> None:
    text = "News\nThe  DAM breaks\nThree towns were flooded when the dam broke on Monday, the county said."
    assert labelled(text, "The dam breaks")[1] == ("title", "The  DAM breaks")


def test_a_long_paragraph_may_speak_of_cookies() -> None:
    text = "The commission presented its new rules for cookies on Monday. " * 6
    assert {label for label, line in labelled(text)} == {"body"}


def test_a_sentence_may_speak_of_a_newsletter() -> None:
    text = (
        "Three towns were flooded when the dam broke on Monday, the county said.\nThe editor of a trade newsletter on dams, "
        "Ruth Okafor, said the cracks had been known for years and that nobody had wanted to hear of them.\nNobody was hurt."
    )
    assert {label for label, _ in labelled(text)} == {"body"}


def test_an_agency_line_is_no_title() -> None:
    text = "NAIROBI, Kenya (AP) --\nThree towns were flooded when the dam broke on Monday, the county said."
    assert {label for label, _ in labelled(text)} == {"body"}


def test_a_paragraph_that_comes_again_counts_once() -> None:
    again = "Welcome to the town's page, where readers find each other and talk about what matters to them."
    text = f"The dam broke on Monday, and three towns below it were flooded.\n{again}\nNobody was hurt, the county said late on Monday.\n{again}"
    assert [label for label, line in labelled(text) if line == again] == ["body", "boilerplate"]


def test_all_body_and_extracted() -> None:
    text = "Dam breaks\nThree towns flooded."
    assert [line.label for line in all_body(text)] == ["body", "body"]
    found = extracted_lines(text, "Dam  Breaks")
    assert [(line.label, line.reason) for line in found] == [("title", "as stated"), ("body", "extracted")]


@pytest.mark.property
@given(
    st.lists(
        st.sampled_from([*DUMP.split("\n"), "", "  ", "•", "a", "2 days ago"]) | st.text(max_size=40), max_size=30
    ),
    st.none() | st.text(max_size=20),
)
def test_one_label_a_line_and_spans_that_fit(lines: list[str], title: str | None) -> None:
    text = "\n".join(lines)
    found = label_lines(text, title)
    assert [text[line.start : line.end] for line in found] == text.split("\n")
    assert {line.label for line in found} <= {"title", "body", "caption", "byline", "boilerplate"}
    assert all(line.reason for line in found)
    assert sum(line.label == "title" for line in found) <= 1


LETTER = """From: Ana Lindgren <ana@millbrook.example>
Sent: Thursday, March 14, 2019
To: Council
Subject: The dam, second night

Dear all,

the road is still under water. We shall meet in the school on Friday.

Ana"""


def test_the_subject_of_a_letter_is_its_title() -> None:
    found = labelled(LETTER)
    assert [label for label, line in found if line] == ["byline"] * 3 + ["title"] + ["body"] * 3
    lines = label_lines(LETTER)
    assert letter_author(LETTER, lines) == "Ana Lindgren <ana@millbrook.example>"
    assert without_marks(LETTER.split("\n")[3]) == "The dam, second night"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Von: Ana\nAn: Rat\nBetreff: Der Damm\n\nLiebe alle,\nes regnet noch.", id="German"),
        pytest.param("De: Ana\nÀ: Conseil\nObjet: Le barrage\n\nBonjour,\nil pleut encore.", id="French"),
    ],
)
def test_letters_of_other_languages(text: str) -> None:
    assert [label for label, line in labelled(text) if line] == ["byline", "byline", "title", "body", "body"]


def test_a_list_of_places_is_no_letter() -> None:
    text = "To: Rome\nTo: Milan\nTo: Turin\nTrains leave every hour from the main station of the town."
    assert "byline" not in {label for label, _ in labelled(text)}


def test_labels_that_were_judged_have_a_score() -> None:
    scored = [line for line in label_lines(DUMP) if line.label == "body"]
    assert scored
    assert all(line.score is not None and 0 <= line.score <= 1 for line in scored)

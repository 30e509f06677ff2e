import pytest

from pipelines.documents.lines import label_lines
from pipelines.documents.lines.captions import is_caption, is_name, is_shown

CREDITED = [
    pytest.param("Soldiers cross the river near the town at dawn. (Jane Roe/Reuters)", id="agency in parentheses"),
    pytest.param("Soldiers cross the river near the town at dawn. (CBC)", id="initials in parentheses"),
    pytest.param("Soldiers cross the river near the town at dawn. (Handout)", id="handout in parentheses"),
    pytest.param("Soldiers cross the river at dawn. AP Photo/Jane Roe", id="agency before the name"),
    pytest.param("Soldiers cross the river at dawn. Army Handout via Reuters", id="handout"),
    pytest.param("Soldiers cross the river at dawn. Photo: Jane Roe", id="photo with a colon"),
    pytest.param("Soldaten überqueren den Fluss. Foto: Anna Weber", id="German"),
    pytest.param("Jane Roe / Getty Images", id="the credit alone"),
    pytest.param("In this May 2011 file photo, soldiers cross the river.", id="file photo"),
    pytest.param("FILE - In this picture taken in May soldiers cross the river.", id="picture taken"),
    pytest.param("Mayor Jane Roe (left) opens the new bridge with the governor.", id="who stands where"),
    pytest.param("Ein Archivbild der Brücke aus den Jahren vor dem Krieg", id="archive, German"),
]
TOLD = [
    pytest.param("She left the office at dawn.", id="a sentence"),
    pytest.param("(Reporting by Jane Roe in Paris; editing by John Doe)", id="an agency signs"),
    pytest.param("The budget was cut by a third in the years after the war. (Reporting by Jane Roe)", id="signed"),
    pytest.param("What does the new office do? (Search and Rescue)", id="a question and its answer"),
    pytest.param("In this guide, we show how a picture is taken and printed at home.", id="in this guide"),
    pytest.param("He kept the photo of his wife in his pocket until the end of the war.", id="a photo in a story"),
]


@pytest.mark.parametrize("line", CREDITED)
def test_a_credit_or_the_word_for_a_picture_makes_a_caption(line: str) -> None:
    assert is_caption(line) is not None


@pytest.mark.parametrize("line", TOLD)
def test_other_lines_are_no_captions(line: str) -> None:
    assert is_caption(line) is None


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        pytest.param("Soldiers cross the river near the old bridge on April 18, 2016.", True, id="plural"),
        pytest.param("Soldiers patrol the streets of the old town on April 18, 2016.", True, id="present, full date"),
        pytest.param("A woman walks past the damaged school in Millbrook, Friday, March 15, 2019.", True, id="weekday"),
        pytest.param("A woman walks past the damaged school in Millbrook on 15 March 2019.", True, id="day first"),
        pytest.param("A woman walked past the damaged school in Millbrook on March 15, 2019.", False, id="past"),
        pytest.param("The mayor said a woman walks past the school every day since March 15, 2019.", False, id="said"),
        pytest.param(
            '"She walks past the damaged school in Millbrook," he wrote on March 15, 2019.', False, id="quoted"
        ),
        pytest.param("The new law takes effect in all towns of the county on January 1, 2020.", False, id="to come"),
        pytest.param("A woman walks past the damaged school in Millbrook.", False, id="no day"),
    ],
)
def test_a_past_day_told_in_the_present_is_a_picture(line: str, shown: bool) -> None:
    assert (is_shown(line) is not None) == shown


def test_a_name_under_a_shown_line_belongs_to_it() -> None:
    page = (
        "Skip to content\nA woman walks past the damaged school in Millbrook on March 15, 2019.\n\nCorporal Jane Roe\n\n"
        "Water rushed through Millbrook on Thursday after the old dam above the town gave way, the county said.\n\n"
        "The county ordered 2,000 people to leave their homes, and most of them went to the school of the next town.\n"
        "Subscribe to our newsletter"
    )
    found = {page[line.start : line.end]: line.label for line in label_lines(page)}
    assert found["Corporal Jane Roe"] == "caption"
    assert found["A woman walks past the damaged school in Millbrook on March 15, 2019."] == "caption"


@pytest.mark.parametrize(
    ("line", "name"),
    [("Master Corporal Jane Roe", True), ("Jean-Luc Roe", True), ("Warnings ignored", False), ("Roe", False)],
)
def test_names(line: str, name: bool) -> None:
    assert is_name(line) == name

"""Which stretches of a text later stages read."""

from pipelines.documents.lines import all_body
from pipelines.documents.reading import stretches
from pipelines.records import Line


def test_wrapped_lines_are_one_stretch_and_paragraphs_are_two() -> None:
    text = "He came on 3\nMay 2011.\n\nHe left."
    assert [text[start:end] for start, end in stretches(all_body(text), {"body"})] == [
        "He came on 3\nMay 2011.",
        "He left.",
    ]


def test_a_line_that_is_not_read_parts_two_stretches() -> None:
    lines = [
        Line(0, 3, "body", ""),
        Line(4, 7, "boilerplate", ""),
        Line(8, 11, "body", ""),
        Line(12, 15, "caption", ""),
    ]
    assert stretches(lines, {"body", "caption"}) == [(0, 3), (8, 11), (12, 15)]

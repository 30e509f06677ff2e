"""Web pages of so many elements that their text is not looked for: they are read, not lost to a time limit."""

import pytest

from pipelines.documents.lines import label_lines
from pipelines.documents.readers import html

_ROWS = 20_000


def page(rows: int) -> bytes:
    """A page whose elements each have a class and an id of their own: nothing decided of one is remembered for the next."""
    body = "".join(
        f'<div class="row r{number}" id="row-{number}">In {number} the harbour was <b>closed</b> for a day, the town said.</div>'
        for number in range(rows)
    )
    head = "<head><title>The harbour\n year by year</title><style>div { margin: 0 }</style></head>"
    return (
        f"<html lang='en'>{head}<body><script>var a = 1;</script><ul><li>Home<li>News</ul>{body}</body></html>".encode()
    )


def test_a_page_of_very_many_elements_is_read_in_one_walk(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object) -> str:
        raise AssertionError("its text was looked for")

    monkeypatch.setattr(html, "main_text", never)
    monkeypatch.setattr(html, "said_in_head", never)
    found = html.to_text(page(_ROWS))
    lines = found.text.split("\n")
    assert lines[:3] == ["Home", "News", "In 0 the harbour was closed for a day, the town said."]
    assert (len(lines), found.extracted) == (_ROWS + 2, False)
    assert (found.found.title, found.found.language) == ("The harbour year by year", "en")
    assert found.offset_map is None


def test_its_lines_are_judged_as_those_of_a_dump() -> None:
    large = html.to_text(page(_ROWS))
    labels = [line.label for line in label_lines("\n".join(large.text.split("\n")[:200]), large.found.title)]
    assert labels[0] == "boilerplate"
    assert labels[3:].count("body") > 0.9 * len(labels)


def test_of_other_pages_the_text_is_looked_for() -> None:
    found = html.to_text(page(100))
    assert found.extracted
    assert "the harbour was closed" in found.text

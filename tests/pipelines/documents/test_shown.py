"""What a page shows beside its headline."""

import pytest
import trafilatura

from pipelines.documents.shown import shown_beside_title

TEXT = "<p>" + "The council agreed on a plan for the harbour, which will take five years to carry out. " * 30 + "</p>"


def shown(body: str, title: str = "The harbour is closed - The Paper") -> list[str]:
    tree = trafilatura.load_html(f"<html><head><title>{title}</title></head><body>{body}</body></html>")
    assert tree is not None
    return [hint.value for hint in shown_beside_title(tree)]


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        pytest.param(
            "<h1>The harbour is closed</h1><div>By <a>Jane Doe</a><span>Mar 5, 2025</span></div>" + TEXT,
            ["By Jane Doe Mar 5, 2025"],
            id="below",
        ),
        pytest.param(
            "<div>5 March 2025</div><h1>The harbour is closed</h1>" + TEXT, ["5 March 2025"], id="above the headline"
        ),
        pytest.param(
            "<h1>The Paper</h1><p>1 May 2025</p>"
            + "<p>Menu of the day</p>" * 9
            + "<h1>The harbour is closed</h1><p>5 March 2025</p>",
            ["5 March 2025"],
            id="the headline is the one the page is named after",
        ),
        pytest.param(
            "<nav>1 May 2025</nav><h1>The harbour is closed</h1><script>'2 May 2025'</script><p>Today</p>",
            [],
            id="menus and scripts are not read",
        ),
        pytest.param("<h1>The harbour is closed</h1>" + TEXT + "<p>5 March 2025</p>", [], id="far below the text"),
        pytest.param("<h2>The harbour is closed</h2><p>5 March 2025</p>", [], id="no headline"),
    ],
)
def test_lines_with_a_date_beside_the_headline(body: str, lines: list[str]) -> None:
    assert shown(body) == lines


def test_a_page_of_many_elements_is_read_up_to_its_headline_only() -> None:
    rows = "".join(f"<p>Row of {year}</p>" for year in range(1900, 2000))
    assert shown("<h1>The harbour is closed</h1>" + rows)[0] == "Row of 1900"
    assert len(shown("<h1>The harbour is closed</h1>" + rows)) == 6

"""The page as a browser shows it: nothing in a document runs, and it fits a phone."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser.test_ui import CHROMIUM, SWITCHES
from warehouse.page import render

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine (Debian: apt-get install chromium)"),
]
ROW: dict[str, object] = {
    "date": "on or after 1 January 2015",
    "lemma": "open</small><script>alert(1)</script>",
    "sentence": 'The "mayor" </script><script>alert(2)</script><img src=x onerror=alert(3)> opened a ' + "x" * 300,
    "participants": "<b>mayor</b>",
    "place": "Berlin",
    "status": "happened",
    "source": "a'b\"c",
    "link": 'https://example.org/"><script>alert(4)</script>',
    "event_id": 'e1"><script>alert(5)</script>',
}


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    api = pytest.importorskip("playwright.sync_api")
    with api.sync_playwright() as started:
        yield started.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)


@pytest.mark.parametrize("width", [1280, 390], ids=["desktop", "phone"])
def test_a_hostile_document_is_only_text_and_fits(browser: Any, tmp_path: Path, width: int) -> None:
    page = tmp_path / "timeline.html"
    page.write_text(render([ROW], 1), encoding="utf-8")
    tab = browser.new_page(viewport={"width": width, "height": 800})
    asked: list[str] = []

    def answer(dialog: Any) -> None:
        asked.append(dialog.message)
        dialog.dismiss()

    tab.on("dialog", answer)
    tab.goto(page.as_uri())
    assert asked == []
    assert tab.evaluate("[document.scripts.length, document.images.length]") == [0, 0]
    assert tab.evaluate("document.documentElement.scrollWidth") == width
    assert tab.inner_text("td:nth-child(2)").startswith(str(ROW["sentence"])[:60])
    assert tab.locator("td").count() == 6

"""What the tests of the page share: pages of literal rows, and open tabs."""

from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import pytest

from pipelines.records import EventLink
from tests.browser.test_ui import CHROMIUM
from tests.warehouse.rows import World, place
from warehouse.home import Home
from warehouse.page import render
from warehouse.page.columns import columns

NEEDS_BROWSER: Final = [
    pytest.mark.browser,
    pytest.mark.xdist_group("page"),  # one browser, and each page written once
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine (Debian: apt-get install chromium)"),
]


def written(folder: Path, name: str, world: World) -> Path:
    """Write the page of a world's events."""
    home = Home(folder / name)
    place(home, world, {"all": list(world.versions)}).load(home)
    found = columns(home.database, 1_000)
    page = folder / f"{name}.html"
    page.write_text(render(found.events, found.mentions), encoding="utf-8")
    return page


def linked(world: World) -> World:
    """Give each event the mention that stands at its place."""
    pairs = zip(world.events, world.event_mentions, strict=True)
    links = tuple(EventLink(one.event_id, told.document_id, told.mention_id, "alone") for one, told in pairs)
    return replace(world, event_links=links)


class Tab:
    """An open page, with what it asked for and was given, and what it said."""

    def __init__(self, browser: Any, page: Path, width: int = 1280, at: str = "", **more: Any) -> None:
        self.tab = browser.new_page(viewport={"width": width, "height": 860}, **{"reduced_motion": "reduce"} | more)
        self.asked: list[str] = []
        self.said: list[str] = []
        self.tab.on("request", lambda request: self.asked.append(request.url))
        self.tab.on("requestfailed", lambda request: self.asked.remove(request.url))
        self.tab.on("dialog", self.dismissed)
        self.tab.on("pageerror", lambda error: self.said.append(str(error)))
        self.tab.on("console", lambda message: self.said.append(message.text))
        self.tab.goto(page.as_uri() + at)
        self.tab.wait_for_selector("html[data-ready]", timeout=120_000)

    def dismissed(self, dialog: Any) -> None:
        self.said.append(dialog.message)
        dialog.dismiss()

    def until(self, true: str) -> None:
        """Wait until an expression is true. Playwright's own way would have the page evaluate words, which it forbids."""
        for _ in range(600):
            if self.tab.evaluate(true):
                return
            self.tab.wait_for_timeout(100)
        msg = f"waited a minute in vain for {true}"
        raise AssertionError(msg)

    def rows(self) -> list[str]:
        found: list[str] = self.tab.locator("#rows time").all_inner_texts()
        return found

    def filtered(self, act: Any) -> None:
        """Act on a filter, and wait until it has been applied."""
        before = self.tab.get_attribute("html", "data-filtered")
        act()
        self.until(f"document.documentElement.dataset.filtered !== '{before}'")

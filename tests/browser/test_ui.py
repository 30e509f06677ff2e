"""What a person sees in the UI, and that one click does everything."""

import json
import shutil
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser.serving import Served, served, until
from warehouse.home import Home

CHROMIUM = next(
    (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None
)
SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
ASSETS = (
    "raw_documents",
    "documents",
    "text_signatures",
    "repeated_lines",
    "near_duplicates",
    "publication_dates",
    "time_expressions",
    "event_mentions",
    "derived_dates",
    "events",
    "warehouse",
    "parquet_exports",
    "timeline_page",
)
TEXT = "Berlin, 9 November 1989. The government opened the wall on 9 November 1989, and thousands crossed the border.\n"

pytestmark = [
    pytest.mark.browser,
    pytest.mark.xdist_group("dagster"),
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine (Debian: apt-get install chromium)"),
]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    # The sensor would be quicker than the click, so it waits until a file has not changed for an hour.
    home = Home(tmp_path_factory.mktemp("ui") / "home")
    home.inbox.mkdir(parents=True)
    home.settings.write_text("[inbox]\nsettle_seconds = 3600\n")
    (home.inbox / "wall.txt").write_text(TEXT)
    with served(home) as found:
        until(lambda: ask(found, "{ assetNodes { id } }")["assetNodes"], "the assets are loaded", found)
        yield found


@pytest.fixture
def page(place: Served) -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        opened = browser.new_page(viewport={"width": 1600, "height": 1000})
        opened.set_default_timeout(600_000)
        yield opened
        browser.close()


def ask(place: Served, graphql: str) -> Any:
    request = urllib.request.Request(  # noqa: S310 - our own server
        f"{place.url}/graphql",
        data=json.dumps({"query": graphql}).encode(),
        headers={"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=30) as response:  # noqa: S310 - our own server
        return json.load(response)["data"]


def runs(place: Served) -> list[str]:
    return [
        run["status"]
        for run in ask(place, "{ runsOrError { ... on Runs { results { status } } } }")["runsOrError"]["results"]
    ]


def test_one_click_materialises_everything(place: Served, page: Any, tmp_path: Path) -> None:
    page.goto(f"{place.url}/asset-groups", wait_until="domcontentloaded")
    for group in ("ingest", "corpus", "extraction", "timeline", "products"):
        page.get_by_text(group, exact=True).first.wait_for()
    page.screenshot(path=tmp_path / "graph.png")
    assert runs(place) == [], "something ran before the click"
    page.get_by_role("button", name="Materialize all").click()
    until(lambda: runs(place), "the click has started a run", place, seconds=60)
    until(lambda: runs(place)[0] in ("SUCCESS", "FAILURE"), "the run has ended", place, seconds=180)
    assert runs(place) == ["SUCCESS"]
    nodes = ask(place, "{ assetNodes { assetKey { path } assetMaterializations(limit: 1) { runId } } }")["assetNodes"]
    assert sorted(node["assetKey"]["path"][0] for node in nodes if node["assetMaterializations"]) == sorted(ASSETS)
    page.screenshot(path=tmp_path / "materialised.png")

    page.goto(f"{place.url}/assets/events", wait_until="domcontentloaded")
    for words in ("Row count", "Column name", "headline", "preview", "team:dateline", "Parquet"):
        shown = words.removeprefix("team:")
        page.get_by_text(shown, exact=True).first.wait_for()
    page.screenshot(path=tmp_path / "events.png", full_page=True)

    page.goto(f"{place.url}/assets/raw_documents?view=checks", wait_until="domcontentloaded")
    page.get_by_text("roots_listable").first.wait_for()
    page.screenshot(path=tmp_path / "checks.png")

    page.goto(f"{place.url}/automation", wait_until="domcontentloaded")
    for name in ("arrivals", "nightly"):
        page.get_by_text(name, exact=True).first.wait_for()
    page.screenshot(path=tmp_path / "automation.png")
    states = ask(
        place,
        "{ repositoriesOrError { ... on RepositoryConnection { nodes { sensors { name sensorState { status } }"
        " schedules { name scheduleState { status } } } } } }",
    )["repositoriesOrError"]["nodes"][0]
    assert states["sensors"] == [{"name": "arrivals", "sensorState": {"status": "RUNNING"}}]
    assert states["schedules"] == [{"name": "nightly", "scheduleState": {"status": "RUNNING"}}]
    assert (place.home.exports / "LATEST" / "manifest.json").exists()

"""How long a person waits for the page of very many events, in a real browser."""

import shutil
import tempfile
import time
from pathlib import Path

from tests.browser.many_events import generated
from warehouse.page import render

__all__ = ["first_view"]

EVENTS = 100_000


def first_view(count: int = EVENTS) -> str:
    """Say how long a page of generated events is written, how large it is, and when its first view is drawn."""
    columns = generated(count)
    begin = time.process_time()
    html = render(*columns)
    seconds = time.process_time() - begin
    told = f"page of {count:,} generated events: written in {seconds:.1f} s, {len(html) / 1e6:.1f} MB"
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        return f"{told}; no Chromium to open it with"
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory(prefix="dateline-page-") as name, sync_playwright() as playwright:
        page = Path(name) / "timeline.html"
        page.write_text(html, encoding="utf-8")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        tab = browser.new_page(viewport={"width": 1280, "height": 900})
        session = tab.context.new_cdp_session(tab)
        session.send("Performance.enable")
        tab.goto(page.as_uri())
        tab.wait_for_selector("html[data-ready]", timeout=120_000)
        found = {item["name"]: item["value"] for item in session.send("Performance.getMetrics")["metrics"]}
        waited = int(tab.get_attribute("html", "data-ready") or 0) / 1000
        browser.close()
    return (
        f"{told}; first view after {waited:.1f} s by the clock, {found['ThreadTime']:.1f} s of the processor, "
        f"heap {found['JSHeapUsedSize'] / 1e6:.0f} MB"
    )

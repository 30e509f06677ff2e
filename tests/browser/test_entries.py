"""Entries as a browser shows them: one for what a sentence tells of the same days, in two orders, with an address and a place."""

from pathlib import Path
from typing import Any

import pytest

from tests.browser.many_events import generated
from tests.browser.tabs import NEEDS_BROWSER, Tab, linked, written
from tests.warehouse.rows import World, document, event, mention, span
from warehouse.page import render

pytestmark = NEEDS_BROWSER
WARNED = "Lugar issued a strong warning on 8 March 2011, and called for talks."
LATER = "The rebels fled, the town fell."
WIDE = 1280

BARS = """() => {
    const canvas = document.getElementById("lanes");
    const pen = canvas.getContext("2d");
    const hex = getComputedStyle(document.documentElement).getPropertyValue("--sure").trim();
    const sure = [1, 3, 5].map((place) => parseInt(hex.slice(place, place + 2), 16));
    const found = [];
    for (let lane = 0; 6 + lane * 32 + 23 < canvas.height - 40; lane++) {
        const row = pen.getImageData(0, 6 + lane * 32 + 20, canvas.width, 1).data;
        const is = (x) => x >= 0 && sure.every((part, k) => part === row[4 * x + k]);
        for (let x = 0; x < canvas.width; x++) if (is(x) && !is(x - 1)) found.push([lane, x]);
    }
    return found;
}"""
"""Where in which lane something certain begins."""

CUT = """() => [...document.querySelectorAll("#facets select, #facets input")].filter((field) => {
    const style = getComputedStyle(field);
    const pen = document.createElement("canvas").getContext("2d");
    pen.font = style.font;
    const arrow = 20;
    const room = field.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight) - arrow;
    return pen.measureText(field.getAttribute("aria-label")).width > room;
}).map((field) => field.getAttribute("aria-label"))"""
"""The filters whose label is wider than its field."""


@pytest.fixture(scope="module")
def told(folder: Path) -> Path:
    on_day, before = span("2011-03-08", "2011-03-08"), span(None, "2011-03-09")
    mentions = (
        mention("d1", WARNED, "issued", ("Lugar",), on_day),
        mention("d1", WARNED, "warning", ("Lugar", "rebels"), on_day),
        mention("d1", WARNED, "called", ("Lugar",), before),
        mention("d2", LATER, "fled", ("rebels",), (None, None)),
        mention("d2", LATER, "fell", (), (None, None)),
    )
    world = World(
        documents=(document("d1", WARNED), document("d2", LATER)),
        event_mentions=mentions,
        events=tuple(
            event(f"e{number}", each, 6.0 - number, status="planned" if each.lemma == "warning" else "happened")
            for number, each in enumerate(mentions, 1)
        ),
        versions={"d1": "v1", "d2": "v1"},
    )
    return written(folder, "told", linked(world))


@pytest.fixture(scope="module")
def some(folder: Path) -> Path:
    page = folder / "some.html"
    page.write_text(render(*generated(400)), encoding="utf-8")
    return page


def facts(page: Tab) -> list[str]:
    found: list[str] = page.tab.locator("#rows small").all_inner_texts()
    return found


def test_what_one_sentence_tells_of_the_same_days_is_one_entry(browser: Any, told: Path) -> None:
    page = Tab(browser, told)
    page.tab.click("#all")
    assert page.tab.inner_text("#told") == "5 events in 3 entries, 2 without a date"
    page.until("document.querySelectorAll('#rows .row').length === 2")
    assert page.rows() == ["8 March 2011", "on or before 9 March 2011"]
    assert facts(page) == ["issued, warning · happened, planned · Lugar, rebels", "called · happened · Lugar"]
    assert page.tab.locator("#rows .row >> nth=0 >> mark").all_inner_texts() == ["issued", "warning"]
    assert page.tab.locator("#rows .row >> nth=1 >> mark").all_inner_texts() == ["called"]
    assert (page.tab.inner_text("#tab-dated b"), page.tab.inner_text("#listed")) == ("3", "2 entries")
    page.tab.click("#rows .row >> nth=0")
    page.tab.wait_for_selector("#detail:not([hidden])")
    assert page.tab.locator("#detail-title mark").all_inner_texts() == ["issued"]
    assert page.tab.inner_text("#detail .alike") == "The same sentence also tells of: warning"
    page.tab.click("#detail .alike button")
    page.until("location.hash === '#e2'")
    assert page.tab.locator("#detail-title mark").all_inner_texts() == ["warning"]
    assert page.tab.inner_text("#detail .alike") == "The same sentence also tells of: issued"
    assert page.tab.get_attribute("#row-0", "aria-selected") == "true"
    page.tab.click("#close")
    page.filtered(lambda: page.tab.select_option("[data-name=status]", "planned"))
    assert page.tab.inner_text("#told") == "1 of 5 events, 0 without a date"
    assert facts(page) == ["warning · planned · Lugar, rebels"]
    assert page.said == []


def test_the_most_important_come_first_where_one_wants_it(browser: Any, small: Path) -> None:
    page = Tab(browser, small)
    page.tab.click("#all")
    by_date = ["15 March 44 BC", "October 2015", "7 October 2015", "on or after 18 April 2016"]
    by_salience = ["7 October 2015", "15 March 44 BC", "October 2015", "on or after 18 April 2016"]
    page.until("document.querySelectorAll('#rows .row').length === 4")
    assert page.rows() == by_date
    page.tab.keyboard.press("o")
    assert page.rows() == by_salience
    assert page.tab.get_attribute("#by-salience", "aria-pressed") == "true"
    page.tab.click("#by-date")
    assert page.rows() == by_date
    page.tab.click("#by-salience")
    assert page.rows() == by_salience
    page.tab.click("#tab-undated")
    assert not page.tab.is_visible("#order")
    page.filtered(lambda: page.tab.fill("#words", "order"))
    page.tab.keyboard.press("o")
    assert page.tab.input_value("#words") == "ordero"


def test_a_link_leads_to_an_event(browser: Any, small: Path) -> None:
    page = Tab(browser, small, at="#e2")
    page.tab.wait_for_selector("#detail:not([hidden])")
    assert page.tab.inner_text("#detail-title") == "Caesar was killed on 15 March 44 BC."
    assert page.tab.inner_text("#detail-date") == "15 March 44 BC"
    assert page.tab.get_attribute("#link", "href") == "#e2"
    page.until("document.querySelector('#rows [aria-selected=true] time')?.textContent === '15 March 44 BC'")
    page.tab.evaluate("location.hash = '#e3'")
    page.until("document.getElementById('detail-title').textContent === 'Later the bridge collapsed.'")
    assert page.tab.get_attribute("#tab-undated", "aria-selected") == "true"
    page.until("document.querySelector('#rows [aria-selected=true]') !== null")
    page.tab.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.tab.click("#link")
    page.until("document.getElementById('link').textContent === 'Link copied'")
    assert page.tab.evaluate("navigator.clipboard.readText()") == f"{small.as_uri()}#e3"
    for linked_to, said in (
        ("e99<b>", "The event e99%3Cb%3E, to which a link led, is not on this page."),
        ("e92", "The event e92, to which a link led, is told of in no document any more."),
        ("e90", "The event e90, to which a link led, has become part of this one."),
    ):
        page.tab.evaluate(f"location.hash = '#{linked_to}'")
        page.until(f"document.getElementById('missing').textContent === '{said}'")
    page.until("document.getElementById('detail-title').textContent.startsWith('On 7 October 2015')")
    assert page.said == []


@pytest.mark.parametrize("width", [WIDE, 390], ids=["desktop", "phone"])
def test_nothing_runs_under_the_head_of_an_open_event(browser: Any, told: Path, width: int) -> None:
    page = Tab(browser, told, width, at="#e1")
    page.tab.wait_for_selector("#detail:not([hidden])")
    head, title = (page.tab.locator(part).bounding_box() for part in ("#detail .head", "#detail-title"))
    close = page.tab.locator("#close").bounding_box()
    assert head["y"] + head["height"] <= title["y"]
    assert close["x"] + close["width"] <= head["x"] + head["width"]
    assert page.tab.evaluate("getComputedStyle(document.getElementById('detail-title')).fontWeight") == "400"
    assert page.tab.evaluate("document.getElementById('entries').inert") is (width < WIDE), (
        "what it covers is out of reach"
    )
    page.tab.keyboard.press("Escape")
    assert page.tab.evaluate("document.activeElement.id") == "list"


def test_each_filter_says_what_it_is(browser: Any, some: Path) -> None:
    page = Tab(browser, some)
    page.until("document.querySelectorAll('#facets select, #facets input').length === 9")
    for width in (WIDE, 1024, 760):
        page.tab.set_viewport_size({"width": width, "height": 860})
        assert page.tab.evaluate(CUT) == [], width


def test_every_stretch_shows_its_best(browser: Any, folder: Path) -> None:
    events, mentions = generated(2_000)
    dated = 1_800
    # All in one year but the first, the least salient of all, two centuries before.
    days = [-59_000, *(15_000 + place % 300 for place in range(1, dated)), *[None] * 200]
    events |= dict.fromkeys(("begin_earliest", "begin_latest", "end_earliest", "end_latest"), days)
    events["by_salience"] = [place for place in events["by_salience"] if place] + [0]
    page_file = folder / "stretches.html"
    page_file.write_text(render(events, mentions), encoding="utf-8")
    page = Tab(browser, page_file, WIDE)
    page.tab.click("#all")
    page.until("document.querySelector('#tab-dated b').textContent === '1,800'")
    bars = page.tab.evaluate(BARS)
    assert any(x < WIDE / 10 for _, x in bars), "the lonely one of 1808 has a place"
    assert any(x > WIDE * 0.9 for _, x in bars)
    page.tab.mouse.click(
        next(x for _, x in bars if x < WIDE / 10) + 8, page.tab.locator("#lanes").bounding_box()["y"] + 12
    )
    page.until("location.hash === '#e00000000000000000000'")


def test_an_event_keeps_its_lane_while_one_moves(browser: Any, some: Path) -> None:
    page = Tab(browser, some, WIDE)
    for key in "0++":
        page.tab.keyboard.press(key)
    settled(page)
    before = page.tab.evaluate(BARS)
    for _ in range(3):
        page.tab.keyboard.press("ArrowRight")
        settled(page)
        after = page.tab.evaluate(BARS)
        # The first pixels of what leaves at the left are not its begin.
        staying = [(lane, x - WIDE // 4) for lane, x in before if x > WIDE // 4 + 2]
        assert len(staying) > 5
        moved = {(lane, x + off) for lane, x in after for off in (-1, 0, 1)}
        assert [each for each in staying if each not in moved] == []
        before = after


def settled(page: Tab) -> None:
    page.tab.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")


def test_it_is_read_aloud_as_what_it_is(browser: Any, small: Path) -> None:
    page = Tab(browser, small)
    tab = page.tab
    tab.click("#all")
    page.until("document.querySelectorAll('#rows [role=option]').length === 4")
    page.until("document.getElementById('seen').textContent.startsWith('4 events on their days')")
    tab.evaluate(
        """() => {
            window.changes = 0;
            const count = new MutationObserver((changes) => { window.changes += changes.length; });
            count.observe(document.getElementById("told"), { childList: true, characterData: true, subtree: true });
        }"""
    )
    tab.keyboard.press("+")
    tab.keyboard.press("-")
    settled(page)
    assert tab.evaluate("window.changes") == 0, "the count is not said again while one zooms"
    tab.keyboard.press("9")
    tab.focus(".skip")
    order = []
    for _ in range(40):
        tab.keyboard.press("Tab")
        order.append(tab.evaluate("document.activeElement.id || document.activeElement.className"))
        if order[-1] == "list":
            break
    wanted = ["words", "earlier", "later", "in", "out", "most", "all", "tab-dated", "by-date", "by-salience", "list"]
    assert [each for each in order if each in wanted] == wanted
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press(" ")
    tab.wait_for_selector("#detail:not([hidden])")
    assert tab.evaluate("document.getElementById('detail').contains(document.activeElement)")
    named = tab.get_attribute("#detail", "aria-labelledby").split()
    assert all(tab.inner_text(f"#{each}") for each in named)
    tab.keyboard.press("Escape")
    assert tab.evaluate("document.activeElement.id") == "list"
    assert tab.get_attribute("#list", "aria-activedescendant") == "row-0"
    tab.click("#tab-undated")
    assert tab.get_attribute("#panel", "aria-labelledby") == "tab-undated"
    assert page.said == []

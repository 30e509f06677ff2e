"""The page as a browser shows it: it opens, filters, obeys the keyboard, holds many events, and runs no document's words."""

from pathlib import Path
from typing import Any

import pytest

from tests.browser.many_events import generated
from tests.browser.tabs import NEEDS_BROWSER, Tab, linked, written
from tests.warehouse.rows import World, derived_world, document, event, mention, span
from warehouse.page import render

pytestmark = NEEDS_BROWSER
HOSTILE = (
    'The "mayor\'s" </script><script>alert(1)</script><!-- <img src=https://example.org/x onerror=alert(2)> \u2028 opened '
    + "x" * 300
)
MANY = 100_000


@pytest.fixture(scope="module")
def hostile(folder: Path) -> Path:
    on_day, link = span("2015-01-01", "2015-01-01"), "javascript:alert(3)"
    told = mention("d1", HOSTILE, "opened", ("<b>mayor</b>",), on_day, place='"><script>alert(4)</script>')
    again = mention("d2", "The mayor opened it.", "opened", ("mayor",), on_day)
    world = World(
        documents=(
            document("d1", HOSTILE, title="<i>title</i>", url=link, source="a'b\"c"),
            document("d2", "The mayor opened it.", url='https://example.org/"><script>alert(5)</script>'),
        ),
        event_mentions=(told, again),
        events=(event("e1", told), event("e2", again)),
        versions={"d1": "v1", "d2": "v1"},
    )
    return written(folder, "hostile", linked(world))


def test_it_opens_on_its_own_and_shows_the_whole_timeline(browser: Any, small: Path) -> None:
    page = Tab(browser, small)
    page.tab.click("#all")
    page.until("document.querySelectorAll('#rows .row').length === 4")
    assert page.rows() == ["15 March 44 BC", "October 2015", "7 October 2015", "on or after 18 April 2016"]
    assert page.tab.inner_text("#told") == "5 events, 1 without a date"
    page.tab.click("#tab-undated")
    assert page.rows() == ["publication date unknown"]
    assert page.asked == [small.as_uri()]
    assert page.said == []


def test_days_that_other_documents_tell_are_marked(browser: Any, folder: Path) -> None:
    page = Tab(browser, written(folder, "derived", derived_world()))
    page.tab.click("#all")
    page.until("document.querySelectorAll('#rows .row').length === 5")
    assert page.tab.locator("#rows time.derived").all_inner_texts() == ["1 to 14 October 2015 (derived)"]
    assert page.tab.is_visible("#derived")
    page.filtered(lambda: page.tab.select_option("[data-name=date_basis]", "derived"))
    assert page.rows() == ["1 to 14 October 2015 (derived)"]
    page.tab.click("#rows .row")
    page.until("document.getElementById('detail-body').innerText.includes('“Vote”, by reprint')")
    assert page.said == []


@pytest.mark.parametrize(
    ("field", "value", "events"),
    [
        ("#words", "muller", ["October 2015", "7 October 2015"]),
        ("#words", "parlia elected", ["October 2015", "7 October 2015"]),
        ("[data-name=place]", "paris", ["7 October 2015"]),
        ("[data-name=participants]", "Caesar", ["15 March 44 BC"]),
        ("[data-name=source]", "example", ["October 2015", "7 October 2015"]),
        ("[data-name=precision]", "on one side only", ["on or after 18 April 2016"]),
        ("[data-name=status]", "happened", 4),
        ("#words", "Napoleon", []),
    ],
    ids=[
        "a name without accents",
        "beginnings of words",
        "place",
        "participant",
        "source",
        "how well known",
        "status",
        "none",
    ],
)
def test_filters_choose(browser: Any, small: Path, field: str, value: str, events: list[str] | int) -> None:
    page = Tab(browser, small)
    page.tab.click("#all")
    chosen = page.tab.locator(field)
    act = chosen.select_option if chosen.evaluate("field => field.tagName") == "SELECT" else chosen.fill
    page.filtered(lambda: act(value))
    assert (len(page.rows()) if isinstance(events, int) else page.rows()) == events
    page.filtered(lambda: page.tab.click("#clear"))
    page.until("document.querySelectorAll('#rows .row').length === 4")


def test_the_keyboard_does_everything(browser: Any, small: Path) -> None:
    page = Tab(browser, small)
    keyboard, tab = page.tab.keyboard, page.tab
    keyboard.press("/")
    assert tab.evaluate("document.activeElement.id") == "words"
    keyboard.press("Escape")
    keyboard.press("9")
    page.until("document.querySelectorAll('#rows .row').length === 4")
    for _ in range(3):
        keyboard.press("ArrowDown")
    assert tab.evaluate("document.activeElement.getAttribute('aria-activedescendant')") == "row-2"
    keyboard.press("Enter")
    tab.wait_for_selector("#detail:not([hidden])")
    assert tab.inner_text("#detail-title") == "On 7 October 2015 parliament elected Anna Müller."
    assert tab.locator("#detail li mark").all_inner_texts() == ["7 October 2015", "elected"]
    assert tab.get_attribute("#detail li a", "href") == "https://example.org/vote"
    assert tab.evaluate("location.hash") == "#e1"
    keyboard.press("Escape")
    assert not tab.is_visible("#detail")
    assert tab.evaluate("document.activeElement.id") == "list"
    for _ in range(30):
        keyboard.press("+")
    page.until("document.getElementById('span').textContent === '7 October 2015'")
    keyboard.press("ArrowLeft")
    keyboard.press("0")
    assert page.said == []


def test_an_event_shows_who_tells_it_differently(browser: Any, small: Path) -> None:
    page = Tab(browser, small)
    page.tab.click("#all")
    page.tab.click("#rows .row >> nth=2")
    page.tab.wait_for_selector("#detail:not([hidden])")
    told = page.tab.locator("#detail .votes li").all_inner_texts()
    assert [words.partition(":")[0] for words in told] == [
        "planned for October 2015",
        "planned for 5 October 2015",
        "happened",
        "denied",
    ]
    assert told[0].endswith(": 3 mentions in 2 documents from 1 source")
    assert page.tab.locator("#detail .votes b").all_inner_texts() == ["planned for October 2015", "happened"]
    page.tab.click("#detail .votes button")
    page.until("location.hash === '#e5'")
    page.until("document.querySelectorAll('#detail .votes li').length === 0")


def test_a_document_of_which_nothing_is_known_is_just_one(browser: Any, folder: Path) -> None:
    told = mention("d1", "The mayor opened it.", "opened", ("mayor",), span("2015-01-01", "2015-01-01"))
    world = World(
        documents=(document("d1", "The mayor opened it."),),
        event_mentions=(told,),
        events=(event("e1", told),),
        versions={"d1": "v1"},
    )
    page = Tab(browser, written(folder, "bare", linked(world)))
    page.tab.click("#rows .row >> nth=0")
    page.tab.wait_for_selector("#detail:not([hidden])")
    assert page.tab.inner_text("#detail li small") == "document · asserted · date: 1 January 2015"


def test_names_of_an_event_narrow_the_timeline(browser: Any, small: Path) -> None:
    page = Tab(browser, small)
    page.tab.click("#all")
    page.tab.click("#rows .row >> nth=0")
    page.tab.wait_for_selector("#detail:not([hidden])")
    page.filtered(lambda: page.tab.click("#detail dd button"))
    assert page.rows() == ["15 March 44 BC"]


@pytest.mark.parametrize("width", [1280, 390], ids=["desktop", "phone"])
def test_a_hostile_document_is_only_text_and_fits(browser: Any, hostile: Path, width: int) -> None:
    page = Tab(browser, hostile, width)
    page.filtered(lambda: page.tab.fill("#words", "opened"))
    for number in range(2):
        page.tab.click(f"#rows .row >> nth={number}", position={"x": 20, "y": 20})
        page.tab.wait_for_selector("#detail:not([hidden])")
        words = page.tab.inner_text("#detail li")
        assert page.tab.locator("script:not([type])").count() == 1
        if "alert(1)" in words:
            assert "</script><script>alert(1)</script><!-- <img src=https://example.org/x" in words
            assert "<i>title</i>, a'b\"c" in words
            assert page.tab.locator("#detail li a").count() == 0
        else:
            assert page.tab.get_attribute("#detail li a", "href") == 'https://example.org/"><script>alert(5)</script>'
        assert page.tab.evaluate("document.documentElement.scrollWidth") == width
        page.tab.click("#close")
    assert page.tab.evaluate("document.images.length") == 0
    assert page.asked == [hostile.as_uri()]
    assert page.said == []


def test_what_a_fault_would_let_in_may_not_run_or_connect(browser: Any, small: Path) -> None:
    page = Tab(browser, small)
    page.tab.evaluate(
        """() => {
            const script = document.createElement("script");
            script.textContent = "window.ran = true";
            document.body.append(script);
            const image = document.createElement("img");
            image.src = "https://example.org/x.png";
            document.body.append(image);
            fetch("https://example.org/").catch(() => {});
        }"""
    )
    page.tab.wait_for_timeout(200)
    assert page.tab.evaluate("window.ran === undefined")
    assert sum("Content Security Policy" in line for line in page.said) >= 3
    assert page.asked == [small.as_uri()]


def test_a_hundred_thousand_events_are_in_it_and_few_in_sight(browser: Any, folder: Path) -> None:
    many = folder / "many.html"
    many.write_text(render(*generated(MANY)), encoding="utf-8")
    page = Tab(browser, many)
    assert page.tab.inner_text("#told") == "100,000 events, 10,000 without a date"
    page.tab.click("#all")
    page.until("document.querySelector('#tab-dated b').textContent === '90,000'")
    assert page.tab.locator("#rows .row").count() < 40
    assert page.tab.evaluate("document.querySelectorAll('*').length") < 3_000
    page.tab.evaluate("document.getElementById('list').scrollTop = 1e9")
    page.until("document.querySelector('#rows .row:last-child').getAttribute('aria-posinset') === '90000'")
    page.filtered(lambda: page.tab.fill("#words", "77777"))
    assert page.tab.inner_text("#told") == "1 of 100,000 events, 0 without a date"
    assert page.said == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_follows_the_colours_a_person_prefers(browser: Any, small: Path, scheme: str) -> None:
    page = Tab(browser, small, color_scheme=scheme)
    red = page.tab.evaluate("parseInt(getComputedStyle(document.body).backgroundColor.match(/\\d+/)[0])")
    assert (red > 200) is (scheme == "light")


@pytest.mark.parametrize("drawing", ["lanes", "density"])
@pytest.mark.parametrize(
    ("precision", "words", "colours"),
    [
        ("to the day", "parliament", ["sure"]),
        ("to the day", "Caesar", ["sure"]),
        ("to the month", "parliament", ["maybe"]),
        ("on one side only", "bridge", ["maybe"]),
    ],
    ids=["a known day", "a day before year 1", "some day of a month", "on or after a day"],
)
def test_the_drawing_is_solid_only_where_it_is_certain(  # noqa: PLR0917 - what varies, each by its name
    browser: Any, small: Path, drawing: str, precision: str, words: str, colours: list[str]
) -> None:
    page = Tab(browser, small)
    page.filtered(lambda: page.tab.locator("[data-name=precision]").select_option(precision))
    page.filtered(lambda: page.tab.fill("#words", words))
    page.tab.click("#most")
    page.until("document.querySelectorAll('#rows .row').length === 1")
    found = page.tab.evaluate(
        """(drawing) => {
            const canvas = document.getElementById(drawing);
            const data = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
            const style = getComputedStyle(document.documentElement);
            return ["sure", "maybe"].filter((name) => {
                const hex = style.getPropertyValue(`--${name}`).trim();
                const wanted = [1, 3, 5].map((place) => parseInt(hex.slice(place, place + 2), 16));
                let count = 0;
                for (let k = 0; k < data.length; k += 4) count += wanted.every((part, p) => part === data[k + p]);
                return count > 0;
            });
        }""",
        drawing,
    )
    assert found == colours

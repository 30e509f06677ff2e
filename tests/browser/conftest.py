"""One browser a module, and the page that most tests look at once for all of them."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser.tabs import written
from tests.browser.test_ui import CHROMIUM, SWITCHES
from tests.warehouse.rows import small_world


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    api = pytest.importorskip("playwright.sync_api")
    with api.sync_playwright() as started:
        yield started.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("pages")


@pytest.fixture(scope="session")
def small(folder: Path) -> Path:
    return written(folder, "small", small_world())

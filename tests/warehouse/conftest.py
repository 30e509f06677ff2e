from pathlib import Path

import pytest

from tests.warehouse.rows import ONE_BATCH, place, small_world
from warehouse.home import Home
from warehouse.publish import publish


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


@pytest.fixture
def filled(home: Home) -> Home:
    """A home with the small world loaded and published."""
    place(home, small_world(), ONE_BATCH).load(home)
    publish(home)
    return home


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small world, published: for tests that only read."""
    home = Home(tmp_path_factory.mktemp("shown") / "home")
    place(home, small_world(), ONE_BATCH).load(home)
    publish(home)
    return home.published

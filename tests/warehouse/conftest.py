import shutil
from pathlib import Path

import pytest

from tests.warehouse.rows import ONE_BATCH, place, small_world
from warehouse.home import Home
from warehouse.publish import publish


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = Home(tmp_path_factory.mktemp("template") / "home")
    place(home, small_world(), ONE_BATCH).load(home)
    publish(home)
    return home.folder


@pytest.fixture
def filled(template: Path, tmp_path: Path) -> Home:
    """A home of its own with the small world loaded and published."""
    return Home(Path(shutil.copytree(template, tmp_path / "filled", symlinks=True)))


@pytest.fixture(scope="session")
def shown(template: Path) -> Path:
    """The small world, published: for tests that only read."""
    return Home(template).published

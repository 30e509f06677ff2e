"""A home for each test, its inbox empty."""

from pathlib import Path

import pytest

from warehouse.home import Home


@pytest.fixture
def home(tmp_path: Path) -> Home:
    found = Home(tmp_path / "home")
    found.inbox.mkdir(parents=True)
    return found

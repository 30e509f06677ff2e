"""What tests share: one home in which the sample documents have been processed."""

import pytest

from tests.readme import SAMPLES, without_file_times
from warehouse.home import Home


@pytest.fixture(scope="session")
def sample_home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A home after `dateline run --inbox tests/documents`; tests only read it."""
    from assets.run import refresh

    home = Home(tmp_path_factory.mktemp("samples") / "home")
    without_file_times(home)
    report = refresh(home, inbox=SAMPLES)
    assert report.success, report.failures
    return home

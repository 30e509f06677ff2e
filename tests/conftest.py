"""What tests share: one home in which the sample documents have been processed."""

import gc
from typing import Any, Final

import pytest
import sqlalchemy
from hypothesis import HealthCheck, settings

from tests.readme import SAMPLES, without_file_times
from warehouse.home import Home

# How long an example takes says how busy the machine is, not whether a statement holds.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")

# What is imported while tests are collected stays to the end: to look at it for garbage, again and again, finds none.
gc.disable()

_COSTLY: Final = ("sample_home", "everything", "processed")
"""Fixtures that are a whole run: the tests that use one are done by one process, so that it is made once."""


@sqlalchemy.event.listens_for(sqlalchemy.Engine, "connect")
def _without_waiting_for_the_disk(connection: Any, _record: object) -> None:
    """Let Dagster's storage skip its some 400 waits a run: a test's home need not outlive a power cut."""
    connection.execute("PRAGMA synchronous = OFF")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep tests together that share a run, and collect garbage from now on."""
    for item in items:
        for name in _COSTLY:
            if name in getattr(item, "fixturenames", ()):
                item.add_marker(pytest.mark.xdist_group(name))
    gc.freeze()
    gc.enable()


def pytest_unconfigure() -> None:
    """Let go of what was set aside: libraries written in C count what they are left with at the end."""
    gc.unfreeze()


@pytest.fixture(scope="session")
def sample_home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A home after `dateline run --inbox tests/documents`; tests only read it."""
    from assets.run import refresh

    home = Home(tmp_path_factory.mktemp("samples") / "home")
    without_file_times(home)
    report = refresh(home, inbox=SAMPLES)
    assert report.success, report.failures
    return home

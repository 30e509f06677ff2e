"""Where a home may lie."""

from pathlib import Path

import pytest

from pipelines.errors import InvalidSettings
from warehouse.home import Home


def test_a_home_is_absolute_however_it_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert Home.find(Path("my home")).folder == tmp_path / "my home"
    monkeypatch.setenv("DATELINE_HOME", "other")
    assert Home.find().folder == tmp_path / "other"


@pytest.mark.parametrize("name", ["what?", "a*", "a[1]", "a%20b"])
def test_a_path_that_a_library_would_misread_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(InvalidSettings, match=r"a path without any of \? \* \[ \] % was expected"):
        Home.find(tmp_path / name)

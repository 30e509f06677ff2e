"""Settings files: what they override, and how they are refused."""

from pathlib import Path

import pytest

from pipelines import settings
from pipelines.errors import InvalidSettings
from pipelines.settings import Settings


def test_no_file_is_all_defaults(tmp_path: Path) -> None:
    assert settings.load(tmp_path / "settings.toml") == Settings()


def test_a_file_overrides_what_it_names(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text('[inbox]\nsettle_seconds = 10\nignore = ["*.bak"]\n[exports]\nkeep = 2\n')
    chosen = settings.load(path)
    assert (chosen.inbox.settle_seconds, chosen.inbox.ignore, chosen.exports.keep) == (10.0, ("*.bak",), 2)
    assert chosen.batches == Settings().batches


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[inbox]\nsettle = 1", "'settle'"),
        ("[inboxes]\n", "'inboxes'"),
        ("keep = 1", "'keep'"),
        ('[exports]\nkeep = "five"', "'five'"),
        ("[exports]\nkeep = true", "True"),
        ("[exports\n", "not TOML"),
        ("[batches]\ndocuments = 0", "from 1 was expected"),
        ("[batches]\nworkers = -3", "from 0 was expected"),
        ("[inbox]\nwithdraw_limit = 1.5", "from 0 to 1 was expected"),
        ("[documents]\nseconds = 0", "from 1 was expected"),
        ("[documents]\nmemory = 1000", "from 67108864 was expected"),
        ("[documents]\narchive_depth = 0", "from 1 was expected"),
        ("[documents]\nunpacked_ratio = 1", "from 10 was expected"),
    ],
    ids=[
        "name",
        "section",
        "no section",
        "type",
        "bool is no number",
        "syntax",
        "zero",
        "negative",
        "share",
        "no time",
        "no memory",
        "no depth",
        "a ratio that texts have",
    ],
)
def test_what_no_setting_accepts_is_named(text: str, found: str, tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(text)
    with pytest.raises(InvalidSettings, match=found):
        settings.load(path)

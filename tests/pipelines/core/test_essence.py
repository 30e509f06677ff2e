"""What makes a result outdated: code, and no comment."""

import sys
from pathlib import Path
from unittest.mock import patch

import pytest

from pipelines import essence
from pipelines.essence import essences


@pytest.fixture(autouse=True)
def anew() -> None:
    essence._known.cache_clear()


@pytest.mark.parametrize(
    ("source", "same"),
    [
        pytest.param(
            '"""Doc."""\n\n\ndef f() -> int:\n    """Other words."""\n    return 1  # why\n', True, id="comment"
        ),
        pytest.param('"""Doc."""\n\n\ndef f() -> int:\n    """Words."""\n    return 2\n', False, id="code"),
    ],
)
def test_only_code_makes_a_stage_outdated(source: str, same: bool, tmp_path: Path) -> None:
    original, edited = tmp_path / "a.py", tmp_path / "b.py"
    original.write_text('"""Doc."""\n\n\ndef f() -> int:\n    """Words."""\n    return 1\n')
    edited.write_text(source)
    assert (len(set(essences(tmp_path, [original, edited]))) == 1) is same


def test_what_is_kept_is_not_parsed_again(tmp_path: Path) -> None:
    files = [tmp_path / "a.py", tmp_path / "words.toml"]
    for path in files:
        path.write_text("a = 1\n")
    with patch.object(sys, "dont_write_bytecode", new=False):
        first = essences(tmp_path, files)
        assert len(set(first)) == 2, "a table of words is no code"
        essence._known.cache_clear()
        with patch.object(essence, "_essence", wraps=essence._essence) as parsing:
            assert essences(tmp_path, files) == first
            assert not parsing.called
            files[0].write_text("a = 2\n")
            assert essences(tmp_path, files)[0] != first[0]
            assert parsing.call_count == 1


@pytest.mark.parametrize("kept", ["", "[]", '{"form": "1", "essences": {}}'], ids=["empty", "a list", "another form"])
def test_what_can_not_be_used_is_made_anew(kept: str, tmp_path: Path) -> None:
    path = tmp_path / "a.py"
    path.write_text("a = 1\n")
    first = essences(tmp_path, [path])
    (tmp_path / "__pycache__").mkdir(exist_ok=True)
    (tmp_path / "__pycache__" / "essences.json").write_text(kept)
    essence._known.cache_clear()
    assert essences(tmp_path, [path]) == first


def test_a_folder_that_can_not_be_written_does_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "a.py"
    path.write_text("a = 1\n")
    (tmp_path / "__pycache__").write_text("a file where the folder would be")
    with patch.object(sys, "dont_write_bytecode", new=False):
        assert len(essences(tmp_path, [path])) == 1

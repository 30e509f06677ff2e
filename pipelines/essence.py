"""What of a source file a result can depend on: its syntax tree without docstrings, so that a comment makes nothing outdated.

Parsing all files takes longer than much of what a run does. So what was found of a file is kept beside it, where Python keeps its
bytecode, and for as long as its bytes are the same. Where nothing can be written, all is parsed each time.
"""

import ast
import hashlib
import json
import os
import sys
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Final

__all__ = ["essences"]

_KEPT: Final = "essences.json"
_FORM: Final = f"2 {sys.version_info[:2]}"
"""Names how essences are made; what was kept of another form is made anew."""
_MOST: Final = 5_000
"""Files of which it is kept, former states of them included, before all are forgotten."""


def essences(root: Path, files: Iterable[Path]) -> list[str]:
    """Name what results can depend on, file by file.

    Args:
        root: The folder of the package, beside whose bytecode they are kept.
        files: Files below it.
    """
    known, found, new = _known(root), list[str](), False
    for path in files:
        data = path.read_bytes()
        key = hashlib.blake2b(path.suffix.encode() + b"\0" + data, digest_size=16).hexdigest()
        if key not in known:
            known[key], new = _essence(path.suffix, data), True
        found.append(known[key])
    if new:
        _keep(root, known)
    return found


def _essence(suffix: str, data: bytes) -> str:
    """A file without what no result depends on, as a hash."""
    return hashlib.blake2b(_tree(data).encode() if suffix == ".py" else data, digest_size=16).hexdigest()


def _tree(data: bytes) -> str:
    tree = ast.parse(data)
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and ast.get_docstring(node) is not None:
            node.body = node.body[1:]
    return ast.dump(tree)


@cache
def _known(root: Path) -> dict[str, str]:
    """What is kept, by hash of the file's bytes; kept in memory in any case."""
    try:
        kept = json.loads((root / "__pycache__" / _KEPT).read_text(encoding="utf-8"))
        return dict(kept["essences"]) if kept["form"] == _FORM and len(kept["essences"]) < _MOST else {}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def _keep(root: Path, known: dict[str, str]) -> None:
    if sys.dont_write_bytecode:
        return
    path = root / "__pycache__" / _KEPT
    unfinished = path.with_name(f"{_KEPT}.{os.getpid()}")
    try:
        path.parent.mkdir(exist_ok=True)
        unfinished.write_text(json.dumps({"form": _FORM, "essences": known}), encoding="utf-8")
        unfinished.replace(path)
    except OSError:
        return
